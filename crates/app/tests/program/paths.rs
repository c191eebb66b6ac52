//! A decision is made by the one rule, and by no other path: whoever may not decide tries every form of the program, with
//! every outcome, on a matter in every state, and nothing moves. (What the source may not do, `xtask` looks after.)

use customership::queue;
use identity::Access;
use kit_core::Uuid;
use kit_db::{Sql, testing::TestDb, values};
use reqwest::Method;

use crate::{
    life,
    support::{Browser, Joining, TestApp, migrated, persona, sent_application},
};

kit_db::on_both_databases!(migrated: nobody_moves_a_matter_past_the_rule, what_waits_for_a_second_officer_is_decided_by_no_other,
    what_waits_with_approvals_only_is_decided_by_no_other, who_has_keyed_it_in_is_not_its_second_pair_of_eyes, a_step_is_done_by_its_own_form_alone);

/// All that a decision writes: whose, and three words of it.
const WRITTEN: [Sql; 6] = [
    Sql("SELECT id, state, COALESCE(officer_name, '–'), CASE WHEN decided_at IS NULL THEN 'open' ELSE 'decided' END FROM application ORDER BY id"),
    Sql("SELECT application_id, kind, actor_name, COALESCE(note, '–') FROM application_event ORDER BY at, id"),
    Sql("SELECT application_id, outcome, officer_name, COALESCE(reason, '–') FROM decision_proposal ORDER BY application_id"),
    Sql(
        "SELECT application_id, service, form, CASE WHEN ended_at IS NULL THEN 'in use' ELSE 'ended' END FROM customer_service ORDER BY application_id",
    ),
    Sql("SELECT id, kind, COALESCE(outcome, '–'), COALESCE(done_by, '–') FROM office_task ORDER BY id"),
    Sql("SELECT id, kind, recipient, subject FROM mail WHERE kind NOT IN ('message-waiting', 'data-changed') ORDER BY id"),
];
const OPEN_STEP: Sql = Sql("SELECT id FROM office_task WHERE done_at IS NULL");
const REVISION: Sql = Sql("SELECT revision FROM application WHERE id = $1");

const OFFICERS: [&str; 5] = [persona::HANDLER, persona::OTHER_HANDLER, persona::LEAD, persona::CONTENTS, persona::AUDITOR];
/// These change whose session it is.
const OTHERWISE: [&str; 4] = ["/logout", "/office/papers", "/office/papers/ending", "/session/extend"];
/// A customer may always begin another matter.
const BEGINNINGS: [&str; 4] =
    ["/services/{service}/applications", "/services/{service}/changes", "/services/{service}/endings", "/termination/notices"];
const TAKE: [&str; 3] = ["/handler", "/queue/next", "/claim"];

async fn matters(app: &TestApp) -> Vec<(Uuid, [String; 3])> {
    let read = app.db.read().await.unwrap();
    let mut all = Vec::new();
    for sql in WRITTEN {
        let rows = read.rows(sql, &[]).await.unwrap();
        all.extend(rows.iter().map(|row| (row.get(0).unwrap(), [1, 2, 3].map(|column| row.get(column).unwrap()))));
    }
    all
}

/// A case, and those who try.
struct Attack<'a> {
    app: &'a TestApp,
    id: String,
    task: String,
    /// An officer to whom it might be handed.
    to: String,
}

impl<'a> Attack<'a> {
    async fn on(app: &'a TestApp, id: &str) -> Self {
        let read = app.db.read().await.unwrap();
        let task = read.first(OPEN_STEP, &[]).await.unwrap().map_or(Uuid::nil(), |row| row.get(0).unwrap());
        let to = queue::officers(&read).await.unwrap().first().map_or(Uuid::nil(), |officer| officer.id);
        Self { app, id: id.to_owned(), task: task.to_string(), to: to.to_string() }
    }

    async fn revision(&self) -> i64 {
        let id = values![Uuid::try_parse(&self.id).unwrap()];
        self.app.db.read().await.unwrap().first(REVISION, &id).await.unwrap().unwrap().get(0).unwrap()
    }

    /// Every form with every outcome; `may`: ends of the paths that this one may use.
    async fn tries(&self, who: &str, browser: &mut Browser, may: &[&str]) {
        let revision = self.revision().await;
        self.tries_at(who, browser, revision, may).await;
    }

