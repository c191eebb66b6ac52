use kit_core::Day;
use kit_db::{DbError, Read, Row, Sql, values};

use super::{Flags, Holding, Organisation, Sector, kind_of};
use crate::BusinessId;

const BY_BUSINESS_ID: Sql =
    Sql("SELECT oid, business_id, name, register, sector, legal_form, health, social, street, postal_code, town, begins, ends, loaded_at
     FROM register_unit WHERE business_id = $1 AND parent_oid IS NULL AND begins <= $2 AND ends >= $2 ORDER BY oid");
const BY_OID: Sql =
    Sql("SELECT oid, business_id, name, register, sector, legal_form, health, social, street, postal_code, town, begins, ends, loaded_at
     FROM register_unit WHERE oid = $1 AND parent_oid IS NULL AND business_id IS NOT NULL AND begins <= $2 AND ends >= $2");
const LAST_KNOWN: Sql =
    Sql("SELECT oid, business_id, name, register, sector, legal_form, health, social, street, postal_code, town, begins, ends, loaded_at
     FROM register_unit WHERE oid = $1 AND parent_oid IS NULL AND business_id IS NOT NULL AND begins <= $2 ORDER BY begins DESC LIMIT 1");
const IS_REGISTER_OID: Sql = Sql("SELECT oid FROM register_unit WHERE oid = $1 LIMIT 1");

const HOLDINGS: Sql = Sql("SELECT register, COUNT(*), CAST(SUM(CASE WHEN parent_oid IS NULL THEN 1 ELSE 0 END) AS BIGINT), MAX(loaded_at)
     FROM register_unit WHERE begins <= $1 AND ends >= $1 GROUP BY register ORDER BY register");
const COUNT: Sql = Sql("SELECT COUNT(*) FROM register_unit");

/// How many units the register holds.
pub async fn count(read: &Read) -> Result<i64, DbError> {
    read.first(COUNT, &values![]).await?.map_or(Ok(0), |row| row.get(0))
}

/// What is there of each register on a day.
pub async fn holdings(read: &Read, day: Day) -> Result<Vec<Holding>, DbError> {
    let rows = read.rows(HOLDINGS, &values![day]).await?;
    let holding = |row: &Row| Ok(Holding { register: row.get(0)?, units: row.get(1)?, tops: row.get(2)?, changed_at: row.get(3)? });
    rows.iter().map(holding).collect()
}

/// All organisations at the top of a register that carry this business ID on that day: there can be several.
pub async fn find_by_business_id(read: &Read, business_id: &BusinessId, day: Day) -> Result<Vec<Organisation>, DbError> {
    read.rows(BY_BUSINESS_ID, &values![business_id.as_str(), day]).await?.iter().map(organisation).collect()
}

pub async fn find_by_oid(read: &Read, oid: &str, day: Day) -> Result<Option<Organisation>, DbError> {
    read.first(BY_OID, &values![oid, day]).await?.as_ref().map(organisation).transpose()
}

/// The organisation as the register has it on that day, or had it last: its row may have ended.
pub async fn last_known(read: &Read, oid: &str, day: Day) -> Result<Option<Organisation>, DbError> {
    read.first(LAST_KNOWN, &values![oid, day]).await?.as_ref().map(organisation).transpose()
}

/// Is this the OID of an organisation or unit, and so surely not one of an access point?
pub async fn is_register_oid(read: &Read, oid: &str) -> Result<bool, DbError> {
    Ok(read.first(IS_REGISTER_OID, &values![oid]).await?.is_some())
}

fn organisation(row: &Row) -> Result<Organisation, DbError> {
    let register: String = row.get(3)?;
    let legal_form: String = row.get(5)?;
    let (health, social) = (row.get(6)?, row.get(7)?);
    let flags = Flags { register: &register, sector: row.get(4)?, legal_form: &legal_form, health, social };
    let business_id: String = row.get(1)?;
    Ok(Organisation {
        oid: row.get(0)?,
        business_id: BusinessId::parse(&business_id).ok_or_else(|| DbError::Fault("a register row has a business ID that cannot be".to_owned()))?,
        name: row.get(2)?,
        kind: kind_of(&flags),
        sector: Sector::of(flags.sector),
        health,
        social,
        street: row.get(8)?,
        postal_code: row.get(9)?,
        town: row.get(10)?,
        begins: row.get(11)?,
        ends: row.get(12)?,
        loaded_at: row.get(13)?,
    })
}
