//! The registers as officers search them: by words of a name as they are typed, by business ID, by OID.

use std::collections::HashMap;

use kit_core::{Day, names};
use kit_db::{DbError, Read, Row, Sql, Value, values};

use super::{Flags, Organisation, OrganisationKind, Sector, kind_of};
use crate::{BusinessId, Oid};

// The words lie in their order: those that begin alike are one range of the index. What many share is looked at up to a
// limit: organisations by an index of their own, so that no number of units stands before them.
const BY_WORD: Sql =
    Sql("SELECT u.oid, u.business_id, u.name, u.register, u.sector, u.legal_form, u.health, u.social, u.street, u.postal_code, u.town, u.begins,
     u.ends, u.loaded_at, u.parent_oid
     FROM (SELECT a.oid, a.register FROM register_word a WHERE a.word >= $1 AND a.word < $2 ORDER BY a.word LIMIT 2000) w
     JOIN register_unit u ON u.oid = w.oid AND u.register = w.register");
const BY_TWO_WORDS: Sql =
    Sql("SELECT u.oid, u.business_id, u.name, u.register, u.sector, u.legal_form, u.health, u.social, u.street, u.postal_code, u.town, u.begins,
     u.ends, u.loaded_at, u.parent_oid
     FROM (SELECT a.oid, a.register FROM register_word a JOIN register_word b ON b.oid = a.oid AND b.register = a.register
         WHERE a.word >= $1 AND a.word < $2 AND b.word >= $3 AND b.word < $4 ORDER BY a.word LIMIT 2000) w
     JOIN register_unit u ON u.oid = w.oid AND u.register = w.register");
const TOPS_BY_WORD: Sql =
    Sql("SELECT u.oid, u.business_id, u.name, u.register, u.sector, u.legal_form, u.health, u.social, u.street, u.postal_code, u.town, u.begins,
     u.ends, u.loaded_at, u.parent_oid
     FROM (SELECT a.oid, a.register FROM register_word a WHERE a.top = TRUE AND a.word >= $1 AND a.word < $2 ORDER BY a.word LIMIT 2000) w
     JOIN register_unit u ON u.oid = w.oid AND u.register = w.register");
const TOPS_BY_TWO_WORDS: Sql =
    Sql("SELECT u.oid, u.business_id, u.name, u.register, u.sector, u.legal_form, u.health, u.social, u.street, u.postal_code, u.town, u.begins,
     u.ends, u.loaded_at, u.parent_oid
     FROM (SELECT a.oid, a.register FROM register_word a JOIN register_word b ON b.oid = a.oid AND b.register = a.register
         WHERE a.top = TRUE AND a.word >= $1 AND a.word < $2 AND b.word >= $3 AND b.word < $4 ORDER BY a.word LIMIT 2000) w
     JOIN register_unit u ON u.oid = w.oid AND u.register = w.register");
const BY_BUSINESS_ID: Sql =
    Sql("SELECT oid, business_id, name, register, sector, legal_form, health, social, street, postal_code, town, begins, ends, loaded_at, parent_oid
     FROM register_unit WHERE business_id = $1 ORDER BY parent_oid NULLS FIRST, name LIMIT 500");
const BY_OID: Sql =
    Sql("SELECT oid, business_id, name, register, sector, legal_form, health, social, street, postal_code, town, begins, ends, loaded_at, parent_oid
     FROM register_unit WHERE oid = $1 ORDER BY begins");
const UNDER: Sql =
    Sql("SELECT oid, business_id, name, register, sector, legal_form, health, social, street, postal_code, town, begins, ends, loaded_at, parent_oid
     FROM register_unit WHERE parent_oid = $1 AND begins <= $2 AND ends >= $2 ORDER BY parent_oid, name, oid LIMIT $3");
const UNITS: Sql = Sql("SELECT COUNT(*) FROM register_unit WHERE parent_oid = $1 AND begins <= $2 AND ends >= $2");

/// A row that was found: of an OID that has several, the one that is valid, else the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub oid: String,
    pub business_id: Option<String>,
    pub name: String,
    pub register: String,
    pub kind: OrganisationKind,
    pub sector: Sector,
    pub street: String,
    pub postal_code: String,
    pub town: String,
    pub begins: Day,
    pub ends: Day,
    /// The unit above; none: at the top.
    pub parent: Option<String>,
    /// Who may join services: at the top, valid, with a business ID.
    pub organisation: Option<Organisation>,
}

/// What was found, those at the top first, then by name; and whether there is more. Nothing is found by nothing.
pub async fn search(read: &Read, text: &str, today: Day, most: usize) -> Result<(Vec<Found>, bool), DbError> {
    let (rows, words) = if let Some(id) = BusinessId::parse(text) {
        (read.rows(BY_BUSINESS_ID, &values![id.as_str()]).await?, Vec::new())
    } else if let Some(oid) = Oid::parse(text) {
        (by_oid(read, &oid).await?, Vec::new())
    } else {
        let mut words = names::words(text);
        // The longest words are shared by the fewest.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        (by_words(read, &words, most).await?, words)
    };
    let mut found: HashMap<(String, String), Found> = HashMap::new();
    for row in &rows {
        let one = read_row(row, today)?;
        if words.len() > 2 && !has_all(&one.name, &words) {
            continue;
        }
        let key = (one.register.clone(), one.oid.clone());
        match found.get(&key) {
            Some(before) if rank(before, today) >= rank(&one, today) => {}
            _ => drop(found.insert(key, one)),
        }
    }
    let mut found: Vec<Found> = found.into_values().collect();
    found.sort_by_cached_key(|one| (one.parent.is_some(), one.ends < today, names::sort_name(&one.name), one.oid.clone()));
    let more = found.len() > most;
    found.truncate(most);
    Ok((found, more))
}

/// How many units stand directly under it on the day.
pub async fn units_under(read: &Read, oid: &str, day: Day) -> Result<i64, DbError> {
    read.first(UNITS, &values![oid, day]).await?.map_or(Ok(0), |row| row.get(0))
}

/// All rows of an OID, the latest first.
pub async fn rows_of(read: &Read, oid: &str, today: Day) -> Result<Vec<Found>, DbError> {
    read.rows(BY_OID, &values![oid]).await?.iter().rev().map(|row| read_row(row, today)).collect()
}

/// The units that stand directly under it on the day, by name.
pub async fn under(read: &Read, oid: &str, day: Day, most: i64) -> Result<Vec<Found>, DbError> {
    read.rows(UNDER, &values![oid, day, most]).await?.iter().map(|row| read_row(row, day)).collect()
}

/// What has the OID, else the organisation under which it stands: an access point's OID leads to who has it.
async fn by_oid(read: &Read, oid: &Oid) -> Result<Vec<Row>, DbError> {
    let rows = read.rows(BY_OID, &values![oid.as_str()]).await?;
    match oid.business_id().filter(|_| rows.is_empty()) {
        Some(id) => read.rows(BY_BUSINESS_ID, &values![id.as_str()]).await,
        None => Ok(rows),
    }
}

/// Organisations; units only where these do not fill a page.
async fn by_words(read: &Read, words: &[String], most: usize) -> Result<Vec<Row>, DbError> {
    let range = |word: &String| -> [Value; 2] { values![word, names::end_of(word)] };
    let (tops, all, values) = match words {
        [] => return Ok(Vec::new()),
        [only] => (TOPS_BY_WORD, BY_WORD, range(only).to_vec()),
        [first, second, ..] => (TOPS_BY_TWO_WORDS, BY_TWO_WORDS, [range(first), range(second)].concat()),
    };
    let rows = read.rows(tops, &values).await?;
    // One organisation may have several validities, and a third word of what is searched for narrows it down afterwards.
    if rows.len() > 4 * most && words.len() < 3 { Ok(rows) } else { read.rows(all, &values).await.map(|more| rows.into_iter().chain(more).collect()) }
}

fn has_all(name: &str, wanted: &[String]) -> bool {
    let has = names::words(name);
    wanted.iter().all(|word| has.iter().any(|own| own.starts_with(word.as_str())))
}

/// The valid one counts most, then the latest.
fn rank(found: &Found, today: Day) -> (bool, Day) {
    ((found.begins..=found.ends).contains(&today), found.begins)
}

fn read_row(row: &Row, today: Day) -> Result<Found, DbError> {
    let (register, legal_form): (String, String) = (row.get(3)?, row.get(5)?);
    let (sector, health, social): (i64, bool, bool) = (row.get(4)?, row.get(6)?, row.get(7)?);
    let (begins, ends, parent): (Day, Day, Option<String>) = (row.get(11)?, row.get(12)?, row.get(14)?);
    let kind = kind_of(&Flags { register: &register, sector, legal_form: &legal_form, health, social });
    let business_id: Option<String> = row.get(1)?;
    let joins = business_id.as_deref().and_then(BusinessId::parse).filter(|_| parent.is_none() && (begins..=ends).contains(&today));
    let (oid, name, town): (String, String, String) = (row.get(0)?, row.get(2)?, row.get(10)?);
    let (street, postal_code): (String, String) = (row.get(8)?, row.get(9)?);
    let organisation = match joins {
        None => None,
        Some(business_id) => Some(Organisation {
            oid: oid.clone(),
            business_id,
            name: name.clone(),
            kind,
            sector: Sector::of(sector),
            health,
            social,
            street: street.clone(),
            postal_code: postal_code.clone(),
            town: town.clone(),
            begins,
            ends,
            loaded_at: row.get(13)?,
        }),
    };
    Ok(Found { oid, business_id, name, register, kind, sector: Sector::of(sector), street, postal_code, town, begins, ends, parent, organisation })
}
