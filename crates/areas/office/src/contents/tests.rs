use kit_db::{Sql, testing::TestDb};

use crate::support::{Browser, Joining, TestApp, migrated, persona, sent_application};

kit_db::on_both_databases!(migrated: a_version_comes_into_force_as_its_day_begins_in_helsinki, acceptances_keep_their_version,
    what_is_not_right_is_not_published, two_who_edit_see_each_other, a_draft_moves_and_goes_away, every_text_can_be_made_anew);

const TERMS: &str = "/office/contents/general-terms";

/// A draft of the general terms with another first paragraph in each language.
async fn drafted(officer: &mut Browser) {
    officer.get(TERMS).await;
    officer.press("Aloita uusi versio").await;
    for language in ["fi", "sv"] {
        officer.get(&format!("{TERMS}/draft/{language}")).await;
        officer.fill("articles.0.paragraphs", "Uusi kappale.\n\nToinen.").press("Tallenna luonnos").await;
        assert_eq!(officer.page.status, 200, "{:?}", officer.page.errors());
        officer.page.shows("Uusi kappale.");
    }
}

async fn published(officer: &mut Browser, version: &str, day: &str) {
    drafted(officer).await;
    officer.get(&format!("{TERMS}/publication")).await;
    officer.fill("version", version).fill("effective", day).tick("confirmed", &["yes"]).press("Julkaise").await;
    assert_eq!(officer.page.status, 200, "{:?}", officer.page.errors());
}

async fn in_force(app: &TestApp, language: &str) -> String {
    let page = app.browser().get_once(&format!("/texts/general-terms/{language}")).await;
    page.headers["location"].to_str().unwrap().to_owned()
}

async fn a_version_comes_into_force_as_its_day_begins_in_helsinki(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut officer = app.log_in_officer(persona::CONTENTS).await;
    officer.get("/office").await;
    officer.follow("Sisällöt").await.shows("Palvelukuvaukset").shows("Liittymisohje").shows("Lomakkeet");
    officer.follow("Kanta-palvelujen yleiset toimitusehdot").await.shows("1.1.2026").shows("Voimassa").shows("Uutta versiota ei ole tekeillä.");
    drafted(&mut officer).await;
    officer.page.shows("Muutokset versioon 1.0 verrattuna").shows("Lisätty: Uusi kappale.").shows("Lisätty: Toinen.").shows("Poistettu: ");
    let pdf = officer.get_once(&format!("{TERMS}/preview/fi/pdf")).await;
    assert_eq!((&pdf.bytes[..5], pdf.status), (&b"%PDF-"[..], 200));
    officer.get(&format!("{TERMS}/publication")).await;
    assert!(officer.page.html.contains("value=\"2.0\""), "the next number is offered");
    officer.fill("effective", "1.12.2026").tick("confirmed", &["yes"]).press("Julkaise").await;
    officer.page.shows("Tulossa").shows("Versio 2.0 julkaistiin").shows("Sisko Sisällöntuottaja").shows("Uutta versiota ei ole tekeillä.");
    officer.get("/office/contents").await.shows("2.0, voimassa 1.12.2026 alkaen");
    // From 24.11. 12.00 to 30.11. 23.59, and two minutes more.
    app.clock.advance(6 * 24 * 3600 + 12 * 3600 - 60);
    assert_eq!(in_force(&app, "fi").await, "/texts/general-terms/1.0/fi");
    app.clock.advance(120);
    assert_eq!((in_force(&app, "fi").await, in_force(&app, "sv").await).0, "/texts/general-terms/2.0/fi");
    assert_eq!(in_force(&app, "sv").await, "/texts/general-terms/2.0/sv");
    let new = app.browser().get_once("/texts/general-terms/2.0/fi").await;
    assert_eq!((&new.bytes[..5], new.status), (&b"%PDF-"[..], 200));
    let mut officer = app.log_in_officer(persona::CONTENTS).await;
    officer.get(&format!("{TERMS}/versions/2.0/sv")).await.shows("Uusi kappale.").shows("Muutokset versioon 1.0 verrattuna");
    officer.get(&format!("{TERMS}/versions/1.0/fi")).await.lacks("Uusi kappale.").lacks("verrattuna");
}

