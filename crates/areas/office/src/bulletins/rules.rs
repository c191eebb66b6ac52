use std::collections::BTreeSet;

use customership::{sections::contacts::Role, services::ALL_SERVICES};
use kit_core::{FieldErrors, Language};
use kit_web::Fields;
use registers::{BusinessId, OrganisationKind};

use super::length::Length;

/// What a notice is, and so to whom it usually goes (domain notes 7.4, 10 to 16).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Disruption,
    Terms,
    Technical,
    DataProtection,
    Billing,
    Archivists,
    Survey,
    Bulletin,
}

impl Kind {
    pub const ALL: [Self; 8] =
        [Self::Disruption, Self::Bulletin, Self::Terms, Self::Technical, Self::DataProtection, Self::Billing, Self::Archivists, Self::Survey];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Disruption => "disruption",
            Self::Bulletin => "bulletin",
            Self::Terms => "terms-change",
            Self::Technical => "technical-case",
            Self::DataProtection => "data-protection-case",
            Self::Billing => "billing-bulletin",
            Self::Archivists => "archivist-bulletin",
            Self::Survey => "satisfaction-survey",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The roles that a new notice of the kind begins with; the officer may choose others.
    pub const fn roles(self) -> &'static [&'static str] {
        match self {
            Self::Disruption => const { &[Role::Disruptions.key()] },
            Self::Bulletin => &[],
            Self::Terms => const { &[CUSTOMER, Role::Administrative.key()] },
            Self::Technical => const { &[Role::Technical.key(), Role::Imaging.key()] },
            Self::DataProtection => const { &[Role::DataProtection.key()] },
            Self::Billing => const { &[Role::Billing.key()] },
            Self::Archivists => const { &[Role::Archivist.key()] },
            Self::Survey => const { &[Role::Administrative.key()] },
        }
    }

    /// May go as a text message, and before all others.
    pub const fn is_urgent(self) -> bool {
        matches!(self, Self::Disruption)
    }

    /// A case of customers that are named, not of all.
    pub const fn is_a_case(self) -> bool {
        matches!(self, Self::Technical | Self::DataProtection)
    }
}

/// Beside the roles of contacts: the customer's own address.
pub const CUSTOMER: &str = "customer";
/// Beside the kinds of customers: bodies that never apply.
pub const OUTSIDE: &str = "outside";
/// The kinds of customers, as the register has them.
pub const CUSTOMER_KINDS: [&str; 11] = [
    OrganisationKind::PublicHealth.key(),
    OrganisationKind::PublicSocial.key(),
    OrganisationKind::PrivateHealth.key(),
    OrganisationKind::PrivateSocial.key(),
    OrganisationKind::Practitioner.key(),
    OrganisationKind::Foundation.key(),
    OrganisationKind::Association.key(),
    OrganisationKind::Pharmacist.key(),
    OrganisationKind::HospitalPharmacy.key(),
    OrganisationKind::Other.key(),
    OUTSIDE,
];

pub const LONGEST_SUBJECT: usize = 150;
pub const LONGEST_BODY: usize = 10_000;
/// A text message has at most so many parts.
pub const MOST_PARTS: usize = 3;
/// At most so many customers are named.
const MOST_CUSTOMERS: usize = 200;

/// Everything that the form keeps.
pub fn is_field(name: &str) -> bool {
    let of_language = |(field, code): (&str, &str)| ["subject", "body", "text"].contains(&field) && Language::from_code(code).is_some();
    ["services", "roles", "kinds", "languages", "customers", "channels"].contains(&name) || name.split_once('.').is_some_and(of_language)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormError {
    NoService,
    NoRole,
    NoKind,
    NoLanguage,
    NoChannel,
    NoCustomer,
    BadCustomer,
    NoSubject,
    NoBody,
    /// As the program began it: nothing is told yet.
    Unfilled(Language),
    NoText,
    TooLong(usize),
    TooManyParts(usize),
}

/// A notice that came through the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What and value, as table `bulletin_choice` keeps them.
    pub choices: Vec<(&'static str, String)>,
    pub by_mail: bool,
    pub by_text_message: bool,
    pub texts: Vec<Words>,
}

/// What is said in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub language: Language,
    pub subject: String,
    pub body: String,
    pub text_message: String,
}

