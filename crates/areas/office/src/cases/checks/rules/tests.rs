use customership::{applications::MarkKind, services::ALL_SERVICES};
use kit_core::{Day, Instant, Uuid};
use registers::{AccessPoint, BusinessId, OrganisationKind, Sector, technical::PointState};
use serde_json::json;

use super::{
    super::findings::{Compared, Finding},
    *,
};
use customership::{
    applications::{ApplicationId, Purpose, SameMark},
    sections::{PointFacts, SectionKey},
};
use registers::{InformationSystem, Organisation};
use serde_json::Value;
use std::collections::BTreeMap;

const POINT: &str = "1.2.246.10.99015033.10.0.13.1";

fn clinic() -> Organisation {
    let day = |text| Day::parse_finnish(text).unwrap();
    Organisation {
        oid: "1.2.246.10.1".to_owned(),
        business_id: BusinessId::parse("9900100-2").unwrap(),
        name: "Esimerkkiklinikka Oy".to_owned(),
        kind: OrganisationKind::PrivateHealth,
        sector: Sector::Private,
        health: true,
        social: false,
        street: "Mallikatu 1".to_owned(),
        postal_code: "00100".to_owned(),
        town: "Helsinki".to_owned(),
        begins: day("1.1.2020"),
        ends: day("31.12.2100"),
        loaded_at: Instant::from_micros(0),
    }
}

fn sent() -> Value {
    json!({
        "customer": { "oid": "1.2.246.10.1", "business_id": "9900100-2", "name": "Esimerkkiklinikka Oy" },
        "sections": {
            "access-points": { "points": [{ "oid": POINT, "systems": ["S1"] }] },
            "customer-data": { "email": "klinikka@esimerkki.example" },
            "contacts": [],
            "billing": { "e_invoice": { "address": "003799001002", "operator": "MALLIFHH" } },
        },
    })
}

fn point() -> PointFacts {
    let point = AccessPoint {
        oid: POINT.to_owned(),
        name: "Mallilinkki 1".to_owned(),
        manager_name: "Mallijärjestelmät Oy".to_owned(),
        state: PointState::InUse,
    };
    PointFacts { point: Some(point), systems: vec!["S1".to_owned()], is_register_oid: false }
}

fn system(code: &str) -> InformationSystem {
    let (name, manufacturer) = (format!("Mallipotilas {code}"), "Mallijärjestelmät Oy".to_owned());
    InformationSystem { code: code.to_owned(), name, manufacturer, renewals: false, viewer: false, ..InformationSystem::default() }
}

/// Everything in order; a test changes what it is about.
struct World {
    sent: Value,
    organisation: Organisation,
    points: BTreeMap<String, PointFacts>,
    systems: Vec<InformationSystem>,
    same: Vec<SameMark>,
}

impl World {
    fn in_order() -> Self {
        let points = [(POINT.to_owned(), point())].into();
        Self { sent: sent(), organisation: clinic(), points, systems: vec![system("S1"), system("S2")], same: Vec::new() }
    }

    fn given(&self) -> Given<'_> {
        let service = ALL_SERVICES.into_iter().find(|service| service.key == "patient-data").unwrap();
        Given {
            sent: &self.sent,
            purpose: Purpose::Joining,
            form: service.form_for(&clinic().activities()).unwrap(),
            today: Day::parse_finnish("24.11.2026").unwrap(),
            organisation: &self.organisation,
            points: &self.points,
            systems: &self.systems,
            right: "NIMKO",
            sender: "Niina Nimenkirjoittaja",
            sender_before: None,
            used_since: None,
            others: Vec::new(),
            same: &self.same,
            wrong: BTreeMap::new(),
            odd: BTreeMap::new(),
            roles: vec![("Hallinnollinen".to_owned(), vec!["Malla Mallikas".to_owned()])],
        }
    }

    fn check(&self, key: CheckKey) -> Check {
        check_of(&self.given(), key)
    }
}

