use customership::fees::{Amount, FEES, PayerClass, Payers, fees_of, payers};
use kit_db::{Sql, testing::TestDb};
use registers::OrganisationKind as K;

use crate::support::{TestApp, migrated, persona, sent_application};

kit_db::on_both_databases!(migrated: everyone_is_told_what_their_own_fee_is_based_on, billing_data_are_there_when_they_are_in_force, nobody_else_sees_them);

#[test]
fn periods_of_a_payer_follow_each_other_without_a_gap() {
    for payer in [PayerClass::Pharmacies, PayerClass::PublicHealth, PayerClass::PrivateHealth, PayerClass::StateHealth] {
        let periods: Vec<_> = fees_of(payer).map(|fee| fee.years).collect();
        assert_eq!(periods[0].1, None, "the newest goes on");
        for later_and_earlier in periods.windows(2) {
            assert_eq!(later_and_earlier[1].1, Some(later_and_earlier[0].0 - 1));
        }
    }
    assert!(FEES.iter().all(|fee| fee.amount != Amount::Thousandths(0)));
}

#[test]
fn social_care_pays_nothing_and_a_foundation_pays_for_its_health_care() {
    assert_eq!(payers(K::PrivateSocial, false), Payers::Nobody);
    assert_eq!(payers(K::Foundation, true), Payers::Of(&[PayerClass::PrivateHealth]));
    assert_eq!(payers(K::Association, false), Payers::Nobody);
    assert_eq!(payers(K::Pharmacist, false), Payers::Of(&[PayerClass::Pharmacies]));
    assert_eq!(payers(K::HospitalPharmacy, false), Payers::NotKnown);
}

async fn everyone_is_told_what_their_own_fee_is_based_on(database: TestDb) {
    let app = TestApp::start(database).await;
    for (person, told, not_told) in [
        (persona::SIGNATORY, "vähintään 90 € vuodessa", "2,715"),
        (persona::COUNTY, "2,715\u{a0}€", "90 €"),
        (persona::SOCIAL_CARE, "eivät kuulu käyttömaksuilla rahoitettaviin", "90 €"),
    ] {
        let mut browser = app.log_in(person).await;
        browser.follow("Laskutus").await;
        assert!(browser.page.html.contains(told), "{person}: {}", browser.page.text());
        browser.page.lacks(not_told).shows("Laskua ei lähetetä sähköpostilla");
    }
    let mut browser = app.log_in(persona::SIGNATORY).await;
    for (language, told) in [("sv", "Inte känt i den här tjänsten"), ("en", "Not known in this service"), ("fi", "Ei tiedossa tässä palvelussa")]
    {
        browser.get(&format!("/billing?lang={language}")).await.shows(told);
    }
}

/// Looks at customers' data in force.
const LOOKS: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE action = 'read' AND object = 'customer'");

async fn billing_data_are_there_when_they_are_in_force(database: TestDb) {
    let app = TestApp::start(database).await;
    let (mut browser, id) = sent_application(&app).await;
    browser.get("/billing").await.shows("Voimassa olevia laskutustietoja ei vielä ole").lacks("PL 1");
    assert_eq!(app.count(LOOKS).await, 0, "nothing was seen");
    approve(&app, &id).await;
    browser.get("/billing").await.shows("Laskutusosoite PL 1").shows("Laskutuskieli Suomi").shows("Tulleet voimaan 24.11.2026");
    browser.get("/billing").await;
    assert_eq!(app.count(LOOKS).await, 1, "one look, however often the page is loaded");
}

async fn nobody_else_sees_them(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, id) = sent_application(&app).await;
    approve(&app, &id).await;
    let mut other = app.log_in(persona::SWEDISH).await;
    other.get("/billing").await.shows("Voimassa olevia laskutustietoja ei vielä ole").lacks("PL 1");
    assert_eq!(app.count(LOOKS).await, 0);
    assert_eq!(app.browser().get_once("/billing").await.status, 303, "one logs in first");
}

async fn approve(app: &TestApp, application: &str) {
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&format!("/office/applications/{application}")).await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("outcome", "approve").press("Tee päätös").await;
    assert_eq!(officer.page.status, 200);
}
