//! Customers who apply, the officer who turns them down, and the requests that they make.

use std::time::Duration;

use reqwest::Method;

use crate::support::{Browser, Joining, identify, persona};

/// Those who may join: a representative by family name, and the organisation.
const CUSTOMERS: [(&str, &str); 5] = [
    (persona::SIGNATORY, "Esimerkkiklinikka Oy"),
    (persona::PRACTITIONER, "Mallivastaanotto Elina Esimerkki"),
    (persona::COUNTY, "Esimerkkilän hyvinvointialue"),
    (persona::SWEDISH, "Exempelvård Ab"),
    (persona::ACCOUNTANT, "Mallihammas Oy"),
];
/// A request that is not answered in this time will never be.
const PATIENCE: Duration = Duration::from_secs(120);

/// A form, filled in.
#[derive(Clone)]
pub struct Filled {
    pub path: String,
    pub fields: Vec<(String, String)>,
}

/// A representative of a customer with an application that only has to be sent.
#[derive(Clone)]
pub struct Customer {
    pub browser: Browser,
    pub application: String,
    pub sending: Filled,
}

/// A whole answer: its status and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub status: u16,
    pub leads_to: String,
}

impl Filled {
    /// Sends the form; None if the connection broke before the whole answer was there.
    pub async fn post(&self, browser: &Browser) -> Option<Answer> {
        let request = browser.request(Method::POST, &self.path).form(&self.fields);
        let answered = async {
            let answer = request.send().await.ok()?;
            let (status, location) = (answer.status().as_u16(), answer.headers().get("location").cloned());
            answer.bytes().await.ok()?;
            Some(Answer { status, leads_to: location.map(|l| l.to_str().unwrap().to_owned()).unwrap_or_default() })
        };
        tokio::time::timeout(PATIENCE, answered).await.unwrap_or_else(|_| panic!("{} is never answered", self.path))
    }
}

/// Everybody logs in and fills in an application up to its summary.
pub async fn all(url: &str) -> Vec<Customer> {
    let mut customers = Vec::new();
    for (family_name, organisation) in CUSTOMERS {
        let browser = log_in(url, family_name, organisation).await;
        let sending = Filled { path: String::new(), fields: Vec::new() };
        let mut customer = Customer { browser, application: String::new(), sending };
        customer.apply().await;
        customers.push(customer);
    }
    customers
}

async fn log_in(url: &str, family_name: &str, organisation: &str) -> Browser {
    let mut browser = Browser::new(url);
    browser.get("/login?lang=fi").await;
    identify(&mut browser, family_name).await;
    browser.follow("Valitse organisaatio").await;
    if browser.page.choice(organisation).is_some() {
        browser.choose(organisation);
    }
    browser.press("Valitse ja siirry").await;
    assert!(browser.page.path().starts_with("/services"), "{family_name} did not get in: {}", browser.page.text());
    assert!(browser.page.html.contains(organisation), "{family_name} acts for another than {organisation}");
    browser
}

impl Customer {
    /// A new application, all steps of it.
    pub async fn apply(&mut self) {
        let mut joining = Joining::begin(&mut self.browser).await;
        joining.fill_in().await;
        self.application = joining.id.clone();
        let form = self.browser.form("Lähetä");
        self.sending = Filled { path: form.action, fields: form.fields };
    }

    pub fn thanks(&self) -> Answer {
        Answer { status: 303, leads_to: format!("/applications/{}/thanks", self.application) }
    }

    /// Lähetä, once; None if the connection broke.
    pub async fn send(&self) -> Option<Answer> {
        self.sending.post(&self.browser).await
    }
}

/// An officer who rejects what they are given.
#[derive(Clone)]
pub struct Officer {
    browser: Browser,
    token: String,
}

impl Officer {
    pub async fn log_in(url: &str) -> Self {
        let mut browser = Browser::new(url);
        browser.get("/officers/login").await;
        browser.choose(persona::HANDLER);
        browser.press("Kirjaudu").await;
        let token = browser.token().await;
        Self { browser, token }
    }

    /// The customer may then apply again, and has to sign the commitment anew.
    pub async fn reject(&self, application: &str) {
        self.press(application, "handler", &[]).await;
        self.press(application, "decision", &[("outcome", "reject"), ("reason", "Koe")]).await;
    }

    pub async fn approve(&self, application: &str) {
        self.press(application, "handler", &[]).await;
        self.press(application, "decision", &[("outcome", "approve")]).await;
    }

    async fn press(&self, application: &str, verb: &str, fields: &[(&str, &str)]) {
        let path = format!("/office/applications/{application}/{verb}");
        let shown = self.browser.get_once(&format!("/office/applications/{application}")).await;
        let revision = shown.value("revision").unwrap_or_default();
        let with_token = [("csrf", self.token.as_str()), ("revision", &revision)].into_iter().chain(fields.iter().copied());
        let fields = with_token.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        let answer = Filled { path, fields }.post(&self.browser).await.unwrap();
        assert_eq!(answer.status, 303, "{verb}");
    }
}
