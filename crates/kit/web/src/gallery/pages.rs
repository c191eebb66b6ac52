use kit_core::Language;

use crate::components::*;
use crate::layout::{LayoutTexts, NavItem, Page, SessionWarning, User, Variant};

/// Whole pages made of samples: the public start, a step with errors, a summary, the officer's queue and a case.
pub fn pages() -> Vec<Example> {
    vec![("start", start()), ("step", step()), ("summary", summary()), ("queue", queue()), ("case", case())]
}

const TEXTS: LayoutTexts<'static> = LayoutTexts {
    service_name: "Kanta Ekstranet",
    service_note: "Avoin, riippumaton toteutus",
    skip_to_content: "Siirry sisältöön",
    language_menu: "Kieli",
    main_navigation: "Päävalikko",
    menu: "Valikko",
    signed_in_as: "Kirjautunut",
    acting_for: "Asioit puolesta",
    role: "Rooli",
    log_out: "Kirjaudu ulos",
    footer: "Tietoa palvelusta",
};

pub(super) fn page(variant: Variant, language: Language, title: &'static str, body: Html<'static>) -> Page<'static> {
    let mut page = Page::new(variant, language, title, "/esimerkki", TEXTS, body);
    page.footer_links = vec![
        Link::new("/ohje", "Ohjeet ja yhteystiedot"),
        Link::new("/tietosuoja", "Tietosuoja"),
        Link::new("/saavutettavuus", "Saavutettavuusseloste"),
    ];
    page.stand_in_banner = Some("Kokeiluympäristö: tunnistus, valtuudet ja sähköposti ovat sijaisia.".into());
    page
}

fn signed_in(mut page: Page<'static>) -> String {
    let csrf = || HiddenField::new("csrf", "token");
    page.navigation = vec![
        NavItem::new("/", "Etusivu", false),
        NavItem::new("/palvelut", "Palvelut ja asiakastiedot", true),
        NavItem::new("/ohjeet", "Ohjeet ja lomakkeet", false),
        NavItem::new("/irtisanominen", "Kanta-palvelujen irtisanominen", false),
    ];
    page.user = Some(User {
        name: "Maija Malli".into(),
        organisation: Some("Esimerkkilääkärit Oy".into()),
        role: Some("Asiakkaan edustaja".into()),
        log_out: "/ulos".into(),
        csrf: csrf(),
    });
    page.session = Some(SessionWarning {
        idle_seconds: 1800,
        extend: "/istunto".into(),
        csrf: csrf(),
        title: "Istuntosi päättyy pian".into(),
        minutes: "Istunto päättyy noin %n minuutin kuluttua.".into(),
        last_minute: "Istunto päättyy alle minuutin kuluttua.".into(),
        ended: "Istunto on päättynyt. Kun tallennat, sinua pyydetään kirjautumaan uudelleen.".into(),
        go_on: "Jatka istuntoa".into(),
    });
    page.to_string()
}

fn officer(mut page: Page<'static>) -> String {
    page.navigation = vec![NavItem::new("/virkailija", "Hakemukset", true), NavItem::new("/virkailija/asiakkaat", "Asiakkaat", false)];
    page.user = Some(User {
        name: "Kalle Käsittelijä".into(),
        organisation: None,
        role: Some("Käsittelijä".into()),
        log_out: "/ulos".into(),
        csrf: HiddenField::new("csrf", "token"),
    });
    page.to_string()
}

fn join(parts: impl IntoIterator<Item = String>) -> Html<'static> {
    Html::rendered(parts.into_iter().collect::<String>())
}

