use std::collections::HashMap;

use customership::{bodies::BodyKind, services::ALL_SERVICES};
use kit_core::{Uuid, names};
use registers::{BusinessId, Oid, OrganisationKind};

/// How a customer stands, as the register's filter knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Uses some service; of a body: is in use.
    InUse,
    /// Services are approved for it, and it uses none yet.
    Beginning,
    /// Uses none and has applied.
    Applying,
    /// Has used some and uses none any more; of a body: has ended.
    Ended,
    /// Neither of these: nothing was ever approved.
    Nothing,
}

impl Standing {
    pub const ALL: [Self; 5] = [Self::InUse, Self::Beginning, Self::Applying, Self::Ended, Self::Nothing];

    pub const fn key(self) -> &'static str {
        match self {
            Self::InUse => "in-use",
            Self::Beginning => "beginning",
            Self::Applying => "applying",
            Self::Ended => "ended",
            Self::Nothing => "nothing",
        }
    }
}

/// How the use of a service goes that was approved and has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// The steps towards it are not all done.
    Beginning,
    GoesOn,
    /// Its last day is known.
    Ending,
}

/// All kinds of customers, as the database names them; then those of bodies.
pub fn kinds() -> impl Iterator<Item = &'static str> {
    use OrganisationKind as K;
    let organisations = [
        K::PublicHealth,
        K::PublicSocial,
        K::PrivateHealth,
        K::PrivateSocial,
        K::Practitioner,
        K::Foundation,
        K::Association,
        K::Pharmacist,
        K::HospitalPharmacy,
    ];
    organisations.into_iter().map(OrganisationKind::key).chain(BodyKind::ALL.into_iter().map(BodyKind::key))
}

/// What was typed into the search field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Sought {
    #[default]
    All,
    BusinessId(String),
    Oid(String),
    /// Beginnings of words, each of which the name has.
    Words(Vec<String>),
}

/// More words than this narrow nothing down any more.
const MOST_WORDS: usize = 3;

impl Sought {
    pub fn of(text: &str) -> Self {
        if let Some(id) = BusinessId::parse(text) {
            return Self::BusinessId(id.to_string());
        }
        if let Some(oid) = Oid::parse(text) {
            return Self::Oid(oid.as_str().to_owned());
        }
        let mut words = names::words(text);
        // The longest says most.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        words.truncate(MOST_WORDS);
        if words.is_empty() { Self::All } else { Self::Words(words) }
    }
}

/// What the list shows: the filters are keys that exist, '' for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// As it was typed.
    pub text: String,
    pub service: &'static str,
    pub kind: &'static str,
    pub standing: &'static str,
    /// The last customer of the page before.
    pub after: Option<Uuid>,
}

impl Search {
    pub fn of(query: &HashMap<String, String>) -> Self {
        let typed = |name: &str| query.get(name).map_or("", |value| value.trim());
        let among = |name: &str, mut known: Box<dyn Iterator<Item = &'static str>>| known.find(|key| *key == typed(name)).unwrap_or_default();
        Self {
            text: typed("q").chars().take(200).collect(),
            service: among("service", Box::new(ALL_SERVICES.into_iter().map(|service| service.key))),
            kind: among("kind", Box::new(kinds())),
            standing: among("standing", Box::new(Standing::ALL.into_iter().map(Standing::key))),
            after: Uuid::try_parse(typed("after")).ok(),
        }
    }

    pub fn is_narrowed(&self) -> bool {
        [self.text.as_str(), self.service, self.kind, self.standing].iter().any(|part| !part.is_empty())
    }

    /// The list that a customer was opened from.
    pub fn back_to(from: &str) -> String {
        let search = Self::of(&form_urlencoded::parse(from.as_bytes()).into_owned().collect());
        search.address(search.after)
    }

    /// The query of the list from a customer on; of its beginning.
    pub fn query(&self, after: Option<Uuid>) -> String {
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        let parts = [("q", self.text.as_str()), ("service", self.service), ("kind", self.kind), ("standing", self.standing), ("after", &after)];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(parts.iter().filter(|(_, value)| !value.is_empty()));
        query.finish()
    }

    /// The address of the same.
    pub fn address(&self, after: Option<Uuid>) -> String {
        let query = self.query(after);
        if query.is_empty() { "/office/customers".to_owned() } else { format!("/office/customers?{query}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_says_itself_what_it_is() {
        assert_eq!(Sought::of(" 99001002 "), Sought::BusinessId("9900100-2".to_owned()));
        assert_eq!(Sought::of("urn:oid:1.2.246.10.99001002.10.0"), Sought::Oid("1.2.246.10.99001002.10.0".to_owned()));
        assert_eq!(Sought::of("Oy Mallin lääkärit Ab"), Sought::Words(vec!["laakarit".to_owned(), "mallin".to_owned()]));
        assert_eq!(Sought::of(" Oy "), Sought::All);
    }

    #[test]
    fn filters_that_do_not_exist_are_none() {
        let query = [("service", "patient-data"), ("kind", "'; DROP"), ("standing", "ended"), ("q", " malli & co "), ("after", "x")];
        let search = Search::of(&query.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect());
        assert_eq!((search.service, search.kind, search.standing, search.after), ("patient-data", "", "ended", None));
        assert_eq!(Search::back_to(&search.query(None)), search.address(None));
        assert_eq!(search.address(None), "/office/customers?q=malli+%26+co&service=patient-data&standing=ended");
    }
}
