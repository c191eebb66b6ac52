//! A session ends when nobody uses it: one is warned, may go on, and loses nothing that was typed.

use std::time::Duration;

use e2e::{Options, Program};

use crate::{
    reader::Reader,
    story::{CLINIC, MAILBOX, NEXT},
};

/// The warning comes five minutes before the end.
const WARNING: u64 = 300;

#[tokio::test]
async fn one_is_warned_before_the_session_ends_and_may_go_on() {
    const QUIET: u64 = 8;
    let idle = (WARNING + QUIET).to_string();
    let program = Program::start_with(&[("EKSTRANET_IDLE_SECONDS", &idle)]).unwrap();
    let clinic = Reader::new(&program, Options::default()).await;
    clinic.begins(CLINIC).await;
    assert!(!clinic.is_warned().await, "a session that has just been used");
    clinic.fill("Syötä liityntäpisteen OID", "1.2.246").await;
    tokio::time::sleep(Duration::from_secs(QUIET + 2)).await;
    clinic.sees("Istuntosi päättyy pian").await;
    clinic.sees("Istunto päättyy 4 minuutin kuluttua, ellet jatka.").await;
    clinic.looks().await;
    clinic.browser.press_and_stay("Jatka istuntoa").await.unwrap();
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(!clinic.is_warned().await, "the session was extended");
    assert_eq!(clinic.browser.value("Syötä liityntäpisteen OID").await.unwrap(), "1.2.246", "nothing was loaded anew");
    tokio::time::sleep(Duration::from_secs(QUIET + 1)).await;
    assert!(clinic.is_warned().await, "it ends again when it is not used");
}

#[tokio::test]
async fn what_was_typed_is_there_after_the_session_ended_and_one_logged_in_again() {
    const IDLE: u64 = 30;
    let program = Program::start_with(&[("EKSTRANET_IDLE_SECONDS", &IDLE.to_string())]).unwrap();
    let with_scripts = Reader::new(&program, Options::default()).await;
    with_scripts.begins_customer_data().await;
    let without_scripts = Reader::new(&program, Options { scripts: false, ..Options::default() }).await;
    without_scripts.begins(CLINIC).await;
    without_scripts.goto(&with_scripts.browser.address().await.unwrap()).await;
    for clinic in [&with_scripts, &without_scripts] {
        clinic.fill("Lähiosoite", "Uusikatu 5").await;
        clinic.fill("Sähköposti", MAILBOX).await;
        clinic.fill("Puhelinnumero", "ei vielä").await;
    }
    tokio::time::sleep(Duration::from_secs(IDLE + 2)).await;
    with_scripts.sees("Istunto on päättynyt. Kirjaudu uudelleen: kirjoittamasi tiedot palautuvat, kun tallennat.").await;
    with_scripts.looks().await;
    for clinic in [&with_scripts, &without_scripts] {
        comes_back(clinic).await;
    }
}

/// Saves, is asked to log in, and finds what was typed.
async fn comes_back(clinic: &Reader) {
    let step = clinic.browser.path().await.unwrap();
    clinic.press(NEXT).await;
    clinic.is_on("Tunnistaudu testihenkilönä").await;
    clinic.identifies(CLINIC).await;
    clinic.chooses_organisation(CLINIC).await;
    assert_eq!(clinic.browser.path().await.unwrap(), step);
    clinic.is_on_step(3, "Asiakastiedot").await;
    clinic.sees("Kirjoittamasi tiedot palautettiin").await;
    for (label, value) in [("Lähiosoite", "Uusikatu 5"), ("Sähköposti", MAILBOX), ("Puhelinnumero", "ei vielä")] {
        assert_eq!(clinic.browser.value(label).await.unwrap(), value, "{label}");
    }
    clinic.press(NEXT).await;
    clinic.is_told(&["Kirjoita puhelinnumero, esimerkiksi 040 123 4567 tai +358 40 123 4567"]).await;
}

impl Reader {
    async fn is_warned(&self) -> bool {
        self.browser.shows("Istuntosi päättyy pian").await.unwrap()
    }

    async fn begins_customer_data(&self) {
        self.begins(CLINIC).await;
        self.fills_access_point().await;
        self.press(NEXT).await;
    }
}