fn start() -> String {
    let body = join([
        "<h1>Kanta-palvelujen asiointipalvelu</h1><p class=\"lead\">Täällä sosiaali- ja terveydenhuollon palvelunantaja tai apteekkari liittyy Kanta-palveluihin, pitää tietonsa ajan tasalla ja päättää asiakkuutensa.</p>".into(),
        Actions::new(vec![Button::primary("Kirjaudu Ekstranetiin").href("/kirjaudu")]).to_string(),
        "<h2>Mitä tarvitset</h2><ul><li>pankkitunnukset, mobiilivarmenteen tai varmennekortin</li><li>oikeuden edustaa organisaatiota tai Suomi.fi-asiointivaltuuden</li><li>liityntäpisteen OID-tunnuksen, jonka saat järjestelmän toimittajalta</li></ul>".into(),
        Notice::info("Tarkista ensin rekisterit")
            .line("Organisaation tietojen on oltava ajan tasalla kansallisessa koodistopalvelussa ennen hakemista.")
            .to_string(),
        "<h2>Palvelut</h2><ul class=\"cards\"><li class=\"card\"><h3>Potilastietovaranto</h3><p>Terveydenhuollon potilastiedot.</p></li><li class=\"card\"><h3>Resepti</h3><p>Sähköiset lääkemääräykset.</p></li><li class=\"card\"><h3>Sosiaalihuollon asiakastietovaranto</h3><p>Sosiaalihuollon asiakirjat.</p></li><li class=\"card\"><h3>Kuva-aineistojen tietovaranto</h3><p>Kuvat ja katselinjärjestelmän tiedot.</p></li></ul>".into(),
        "<h2>Jos kirjautuminen ei onnistu</h2><p>Kokeile toista tunnistustapaa tai ota yhteyttä asiakastukeen: <a href=\"mailto:tuki@esimerkki.example\">tuki@esimerkki.example</a>.</p>".into(),
    ]);
    let mut page = page(Variant::Public, Language::Fi, "Kanta-palvelujen asiointipalvelu", body);
    page.login = Some(Link::new("/kirjaudu", "Kirjaudu Ekstranetiin"));
    page.to_string()
}

fn step() -> String {
    let kind = vec![Choice::new("person", "Yhteyshenkilö").checked(), Choice::new("organisation", "Organisaatio")];
    let roles = vec![
        Choice::new("administrative", "Hallinnollinen yhteyshenkilö").checked(),
        Choice::new("privacy", "Tietosuojavastaava"),
        Choice::new("technical", "Asiakkaan tekninen yhteyshenkilö"),
        Choice::new("disruption", "Häiriötiedotteen vastaanottaja").hint("Numeroon on voitava lähettää tekstiviesti."),
    ];
    let email_help = "Osoite, jota luetaan arkisin. Ilmoitukset hakemuksesta tulevat hallinnolliselle yhteyshenkilölle.";
    let fields = join([
        Radios::new("contacts.0.kind", "Yhteystietotyyppi", kind).inline().required().to_string(),
        TextInput::new("contacts.0.first-name", "Etunimi", "Maija").autocomplete("given-name").required().to_string(),
        TextInput::new("contacts.0.last-name", "Sukunimi", "Malli").autocomplete("family-name").required().to_string(),
        TextInput::new("contacts.0.email", "Sähköposti", "maija.malli@")
            .email()
            .help("Ohje: Sähköposti", email_help)
            .error("Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi")
            .required()
            .to_string(),
        TextInput::new("contacts.0.phone", "Puhelinnumero", "")
            .tel()
            .half()
            .hint("Esimerkiksi +358 40 000 0000")
            .error("Kirjoita puhelinnumero")
            .required()
            .to_string(),
        Checkboxes::new("contacts.0.roles", "Valitse Kanta-palvelujen yhteiset roolit", roles).to_string(),
    ]);
    let remove = Button::danger("Poista yhteystieto").sends("remove", "0").about("Maija Malli");
    let errors = ErrorSummary::new("Virhe", "Tarkista kaksi kohtaa")
        .item("contacts.0.email", "Kirjoita sähköpostiosoite muodossa nimi@esimerkki.fi")
        .item("contacts.0.phone", "Kirjoita puhelinnumero");
    let body = join([
        errors.to_string(),
        "<h1>Yhteyshenkilöt ja roolit</h1><p>Pakolliset kentät on merkitty tähdellä (*).</p><form method=\"post\" action=\"/hakemus/yhteyshenkilot\" novalidate data-warn>".into(),
        RepeatGroup::new("contacts.0", "Yhteystieto 1", fields).remove(remove).to_string(),
        format!("<p>{}</p>", Button::secondary("Lisää uusi yhteystieto").sends("add", "contact")),
        Actions::new(vec![Button::primary("Tallenna ja jatka"), Button::secondary("Edellinen").href("/hakemus/asiakastiedot")]).to_string(),
        "</form>".into(),
    ]);
    let mut page = page(Variant::SignedIn, Language::Fi, "Virhe: Yhteyshenkilöt", body);
    page.sidebar = Some(Html::of(samples::stepper()));
    signed_in(page)
}

