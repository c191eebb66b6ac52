//! The other services: what each asks, what is common to all services of a customer, and what is odd and may stay.

use e2e::{Options, Program};

use crate::{
    reader::Reader,
    story::{ACCESS_POINT, CLINIC, Customer, MAILBOX, NEXT, ROLES},
};

const CARE: Customer = Customer {
    person: "Teppo Tapani Toimitusjohtaja",
    organisation: "Esimerkkihoiva Oy",
    business_id: "9900201-3",
    own_oid: "1.2.246.10.99002013.10.0",
};
const PHARMACIST: Customer = Customer {
    person: "Aapo Antero Apteekkari",
    organisation: "Esimerkkiapteekkari Aapo Apteekkari",
    business_id: "9900504-6",
    own_oid: "1.2.246.10.99005046.10.0",
};

/// Through it work a system of social care, an archive of images and their viewer.
const FURTHER_POINT: &str = "1.2.246.10.99015033.10.0.13.3";
const PHARMACY_POINT: &str = "1.2.246.10.99016044.10.0.13.2";
/// An OID, and of no form that access points have.
const UNUSUAL_POINT: &str = "1.2.246.10.99015033.10.0.9.1";
const UNUSUAL: &str = "Tunnus ei ole liityntäpisteiden tavallista muotoa (alku 1.2.246., lopussa .13. ja numero), eikä sitä ole tiedoissamme. \
     Voit jatkaa, mutta tarkista tunnus sen antajalta.";
const BILLING: &str = ROLES[4];
const ARCHIVIST: &str = ROLES[5];

#[tokio::test]
async fn a_company_of_social_care_joins_in_swedish() {
    let program = Program::start().unwrap();
    let care = Reader::new(&program, Options { language: "sv", ..Options::default() }).await;
    care.logs_in(CARE).await;
    care.applies("Sosiaalihuollon asiakastietovaranto", FURTHER_POINT, "Mallisosiaali").await;
    care.is_on_step(2, "Liityntäpisteet ja järjestelmät").await;
    care.fill("Syötä liityntäpisteen OID", FURTHER_POINT).await;
    care.choose_named("Mallisosiaali").await;
    care.press(NEXT).await;
    care.is_on_step(3, "Palvelun käyttö").await;
    care.press(NEXT).await;
    care.is_told(&["Valitse järjestelmän profiili", "Valitse ainakin yksi asiakirjaryhmä", "Valitse ainakin yksi palvelutehtävä"]).await;
    let used = ["Tillämpning som producerar uppgifter till arkivet", "Handlingar enligt anslutningsskyldigheten", "Service för äldre", "Barnskydd"];
    for name in used {
        care.choose_named(name).await;
    }
    care.press(NEXT).await;
    care.is_on_step(4, "Asiakastiedot").await;
    care.fills_customer_data().await;
    care.press(NEXT).await;
    care.is_on_step(5, "Yhteyshenkilöt").await;
    care.fills_contact("040 1234567", &ROLES[..4]).await;
    care.press(NEXT).await;
    care.is_told(&[&format!("Valitse jollekin yhteyshenkilölle rooli {ARCHIVIST}")]).await;
    care.choose(ARCHIVIST).await;
    care.press(NEXT).await;
    care.accepts_and_sends(9, &[&used[..], &["Mallisosiaali"]].concat()).await;
    care.seen.tell("social care in Swedish");
}

#[tokio::test]
async fn a_pharmacist_joins_with_both_pharmacies() {
    const PHARMACIES: [&str; 2] = ["Esimerkkiapteekki", "Esimerkkiapteekin sivuapteekki"];
    let program = Program::start().unwrap();
    let pharmacist = Reader::new(&program, Options::default()).await;
    pharmacist.logs_in(PHARMACIST).await;
    pharmacist.applies("Resepti", PHARMACY_POINT, "Malliapteekki").await;
    pharmacist.is_on_step(2, "Liityntäpisteet ja järjestelmät").await;
    pharmacist.press(NEXT).await;
    let missing = ["Kirjoita liityntäpisteen OID", "Valitse vähintään yksi apteekki", "Valitse vähintään yksi järjestelmä"];
    pharmacist.is_told(&missing).await;
    pharmacist.fill("Syötä liityntäpisteen OID", PHARMACY_POINT).await;
    pharmacist.choose_named("Malliapteekki").await;
    pharmacist.choose_named(PHARMACIES[0]).await;
    pharmacist.press(NEXT).await;
    let without = "liityntäpistettä ei ole valittu. Ilman sitä apteekki ei voi käsitellä sähköisiä reseptejä.";
    pharmacist.is_asked_to_check(&[&format!("{}: {without}", PHARMACIES[1])]).await;
    pharmacist.choose_named(PHARMACIES[1]).await;
    pharmacist.press(NEXT).await;
    pharmacist.is_on_step(3, "Asiakastiedot").await;
    pharmacist.fills_customer_data().await;
    pharmacist.press(NEXT).await;
    pharmacist.is_on_step(4, "Yhteyshenkilöt").await;
    pharmacist.fills_contact("040 1234567", &ROLES[..5]).await;
    pharmacist.press(NEXT).await;
    pharmacist.is_on_step(5, "Laskutustiedot").await;
    pharmacist.fills_billing().await;
    pharmacist.press(NEXT).await;
    pharmacist.accepts_and_sends(9, &[&PHARMACIES[..], &["Malliapteekki"]].concat()).await;
    pharmacist.seen.tell("a pharmacist");
}