async fn acceptances_keep_their_version(database: TestDb) {
    const ACCEPTED: Sql = Sql("SELECT COUNT(*) FROM submission WHERE canonical LIKE '%\"text\":\"general-terms\",\"version\":\"1.0\"%'");
    const NEW: Sql = Sql("SELECT COUNT(*) FROM submission WHERE canonical LIKE '%\"text\":\"general-terms\",\"version\":\"2.0\"%'");
    let app = TestApp::start(database).await;
    let (mut clinic, id) = sent_application(&app).await;
    assert_eq!(app.count(ACCEPTED).await, 1);
    let before = app.browser().get_once("/texts/general-terms/1.0/fi").await.bytes;
    // Another customer has ticked the terms and not sent yet.
    let mut other = app.log_in(persona::SWEDISH).await;
    let mut joining = Joining::begin(&mut other).await;
    joining.fill_in().await;
    let draft = joining.id.clone();
    published(&mut app.log_in_officer(persona::CONTENTS).await, "2.0", "24.11.2026").await;
    assert_eq!((app.count(ACCEPTED).await, app.count(NEW).await), (1, 0), "accepted 1.0 stays accepted 1.0");
    assert_eq!(app.browser().get_once("/texts/general-terms/1.0/fi").await.bytes, before, "and can be read as it was");
    clinic.get(&format!("/applications/{id}")).await.shows("1.0");
    // The other is told, reads the new one, accepts and sends.
    other.get(&format!("/applications/{draft}/summary")).await.shows("Asiakirjasta on tullut voimaan uusi versio");
    assert!(other.page.form("Lähetä").is_none());
    other.get(&format!("/applications/{draft}/steps/commitment")).await.shows("2.0");
    other.tick("accepted", &["yes"]).press("Tallenna ja jatka").await;
    other.press("Lähetä").await;
    other.page.shows("Kiitos");
    assert_eq!((app.count(ACCEPTED).await, app.count(NEW).await), (1, 1));
}

async fn what_is_not_right_is_not_published(database: TestDb) {
    const VERSIONS: Sql = Sql("SELECT COUNT(*) FROM published_text WHERE kind = 'general-terms'");
    const EVENTS: Sql = Sql("SELECT COUNT(*) FROM access_log WHERE object = 'text' AND action = 'publish' AND actor_kind = 'officer'");
    let app = TestApp::start(database).await;
    let mut officer = app.log_in_officer(persona::CONTENTS).await;
    drafted(&mut officer).await;
    let publication = format!("{TERMS}/publication");
    for (version, day, field) in
        [("1.0", "1.12.2026", "version"), ("2", "1.12.2026", "version"), ("2.0", "23.11.2026", "effective"), ("2.0", "huomenna", "effective")]
    {
        officer.get(&publication).await;
        officer.fill("version", version).fill("effective", day).tick("confirmed", &["yes"]).press("Julkaise").await;
        assert_eq!((officer.page.status, officer.page.errors()[0].0.as_str()), (422, field), "{version} {day}");
        assert!(officer.page.html.contains(&format!("value=\"{version}\"")), "what was typed is kept");
    }
    officer.get(&publication).await;
    officer.fill("effective", "1.12.2026").press("Julkaise").await;
    assert_eq!(officer.page.errors()[0].0, "confirmed");
    // A heading is missing in Swedish: neither language is published.
    let mut late = officer.clone();
    late.get(&publication).await;
    let late = late.fill("effective", "1.12.2026").tick("confirmed", &["yes"]).form("Julkaise");
    officer.get(&format!("{TERMS}/draft/sv")).await;
    officer.fill("articles.2.heading", " ").press("Tallenna luonnos").await;
    assert_eq!((officer.page.status, officer.page.errors()[0].0.as_str()), (422, "articles.2.heading"));
    officer.get(TERMS).await.shows("Tekstissä on vielä korjattavaa.");
    officer.get(&publication).await.shows("Ennen julkaisemista on korjattava:");
    assert!(officer.page.form("Julkaise").is_none());
    officer.submit(&late).await;
    assert_eq!(app.count(VERSIONS).await, 2);
    // Mended, but saved since the page was opened: it is looked at again.
    officer.get(&format!("{TERMS}/draft/sv")).await;
    officer.fill("articles.2.heading", "Rubrik").press("Tallenna luonnos").await;
    officer.submit(&late).await;
    assert_eq!((officer.page.status, app.count(VERSIONS).await), (409, 2));
    officer.get(&publication).await;
    let form = officer.fill("effective", "1.12.2026").tick("confirmed", &["yes"]).form("Julkaise");
    officer.submit(&form).await;
    officer.submit(&form).await;
    assert_eq!((officer.page.status, app.count(VERSIONS).await, app.count(EVENTS).await), (404, 4, 1), "once");
    // A later one does not come into force before it; on the same day it comes after it.
    drafted(&mut officer).await;
    officer.get(&publication).await;
    officer.fill("effective", "30.11.2026").tick("confirmed", &["yes"]).press("Julkaise").await;
    assert_eq!(officer.page.errors()[0].0, "effective");
    officer.fill("effective", "1.12.2026").fill("version", "10.0").tick("confirmed", &["yes"]).press("Julkaise").await;
    app.clock.advance(7 * 24 * 3600);
    assert_eq!(in_force(&app, "fi").await, "/texts/general-terms/10.0/fi");
}

