//! Every mail of a customer's life, in Finnish and in Swedish: by what it is caused, to whom it goes, what is attached.
//! The whole list of what one customer receives must be this one: a mail more or less is a fault.

use std::collections::BTreeSet;

use customership::{drafts, due};
use kit_core::{Language, Uuid};
use kit_db::{Sql, testing::TestDb};

use crate::support::{Browser, Joining, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: a_customers_mails_in_finnish, a_customers_mails_in_swedish);

const DAY: i64 = 24 * 3600;
const MAILS: Sql = Sql("SELECT m.kind, m.recipient, m.subject, m.body, a.name, m.id FROM mail m LEFT JOIN mail_attachment a ON a.mail_id = m.id
     ORDER BY m.created_at, m.id, a.place NULLS LAST");

/// What a mail shows of itself.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mail {
    kind: String,
    to: String,
    /// The words of the subject that tell one language from the other.
    subject: String,
    attached: Vec<String>,
}

/// Kind, recipient, subject and attachments, the last two in both languages.
type Expected<'a> = (&'a str, &'a str, [&'a str; 2], &'a [[&'a str; 2]]);

/// A representative who reads in one language, and what the buttons are called in it.
struct Story<'a> {
    app: &'a TestApp,
    language: Language,
    begin: &'static str,
    next: &'static str,
    save: &'static str,
    forward: &'static str,
    send: &'static str,
    withdraw: &'static str,
    seen: BTreeSet<Uuid>,
}

const ADDRESS: &str = "klinikka@esimerkki.example";
const CONTACT: &str = "malla@esimerkki.example";
const ENDINGS: &str = "loppu@esimerkki.example";

impl<'a> Story<'a> {
    fn new(app: &'a TestApp, language: Language) -> Self {
        let [begin, next, save, forward, send, withdraw] = if language == Language::Sv {
            ["Börja", "Spara och fortsätt", "Spara ändringarna", "Nästa", "Sänd", "Återta uppsägningen"]
        } else {
            ["Aloita", "Tallenna ja jatka", "Tallenna muutokset", "Seuraava", "Lähetä", "Peruuta irtisanominen"]
        };
        Self { app, language, begin, next, save, forward, send, withdraw, seen: BTreeSet::new() }
    }

    async fn customer(&self) -> Browser {
        let mut browser = self.app.log_in(persona::SIGNATORY).await;
        browser.get(&format!("/services?lang={}", self.language.code())).await;
        browser
    }

