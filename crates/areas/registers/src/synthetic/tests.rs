use std::collections::BTreeSet;

use kit_core::{Day, Instant};
use kit_db::{
    DbError, Sql, on_both_databases,
    testing::{TestDb, migrations},
    values,
};

use super::{load, oid_of, organisations::TOPS, pharmacies::HELD, technical, unit_of};
use crate::{Activity as A, BusinessId, CodeList, Oid, Organisation, OrganisationKind as K, PharmacyKind, codes, organisations, pharmacies};

on_both_databases!(migrations: every_kind_of_customer_is_there, pharmacists_differ_in_when_they_take_over, codes_are_dated,
    a_register_made_earlier_gets_what_is_new_and_keeps_what_it_has, another_register_is_left_alone);

/// 24.11.2026 12.00 in Helsinki.
const NOON: Instant = Instant::from_micros(1_795_514_400_000_000);

#[test]
fn every_identifier_of_the_synthetic_register_is_well_formed_and_used_once() {
    let mut seen = BTreeSet::new();
    for (.., business_id, _, _) in TOPS {
        assert!(BusinessId::parse(business_id).is_some_and(|id| id.as_str() == *business_id), "{business_id}");
        assert!(business_id.starts_with("99") && seen.insert(*business_id), "{business_id}");
        assert!(Oid::parse(&oid_of(business_id)).is_some_and(|oid| !oid.looks_like_access_point()));
    }
    assert!(HELD.iter().all(|(pharmacist, ..)| seen.contains(pharmacist)));
    for (oid, _, _, manager, _) in technical::ACCESS_POINTS {
        assert!(Oid::parse(oid).is_some_and(|oid| oid.is_usual_access_point()), "{oid}");
        assert!(manager.is_none_or(|manager| seen.contains(manager)));
    }
}

#[test]
fn the_oid_of_a_provider_is_its_business_id_without_a_leading_zero() {
    assert_eq!(oid_of("0204819-8"), "1.2.246.10.2048198.10.0");
    assert_eq!(oid_of("3221308-6"), "1.2.246.10.32213086.10.0");
    assert_eq!(unit_of("9900100-2", 3), "1.2.246.10.99001002.10.3");
}

#[test]
fn each_service_can_be_used_through_an_access_point() {
    for service in ["patient-data", "social-care", "prescription", "imaging"] {
        let approved = technical::SYSTEMS.iter().filter(|(.., services)| services.iter().any(|(key, _)| *key == service)).map(|(code, ..)| *code);
        for system in approved {
            assert!(technical::ACCESS_POINTS.iter().any(|(.., systems)| systems.contains(&system)), "{system}");
        }
    }
}

async fn organisation(db: &TestDb, business_id: &str, day: Day) -> Vec<Organisation> {
    let business_id = BusinessId::parse(business_id).unwrap();
    organisations::find_by_business_id(&db.read().await.unwrap(), &business_id, day).await.unwrap()
}

async fn every_kind_of_customer_is_there(db: TestDb) {
    assert!(load(&db, NOON).await.unwrap());
    let expected: &[(&str, K, &[A])] = &[
        ("9900100-2", K::PrivateHealth, &[A::PrivateHealth]),
        ("9900201-3", K::PrivateSocial, &[A::PrivateSocial]),
        ("9900302-4", K::Practitioner, &[A::Practice]),
        ("9900403-5", K::PublicHealth, &[A::PublicHealth, A::PublicSocial]),
        ("9900504-6", K::Pharmacist, &[A::Pharmacy]),
        ("9900605-7", K::Foundation, &[A::PrivateHealth, A::PrivateSocial]),
        ("9901108-3", K::Association, &[A::PrivateSocial]),
        ("9901209-4", K::PublicSocial, &[A::PublicSocial]),
        ("9901402-2", K::HospitalPharmacy, &[A::HospitalPharmacy]),
        ("9901705-5", K::PrivateHealth, &[A::PrivateHealth, A::PrivateSocial]),
        ("9901806-6", K::Association, &[A::PrivateHealth]),
        ("9902210-2", K::Other, &[]),
    ];
    for (business_id, kind, activities) in expected {
        let [found] = organisation(&db, business_id, NOON.day()).await.try_into().unwrap();
        assert_eq!((found.kind, found.activities().as_slice()), (*kind, *activities), "{business_id}");
        assert_eq!((found.begins.iso().as_str(), found.ends.iso().as_str(), found.loaded_at), ("1900-01-01", "2100-12-31", NOON));
        assert_eq!(found.oid, oid_of(business_id));
    }
    let [ending] = organisation(&db, "9902311-3", NOON.day().plus_days(10)).await.try_into().unwrap();
    assert_eq!(ending.ends, NOON.day().plus_days(10));
    assert_eq!(organisation(&db, "9902311-3", NOON.day().plus_days(11)).await, []);
}

