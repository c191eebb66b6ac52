//! Words of notices: of their kinds and states, and what a new one begins with.

use customership::{sections::contacts::Role, services::Service};
use kit_core::Language;
use kit_web::components::{Tag, TagKind};

use super::{
    length::{Alphabet, Length},
    recipients::{Channel, Fate},
    rules::{CUSTOMER, FormError, Kind, Words},
    state::State,
};
use crate::T;

pub fn kind(t: &T, kind: Kind) -> &'static str {
    match kind {
        Kind::Disruption => t.bulletins_kind_disruption(),
        Kind::Terms => t.bulletins_kind_terms(),
        Kind::Technical => t.bulletins_kind_technical(),
        Kind::DataProtection => t.bulletins_kind_data_protection(),
        Kind::Billing => t.bulletins_kind_billing(),
        Kind::Archivists => t.bulletins_kind_archivists(),
        Kind::Survey => t.bulletins_kind_survey(),
        Kind::Bulletin => t.bulletins_kind_bulletin(),
    }
}

/// What the kind is for, in a sentence.
pub fn kind_help(t: &T, kind: Kind) -> &'static str {
    match kind {
        Kind::Disruption => t.bulletins_help_disruption(),
        Kind::Terms => t.bulletins_help_terms(),
        Kind::Technical => t.bulletins_help_technical(),
        Kind::DataProtection => t.bulletins_help_data_protection(),
        Kind::Billing => t.bulletins_help_billing(),
        Kind::Archivists => t.bulletins_help_archivists(),
        Kind::Survey => t.bulletins_help_survey(),
        Kind::Bulletin => t.bulletins_help_bulletin(),
    }
}

/// What a new notice of the kind says, before the officer has written anything.
pub fn beginning(kind: Kind, language: Language) -> Words {
    let t = T::of(language);
    let (subject, body) = match kind {
        Kind::Disruption => (t.bulletins_start_disruption(), t.bulletins_start_disruption_body()),
        Kind::Terms => (t.bulletins_start_terms(), t.bulletins_start_terms_body()),
        Kind::Technical => (t.bulletins_start_technical(), t.bulletins_start_technical_body()),
        Kind::DataProtection => (t.bulletins_start_data_protection(), t.bulletins_start_data_protection_body()),
        Kind::Billing => (t.bulletins_start_billing(), t.bulletins_start_billing_body()),
        Kind::Archivists => (t.bulletins_start_archivists(), t.bulletins_start_archivists_body()),
        Kind::Survey => (t.bulletins_start_survey(), t.bulletins_start_survey_body()),
        Kind::Bulletin => ("", t.bulletins_start_bulletin_body()),
    };
    let text_message = if kind.is_urgent() { t.bulletins_start_disruption_text() } else { "" };
    Words { language, subject: subject.to_owned(), body: body.to_owned(), text_message: text_message.to_owned() }
}

/// The mail as it goes out: what was written, and why the reader gets it.
pub fn mail_body(words: &Words, public_url: &str) -> String {
    format!("{}\n\n{}\n", words.body.trim_end(), T::of(words.language).bulletins_mail_end(public_url))
}

pub fn role(t: &T, key: &str, language: Language) -> &'static str {
    if key == CUSTOMER { t.bulletins_role_customer() } else { Role::find(key).map_or("", |role| role.label(language)) }
}

pub fn customer_kind(t: &T, key: &str) -> &'static str {
    match key {
        "public-health" => t.bulletins_of_public_health(),
        "public-social" => t.bulletins_of_public_social(),
        "private-health" => t.bulletins_of_private_health(),
        "private-social" => t.bulletins_of_private_social(),
        "practitioner" => t.bulletins_of_practitioner(),
        "foundation" => t.bulletins_of_foundation(),
        "association" => t.bulletins_of_association(),
        "pharmacist" => t.bulletins_of_pharmacist(),
        "hospital-pharmacy" => t.bulletins_of_hospital_pharmacy(),
        "other" => t.bulletins_of_other(),
        _ => t.bulletins_of_outside(),
    }
}

