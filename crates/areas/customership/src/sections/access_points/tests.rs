use std::collections::BTreeMap;

use customership::sections::{
    PointFacts,
    access_points::{AccessPointsError as E, AccessPointsPolicy, AccessPointsWarning as W, Beside, Known},
};
use kit_core::Day;
use kit_db::testing::TestDb;
use kit_web::Fields;
use registers::{
    InformationSystem,
    pharmacies::{Pharmacy, PharmacyKind},
};

use crate::support::{Joining, TestApp, migrated, persona};

const OWN: &str = "1.2.246.10.99001002.10.0";

const ORDINARY: AccessPointsPolicy = AccessPointsPolicy { beside: Beside::Nothing };
const POINT: &str = "points.0.oid=1.2.246.3.13.1";

fn system(code: &str) -> InformationSystem {
    let (renewals, viewer) = (code == "renewing", code == "viewer");
    InformationSystem {
        code: code.to_owned(),
        name: code.to_uppercase(),
        manufacturer: String::new(),
        renewals,
        viewer,
        ..InformationSystem::default()
    }
}

fn pharmacy(oid: &str) -> Pharmacy {
    let text = String::new;
    let ends = Day::parse_iso("2100-12-31").unwrap();
    Pharmacy {
        oid: oid.to_owned(),
        name: oid.to_owned(),
        kind: PharmacyKind::Main,
        street: text(),
        postal_code: text(),
        town: text(),
        takeover: None,
        ends,
    }
}

/// Field and what is said of it.
type ByField<T> = Vec<(String, T)>;

/// Checks under a policy: what is wrong, and what is odd.
fn look(policy: AccessPointsPolicy, body: &str) -> (ByField<E>, ByField<W>) {
    let unit = PointFacts { is_register_oid: true, ..PointFacts::default() };
    let points = BTreeMap::from([
        ("1.2.246.10.99001002.10.1".to_owned(), unit),
        ("1.2.246.9.13.9".to_owned(), PointFacts::default()),
        ("1.2.246.9.13".to_owned(), PointFacts::default()),
    ]);
    let (systems, pharmacies) = (["a", "b", "renewing", "viewer"].map(system), ["1.2.9.1", "1.2.9.2"].map(pharmacy));
    let known = Known { own_oid: OWN, points: &points, systems: &systems, pharmacies: &pharmacies, today: Day::parse_iso("2026-11-24").unwrap() };
    let fields = Fields::read(body.as_bytes());
    let errors = policy.check(&fields, known).err().map(|errors| errors.iter().map(|e| (e.field.clone(), e.error)).collect());
    (errors.unwrap_or_default(), policy.warnings(&fields, known).iter().map(|w| (w.field.clone(), w.error.clone())).collect())
}

fn wrong(body: &str) -> Vec<(String, E)> {
    look(ORDINARY, body).0
}

#[test]
fn what_is_odd_may_stay_and_says_why() {
    let odd = |body: &str| look(ORDINARY, body);
    assert_eq!(odd("points.0.oid=1.2.246.9.13.9&points.0.systems=a"), (vec![], vec![("points.0.oid".to_owned(), W::Unknown)]));
    assert_eq!(odd("points.0.oid=1.2.246.9.13&points.0.systems=a"), (vec![], vec![("points.0.oid".to_owned(), W::UnusualShape)]));
    assert_eq!(odd(&format!("{POINT}&points.0.other_system=Uusi")), (vec![], vec![("points.0.other_system".to_owned(), W::NotListed)]));
}

#[test]
fn renewal_requests_are_asked_where_a_chosen_system_supports_them() {
    let with = |body: &str| look(AccessPointsPolicy { beside: Beside::RenewalRequests }, &format!("{POINT}&{body}")).0;
    assert_eq!(with("points.0.systems=a"), []);
    assert_eq!(with("points.0.systems=renewing"), [("points.0.renewals".to_owned(), E::RenewalsMissing)]);
    assert_eq!(with("points.0.systems=a&points.0.systems=renewing&points.0.renewals=no"), []);
    // Elsewhere nobody asks.
    assert_eq!(wrong(&format!("{POINT}&points.0.systems=renewing")), []);
}

#[test]
fn images_are_looked_at_with_some_viewer_system() {
    let with = |body: &str| look(AccessPointsPolicy { beside: Beside::ViewerSystem }, &format!("{POINT}&points.0.systems=a&{body}")).0;
    assert_eq!(with(""), [("viewers".to_owned(), E::ViewerMissing)]);
    assert_eq!(with("viewers=a"), [("viewers".to_owned(), E::ViewerMissing)], "no viewer");
    assert_eq!((with("viewers=viewer"), with("other_viewer=Uusi")), (vec![], vec![]));
}