async fn pharmacists_differ_in_when_they_take_over(db: TestDb) {
    load(&db, NOON).await.unwrap();
    let read = db.read().await.unwrap();
    for (business_id, days, names) in [
        ("9900504-6", Some(20), "Esimerkkiapteekki, Esimerkkiapteekin sivuapteekki"),
        ("9901907-7", Some(60), "Tuleva malliapteekki"),
        ("9902008-6", None, "Exempelapoteket"),
        (
            "9902109-7",
            Some(-4000),
            "Vanha esimerkkiapteekki, Esimerkkiapteekki, Asemanseutu, Esimerkkiapteekki, Keskusta, Esimerkkiapteekki, Lentäjänmäki",
        ),
    ] {
        let pharmacies = pharmacies::of_pharmacist(&read, &oid_of(business_id), NOON.day()).await.unwrap();
        assert!(pharmacies.iter().all(|pharmacy| pharmacy.takeover.map(|takeover| takeover.days_since(NOON.day())) == days), "{business_id}");
        assert_eq!(pharmacies.iter().map(|pharmacy| pharmacy.name.as_str()).collect::<Vec<_>>().join(", "), names);
        assert!(pharmacies.iter().enumerate().all(|(place, pharmacy)| (place == 0) == (pharmacy.kind == PharmacyKind::Main)));
        for pharmacy in pharmacies {
            assert!(organisations::is_register_oid(&read, &pharmacy.oid).await.unwrap());
        }
    }
}

async fn codes_are_dated(db: TestDb) {
    load(&db, NOON).await.unwrap();
    let read = db.read().await.unwrap();
    for (list, day, valid) in [
        (CodeList::ServiceTask, "2026-11-24", "1 2 3 4 5 6 7"),
        (CodeList::DocumentGroup, "2018-04-30", ""),
        (CodeList::DocumentGroup, "2019-01-01", "1 2"),
        (CodeList::DocumentGroup, "2024-08-31", "1 2 3"),
        (CodeList::DocumentGroup, "2024-09-01", "1 4"),
        (CodeList::SystemProfile, "2026-11-24", "1 2 3"),
    ] {
        let day = Day::parse_iso(day).unwrap();
        let codes = codes::all(&read, list).await.unwrap();
        assert_eq!(codes.iter().filter(|code| code.is_valid_on(day)).map(|code| code.code.as_str()).collect::<Vec<_>>().join(" "), valid);
    }
}

const UNIT: Sql = Sql(
    "INSERT INTO register_unit (oid, begins, ends, name, business_id, parent_oid, register, sector, legal_form, health, social, street, postal_code, town, loaded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $8, 2, 'sole-trader', FALSE, FALSE, 'Omakatu 1', '00999', 'Esimerkkilä', $7)",
);

