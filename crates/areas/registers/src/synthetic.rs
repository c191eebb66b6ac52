//! A small invented register: one organisation or two of each kind, access points, information systems.
//! Business IDs begin with 99, and every name says that it is an example.

use kit_core::{Day, Instant};
use kit_db::{Db, DbError, Sql, Tx, values};

/// Register, sector, legal form, health, social, business ID, name, street, postal code, town.
type Row = (&'static str, i64, &'static str, bool, bool, &'static str, &'static str, &'static str, &'static str, &'static str);

const ORGANISATIONS: &[Row] = &[
    ("providers", 2, "limited-company", true, false, "9900100-2", "Esimerkkiklinikka Oy", "Mallikatu 1", "00999", "Esimerkkilä"),
    ("providers", 2, "limited-company", false, true, "9900201-3", "Esimerkkihoiva Oy", "Mallikatu 2", "00999", "Esimerkkilä"),
    ("practitioners", 2, "sole-trader", true, false, "9900302-4", "Mallivastaanotto Elina Esimerkki", "Mallitie 3", "20999", "Malliturku"),
    ("providers", 1, "county", true, true, "9900403-5", "Esimerkkilän hyvinvointialue", "Aluetie 4", "33999", "Mallipere"),
    ("pharmacies", 2, "sole-trader", false, false, "9900504-6", "Esimerkkiapteekki", "Apteekkikuja 5", "90999", "Malliulu"),
    ("providers", 2, "foundation", true, true, "9900605-7", "Mallisäätiö sr", "Säätiöntie 6", "00999", "Esimerkkilä"),
    ("providers", 2, "limited-company", true, false, "9900706-8", "Esimerkkikaksikko Oy", "Parikatu 7", "00999", "Esimerkkilä"),
    ("providers", 2, "limited-company", true, false, "9900807-9", "Exempelvård Ab", "Exempelgatan 8", "65999", "Modellvasa"),
    ("providers", 2, "limited-company", true, false, "9901009-9", "Mallihammas Oy", "Hammaskuja 9", "40999", "Mallikylä"),
    ("providers", 2, "association", false, true, "9901108-3", "Esimerkkiyhdistys ry", "Yhdistystie 10", "40999", "Mallikylä"),
    ("providers", 1, "municipal", false, true, "9901209-4", "Mallikunnan sosiaalikuntayhtymä", "Kuntatie 11", "40999", "Mallikylä"),
    (
        "pharmacies",
        1,
        "hospital-pharmacy",
        false,
        false,
        "9901402-2",
        "Esimerkkisairaalan sairaala-apteekki",
        "Sairaalantie 12",
        "33999",
        "Mallipere",
    ),
];

/// OID, name, who runs it, codes of the systems that work through it.
const ACCESS_POINTS: &[(&str, &str, &str, &[&str])] = &[
    ("1.2.246.10.99015033.10.0.13.1", "Mallilinkki 1", "Mallijärjestelmät Oy", &["mallipotilas", "malliarkisto"]),
    ("1.2.246.10.99015033.10.0.13.2", "Mallilinkki 2", "Mallijärjestelmät Oy", &["mallipotilas", "mallihammas", "mallikuva"]),
    ("1.2.246.10.99016044.10.0.13.1", "Esimerkkivälitys", "Esimerkkivälittäjä Oy", &["esimerkkihoito", "esimerkkisosiaali"]),
    (
        "1.2.246.10.99004035.10.0.13.1",
        "Hyvinvointialueen liityntäpiste",
        "Esimerkkilän hyvinvointialue",
        &["esimerkkihoito", "mallikuva", "esimerkkisosiaali"],
    ),
];

/// Code, name, manufacturer, services for which it is approved.
const SYSTEMS: &[(&str, &str, &str, &[&str])] = &[
    ("esimerkkihoito", "Esimerkkihoito 4", "Esimerkkiohjelmat Oy", &["patient-data", "prescription"]),
    ("esimerkkisosiaali", "Esimerkkisosiaali 2", "Esimerkkiohjelmat Oy", &["social-care"]),
    ("malliarkisto", "Malliarkisto", "Mallijärjestelmät Oy", &["patient-data"]),
    ("mallihammas", "Mallihammas Pro", "Mallijärjestelmät Oy", &["patient-data", "prescription"]),
    ("mallikuva", "Mallikuva-katselin", "Mallijärjestelmät Oy", &["imaging"]),
    ("mallipotilas", "Mallipotilas", "Mallijärjestelmät Oy", &["patient-data", "prescription"]),
];

const ANY: Sql = Sql("SELECT oid FROM register_unit LIMIT 1");
const UNIT: Sql = Sql(
    "INSERT INTO register_unit (oid, begins, ends, name, business_id, parent_oid, register, sector, legal_form, health, social, street, postal_code, town, loaded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
);
const ACCESS_POINT: Sql = Sql("INSERT INTO access_point (oid, name, manager_name) VALUES ($1, $2, $3)");
const THROUGH: Sql = Sql("INSERT INTO access_point_system (access_point, system) VALUES ($1, $2)");
const SYSTEM: Sql = Sql("INSERT INTO information_system (code, name, manufacturer) VALUES ($1, $2, $3)");
const APPROVED: Sql = Sql("INSERT INTO information_system_service (system, service) VALUES ($1, $2)");

/// The OID of a provider from its business ID: all digits, leading zero dropped (JHS 159).
pub fn oid_of(business_id: &str) -> String {
    let digits: String = business_id.chars().filter(char::is_ascii_digit).collect();
    format!("1.2.246.10.{}.10.0", digits.trim_start_matches('0'))
}

/// Fills an empty register; leaves one with rows alone. True if it was filled.
pub async fn load(db: &Db, now: Instant) -> Result<bool, DbError> {
    db.write(move |tx| async move {
        if tx.first(ANY, &values![]).await?.is_some() {
            return Ok(false);
        }
        organisations(&tx, now).await?;
        technical(&tx).await?;
        Ok(true)
    })
    .await
}

async fn organisations(tx: &Tx, now: Instant) -> Result<(), DbError> {
    let (begins, ends) = (Day::parse_iso("1900-01-01"), Day::parse_iso("2100-12-31"));
    for (register, sector, form, health, social, business_id, name, street, postal_code, town) in ORGANISATIONS {
        let (oid, no_parent) = (oid_of(business_id), None::<String>);
        let top = values![
            oid.as_str(),
            begins,
            ends,
            *name,
            *business_id,
            no_parent,
            *register,
            *sector,
            *form,
            *health,
            *social,
            *street,
            *postal_code,
            *town,
            now
        ];
        tx.exec(UNIT, &top).await?;
        let unit = (oid.replace(".10.0", ".10.1"), format!("Toimipaikka, {name}"));
        let place =
            values![unit.0, begins, ends, unit.1, *business_id, oid, *register, *sector, *form, false, false, *street, *postal_code, *town, now];
        tx.exec(UNIT, &place).await?;
    }
    Ok(())
}

async fn technical(tx: &Tx) -> Result<(), DbError> {
    for (code, name, manufacturer, services) in SYSTEMS {
        tx.exec(SYSTEM, &values![*code, *name, *manufacturer]).await?;
        for service in *services {
            tx.exec(APPROVED, &values![*code, *service]).await?;
        }
    }
    for (oid, name, manager, systems) in ACCESS_POINTS {
        tx.exec(ACCESS_POINT, &values![*oid, *name, *manager]).await?;
        for system in *systems {
            tx.exec(THROUGH, &values![*oid, *system]).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{BusinessId, Oid};

    #[test]
    fn every_identifier_of_the_synthetic_register_is_well_formed() {
        for row in ORGANISATIONS {
            assert!(BusinessId::parse(row.5).is_some(), "{}", row.5);
            assert!(Oid::parse(&oid_of(row.5)).is_some());
        }
        assert!(ACCESS_POINTS.iter().all(|(oid, ..)| Oid::parse(oid).is_some_and(|oid| oid.looks_like_access_point())));
    }
}
