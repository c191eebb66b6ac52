//! A clinic joins Potilastietovaranto; an officer asks, and decides; both are told.

use e2e::{Options, Program};

use crate::{
    reader::Reader,
    story::{ACCESS_POINT, CLINIC, Customer, MAILBOX, NEXT, ROLES, SWEDISH_CLINIC},
};

/// An e-invoice address of neither clinic, and an operator that is in no list: odd, and one may have them.
const ANOTHERS_ADDRESS: &str = "003799010099";
const UNLISTED_OPERATOR: &str = "003712345678";
const ODD: [&str; 2] = [
    "OVT-tunnuksessa on toisen organisaation Y-tunnus 9901009-9. Se voi olla oikein, jos laskunne ohjataan esimerkiksi konsernin yhteiseen osoitteeseen.",
    "Tunnus ei ole luettelossamme eikä pankin BIC-koodi. Jos operaattorinne on antanut sen juuri näin, voit jättää sen ennalleen.",
];

#[tokio::test]
async fn a_clinic_joins_in_finnish() {
    whole_journey("in Finnish", CLINIC, Options::default()).await;
}

#[tokio::test]
async fn a_clinic_joins_in_swedish_without_scripts() {
    whole_journey("in Swedish without scripts", SWEDISH_CLINIC, Options { language: "sv", scripts: false, ..Options::default() }).await;
}

#[tokio::test]
async fn a_clinic_joins_on_a_narrow_screen() {
    whole_journey("at 320 px", CLINIC, Options { size: (320, 640), ..Options::default() }).await;
}

async fn whole_journey(story: &str, customer: Customer, options: Options) {
    let program = Program::start().unwrap();
    let clinic = Reader::new(&program, options).await;
    public_pages(&clinic, &program).await;
    log_in(&clinic, customer).await;
    choose_service(&clinic, customer).await;
    access_points(&clinic, customer).await;
    customer_data(&clinic, customer).await;
    contacts(&clinic).await;
    billing(&clinic).await;
    acceptance(&clinic).await;
    summary(&clinic).await;
    let case = send(&clinic).await;

    let officer = clinic.another(&program).await;
    officer_asks(&officer, customer, &case).await;
    clinic_answers(&clinic).await;
    officer_approves(&officer).await;
    clinic_is_told(&clinic, &program, &case).await;
    log_out(&clinic).await;
    log_out(&officer).await;
    clinic.seen.tell(story);
}

async fn public_pages(clinic: &Reader, program: &Program) {
    clinic.goto(&format!("{}/?lang={}", program.stand_ins, clinic.texts.language())).await;
    clinic.is_on("Testihenkilöt").await;
    clinic.goto(&format!("/?lang={}", clinic.texts.language())).await;
    for link in ["Tietosuoja", "Saavutettavuusseloste", "Ohje ja yhteydenotto"] {
        clinic.follow(link).await;
        clinic.is_on(link).await;
    }
    clinic.goto("/nothing-here").await;
    clinic.is_on("Sivua ei löydy").await;
    clinic.follow("Etusivulle").await;
    clinic.is_on("Liity Kanta-palveluihin").await;
    clinic.takes_picture_at(1280, "start").await;
}

async fn log_in(clinic: &Reader, customer: Customer) {
    clinic.follow("Kirjaudu Ekstranetiin").await;
    clinic.is_on("Tunnistaudu testihenkilönä").await;
    clinic.press("Peruuta").await;
    clinic.is_on("Tunnistautuminen keskeytettiin").await;
    clinic.follow("Kirjaudu uudelleen").await;
    clinic.identifies(customer).await;
    clinic.is_on("Kenen puolesta asioit?").await;
    clinic.follow("Valitse organisaatio").await;
    clinic.is_on("Valitse organisaatio").await;
    clinic.choose_named(&format!("{} ({})", customer.organisation, customer.business_id)).await;
    clinic.press("Valitse ja siirry asiointipalveluun").await;
}