    async fn tries_at(&self, who: &str, browser: &mut Browser, revision: i64, may: &[&str]) {
        let (before, token) = (matters(self.app).await, browser.token().await);
        let forms = app::routes().into_iter().filter(|route| route.method == Method::POST && route.access != Access::Anyone);
        for route in forms.filter(|route| !OTHERWISE.contains(&route.path) && !may.iter().any(|end| route.path.ends_with(end))) {
            let outcomes: &[_] = if ["/decision", "/review"].iter().any(|end| route.path.ends_with(end)) {
                &[("approve", "confirm"), ("reject", "send-back"), ("return", "confirm"), ("undo", "confirm")]
            } else {
                &[("approve", "confirm")]
            };
            for outcome in outcomes {
                let page = browser.once(self.request(browser, route.path, &self.fields(&token, revision, *outcome))).await;
                let what = format!("{who}: {} with {outcome:?} → {}", route.path, page.status);
                assert!(page.status < 500, "{what}");
                assert_eq!(matters(self.app).await, before, "{what}");
            }
        }
    }

    fn fields(&self, token: &str, revision: i64, (outcome, review): (&str, &str)) -> Vec<(String, String)> {
        let text = "Yritys.";
        let fields = [
            ("csrf", token),
            ("revision", &revision.to_string()),
            ("outcome", outcome),
            ("review", review),
            ("anyway", "yes"),
            ("reason", text),
            ("review_reason", text),
            ("request", text),
            ("undo_reason", text),
            ("question", text),
            ("message", text),
            ("note", text),
            ("answer", text),
            ("to", &self.to),
            ("entry", &self.id),
            ("on", "24.11.2026"),
            ("signed", "yes"),
        ];
        fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into()
    }

    fn request(&self, browser: &Browser, path: &str, fields: &[(String, String)]) -> reqwest::RequestBuilder {
        let known = [("{application}", self.id.as_str()), ("{entry}", &self.id), ("{task}", &self.task), ("{section}", "customer-data")];
        let mut aimed = [("{service}", "patient-data")].into_iter().chain(known).fold(path.to_owned(), |path, (name, id)| path.replace(name, id));
        while let Some((begin, rest)) = aimed.split_once('{').map(|(begin, rest)| (begin.to_owned(), rest.to_owned())) {
            aimed = format!("{begin}{}{}", Uuid::nil(), rest.split_once('}').unwrap().1);
        }
        let request = browser.request(Method::POST, &aimed);
        if !path.ends_with("/step") {
            return request.form(fields);
        }
        let part = |(name, value): &(String, String)| format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        let parts: String = fields.iter().map(part).collect();
        request.header("content-type", "multipart/form-data; boundary=b").body(format!("{parts}--b--\r\n"))
    }

    /// Every officer but these, in sessions of their own.
    async fn officers_but(&self, handling: &[&str]) {
        for who in OFFICERS.into_iter().filter(|who| !handling.contains(who)) {
            self.tries(who, &mut self.app.log_in_officer(who).await, &[]).await;
        }
    }

    async fn customer(&self, browser: &mut Browser, may: &[&str]) {
        let may: Vec<&str> = BEGINNINGS.iter().chain(may).copied().collect();
        self.tries("the customer", browser, &may).await;
    }
}

async fn open(app: &TestApp, who: &str, id: &str) -> Browser {
    let mut officer = app.log_in_officer(who).await;
    officer.get(&format!("/office/applications/{id}")).await;
    officer
}

