//! Each service by each kind of customer that may join it, from the first page to the officer's approval, in Finnish
//! and in Swedish; and each kind that may not is told why.

use customership::services::ALL_SERVICES;
use kit_core::Language;
use kit_db::testing::TestDb;

use crate::support::{Joining, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: every_customer_joins_every_service_it_may);

/// A representative by family name, the organisation, and the services that it may join, in an order in which it can.
const CUSTOMERS: [(&str, &str, &[&str]); 12] = [
    (persona::SIGNATORY, "Esimerkkiklinikka Oy", &["patient-data", "prescription", "imaging"]),
    (persona::SOCIAL_CARE, "Esimerkkihoiva Oy", &["social-care", "prescription"]),
    (persona::PRACTITIONER, "Mallivastaanotto Elina Esimerkki", &["patient-data", "prescription", "imaging"]),
    (persona::COUNTY, "Esimerkkilän hyvinvointialue", &["patient-data", "prescription", "imaging", "social-care"]),
    (persona::PHARMACIST, "Esimerkkiapteekkari Aapo Apteekkari", &["prescription"]),
    (persona::LASTING_PHARMACIST, "Esimerkkiapteekkari Pirkko Pitkäaikainen", &["prescription"]),
    (persona::FOUNDATION_MANDATE, "Mallisäätiö sr", &["patient-data", "prescription", "imaging", "social-care"]),
    (persona::SOCIAL_ASSOCIATION, "Esimerkkiyhdistys ry", &["social-care", "prescription"]),
    (persona::PUBLIC_SOCIAL, "Mallikunnan sosiaalikuntayhtymä", &["social-care", "prescription"]),
    (persona::HOSPITAL_PHARMACY, "Esimerkkisairaalan sairaala-apteekki", &["prescription"]),
    (persona::BOTH, "Esimerkin Hoivaklinikka Oy", &["patient-data", "prescription", "imaging", "social-care"]),
    (persona::HEALTH_ASSOCIATION, "Exempelföreningen rf", &["patient-data", "prescription", "imaging"]),
];

async fn every_customer_joins_every_service_it_may(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    for (place, (family_name, organisation, may)) in CUSTOMERS.into_iter().enumerate() {
        let language = if place % 2 == 0 { Language::Fi } else { Language::Sv };
        let mut customer = app.log_in_for(family_name, organisation).await;
        customer.get("/services?lang=fi").await;
        for service in ALL_SERVICES.into_iter().filter(|service| !may.contains(&service.key)) {
            let reasons = customer.page.texts("dl.rows .rows__row");
            assert!(
                reasons.iter().any(|row| row.starts_with(service.name(Language::Fi)) && row.contains("voivat liittyä")),
                "{organisation}: {reasons:?}"
            );
            assert_eq!(customer.get_once(&format!("/services/{}", service.key)).await.status, 404, "{organisation} {}", service.key);
        }
        for key in may {
            let mut joining = Joining::begin_in(&mut customer, key, language).await;
            joining.fill_in().await.send().await;
            let id = joining.id.clone();
            assert!(customer.page.path().ends_with("/thanks"), "{organisation} {key}: {}", customer.page.text());
            officer.get(&format!("/office/applications/{id}?lang=fi")).await;
            officer.press("Ota käsittelyyn").await;
            officer.fill("outcome", "approve");
            officer.press("Tee päätös").await;
            officer.page.shows("Hyväksytty");
        }
        customer.get("/services?lang=fi").await;
        assert_eq!(customer.page.text().matches("Hyväksytty käyttöön").count(), may.len(), "{organisation}: {}", customer.page.text());
        let commitments = customer.get_once("/services?lang=fi").await;
        assert!(!commitments.html.contains("Hae käyttöönottoa"), "{organisation} has all it may have");
    }
    let joined = i64::try_from(CUSTOMERS.iter().map(|(.., may)| may.len()).sum::<usize>()).unwrap();
    let customers = i64::try_from(CUSTOMERS.len()).unwrap();
    for (what, sql, number) in [
        ("services in use", kit_db::Sql("SELECT COUNT(*) FROM customer_service"), joined),
        ("commitments, one for each customer", kit_db::Sql("SELECT COUNT(*) FROM commitment WHERE ended_at IS NULL"), customers),
        ("receipts", kit_db::Sql("SELECT COUNT(*) FROM mail WHERE kind = 'application-received'"), joined),
        ("approvals", kit_db::Sql("SELECT COUNT(*) FROM mail WHERE kind = 'application-approved'"), joined),
    ] {
        assert_eq!(app.count(sql).await, number, "{what}");
    }
}
