use super::{FOREIGNERS, PERSONS};
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

/// Somebody from abroad whom Finnish registers do not know.
#[derive(Clone, Copy, Debug)]
pub struct Foreigner {
    /// eIDAS person identifier: from where, for whom, who.
    pub id: &'static str,
    pub given_names: &'static str,
    pub family_name: &'static str,
    /// `YYYY-MM-DD`
    pub birth_date: &'static str,
    pub about: Said,
}

impl Foreigner {
    pub fn name(&self) -> String {
        format!("{} {}", self.given_names, self.family_name)
    }
}

pub fn foreigner(id: &str) -> Option<&'static Foreigner> {
    FOREIGNERS.iter().find(|foreigner| foreigner.id == id)
}

/// Is this the form of a personal identity code, with its check character?
pub fn is_identity_code(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() != 11 || !text.is_ascii() || !b"+-ABCDEFUVWXY".contains(&bytes[6]) {
        return false;
    }
    let (day, individual) = (&text[..6], &text[7..10]);
    let digits = format!("{day}{individual}");
    let number: Option<usize> = if digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None };
    number.is_some_and(|number| b"0123456789ABCDEFHJKLMNPRSTUVWXY"[number % 31] == bytes[10])
}

impl Person {
    /// `YYYY-MM-DD`, from the identity code.
    pub fn birth_date(&self) -> String {
        let code = self.identity_code;
        let century = match code.as_bytes()[6] {
            b'+' => "18",
            b'A'..=b'F' => "20",
            _ => "19",
        };
        format!("{century}{}-{}-{}", &code[4..6], &code[2..4], &code[..2])
    }
}
