use kit_core::Day;
use kit_db::{DbError, Read, Row, Sql, values};

use super::{Pharmacy, PharmacyKind};

// A new pharmacy may begin only when it is taken over: its row of the day, else the next one. «main» sorts before «subsidiary».
const OF_PHARMACIST: Sql = Sql("SELECT l.pharmacy_oid, u.name, l.kind, u.street, u.postal_code, u.town, l.takeover, l.ends
     FROM pharmacy_licence l JOIN register_unit u ON u.oid = l.pharmacy_oid
     WHERE l.pharmacist_oid = $1 AND l.ends >= $2
       AND u.begins = (SELECT MIN(v.begins) FROM register_unit v WHERE v.oid = l.pharmacy_oid AND v.ends >= $2)
     ORDER BY l.kind, u.name, l.pharmacy_oid");

/// The pharmacies that the pharmacist holds on that day or is to take over, the main one first.
pub async fn of_pharmacist(read: &Read, pharmacist_oid: &str, day: Day) -> Result<Vec<Pharmacy>, DbError> {
    read.rows(OF_PHARMACIST, &values![pharmacist_oid, day]).await?.iter().map(pharmacy).collect()
}

fn pharmacy(row: &Row) -> Result<Pharmacy, DbError> {
    let kind: String = row.get(2)?;
    Ok(Pharmacy {
        oid: row.get(0)?,
        name: row.get(1)?,
        kind: PharmacyKind::from_key(&kind).ok_or_else(|| DbError::Fault("a licence has a kind that cannot be".to_owned()))?,
        street: row.get(3)?,
        postal_code: row.get(4)?,
        town: row.get(5)?,
        takeover: row.get(6)?,
        ends: row.get(7)?,
    })
}
