use super::PERSONS;
use crate::page::Said;

/// A test person, their rights in organisations and what logging in as them shows.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// Personal identity code, individual number 900–999.
    pub identity_code: &'static str,
    pub given_names: &'static str,
    pub family_name: &'static str,
    pub about: Said,
    pub grants: &'static [Grant],
}

/// What the registers say of a person in one organisation.
#[derive(Clone, Copy, Debug)]
pub struct Grant {
    pub business_id: &'static str,
    /// Role codes (`NIMKO`, `TJ` …) and mandate themes (URIs), as the Web API returns them.
    pub rights: &'static [&'static str],
    /// False: one of the registers could not be asked.
    pub complete: bool,
}

impl Grant {
    pub(super) const fn of(business_id: &'static str, rights: &'static [&'static str]) -> Self {
        Self { business_id, rights, complete: true }
    }
}

impl Person {
    pub fn name(&self) -> String {
        format!("{} {}", self.given_names, self.family_name)
    }
}

pub fn person(identity_code: &str) -> Option<&'static Person> {
    PERSONS.iter().find(|person| person.identity_code == identity_code)
}
