use kit_core::{Clock, Ids};

/// The client id of representatives' login.
pub const CLIENT_ID: &str = "ekstranet";
/// The client id of the officers' login.
pub const OFFICERS_CLIENT_ID: &str = "ekstranet-officers";
/// The claim that lists an officer's groups.
pub const OFFICERS_GROUPS_CLAIM: &str = "groups";
/// Web API client ID: eight characters.
pub const MANDATES_CLIENT_ID: &str = "ekstrane";
/// Key of the checksum of the Web API. No secret: the stand-ins listen on loopback only.
pub const MANDATES_API_KEY: &str = "stand-in-api-key";
/// Password of the Web API's token address. No secret either.
pub const MANDATES_OAUTH_PASSWORD: &str = "stand-in-password";

/// Where the stand-ins are and whom they serve.
#[derive(Clone, Debug)]
pub struct StandIns {
    /// The address by which browsers and the program reach the stand-ins, e.g. `http://127.0.0.1:8090`, no slash at the end.
    pub base_url: String,
    /// The program's own public address, no slash at the end: return addresses are registered below it.
    pub public_url: String,
    /// The same clock as the program's, else tests with a fixed clock would find every token expired.
    pub clock: Clock,
    pub ids: Ids,
}

impl StandIns {
    pub fn identification_issuer(&self) -> String {
        format!("{}/identification", self.base_url)
    }

    pub fn officers_issuer(&self) -> String {
        format!("{}/officers", self.base_url)
    }

    pub fn mandates_base(&self) -> String {
        format!("{}/mandates", self.base_url)
    }

    pub fn text_messages_base(&self) -> String {
        format!("{}/text-messages", self.base_url)
    }

    /// Registered return address of representatives' login.
    pub fn login_return(&self) -> String {
        format!("{}/login/return", self.public_url)
    }

    /// Registered return address of the choice of organisation.
    pub fn organisation_return(&self) -> String {
        format!("{}/login/organisation/return", self.public_url)
    }

    /// Registered return address of the officers' login.
    pub fn officers_return(&self) -> String {
        format!("{}/officers/login/return", self.public_url)
    }

    /// Registered address after logout, for both logins.
    pub fn after_logout(&self) -> String {
        format!("{}/logged-out", self.public_url)
    }
}
