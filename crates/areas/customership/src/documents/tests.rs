use customership::documents::{TextKind, forms_in_force};
use kit_core::{Day, Language};
use kit_db::{Sql, testing::TestDb, values};

use crate::support::{TestApp, migrated};

kit_db::on_both_databases!(migrated: an_address_without_a_version_leads_to_the_text_in_force, the_forms_in_force_say_whom_they_are_for);

const PUBLISH: Sql = Sql(
    "INSERT INTO published_text (kind, version, language, effective, content, sha256) VALUES ('form-termination-of-service', $1, $2, $3, $4, $5)",
);

/// Another version of a form, in Finnish only.
async fn publish(app: &TestApp, version: &'static str, effective: &str) {
    let (effective, content) = (Day::parse_iso(effective).unwrap(), "{\"document\":\"Uusi lomake\"}");
    let row = values![version, Language::Fi, effective, content, vec![0_u8; 32]];
    app.db.write(move |tx| async move { tx.exec(PUBLISH, &row).await }).await.unwrap();
}

async fn an_address_without_a_version_leads_to_the_text_in_force(database: TestDb) {
    let app = TestApp::start(database).await;
    let browser = app.browser();
    publish(&app, "2.0", "2026-11-24").await;
    publish(&app, "3.0", "2099-01-01").await;
    for (asked, answer) in [
        ("form-termination-of-service/fi", "/texts/form-termination-of-service/2.0/fi"),
        ("form-termination-of-service/sv", "/texts/form-termination-of-service/1.0/sv"),
        ("general-terms/en", "/texts/general-terms/1.0/fi"),
    ] {
        let page = browser.get_once(&format!("/texts/{asked}")).await;
        assert_eq!((page.status, page.headers["location"].to_str().unwrap()), (303, answer), "{asked}");
    }
    for asked in ["commitment/fi", "nothing/fi", "general-terms/xx"] {
        assert_eq!(browser.get_once(&format!("/texts/{asked}")).await.status, 404, "{asked}");
    }
}

async fn the_forms_in_force_say_whom_they_are_for(database: TestDb) {
    let app = TestApp::start(database).await;
    publish(&app, "1.1", "2026-01-01").await;
    publish(&app, "3.0", "2099-01-01").await;
    let today = app.clock.now().day();
    for (read_in, language) in [(Language::Fi, Language::Fi), (Language::Sv, Language::Sv), (Language::En, Language::Fi)] {
        let forms = forms_in_force(&app.db.read().await.unwrap(), read_in, today).await.unwrap();
        let kinds: Vec<TextKind> = forms.iter().map(|form| form.kind).collect();
        assert_eq!(kinds, TextKind::ALL.into_iter().filter(|kind| kind.is_form()).collect::<Vec<_>>());
        for form in forms {
            assert_eq!(form.language, language);
            let is_newest = form.kind == TextKind::FormTerminationOfService && language == Language::Fi;
            assert_eq!(form.version, if is_newest { "1.1" } else { "1.0" }, "{:?}", form.kind);
            if !is_newest {
                assert!(["providers", "pharmacists", "all"].contains(&form.content["for"].as_str().unwrap()), "{:?}", form.kind);
                assert!(!form.title(read_in).is_empty() && form.title(Language::En) != form.title(Language::Fi), "{:?}", form.kind);
            }
        }
    }
    let missing = forms_in_force(&app.db.read().await.unwrap(), Language::Fi, Day::parse_iso("2025-12-31").unwrap()).await.unwrap();
    assert!(missing.is_empty());
}
