//! Access points and systems are added, corrected and ended.

use std::collections::HashMap;

use kit_core::{Instant, Uuid};
use kit_db::{DbError, Read, Row, Sql, Tx, Value, values};

use super::{Point, PointState, ServiceOfSystem, System, SystemClass};

const POINTS: Sql = Sql("SELECT oid, name, manager_name, manager_oid, state, revision FROM access_point ORDER BY name, oid LIMIT 5000");
const POINT: Sql = Sql("SELECT oid, name, manager_name, manager_oid, state, revision FROM access_point WHERE oid = $1");
const THROUGH: Sql = Sql("SELECT access_point, system FROM access_point_system ORDER BY access_point, system");
const THROUGH_ONE: Sql = Sql("SELECT access_point, system FROM access_point_system WHERE access_point = $1 ORDER BY system");
const ADD_POINT: Sql = Sql("INSERT INTO access_point (oid, name, manager_name, manager_oid, state, revision) VALUES ($1, $2, $3, $4, $5, 1)
     ON CONFLICT (oid) DO NOTHING");
const SAVE_POINT: Sql = Sql("UPDATE access_point SET name = $2, manager_name = $3, manager_oid = $4, state = $5, revision = revision + 1
     WHERE oid = $1 AND revision = $6");
const TAKE_POINT: Sql = Sql("INSERT INTO access_point (oid, name, manager_name, manager_oid, state, revision) VALUES ($1, $2, $3, $4, $5, 1)
     ON CONFLICT (oid) DO UPDATE SET name = excluded.name, manager_name = excluded.manager_name, manager_oid = excluded.manager_oid,
     state = excluded.state, revision = access_point.revision + 1");
const END_POINT: Sql = Sql("UPDATE access_point SET state = 'ended', revision = revision + 1 WHERE oid = $1 AND revision = $2 AND state <> 'ended'");
const NO_SYSTEMS: Sql = Sql("DELETE FROM access_point_system WHERE access_point = $1");
const ADD_SYSTEM_TO: Sql =
    Sql("INSERT INTO access_point_system (access_point, system) VALUES ($1, $2) ON CONFLICT (access_point, system) DO NOTHING");

const SYSTEMS: Sql = Sql("SELECT code, name, manufacturer, class, certified_until, deviation, state, revision FROM information_system
     ORDER BY name, code LIMIT 5000");
const SYSTEM: Sql =
    Sql("SELECT code, name, manufacturer, class, certified_until, deviation, state, revision FROM information_system WHERE code = $1");
const SERVICES: Sql = Sql("SELECT system, service, renewals, viewer FROM information_system_service ORDER BY system, service");
const SERVICES_OF: Sql = Sql("SELECT system, service, renewals, viewer FROM information_system_service WHERE system = $1 ORDER BY service");
const ADD_SYSTEM: Sql = Sql("INSERT INTO information_system (code, name, manufacturer, class, certified_until, deviation, state, revision)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 1) ON CONFLICT (code) DO NOTHING");
const SAVE_SYSTEM: Sql = Sql("UPDATE information_system SET name = $2, manufacturer = $3, class = $4, certified_until = $5, deviation = $6,
     state = $7, revision = revision + 1 WHERE code = $1 AND revision = $8");
const TAKE_SYSTEM: Sql = Sql("INSERT INTO information_system (code, name, manufacturer, class, certified_until, deviation, state, revision)
     VALUES ($1, $2, $3, $4, $5, $6, $7, 1)
     ON CONFLICT (code) DO UPDATE SET name = excluded.name, manufacturer = excluded.manufacturer, class = excluded.class,
     certified_until = excluded.certified_until, deviation = excluded.deviation, state = excluded.state,
     revision = information_system.revision + 1");
const END_SYSTEM: Sql =
    Sql("UPDATE information_system SET state = 'ended', revision = revision + 1 WHERE code = $1 AND revision = $2 AND state <> 'ended'");
const NO_SERVICES: Sql = Sql("DELETE FROM information_system_service WHERE system = $1");
const ADD_SERVICE_TO: Sql = Sql("INSERT INTO information_system_service (system, service, renewals, viewer) VALUES ($1, $2, $3, $4)");

const CHANGE: Sql = Sql("INSERT INTO technical_change (id, what, code, at, officer, officer_name, verb) VALUES ($1, $2, $3, $4, $5, $6, $7)");
const CHANGES: Sql = Sql("SELECT at, officer_name, verb FROM technical_change WHERE what = $1 AND code = $2 ORDER BY at DESC, id DESC LIMIT 20");

/// With the revision over which it may be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept<T> {
    pub what: T,
    pub revision: i64,
}

/// What an officer did to an access point or a system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastChange {
    pub at: Instant,
    pub officer: String,
    pub verb: String,
}

pub async fn points(read: &Read) -> Result<Vec<Kept<Point>>, DbError> {
    let (rows, through) = (read.rows(POINTS, &values![]).await?, read.rows(THROUGH, &values![]).await?);
    let mut systems = by_first(&through, |row| row.get(1))?;
    rows.iter().map(|row| point(row, &mut systems)).collect()
}

pub async fn find_point(read: &Read, oid: &str) -> Result<Option<Kept<Point>>, DbError> {
    let Some(row) = read.first(POINT, &values![oid]).await? else { return Ok(None) };
    let mut systems = by_first(&read.rows(THROUGH_ONE, &values![oid]).await?, |row| row.get(1))?;
    point(&row, &mut systems).map(Some)
}

pub async fn systems(read: &Read) -> Result<Vec<Kept<System>>, DbError> {
    let (rows, services) = (read.rows(SYSTEMS, &values![]).await?, read.rows(SERVICES, &values![]).await?);
    let mut services = by_first(&services, service)?;
    rows.iter().map(|row| system(row, &mut services)).collect()
}

pub async fn find_system(read: &Read, code: &str) -> Result<Option<Kept<System>>, DbError> {
    let Some(row) = read.first(SYSTEM, &values![code]).await? else { return Ok(None) };
    let mut services = by_first(&read.rows(SERVICES_OF, &values![code]).await?, service)?;
    system(&row, &mut services).map(Some)
}

/// Rows by their first column.
fn by_first<T>(rows: &[Row], value: impl Fn(&Row) -> Result<T, DbError>) -> Result<HashMap<String, Vec<T>>, DbError> {
    let mut all: HashMap<String, Vec<T>> = HashMap::new();
    for row in rows {
        all.entry(row.get(0)?).or_default().push(value(row)?);
    }
    Ok(all)
}

fn point(row: &Row, systems: &mut HashMap<String, Vec<String>>) -> Result<Kept<Point>, DbError> {
    let (oid, state): (String, String) = (row.get(0)?, row.get(4)?);
    let state = PointState::find(&state).ok_or_else(|| DbError::Fault(format!("no state {state} of an access point")))?;
    let systems = systems.remove(&oid).unwrap_or_default();
    let what = Point { oid, name: row.get(1)?, manager_name: row.get(2)?, manager_oid: row.get(3)?, state, systems };
    Ok(Kept { what, revision: row.get(5)? })
}

fn service(row: &Row) -> Result<ServiceOfSystem, DbError> {
    Ok(ServiceOfSystem { service: row.get(1)?, renewals: row.get(2)?, viewer: row.get(3)? })
}

fn system(row: &Row, services: &mut HashMap<String, Vec<ServiceOfSystem>>) -> Result<Kept<System>, DbError> {
    let (code, class, state): (String, String, String) = (row.get(0)?, row.get(3)?, row.get(6)?);
    let services = services.remove(&code).unwrap_or_default();
    let what = System {
        code,
        name: row.get(1)?,
        manufacturer: row.get(2)?,
        class: SystemClass::find(&class),
        services,
        certified_until: row.get(4)?,
        deviation: row.get(5)?,
        ended: state == "ended",
    };
    Ok(Kept { what, revision: row.get(7)? })
}

/// Adds it (revision 0) or changes it over that revision. False: it is there already, or somebody was faster.
pub async fn put_point(tx: &Tx, point: &Point, revision: i64) -> Result<bool, DbError> {
    let row = row_of_point(point);
    let touched = match revision {
        0 => tx.exec(ADD_POINT, &row).await?,
        over => tx.exec(SAVE_POINT, &[&row[..], &values![over]].concat()).await?,
    };
    if touched > 0 {
        systems_of_point(tx, point).await?;
    }
    Ok(touched > 0)
}

/// Adds or changes it whatever is there: a file is believed.
pub async fn take_point(tx: &Tx, point: &Point) -> Result<(), DbError> {
    tx.exec(TAKE_POINT, &row_of_point(point)).await?;
    systems_of_point(tx, point).await
}

/// False: it had ended, or somebody was faster.
pub async fn end_point(tx: &Tx, oid: &str, revision: i64) -> Result<bool, DbError> {
    Ok(tx.exec(END_POINT, &values![oid, revision]).await? > 0)
}

fn row_of_point(point: &Point) -> Vec<Value> {
    values![&point.oid, &point.name, &point.manager_name, point.manager_oid.clone(), point.state.key()].to_vec()
}

async fn systems_of_point(tx: &Tx, point: &Point) -> Result<(), DbError> {
    tx.exec(NO_SYSTEMS, &values![&point.oid]).await?;
    for code in &point.systems {
        tx.exec(ADD_SYSTEM_TO, &values![&point.oid, code]).await?;
    }
    Ok(())
}

/// Adds it (revision 0) or changes it over that revision. False: it is there already, or somebody was faster.
pub async fn put_system(tx: &Tx, system: &System, revision: i64) -> Result<bool, DbError> {
    let row = row_of_system(system);
    let touched = match revision {
        0 => tx.exec(ADD_SYSTEM, &row).await?,
        over => tx.exec(SAVE_SYSTEM, &[&row[..], &values![over]].concat()).await?,
    };
    if touched > 0 {
        services_of_system(tx, system).await?;
    }
    Ok(touched > 0)
}

/// Adds or changes it whatever is there.
pub async fn take_system(tx: &Tx, system: &System) -> Result<(), DbError> {
    tx.exec(TAKE_SYSTEM, &row_of_system(system)).await?;
    services_of_system(tx, system).await
}

/// False: it had ended, or somebody was faster.
pub async fn end_system(tx: &Tx, code: &str, revision: i64) -> Result<bool, DbError> {
    Ok(tx.exec(END_SYSTEM, &values![code, revision]).await? > 0)
}

fn row_of_system(system: &System) -> Vec<Value> {
    let (class, state) = (system.class.map_or("", SystemClass::key), if system.ended { "ended" } else { "in-use" });
    values![&system.code, &system.name, &system.manufacturer, class, system.certified_until, &system.deviation, state].to_vec()
}

async fn services_of_system(tx: &Tx, system: &System) -> Result<(), DbError> {
    tx.exec(NO_SERVICES, &values![&system.code]).await?;
    for of in &system.services {
        tx.exec(ADD_SERVICE_TO, &values![&system.code, &of.service, of.renewals, of.viewer]).await?;
    }
    Ok(())
}

/// Notes what an officer does; `what` is `access-point` or `information-system`, `verb` what the access log says.
pub async fn note_change(
    tx: &Tx,
    id: Uuid,
    (what, code): (&'static str, &str),
    (officer, name): (Uuid, &str),
    verb: &'static str,
    at: Instant,
) -> Result<(), DbError> {
    tx.exec(CHANGE, &values![id, what, code, at, officer, name, verb]).await.map(drop)
}

/// The newest first.
pub async fn last_changes(read: &Read, what: &'static str, code: &str) -> Result<Vec<LastChange>, DbError> {
    let rows = read.rows(CHANGES, &values![what, code]).await?;
    rows.iter().map(|row| Ok(LastChange { at: row.get(0)?, officer: row.get(1)?, verb: row.get(2)? })).collect()
}
