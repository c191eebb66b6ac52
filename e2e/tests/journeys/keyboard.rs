//! The keyboard alone, from the start page to the thanks: every stop comes in the order of the page and is marked.

use e2e::{Options, Program};

use crate::{
    reader::Reader,
    story::{ACCESS_POINT, MAILBOX, NEXT, ROLES},
};

const ENTER: char = '\u{e007}';
const SPACE: char = ' ';
const DOWN: char = '\u{e015}';
const UP: char = '\u{e013}';

/// What one does at a stop.
enum Act {
    Type(&'static str),
    Press(char),
    /// Opens the help and closes it again.
    Help(&'static str),
    /// To another page.
    Leave(char),
}

use Act::{Help, Leave, Press, Type};

impl Reader {
    /// Goes on by Tab to each of these stops and does there what is to be done.
    async fn goes(&self, way: &[(&str, Act)]) {
        for (stop, act) in way {
            self.tabs_to(stop).await;
            self.acts(act).await;
        }
    }

    async fn tabs_to(&self, stop: &str) {
        let mut passed = Vec::new();
        while let Some(words) = self.browser.next_stop(false).await.unwrap() {
            if words == stop {
                return;
            }
            passed.push(words);
        }
        panic!("«{stop}» cannot be reached, only: {}", passed.join(" → "));
    }

    async fn acts(&self, act: &Act) {
        match act {
            Type(text) => self.browser.type_text(text).await.unwrap(),
            Press(key) => self.browser.type_text(&key.to_string()).await.unwrap(),
            Leave(key) => self.browser.leave_by_key(*key).await.unwrap(),
            Help(text) => {
                assert!(!self.browser.shows(text).await.unwrap(), "{text}");
                self.browser.type_text(&ENTER.to_string()).await.unwrap();
                self.sees(text).await;
                self.browser.type_text(&SPACE.to_string()).await.unwrap();
                assert!(!self.browser.shows(text).await.unwrap(), "{text}");
            }
        }
    }

    async fn has_focus_on(&self, words: &str) {
        assert_eq!(self.browser.focused().await.unwrap(), words);
    }

    /// Forwards to the end of the page and all the way back; how many stops there are.
    async fn walks_the_page(&self) -> usize {
        let mut forwards = Vec::new();
        while let Some(words) = self.browser.next_stop(false).await.unwrap() {
            forwards.push(words);
        }
        let mut backwards = vec![forwards.last().cloned().unwrap()];
        while let Some(words) = self.browser.next_stop(true).await.unwrap() {
            backwards.push(words);
        }
        backwards.reverse();
        assert_eq!(forwards, backwards);
        forwards.len()
    }
}

#[tokio::test]
async fn a_clinic_joins_by_keyboard_alone() {
    let program = Program::start().unwrap();
    let clinic = Reader::new(&program, Options::default()).await;
    clinic.goto("/").await;
    let stops = clinic.walks_the_page().await;
    assert!(stops > 10, "{stops} stops on the start page");
    clinic.goto("/").await;
    skip_link(&clinic).await;
    log_in(&clinic).await;
    clinic.goes(&[("Hae käyttöönottoa: Potilastietovaranto", Leave(ENTER))]).await;
    clinic.goes(&[("Aloita", Leave(SPACE))]).await;
    errors_lead_to_fields(&clinic).await;
    customer_data(&clinic).await;
    contacts(&clinic).await;
    billing(&clinic).await;
    clinic.goes(&[("Olen lukenut palvelukuvauksen ja hyväksyn sen", Press(SPACE)), (NEXT, Leave(ENTER))]).await;
    clinic.goes(&[("Olen lukenut sitoumuslomakkeen ja allekirjoitan sen", Press(SPACE)), (NEXT, Leave(ENTER))]).await;
    clinic.is_on("Yhteenveto").await;
    clinic.walks_the_page().await;
    clinic.goes(&[("Lähetä", Leave(ENTER))]).await;
    clinic.is_on("Kiitos").await;
    clinic.goes(&[("Katso hakemusta", Leave(ENTER))]).await;
    clinic.is_on("Liittyminen: Potilastietovaranto").await;
    clinic.goes(&[("Kirjaudu ulos", Leave(SPACE))]).await;
    clinic.is_on("Olet kirjautunut ulos").await;
}

/// The first stop of the page leads past its head.
async fn skip_link(clinic: &Reader) {
    clinic.browser.next_stop(false).await.unwrap();
    clinic.has_focus_on("Siirry sisältöön").await;
    clinic.acts(&Press(ENTER)).await;
    clinic.browser.next_stop(false).await.unwrap();
    clinic.has_focus_on("Kirjaudu Ekstranetiin").await;
    clinic.acts(&Leave(ENTER)).await;
}

async fn log_in(clinic: &Reader) {
    let person = "Niina Maria Nimenkirjoittaja";
    clinic.goes(&[("Pankkitunnukset", Press(DOWN)), (person, Press(SPACE)), ("Tunnistaudu", Leave(ENTER))]).await;
    clinic.goes(&[("Valitse organisaatio", Leave(ENTER))]).await;
    clinic.goes(&[("Esimerkkiklinikka Oy (9900100-2)", Press(SPACE)), ("Valitse ja siirry asiointipalveluun", Leave(ENTER))]).await;
}

/// The list of errors has the focus, and its links put it into the fields.
async fn errors_lead_to_fields(clinic: &Reader) {
    clinic.goes(&[(NEXT, Leave(ENTER))]).await;
    clinic.is_told(&["Kirjoita liityntäpisteen OID", "Valitse vähintään yksi järjestelmä"]).await;
    clinic.goes(&[("Kirjoita liityntäpisteen OID", Press(ENTER))]).await;
    clinic.has_focus_on("Syötä liityntäpisteen OID").await;
    clinic.acts(&Type(ACCESS_POINT)).await;
    clinic.goes(&[("Mallipotilas", Press(SPACE)), ("Ilmoita liityntäpiste ja järjestelmät", Leave(ENTER))]).await;
    clinic.has_focus_on("Syötä liityntäpisteen OID").await;
    clinic.goes(&[("Poista liityntäpiste: Liityntäpiste 2", Leave(SPACE))]).await;
    clinic.goes(&[(NEXT, Leave(SPACE))]).await;
}

async fn customer_data(clinic: &Reader) {
    clinic.is_on_step(3, "Asiakastiedot").await;
    let way = [
        ("Ohje: Lähiosoite", Help("Osoite on esitäytetty rekisteristä")),
        ("Sähköposti", Type(MAILBOX)),
        ("Ohje: Puhelinnumero", Help("Numero, josta organisaatio tavoitetaan")),
        ("Puhelinnumero", Type("09 1234567")),
    ];
    clinic.goes(&way).await;
    // Enter in a field saves, as everywhere on the web, and presses no other button of the form.
    clinic.acts(&Leave(ENTER)).await;
}

async fn contacts(clinic: &Reader) {
    clinic.is_on_step(4, "Yhteyshenkilöt").await;
    clinic.walks_the_page().await;
    clinic.goes(&[("Mitä roolit tarkoittavat?", Help("Arkistonhoitajan on oltava henkilö.")), ("Yhteyshenkilö", Press(DOWN))]).await;
    clinic.has_focus_on("Organisaatio").await;
    clinic.goes(&[("Organisaation nimi", Type("x"))]).await;
    while clinic.browser.next_stop(true).await.unwrap().is_some_and(|words| words != "Organisaatio") {}
    clinic.acts(&Press(UP)).await;
    let way = [("Etunimi", Type("Malla")), ("Sukunimi", Type("Mallikas")), ("Puhelinnumero", Type("040 1234567"))];
    clinic.goes(&way).await;
    clinic.goes(&[("Sähköposti", Type("malla@esimerkki.example"))]).await;
    clinic.goes(&ROLES.map(|role| (role, Press(SPACE)))).await;
    clinic.goes(&[(NEXT, Leave(ENTER))]).await;
}

async fn billing(clinic: &Reader) {
    clinic.is_on_step(5, "Laskutustiedot").await;
    // «Suomi» also stands in the menu of languages, which one skips here.
    clinic.goes(&[("Siirry sisältöön", Press(ENTER)), ("Suomi", Press(SPACE))]).await;
    clinic.acts(&Press(DOWN)).await;
    clinic.has_focus_on("Ruotsi").await;
    let way = [("Laskutusosoite", Type("PL 1")), ("Postinumero", Type("00100")), ("Postitoimipaikka", Type("Helsinki")), (NEXT, Leave(ENTER))];
    clinic.goes(&way).await;
}
