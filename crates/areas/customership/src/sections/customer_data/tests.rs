use customership::{
    sections::customer_data::{CustomerDataError as E, CustomerDataPolicy, CustomerDataWarning as W},
    values::PostalOddity,
};
use kit_db::testing::TestDb;
use kit_web::Fields;

use crate::{
    generated::services::organisation,
    support::{Joining, TestApp, migrated, persona},
};

#[test]
fn every_field_is_needed_and_has_its_form() {
    let right = Fields::read("street= Mallikatu  1 &postal_code=00999&town=X&email=a@b.fi&phone=040 1234567".as_bytes());
    let value = CustomerDataPolicy.check(&right).unwrap();
    assert_eq!((value.street.as_str(), value.phone.as_str()), ("Mallikatu 1", "+358401234567"));
    let errors = CustomerDataPolicy.check(&Fields::default()).unwrap_err();
    let found: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.error)).collect();
    let all = [("street", E::StreetMissing), ("postal_code", E::PostalCode), ("town", E::TownMissing), ("email", E::Email), ("phone", E::Phone)];
    assert_eq!(found, all);
}

/// What is odd in these fields, the rest being right.
fn odd(postal: &str, phone: &str) -> Vec<(String, W)> {
    let fields = Fields::read(format!("street=Mallikatu 1&email=osoite@organisaatio.fi&{postal}&phone={}", phone.replace('+', "%2B")).as_bytes());
    assert!(CustomerDataPolicy.check(&fields).is_ok(), "{postal} {phone} is refused");
    CustomerDataPolicy.warnings(&fields, &organisation(), None).iter().map(|w| (w.field.clone(), w.error)).collect()
}

#[test]
fn the_guides_samples_are_taken_and_explained() {
    const HELSINKI: &str = "postal_code=00100&town=Helsinki";
    for right in ["040000101", "04003939393", "010020020", "02020202", "02020200", "0489876543", "0457 3950000", "09 1234567", "+46 70 123 45 67"] {
        assert_eq!(odd(HELSINKI, right), [], "{right}");
    }
    for unusual in ["0491234567", "116117"] {
        assert_eq!(odd(HELSINKI, unusual), [("phone".to_owned(), W::Phone)], "{unusual}");
    }
    for unknown in ["01010", "12345"] {
        let found = odd(&format!("postal_code={unknown}&town=Kaupunki"), "040000101");
        assert_eq!(found, [("postal_code".to_owned(), W::Postal(PostalOddity::UnknownCode))], "{unknown}");
    }
    let found = odd("postal_code=00100&town=Espoo", "040000101");
    assert_eq!(found.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["town"]);
}

kit_db::on_both_databases!(migrated: what_is_wrong_is_said_beside_the_field_and_saved_all_the_same, two_representatives_never_overwrite_each_other,
    steps_are_taken_in_order);

async fn what_is_wrong_is_said_beside_the_field_and_saved_all_the_same(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.access_points().await;
    let id = joining.id.clone();
    browser.page.shows("Esimerkkiklinikka Oy").shows("9900100-2").shows("1.2.246.10.99001002.10.0");
    assert_eq!(browser.page.value("street").as_deref(), Some("Mallikatu 1"), "the register's address is offered");
    browser.fill("email", "väärä@").fill("phone", "<script>");
    browser.press("Tallenna ja jatka").await;
    assert_eq!(browser.page.status, 422);
    assert_eq!(browser.page.errors().iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(), ["email", "phone"]);
    assert!(browser.page.texts("title")[0].starts_with("Virhe"));
    assert_eq!(browser.page.value("phone").as_deref(), Some("<script>"));
    browser.page.lacks("<script>alert");
    browser.get(&format!("/applications/{id}/steps/customer-data")).await;
    assert_eq!(browser.page.value("email").as_deref(), Some("väärä@"), "saved, right or wrong");
    browser.get(&format!("/applications/{id}/steps/contacts")).await;
    assert!(browser.page.path().ends_with("/contacts"), "one may go on and correct later");
}

async fn two_representatives_never_overwrite_each_other(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut first = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut first).await;
    joining.access_points().await;
    let path = format!("/applications/{}/steps/customer-data", joining.id);
    let mut second = app.log_in(persona::ACCOUNTANT).await;
    second.get("/login/organisation").await;
    app.choose_organisation(&mut second, Some("Esimerkkiklinikka")).await;
    first.get(&path).await;
    second.get(&path).await;
    first.fill("street", "Ensimmäinen 1").fill("email", "a@b.fi").fill("phone", "0401234567");
    first.press("Tallenna ja jatka").await;
    assert_eq!(first.page.status, 200);
    second.fill("street", "Toinen 2").fill("email", "c@d.fi").fill("phone", "0401234567");
    second.press("Tallenna ja jatka").await;
    assert_eq!(second.page.status, 409);
    second.page.shows("Ensimmäinen 1").shows("Niina Maria Nimenkirjoittaja");
    assert_eq!(second.page.value("street").as_deref(), Some("Toinen 2"), "both texts are there");
    first.get(&path).await;
    assert_eq!(first.page.value("street").as_deref(), Some("Ensimmäinen 1"));
    second.press("Tallenna ja jatka").await;
    first.get(&path).await;
    assert_eq!(first.page.value("street").as_deref(), Some("Toinen 2"), "knowingly, the second may replace");
}

async fn steps_are_taken_in_order(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let id = Joining::begin(&mut browser).await.id;
    for step in ["steps/contacts", "steps/commitment", "summary", "thanks"] {
        browser.get(&format!("/applications/{id}/{step}")).await;
        assert!(browser.page.path().ends_with("/steps/access-points"), "{step} → {}", browser.page.path());
    }
    let token = browser.token().await;
    let fields = [("csrf".to_owned(), token), ("digest".to_owned(), "0".repeat(64))];
    let sent = browser.post_once(&format!("/applications/{id}/sending"), &fields).await;
    assert_eq!(sent.status, 422, "an empty application is not sent");
    assert!(app.mails().await.is_empty());
    for unknown in ["steps/x", "steps/"] {
        assert_eq!(browser.get(&format!("/applications/{id}/{unknown}")).await.status, 404);
    }
}
