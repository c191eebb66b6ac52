//! For whom may this person act: Suomi.fi e-Authorizations, Web API, acting for an organisation (YPA).

use kit_core::{Language, Secret, Uuid};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Answer;

/// A choice of organisation that has begun at the mandate service.
#[derive(Clone, Debug)]
pub struct MandateChoice {
    /// The mandate service's own session: never shown to the browser.
    pub session_id: Secret,
    /// Names the person to the mandate service's page.
    pub user_id: String,
    /// The ids of the requests so far, each its own: the last one goes along to the page.
    pub request_ids: Vec<Uuid>,
}

/// What came of the choice, with the id of each request that was made for it.
#[derive(Debug)]
pub struct Chosen {
    pub found: Result<Vec<OrganisationRights>, MandateError>,
    pub request_ids: Vec<Uuid>,
}

/// What the mandate service knows of the person's rights in one organisation. It filters, we judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationRights {
    /// Business ID, `NNNNNNN-C`.
    pub business_id: String,
    pub name: String,
    /// False: some register could not be asked just now, so the list may lack something.
    pub complete: bool,
    /// Role codes (`NIMKO`, `TJ` …) and mandate themes (URIs) mixed, as they came.
    pub rights: Vec<String>,
}

#[derive(Debug, Error)]
pub enum MandateError {
    #[error("the person cancelled")]
    Cancelled,
    /// The mandate service's session is over: begin the choice again.
    #[error("the choice is over")]
    Over,
    /// The code was used before: the page was loaded again.
    #[error("the code was used before")]
    CodeUsed,
    /// The mandate service does not take the person: nobody can choose for them.
    #[error("the mandate service does not accept this person")]
    PersonRefused,
    #[error("the mandate service refused: {0}")]
    Refused(String),
    #[error("the mandate service does not answer: {0}")]
    Unavailable(String),
}

pub trait Mandates: Send + Sync {
    /// Tells the mandate service who is about to choose.
    fn begin<'a>(&'a self, identity_code: &'a Secret) -> Answer<'a, Result<MandateChoice, MandateError>>;
    /// The address of the page on which the person chooses an organisation.
    fn choose(&self, choice: &MandateChoice, state: &Secret, return_to: &str, language: Language) -> String;
    /// What was chosen. An empty list means: no right to act for any organisation.
    fn finish<'a>(&'a self, choice: &'a MandateChoice, code: &'a str, return_to: &'a str) -> Answer<'a, Chosen>;
    /// Ends the session at the mandate service; failures are only logged.
    fn end<'a>(&'a self, choice: &'a MandateChoice) -> Answer<'a, ()>;
}

/// Which rights let somebody act for an organisation here: data, as the mandate service knows more than we accept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedRights {
    /// The mandate theme of this service, an address. It is enough for every kind of organisation.
    pub theme: String,
    /// Role codes that count as the right to sign alone. Where a mandate is always needed they are not enough.
    pub roles: Vec<AllowedRole>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedRole {
    pub code: String,
    /// Why it is enough, for those who read the settings.
    pub reason: String,
}

impl AllowedRights {
    /// The theme's real address is not published: a placeholder, refused in production (domain notes, Suomi.fi 2.7).
    pub const PLACEHOLDER_THEME: &'static str = "http://valtuusrekisteri.suomi.fi/sosiaali_ja_terveydenhuollon_digitaalisten_palvelujen_kayttoonotto";
    /// `CODE=reason`, with `;` between them (domain notes, Suomi.fi 2.6). Not among them, as they do not represent alone:
    /// members and chairs of boards, holders of procuration, liquidators, house managers, auditors.
    pub const ROLES: &'static str = "NIMKO=signs for the organisation alone;TJ=managing director;TJS=deputy managing director;\
         ELI=sole trader;YHM=partner of a partnership";

    /// None if a role lacks its reason or stands there twice, or the theme is no address.
    pub fn parse(theme: &str, roles: &str) -> Option<Self> {
        let role = |text: &str| {
            let (code, reason) = text.split_once('=')?;
            let (code, reason) = (code.trim(), reason.trim());
            let plain = !code.is_empty() && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
            (plain && !reason.is_empty()).then(|| AllowedRole { code: code.to_owned(), reason: reason.to_owned() })
        };
        let roles: Option<Vec<AllowedRole>> = roles.split(';').filter(|text| !text.trim().is_empty()).map(role).collect();
        let roles = roles?;
        let twice = roles.iter().enumerate().any(|(at, role)| roles.iter().take(at).any(|earlier| earlier.code == role.code));
        let is_address = theme.contains("://") && !theme.contains(char::is_whitespace);
        (is_address && !twice).then(|| Self { theme: theme.to_owned(), roles })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_are_read_with_their_reasons_or_refused() {
        let allowed = AllowedRights::parse(AllowedRights::PLACEHOLDER_THEME, AllowedRights::ROLES).unwrap();
        let codes: Vec<&str> = allowed.roles.iter().map(|role| role.code.as_str()).collect();
        assert_eq!(codes, ["NIMKO", "TJ", "TJS", "ELI", "YHM"]);
        assert_eq!(AllowedRights::parse("http://x/y", "").unwrap().roles, []);
        for (theme, roles) in [
            ("", "TJ=x"),
            ("theme", "TJ=x"),
            ("http://x y", "TJ=x"),
            ("http://x", "TJ"),
            ("http://x", "TJ="),
            ("http://x", "tj=x"),
            ("http://x", "TJ=x;TJ=y"),
        ] {
            assert_eq!(AllowedRights::parse(theme, roles), None, "{theme} {roles}");
        }
    }
}