/// A register row as it was before pharmacies: OID, name, parent.
async fn keep(db: &TestDb, register: &'static str, rows: [(String, &'static str, Option<String>); 2], business_id: &'static str) {
    let written = db.write(move |tx| async move {
        let (begins, ends) = (Day::parse_iso("1900-01-01"), Day::parse_iso("2100-12-31"));
        for (oid, name, parent) in rows {
            tx.exec(UNIT, &values![oid, begins, ends, name, business_id, parent, Instant::default(), register]).await?;
        }
        Ok::<(), DbError>(())
    });
    written.await.unwrap();
}

async fn a_register_made_earlier_gets_what_is_new_and_keeps_what_it_has(db: TestDb) {
    const SYSTEM: Sql = Sql("INSERT INTO information_system (code, name, manufacturer) VALUES ('mallipotilas', 'Oma nimi', 'Oma')");
    const APPROVED: Sql = Sql("INSERT INTO information_system_service (system, service) VALUES ('mallipotilas', 'prescription')");
    let (pharmacist, first) = (oid_of("9900504-6"), oid_of("9900100-2"));
    let place = unit_of("9900504-6", 1);
    keep(
        &db,
        "providers",
        [(first.clone(), "Esimerkkiklinikka Oy", None), (unit_of("9900100-2", 1), "Toimipaikka, Esimerkkiklinikka Oy", Some(first))],
        "9900100-2",
    )
    .await;
    let pharmacy = [(pharmacist.clone(), "Esimerkkiapteekki", None), (place, "Toimipaikka, Esimerkkiapteekki", Some(pharmacist.clone()))];
    keep(&db, "pharmacies", pharmacy, "9900504-6").await;
    let systems = db.write(|tx| async move {
        tx.exec(SYSTEM, &values![]).await?;
        tx.exec(APPROVED, &values![]).await
    });
    systems.await.unwrap();

    assert!(load(&db, NOON).await.unwrap());
    let [clinic] = organisation(&db, "9900100-2", NOON.day()).await.try_into().unwrap();
    assert_eq!((clinic.street.as_str(), clinic.loaded_at), ("Omakatu 1", Instant::default()), "what is there stays");
    let [renamed] = organisation(&db, "9900504-6", NOON.day()).await.try_into().unwrap();
    assert_eq!((renamed.name.as_str(), renamed.oid.as_str()), ("Esimerkkiapteekkari Aapo Apteekkari", pharmacist.as_str()));
    let read = db.read().await.unwrap();
    let held = pharmacies::of_pharmacist(&read, &pharmacist, NOON.day()).await.unwrap();
    assert_eq!((held[0].name.as_str(), held[0].street.as_str()), ("Esimerkkiapteekki", "Omakatu 1"));
    let prescription = crate::technical::systems_for_service(&read, "prescription").await.unwrap();
    assert!(prescription.iter().any(|system| system.name == "Oma nimi" && system.renewals));
    assert_eq!(codes::all(&read, CodeList::ServiceTask).await.unwrap().len(), 7);
    let units = organisations::count(&read).await.unwrap();

    // Weeks later: nothing is new, and no day has moved.
    let later = NOON.plus_seconds(40 * 24 * 3600);
    assert!(!load(&db, later).await.unwrap());
    let read = db.read().await.unwrap();
    assert_eq!(organisations::count(&read).await.unwrap(), units);
    assert_eq!(pharmacies::of_pharmacist(&read, &pharmacist, later.day()).await.unwrap(), held);
    assert_eq!(organisation(&db, "9902311-3", later.day()).await, []);
}

async fn another_register_is_left_alone(db: TestDb) {
    let oid = oid_of("9999902-8");
    keep(&db, "providers", [(oid.clone(), "Toinen esimerkki", None), (unit_of("9999902-8", 1), "Toisen toimipaikka", Some(oid))], "9999902-8").await;
    assert!(!load(&db, NOON).await.unwrap());
    let read = db.read().await.unwrap();
    assert_eq!(organisations::count(&read).await.unwrap(), 2);
    assert_eq!(codes::all(&read, CodeList::ServiceTask).await.unwrap(), []);
}