fn customer() -> SummaryList<'static> {
    SummaryList::new("Asiakastiedot").rows(vec![
        SummaryRow::new("Nimi", "Esimerkkilääkärit Oy"),
        SummaryRow::new("OID", "1.2.246.10.99999999.10.0"),
        SummaryRow::lines("Osoite", vec!["Esimerkkikatu 1 A 2".into(), "00100 Helsinki".into()]),
        SummaryRow::new("Sähköposti", "info@esimerkki.example"),
    ])
}

fn contacts() -> SummaryList<'static> {
    let person = vec![SummaryRow::new("Sähköposti", "maija.malli@esimerkki.example"), SummaryRow::new("Rooli", "Hallinnollinen yhteyshenkilö")];
    let desk = vec![SummaryRow::new("Puhelinnumero", "+358 40 000 0000"), SummaryRow::new("Rooli", "Häiriötiedotteen vastaanottaja")];
    SummaryList::new("Yhteyshenkilöt").group(SummaryGroup::titled("Maija Malli", person)).group(SummaryGroup::titled("Esimerkin päivystys", desk))
}

fn summary() -> String {
    let file = FileLink::pdf("/asiakirjat/1", "Palvelukuvaus", "avautuu uuteen välilehteen").size("124 kt");
    let body = join([
        "<h1>Yhteenveto</h1><p>Tarkista tiedot. Kun lähetät hakemuksen, saat vahvistuksen sähköpostiin.</p>".into(),
        customer().edit("/hakemus/asiakastiedot", "Muokkaa").to_string(),
        contacts().edit("/hakemus/yhteyshenkilot", "Muokkaa").problem("Tietosuojavastaava puuttuu").to_string(),
        SummaryList::new("Palvelukuvaus").more(Html::of(file)).edit("/hakemus/palvelukuvaus", "Muokkaa").to_string(),
        "<form method=\"post\" action=\"/hakemus/lahetys\">".into(),
        Checkbox::new("accepted", "Tiedot ovat oikein", false).required().to_string(),
        Actions::new(vec![Button::primary("Lähetä"), Button::secondary("Edellinen").href("/hakemus/sitoumus")]).to_string(),
        "</form>".into(),
    ]);
    let mut page = page(Variant::SignedIn, Language::Fi, "Yhteenveto", body);
    page.notices = vec![Notice::success("Tiedot tallennettiin").announced()];
    page.sidebar = Some(Html::of(samples::stepper()));
    signed_in(page)
}

fn queue() -> String {
    let states = vec![Choice::new("", "Kaikki avoimet"), Choice::new("sent", "Saapunut")];
    let body = join([
        "<h1>Hakemukset</h1><form method=\"get\" action=\"/virkailija\"><div class=\"field-row\">".into(),
        Select::new("state", "Tila", states).to_string(),
        TextInput::new("q", "Hae asiakasta", "").kind(InputKind::Search).to_string(),
        format!("</div><p>{}</p></form>", Button::secondary("Rajaa")),
        samples::table().to_string(),
        Pagination::new("Sivut", "Sivu 1/3").next("?sivu=2", "Seuraava sivu").to_string(),
        "<h2>Jonon tilanne</h2>".into(),
        samples::bar_chart().to_string(),
    ]);
    officer(page(Variant::Officer, Language::Fi, "Hakemukset", body))
}

fn case() -> String {
    let main = join([customer().to_string(), contacts().foldable(true).to_string()]);
    let register = DescriptionRows::new().row("Nimi", "Esimerkkilääkärit Oy").row("Osoite", "Esimerkkikatu 1 B 2, 00100 Helsinki");
    let actions = Actions::new(vec![Button::primary("Hyväksy"), Button::secondary("Pyydä lisätietoja"), Button::danger("Hylkää")]);
    let aside = join([
        format!(
            "<div class=\"card\"><h2>Käsittely</h2><p>{}</p><form method=\"post\" action=\"/x\">{actions}</form></div>",
            Tag::new(TagKind::Info, "Käsittelyssä")
        ),
        format!("<div class=\"card\"><h2>Rekisterin tiedot</h2>{register}</div>"),
        format!("<h2>Tapahtumat</h2>{}", samples::timeline()),
    ]);
    let body = join([
        BackLink::new("/virkailija", "Takaisin jonoon").to_string(),
        "<h1>EKS-2026-000021 · Potilastietovaranto</h1>".into(),
        SidePanel::new(main, aside, "Käsittely").to_string(),
    ]);
    officer(page(Variant::Officer, Language::Fi, "EKS-2026-000021", body))
}
