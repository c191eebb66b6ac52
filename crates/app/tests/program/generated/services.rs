use customership::{
    applications::ApplicationId,
    documents::{PublishedText, TextKind},
    sections::{Facts, Section, SectionKey, contacts::Role},
    services::{ALL_SERVICES, Form, Service},
};
use kit_core::{Digest, Instant, Language, Uuid};
use kit_db::testing::generated_document;
use kit_web::Fields;
use registers::{Activity, BusinessId, Organisation, OrganisationKind, Sector};

use super::{Table, document};

const EN: Language = Language::En;

#[test]
fn services_are_a_generated_document() {
    let about = "What each service asks, and who may join it. A service has a form for each kind of customer that fills in another one. \
                 The number is the section's place in the joining application.";
    generated_document("services.md", &document("Services", about, [sections(), customers(), kinds()]));
}

/// All forms of all services, in the order of the menu.
fn forms() -> Vec<(&'static Service, &'static Form)> {
    ALL_SERVICES.into_iter().flat_map(|service| service.forms.iter().map(move |form| (service, form))).collect()
}

fn sections() -> Table {
    let named = |(service, form): (&'static Service, &'static Form)| format!("{}: {}", service.name(EN), form.key);
    let columns: Vec<String> = ["section".to_owned()].into_iter().chain(forms().into_iter().map(named)).collect();
    let table = Table::new("Sections", &columns.iter().map(String::as_str).collect::<Vec<_>>());
    let table = SectionKey::ALL.into_iter().fold(table, |table, key| {
        let title = forms().into_iter().find_map(|(_, form)| form.section(key)).map_or("–", |section| section.title(EN));
        let common = if key.is_common() { ", common to all services" } else { "" };
        let cells = forms().into_iter().map(|(service, form)| asked(service, form, key));
        table.row([format!("{title} `{}`{common}", key.key())].into_iter().chain(cells))
    });
    let needs = forms().into_iter().map(|(_, form)| form.needs.iter().map(|need| format!("{need:?}")).collect::<Vec<_>>().join(", "));
    table.row(["must hold before it begins".to_owned()].into_iter().chain(needs.map(|needs| if needs.is_empty() { "–".to_owned() } else { needs })))
}

fn customers() -> Table {
    let columns: Vec<&str> = ["field of activity"].into_iter().chain(ALL_SERVICES.iter().map(|service| service.name(EN))).collect();
    let table = Table::new("Who may join", &columns);
    Activity::ALL.into_iter().fold(table, |table, activity| {
        let cells = ALL_SERVICES.iter().map(|service| match service.form_for(&[activity]) {
            Some(form) if form.joiner(&[activity]).is_some_and(|joiner| joiner.if_prescribing) => format!("if prescribing ({})", form.key),
            Some(form) => format!("yes ({})", form.key),
            None => "–".to_owned(),
        });
        table.row([activity.key().to_owned()].into_iter().chain(cells))
    })
}

/// What a customer of each kind does follows from the register: several activities are possible.
fn kinds() -> Table {
    use OrganisationKind as K;
    let all = [
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
    ];
    let table = Table::new("Customer types", &["customer type", "acts by", "activities, where it is registered in both health and social care"]);
    all.into_iter().fold(table, |table, kind| {
        let right = if kind.needs_mandate() { "mandate" } else { "mandate or right to sign" };
        let sector = if matches!(kind, K::PublicHealth | K::PublicSocial) { Sector::Public } else { Sector::Private };
        let activities = Organisation { kind, sector, ..organisation() }.activities();
        let names = activities.iter().map(|activity| activity.key()).collect::<Vec<_>>().join(", ");
        table.row([kind.key().to_owned(), right.to_owned(), if names.is_empty() { "–".to_owned() } else { names }])
    })
}

/// Place and policy of a section in a form.
fn asked(service: &'static Service, form: &'static Form, key: SectionKey) -> String {
    let Some(place) = form.sections.iter().position(|section| section.key() == key) else {
        return "–".to_owned();
    };
    let section = form.sections[place];
    let facts = |commitment_needed| facts(service, commitment_needed);
    let once = if section.is_asked(&facts(false)) { "" } else { "; at the customer's first service only" };
    format!("{}{}{once}", place + 1, policy(service, section, &facts(true)))
}

/// What the section wants in this service, as it says itself of a form in which everything is chosen.
fn policy(service: &Service, section: &dyn Section, facts: &Facts) -> String {
    match section.key() {
        SectionKey::Contacts => {
            let common = Role::COMMON.map(|role| ("contacts.0.roles".to_owned(), role.key()));
            let wrong = section.check(&Fields::from_pairs(common), facts, EN).err().unwrap_or_default();
            let wanted =
                wrong.iter().filter(|problem| problem.field == "contacts.0.roles").map(|problem| problem.error.to_string()).collect::<Vec<_>>();
            let of_service = Role::ALL.into_iter().filter(|role| {
                let with = common_with(&Role::COMMON, service, *role);
                section.check(&with, facts, EN).err().unwrap_or_default().iter().filter(|p| p.field == "contacts.0.roles").count() < wanted.len()
            });
            let must = of_service.map(Role::key).collect::<Vec<_>>().join(", ");
            format!("; the common roles and: {}", if must.is_empty() { "–" } else { &must })
        }
        SectionKey::AccessPoints => {
            let all = ["points.0.oid", "points.0.renewals", "points.0.pharmacies", "viewers"].map(|field| (field, "yes"));
            let rows = section.summary(&Fields::from_pairs(all), facts, EN).groups.into_iter().flat_map(|group| group.rows);
            format!("; {}", rows.map(|row| row.label.to_lowercase()).collect::<Vec<_>>().join(", "))
        }
        SectionKey::ServiceDescription | SectionKey::Commitment => {
            let shown = lines(section, &Fields::default(), facts).into_iter().flat_map(|(_, texts)| texts).collect::<String>();
            let wanted = TextKind::ALL.into_iter().filter(|kind| shown.contains(&marked(*kind)));
            format!("; texts: {}", wanted.map(|kind| format!("`{}`", kind.key())).collect::<Vec<_>>().join(", "))
        }
        // The same in all services.
        SectionKey::UseOfService
        | SectionKey::CustomerData
        | SectionKey::Billing
        | SectionKey::ChangeDay
        | SectionKey::EndingTerms
        | SectionKey::EndingContact => String::new(),
    }
}

fn common_with(common: &[Role], service: &Service, role: Role) -> Fields {
    let common = common.iter().map(|role| ("contacts.0.roles".to_owned(), role.key()));
    Fields::from_pairs(common.chain([(format!("contacts.0.of-{}", service.key), role.key())]))
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
        on_paper: false,
        commitment_needed,
        today,
        rules: Default::default(),
        systems: Vec::new(),
        points: Default::default(),
        pharmacies: Vec::new(),
        codes: Vec::new(),
        standing: Default::default(),
        bounced: Default::default(),
        texts: TextKind::ALL.into_iter().map(|kind| (kind, text(kind))).collect(),
        sent: None,
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