async fn nobody_moves_a_matter_past_the_rule(database: TestDb) {
    const LOOKERS: [&str; 2] = [persona::CONTENTS, persona::AUDITOR];
    let app = TestApp::start(database).await;
    for who in OFFICERS {
        app.log_in_officer(who).await;
    }
    let (mut clinic, id) = sent_application(&app).await;
    let attack = Attack::on(&app, &id).await;
    // Received.
    attack.officers_but(&[persona::HANDLER, persona::OTHER_HANDLER, persona::LEAD]).await;
    let mut kaisa = open(&app, persona::HANDLER, &id).await;
    attack.tries("a handler before taking it", &mut kaisa, &[&TAKE[..], &["/withdrawal"]].concat()).await;
    attack.customer(&mut clinic, &["/withdrawal"]).await;
    // In processing.
    kaisa.press("Ota käsittelyyn").await;
    attack.officers_but(&[persona::HANDLER, persona::LEAD]).await;
    let mut johanna = app.log_in_officer(persona::LEAD).await;
    attack.tries("a lead", &mut johanna, &["/assignment"]).await;
    let stale = attack.revision().await - 1;
    attack.tries_at("the handler of yesterday", &mut kaisa, stale, &["/release"]).await;
    attack.tries("the handler", &mut kaisa, &["/release", "/question", "/decision", "/applications/{application}/withdrawal"]).await;
    attack.customer(&mut clinic, &["/withdrawal"]).await;
    // Waiting for the customer.
    kaisa.get(&format!("/office/applications/{id}")).await;
    kaisa.fill("question", "Miksi?").press("Pyydä lisätietoja").await;
    attack.officers_but(&[persona::HANDLER, persona::LEAD]).await;
    attack.customer(&mut clinic, &["/withdrawal"]).await;
    // Given back. The customer has typed meanwhile: what the officer had before them is stale.
    kaisa.get(&format!("/office/applications/{id}")).await;
    kaisa.fill("outcome", "return").fill("reason", "Korjatkaa.").press("Tee päätös").await.shows("Palautettu täydennettäväksi");
    attack.tries("the one who has given it back", &mut kaisa, &["/withdrawal"]).await;
    for who in LOOKERS {
        attack.tries(who, &mut app.log_in_officer(who).await, &[]).await;
    }
    // Sent again and approved.
    clinic.get(&format!("/applications/{id}/summary")).await;
    clinic.press("Lähetä").await;
    kaisa.get(&format!("/office/applications/{id}")).await;
    kaisa.fill("outcome", "approve").press("Tee päätös").await;
    kaisa.page.shows("Hyväksytty");
    let attack = Attack::on(&app, &id).await;
    for who in LOOKERS {
        attack.tries(who, &mut app.log_in_officer(who).await, &[]).await;
    }
    attack.tries("the one who has approved", &mut kaisa, &["/step"]).await;
    attack.tries("a lead", &mut johanna, &["/step", "/undo"]).await;
    attack.customer(&mut clinic, &[]).await;
    // Undone and rejected.
    johanna.get(&format!("/office/applications/{id}")).await;
    johanna.fill("undo_reason", "Väärin.").press("Peru hyväksyminen").await;
    attack.officers_but(&[persona::LEAD]).await;
    johanna.fill("outcome", "reject").fill("reason", "Ei.").press("Tee päätös").await;
    johanna.page.shows("Hylätty");
    attack.officers_but(&[]).await;
    attack.customer(&mut clinic, &[]).await;
}

/// Henrik has worked on it, Kaisa proposes: neither they nor anybody without the duty decides. Johanna does.
async fn waits_for_a_second(app: &TestApp) {
    for who in OFFICERS {
        app.log_in_officer(who).await;
    }
    let (mut clinic, id) = sent_application(app).await;
    let mut henrik = open(app, persona::OTHER_HANDLER, &id).await;
    henrik.press("Ota käsittelyyn").await;
    let fields = [("csrf".to_owned(), henrik.token().await)];
    henrik.post(&format!("/office/queue/{id}/release"), &fields).await;
    let mut kaisa = open(app, persona::HANDLER, &id).await;
    kaisa.press("Ota käsittelyyn").await;
    kaisa.fill("outcome", "approve").press("Tee päätös").await;
    kaisa.page.shows("Päätösesitys").shows("Päätös odottaa toista virkailijaa");
    assert!(kaisa.page.form("Vahvista päätös").is_none() && kaisa.page.form("Palauta esitys").is_some());

    let attack = Attack::on(app, &id).await;
    attack.officers_but(&[persona::HANDLER, persona::LEAD]).await;
    let (before, token, revision) = (matters(app).await, kaisa.token().await, attack.revision().await);
    let confirmation = attack.request(&kaisa, "/office/applications/{application}/review", &attack.fields(&token, revision, ("", "confirm")));
    assert_eq!(kaisa.once(confirmation).await.status, 403, "one's own proposal");
    assert_eq!(matters(app).await, before);
    attack.tries("the one who proposes", &mut kaisa, &["/review", "/office/applications/{application}/withdrawal"]).await;
    attack.customer(&mut clinic, &["/withdrawal"]).await;
    let mut johanna = open(app, persona::LEAD, &id).await;
    attack.tries("a lead", &mut johanna, &["/review"]).await;
    attack.tries_at("a lead who looked before it was proposed", &mut johanna, revision - 1, &[]).await;
    johanna.get(&format!("/office/applications/{id}")).await;
    johanna.press("Vahvista päätös").await.shows("Hyväksytty");
}