pub fn in_the_language(t: &T, language: Language) -> &'static str {
    match language {
        Language::Fi => t.bulletins_in_finnish(),
        Language::Sv => t.bulletins_in_swedish(),
        Language::En => t.bulletins_in_english(),
    }
}

/// The value of a choice as people know it.
pub fn choice(t: &T, what: &str, value: &str, language: Language) -> String {
    match what {
        "service" => Service::find(value).map_or("", |service| service.name(language)).to_owned(),
        "role" => role(t, value, language).to_owned(),
        "customer-kind" => customer_kind(t, value).to_owned(),
        "language" => Language::from_code(value).map_or("", |language| in_the_language(t, language)).to_owned(),
        _ => value.to_owned(),
    }
}

pub fn channel(t: &T, channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => t.bulletins_mail(),
        Channel::Text => t.bulletins_text_message(),
    }
}

pub fn state(t: &T, state: State) -> Tag<'static> {
    match state {
        State::Draft => Tag::new(TagKind::Neutral, t.bulletins_state_draft()),
        State::Sending => Tag::new(TagKind::Info, t.bulletins_state_sending()),
        State::Paused => Tag::new(TagKind::Warning, t.bulletins_state_paused()),
        State::Cancelled => Tag::new(TagKind::Danger, t.bulletins_state_cancelled()),
        State::Done => Tag::new(TagKind::Success, t.bulletins_state_done()),
    }
}

pub fn fate(t: &T, fate: Fate) -> Tag<'static> {
    match fate {
        Fate::Waiting | Fate::Claimed => Tag::new(TagKind::Neutral, t.bulletins_fate_waiting()),
        Fate::InFlight => Tag::new(TagKind::Info, t.bulletins_fate_in_flight()),
        Fate::Sent => Tag::new(TagKind::Success, t.bulletins_fate_sent()),
        Fate::Delivered => Tag::new(TagKind::Success, t.bulletins_fate_delivered()),
        Fate::Failed => Tag::new(TagKind::Danger, t.bulletins_fate_failed()),
        Fate::Bounced => Tag::new(TagKind::Danger, t.bulletins_fate_bounced()),
        Fate::Uncertain => Tag::new(TagKind::Warning, t.bulletins_fate_uncertain()),
        Fate::Cancelled => Tag::new(TagKind::Neutral, t.bulletins_fate_cancelled()),
    }
}

/// How long a text message is, and why.
pub fn length(t: &T, text: &str) -> String {
    let length = Length::of(text.trim());
    let (units, parts) = (length.units, i64::try_from(length.parts).unwrap_or(i64::MAX));
    match (length.alphabet, length.because_of) {
        (Alphabet::Ucs2, Some(c)) => t.bulletins_length_ucs2(c, parts, units),
        (Alphabet::Gsm7 | Alphabet::Ucs2, _) => t.bulletins_length(parts, units),
    }
}

pub fn error(t: &T, error: FormError) -> String {
    match error {
        FormError::NoService => t.bulletins_no_service().to_owned(),
        FormError::NoRole => t.bulletins_no_role().to_owned(),
        FormError::NoLanguage => t.bulletins_no_language().to_owned(),
        FormError::NoKind => t.bulletins_no_kind().to_owned(),
        FormError::NoChannel => t.bulletins_no_channel().to_owned(),
        FormError::NoCustomer => t.bulletins_no_customer().to_owned(),
        FormError::BadCustomer => t.bulletins_bad_customer().to_owned(),
        FormError::NoSubject => t.bulletins_no_subject().to_owned(),
        FormError::NoBody => t.bulletins_no_body().to_owned(),
        FormError::Unfilled(Language::En) => t.bulletins_unfilled_english().to_owned(),
        FormError::Unfilled(language) => t.bulletins_unfilled(in_the_language(t, language)),
        FormError::NoText => t.bulletins_no_text().to_owned(),
        FormError::TooLong(most) => t.bulletins_too_long(most.to_string()),
        FormError::TooManyParts(most) => t.bulletins_too_many_parts(most.to_string()),
    }
}
