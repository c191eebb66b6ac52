//! Parts of stories that several of them tell.

use std::time::Duration;

use e2e::Program;
use serde_json::json;

use crate::reader::Reader;

/// Who joins.
#[derive(Clone, Copy)]
pub struct Customer {
    pub person: &'static str,
    pub organisation: &'static str,
    pub business_id: &'static str,
    pub own_oid: &'static str,
}

pub const CLINIC: Customer = Customer {
    person: "Niina Maria Nimenkirjoittaja",
    organisation: "Esimerkkiklinikka Oy",
    business_id: "9900100-2",
    own_oid: "1.2.246.10.99001002.10.0",
};

pub const SWEDISH_CLINIC: Customer =
    Customer { person: "Svea Kristina Exempel", organisation: "Exempelvård Ab", business_id: "9900807-9", own_oid: "1.2.246.10.99008079.10.0" };

pub const ACCESS_POINT: &str = "1.2.246.10.99015033.10.0.13.1";
pub const MAILBOX: &str = "klinikka@esimerkki.example";
pub const ROLES: [&str; 6] = [
    "Hallinnollinen yhteyshenkilö",
    "Tietosuojavastaava",
    "Asiakkaan tekninen yhteyshenkilö",
    "Häiriötiedotteen vastaanottaja",
    "Laskutuksen yhteyshenkilö",
    "Arkistonhoitaja",
];
pub const NEXT: &str = "Tallenna ja jatka";

impl Reader {
    /// From anywhere that asks for a login to the choice of the organisation.
    pub async fn identifies(&self, customer: Customer) {
        self.choose_named(customer.person).await;
        self.press("Tunnistaudu").await;
    }

    pub async fn chooses_organisation(&self, customer: Customer) {
        self.follow("Valitse organisaatio").await;
        self.choose_named(&format!("{} ({})", customer.organisation, customer.business_id)).await;
        self.press("Valitse ja siirry asiointipalveluun").await;
    }

    /// From the start page to the services, without looking around.
    pub async fn logs_in(&self, customer: Customer) {
        self.goto(&format!("/?lang={}", self.texts.language())).await;
        self.follow("Kirjaudu Ekstranetiin").await;
        self.identifies(customer).await;
        self.chooses_organisation(customer).await;
    }

    /// Logs in and begins the application, or goes on with it, without looking around.
    pub async fn begins(&self, customer: Customer) {
        self.logs_in(customer).await;
        self.goto("/services/patient-data").await;
        let goes_on = self.browser.shows(&self.say("Jatka hakemusta")).await.unwrap();
        if goes_on { self.follow("Jatka hakemusta").await } else { self.press("Aloita").await }
    }

    pub async fn fills_access_point(&self) {
        self.fill("Syötä liityntäpisteen OID", ACCESS_POINT).await;
        self.choose_named("Mallipotilas").await;
    }

    pub async fn fills_customer_data(&self) {
        self.fill("Sähköposti", MAILBOX).await;
        self.fill("Puhelinnumero", "09 1234567").await;
    }

    pub async fn fills_contact(&self, phone: &str, roles: &[&str]) {
        self.fill("Etunimi", "Malla").await;
        self.fill("Sukunimi", "Mallikas").await;
        self.fill("Puhelinnumero", phone).await;
        self.fill("Sähköposti", "malla@esimerkki.example").await;
        for role in roles {
            self.choose(role).await;
        }
    }

    pub async fn fills_billing(&self) {
        self.choose("Ruotsi").await;
        self.fill("Laskutusosoite", "PL 1").await;
        self.fill("Postinumero", "00100").await;
        self.fill("Postitoimipaikka", "Helsinki").await;
    }

    /// From the start page to the thanks, without looking around; the case number.
    pub async fn sends_patient_data(&self, customer: Customer) -> String {
        self.begins(customer).await;
        self.fills_access_point().await;
        self.press(NEXT).await;
        self.fills_customer_data().await;
        self.press(NEXT).await;
        self.fills_contact("040 1234567", &ROLES).await;
        self.press(NEXT).await;
        self.fills_billing().await;
        self.press(NEXT).await;
        self.choose("Olen lukenut palvelukuvauksen ja hyväksyn sen").await;
        self.press(NEXT).await;
        self.choose("Olen lukenut sitoumuslomakkeen ja allekirjoitan sen").await;
        self.press(NEXT).await;
        self.press("Lähetä").await;
        self.case_number().await
    }

    /// An officer who logs in, without looking around.
    pub async fn enters_the_office(&self, officer: &str) {
        self.goto(&format!("/?lang={}", self.texts.language())).await;
        self.follow("Käsittelijän kirjautuminen").await;
        self.choose_named(officer).await;
        self.press("Kirjaudu").await;
    }

    /// The day in so many days from today, in Helsinki, as one writes it in all languages of the program.
    pub async fn day(&self, ahead: i64) -> String {
        const DAY: &str = "
            const day = new Date(Date.now() + arguments[0] * 86400000);
            return day.toLocaleDateString('fi-FI', { timeZone: 'Europe/Helsinki' });";
        self.browser.script(DAY, vec![json!(ahead)]).await.unwrap().as_str().unwrap().to_owned()
    }

    /// A step of an application of nine; the list of steps tells how far one has come.
    pub async fn is_on_step(&self, place: usize, heading: &str) {
        self.is_on_step_of(place, 9, heading).await;
    }

    pub async fn is_on_step_of(&self, place: usize, of: usize, heading: &str) {
        const PLACE: &str = "
            const current = document.querySelector('[aria-current=step]').closest('li');
            return ([...current.parentNode.children].indexOf(current) + 1) + '/' + current.parentNode.children.length;";
        self.is_on(heading).await;
        assert_eq!(self.browser.script(PLACE, vec![]).await.unwrap(), format!("{place}/{of}"), "{heading}");
    }

    /// The case number on the page.
    pub async fn case_number(&self) -> String {
        let text = self.browser.text().await.unwrap();
        text.split_whitespace().find(|word| word.starts_with("KE-")).expect("a case number").to_owned()
    }

    /// Opens the list of mails when a mail with this subject is in it.
    pub async fn waits_for_mail(&self, program: &Program, subject: &str) {
        let subject = self.say(subject);
        for _ in 0..40 {
            self.goto(&format!("{}/mail?lang={}", program.stand_ins, self.texts.language())).await;
            if self.browser.shows(&subject).await.unwrap() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        self.sees_name(&subject).await;
    }
}
