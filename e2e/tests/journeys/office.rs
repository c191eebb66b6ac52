//! The officers' day: a case from the queue into use, and what else they do; the customer sees its side of it.

use e2e::{Options, Program};

use crate::{
    reader::Reader,
    story::{CLINIC, NEXT, SWEDISH_CLINIC},
};

const QUESTION: &str = "Onko numero oikea?";
const ANSWER: &str = "Numero oli vanha, korjasin sen.";
const NEW_PHONE: &str = "040 765 4321";
const KAISA: &str = "Kaisa Käsittelijä";
const SMALL: (u32, u32) = (320, 640);

#[tokio::test]
async fn officers_take_a_case_from_the_queue_into_use() {
    let program = Program::start().unwrap();
    let clinic = Reader::new(&program, Options::default()).await;
    let case = clinic.sends_patient_data(CLINIC).await;
    let officer = clinic.another(&program).await;
    takes_the_next_by_keyboard(&officer, &case).await;
    another_is_seen(&clinic.another(&program).await, &case).await;
    notes_a_check(&officer).await;
    asks(&officer).await;
    answers(&clinic).await;
    officer.browser.reload().await.unwrap();
    sees_the_difference(&officer).await;
    approves(&officer).await;
    let address = officer.browser.path().await.unwrap();
    takes_the_steps(&officer).await;
    sees_the_steps(&clinic).await;
    let officer = officer.now("sv", SMALL);
    for path in [&*address, "/office", "/office/tasks"] {
        let mark = if path.contains('?') { '&' } else { '?' };
        officer.goto(&format!("{path}{mark}lang=sv")).await;
        officer.looks().await;
    }
    clinic.seen.tell("a case from the queue into use");
}

#[tokio::test]
async fn a_question_is_asked_and_answered_in_swedish_without_scripts() {
    let program = Program::start().unwrap();
    let clinic = Reader::new(&program, Options { language: "sv", scripts: false, ..Options::default() }).await;
    let case = clinic.sends_patient_data(SWEDISH_CLINIC).await;
    let officer = clinic.another(&program).await;
    officer.enters_the_office(KAISA).await;
    officer.is_on("Työjono").await;
    officer.press("Ota seuraava").await;
    officer.sees_name(&case).await;
    notes_a_check(&officer).await;
    asks(&officer).await;
    answers(&clinic).await;
    officer.browser.reload().await.unwrap();
    sees_the_difference(&officer).await;
    approves(&officer).await;
    clinic.seen.tell("a question in Swedish without scripts");
}

/// What is asked about.
fn place(reader: &Reader) -> String {
    format!("Malla Mallikas: {}", reader.say("Puhelinnumero"))
}

/// The focus is in the list: the keys of the queue work there.
async fn takes_the_next_by_keyboard(officer: &Reader, case: &str) {
    officer.enters_the_office(KAISA).await;
    officer.is_on("Työjono").await;
    officer.browser.tab_to(case).await.unwrap();
    officer.browser.type_text("jk").await.unwrap();
    assert_eq!(officer.browser.focused().await.unwrap(), case, "one row: down and up again");
    officer.browser.leave_by_key('n').await.unwrap();
    officer.looks().await;
    officer.sees_name(case).await;
    officer.sees(&format!("Käsittelijä: {KAISA}")).await;
}

async fn another_is_seen(other: &Reader, case: &str) {
    other.enters_the_office("Henrik Handläggare").await;
    other.browser.follow(case).await.unwrap();
    other.sees_name(&format!("{KAISA} (")).await;
    other.looks().await;
}

async fn notes_a_check(officer: &Reader) {
    officer.sees("Tarkistukset: Asiakas ja lähettäjä").await;
    officer.unfolds("Kirjaa huomio: Laskutustiedot").await;
    officer.fill("Huomio, esimerkiksi «katsottu, kunnossa koska …»", "Katsottu: vahvistettu puhelimitse.").await;
    officer.press("Tallenna huomio: Laskutustiedot").await;
    officer.sees_name("Katsottu: vahvistettu puhelimitse.").await;
    officer.fill("Uusi muistiinpano", "Soitin asiakkaalle.").await;
    officer.press("Tallenna muistiinpano").await;
    officer.sees_name("Soitin asiakkaalle.").await;
    officer.looks().await;
}

/// The question is about one field, and stands beside it for the customer.
async fn asks(officer: &Reader) {
    officer.unfolds("Kysy tästä: Yhteyshenkilöt").await;
    officer.browser.select(&officer.say("Mistä kysytään?"), &place(officer)).await.unwrap();
    officer.fill("Kysymys asiakkaalle", QUESTION).await;
    officer.press("Lisää kysymys: Yhteyshenkilöt").await;
    officer.sees("Ei vielä lähetetty").await;
    officer.fill("Vastaus viimeistään", "1.1.2020").await;
    officer.press("Pyydä lisätietoja").await;
    officer.is_told(&["Anna päivä, joka on edessäpäin ja enintään vuoden päässä"]).await;
    officer.fill("Vastaus viimeistään", &officer.day(10).await).await;
    officer.press("Pyydä lisätietoja").await;
    officer.sees("Lisätietoja pyydetty").await;
    officer.sees("Odottaa vastausta").await;
    officer.looks().await;
}