/// All values of a choice, in their order; of customers, none.
pub fn known(what: &str) -> Vec<&'static str> {
    match what {
        "service" => ALL_SERVICES.map(|service| service.key).to_vec(),
        "role" => std::iter::once(CUSTOMER).chain(Role::ALL.map(Role::key)).collect(),
        "customer-kind" => CUSTOMER_KINDS.to_vec(),
        "language" => Language::ALL.map(Language::code).to_vec(),
        _ => Vec::new(),
    }
}

pub fn check(kind: Kind, fields: &Fields) -> Result<Checked, FieldErrors<FormError>> {
    let mut errors = FieldErrors::default();
    let mut choices = Vec::new();
    let mut choose = |what: &'static str, field: &'static str, missing: FormError| {
        let chosen: Vec<_> = known(what).into_iter().filter(|key| fields.has(field, key)).map(|key| (what, key.to_owned())).collect();
        if chosen.is_empty() {
            errors.add(field, missing);
        }
        choices.extend(chosen);
    };
    choose("service", "services", FormError::NoService);
    choose("role", "roles", FormError::NoRole);
    choose("customer-kind", "kinds", FormError::NoKind);
    choose("language", "languages", FormError::NoLanguage);
    match customers(kind, fields.get("customers")) {
        Ok(named) => choices.extend(named.into_iter().map(|id| ("customer", id))),
        Err(error) => errors.add("customers", error),
    }
    let (by_mail, by_text_message) = channels(kind, fields);
    if !by_mail && !by_text_message {
        errors.add("channels", FormError::NoChannel);
    }
    let texts = [Language::Fi, Language::Sv, Language::En]
        .into_iter()
        .filter_map(|language| words(fields, language, (by_mail, by_text_message), &mut errors))
        .collect();
    errors.or(Some(Checked { choices, by_mail, by_text_message, texts }))
}

/// Only what is urgent may go as a text message; all else goes by mail.
pub fn channels(kind: Kind, fields: &Fields) -> (bool, bool) {
    if kind.is_urgent() { (fields.has("channels", "mail"), fields.has("channels", "text")) } else { (true, false) }
}

fn customers(kind: Kind, typed: &str) -> Result<BTreeSet<String>, FormError> {
    let parts = typed.split(|c: char| c.is_whitespace() || c == ',' || c == ';').filter(|part| !part.is_empty());
    let named: Option<BTreeSet<String>> = parts.map(|part| BusinessId::parse(part).map(|id| id.as_str().to_owned())).collect();
    match named {
        None => Err(FormError::BadCustomer),
        Some(named) if named.len() > MOST_CUSTOMERS => Err(FormError::TooLong(MOST_CUSTOMERS)),
        Some(named) if named.is_empty() && kind.is_a_case() => Err(FormError::NoCustomer),
        Some(named) => Ok(named),
    }
}

fn is_chosen(fields: &Fields, language: Language) -> bool {
    fields.has("languages", language.code())
}

/// Must there be a text in this language? English is left out where Finnish takes its place.
pub fn is_needed(fields: &Fields, language: Language) -> bool {
    is_chosen(fields, language) && (language != Language::En || !is_chosen(fields, Language::Fi))
}

