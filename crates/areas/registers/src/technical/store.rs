use kit_db::{DbError, Read, Row, Sql, values};

use super::{AccessPoint, InformationSystem, PointState};

const ACCESS_POINT: Sql = Sql("SELECT oid, name, manager_name, state FROM access_point WHERE oid = $1");
const MANAGED_BY: Sql = Sql("SELECT oid, name, manager_name, state FROM access_point WHERE manager_oid = $1 AND state <> 'ended' ORDER BY name, oid");
const FOR_SERVICE: Sql = Sql("SELECT s.code, s.name, s.manufacturer, f.renewals, f.viewer, s.state, s.certified_until
     FROM information_system s JOIN information_system_service f ON f.system = s.code WHERE f.service = $1 ORDER BY s.name, s.code");
const OF_ACCESS_POINT: Sql = Sql("SELECT system FROM access_point_system WHERE access_point = $1 ORDER BY system");

pub async fn access_point(read: &Read, oid: &str) -> Result<Option<AccessPoint>, DbError> {
    read.first(ACCESS_POINT, &values![oid]).await?.as_ref().map(point).transpose()
}

/// The access points that an organisation of the register runs itself and that have not ended, by name.
pub async fn access_points_managed_by(read: &Read, organisation_oid: &str) -> Result<Vec<AccessPoint>, DbError> {
    read.rows(MANAGED_BY, &values![organisation_oid]).await?.iter().map(point).collect()
}

/// The systems with which a service may be used, by name; those that have ended among them, as somebody's data may have them.
pub async fn systems_for_service(read: &Read, service: &str) -> Result<Vec<InformationSystem>, DbError> {
    read.rows(FOR_SERVICE, &values![service]).await?.iter().map(system).collect()
}

/// The codes of the systems that are known to work through an access point.
pub async fn systems_of_access_point(read: &Read, oid: &str) -> Result<Vec<String>, DbError> {
    read.rows(OF_ACCESS_POINT, &values![oid]).await?.iter().map(|row| row.get(0)).collect()
}

fn point(row: &Row) -> Result<AccessPoint, DbError> {
    let state: String = row.get(3)?;
    let state = PointState::find(&state).ok_or_else(|| DbError::Fault(format!("no state {state} of an access point")))?;
    Ok(AccessPoint { oid: row.get(0)?, name: row.get(1)?, manager_name: row.get(2)?, state })
}

fn system(row: &Row) -> Result<InformationSystem, DbError> {
    Ok(InformationSystem {
        code: row.get(0)?,
        name: row.get(1)?,
        manufacturer: row.get(2)?,
        renewals: row.get(3)?,
        viewer: row.get(4)?,
        ended: row.get::<String>(5)? == "ended",
        certified_until: row.get(6)?,
    })
}