fn check_of(given: &Given<'_>, key: CheckKey) -> Check {
    checks(given).into_iter().find(|check| check.key == key).unwrap()
}

fn mark(kind: MarkKind) -> SameMark {
    let (value, case_number, customer) = ("x".to_owned(), "KE-2026-00009".to_owned(), "Toinen Malli Oy".to_owned());
    SameMark { kind, value, application: ApplicationId(Uuid::from_u128(9)), case_number, customer }
}

#[test]
fn where_everything_is_in_order_every_check_passes_and_says_what_it_compared() {
    let world = World::in_order();
    let all = checks(&world.given());
    assert_eq!(all.iter().map(|check| check.key).collect::<Vec<_>>(), CheckKey::ALL);
    for check in all {
        assert_eq!(check.outcome, Outcome::Pass, "{check:?}");
        assert!(!check.findings.is_empty(), "{:?}", check.key);
    }
}

#[test]
fn what_the_matter_does_not_have_is_not_checked() {
    let mut world = World::in_order();
    world.sent["sections"] = json!({ "access-points": { "points": [] } });
    let given = Given { purpose: Purpose::TechnicalChange, ..world.given() };
    let keys: Vec<CheckKey> = checks(&given).into_iter().map(|check| check.key).collect();
    assert_eq!(keys, [CheckKey::Register, CheckKey::Right, CheckKey::Duplicates, CheckKey::AccessPoints, CheckKey::Systems]);
}

#[test]
fn another_name_in_the_register_is_looked_at_another_business_id_is_a_fault() {
    let mut world = World::in_order();
    world.organisation.name = "Esimerkkiklinikka Uusi Oy".to_owned();
    let check = world.check(CheckKey::Register);
    assert_eq!(check.outcome, Outcome::Look);
    assert!(matches!(&check.findings[2], Finding::Differs { what: Compared::Name, now, .. } if now == "Esimerkkiklinikka Uusi Oy"));
    world.sent["customer"]["business_id"] = json!("9900101-0");
    assert_eq!(world.check(CheckKey::Register).outcome, Outcome::Fail);
}

#[test]
fn who_has_left_the_register_fails_and_who_soon_leaves_is_looked_at() {
    let day = |text| Day::parse_finnish(text).unwrap();
    let mut world = World::in_order();
    for (ends, outcome, last) in [
        ("23.11.2026", Outcome::Fail, Some(Finding::NotRegistered(day("24.11.2026")))),
        ("24.11.2026", Outcome::Look, Some(Finding::RegisteredUntil(day("24.11.2026")))),
        ("22.2.2027", Outcome::Look, Some(Finding::RegisteredUntil(day("22.2.2027")))),
        ("23.2.2027", Outcome::Pass, None),
    ] {
        world.organisation.ends = day(ends);
        let check = world.check(CheckKey::Register);
        assert_eq!((check.outcome, check.findings.get(3).cloned()), (outcome, last), "{ends}");
    }
}

#[test]
fn a_field_of_activity_fits_or_does_not() {
    let mut world = World::in_order();
    world.organisation = Organisation { kind: OrganisationKind::PrivateSocial, health: false, social: true, ..clinic() };
    assert_eq!(world.check(CheckKey::Activities).outcome, Outcome::Fail);
    assert_eq!(Finding::ActivityFitsIfPrescribing(Activity::PrivateSocial).outcome(), Outcome::Look);
}

#[test]
fn another_sender_is_looked_at_and_nobody_sends_without_a_right() {
    let world = World::in_order();
    let same = Given { sender_before: Some("Niina Nimenkirjoittaja"), ..world.given() };
    assert_eq!(check_of(&same, CheckKey::Right).outcome, Outcome::Pass);
    let other = Given { sender_before: Some("Matti Malli"), ..world.given() };
    assert_eq!(check_of(&other, CheckKey::Right).outcome, Outcome::Look);
    let none = Given { right: "", ..world.given() };
    assert_eq!(check_of(&none, CheckKey::Right).outcome, Outcome::Fail);
}