async fn answers(clinic: &Reader) {
    clinic.goto("/services").await;
    clinic.follow("Vastaa lisätietopyyntöön: Potilastietovaranto").await;
    clinic.is_on("Liittyminen: Potilastietovaranto").await;
    clinic.sees(&format!("Vastaa viimeistään {}.", clinic.day(10).await)).await;
    let link = format!("{} – {}", clinic.say("Yhteyshenkilöt"), place(clinic));
    clinic.browser.follow(&link).await.unwrap();
    clinic.is_on("Yhteyshenkilöt").await;
    clinic.sees(&format!("Käsittelijä kysyy: {QUESTION}")).await;
    clinic.fill("Vastauksesi", ANSWER).await;
    clinic.fill("Puhelinnumero", NEW_PHONE).await;
    clinic.press(NEXT).await;
    clinic.goto(&clinic.browser.path().await.unwrap().replace("/steps/billing", "/summary")).await;
    clinic.is_on("Yhteenveto").await;
    clinic.sees_name(ANSWER).await;
    clinic.press("Lähetä").await;
    clinic.is_on("Kiitos").await;
}

async fn sees_the_difference(officer: &Reader) {
    officer.sees("Vastattu").await;
    officer.sees_name(ANSWER).await;
    officer.sees("Muutoksia: 1 (lähetyskertaan 1 verrattuna)").await;
    officer.looks().await;
    officer.press(&format!("Hyväksy vastaus: {QUESTION}")).await;
    officer.sees("Vastaus hyväksytty").await;
}

async fn approves(officer: &Reader) {
    officer.choose("Hyväksy palvelun käyttäjäksi").await;
    officer.press("Tee päätös").await;
    officer.sees("Asia on ratkaistu.").await;
    officer.looks().await;
}

/// Connections, the test with its report, use: each step opens the next.
async fn takes_the_steps(officer: &Reader) {
    officer.follows_menu(false, "Tehtävät").await;
    officer.is_on("Tehtävät").await;
    let today = officer.day(0).await;
    officer.follow("Siirry vaiheeseen: Avaa tekniset yhteydet, Esimerkkiklinikka Oy, Potilastietovaranto").await;
    officer.is_on("Teknisten yhteyksien avaaminen").await;
    officer.fill("Yhteydet avattu", &today).await;
    officer.press("Tallenna vaihe").await;
    officer.is_on("Tehtävät").await;
    officer.follow("Siirry vaiheeseen: Kirjaa käyttöönottokoe, Esimerkkiklinikka Oy, Potilastietovaranto").await;
    officer.is_on("Käyttöönottokoe").await;
    officer.choose("Koe hyväksytty").await;
    officer.fill("Kokeen päivä", &today).await;
    officer.press("Tallenna vaihe").await;
    officer.is_told(&["Valitse testiraportti"]).await;
    officer.attaches("Testiraportti", "raportti.pdf").await;
    officer.press("Tallenna vaihe").await;
    officer.is_on("Tehtävät").await;
    officer.follow("Siirry vaiheeseen: Kirjaa käytön aloitus, Esimerkkiklinikka Oy, Potilastietovaranto").await;
    officer.is_on("Palvelun käytön aloitus").await;
    officer.fill("Käytössä alkaen", &today).await;
    officer.press("Tallenna vaihe").await;
    officer.is_on("Tehtävät").await;
    officer.sees("Avoimia tehtäviä ei ole.").await;
}

async fn sees_the_steps(clinic: &Reader) {
    clinic.goto("/services/patient-data/data").await;
    clinic.is_on("Potilastietovaranto").await;
    clinic.sees("Käyttöönoton vaiheet").await;
    for step in ["Teknisten yhteyksien avaaminen: tehty", "Käyttöönottokoe: hyväksytty", "Palvelun käytön aloitus: tehty"] {
        clinic.sees(step).await;
    }
}

impl Reader {
    pub async fn unfolds(&self, summary: &str) {
        self.browser.unfold(&self.say(summary)).await.unwrap();
    }

    /// A file of this name that looks like a document.
    pub async fn attaches(&self, label: &str, name: &str) {
        let file = e2e::target().join("tmp").join(name);
        std::fs::write(&file, b"%PDF-1.7\nMalli\n%%EOF\n").unwrap();
        self.browser.attach(&self.say(label), &file).await.unwrap();
    }
}