async fn choose_service(clinic: &Reader, customer: Customer) {
    clinic.is_on("Palvelut ja asiakastiedot").await;
    clinic.sees_name(customer.organisation).await;
    clinic.follow("Hae käyttöönottoa: Potilastietovaranto").await;
    clinic.is_on("Käyttöönoton toimintaohje").await;
    clinic.press("Aloita").await;
}

async fn access_points(clinic: &Reader, customer: Customer) {
    clinic.is_on_step(2, "Liityntäpisteet ja järjestelmät").await;
    clinic.press(NEXT).await;
    clinic.is_told(&["Kirjoita liityntäpisteen OID", "Valitse vähintään yksi järjestelmä"]).await;
    clinic.fill("Syötä liityntäpisteen OID", customer.own_oid).await;
    clinic.choose_named("Mallipotilas").await;
    clinic.press(NEXT).await;
    let reason = "oma OID, ei liityntäpisteen. Pyydä liityntäpisteen OID järjestelmätoimittajalta.";
    clinic.is_told(&[&format!("Tämä on organisaation {} {reason}", customer.organisation)]).await;
    clinic.fills_access_point().await;
    clinic.press("Ilmoita liityntäpiste ja järjestelmät").await;
    clinic.is_on_step(2, "Liityntäpisteet ja järjestelmät").await;
    clinic.sees("Mallilinkki 1 – hallinnoija Mallijärjestelmät Oy").await;
    clinic.press("Poista liityntäpiste: Liityntäpiste 2").await;
    clinic.press(NEXT).await;
}

async fn customer_data(clinic: &Reader, customer: Customer) {
    clinic.is_on_step(3, "Asiakastiedot").await;
    clinic.sees_name(customer.business_id).await;
    clinic.sees_name(customer.own_oid).await;
    clinic.fill("Sähköposti", "ei osoite").await;
    clinic.press(NEXT).await;
    let phone = "Kirjoita puhelinnumero, esimerkiksi 040 123 4567 tai +358 40 123 4567";
    clinic.is_told(&["Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi", phone]).await;
    clinic.fills_customer_data().await;
    clinic.press(NEXT).await;
}

async fn contacts(clinic: &Reader) {
    clinic.is_on_step(4, "Yhteyshenkilöt").await;
    clinic.fills_contact("09 1234567", &ROLES[..4]).await;
    clinic.press(NEXT).await;
    let no_text_messages = "Häiriötiedotteen vastaanottaja tarvitsee numeron, johon voi lähettää tekstiviestejä. Anna matkapuhelinnumero.";
    let nobody = "Valitse jollekin yhteyshenkilölle rooli";
    let expected = [no_text_messages, &format!("{nobody} {}", ROLES[4]), &format!("{nobody} {}", ROLES[5])];
    clinic.is_told(&expected).await;
    clinic.fills_contact("040 1234567", &ROLES[4..]).await;
    clinic.press("Lisää uusi yhteystieto").await;
    clinic.choose_nth("Organisaatio", 1).await;
    clinic.is_on_step(4, "Yhteyshenkilöt").await;
    clinic.fill("Organisaation nimi", "Esimerkkituki Oy").await;
    clinic.fill_nth("Puhelinnumero", 1, "09 7654321").await;
    clinic.fill_nth("Sähköposti", 1, "tuki@esimerkki.example").await;
    clinic.press(NEXT).await;
    clinic.is_told(&["Valitse vähintään yksi rooli"]).await;
    clinic.choose_nth(ROLES[2], 1).await;
    clinic.press(NEXT).await;
}

