use kit_core::{Day, Instant};
use kit_db::{
    DbError, Sql, on_both_databases,
    testing::{TestDb, migrations},
    values,
};

use super::{Pharmacy, PharmacyKind as K, of_pharmacist};

on_both_databases!(migrations: what_is_held_or_to_be_taken_over_is_found_the_main_pharmacy_first, a_pharmacy_is_as_the_register_has_it_on_the_day);

const UNIT: Sql =
    Sql("INSERT INTO register_unit (oid, begins, ends, name, register, sector, legal_form, health, social, street, postal_code, town, loaded_at)
     VALUES ($1, $2, $3, $4, 'pharmacies', 2, 'sole-trader', FALSE, FALSE, 'Mallikatu 1', '00999', 'Esimerkkilä', $5)");
const LICENCE: Sql = Sql("INSERT INTO pharmacy_licence (pharmacy_oid, pharmacist_oid, kind, takeover, ends) VALUES ($1, $2, $3, $4, $5)");

fn day(iso: &str) -> Day {
    Day::parse_iso(iso).unwrap()
}

/// OID, first and last day, name.
type Unit = (&'static str, &'static str, &'static str, &'static str);
/// Pharmacy, pharmacist, kind, takeover, last day.
type Licence = (&'static str, &'static str, &'static str, Option<&'static str>, &'static str);

async fn keep(db: &TestDb, units: &'static [Unit], licences: &'static [Licence]) {
    let written = db.write(move |tx| async move {
        for (oid, begins, ends, name) in units {
            tx.exec(UNIT, &values![*oid, day(begins), day(ends), *name, Instant::default()]).await?;
        }
        for (pharmacy, pharmacist, kind, takeover, ends) in licences {
            tx.exec(LICENCE, &values![*pharmacy, *pharmacist, *kind, takeover.map(day), day(ends)]).await?;
        }
        Ok::<(), DbError>(())
    });
    written.await.unwrap();
}

async fn found(db: &TestDb, pharmacist: &str, on: &str) -> Vec<Pharmacy> {
    of_pharmacist(&db.read().await.unwrap(), pharmacist, day(on)).await.unwrap()
}

async fn what_is_held_or_to_be_taken_over_is_found_the_main_pharmacy_first(db: TestDb) {
    const WHOLE: (&str, &str) = ("1900-01-01", "2100-12-31");
    const UNITS: &[Unit] = &[
        ("1.2.1", WHOLE.0, WHOLE.1, "Ö-apteekki"),
        ("1.2.2", WHOLE.0, WHOLE.1, "B-sivuapteekki"),
        ("1.2.3", WHOLE.0, WHOLE.1, "A-sivuapteekki"),
        ("1.2.4", WHOLE.0, WHOLE.1, "Entinen apteekki"),
    ];
    const LICENCES: &[Licence] = &[
        ("1.2.1", "1.2.9", "main", Some("2026-12-14"), WHOLE.1),
        ("1.2.2", "1.2.9", "subsidiary", None, WHOLE.1),
        ("1.2.3", "1.2.9", "subsidiary", Some("2020-01-01"), WHOLE.1),
        ("1.2.4", "1.2.9", "main", Some("2010-01-01"), "2026-11-23"),
        // The one who has it now.
        ("1.2.1", "1.2.8", "main", Some("2001-01-01"), "2026-12-13"),
        // No pharmacy of the register.
        ("1.2.7", "1.2.9", "subsidiary", None, WHOLE.1),
    ];
    keep(&db, UNITS, LICENCES).await;
    let pharmacies = found(&db, "1.2.9", "2026-11-24").await;
    let seen: Vec<_> = pharmacies.iter().map(|p| (p.name.as_str(), p.kind, p.takeover)).collect();
    assert_eq!(
        seen,
        [
            ("Ö-apteekki", K::Main, Some(day("2026-12-14"))),
            ("A-sivuapteekki", K::Subsidiary, Some(day("2020-01-01"))),
            ("B-sivuapteekki", K::Subsidiary, None)
        ]
    );
    assert_eq!(found(&db, "1.2.9", "2026-11-23").await.len(), 4, "on the last day it is still held");
    assert_eq!(found(&db, "1.2.8", "2026-12-13").await[0].ends, day("2026-12-13"));
    assert_eq!(found(&db, "1.2.8", "2026-12-14").await, []);
    assert_eq!(found(&db, "1.2.1", "2026-11-24").await, [], "a pharmacy is no pharmacist");
}

async fn a_pharmacy_is_as_the_register_has_it_on_the_day(db: TestDb) {
    const UNITS: &[Unit] = &[
        ("1.2.1", "1900-01-01", "2025-12-31", "Vanha nimi"),
        ("1.2.1", "2026-01-01", "2026-12-31", "Nimi"),
        ("1.2.1", "2027-01-01", "2100-12-31", "Uusi nimi"),
        ("1.2.2", "2027-01-01", "2100-12-31", "Perustettava apteekki"),
        ("1.2.3", "1900-01-01", "2025-12-31", "Lopetettu apteekki"),
    ];
    const LICENCES: &[Licence] = &[
        ("1.2.1", "1.2.9", "main", None, "2100-12-31"),
        ("1.2.2", "1.2.9", "subsidiary", None, "2100-12-31"),
        ("1.2.3", "1.2.9", "subsidiary", None, "2100-12-31"),
    ];
    keep(&db, UNITS, LICENCES).await;
    let names = async |on| found(&db, "1.2.9", on).await.into_iter().map(|p| p.name).collect::<Vec<_>>().join(", ");
    assert_eq!(names("2025-12-31").await, "Vanha nimi, Lopetettu apteekki, Perustettava apteekki");
    assert_eq!(names("2026-11-24").await, "Nimi, Perustettava apteekki");
    assert_eq!(names("2027-01-01").await, "Uusi nimi, Perustettava apteekki");
}