async fn two_who_edit_see_each_other(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut officer = app.log_in_officer(persona::CONTENTS).await;
    drafted(&mut officer).await;
    let mut other = app.log_in_officer(persona::CONTENTS).await;
    other.get(&format!("{TERMS}/draft/fi")).await;
    officer.get(&format!("{TERMS}/draft/fi")).await;
    officer.fill("lead", "Ensimmäinen.").press("Tallenna luonnos").await;
    other.fill("lead", "Toinen kirjoittaja.").press("Tallenna luonnos").await;
    assert_eq!(other.page.status, 409);
    other.page.shows("Sisko Sisällöntuottaja on tallentanut tämän luonnoksen").shows("Toinen kirjoittaja.");
    other.press("Tallenna luonnos").await;
    assert_eq!(other.page.status, 200);
    officer.get(&format!("{TERMS}/preview/fi")).await.shows("Toinen kirjoittaja.").lacks("Ensimmäinen.");
}

async fn a_draft_moves_and_goes_away(database: TestDb) {
    const DRAFTS: Sql = Sql("SELECT COUNT(*) FROM text_draft");
    const EVENTS: Sql = Sql("SELECT COUNT(*) FROM text_event WHERE what = 'discarded'");
    let app = TestApp::start(database).await;
    let mut officer = app.log_in_officer(persona::CONTENTS).await;
    drafted(&mut officer).await;
    officer.get(TERMS).await;
    let begun = officer.get_once(&format!("{TERMS}/draft/fi")).await;
    assert_eq!((begun.status, app.count(DRAFTS).await), (200, 2));
    let form = format!("{TERMS}/draft/fi");
    officer.get(&form).await;
    let rows = officer.page.names("articles.").len();
    officer.press("Lisää kohta").await;
    assert_eq!((officer.page.status, officer.page.names("articles.").len()), (200, rows + 3));
    officer.press("Tallenna luonnos").await;
    assert_eq!(officer.page.status, 422, "it is empty");
    officer.press("Poista kohta").await;
    assert_eq!(officer.page.names("articles.").len(), rows);
    officer.get(TERMS).await;
    let discard = officer.form("Hylkää luonnos lopullisesti");
    officer.submit(&discard).await;
    officer.page.shows("Luonnos hylättiin").shows("Uutta versiota ei ole tekeillä.");
    officer.submit(&discard).await;
    assert_eq!((officer.page.status, app.count(DRAFTS).await, app.count(EVENTS).await), (404, 0, 1));
    for gone in ["draft/fi", "preview/fi", "preview/fi/pdf", "publication", "draft/en", "versions/9.9/fi"] {
        assert_eq!(officer.get_once(&format!("{TERMS}/{gone}")).await.status, 404, "{gone}");
    }
    assert_eq!(officer.get_once("/office/contents/nothing").await.status, 404);
}

async fn every_text_can_be_made_anew(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut officer = app.log_in_officer(persona::CONTENTS).await;
    officer.get("/office/contents").await;
    let kinds: Vec<String> = officer.page.links_to("/office/contents/");
    assert!(kinds.len() >= 12, "{kinds:?}");
    for kind in kinds {
        officer.get(&kind).await;
        officer.press("Aloita uusi versio").await;
        for language in ["fi", "sv"] {
            officer.get(&format!("{kind}/draft/{language}")).await;
            officer.press("Tallenna luonnos").await;
            officer.page.shows("Teksti on sama.");
            let pdf = officer.get_once(&format!("{kind}/preview/{language}/pdf")).await;
            assert_eq!((&pdf.bytes[..5], pdf.status), (&b"%PDF-"[..], 200), "{kind} {language}");
        }
    }
}
