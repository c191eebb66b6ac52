//! What officers do besides cases: notices, figures, contents, the access log, the register of customers.

use std::time::Duration;

use e2e::{Options, Program};

use crate::{
    reader::Reader,
    story::{CLINIC, NEXT},
};

const BODY: &str = "Mallitoimittaja Oy";
const SUBJECT: &str = "Mallihäiriö";
const SMALL: (u32, u32) = (320, 640);

#[tokio::test]
async fn officers_write_publish_search_and_key_in() {
    let program = Program::start().unwrap();
    let clinic = Reader::new(&program, Options::default()).await;
    let case = clinic.sends_patient_data(CLINIC).await;
    let officer = clinic.another(&program).await;
    officer.enters_the_office("Kaisa Käsittelijä").await;
    officer.press("Ota seuraava").await;
    officer.choose("Hyväksy palvelun käyttäjäksi").await;
    officer.press("Tee päätös").await;
    let notice = sends_a_notice(&officer, &program).await;
    reads_figures(&officer).await;
    let customer = opens_the_customer(&officer, &case).await;
    adds_a_body(&officer).await;
    keys_in_an_ending(&officer, &customer).await;
    let publisher = clinic.another(&program).await;
    publishes_terms(&publisher).await;
    let auditor = clinic.another(&program).await;
    searches_the_log(&auditor, &case).await;
    sees_who_has_looked(&clinic).await;
    let officer = officer.now("sv", SMALL);
    let places =
        [customer.as_str(), notice.as_str(), "/office/customers", "/office/bodies/new", "/office/papers/new", "/office/bulletins", "/office/figures"];
    looks_at(&officer, &places).await;
    looks_at(&publisher.now("sv", SMALL), &["/office/contents", "/office/contents/general-terms"]).await;
    looks_at(&auditor.now("sv", SMALL), &["/office/access-log?who=Kaisa+K%C3%A4sittelij%C3%A4"]).await;
    clinic.seen.tell("the officers' other work");
}

async fn looks_at(officer: &Reader, paths: &[&str]) {
    for path in paths {
        let mark = if path.contains('?') { '&' } else { '?' };
        officer.goto(&format!("{path}{mark}lang={}", officer.texts.language())).await;
        officer.looks().await;
    }
}

/// The address of its progress.
async fn sends_a_notice(officer: &Reader, program: &Program) -> String {
    officer.follows_menu(false, "Tiedotteet").await;
    officer.is_on("Tiedotteet").await;
    officer.follow("Uusi tiedote").await;
    officer.is_on("Uusi tiedote").await;
    officer.choose("Häiriötiedote").await;
    officer.press("Kirjoita tiedote").await;
    officer.is_on("Häiriötiedote").await;
    officer.press("Tallenna ja esikatsele").await;
    officer.is_told(&["Suomeksi: täydennä viesti, siinä on vasta pohja", "Ruotsiksi: täydennä viesti, siinä on vasta pohja"]).await;
    officer.fill("Otsikko", SUBJECT).await;
    for (row, body) in ["Resepti ei toimi.", "Receptet fungerar inte.", "Resepti does not work."].into_iter().enumerate() {
        officer.fill_nth("Viesti", row, body).await;
    }
    officer.press("Tallenna ja esikatsele").await;
    officer.is_on("Esikatselu: Häiriötiedote").await;
    officer.sees("Esimerkkejä vastaanottajista").await;
    officer.sees_name("malla@esimerkki.example").await;
    officer.press("Lähetä tiedote").await;
    let done = "Käsitelty 2/2 vastaanottajaa";
    for _ in 0..80 {
        if officer.browser.shows(done).await.unwrap() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(250)).await;
        officer.browser.reload().await.unwrap();
    }
    officer.sees(done).await;
    officer.looks().await;
    let address = officer.browser.path().await.unwrap();
    officer.follow("Kaikki vastaanottajat").await;
    officer.looks().await;
    officer.sees_name("+358401234567").await;
    officer.waits_for_mail(program, SUBJECT).await;
    officer.goto(&address).await;
    address
}

async fn reads_figures(officer: &Reader) {
    officer.follows_menu(false, "Tunnusluvut").await;
    officer.is_on("Tunnusluvut").await;
    officer.browser.select("Palvelu", "Potilastietovaranto").await.unwrap();
    officer.press("Näytä").await;
    officer.is_on("Tunnusluvut").await;
    officer.browser.unfold("Näytä taulukkona: Saapuneet asiat").await.unwrap();
    let file = officer.browser.link_address("Lataa CSV-tiedosto: Saapuneet asiat").await.unwrap();
    let file = officer.browser.download(&file).await.unwrap();
    let text = String::from_utf8_lossy(&file);
    assert!(text.trim_start_matches('\u{feff}').starts_with("\"Tunnusluku\";\"Kuukausi\""), "{text}");
}

/// The address of its page.
async fn opens_the_customer(officer: &Reader, case: &str) -> String {
    officer.follows_menu(false, "Asiakkaat").await;
    officer.is_on("Asiakkaat").await;
    officer.fill("Hae asiakkaita", "Esimerkkikl").await;
    officer.press("Hae").await;
    officer.is_on("Asiakkaat").await;
    officer.browser.follow(CLINIC.organisation).await.unwrap();
    officer.looks().await;
    for shown in [case, CLINIC.business_id, "Malla Mallikas"] {
        officer.sees_name(shown).await;
    }
    officer.browser.path().await.unwrap()
}

