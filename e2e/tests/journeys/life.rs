//! Life after joining: data are kept up to date, a change and endings are told, and one day the services end.

use e2e::{Options, Program};

use crate::{
    reader::Reader,
    story::{ACCESS_POINT, CLINIC, MAILBOX, NEXT, ROLES},
};

const STREET: &str = "Uusikatu 5";
const ARCHIVIST: &str = ROLES[5];
const SAVE: &str = "Tallenna muutokset";
const LAST_DAY_OF_SERVICE: &str = "Palvelun viimeinen käyttöpäivä";
const LAST_DAY: &str = "Kanta-asiakkuuden viimeinen voimassaolopäivä";
const REASON: &str = "Irtisanomisen syy";
/// Of the ending.
const CONTACT: &str = "malla@esimerkki.example";
const NARROW: (u32, u32) = (320, 640);

#[tokio::test]
async fn a_clinic_keeps_its_data_current_tells_a_change_and_ends_its_services() {
    let program = Program::start().unwrap();
    let clinic = Reader::new(&program, Options::default()).await;
    joins(&clinic, &program).await;
    updates_data(&clinic).await;
    keeps_an_archivist(&clinic).await;
    tells_a_change(&clinic).await;
    let first = ends_one_service(&clinic).await;
    let clinic = clinic.now("sv", NARROW);
    let whole = ends_everything(&clinic).await;
    the_day_after(&clinic, &program, &first, &whole).await;
    clinic.seen.tell("life after joining");
}

/// Both services are approved; other stories look at these pages.
async fn joins(clinic: &Reader, program: &Program) {
    let patient_data = clinic.sends_patient_data(CLINIC).await;
    let prescription = joins_prescription(clinic).await;
    approves(&clinic.another(program).await, &[patient_data, prescription]).await;
}

async fn joins_prescription(clinic: &Reader) -> String {
    clinic.goto("/services/prescription").await;
    clinic.press("Aloita").await;
    clinic.fills_access_point().await;
    clinic.choose("Emme ota vastaan uusimispyyntöjä").await;
    clinic.press(NEXT).await;
    clinic.press(NEXT).await;
    clinic.choose(ROLES[4]).await;
    clinic.press(NEXT).await;
    clinic.press(NEXT).await;
    clinic.choose("Olen lukenut palvelukuvauksen ja hyväksyn sen").await;
    clinic.press(NEXT).await;
    clinic.press("Lähetä").await;
    clinic.case_number().await
}

async fn approves(officer: &Reader, cases: &[String]) {
    officer.enters_the_office("Kaisa Käsittelijä").await;
    for case in cases {
        officer.browser.follow(case).await.unwrap();
        officer.press("Ota käsittelyyn").await;
        officer.choose("Hyväksy palvelun käyttäjäksi").await;
        officer.press("Tee päätös").await;
        officer.follow("Takaisin työjonoon").await;
    }
}

async fn updates_data(clinic: &Reader) {
    clinic.goto("/services").await;
    clinic.is_on("Palvelut ja asiakastiedot").await;
    clinic.sees_name(&format!("Hyväksytty käyttöön {}", clinic.day(0).await)).await;
    clinic.opens_data_of("Potilastietovaranto").await;
    clinic.follow("Muokkaa: Asiakastiedot").await;
    clinic.is_on("Asiakastiedot").await;
    clinic.sees("Muutos tulee voimaan heti, kun tallennat. Se koskee näitä: Potilastietovaranto, Resepti.").await;
    clinic.fill("Lähiosoite", "").await;
    clinic.press(SAVE).await;
    clinic.is_told_beside(&["Kirjoita lähiosoite, enintään 200 merkkiä"]).await;
    clinic.fill("Lähiosoite", STREET).await;
    clinic.press(SAVE).await;
    clinic.is_on("Potilastietovaranto").await;
    clinic.sees("Muutettu: Asiakastiedot").await;
    clinic.sees_name(CLINIC.person).await;
    clinic.holds(STREET).await;
}

/// The only one keeps the role: without, the data do not come into force.
async fn keeps_an_archivist(clinic: &Reader) {
    clinic.follow("Muokkaa: Yhteyshenkilöt").await;
    clinic.is_on("Yhteyshenkilöt").await;
    clinic.browser.untick_nth(ARCHIVIST, 0).await.unwrap();
    clinic.press(SAVE).await;
    clinic.is_told_beside(&[&format!("Valitse jollekin yhteyshenkilölle rooli {ARCHIVIST}")]).await;
    clinic.press("Hylkää muutos").await;
    clinic.is_on("Potilastietovaranto").await;
    clinic.sees("Muutos on hylätty.").await;
    assert!(!clinic.browser.shows("Muutettu: Yhteyshenkilöt").await.unwrap(), "it was refused");
    clinic.holds(ARCHIVIST).await;
    assert!(!clinic.browser.shows("Muutos on kesken").await.unwrap(), "it is as it was");
}

