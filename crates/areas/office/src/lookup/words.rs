//! Rows of the registers in words, and the day that is asked for.

use std::collections::HashMap;

use customership::services::ALL_SERVICES;
use kit_core::{Day, Language};
use kit_web::components::{DateInput, Tag, TagKind};
use registers::{Sector, organisations::Found};

use crate::{T, customers::kind_name};

/// The day as it was typed, and the one that counts: today, if none or no day was typed.
pub struct Asked {
    text: String,
    pub day: Day,
    today: Day,
    wrong: bool,
}

impl Asked {
    pub fn read(query: &HashMap<String, String>, today: Day) -> Self {
        let text: String = query.get("day").map_or("", |text| text.trim()).chars().take(20).collect();
        let day = Day::parse_finnish(&text).or_else(|| Day::parse_iso(&text));
        Self { wrong: day.is_none() && !text.is_empty(), day: day.unwrap_or(today), text, today }
    }

    pub fn input(&self, t: &T) -> DateInput<'_> {
        let value = if self.text.is_empty() { self.day.finnish() } else { self.text.clone() };
        DateInput::new("day", t.lookup_day(), value).hint(t.technical_day_hint()).maybe_error(self.wrong.then(|| t.technical_day_wrong()))
    }

    /// The address of an organisation's page on that day.
    pub fn address(&self, oid: &str) -> String {
        let address = super::address(oid);
        if self.day == self.today { address } else { format!("{address}?day={}", self.day.finnish()) }
    }
}

pub fn kind(t: &T, found: &Found, language: Language) -> &'static str {
    if found.parent.is_some() { t.lookup_unit() } else { kind_name(found.kind.key(), language) }
}

pub fn sector(t: &T, found: &Found) -> &'static str {
    if found.sector == Sector::Public { t.lookup_public() } else { t.lookup_private() }
}

/// First and last day. The registers write «since ever» and «without end» as days that nobody means.
pub fn days(t: &T, found: &Found) -> String {
    let (begins, ends) = (found.begins.year() > 1900, found.ends.year() < 2100);
    match (begins, ends) {
        (false, false) => t.lookup_always().to_owned(),
        (true, false) => t.lookup_from(found.begins.finnish()),
        (false, true) => t.lookup_until(found.ends.finnish()),
        (true, true) => format!("{}–{}", found.begins.finnish(), found.ends.finnish()),
    }
}

/// How it stands on a day.
pub fn standing(t: &T, found: &Found, day: Day) -> Tag<'static> {
    if found.ends < day {
        Tag::new(TagKind::Neutral, t.technical_state_ended())
    } else if day < found.begins {
        Tag::new(TagKind::Info, t.lookup_to_come())
    } else {
        Tag::new(TagKind::Success, t.lookup_in_register())
    }
}

/// The services that it may join.
pub fn services(found: &Found, language: Language) -> String {
    let Some(organisation) = &found.organisation else { return "–".to_owned() };
    let may: Vec<&str> = ALL_SERVICES.iter().filter(|service| service.may_be_joined_by(organisation)).map(|service| service.name(language)).collect();
    if may.is_empty() { "–".to_owned() } else { may.join(", ") }
}