#[test]
fn a_service_in_use_or_a_second_application_is_a_fault_another_matter_is_looked_at() {
    let world = World::in_order();
    let open = |purpose| Given { others: vec![("KE-2026-00002".to_owned(), purpose)], ..world.given() };
    assert_eq!(check_of(&open(Purpose::Ending), CheckKey::Duplicates).outcome, Outcome::Look);
    assert_eq!(check_of(&open(Purpose::Joining), CheckKey::Duplicates).outcome, Outcome::Fail);
    let used = Given { used_since: Day::parse_finnish("1.1.2026"), ..world.given() };
    assert_eq!(check_of(&used, CheckKey::Duplicates).outcome, Outcome::Fail);
    let change = Given { purpose: Purpose::TechnicalChange, ..used };
    assert_eq!(check_of(&change, CheckKey::Duplicates).outcome, Outcome::Pass, "a change is of what is in use");
}

#[test]
fn an_access_point_is_known_with_its_owner_or_it_is_a_fault() {
    let mut world = World::in_order();
    assert!(matches!(&world.check(CheckKey::AccessPoints).findings[..], [Finding::PointKnown { owner, .. }] if owner == "Mallijärjestelmät Oy"));
    world.points = [(POINT.to_owned(), PointFacts { is_register_oid: true, ..PointFacts::default() })].into();
    assert_eq!(world.check(CheckKey::AccessPoints).findings, [Finding::PointIsOrganisation(POINT.to_owned())]);
    world.points.clear();
    let check = world.check(CheckKey::AccessPoints);
    assert_eq!((check.outcome, check.findings), (Outcome::Fail, vec![Finding::PointUnknown(POINT.to_owned())]));
}

#[test]
fn a_system_is_approved_and_known_at_its_access_point() {
    let mut world = World::in_order();
    world.sent["sections"]["access-points"]["points"][0]["systems"] = json!(["S1", "S2"]);
    let check = world.check(CheckKey::Systems);
    assert_eq!(check.outcome, Outcome::Look);
    assert!(matches!(check.findings[1], Finding::SystemElsewhere { .. }));
    world.sent["sections"]["access-points"]["points"][0]["systems"] = json!(["S9"]);
    assert_eq!(world.check(CheckKey::Systems).outcome, Outcome::Fail);
    world.sent["sections"]["access-points"]["points"][0] = json!({ "oid": POINT, "systems": [], "other_system": "Oma" });
    assert_eq!(world.check(CheckKey::Systems).findings, [Finding::SystemNotListed("Oma".to_owned())]);
}

#[test]
fn the_address_of_another_customer_is_looked_at_where_it_stands() {
    let world = World { same: vec![mark(MarkKind::Email)], ..World::in_order() };
    assert_eq!((world.check(CheckKey::CustomerData).outcome, world.check(CheckKey::Billing).outcome), (Outcome::Look, Outcome::Pass));
    let world = World { same: vec![mark(MarkKind::EInvoiceAddress)], ..World::in_order() };
    assert_eq!((world.check(CheckKey::CustomerData).outcome, world.check(CheckKey::Billing).outcome), (Outcome::Pass, Outcome::Look));
}

#[test]
fn what_the_sections_rules_say_today_is_a_fault_or_looked_at() {
    let world = World::in_order();
    let said = |section: SectionKey| BTreeMap::from([(section, vec!["Outoa.".to_owned()])]);
    for (key, section) in
        [(CheckKey::CustomerData, SectionKey::CustomerData), (CheckKey::Contacts, SectionKey::Contacts), (CheckKey::Billing, SectionKey::Billing)]
    {
        assert_eq!(check_of(&Given { odd: said(section), ..world.given() }, key).outcome, Outcome::Look, "{key:?}");
        assert_eq!(check_of(&Given { wrong: said(section), ..world.given() }, key).outcome, Outcome::Fail, "{key:?}");
    }
}