async fn billing(clinic: &Reader) {
    clinic.is_on_step(5, "Laskutustiedot").await;
    clinic.follow("Edellinen").await;
    clinic.is_on_step(4, "Yhteyshenkilöt").await;
    clinic.takes_picture_at(1280, "contacts").await;
    clinic.scrolls_to("Vaihe 4/9: Yhteyshenkilöt").await;
    clinic.takes_picture_at(320, "phone").await;
    clinic.press(NEXT).await;
    clinic.fill("Välittäjän tunnus", UNLISTED_OPERATOR).await;
    clinic.press(NEXT).await;
    let shape = "Kirjoita postinumero viidellä numerolla, esimerkiksi 00100";
    let address = "Kirjoita verkkolaskuosoite tai poista välittäjän tunnus";
    clinic
        .is_told(&[
            "Valitse laskutuskieli",
            address,
            "Kirjoita laskutusosoite, enintään 200 merkkiä",
            shape,
            "Kirjoita postitoimipaikka, enintään 200 merkkiä",
        ])
        .await;
    clinic.fills_billing().await;
    clinic.fill("Verkkolaskuosoite", ANOTHERS_ADDRESS).await;
    clinic.press(NEXT).await;
    clinic.is_asked_to_check(&ODD).await;
    clinic.press(NEXT).await;
}

async fn acceptance(clinic: &Reader) {
    clinic.is_on_step(6, "Palvelukuvauksen hyväksyminen").await;
    assert_eq!(clinic.opens_documents().await, 1);
    clinic.press(NEXT).await;
    clinic.is_told(&["Hyväksy palvelukuvaus, jotta voit lähettää hakemuksen"]).await;
    clinic.choose("Olen lukenut palvelukuvauksen ja hyväksyn sen").await;
    clinic.press(NEXT).await;
    clinic.is_on_step(7, "Sitoumuksen allekirjoittaminen").await;
    assert_eq!(clinic.opens_documents().await, 2);
    clinic.press(NEXT).await;
    clinic.is_told(&["Allekirjoita sitoumus, jotta voit lähettää hakemuksen"]).await;
    clinic.follow("Jatka ja korjaa myöhemmin").await;
    clinic.is_on("Yhteenveto").await;
    clinic.sees("Lähettää ei voi vielä").await;
    clinic.follow("Muokkaa: Sitoumuksen allekirjoittaminen").await;
    clinic.choose("Olen lukenut sitoumuslomakkeen ja allekirjoitan sen").await;
    clinic.press(NEXT).await;
}

async fn summary(clinic: &Reader) {
    clinic.is_on("Yhteenveto").await;
    clinic.takes_picture_at(1280, "summary").await;
    for shown in [ACCESS_POINT, "Mallipotilas", MAILBOX, "Malla Mallikas", "Esimerkkituki Oy", ANOTHERS_ADDRESS] {
        clinic.sees_name(shown).await;
    }
    for odd in ODD {
        clinic.sees(&format!("Tarkista: {odd}")).await;
    }
    clinic.follow("Muokkaa: Asiakastiedot").await;
    clinic.is_on_step(3, "Asiakastiedot").await;
    clinic.fill("Puhelinnumero", "09 7777777").await;
    clinic.press(NEXT).await;
    clinic.is_on("Yhteenveto").await;
    clinic.sees_name("09 7777777").await;
}

async fn send(clinic: &Reader) -> String {
    clinic.press("Lähetä").await;
    clinic.is_on("Kiitos").await;
    clinic.sees("Hakemus on toimitettu Kelaan.").await;
    clinic.sees_name(MAILBOX).await;
    clinic.takes_picture_at(1280, "thanks").await;
    assert_eq!(clinic.opens_documents().await, 2, "the commitment and the receipt");
    clinic.case_number().await
}

