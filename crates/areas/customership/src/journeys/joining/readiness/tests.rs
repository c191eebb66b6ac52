use customership::{
    customers::{InUse, Standing},
    journeys::joining::{Item, Need, ServiceStanding, TakeoverFound, Verdict, readiness},
    life::TaskKind,
    services::Service,
};
use kit_core::{Day, Instant};
use kit_db::testing::TestDb;
use registers::{
    Organisation, OrganisationKind,
    pharmacies::{Pharmacy, PharmacyKind},
};

use crate::support::{TestApp, migrated, persona};

fn day(text: &str) -> Day {
    Day::parse_iso(text).unwrap()
}

const TODAY: &str = "2026-11-24";

fn organisation(kind: OrganisationKind, ends: &str) -> Organisation {
    Organisation { kind, ends: day(ends), health: true, ..crate::generated::services::organisation() }
}

fn pharmacy(takeover: Option<&str>) -> Pharmacy {
    let text = String::new;
    let ends = day("2100-12-31");
    Pharmacy {
        oid: text(),
        name: text(),
        kind: PharmacyKind::Main,
        street: text(),
        postal_code: text(),
        town: text(),
        takeover: takeover.map(day),
        ends,
    }
}

/// What stops the application, or is worth a look.
fn remarks(service: &str, organisation: &Organisation, pharmacies: &[Pharmacy], standing: &Standing) -> Vec<(Item, Verdict)> {
    let service = Service::find(service).unwrap();
    let form = service.form_for(&organisation.activities()).unwrap();
    let all = readiness(form, organisation, pharmacies, standing, service, day(TODAY));
    all.into_iter().filter(|(_, verdict)| matches!(verdict, Verdict::Look | Verdict::Missing)).collect()
}

#[test]
fn a_clinic_in_good_order_can_begin() {
    let clinic = organisation(OrganisationKind::PrivateHealth, "2100-12-31");
    assert_eq!(remarks("patient-data", &clinic, &[], &Standing::default()), []);
}

#[test]
fn an_entry_that_ends_soon_is_worth_a_look() {
    let clinic = organisation(OrganisationKind::PrivateHealth, "2026-12-04");
    let ends = Item::Register { ends: Some(day("2026-12-04")) };
    assert_eq!(remarks("patient-data", &clinic, &[], &Standing::default()), [(ends, Verdict::Look)]);
}

#[test]
fn images_come_after_patient_data() {
    let clinic = organisation(OrganisationKind::PrivateHealth, "2100-12-31");
    let patient_data = Service::find("patient-data").unwrap();
    let standing_with = |in_use: bool, applied: bool, next_step| Standing {
        in_use: in_use
            .then(|| InUse {
                service: patient_data,
                form: &patient_data.forms[0],
                since: Instant::from_micros(0),
                last_day: None,
                ended_at: None,
                next_step,
                begun: None,
            })
            .into_iter()
            .collect(),
        applied: applied.then_some((patient_data, true)).into_iter().collect(),
        ..Standing::default()
    };
    let standing = |in_use, applied| standing_with(in_use, applied, None);
    let item = |standing| Item::Service { service: patient_data, standing };
    let found = |in_use, applied| remarks("imaging", &clinic, &[], &standing(in_use, applied));
    assert_eq!(found(false, false), [(item(ServiceStanding::Neither), Verdict::Missing)]);
    assert_eq!(found(false, true), [(item(ServiceStanding::Applied), Verdict::Look)]);
    assert_eq!(found(true, false), []);
    let approved = standing_with(true, false, Some(TaskKind::OpenConnections));
    let (clinic, today) = (organisation(OrganisationKind::PrivateHealth, "2100-12-31"), day("2026-11-24"));
    let form = |service: &'static Service| service.form_for(&clinic.activities()).unwrap();
    let imaging = Service::find("imaging").unwrap();
    let all = readiness(form(imaging), &clinic, &[], &approved, imaging, today);
    assert!(all.contains(&(item(ServiceStanding::Approved), Verdict::Met)), "not «you use it» before it is used: {all:?}");
    let again = readiness(form(patient_data), &clinic, &[], &approved, patient_data, today);
    assert!(again.iter().any(|(item, _)| matches!(item, Item::InUse { begun: false, .. })), "{again:?}");
}