async fn what_waits_for_a_second_officer_is_decided_by_no_other(database: TestDb) {
    waits_for_a_second(&TestApp::start_with(database, &["--four-eyes=all"]).await).await;
}

async fn what_waits_with_approvals_only_is_decided_by_no_other(database: TestDb) {
    waits_for_a_second(&TestApp::start_with(database, &["--four-eyes=approvals"]).await).await;
}

/// An officer who has a paper of the clinic in hand.
async fn with_a_paper(app: &TestApp, who: &str) -> Browser {
    let mut officer = app.log_in_officer(who).await;
    officer.get("/office/customers").await;
    officer.follow("Esimerkkiklinikka Oy").await;
    officer.follow("Kirjaa paperilla saapunut").await;
    officer.fill("arrived", "20.11.2026").fill("signed_by", "Malla Mallikas").tick("language", &["fi"]);
    let paper = officer.form("Tallenna paperi ja jatka");
    officer.submit_with_file(&paper, "file", "muutos.pdf", b"%PDF-1.7 a paper").await;
    officer
}

async fn who_has_keyed_it_in_is_not_its_second_pair_of_eyes(database: TestDb) {
    let app = TestApp::start_with(database, &["--four-eyes=approvals"]).await;
    let (_, id) = sent_application(&app).await;
    let mut kaisa = open(&app, persona::HANDLER, &id).await;
    kaisa.press("Ota käsittelyyn").await;
    kaisa.fill("outcome", "approve").press("Tee päätös").await;
    open(&app, persona::LEAD, &id).await.press("Vahvista päätös").await.shows("Hyväksytty");

    // Henrik keys in a change, but for the section that Lars keys in.
    let (mut henrik, mut lars) = (with_a_paper(&app, persona::OTHER_HANDLER).await, with_a_paper(&app, persona::OTHER_LEAD).await);
    let change = life::begin(&mut henrik, "/services/patient-data/change").await;
    henrik.fill("from", "21.1.2027").fill("reason", "Järjestelmä vaihtuu.").press("Tallenna ja jatka").await;
    lars.get(&format!("/applications/{change}/steps/access-points")).await;
    lars.press("Tallenna ja jatka").await;
    assert_eq!(lars.page.status, 200, "{}", lars.page.text());
    henrik.get(&format!("/applications/{change}/summary")).await;
    henrik.press("Lähetä").await.shows("Kiitos");

    let mut kaisa = open(&app, persona::HANDLER, &change).await;
    kaisa.press("Ota käsittelyyn").await;
    kaisa.fill("outcome", "approve").press("Tee päätös").await;
    let attack = Attack::on(&app, &change).await;
    for who in [persona::OTHER_HANDLER, persona::OTHER_LEAD] {
        let mut officer = open(&app, who, &change).await;
        assert!(officer.page.form("Vahvista päätös").is_none(), "{who} has keyed it in");
        attack.tries(who, &mut officer, &["/step"]).await;
    }
    open(&app, persona::LEAD, &change).await.press("Vahvista päätös").await.shows("Hyväksytty");
}

async fn a_step_is_done_by_its_own_form_alone(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut clinic).await;
    joining.fill_in().await.send().await;
    let id = joining.id.clone();
    let mut kaisa = open(&app, persona::HANDLER, &id).await;
    kaisa.press("Ota käsittelyyn").await;
    kaisa.fill("outcome", "approve").press("Tee päätös").await;
    let attack = Attack::on(&app, &id).await;
    let (before, fields) = (matters(&app).await, [("csrf".to_owned(), kaisa.token().await)]);
    let ticked = kaisa.post_once(&format!("/office/tasks/{}/done", attack.task), &fields).await;
    assert_eq!((ticked.status, matters(&app).await), (409, before), "not ticked off without a day");
}
