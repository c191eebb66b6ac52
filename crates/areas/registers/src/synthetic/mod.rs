//! A small invented register: organisations of every kind, pharmacies, access points, information systems, codes.
//! Business IDs begin with 99, and every name says that it is an example.

mod codes;
mod organisations;
mod pharmacies;
mod technical;
#[cfg(test)]
mod tests;

use kit_core::{Day, Instant};
use kit_db::{Db, DbError, Sql, Value, values};

pub use pharmacies::PublishedPharmacy;

/// A row on its way into the register. Each statement leaves what is there, but for what this file knows better.
type Line = (Sql, Vec<Value>);

/// Units of the register, but none of ours: somebody else's register.
const OF_OTHERS: Sql = Sql("SELECT oid FROM register_unit WHERE NOT EXISTS (SELECT 1 FROM register_unit WHERE oid = $1) LIMIT 1");

/// The OID of a provider from its business ID: all digits, leading zero dropped (JHS 159).
pub fn oid_of(business_id: &str) -> String {
    format!("{}.10.0", root_of(business_id))
}

/// The OID of a place of business under that provider.
fn unit_of(business_id: &str, number: usize) -> String {
    format!("{}.10.{number}", root_of(business_id))
}

fn root_of(business_id: &str) -> String {
    let digits: String = business_id.chars().filter(char::is_ascii_digit).collect();
    format!("1.2.246.10.{}", digits.trim_start_matches('0'))
}

/// A row of the invented register as a register publishes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    pub register: &'static str,
    pub oid: String,
    pub parent: Option<String>,
    pub business_id: &'static str,
    pub name: String,
    pub sector: i64,
    /// A provider in health care; in social care.
    pub provider: [bool; 2],
    pub street: &'static str,
    pub postal_code: &'static str,
    pub town: &'static str,
    /// The last day; none: without end.
    pub ends: Option<Day>,
}

/// The organisations with their places of business, for whoever publishes a register on a desk.
pub fn published(now: Instant) -> Vec<Published> {
    organisations::published(now)
}

/// The pharmacies of the pharmacists among them.
pub fn published_pharmacies(now: Instant) -> Vec<PublishedPharmacy> {
    pharmacies::published(now)
}

/// Adds what is missing: everything to an empty register, what is new to one that was made earlier. A register that
/// is not this one is left alone. True if something was written. Takeovers and ends are counted from `now`, once.
pub async fn load(db: &Db, now: Instant) -> Result<bool, DbError> {
    let lines: Vec<Line> = [organisations::lines(now), pharmacies::lines(now), technical::lines(), codes::lines()].concat();
    db.write(move |tx| async move {
        if tx.first(OF_OTHERS, &values![oid_of(organisations::FIRST)]).await?.is_some() {
            return Ok(false);
        }
        let statements: Vec<(Sql, &[Value])> = lines.iter().map(|(sql, values)| (*sql, values.as_slice())).collect();
        let touched = tx.batch(&statements).await?;
        Ok(touched.into_iter().any(|rows| rows > 0))
    })
    .await
}
