//! What is asked of the queue: by chance, but the same each time.

use kit_core::Instant;
use kit_db::{Db, Sql, values};

/// The pairs of an address.
pub type Query = Vec<(&'static str, String)>;

const SAMPLES: Sql =
    Sql("SELECT c.name, c.business_id, c.oid, a.case_number, k.name, k.email FROM customer c JOIN application a ON a.customer_id = c.id
     JOIN contact k ON k.customer_id = c.id AND k.place = 3 ORDER BY c.business_id DESC LIMIT 2000");
/// Columns of them.
const NAME: usize = 0;
const BUSINESS_ID: usize = 1;
const OID: usize = 2;
const CASE: usize = 3;
const CONTACT: usize = 4;
const EMAIL: usize = 5;
const DAY: i64 = 24 * 3600;

/// A kind of question, and how one of it is made.
pub type Kind = (&'static str, fn(&mut Chance) -> Query);

/// All kinds.
pub const KINDS: [Kind; 28] = [
    ("the queue as it opens", |_| Vec::new()),
    ("kind alone", |chance| vec![chance.kind()]),
    ("service and state", |chance| vec![chance.kind(), chance.service(), chance.state()]),
    ("who has it", |chance| vec![chance.kind(), chance.holder()]),
    ("mine", |chance| vec![("officer", "me".to_owned()), chance.order()]),
    ("nobody's, of one service", |chance| vec![("officer", "nobody".to_owned()), chance.service(), chance.order()]),
    ("due, by deadline", |chance| vec![chance.kind(), chance.due(), by_deadline()]),
    ("kind of customer", |chance| vec![chance.kind(), chance.customer()]),
    ("closed", |chance| vec![chance.kind(), closed()]),
    ("all filters at once", |chance| [vec![chance.kind()], chance.filters()].concat()),
    ("what nothing fits", |chance| vec![("service", "imaging".to_owned()), ("customer", "pharmacist".to_owned()), chance.kind(), chance.order()]),
    ("a page far on, by age", |chance| vec![chance.kind(), chance.after_age()]),
    ("a page far on, by deadline", |chance| vec![chance.kind(), by_deadline(), chance.after_deadline()]),
    ("a page far on, closed", |chance| vec![chance.kind(), closed(), chance.after_closed()]),
    ("a page far on, searched, by age", |chance| vec![("q", "malli".to_owned()), chance.kind(), chance.after_age()]),
    ("search: a word of a customer's name", |chance| vec![q(chance.word(NAME))]),
    ("search: a customer's whole name", |chance| vec![q(chance.sample(NAME))]),
    ("search: business ID", |chance| vec![q(chance.sample(BUSINESS_ID))]),
    ("search: OID", |chance| vec![q(chance.sample(OID))]),
    ("search: case number", |chance| vec![q(chance.sample(CASE))]),
    ("search: beginning of a case number", |chance| {
        let length = 3 + chance.below(9);
        vec![chance.kind(), q(chance.sample(CASE).chars().take(length).collect())]
    }),
    ("search: a contact's name", |chance| vec![q(chance.sample(CONTACT))]),
    ("search: a contact's e-mail", |chance| vec![q(chance.sample(EMAIL))]),
    ("search: one to four letters", |chance| vec![chance.kind(), q(chance.letters())]),
    ("search: two common words", |chance| {
        let words = [0, 1].map(|_| chance.one(&["oy", "malli", "esimerkki", "exempel", "asiakas", "mallila", "a", "95"]));
        vec![chance.kind(), q(words.join(" "))]
    }),
    ("search: a common and a rare word", |chance| vec![q(format!("malli {}", chance.letters())), chance.state()]),
    ("search: a common word, closed or what nothing fits", |chance| {
        let narrow = [closed(), ("service", "imaging".to_owned()), ("state", "to-do".to_owned())];
        let narrow = narrow[chance.below(3)].clone();
        vec![q("malli".to_owned()), narrow, ("customer", "pharmacist".to_owned()), chance.kind()]
    }),
    ("search: a contact's word, all filters", |chance| [vec![chance.kind(), q(chance.word(CONTACT))], chance.filters()].concat()),
];

fn q(text: String) -> (&'static str, String) {
    ("q", text)
}

fn closed() -> (&'static str, String) {
    ("state", "closed".to_owned())
}

fn by_deadline() -> (&'static str, String) {
    ("sort", "deadline".to_owned())
}

/// What the questions are made of.
pub struct Chance {
    state: u64,
    samples: Vec<[String; 6]>,
    officers: Vec<String>,
    now: Instant,
}

impl Chance {
    pub async fn new(db: &Db, now: Instant) -> anyhow::Result<Self> {
        let read = db.read().await?;
        let mut samples = Vec::new();
        for row in read.rows(SAMPLES, &values![]).await? {
            samples.push([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?]);
        }
        let officers = customership::queue::officers(&read).await?.into_iter().map(|officer| officer.id.to_string()).collect();
        Ok(Self { state: 7, samples, officers, now })
    }

    fn below(&mut self, end: usize) -> usize {
        self.state = self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap_or_default() % end.max(1)
    }

    fn one<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn sample(&mut self, column: usize) -> String {
        let row = self.below(self.samples.len());
        self.samples[row][column].clone()
    }

    fn word(&mut self, column: usize) -> String {
        let text = self.sample(column);
        let words: Vec<&str> = text.split(' ').collect();
        words[self.below(words.len())].to_owned()
    }

    /// One to four letters that a contact's name begins with.
    fn letters(&mut self) -> String {
        let (word, length) = (self.word(CONTACT), 1 + self.below(4));
        word.chars().take(length).collect()
    }

    fn kind(&mut self) -> (&'static str, String) {
        ("kind", self.one(&["", "joining", "technical-change", "ending", "task"]).to_owned())
    }

    fn service(&mut self) -> (&'static str, String) {
        ("service", self.one(&["", "patient-data", "prescription", "social-care", "imaging"]).to_owned())
    }

    fn state(&mut self) -> (&'static str, String) {
        ("state", self.one(&["", "", "open", "received", "in-processing", "information-requested", "to-do", "closed"]).to_owned())
    }

    fn due(&mut self) -> (&'static str, String) {
        ("due", self.one(&["", "overdue", "soon"]).to_owned())
    }

    fn customer(&mut self) -> (&'static str, String) {
        ("customer", self.one(&["", "private-health", "pharmacist", "foundation", "hospital-pharmacy"]).to_owned())
    }

    fn order(&mut self) -> (&'static str, String) {
        ("sort", self.one(&["", "deadline"]).to_owned())
    }

    fn holder(&mut self) -> (&'static str, String) {
        let place = self.below(self.officers.len());
        let officer = self.officers[place].clone();
        ("officer", self.one(&["", "me", "nobody", "somebody", &officer]).to_owned())
    }

    fn filters(&mut self) -> Query {
        vec![self.service(), self.state(), self.due(), self.customer(), self.order(), self.holder()]
    }

    fn after_age(&mut self) -> (&'static str, String) {
        self.after("age", 55)
    }

    fn after_closed(&mut self) -> (&'static str, String) {
        self.after("closed", 1400)
    }

    fn after(&mut self, list: &str, days: usize) -> (&'static str, String) {
        let back = i64::try_from(self.below(days)).unwrap_or_default() * DAY;
        ("after", format!("{list}.{}.00000000-0000-0000-0000-000000000000", self.now.plus_seconds(-back).micros()))
    }

    fn after_deadline(&mut self) -> (&'static str, String) {
        let days = i32::try_from(self.below(60)).unwrap_or_default() - 35;
        ("after", format!("deadline.{}.00000000-0000-0000-0000-000000000000", self.now.day().plus_days(days).iso()))
    }
}
