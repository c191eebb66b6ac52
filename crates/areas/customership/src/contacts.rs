//! The contacts in force, a row each: derived from the section whenever that comes into force, for searching and writing to.

use kit_db::{Db, DbError, Sql, Tx, values};
use serde_json::Value;

use crate::{applications::CustomerId, sections::SectionKey};

const REMOVE_ROLES: Sql = Sql("DELETE FROM contact_role WHERE customer_id = $1");
const REMOVE: Sql = Sql("DELETE FROM contact WHERE customer_id = $1");
const ADD: Sql = Sql("INSERT INTO contact (customer_id, place, name, email, phone) VALUES ($1, $2, $3, $4, $5)");
const ADD_ROLE: Sql = Sql("INSERT INTO contact_role (customer_id, place, role, service) VALUES ($1, $2, $3, $4)");
const WITHOUT_ROWS: Sql = Sql("SELECT s.customer_id, s.value FROM customer_section s
     WHERE s.section = $1 AND NOT EXISTS (SELECT 1 FROM contact c WHERE c.customer_id = s.customer_id)");

/// Puts the contacts of a checked section in the place of those before.
pub async fn put(tx: &Tx, customer: CustomerId, contacts: &str) -> Result<(), DbError> {
    let contacts: Value = serde_json::from_str(contacts).unwrap_or_default();
    tx.exec(REMOVE_ROLES, &values![customer.0]).await?;
    tx.exec(REMOVE, &values![customer.0]).await?;
    for (place, contact) in (0_i64..).zip(contacts.as_array().into_iter().flatten()) {
        let text = |field: &str| contact[field].as_str().unwrap_or_default();
        tx.exec(ADD, &values![customer.0, place, name(contact), text("email"), text("phone")]).await?;
        for (service, role) in roles(contact) {
            tx.exec(ADD_ROLE, &values![customer.0, place, role, service]).await?;
        }
    }
    Ok(())
}

fn name(contact: &Value) -> String {
    let parts = ["first_name", "last_name", "name"].into_iter().filter_map(|field| contact[field].as_str());
    parts.collect::<Vec<_>>().join(" ")
}

/// Service and role, '' for the roles that are common to all services.
fn roles(contact: &Value) -> impl Iterator<Item = (&str, &str)> {
    fn keys(list: &Value) -> impl Iterator<Item = &str> {
        list.as_array().into_iter().flatten().filter_map(Value::as_str)
    }
    let of_services = contact["service_roles"].as_object().into_iter().flatten();
    keys(&contact["roles"]).map(|role| ("", role)).chain(of_services.flat_map(|(service, list)| keys(list).map(|role| (service.as_str(), role))))
}

/// Contacts that came into force before they had rows of their own get them.
pub async fn catch_up(db: &Db) -> Result<(), DbError> {
    for row in db.read().await?.rows(WITHOUT_ROWS, &values![SectionKey::Contacts.key()]).await? {
        let (customer, value) = (CustomerId(row.get(0)?), row.get::<String>(1)?);
        db.write(move |tx| async move { put(&tx, customer, &value).await }).await?;
    }
    Ok(())
}