async fn tells_a_change(clinic: &Reader) {
    clinic.browser.unfold("Liityntäpisteet ja järjestelmät").await.unwrap();
    clinic.looks().await;
    clinic.follow("Ilmoita tekninen muutos: Liityntäpisteet ja järjestelmät").await;
    clinic.is_on("Teknisten tietojen muutos: Potilastietovaranto").await;
    clinic.press("Aloita").await;
    clinic.is_on_step_of(2, 5, "Muutoksen ajankohta").await;
    clinic.fill("Muutospäivä", &clinic.day(-1).await).await;
    clinic.press(NEXT).await;
    clinic.is_told_beside(&["Päivä ei voi olla menneisyydessä"]).await;
    clinic.fill("Muutospäivä", &clinic.day(20).await).await;
    clinic.press(NEXT).await;
    clinic.is_asked_to_check(&["Muutospäivään on alle 21 päivää. Voit jatkaa, mutta muutos ei ehkä ehdi valmistua siihen mennessä."]).await;
    clinic.fill("Mikä muuttuu ja miksi", "Toinen järjestelmä samassa liityntäpisteessä.").await;
    clinic.press(NEXT).await;
    clinic.is_on_step_of(3, 5, "Liityntäpisteet ja järjestelmät").await;
    assert_eq!(clinic.browser.value("Syötä liityntäpisteen OID").await.unwrap(), ACCESS_POINT);
    assert!(clinic.browser.is_chosen_nth("Mallipotilas", 0).await.unwrap(), "as it is in force");
    clinic.choose_named("Mallihammas Pro").await;
    clinic.press(NEXT).await;
    clinic.is_on_step_of(4, 5, "Yhteenveto").await;
    for shown in [&*clinic.day(20).await, ACCESS_POINT, "Mallihammas Pro", "Mallipotilas"] {
        clinic.sees_name(shown).await;
    }
    clinic.press("Lähetä").await;
    clinic.is_on("Kiitos").await;
    clinic.sees("Muutosilmoitus on vastaanotettu. Vanhat tiedot ovat voimassa muutospäivään asti.").await;
    clinic.sees_name(MAILBOX).await;
    assert_eq!(clinic.opens_documents().await, 1, "the receipt");
}

/// The case number.
async fn ends_one_service(clinic: &Reader) -> String {
    clinic.goto("/services").await;
    clinic.is_on("Palvelut ja asiakastiedot").await;
    clinic.opens_data_of("Resepti").await;
    clinic.follow("Irtisano palvelu: Resepti").await;
    clinic.is_on("Irtisanominen: Resepti").await;
    clinic.press("Aloita").await;
    clinic.is_on_step_of(2, 7, "Palvelun käytön päättyminen").await;
    clinic.fill(LAST_DAY_OF_SERVICE, &clinic.day(0).await).await;
    clinic.fill(REASON, &"Toiminta päättyy. ".repeat(12)).await;
    clinic.sees_name("16 merkkiä liikaa").await;
    clinic.press(NEXT).await;
    clinic.is_told_beside(&["Lyhennä syytä: enintään 200 merkkiä"]).await;
    clinic.fill(REASON, "Toiminta päättyy.").await;
    clinic.sees_name("183 merkkiä jäljellä").await;
    clinic.press(NEXT).await;
    let case = clinic.ends_as_told("Yhteyshenkilö palvelun irtisanomisessa", "Resepti").await;
    clinic.follow("Katso ilmoitusta").await;
    clinic.is_on("Irtisanominen: Resepti").await;
    clinic.goto("/services/prescription/data").await;
    clinic.is_on("Resepti").await;
    clinic.sees_name(&format!("Irtisanottu: viimeinen käyttöpäivä on {}", clinic.day(0).await)).await;
    case
}

async fn ends_everything(clinic: &Reader) -> String {
    clinic.goto("/services?lang=sv").await;
    clinic.is_on("Palvelut ja asiakastiedot").await;
    clinic.sees(&format!("Irtisanottu: viimeinen käyttöpäivä on {}", clinic.day(0).await)).await;
    clinic.follows_menu(true, "Kanta-palveluiden irtisanominen").await;
    clinic.is_on("Kanta-palveluiden irtisanominen").await;
    clinic.press("Aloita").await;
    clinic.is_on_step_of(2, 7, "Käytössä olevat palvelut ja asiakkuuden voimassaolo").await;
    clinic.sees("Kun viimeinen palvelu päättyy, päättyy koko Kanta-palvelujen asiakkuus ja sitoumus.").await;
    clinic.press(NEXT).await;
    clinic.is_told_beside(&["Kirjoita viimeinen päivä, esimerkiksi 31.12.2026"]).await;
    clinic.fill(LAST_DAY, &clinic.day(0).await).await;
    clinic.press(NEXT).await;
    clinic.ends_as_told("Yhteyshenkilö Kanta-palvelujen asiakkuuden irtisanomisessa", "Potilastietovaranto").await
}