#[test]
fn a_pharmacist_says_which_pharmacies_use_the_point() {
    let with = |body: &str| look(AccessPointsPolicy { beside: Beside::Pharmacies }, &format!("{POINT}&points.0.systems=a&{body}"));
    assert_eq!(with("").0, [("points.0.pharmacies".to_owned(), E::PharmacyMissing)]);
    assert_eq!(with("points.0.pharmacies=1.2.9.1"), (vec![], vec![("points.0.pharmacies".to_owned(), W::WithoutPoint("1.2.9.2".to_owned()))]));
    assert_eq!(with("points.0.pharmacies=1.2.9.1&points.0.pharmacies=1.2.9.2"), (vec![], vec![]));
}

#[test]
fn an_access_point_has_an_oid_of_its_own_and_a_system() {
    assert_eq!(wrong("points.0.oid=1.2.3.13.1&points.0.systems=a"), []);
    assert_eq!(wrong("points.0.oid= &points.0.systems=a"), [("points.0.oid".to_owned(), E::OidMissing)]);
    assert_eq!(wrong("points.0.oid=1.2.x&points.0.systems=a"), [("points.0.oid".to_owned(), E::OidShape)]);
    assert_eq!(wrong(&format!("points.0.oid={OWN}&points.0.systems=a")), [("points.0.oid".to_owned(), E::OwnOid)]);
    assert_eq!(wrong("points.0.oid=1.2.246.10.99001002.10.1&points.0.systems=b"), [("points.0.oid".to_owned(), E::RegisterOid)]);
    assert_eq!(wrong("points.0.oid=1.2.3.13.1&points.0.systems=c"), [("points.0.systems".to_owned(), E::SystemMissing)]);
    assert_eq!(wrong(""), [("add".to_owned(), E::NoneGiven)]);
}

#[test]
fn the_same_access_point_is_given_once() {
    let twice = "points.0.oid=1.2.3.13.1&points.0.systems=a&points.4.oid=1.2.3.13.1&points.4.systems=b";
    assert_eq!(wrong(twice), [("points.4.oid".to_owned(), E::GivenTwice)]);
}

kit_db::on_both_databases!(migrated: the_own_oid_is_refused_with_the_reason, points_are_added_and_removed_and_kept);

async fn the_own_oid_is_refused_with_the_reason(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    Joining::begin(&mut browser).await;
    browser.fill("points.0.oid", OWN).tick("points.0.systems", &["mallipotilas"]);
    browser.press("Tallenna ja jatka").await;
    assert_eq!(browser.page.status, 422);
    let [(field, text)] = browser.page.errors().try_into().unwrap();
    assert!(text.contains("Esimerkkiklinikka Oy") && text.contains("oma OID"), "{text}");
    assert!(browser.page.has_id(&field), "the error leads to its field");
    assert_eq!(browser.page.value("points.0.oid").as_deref(), Some(OWN), "what was typed is still there");
}

async fn points_are_added_and_removed_and_kept(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let id = Joining::begin(&mut browser).await.id;
    browser.fill("points.0.oid", "1.2.246.3.13.7");
    browser.press("Ilmoita liityntäpiste").await;
    browser.page.lacks("ei ole tiedoissamme");
    browser.fill("points.1.oid", "1.2.246.3.13.8");
    browser.press("Ilmoita liityntäpiste").await;
    assert_eq!(browser.page.value("points.2.oid").as_deref(), Some(""));
    let mut form = browser.form("Poista liityntäpiste");
    form.fields.retain(|(name, _)| name != "remove");
    form.fields.push(("remove".to_owned(), "0".to_owned()));
    browser.submit(&form).await;
    assert_eq!(browser.page.value("points.0.oid").as_deref(), Some("1.2.246.3.13.8"), "the later ones move up");

    // Days later, in another session.
    app.clock.advance(3 * 24 * 3600);
    let mut later = app.log_in(persona::SIGNATORY).await;
    later.get(&format!("/applications/{id}")).await;
    assert!(later.page.path().ends_with("/steps/access-points"), "one goes on where one was: {}", later.page.path());

    assert_eq!(later.page.value("points.0.oid").as_deref(), Some("1.2.246.3.13.8"));
}
