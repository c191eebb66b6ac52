//! In English: each page that a representative comes to, and no Finnish on it.

use e2e::{Options, Program};

use crate::{
    reader::Reader,
    story::{CLINIC, NEXT, ROLES},
};

#[tokio::test]
async fn every_page_of_a_representative_is_in_english() {
    let program = Program::start().unwrap();
    let clinic = Reader::new(&program, Options { language: "en", ..Options::default() }).await;
    for (path, heading) in [
        ("/", "Liity Kanta-palveluihin"),
        ("/help", "Ohje ja yhteydenotto"),
        ("/data-protection", "Tietosuoja"),
        ("/accessibility", "Saavutettavuusseloste"),
    ] {
        clinic.goto(path).await;
        clinic.is_on(heading).await;
    }
    clinic.begins(CLINIC).await;
    clinic.goto("/services").await;
    clinic.is_on("Palvelut ja asiakastiedot").await;
    clinic.goto("/services/patient-data").await;
    clinic.is_on("Käyttöönoton toimintaohje").await;
    clinic.follow("Jatka hakemusta").await;
    steps(&clinic).await;
    clinic.is_on("Yhteenveto").await;
    clinic.press("Lähetä").await;
    clinic.is_on("Kiitos").await;
    clinic.follow("Katso hakemusta").await;
    clinic.is_on("Liittyminen: Potilastietovaranto").await;
    clinic.press("Kirjaudu ulos").await;
    clinic.is_on("Olet kirjautunut ulos").await;
    clinic.seen.tell("in English");
}

async fn steps(clinic: &Reader) {
    clinic.is_on_step(2, "Liityntäpisteet ja järjestelmät").await;
    clinic.fills_access_point().await;
    clinic.press(NEXT).await;
    clinic.is_on_step(3, "Asiakastiedot").await;
    clinic.fills_customer_data().await;
    clinic.press(NEXT).await;
    clinic.is_on_step(4, "Yhteyshenkilöt").await;
    clinic.fills_contact("040 1234567", &ROLES).await;
    clinic.press(NEXT).await;
    clinic.is_on_step(5, "Laskutustiedot").await;
    clinic.fills_billing().await;
    clinic.press(NEXT).await;
    clinic.is_on_step(6, "Palvelukuvauksen hyväksyminen").await;
    clinic.choose("Olen lukenut palvelukuvauksen ja hyväksyn sen").await;
    clinic.press(NEXT).await;
    clinic.is_on_step(7, "Sitoumuksen allekirjoittaminen").await;
    clinic.choose("Olen lukenut sitoumuslomakkeen ja allekirjoitan sen").await;
    clinic.press(NEXT).await;
}
