use customership::{
    guidance::{CustomerType, services_for},
    services::ALL_SERVICES,
};
use kit_db::testing::TestDb;

use crate::support::{Browser, Page, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: anybody_chooses_whom_the_instructions_concern, a_representative_reads_of_their_own_organisation_first,
    what_cannot_be_chosen_is_not_chosen, terms_can_be_downloaded_in_both_languages, no_link_leads_nowhere);

#[test]
fn every_service_is_told_of_to_somebody_with_what_comes_before_and_after() {
    let joined: Vec<_> = CustomerType::ALL.into_iter().flat_map(services_for).collect();
    for (service, form) in &joined {
        assert!(!form.advice.is_empty() && !form.afterwards.is_empty(), "{} says nothing", service.key);
    }
    for service in ALL_SERVICES {
        assert!(joined.iter().any(|(joined, _)| *joined == service), "nobody is told of {}", service.key);
    }
}

#[test]
fn a_pharmacist_is_not_told_of_patient_data() {
    assert!(!services_for(CustomerType::Pharmacist).iter().any(|(service, _)| service.key == "patient-data"));
    assert!(services_for(CustomerType::PrivateHealth).iter().any(|(service, _)| service.key == "patient-data"));
}

async fn anybody_chooses_whom_the_instructions_concern(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut nobody = app.browser();
    nobody.get("/?lang=fi").await;
    nobody.follow("Ohjeet ja lomakkeet").await;
    nobody.page.shows("Ketä ohje koskee?").lacks("Ennen kuin aloitat");
    nobody.follow("Yksityinen terveydenhuolto").await;
    nobody.page.shows("yksin nimenkirjoitusoikeus").shows("vähintään kolme viikkoa ennen muutosta").shows("Potilastietovaranto");
    nobody.get("/instructions?customer=private-health&service=patient-data").await;
    nobody.page.shows("Liittyminen: Potilastietovaranto").shows("Laskutustiedot").shows("Hakemuksen jälkeen").shows("käyttöönottokoe");
    nobody.follow("Valitse toinen").await;
    nobody.follow("Julkinen terveydenhuolto").await;
    nobody.page.shows("aina Suomi.fi-valtuudella");
    for (language, told) in [("sv", "Innan du börjar"), ("en", "Before you begin")] {
        nobody.get(&format!("/instructions?customer=private-health&service=patient-data&lang={language}")).await;
        nobody.page.shows(told);
        let choice = "/instructions?customer=private-health&service=patient-data";
        assert!(nobody.page.links_to(choice).len() >= 3, "the choice stays in {language}");
    }
}

async fn a_representative_reads_of_their_own_organisation_first(database: TestDb) {
    let app = TestApp::start(database).await;
    for (person, customer) in [
        (persona::SIGNATORY, "Yksityinen terveydenhuolto (oma organisaatiosi)"),
        (persona::COUNTY, "Julkinen terveydenhuolto (oma organisaatiosi)"),
        (persona::PRACTITIONER, "Itsenäinen ammatinharjoittaja (oma organisaatiosi)"),
        (persona::SOCIAL_CARE, "Yksityinen sosiaalihuolto (oma organisaatiosi)"),
    ] {
        let mut browser = app.log_in(person).await;
        browser.follow("Ohjeet ja lomakkeet").await;
        browser.page.shows(customer);
    }
    let mut browser = app.log_in(persona::SIGNATORY).await;
    browser.get("/instructions").await;
    browser.follow("Valitse toinen").await;
    browser.follow("Apteekkari").await;
    browser.page.shows("Ohje koskee: Apteekkari").lacks("oma organisaatiosi").lacks("Liittyminen: Potilastietovaranto");
}

async fn what_cannot_be_chosen_is_not_chosen(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut nobody = app.browser();
    for query in ["customer=nobody", "customer=", "customer=&customer=pharmacist", "service=patient-data", "customer=%00%ff"] {
        let page = nobody.get(&format!("/instructions?{query}")).await;
        assert_eq!(page.status, 200, "{query}");
        page.shows("Ketä ohje koskee?");
    }
    nobody.get("/instructions?customer=pharmacist&service=patient-data").await;
    nobody.page.shows("Apteekkari").lacks("Liittyminen: Potilastietovaranto");
}

async fn terms_can_be_downloaded_in_both_languages(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut nobody = app.browser();
    for (language, documents) in [("fi", "fi"), ("sv", "sv"), ("en", "fi")] {
        nobody.get(&format!("/instructions?lang={language}")).await;
        let texts = nobody.page.links_to("/texts/");
        assert!(texts.len() >= 2, "{texts:?}");
        for text in texts {
            assert!(text.ends_with(&format!("/{documents}")), "{text} in {language}");
            assert!(nobody.get_once(&text).await.bytes.starts_with(b"%PDF"), "{text}");
        }
    }
}

async fn no_link_leads_nowhere(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    for path in ["/instructions", "/instructions?customer=", "/instructions?customer=public-health", "/billing", "/termination", "/data-protection"] {
        let page = browser.get(path).await.clone();
        assert_eq!(page.status, 200, "{path}");
        lead_somewhere(&browser, &page).await;
    }
}

/// Every link of ours on the page.
async fn lead_somewhere(browser: &Browser, page: &Page) {
    for link in page.links_to("/").into_iter().filter(|link| !link.starts_with("/login")) {
        let answer = browser.get_once(&link).await;
        assert!(matches!(answer.status, 200 | 303), "{link} on {} → {}", page.address, answer.status);
    }
}
