use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use form_urlencoded::Serializer;
use kit_core::{Clock, Ids, Instant, Language, Secret, Uuid};
use ports::{Answer, Chosen, MandateChoice, MandateError, Mandates, OrganisationRights};
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url, header};
use serde::{Deserialize, de::DeserializeOwned};

use super::{
    WebApiSettings,
    checksum::{HEADER, checksum},
};

/// How far our clock may be from the service's.
const TOLERANCE_SECONDS: i64 = 5 * 60;

/// A client of the Web API.
pub struct WebApi {
    settings: WebApiSettings,
    clock: Clock,
    ids: Ids,
    http: Client,
}

impl fmt::Debug for WebApi {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WebApi").field("base_url", &self.settings.base_url).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Registered {
    session_id: String,
    user_id: String,
}

#[derive(Deserialize)]
struct Token {
    access_token: String,
}

#[derive(Deserialize)]
struct Refusal {
    error: String,
}

/// Members we do not know are left alone: the service may add some.
#[derive(Deserialize)]
struct Organisation {
    identifier: String,
    name: String,
    complete: bool,
    roles: Vec<String>,
}

impl WebApi {
    /// Asks nothing of the service yet. Fails only when this machine has no certificates to check the service by.
    pub fn new(settings: WebApiSettings, clock: Clock, ids: Ids) -> anyhow::Result<Self> {
        let http = crate::http::client(&settings.base_url)?;
        Ok(Self { settings, clock, ids, http })
    }

    /// A call with its checksum. `segments` are the parts of the path below the base address.
    fn call(&self, operation: &str, request_id: Uuid, segments: &[&str]) -> Result<RequestBuilder, MandateError> {
        let now = self.clock.now();
        let path: String = segments.iter().map(|segment| format!("/{}", in_path(segment))).collect();
        let address = format!("{}{path}?requestId={request_id}", self.settings.base_url);
        let url = Url::parse(&address).map_err(|error| MandateError::Refused(format!("the address of {operation} is not one: {error}")))?;
        // The sum is taken of the parsed address, the very text that goes out.
        let sent = format!("{}?{}", url.path(), url.query().unwrap_or_default());
        let timestamp = now.iso();
        let sum = checksum(&self.settings.api_key, &sent, &timestamp);
        tracing::info!(operation, %request_id, "mandate service called");
        Ok(self.http.get(url).header(HEADER, format!("{} {timestamp} {sum}", self.settings.client_id)))
    }

    async fn register(&self, identity_code: &Secret) -> Result<MandateChoice, MandateError> {
        let request_ids = vec![self.request_id(), self.request_id()];
        let path = ["service", "ypa", "user", "register", &self.settings.client_id, identity_code.expose()];
        let answer = self.call("register", request_ids[0], &path)?.send().await.map_err(unavailable)?;
        match answer.status() {
            // No session can be over yet: the checksum, the clock or the client id is not accepted.
            StatusCode::UNAUTHORIZED => {
                let skew = self.tell_skew(&answer);
                Err(MandateError::Refused(format!("register: our credentials or our clock are not accepted{skew}")))
            }
            StatusCode::FORBIDDEN => Err(MandateError::PersonRefused),
            _ => {
                let Registered { session_id, user_id } = read("register", answer).await?;
                Ok(MandateChoice { session_id: Secret::new(session_id), user_id, request_ids })
            }
        }
    }

    fn request_id(&self) -> Uuid {
        self.ids.next(self.clock.now())
    }

    /// How far our clock is from the service's, if it tells the time: beyond five minutes it refuses everything.
    fn tell_skew(&self, answer: &Response) -> String {
        let date = answer.headers().get(header::DATE).and_then(|date| date.to_str().ok());
        let Some(theirs) = date.and_then(Instant::from_http_date) else { return String::new() };
        let skew = self.clock.now().seconds_since(theirs);
        if skew.abs() <= TOLERANCE_SECONDS {
            return String::new();
        }
        tracing::error!(skew_seconds = skew, "our clock is not the mandate service's: it refuses what is more than five minutes off");
        format!("; our clock is {skew} seconds off")
    }