async fn officer_asks(officer: &Reader, customer: Customer, case: &str) {
    officer.goto(&format!("/?lang={}", officer.texts.language())).await;
    officer.follow("Käsittelijän kirjautuminen").await;
    officer.is_on("Kirjaudu käsittelijänä").await;
    officer.choose_named("Kaisa Käsittelijä").await;
    officer.press("Kirjaudu").await;
    officer.is_on("Työjono").await;
    officer.browser.follow(case).await.unwrap();
    officer.looks().await;
    officer.sees_name(customer.organisation).await;
    officer.press("Ota käsittelyyn").await;
    officer.looks().await;
    officer.takes_picture_at(1280, "case").await;
    officer.press("Pyydä lisätietoja").await;
    officer.is_told(&["Kirjoita, mitä tietoja tarvitaan"]).await;
    officer.press("Tee päätös").await;
    officer.is_told(&["Valitse päätös"]).await;
    officer.fill("Mitä tietoja tarvitaan?", "Onko Malla Mallikas arkistonhoitaja?").await;
    officer.press("Pyydä lisätietoja").await;
    officer.sees("Lisätietoja pyydetty").await;
    officer.looks().await;
    assert_eq!(officer.opens_documents().await, 2);
}

async fn clinic_answers(clinic: &Reader) {
    clinic.goto("/services").await;
    clinic.is_on("Palvelut ja asiakastiedot").await;
    clinic.follow("Vastaa lisätietopyyntöön: Potilastietovaranto").await;
    clinic.is_on("Liittyminen: Potilastietovaranto").await;
    clinic.sees_name("Onko Malla Mallikas arkistonhoitaja?").await;
    clinic.follow("Vastaa lisätietopyyntöön").await;
    clinic.is_on("Vastaa lisätietopyyntöön").await;
    clinic.press(NEXT).await;
    clinic.is_told(&["Kirjoita vastaus käsittelijän kysymykseen"]).await;
    clinic.fill("Vastauksesi käsittelijälle", "On toistaiseksi.").await;
    clinic.press(NEXT).await;
    clinic.is_on("Yhteenveto").await;
    clinic.sees_name("On toistaiseksi.").await;
    clinic.press("Lähetä").await;
    clinic.is_on("Kiitos").await;
}

async fn officer_approves(officer: &Reader) {
    officer.browser.reload().await.unwrap();
    officer.sees_name("On toistaiseksi.").await;
    officer.looks().await;
    officer.choose("Hyväksy palvelun käyttäjäksi").await;
    officer.press("Tee päätös").await;
    officer.sees("Hyväksytty").await;
    officer.looks().await;
    officer.follow("Takaisin työjonoon").await;
    officer.is_on("Työjono").await;
    officer.sees("Avaa tekniset yhteydet").await;
}

async fn clinic_is_told(clinic: &Reader, program: &Program, case: &str) {
    clinic.goto("/services").await;
    clinic.sees("Hyväksytty, käyttöönotto kesken").await;
    clinic.follow("Katso hakemusta: Potilastietovaranto").await;
    clinic.is_on("Liittyminen: Potilastietovaranto").await;
    clinic.sees("Hyväksytty").await;
    assert_eq!(clinic.opens_documents().await, 3, "the commitment and two receipts");
    let mails = [
        ("hakemus vastaanotettu", MAILBOX, 2),
        ("tarvitsemme lisätietoja", "malla@esimerkki.example", 0),
        ("lisätiedot vastaanotettu", MAILBOX, 1),
        ("hakemus hyväksytty", MAILBOX, 0),
    ];
    for (what, to, attachments) in mails {
        let subject = format!("{case}: {what}, Potilastietovaranto");
        clinic.waits_for_mail(program, &subject).await;
        clinic.is_on("Lähetetyt sähköpostit").await;
        clinic.follow(&subject).await;
        clinic.is_on(&subject).await;
        clinic.sees_name(to).await;
        assert_eq!(clinic.opens_documents().await, attachments, "{subject}");
    }
}

async fn log_out(reader: &Reader) {
    reader.goto("/").await;
    reader.press("Kirjaudu ulos").await;
    reader.is_on("Olet kirjautunut ulos").await;
    reader.goto("/services").await;
    assert!(!reader.browser.path().await.unwrap().starts_with("/services"), "a page for those who have logged in");
}
