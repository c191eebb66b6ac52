//! One who saves the same section again and again, and remembers what was acknowledged.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use crate::{
    customer::{Customer, Filled},
    support::Browser,
};

/// A field of a section, with a running number in it.
pub const FIELDS: [(&str, &str); 2] = [("customer-data", "street"), ("billing", "address")];

pub struct Writer {
    browser: Browser,
    section: &'static str,
    field: &'static str,
    page: String,
    form: Filled,
    /// The last number of which the program said that it is saved.
    acknowledged: u64,
    /// The last number that was sent at all.
    tried: u64,
}

/// What a kill left of one writer's work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The last save was acknowledged, nothing was on its way.
    Acknowledged,
    /// A save was on its way and is kept.
    OnItsWayKept,
    /// A save was on its way and left nothing.
    OnItsWayLost,
}

impl Writer {
    pub async fn new(customer: &Customer, (section, field): (&'static str, &'static str)) -> Self {
        let page = format!("/applications/{}/steps/{section}", customer.application);
        let form = Filled { path: page.clone(), fields: Vec::new() };
        let mut writer = Self { browser: customer.browser.clone(), section, field, page, form, acknowledged: 0, tried: 0 };
        writer.read_form().await;
        writer.save().await.expect("an answer");
        writer
    }

    /// Reads the page; the number that its field shows.
    async fn read_form(&mut self) -> Option<u64> {
        self.browser.get(&self.page).await;
        assert_eq!((self.browser.page.status, self.browser.page.path()), (200, self.page.as_str()), "{}", self.browser.page.text());
        let shown = self.browser.page.value(self.field).unwrap();
        self.form.fields = self.browser.form("Tallenna ja jatka").fields;
        shown.strip_prefix("Kuormakatu ").and_then(|number| number.parse().ok())
    }

    /// Saves the next number. None: no whole answer came.
    async fn save(&mut self) -> Option<()> {
        self.tried += 1;
        self.set(self.field, format!("Kuormakatu {}", self.tried));
        let answer = self.form.post(&self.browser).await?;
        assert_eq!(answer.status, 303, "{} was not saved", self.page);
        self.acknowledged = self.tried;
        let revision: i64 = self.form.fields.iter().find(|(name, _)| name == "revision").unwrap().1.parse().unwrap();
        self.set("revision", (revision + 1).to_string());
        Some(())
    }

    fn set(&mut self, name: &str, value: String) {
        self.form.fields.iter_mut().find(|(n, _)| n == name).unwrap().1 = value;
    }

    /// Saves as fast as it can until the program is gone.
    pub async fn save_on(mut self, saves: Arc<AtomicUsize>) -> Self {
        while self.save().await.is_some() {
            saves.fetch_add(1, Ordering::Relaxed);
        }
        self
    }

    /// After a kill: what the page shows is what was acknowledged last, or what was on its way.
    pub async fn look(&mut self) -> Found {
        let shown = self.read_form().await.expect("a number that was saved");
        let (acknowledged, tried) = (self.acknowledged, self.tried);
        assert!(
            (acknowledged..=tried).contains(&shown),
            "{} of {}: shown {shown}, acknowledged {acknowledged}, sent {tried}",
            self.section,
            self.page
        );
        self.acknowledged = shown;
        match shown {
            _ if acknowledged == tried => Found::Acknowledged,
            shown if shown == tried => Found::OnItsWayKept,
            _ => Found::OnItsWayLost,
        }
    }
}