    /// The Basic header is the plain one of RFC 2617: the service does not undo the encoding of RFC 6749.
    async fn token(&self, code: &str, return_to: &str) -> Result<Token, MandateError> {
        let query = Serializer::new(String::new())
            .append_pair("grant_type", "authorization_code")
            .append_pair("code", code)
            .append_pair("redirect_uri", return_to)
            .finish();
        let basic = STANDARD.encode(format!("{}:{}", self.settings.client_id, self.settings.oauth_password.expose()));
        let address = format!("{}/oauth/token?{query}", self.settings.base_url);
        let answer = self.http.post(address).header(header::AUTHORIZATION, format!("Basic {basic}")).send().await.map_err(unavailable)?;
        match answer.status() {
            StatusCode::UNAUTHORIZED => Err(MandateError::Refused("token: our password is not accepted".into())),
            StatusCode::BAD_REQUEST => {
                let refusal = answer.json::<Refusal>().await.map_or_else(|_| "bad request".to_owned(), |refusal| refusal.error);
                Err(if refusal == "invalid_grant" { MandateError::CodeUsed } else { MandateError::Refused(format!("token: {refusal}")) })
            }
            _ => read("token", answer).await,
        }
    }

    async fn rights(&self, choice: &MandateChoice, token: &Token, request_id: Uuid) -> Result<Vec<OrganisationRights>, MandateError> {
        let call = self.call("organizationRoles", request_id, &["service", "ypa", "api", "organizationRoles", choice.session_id.expose()])?;
        let answer = call.bearer_auth(&token.access_token).send().await.map_err(unavailable)?;
        let organisations: Vec<Organisation> = read("organizationRoles", answer).await?;
        Ok(organisations
            .into_iter()
            .map(|Organisation { identifier, name, complete, roles }| OrganisationRights { business_id: identifier, name, complete, rights: roles })
            .collect())
    }

    async fn unregister(&self, choice: &MandateChoice) -> Result<bool, MandateError> {
        let call = self.call("unregister", self.request_id(), &["service", "ypa", "user", "unregister", choice.session_id.expose()])?;
        read("unregister", call.send().await.map_err(unavailable)?).await
    }
}

impl Mandates for WebApi {
    fn begin<'a>(&'a self, identity_code: &'a Secret) -> Answer<'a, Result<MandateChoice, MandateError>> {
        Box::pin(self.register(identity_code))
    }

    fn choose(&self, choice: &MandateChoice, state: &Secret, return_to: &str, language: Language) -> String {
        let query = Serializer::new(String::new())
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("response_type", "code")
            .append_pair("redirect_uri", return_to)
            .append_pair("user", &choice.user_id)
            .append_pair("state", state.expose())
            .append_pair("lang", language.code())
            .append_pair("requestId", &choice.request_ids.last().copied().unwrap_or_else(|| self.request_id()).to_string())
            .finish();
        format!("{}/oauth/authorize?{query}", self.settings.base_url)
    }

    fn finish<'a>(&'a self, choice: &'a MandateChoice, code: &'a str, return_to: &'a str) -> Answer<'a, Chosen> {
        Box::pin(async move {
            let mut request_ids = choice.request_ids.clone();
            let found = match self.token(code, return_to).await {
                Ok(token) => {
                    let request_id = self.request_id();
                    request_ids.push(request_id);
                    self.rights(choice, &token, request_id).await
                }
                Err(error) => Err(error),
            };
            Chosen { found, request_ids }
        })
    }

    fn end<'a>(&'a self, choice: &'a MandateChoice) -> Answer<'a, ()> {
        Box::pin(async move {
            match self.unregister(choice).await {
                Ok(true) => {}
                Ok(false) => tracing::info!("the mandate service had already ended the session"),
                Err(error) => tracing::warn!(%error, "the session at the mandate service was not ended"),
            }
        })
    }
}

async fn read<T: DeserializeOwned>(operation: &str, answer: Response) -> Result<T, MandateError> {
    match answer.status() {
        StatusCode::OK => answer.json().await.map_err(unavailable),
        StatusCode::UNAUTHORIZED => Err(MandateError::Over),
        status if status.is_client_error() => Err(MandateError::Refused(format!("{operation}: {status}"))),
        status => Err(MandateError::Unavailable(format!("{operation}: {status}"))),
    }
}

/// The address is left out of the message: it holds the identity code.
fn unavailable(error: reqwest::Error) -> MandateError {
    MandateError::Unavailable(error.without_url().to_string())
}

/// One segment of a path. `+` stays as it is (the century sign of those born in the 1800s, base64 in session ids);
/// everything else that could change the path is percent-encoded.
fn in_path(segment: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+=".contains(&byte);
    segment.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
