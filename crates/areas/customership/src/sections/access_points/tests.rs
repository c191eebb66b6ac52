use std::collections::BTreeMap;

use customership::sections::{
    PointFacts,
    access_points::{AccessPointsError as E, AccessPointsPolicy, Known},
};
use kit_db::testing::TestDb;
use kit_web::Fields;

use crate::support::{Joining, TestApp, migrated, persona};

const OWN: &str = "1.2.246.10.99001002.10.0";

/// What is wrong with what was typed, field by field.
fn wrong(body: &str) -> Vec<(String, E)> {
    let unit = PointFacts { is_register_oid: true, ..PointFacts::default() };
    let points = BTreeMap::from([("1.2.246.10.99001002.10.1".to_owned(), unit)]);
    let known = Known { own_oid: OWN, points: &points, systems: &["a", "b"] };
    let checked = AccessPointsPolicy.check(&Fields::read(body.as_bytes()), known);
    checked.err().map(|errors| errors.iter().map(|e| (e.field.clone(), e.error)).collect()).unwrap_or_default()
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
    browser.fill("points.0.oid", "1.2.3.13.7");
    browser.press("Ilmoita liityntäpiste").await;
    browser.page.shows("Tätä liityntäpistettä ei ole tiedoissamme");
    browser.fill("points.1.oid", "1.2.3.13.8");
    browser.press("Ilmoita liityntäpiste").await;
    assert_eq!(browser.page.value("points.2.oid").as_deref(), Some(""));
    let mut form = browser.form("Poista liityntäpiste");
    form.fields.retain(|(name, _)| name != "remove");
    form.fields.push(("remove".to_owned(), "0".to_owned()));
    browser.submit(&form).await;
    assert_eq!(browser.page.value("points.0.oid").as_deref(), Some("1.2.3.13.8"), "the later ones move up");

    // Days later, in another session.
    app.clock.advance(3 * 24 * 3600);
    let mut later = app.log_in(persona::SIGNATORY).await;
    later.get(&format!("/applications/{id}")).await;
    assert!(later.page.path().ends_with("/steps/access-points"), "one goes on where one was: {}", later.page.path());

    assert_eq!(later.page.value("points.0.oid").as_deref(), Some("1.2.3.13.8"));
}