    /// The mails since the last look: exactly these. Each is written in the story's language.
    async fn brings(&mut self, cause: &str, expected: &[Expected<'_>]) {
        let rows = self.app.db.read().await.unwrap().rows(MAILS, &[]).await.unwrap();
        let place = usize::from(self.language == Language::Sv);
        let ending = ["Tähän viestiin ei voi vastata.", "Det går inte att svara på det här meddelandet."][place];
        let (mut new, mut ids): (Vec<Mail>, Vec<Uuid>) = Default::default();
        for row in &rows {
            let (text, id) = (|column: usize| row.get::<String>(column).unwrap(), row.get::<Uuid>(5).unwrap());
            if self.seen.contains(&id) {
                continue;
            }
            // A mail with two attachments is two rows.
            if ids.last() != Some(&id) {
                ids.push(id);
                new.push(Mail { kind: text(0), to: text(1), subject: text(2), attached: Vec::new() });
                assert!(text(3).trim_end().ends_with(ending), "{cause}: not in {:?}: {}", self.language, text(3));
            }
            new.last_mut().unwrap().attached.extend(row.get::<Option<String>>(4).unwrap());
        }
        self.seen.extend(ids);
        new.sort();
        let mut expected: Vec<_> = expected
            .iter()
            .map(|(kind, to, subject, attached)| (*kind, *to, subject[place], attached.iter().map(|name| name[place]).collect::<Vec<_>>()))
            .collect();
        expected.sort();
        let found: Vec<_> = new.iter().map(|mail| (mail.kind.as_str(), mail.to.as_str(), mail.attached.len())).collect();
        assert_eq!(found, expected.iter().map(|(kind, to, _, attached)| (*kind, *to, attached.len())).collect::<Vec<_>>(), "{cause}");
        for (mail, (kind, to, subject, attached)) in new.iter().zip(&expected) {
            assert!(mail.subject.contains(subject), "{cause}: {kind} to {to}: {}", mail.subject);
            assert!(
                mail.attached.iter().zip(attached).all(|(name, word)| name.contains(word) && name.ends_with(".pdf")),
                "{cause}: {:?}",
                mail.attached
            );
        }
    }

    async fn joined(&mut self, service: &str) {
        let mut customer = self.customer().await;
        let mut joining = Joining::begin_in(&mut customer, service, self.language).await;
        joining.fill_in().await.send().await;
        let id = joining.id.clone();
        self.decided(&id).await;
    }

    async fn decided(&self, id: &str) {
        let mut officer = self.app.log_in_officer(persona::HANDLER).await;
        officer.get(&format!("/office/applications/{id}?lang=fi")).await;
        officer.press("Ota käsittelyyn").await;
        officer.fill("outcome", "approve");
        officer.press("Tee päätös").await;
    }

    /// Fills in and signs a notice of termination; its id.
    async fn ending(&self, page: &str, last_day: &str) -> String {
        let mut customer = self.customer().await;
        customer.get(page).await;
        customer.press(self.begin).await;
        let id = customer.page.path().split('/').nth(2).unwrap().to_owned();
        customer.fill("last_day", last_day);
        customer.press(self.next).await;
        customer.fill("first_name", "Lopetta").fill("last_name", "Jatkaja").fill("email", ENDINGS).fill("phone", "040 123 4567");
        customer.press(self.next).await;
        customer.press(self.next).await;
        customer.follow(self.forward).await;
        customer.tick("signed", &["yes"]);
        customer.press(self.send).await;
        assert!(customer.page.path().ends_with("/thanks"), "{}", customer.page.text());
        id
    }

    async fn days_pass(&self, days: i64) {
        self.app.clock.advance(days * DAY);
        due::run(&self.app.running.program.world).await.unwrap();
        drafts::run(&self.app.running.program.world).await.unwrap();
    }
}

const RECEIPT: [&str; 2] = ["kuittaus", "kvittens"];
const COMMITMENT: [&str; 2] = ["sitoumus", "forbindelse"];
const NOTICE: [&str; 2] = ["irtisanomisilmoitus", "uppsagningsanmalan"];

async fn a_customers_mails(database: TestDb, language: Language) {
    let app = TestApp::start(database).await;
    let mut story = Story::new(&app, language);
    let (received, approved) = (["hakemus vastaanotettu", "ansökan mottagen"], ["hakemus hyväksytty", "ansökan godkänd"]);
    story.joined("patient-data").await;
    let archivist = ["arkistonhoitajan käyttöliittymän osoite", "adressen till arkivariens"];
    let first = [
        ("application-received", ADDRESS, received, [COMMITMENT, RECEIPT].as_slice()),
        ("application-approved", ADDRESS, approved, &[]),
        ("archivist-interface", CONTACT, archivist, &[]),
    ];
    story.brings("joining and approval", &first).await;
    story.joined("prescription").await;
    let changed = ["Kanta-asiakkaan tietoja on muutettu", "Uppgifter om en Kanta-kund har ändrats"];
    // Its contact gets roles in the service: common data that are in force change.
    let later = [
        ("application-received", ADDRESS, received, [RECEIPT].as_slice()),
        ("application-approved", ADDRESS, approved, &[]),
        ("data-changed", ADDRESS, changed, &[]),
    ];
    story.brings("a later application brings no commitment", &later).await;

    let mut customer = story.customer().await;
    customer.get("/services/patient-data/data/contacts").await;
    customer.fill("contacts.0.email", "uusi@esimerkki.example");
    customer.press(story.save).await;
    let added = ["Sinut on lisätty yhteyshenkilöksi", "Du har lagts till som kontaktperson"];
    let removed = ["Sinut on poistettu yhteyshenkilöistä", "Du har tagits bort som kontaktperson"];
    let told =
        |old, new| [(ADDRESS, changed), (CONTACT, old), ("uusi@esimerkki.example", new)].map(|(to, what)| ("data-changed", to, what, [].as_slice()));
    story.brings("a contact gets another address", &told(removed, added)).await;
    customer.get("/services/patient-data/data/contacts").await;
    customer.fill("contacts.0.email", CONTACT);
    customer.press(story.save).await;
    story.brings("and the old one again", &told(added, removed)).await;

    customer.get("/services/patient-data/change").await;
    customer.press(story.begin).await;
    let change = customer.page.path().split('/').nth(2).unwrap().to_owned();
    customer.fill("from", "31.12.2026");
    customer.press(story.next).await;
    customer.press(story.next).await;
    customer.press(story.send).await;
    let what = ["muutosilmoitus on vastaanotettu", "ändringsanmälan har tagits emot"];
    story.brings("a technical change", &[("change-received", ADDRESS, what, &[RECEIPT])]).await;
    story.decided(&change).await;
    story.brings("its approval", &[("change-approved", ADDRESS, ["muutos on hyväksytty", "ändringen har godkänts"], &[])]).await;

    let notified = ["irtisanomisilmoitus on vastaanotettu", "uppsägningsanmälan har tagits emot"];
    let of_notice = [ADDRESS, ENDINGS].map(|to| ("ending-received", to, notified, [NOTICE].as_slice()));
    let id = story.ending("/services/prescription/ending", "30.11.2026").await;
    story.brings("a service is ended", &of_notice).await;
    let mut customer = story.customer().await;
    customer.get(&format!("/applications/{id}")).await;
    customer.press(story.withdraw).await;
    let taken_back = ["asia on peruttu", "ärendet har återtagits"];
    story.brings("taken back", &[ADDRESS, ENDINGS].map(|to| ("matter-withdrawn", to, taken_back, [].as_slice()))).await;
    story.ending("/services/prescription/ending", "30.11.2026").await;
    story.brings("and ended again", &of_notice).await;
    story.days_pass(7).await;
    let over = |what| [ADDRESS, CONTACT, ENDINGS].map(|to| ("ended", to, what, [].as_slice()));
    story.brings("the day after its last", &over(["Resepti on päättynyt", "Recepttjänsten har upphört"])).await;

    let mut customer = story.customer().await;
    let mut joining = Joining::begin_in(&mut customer, "imaging", language).await;
    joining.fill_in().await.send().await;
    let open = [("application-received", ADDRESS, received, [RECEIPT].as_slice()), ("data-changed", ADDRESS, changed, &[])];
    story.brings("an application that will be open", &open).await;
    story.ending("/termination", "7.12.2026").await;
    story.brings("everything is ended", &of_notice).await;
    story.days_pass(7).await;
    let closed = ["asia on suljettu", "ärendet har stängts"];
    let mut all = over(["on päättynyt", "har upphört"]).to_vec();
    all.extend([ADDRESS, CONTACT].map(|to| ("matter-closed", to, closed, [].as_slice())));
    story.brings("the customership has ended", &all).await;

    let mut customer = story.customer().await;
    Joining::begin_in(&mut customer, "patient-data", language).await;
    story.days_pass(60).await;
    story.brings("a draft is left", &[("draft-reminder", ADDRESS, ["Lähettämätön luonnos", "Osänt utkast"], &[])]).await;
    story.days_pass(120).await;
    story.brings("and left", &[("draft-removed", ADDRESS, ["Luonnos on poistettu", "Utkastet har raderats"], &[])]).await;
}

async fn a_customers_mails_in_finnish(database: TestDb) {
    a_customers_mails(database, Language::Fi).await;
}

async fn a_customers_mails_in_swedish(database: TestDb) {
    a_customers_mails(database, Language::Sv).await;
}