#[tokio::test]
async fn a_clinic_joins_further_services_and_finds_the_common_data_filled_in() {
    let program = Program::start().unwrap();
    let clinic = Reader::new(&program, Options::default()).await;
    clinic.begins(CLINIC).await;
    patient_data(&clinic).await;
    prescription(&clinic).await;
    imaging(&clinic).await;
    clinic.seen.tell("further services");
}

/// Other stories look at these pages.
async fn patient_data(clinic: &Reader) {
    clinic.fills_access_point().await;
    clinic.press(NEXT).await;
    clinic.fills_customer_data().await;
    clinic.press(NEXT).await;
    clinic.fills_contact("040 1234567", &ROLES).await;
    clinic.press(NEXT).await;
    clinic.fills_billing().await;
    clinic.press(NEXT).await;
    clinic.choose("Olen lukenut palvelukuvauksen ja hyväksyn sen").await;
    clinic.press(NEXT).await;
    clinic.choose("Olen lukenut sitoumuslomakkeen ja allekirjoitan sen").await;
    clinic.press(NEXT).await;
    clinic.press("Lähetä").await;
    clinic.is_on("Kiitos").await;
    clinic.goto("/services").await;
}

async fn prescription(clinic: &Reader) {
    clinic.applies("Resepti", ACCESS_POINT, "Mallipotilas").await;
    clinic.is_on_step_of(2, 8, "Liityntäpisteet ja järjestelmät").await;
    clinic.is_asked_of_renewals_if_supported().await;
    clinic.fill("Syötä liityntäpisteen OID", UNUSUAL_POINT).await;
    clinic.press(NEXT).await;
    clinic.is_asked_to_check(&[UNUSUAL]).await;
    clinic.browser.tab_to(UNUSUAL).await.unwrap();
    clinic.browser.enter().await.unwrap();
    assert_eq!(clinic.browser.focused().await.unwrap(), "Syötä liityntäpisteen OID");
    clinic.press(NEXT).await;
    clinic.finds_customer_data(3, 8, "Potilastietovaranto (hakemus)").await;
    clinic.finds_contacts(4, 8, BILLING).await;
    clinic.is_on_step_of(5, 8, "Laskutustiedot").await;
    clinic.finds_common("Potilastietovaranto (hakemus)").await;
    assert_eq!(clinic.browser.value("Laskutusosoite").await.unwrap(), "PL 1");
    clinic.press(NEXT).await;
    let checked = format!("Tarkista: {UNUSUAL}");
    clinic.accepts_and_sends(8, &[UNUSUAL_POINT, &checked, "Otamme vastaan uusimispyyntöjä", MAILBOX]).await;
    clinic.sees("Tehkää vielä nämä").await;
    clinic.goto("/services").await;
}

async fn imaging(clinic: &Reader) {
    clinic.applies("Kuva-aineistojen tietovaranto", FURTHER_POINT, "Mallikuva-katselin, Malliröntgen").await;
    clinic.is_on_step_of(2, 7, "Liityntäpisteet ja järjestelmät").await;
    clinic.fill("Syötä liityntäpisteen OID", FURTHER_POINT).await;
    clinic.choose_named("Malliröntgen").await;
    clinic.press(NEXT).await;
    clinic.is_told(&["Valitse katselinjärjestelmä tai kirjoita sen nimi"]).await;
    clinic.choose_named("Mallikuva-katselin").await;
    clinic.press(NEXT).await;
    let others = "Potilastietovaranto (hakemus), Resepti (hakemus)";
    clinic.finds_customer_data(3, 7, others).await;
    clinic.finds_contacts(4, 7, "Kuva-aineistojen tietovarannon tekninen yhteystaho").await;
    clinic.accepts_and_sends(7, &["Malliröntgen", "Mallikuva-katselin", MAILBOX]).await;
}

