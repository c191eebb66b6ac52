//! Every page, in every language, in the states of the journey: sound HTML, labelled fields, no text left in another language.

use std::collections::BTreeSet;

use kit_db::testing::TestDb;
use scraper::{Html, Selector};

use crate::support::{Browser, Joining, Page, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: every_page_is_sound_in_every_language);

/// Headings that are the same in two languages, rightly.
const SAME: [&str; 2] = ["Esimerkkiklinikka Oy", ""];

async fn every_page_is_sound_in_every_language(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut seen = Seen::default();
    let mut nobody = app.browser();
    for path in [
        "/",
        "/help",
        "/data-protection",
        "/accessibility",
        "/instructions",
        "/instructions?customer=pharmacist",
        "/logged-out",
        "/nothing-here",
        "/login/return?error=access_denied",
    ] {
        seen.look(&mut nobody, path).await;
    }
    let mut browser = app.identified(persona::SIGNATORY).await;
    seen.look(&mut browser, "/organisation").await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    for path in ["/services", "/services/patient-data", "/instructions", "/instructions?customer=", "/billing", "/termination"] {
        seen.look(&mut browser, path).await;
    }
    let mut joining = Joining::begin(&mut browser).await;
    let id = joining.id.clone();
    // Each step empty, then with its errors beside the fields, then right.
    for step in ["access-points", "customer-data", "contacts", "billing", "service-description", "commitment"] {
        seen.look(joining.browser, &format!("/applications/{id}/steps/{step}")).await;
        let mut empty = joining.browser.form("Tallenna ja jatka");
        empty.fields.iter_mut().filter(|(name, _)| !matches!(name.as_str(), "csrf" | "revision" | "go")).for_each(|(_, value)| value.clear());
        let wrong = joining.browser.submit(&empty).await.clone();
        assert_eq!(wrong.status, 422, "{step}");
        sound(&wrong, "fi");
        joining.browser.get(&format!("/applications/{id}/steps/{step}?lang=fi")).await;
        match step {
            "access-points" => joining.access_points().await,
            "customer-data" => joining.customer_data().await,
            "contacts" => joining.contacts().await,
            "billing" => joining.billing().await,
            _ => joining.accept().await,
        };
    }
    seen.look(joining.browser, &format!("/applications/{id}/summary")).await;
    joining.send().await;
    for page in ["thanks", ""] {
        seen.look(&mut browser, format!("/applications/{id}/{page}").trim_end_matches('/')).await;
    }
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    let case = format!("/office/applications/{id}");
    seen.look(&mut officer, "/office").await;
    seen.look(&mut officer, "/office/tasks").await;
    app.task_of(&id).await;
    seen.look(&mut officer, "/office/tasks").await;
    seen.look(&mut officer, &case).await;
    officer.press("Ota käsittelyyn").await;
    for button in ["Tee päätös", "Pyydä lisätietoja"] {
        officer.get(&format!("{case}?lang=fi")).await;
        sound(officer.press(button).await, "fi");
        assert_eq!(officer.page.status, 422);
    }
    officer.get(&format!("{case}?lang=fi")).await;
    officer.fill("question", "?");
    officer.press("Pyydä lisätietoja").await;
    seen.look(&mut officer, &case).await;
    seen.look(&mut browser, &format!("/applications/{id}/answer")).await;
    seen.look(&mut browser, &format!("/applications/{id}/summary")).await;
    seen.look(&mut browser, &format!("/applications/{id}")).await;
    officer.get(&format!("{case}?lang=fi")).await;
    officer.fill("outcome", "approve");
    officer.press("Tee päätös").await;
    seen.look(&mut officer, &case).await;
    for path in [format!("/applications/{id}"), "/billing".to_owned(), "/termination".to_owned()] {
        seen.look(&mut browser, &path).await;
    }
    assert!(seen.pages >= 25 * 3, "{} pages", seen.pages);
}

#[derive(Default)]
struct Seen {
    pages: usize,
}

impl Seen {
    /// Looks at a page in all languages; the last one is Finnish, so that what follows is.
    async fn look(&mut self, browser: &mut Browser, path: &str) {
        let join = if path.contains('?') { '&' } else { '?' };
        let mut headings = BTreeSet::new();
        for language in ["en", "sv", "fi"] {
            let page = browser.get(&format!("{path}{join}lang={language}")).await;
            sound(page, language);
            let heading = page.heading();
            assert!(headings.insert(heading.clone()) || SAME.contains(&heading.as_str()), "«{heading}» is in two languages on {path}");
            self.pages += 1;
        }
    }
}

/// What must hold for every page.
fn sound(page: &Page, language: &str) {
    let (document, place) = (Html::parse_document(&page.html), &page.address);
    let all = |css: &str| document.select(&Selector::parse(css).unwrap()).collect::<Vec<_>>();
    assert_eq!(all("html")[0].attr("lang"), Some(language), "{place}");
    assert_eq!(all("h1").len(), 1, "{place}");
    assert!(page.texts("title")[0].contains(" – "), "{place}");
    assert_eq!(page.texts("title")[0].starts_with("Virhe"), page.status == 422, "{place}");
    let ids: Vec<_> = all("[id]").iter().filter_map(|e| e.attr("id")).collect();
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "two things have one id on {place}");
    for attribute in ["aria-describedby", "aria-labelledby", "for"] {
        for element in all(&format!("[{attribute}]")) {
            for id in element.attr(attribute).unwrap_or_default().split_whitespace() {
                assert!(unique.contains(&id), "{attribute}={id} leads nowhere on {place}");
            }
        }
    }
    for field in all("input:not([type=hidden]), textarea, select") {
        let id = field.attr("id").unwrap_or_default();
        assert!(all("label").iter().any(|label| label.attr("for") == Some(id)), "{id} has no label on {place}");
    }
    for form in all("form[method=post]") {
        let token = Selector::parse("input[name=csrf]").unwrap();
        assert!(form.select(&token).next().is_some(), "a form without its token on {place}");
    }
    assert!(all("[style], [onclick], script:not([src]), style").is_empty(), "inline style or script on {place}");
    for (field, _) in page.errors() {
        assert!(unique.contains(&field.as_str()), "the error leads to no field {field} on {place}");
    }
    for leftover in ["{{", "}}", "{ $", "%n"] {
        assert!(
            !page.text().replace("%n merkkiä", "").replace("%n tecken", "").replace("%n characters", "").contains(leftover),
            "«{leftover}» on {place}"
        );
    }
}