/// Nothing in a language that is not chosen; where Finnish takes its place, English as a whole or not at all.
fn words(fields: &Fields, language: Language, (by_mail, by_text_message): (bool, bool), errors: &mut FieldErrors<FormError>) -> Option<Words> {
    let field = |name: &str| format!("{name}.{}", language.code());
    let typed = |name: &str| fields.get(&field(name)).trim().to_owned();
    let (subject, body, text) = (typed("subject"), typed("body"), typed("text"));
    let words = Words { language, subject, body, text_message: text };
    let given = (by_mail && !(words.subject.is_empty() && words.body.is_empty())) || (by_text_message && !words.text_message.is_empty());
    if !is_chosen(fields, language) || !given && !is_needed(fields, language) {
        return None;
    }
    if by_mail {
        match words.subject.chars().count() {
            0 => errors.add(field("subject"), FormError::NoSubject),
            count if count > LONGEST_SUBJECT => errors.add(field("subject"), FormError::TooLong(LONGEST_SUBJECT)),
            _ => {}
        }
        match words.body.chars().count() {
            0 => errors.add(field("body"), FormError::NoBody),
            count if count > LONGEST_BODY => errors.add(field("body"), FormError::TooLong(LONGEST_BODY)),
            _ => {}
        }
    }
    if by_text_message {
        match Length::of(&words.text_message).parts {
            0 => errors.add(field("text"), FormError::NoText),
            parts if parts > MOST_PARTS => errors.add(field("text"), FormError::TooManyParts(MOST_PARTS)),
            _ => {}
        }
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(more: &[(&str, &str)]) -> Fields {
        let base = [
            ("services", "prescription"),
            ("roles", "disruptions"),
            ("kinds", "pharmacist"),
            ("languages", "fi"),
            ("languages", "sv"),
            ("languages", "en"),
            ("channels", "mail"),
            ("channels", "text"),
            ("subject.fi", "Häiriö"),
            ("body.fi", "Resepti ei toimi."),
            ("text.fi", "Resepti ei toimi."),
            ("subject.sv", "Störning"),
            ("body.sv", "Recepttjänsten fungerar inte."),
            ("text.sv", "Recepttjänsten fungerar inte."),
        ];
        let kept = base.into_iter().filter(|(name, _)| !more.iter().any(|(changed, _)| changed == name));
        Fields::from_pairs(kept.chain(more.iter().copied().filter(|(_, value)| !value.is_empty())))
    }

    fn wrong(kind: Kind, more: &[(&str, &str)]) -> Vec<(String, FormError)> {
        check(kind, &fields(more)).err().map(|errors| errors.iter().map(|e| (e.field.clone(), e.error)).collect()).unwrap_or_default()
    }

    #[test]
    fn finnish_and_swedish_are_both_needed_and_english_is_whole_or_absent() {
        let checked = check(Kind::Disruption, &fields(&[])).unwrap();
        assert_eq!(checked.texts.iter().map(|words| words.language).collect::<Vec<_>>(), [Language::Fi, Language::Sv]);
        assert_eq!(wrong(Kind::Disruption, &[("body.sv", "")]), [("body.sv".to_owned(), FormError::NoBody)]);
        let half = wrong(Kind::Disruption, &[("subject.en", "Disruption")]);
        assert_eq!(half, [("body.en".to_owned(), FormError::NoBody), ("text.en".to_owned(), FormError::NoText)]);
    }

    #[test]
    fn a_notice_in_one_language_needs_its_text_alone() {
        let swedish = [("languages", "sv"), ("subject.fi", ""), ("body.fi", ""), ("body.en", "Hello")];
        let checked = check(Kind::Disruption, &fields(&swedish)).unwrap();
        assert_eq!(checked.texts.iter().map(|words| words.language).collect::<Vec<_>>(), [Language::Sv]);
        let english = wrong(Kind::Bulletin, &[("languages", "en")]);
        assert_eq!(english, [("subject.en".to_owned(), FormError::NoSubject), ("body.en".to_owned(), FormError::NoBody)]);
        assert_eq!(wrong(Kind::Bulletin, &[("languages", "")]), [("languages".to_owned(), FormError::NoLanguage)]);
    }

    #[test]
    fn only_disruptions_go_as_text_messages() {
        assert_eq!(wrong(Kind::Disruption, &[("text.fi", "")]), [("text.fi".to_owned(), FormError::NoText)]);
        let bulletin = check(Kind::Bulletin, &fields(&[("text.fi", "")])).unwrap();
        assert_eq!((bulletin.by_mail, bulletin.by_text_message), (true, false));
        assert_eq!(wrong(Kind::Disruption, &[("channels", "")]), [("channels".to_owned(), FormError::NoChannel)]);
        let long = "ä".repeat(460);
        assert_eq!(wrong(Kind::Disruption, &[("text.sv", &long)]), [("text.sv".to_owned(), FormError::TooManyParts(3))]);
    }

    #[test]
    fn a_case_names_its_customers_by_business_ids_that_can_be() {
        assert_eq!(wrong(Kind::Technical, &[]), [("customers".to_owned(), FormError::NoCustomer)]);
        assert_eq!(wrong(Kind::Bulletin, &[("customers", "1234567-8")]), [("customers".to_owned(), FormError::BadCustomer)]);
        let checked = check(Kind::Technical, &fields(&[("customers", "9900100-2, 9900100-2")])).map(|checked| checked.choices);
        assert!(checked.is_ok_and(|choices| choices.iter().filter(|(what, _)| *what == "customer").count() == 1));
    }
}