#[test]
fn a_pharmacist_applies_at_most_thirty_days_before_the_takeover() {
    let pharmacist = organisation(OrganisationKind::Pharmacist, "2100-12-31");
    let found = |pharmacies: &[Pharmacy]| remarks("prescription", &pharmacist, pharmacies, &Standing::default());
    let missing = |found| vec![(Item::Takeover(found), Verdict::Missing)];
    assert_eq!(found(&[]), missing(TakeoverFound::NoPharmacy));
    assert_eq!(found(&[pharmacy(None)]), missing(TakeoverFound::NoDate));
    let early = TakeoverFound::TooEarly { takeover: day("2026-12-25"), from: day("2026-11-25") };
    assert_eq!(found(&[pharmacy(Some("2026-12-25"))]), missing(early));
    assert_eq!(day(TODAY).plus_days(Need::TAKEOVER_DAYS), day("2026-12-24"));
    assert_eq!(found(&[pharmacy(Some("2026-12-24"))]), [], "exactly thirty days before");
    assert_eq!(found(&[pharmacy(Some("2015-01-01")), pharmacy(None)]), [], "one who has held for years");
}

#[test]
fn a_pharmacist_with_a_commitment_does_not_apply_again() {
    let pharmacist = organisation(OrganisationKind::Pharmacist, "2100-12-31");
    let committed = Standing { committed: true, ..Standing::default() };
    let pharmacies = [pharmacy(Some("2026-12-01"))];
    assert_eq!(remarks("prescription", &pharmacist, &pharmacies, &committed), [(Item::EarlierCommitment, Verdict::Missing)]);
}

kit_db::on_both_databases!(migrated: what_is_missing_is_said_and_stops_the_application, an_access_point_can_be_checked_beforehand,
    who_may_not_join_is_told_why);

async fn what_is_missing_is_said_and_stops_the_application(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    clinic.get("/services/imaging?lang=fi").await;
    clinic.page.shows("Ei vielä kunnossa").shows("Hakekaa ensin palvelun Potilastietovaranto").shows("Hakemusta ei voi vielä aloittaa");
    // The button is not there; a form made by hand is refused.
    let token = clinic.token().await;
    clinic.post("/services/imaging/applications", &[("csrf".to_owned(), token)]).await;
    assert_eq!(clinic.page.status, 422);
    assert_eq!(app.count(kit_db::Sql("SELECT COUNT(*) FROM application")).await, 0);
    // With the other application begun, this one may begin too.
    clinic.get("/services/patient-data?lang=fi").await;
    clinic.press("Aloita").await;
    clinic.get("/services/imaging?lang=fi").await;
    clinic.press("Aloita").await;
    clinic.page.shows("Katselinjärjestelmä");
}

async fn an_access_point_can_be_checked_beforehand(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    for (typed, said) in [
        ("1.2.246.10.99015033.10.0.13.1", "Palveluun sopivat järjestelmät sen kautta"),
        ("1.2.246.10.99001002.10.0", "oma OID"),
        ("1.2.246.7.13.1", "ei ole tiedoissamme"),
        ("yksi.kaksi", "Tarkista OID"),
    ] {
        clinic.get(&format!("/services/patient-data?lang=fi&point={typed}")).await;
        clinic.page.shows(said);
        assert_eq!(clinic.page.value("point").as_deref(), Some(typed));
    }
}

async fn who_may_not_join_is_told_why(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut social = app.log_in(persona::SOCIAL_CARE).await;
    social.get("/services?lang=fi").await;
    social.page.shows("yksityinen sosiaalihuolto").shows("Palveluun voivat liittyä: julkinen terveydenhuolto");
    assert_eq!(social.get("/services/patient-data").await.status, 404);
}
