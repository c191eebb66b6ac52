use customership::{
    applications::ApplicationId,
    documents::{PublishedText, TextKind},
    sections::{Facts, Section, SectionKey, contacts::Role},
    services::{ALL_SERVICES, Service},
};
use kit_core::{Digest, Instant, Language, Uuid};
use kit_db::testing::generated_document;
use kit_web::Fields;
use registers::{BusinessId, Organisation, OrganisationKind, Sector};

use super::{Table, document};

const EN: Language = Language::En;

const KINDS: [OrganisationKind; 10] = {
    use OrganisationKind as K;
    [
        K::PublicHealth,
        K::PublicSocial,
        K::PrivateHealth,
        K::PrivateSocial,
        K::Practitioner,
        K::Foundation,
        K::Association,
        K::Pharmacist,
        K::HospitalPharmacy,
        K::Other,
    ]
};

#[test]
fn services_are_a_generated_document() {
    assert!(KINDS.into_iter().map(place).eq(0..KINDS.len()));
    let about = "What each service asks, and who may join it. The number is the section's place in the joining application.";
    generated_document("services.md", &document("Services", about, [sections(), customers()]));
}

fn sections() -> Table {
    let table = Table::new("Sections", &columns("section"));
    SectionKey::ALL.into_iter().fold(table, |table, key| {
        let title = ALL_SERVICES.iter().find_map(|service| service.section(key)).map_or("–", |section| section.title(EN));
        let cells = ALL_SERVICES.iter().map(|service| asked(service, key));
        table.row([format!("{title} `{}`", key.key())].into_iter().chain(cells))
    })
}

fn customers() -> Table {
    let table = Table::new("Who may join", &[&columns("customer")[..1], &["acts by"], &columns("customer")[1..]].concat());
    KINDS.into_iter().fold(table, |table, kind| {
        let right = if kind.needs_mandate() { "mandate" } else { "mandate or right to sign" };
        let cells = ALL_SERVICES.iter().map(|service| if service.may_be_joined_by(kind) { "yes" } else { "–" });
        table.row([kind.key(), right].into_iter().chain(cells))
    })
}

/// A kind that is new in the register must be thought of here: its place in [`KINDS`].
const fn place(kind: OrganisationKind) -> usize {
    use OrganisationKind as K;
    match kind {
        K::PublicHealth => 0,
        K::PublicSocial => 1,
        K::PrivateHealth => 2,
        K::PrivateSocial => 3,
        K::Practitioner => 4,
        K::Foundation => 5,
        K::Association => 6,
        K::Pharmacist => 7,
        K::HospitalPharmacy => 8,
        K::Other => 9,
    }
}

fn columns(first: &'static str) -> Vec<&'static str> {
    [first].into_iter().chain(ALL_SERVICES.iter().map(|service| service.name(EN))).collect()
}

/// Place and policy of a section in a service.
fn asked(service: &'static Service, key: SectionKey) -> String {
    let Some(place) = service.sections.iter().position(|section| section.key() == key) else {
        return "–".to_owned();
    };
    let section = service.sections[place];
    let facts = |commitment_needed| facts(service, commitment_needed);
    let once = if section.is_asked(&facts(false)) { "" } else { "; at the customer's first service only" };
    format!("{}{}{once}", place + 1, policy(section, &facts(true)))
}

/// What the section wants in this service, as it says itself of a form in which everything is chosen.
fn policy(section: &dyn Section, facts: &Facts) -> String {
    match section.key() {
        SectionKey::Contacts => {
            let all = Role::ALL.map(|role| ("contacts.0.roles", role.key()));
            let groups = lines(section, &Fields::from_pairs(all), facts);
            groups.into_iter().map(|(label, roles)| format!("; {label}: {}", roles.join(", "))).collect()
        }
        SectionKey::ServiceDescription | SectionKey::Commitment => {
            let shown = lines(section, &Fields::default(), facts).into_iter().flat_map(|(_, texts)| texts).collect::<String>();
            let wanted = TextKind::ALL.into_iter().filter(|kind| shown.contains(&marked(*kind)));
            format!("; texts: {}", wanted.map(|kind| format!("`{}`", kind.key())).collect::<Vec<_>>().join(", "))
        }
        // The same in all services.
        SectionKey::AccessPoints | SectionKey::CustomerData | SectionKey::Billing => String::new(),
    }
}

/// The rows of the section's summary that say something: label and lines.
fn lines(section: &dyn Section, fields: &Fields, facts: &Facts) -> Vec<(String, Vec<String>)> {
    let rows = section.summary(fields, facts, EN).groups.into_iter().flat_map(|group| group.rows);
    let texts = rows.map(|row| (row.label.to_string(), row.lines.into_iter().map(|line| line.to_string()).collect::<Vec<_>>()));
    texts.filter(|(_, lines)| !lines.is_empty()).collect()
}

/// The version that a text has here, to find it by.
fn marked(kind: TextKind) -> String {
    format!("«{}»", kind.key())
}

/// A customer of whom nothing is known, and every text in force.
fn facts(service: &'static Service, commitment_needed: bool) -> Facts {
    let today = Instant::from_micros(0).day();
    let text =
        |kind| PublishedText { kind, version: marked(kind), language: EN, effective: today, sha256: Digest::of(""), content: Default::default() };
    Facts {
        application: ApplicationId(Uuid::nil()),
        service,
        organisation: organisation(),
        documents: EN,
        commitment_needed,
        today,
        systems: Vec::new(),
        points: Default::default(),
        texts: TextKind::ALL.into_iter().map(|kind| (kind, text(kind))).collect(),
    }
}

/// A customer whose business ID is 9900100-2, and nothing else is known.
pub fn organisation() -> Organisation {
    let (text, epoch) = (String::new, Instant::from_micros(0));
    let today = epoch.day();
    Organisation {
        oid: text(),
        business_id: BusinessId::parse("9900100-2").unwrap(),
        name: text(),
        kind: OrganisationKind::Other,
        sector: Sector::Private,
        health: true,
        social: true,
        street: text(),
        postal_code: text(),
        town: text(),
        begins: today,
        ends: today,
        loaded_at: epoch,
    }
}