/// Yesterday's last day is over: what ends has ended, and people are told.
async fn the_day_after(clinic: &Reader, program: &Program, first: &str, whole: &str) {
    clinic.goto(&format!("{}/?lang=sv", program.stand_ins)).await;
    clinic.is_on("Testihenkilöt").await;
    clinic.follow("Kello").await;
    clinic.is_on("Kello").await;
    clinic.fill("Päiviä eteenpäin", "1").await;
    clinic.press("Siirrä eteenpäin").await;
    clinic.is_on("Kello").await;
    clinic.sees_name(&clinic.day(1).await).await;
    clinic.logs_in(CLINIC).await;
    clinic.is_on("Palvelut ja asiakastiedot").await;
    clinic.sees("Ei käytössä").await;
    assert!(!clinic.browser.shows(&clinic.say("Katso ja päivitä tietoja")).await.unwrap(), "a service is in use");
    assert!(!clinic.browser.shows("Godkänd").await.unwrap(), "what has ended does not look like what is in use");
    clinic.follow("Hae käyttöönottoa: Potilastietovaranto").await;
    clinic.is_on("Käyttöönoton toimintaohje").await;
    clinic.goto("/termination").await;
    clinic.is_on("Kanta-palveluiden irtisanominen").await;
    clinic.sees(&format!("Asiakkaalla {} ei ole Ekstranetin kautta käyttöön otettuja palveluja.", CLINIC.organisation)).await;
    let subject = format!("{whole}: Kanta-palvelujen asiakkuus on päättynyt");
    clinic.waits_for_mail(program, &subject).await;
    // Each mail is in the language in which its notice was sent.
    clinic.sees_name(&format!("{first}: Resepti on päättynyt")).await;
    clinic.follow(&subject).await;
    clinic.is_on(&subject).await;
    clinic.sees_name("Uppsägningen har trätt i kraft.").await;
}

impl Reader {
    async fn opens_data_of(&self, service: &str) {
        self.follow(&format!("Katso ja päivitä tietoja: {service}")).await;
        self.is_on(service).await;
    }

    /// As [`Reader::is_told`], and each error stands beside its field too.
    async fn is_told_beside(&self, errors: &[&str]) {
        const BESIDE: &str = "
            const targets = [...document.querySelectorAll('#error-summary a')].map(a => document.getElementById(a.hash.slice(1)));
            return targets.map(e => (document.getElementById(e.id + '-error') ?? e.closest('.field, fieldset')?.querySelector('.error'))?.innerText.trim());";
        self.is_told(errors).await;
        let beside = self.browser.script(BESIDE, vec![]).await.unwrap();
        let expected: Vec<String> = errors.iter().map(|error| self.say(error)).collect();
        for (shown, expected) in beside.as_array().unwrap().iter().zip(&expected) {
            assert!(shown.as_str().is_some_and(|shown| shown.ends_with(expected.as_str())), "beside the field: {shown}, not {expected}");
        }
    }

    /// Somewhere in what is in force, also where it is folded.
    async fn holds(&self, value: &str) {
        let text = self.browser.script("return document.querySelector('main').textContent", vec![]).await.unwrap();
        assert!(text.as_str().unwrap().contains(value), "{value} is not in force: {text}");
    }

    /// From the contact of an ending to its end; the case number.
    async fn ends_as_told(&self, contact: &str, service: &str) -> String {
        const SIGN: &str = "Allekirjoita irtisanomisilmoitus rastittamalla, jotta voit lähettää sen";
        self.is_on_step_of(3, 7, contact).await;
        self.fill("Etunimi", "Malla").await;
        self.fill("Sukunimi", "Mallikas").await;
        self.fill("Sähköposti", CONTACT).await;
        self.fill("Puhelinnumero", "040 1234567").await;
        self.press(NEXT).await;
        self.is_on_step_of(4, 7, "Laskutustiedot").await;
        assert_eq!(self.browser.value(&self.say("Laskutusosoite")).await.unwrap(), "PL 1");
        self.press(NEXT).await;
        self.is_on_step_of(5, 7, "Yhteenveto").await;
        self.sees(service).await;
        self.follow("Seuraava").await;
        self.is_on_step_of(6, 7, "Irtisanomisen vahvistaminen").await;
        assert_eq!(self.opens_documents().await, 1, "the notice as it will be signed");
        self.press("Lähetä").await;
        self.is_told_beside(&[SIGN]).await;
        self.choose("Olen lukenut irtisanomisilmoituksen ja allekirjoitan sen").await;
        self.press("Lähetä").await;
        self.is_on("Kiitos").await;
        self.sees("Irtisanomisilmoitus on vastaanotettu. Saat sähköpostin, kun palvelu tai asiakkuus on päättynyt.").await;
        for told in [MAILBOX, CONTACT] {
            self.sees_name(told).await;
        }
        assert_eq!(self.opens_documents().await, 1, "the signed notice");
        self.case_number().await
    }
}