impl Reader {
    /// From the services to the application, over the instructions, where an access point can be looked up.
    async fn applies(&self, service: &str, point: &str, systems: &str) {
        self.is_on("Palvelut ja asiakastiedot").await;
        self.follow(&format!("Hae käyttöönottoa: {service}")).await;
        self.is_on("Käyttöönoton toimintaohje").await;
        self.fill("Liityntäpisteen OID", point).await;
        self.press("Tarkista").await;
        self.sees(&format!("Palveluun sopivat järjestelmät sen kautta: {systems}.")).await;
        self.looks().await;
        self.press("Aloita").await;
    }

    /// The question is seen as long as a system is chosen that supports renewal requests, and has to be answered then.
    async fn is_asked_of_renewals_if_supported(&self) {
        const QUESTION: &str = "Uusimispyyntöpalvelua koskevat vaihtoehdot";
        const TO_DO: &str = "Sopikaa uusimispyyntöjen käyttöönotosta järjestelmätoimittajan kanssa.";
        self.choose_named("Mallihammas Pro").await;
        assert!(!self.browser.shows(QUESTION).await.unwrap(), "no system that supports renewal requests");
        self.choose_named("Mallipotilas").await;
        self.sees(QUESTION).await;
        self.looks().await;
        self.press(NEXT).await;
        self.is_told(&["Kirjoita liityntäpisteen OID", "Valitse, otatteko vastaan uusimispyyntöjä"]).await;
        assert!(!self.browser.shows(TO_DO).await.unwrap(), "not answered yet");
        self.choose("Otamme vastaan uusimispyyntöjä").await;
        self.sees(TO_DO).await;
        self.browser.untick_nth("Mallipotilas", 0).await.unwrap();
        assert!(!self.browser.shows(QUESTION).await.unwrap(), "supported no more");
        self.choose_named("Mallipotilas").await;
        self.sees(TO_DO).await;
    }

    /// Whom else the data concern, and who gave them.
    async fn finds_common(&self, others: &str) {
        self.sees("Tiedot ovat yhteiset kaikille palveluillenne").await;
        self.sees(&format!("Muutos koskee myös näitä: {others}.")).await;
        self.sees_name(&format!("Tiedot on täytetty valmiiksi: {} tallensi ne", CLINIC.person)).await;
    }

    async fn finds_customer_data(&self, place: usize, of: usize, others: &str) {
        self.is_on_step_of(place, of, "Asiakastiedot").await;
        self.finds_common(others).await;
        assert_eq!(self.browser.value("Sähköposti").await.unwrap(), MAILBOX);
        self.press(NEXT).await;
    }

    /// The contact is there with its common roles, and gets the service's own.
    async fn finds_contacts(&self, place: usize, of: usize, role: &str) {
        self.is_on_step_of(place, of, "Yhteyshenkilöt").await;
        assert_eq!(self.browser.value("Sukunimi").await.unwrap(), "Mallikas");
        for common in &ROLES[..4] {
            assert!(self.browser.is_chosen_nth(common, 0).await.unwrap(), "{common}");
        }
        assert!(!self.browser.is_chosen_nth(role, 0).await.unwrap(), "{role} is of another service");
        self.press(NEXT).await;
        self.is_told(&[&format!("Valitse jollekin yhteyshenkilölle rooli {role}")]).await;
        self.choose(role).await;
        self.press(NEXT).await;
    }

    /// The last steps of so many. Who has signed the commitment already has one less.
    async fn accepts_and_sends(&self, of: usize, shown: &[&str]) {
        let signs = of == 9;
        self.is_on_step_of(if signs { of - 3 } else { of - 2 }, of, "Palvelukuvauksen hyväksyminen").await;
        self.choose("Olen lukenut palvelukuvauksen ja hyväksyn sen").await;
        self.press(NEXT).await;
        if signs {
            self.is_on_step(7, "Sitoumuksen allekirjoittaminen").await;
            self.choose("Olen lukenut sitoumuslomakkeen ja allekirjoitan sen").await;
            self.press(NEXT).await;
        }
        self.is_on_step_of(of - 1, of, "Yhteenveto").await;
        for words in shown {
            self.sees_name(words).await;
        }
        self.press("Lähetä").await;
        self.is_on("Kiitos").await;
        self.case_number().await;
        assert_eq!(self.opens_documents().await, if signs { 2 } else { 1 }, "the receipt, and the commitment if it is new");
    }
}