/// It never applies, and is reached by notices all the same.
async fn adds_a_body(officer: &Reader) {
    officer.follows_menu(false, "Asiakkaat").await;
    officer.follow("Lisää taho, joka ei hae asiakkaaksi").await;
    officer.is_on("Lisää taho, joka ei hae asiakkaaksi").await;
    officer.choose("Järjestelmätoimittaja").await;
    officer.fill("Nimi", BODY).await;
    officer.fill("Organisaation nimi", "Mallin päivystys").await;
    officer.fill("Puhelinnumero", "040 123 4567").await;
    officer.fill("Sähköposti", "paivystys@esimerkki.example").await;
    officer.choose("Häiriötiedotteen vastaanottaja").await;
    officer.press("Tallenna").await;
    officer.is_told(&["Kirjoita Y-tunnus. Vain häiriötiedotteiden vastaanottajalla se voi puuttua."]).await;
    officer.fill("Y-tunnus", "9900302-4").await;
    officer.press("Tallenna").await;
    officer.looks().await;
    officer.sees_name(BODY).await;
    officer.sees("Häiriötiedotteen vastaanottaja").await;
}

/// An ending on paper, through the customer's own forms; the paper stays with it.
async fn keys_in_an_ending(officer: &Reader, customer: &str) {
    officer.goto(customer).await;
    officer.follow("Kirjaa paperilla saapunut").await;
    officer.is_on("Kirjaa paperilla saapunut").await;
    officer.fill("Saapumispäivä", &officer.day(0).await).await;
    officer.fill("Allekirjoittajan nimi", "Malla Mallikas").await;
    officer.choose("Suomi").await;
    officer.press("Tallenna paperi ja jatka").await;
    officer.is_told(&["Valitse tiedosto, jossa paperi on"]).await;
    officer.attaches("Paperi tiedostona", "irtisanominen.pdf").await;
    officer.press("Tallenna paperi ja jatka").await;
    officer.is_on("Paperilla saapuneen kirjaaminen").await;
    officer.follow("Koko asiakkuuden irtisanominen").await;
    officer.is_on("Kanta-palveluiden irtisanominen").await;
    officer.sees(&format!("Kirjaat paperilla saapunutta: {}", CLINIC.organisation)).await;
    officer.press("Aloita").await;
    officer.fill("Kanta-asiakkuuden viimeinen voimassaolopäivä", &officer.day(30).await).await;
    officer.press(NEXT).await;
    officer.fill("Etunimi", "Malla").await;
    officer.fill("Sukunimi", "Mallikas").await;
    officer.fill("Sähköposti", "malla@esimerkki.example").await;
    officer.fill("Puhelinnumero", "040 1234567").await;
    officer.press(NEXT).await;
    officer.press(NEXT).await;
    officer.is_on_step_of(5, 7, "Yhteenveto").await;
    officer.follow("Seuraava").await;
    officer.is_on_step_of(6, 7, "Irtisanomisen vahvistaminen").await;
    officer.press("Lähetä").await;
    officer.is_on("Kiitos").await;
    officer.follow("Paperi ja kirjaamisen lopetus").await;
    officer.press("Lopeta kirjaaminen").await;
    officer.looks().await;
    officer.sees_name("irtisanominen.pdf").await;
}

/// A version from a day to come; what is in force stays.
async fn publishes_terms(officer: &Reader) {
    officer.enters_the_office("Sisko Sisällöntuottaja").await;
    officer.follows_menu(false, "Sisällöt").await;
    officer.is_on("Sisällöt").await;
    officer.browser.follow("Kanta-palvelujen yleiset toimitusehdot").await.unwrap();
    officer.looks().await;
    officer.press("Aloita uusi versio").await;
    for language in ["suomi", "ruotsi"] {
        officer.follow(&format!("Muokkaa: {language}")).await;
        officer.is_on(&format!("Muokkaa luonnosta: {language}")).await;
        officer.fill("Kappaleet", "Uusi kappale.").await;
        officer.press("Tallenna luonnos").await;
        officer.is_on(&format!("Esikatselu: {language}")).await;
        officer.sees("Muutokset versioon 1.0 verrattuna").await;
        assert_eq!(officer.opens_documents().await, 1, "as it will be read");
        officer.follow("Takaisin tekstin versioihin").await;
    }
    officer.follow("Julkaise").await;
    officer.is_on("Julkaise uusi versio").await;
    officer.fill("Voimassa alkaen", &officer.day(5).await).await;
    officer.press("Julkaise").await;
    officer.is_told(&["Tarkista molemmat kieliversiot ja merkitse ne tarkistetuiksi"]).await;
    officer.choose("Olen tarkistanut tekstin suomeksi ja ruotsiksi").await;
    officer.press("Julkaise").await;
    officer.looks().await;
    officer.sees("Tulossa").await;
    officer.sees("Versio 2.0 julkaistiin").await;
}

async fn searches_the_log(auditor: &Reader, case: &str) {
    auditor.enters_the_office("Liisa Lukija").await;
    auditor.follows_menu(false, "Käyttöloki").await;
    auditor.is_on("Käyttöloki").await;
    auditor.fill("Kuka", "Kaisa Käsittelijä").await;
    auditor.fill("Kenen tietoja", CLINIC.organisation).await;
    auditor.press("Hae").await;
    auditor.is_on("Käyttöloki").await;
    for shown in ["otti käsittelyyn", "hyväksyi", case] {
        auditor.sees_name(shown).await;
    }
}

async fn sees_who_has_looked(clinic: &Reader) {
    clinic.goto("/data-protection").await;
    clinic.follow("Kuka on katsonut tietojamme").await;
    clinic.is_on("Kuka on katsonut tietojamme").await;
    clinic.sees("Kelan käsittelijä Kaisa Käsittelijä").await;
}
