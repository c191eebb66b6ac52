//! Does what a row of a table says, through the pages, and holds what has come of it against the row.

use std::{collections::BTreeSet, io::Cursor};

use adapters::registers::text;
use app::register::made::of_the_desk;
use customership::{due, life::follow_registers, queue};
use kit_core::Uuid;
use kit_db::{Row as DbRow, Sql, values};
use registers::import::{Extent, Register, Terms, What, import, runs};
use standins::code_server::shapes;

use crate::{
    life,
    support::{Browser, Joining, TestApp, persona},
};

/// Whoever does it, by name.
pub type Who = &'static str;

/// Kind, recipient and the names of the attachments.
type NewMail = (String, String, Vec<String>);

/// An act on the matter that the story is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Do {
    /// The customer fills in and sends an application to join this service: another matter.
    Join(&'static str),
    /// A technical change of Potilastietovaranto from this day.
    Change(&'static str),
    /// A notice of termination: its page, and the last day.
    End(&'static str, &'static str),
    Answer,
    SendAgain,
    TakeBack,
    Take(Who),
    Release(Who),
    HandOver(Who),
    Ask(Who),
    AskMore(Who),
    /// To this day.
    MoveDeadline(Who, &'static str),
    Approve(Who),
    Reject(Who),
    Return(Who),
    WithdrawOnRequest(Who),
    Undo(Who),
    Confirm(Who),
    SendBack(Who),
    ConnectionsOpened,
    TestPassed,
    TestFailed,
    TestWaived,
    InUse,
    ConnectionsClosed,
    /// The national register comes in, and the customer is in it under this name, or is not in it.
    Registered(Option<&'static str>),
    /// Back to the matter of that place in the story.
    At(usize),
    /// Days pass, and the program does what falls due.
    Days(i64),
}

/// Kind, recipient, a word of the name of each attachment.
pub type Mail = (&'static str, &'static str, &'static [&'static str]);

/// An act, the events that it leaves, the mails that it brings: these and none else.
pub type Row = (Do, &'static [&'static str], &'static [Mail]);

const MAILS: Sql = Sql("SELECT m.id, m.kind, m.recipient, a.name FROM mail m LEFT JOIN mail_attachment a ON a.mail_id = m.id
     ORDER BY m.created_at, m.id, a.place NULLS LAST");
const EVENTS: Sql = Sql("SELECT id, kind FROM application_event ORDER BY at, id");
const STEP: Sql = Sql("SELECT id FROM office_task WHERE application_id = $1 AND done_at IS NULL");
const DAY: i64 = 24 * 3600;
const CLINIC: &str = "9900100-2";

/// A clinic with three contacts: two administrative ones, the first with all other roles too, and one that is technical
/// only and is told of nothing.
pub struct Story<'a> {
    app: &'a TestApp,
    /// The matters so far.
    all: Vec<String>,
    /// The one it is at.
    id: String,
    /// Mails and events that were looked at already.
    seen: BTreeSet<Uuid>,
}

impl<'a> Story<'a> {
    pub const fn new(app: &'a TestApp) -> Self {
        Self { app, all: Vec::new(), id: String::new(), seen: BTreeSet::new() }
    }

    pub async fn goes(&mut self, rows: &[Row]) {
        for (place, (act, events, mails)) in rows.iter().enumerate() {
            self.act(*act).await;
            let cause = format!("row {}, {act:?}", place + 1);
            assert_eq!(self.new_events().await, sorted(events.iter().map(|kind| (*kind).to_owned())), "{cause}");
            let found = self.new_mails().await;
            let names: Vec<_> = found.iter().map(|(kind, to, attached)| (kind.as_str(), to.as_str(), attached.len())).collect();
            let expected = sorted(mails.iter().copied());
            assert_eq!(names, expected.iter().map(|(kind, to, attached)| (*kind, *to, attached.len())).collect::<Vec<_>>(), "{cause}");
            for ((kind, to, attached), (.., words)) in found.iter().zip(&expected) {
                let right = attached.iter().zip(*words).all(|(name, word)| name.contains(word) && name.ends_with(".pdf"));
                assert!(right, "{cause}: {kind} to {to} with {attached:?}");
            }
        }
    }

    async fn new_events(&mut self) -> Vec<String> {
        let rows = self.rows(EVENTS).await;
        let new = rows.iter().filter(|row| self.seen.insert(row.get(0).unwrap()));
        sorted(new.map(|row| row.get::<String>(1).unwrap()))
    }

    /// One row for each attachment becomes one mail.
    async fn new_mails(&mut self) -> Vec<NewMail> {
        let mut new: Vec<(Uuid, NewMail)> = Vec::new();
        for row in self.rows(MAILS).await {
            let id: Uuid = row.get(0).unwrap();
            if self.seen.contains(&id) {
                continue;
            }
            if new.last().is_none_or(|(last, _)| *last != id) {
                new.push((id, (row.get(1).unwrap(), row.get(2).unwrap(), Vec::new())));
            }
            new.last_mut().unwrap().1.2.extend(row.get::<Option<String>>(3).unwrap());
        }
        self.seen.extend(new.iter().map(|(id, _)| *id));
        sorted(new.into_iter().map(|(_, mail)| mail))
    }

    async fn rows(&self, sql: Sql) -> Vec<DbRow> {
        self.app.db.read().await.unwrap().rows(sql, &[]).await.unwrap()
    }

    async fn act(&mut self, act: Do) {
        match act {
            Do::Join(service) => self.join(service).await,
            Do::Change(from) => self.change(from).await,
            Do::End(page, last_day) => self.end(page, last_day).await,
            Do::Answer => {
                let mut clinic = self.clinic("/answer").await;
                clinic.fill("answer", "Kyllä on.").press("Tallenna ja jatka").await;
                send(&mut clinic).await;
            }
            Do::SendAgain => {
                let mut clinic = self.clinic("").await;
                clinic.follow("Korjaa ja lähetä uudelleen").await;
                send(&mut clinic).await;
            }
            Do::TakeBack => {
                let mut clinic = self.clinic("").await;
                let ending = clinic.page.form("Peruuta irtisanominen").is_some();
                clinic.press(if ending { "Peruuta irtisanominen" } else { "Peruuta asia" }).await.shows("Peruttu");
            }
            Do::Take(who) => drop(self.officer(who).await.press("Ota käsittelyyn").await.shows(who)),
            Do::Release(who) => {
                let mut officer = self.officer(who).await;
                let fields = [("csrf".to_owned(), officer.token().await)];
                officer.post(&format!("/office/queue/{}/release", self.id), &fields).await;
                assert_eq!(officer.page.status, 200);
            }
            Do::HandOver(to) => self.hand_over(to).await,
            Do::Ask(who) => self.presses(who, ("question", "Onko osoite oikea?"), "Pyydä lisätietoja").await,
            Do::MoveDeadline(who, day) => self.presses(who, ("deadline", day), "Lähetä täydennys").await,
            Do::AskMore(who) => self.presses(who, ("question", "Entä puhelinnumero?"), "Lähetä täydennys").await,
            Do::Approve(who) => self.decides(who, "approve", "").await,
            Do::Reject(who) => self.decides(who, "reject", "Liityntäpistettä ei ole.").await,
            Do::Return(who) => self.decides(who, "return", "Korjatkaa osoite.").await,
            Do::WithdrawOnRequest(who) => self.presses(who, ("request", "Malla Mallikas soitti."), "Peruuta asia").await,
            Do::Undo(who) => self.presses(who, ("undo_reason", "Väärä liityntäpiste."), "Peru hyväksyminen").await,
            Do::Confirm(who) => self.presses(who, ("anyway", "yes"), "Vahvista päätös").await,
            Do::SendBack(who) => self.presses(who, ("review_reason", "Tarkista osoite."), "Palauta esitys").await,
            Do::ConnectionsOpened | Do::InUse => self.step(&[("on", "24.11.2026")], b"").await,
            Do::TestPassed => self.step(&[("outcome", "passed"), ("on", "24.11.2026")], b"%PDF-1.7 koe").await,
            Do::TestFailed => self.step(&[("outcome", "failed"), ("on", "24.11.2026"), ("reason", "Yhteys katkesi.")], b"").await,
            Do::TestWaived => self.step(&[("outcome", "waived"), ("reason", "Koe on tehty aiemmin.")], b"").await,
            Do::ConnectionsClosed => {
                let mut officer = self.app.log_in_officer(persona::HANDLER).await;
                officer.get("/office/tasks").await;
                officer.press("Merkitse tehdyksi").await;
            }
            Do::Registered(name) => self.registered(name).await,
            Do::At(place) => self.id.clone_from(&self.all[place]),
            Do::Days(days) => {
                self.app.clock.advance(days * DAY);
                due::run(&self.app.running.program.world).await.unwrap();
            }
        }
    }

    async fn join(&mut self, service: &str) {
        let mut clinic = self.app.log_in(persona::SIGNATORY).await;
        let mut joining = Joining::begin_for(&mut clinic, service).await;
        joining.fill_in().await;
        let id = joining.id.clone();
        if self.all.is_empty() {
            clinic.get(&format!("/applications/{id}/steps/contacts?from=summary")).await;
            for (place, email, role) in [("1", super::OTHER_CONTACT, "administrative"), ("2", "tekninen@esimerkki.example", "technical")] {
                clinic.press("Lisää uusi yhteystieto").await;
                for (field, value) in
                    [("kind", "person"), ("first_name", "Esa"), ("last_name", "Esimerkki"), ("phone", "040 123 4567"), ("email", email)]
                {
                    clinic.fill(&format!("contacts.{place}.{field}"), value);
                }
                clinic.tick(&format!("contacts.{place}.roles"), &[role]);
            }
            clinic.press("Tallenna ja jatka").await;
        }
        self.is_at(id);
        send(&mut clinic).await;
    }

    async fn change(&mut self, from: &str) {
        let mut clinic = self.app.log_in(persona::SIGNATORY).await;
        self.is_at(life::begin(&mut clinic, "/services/patient-data/change").await);
        clinic.fill("from", from).fill("reason", "Järjestelmä vaihtuu.").press("Tallenna ja jatka").await;
        clinic.get(&format!("/applications/{}/steps/access-points", self.id)).await;
        clinic.press("Tallenna ja jatka").await;
        send(&mut clinic).await;
    }

    async fn end(&mut self, page: &str, last_day: &str) {
        let mut clinic = self.app.log_in(persona::SIGNATORY).await;
        self.is_at(life::begin(&mut clinic, page).await);
        life::fill_in_ending(&mut clinic, last_day).await;
        life::sign(&mut clinic).await;
    }

    async fn registered(&self, name: Option<&str>) {
        let world = &self.app.running.program.world;
        let mut rows = of_the_desk(world.clock.now(), "providers");
        match name {
            Some(name) => {
                rows.iter_mut().filter(|row| row.business_id == CLINIC && row.parent.is_empty()).for_each(|row| name.clone_into(&mut row.name))
            }
            None => rows.retain(|row| row.business_id != CLINIC),
        }
        let mut bytes = Vec::new();
        shapes::text(&rows, &mut bytes).unwrap();
        let (id, what) = (world.ids.next(world.clock.now()), What::Register(Register::Providers));
        let begun = runs::Begun { id, what: what.key(), shape: "text", origin: "malli.txt".to_owned(), whole: true, officer: None };
        let terms = Terms { what, extent: Extent::Whole, may_shrink: true };
        import((&world.db, &world.clock, &world.ids), begun, terms, &mut text(Cursor::new(bytes)), &mut |_, _| {}).await.unwrap();
        follow_registers(world).await.unwrap();
    }

    fn is_at(&mut self, id: String) {
        self.all.push(id.clone());
        self.id = id;
    }

    async fn hand_over(&self, to: Who) {
        let officers = queue::officers(&self.app.db.read().await.unwrap()).await.unwrap();
        let to = officers.iter().find(|officer| officer.name == to).unwrap().id.to_string();
        let mut lead = self.app.log_in_officer(persona::LEAD).await;
        let fields = [("csrf", lead.token().await), ("to", to), ("filter", String::new()), ("entry", self.id.clone())];
        lead.post("/office/queue/assignment", &fields.map(|(name, value)| (name.to_owned(), value))).await;
        lead.page.shows("Valitut asiat on siirretty");
    }

    async fn decides(&self, who: Who, outcome: &str, reason: &str) {
        let mut officer = self.officer(who).await;
        officer.fill("outcome", outcome).fill("reason", reason).fill("anyway", "yes").press("Tee päätös").await;
        assert_eq!(officer.page.status, 200, "{:?}", officer.page.errors());
    }

    async fn presses(&self, who: Who, (field, value): (&str, &str), button: &str) {
        let mut officer = self.officer(who).await;
        if !field.is_empty() {
            officer.fill(field, value);
        }
        officer.press(button).await;
        assert_eq!(officer.page.status, 200, "{:?}", officer.page.errors());
    }

    /// The open step of the matter, with a report if there is one.
    async fn step(&self, fields: &[(&str, &str)], report: &[u8]) {
        let open = self.app.db.read().await.unwrap().rows(STEP, &values![Uuid::try_parse(&self.id).unwrap()]).await.unwrap();
        assert_eq!(open.len(), 1, "one step at a time");
        let mut officer = self.app.log_in_officer(persona::HANDLER).await;
        officer.get(&format!("/office/tasks/{}", open[0].get::<Uuid>(0).unwrap())).await;
        for (name, value) in fields {
            officer.fill(name, value);
        }
        let form = officer.form("Tallenna vaihe");
        officer.submit_with_file(&form, "report", "raportti.pdf", report).await;
        assert_eq!((officer.page.status, officer.page.path()), (200, "/office/tasks"), "{:?}", officer.page.errors());
    }

    /// The customer at its matter.
    async fn clinic(&self, page: &str) -> Browser {
        let mut clinic = self.app.log_in(persona::SIGNATORY).await;
        clinic.get(&format!("/applications/{}{page}", self.id)).await;
        clinic
    }

    /// An officer at the case.
    async fn officer(&self, who: Who) -> Browser {
        let mut officer = self.app.log_in_officer(who).await;
        officer.get(&format!("/office/applications/{}", self.id)).await;
        officer
    }
}

async fn send(clinic: &mut Browser) {
    clinic.press("Lähetä").await;
    assert!(clinic.page.path().ends_with("/thanks"), "{}", clinic.page.text());
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort();
    all
}
