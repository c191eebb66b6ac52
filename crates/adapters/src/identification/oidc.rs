use std::{fmt, sync::Arc};

use form_urlencoded::Serializer;
use kit_core::{Clock, Ids, Secret};
use ports::{
    Answer, Identification, IdentificationError, IdentifiedOfficer, IdentifiedPerson, LoggedOut, LoginAnswer, LoginProvider, LoginRequest,
    LogoutRequest, OfficerIdentification,
};
use reqwest::Client;

use super::{
    IssuerInAnswer, OidcSettings, OwnKeys,
    answers::{code_for_log, untrusted},
    claims::{Claims, LogoutClaims},
    token::{ProviderKeys, Reader, Use},
};

/// A client of one OpenID provider.
pub struct Oidc {
    pub(super) settings: OidcSettings,
    pub(super) own_keys: Arc<OwnKeys>,
    pub(super) clock: Clock,
    pub(super) ids: Ids,
    pub(super) http: Client,
    keys: ProviderKeys,
}

impl fmt::Debug for Oidc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Oidc").field("issuer", &self.settings.issuer).finish_non_exhaustive()
    }
}

impl Oidc {
    /// Asks nothing of the provider yet. Fails only when this machine has no certificates to check a provider by.
    pub fn new(settings: OidcSettings, own_keys: Arc<OwnKeys>, clock: Clock, ids: Ids) -> anyhow::Result<Self> {
        let http = crate::http::client(&settings.issuer)?;
        let keys = ProviderKeys::at(settings.endpoints.keys.clone(), http.clone(), clock.clone());
        Ok(Self { settings, own_keys, clock, ids, http, keys })
    }

    /// Seconds since 1970, as tokens count.
    pub(super) fn seconds(&self) -> i64 {
        self.clock.now().micros() / 1_000_000
    }

    fn reader(&self) -> Reader<'_> {
        Reader { keys: &self.keys, own_keys: &self.own_keys, form: self.settings.token_form, algorithms: &self.settings.algorithms }
    }

    /// The code that came back, if it came from this provider and is one.
    fn code<'a>(&self, answer: &'a LoginAnswer) -> Result<&'a str, IdentificationError> {
        match &answer.issuer {
            Some(issuer) if *issuer != self.settings.issuer => return Err(untrusted("another issuer answered")),
            None if self.settings.issuer_in_answer == IssuerInAnswer::Demanded => return Err(untrusted("nobody says whose answer it is")),
            Some(_) | None => {}
        }
        match (&answer.code, answer.error.as_deref()) {
            (Some(code), None) if !code.expose().is_empty() => Ok(code.expose()),
            (None, Some("access_denied" | "cancel")) => Err(IdentificationError::Cancelled),
            (None, Some("temporarily_unavailable" | "server_error")) => Err(IdentificationError::Unavailable("so it says itself".to_owned())),
            (None, Some(error)) => Err(IdentificationError::Refused(code_for_log(error))),
            (Some(_), _) | (None, None) => Err(untrusted("neither a code nor an error came back")),
        }
    }

    /// The claims of the identity token, believed; and the token itself, as it was signed.
    async fn claims(&self, login: &LoginRequest, answer: &LoginAnswer) -> Result<(Claims, Secret), IdentificationError> {
        let token = self.exchange(login, self.code(answer)?).await?;
        let read = self.reader().read(&token, Use::Identity).await?;
        let claims = Claims::of(read.claims)?;
        claims.check(&self.settings, login, self.seconds())?;
        Ok((claims, read.signed))
    }
}

impl LoginProvider for Oidc {
    fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    fn start(&self, login: &LoginRequest) -> Result<String, IdentificationError> {
        self.authorization(login)
    }

    fn logout(&self, logout: &LogoutRequest<'_>) -> String {
        let Some(end_session) = &self.settings.endpoints.end_session else {
            return logout.return_to.to_owned();
        };
        let mut query = Serializer::new(String::new());
        query.append_pair("client_id", &self.settings.client_id).append_pair("post_logout_redirect_uri", logout.return_to);
        query.append_pair("ui_locales", logout.language.code());
        if let Some(token) = logout.id_token {
            query.append_pair("id_token_hint", token.expose());
        }
        if let (None, Some(sid)) = (logout.id_token, logout.session.and_then(|session| session.sid.as_ref())) {
            query.append_pair("logout_hint", sid);
        }
        if let Some(state) = logout.state {
            query.append_pair("state", state.expose());
        }
        format!("{end_session}?{}", query.finish())
    }

    fn logged_out<'a>(&'a self, logout_token: &'a str) -> Answer<'a, Result<LoggedOut, IdentificationError>> {
        Box::pin(async move {
            let read = self.reader().read(logout_token, Use::Logout).await?;
            LogoutClaims::of(read.claims)?.check(&self.settings, self.seconds())
        })
    }

    fn published_keys(&self) -> String {
        self.own_keys.set().public().to_string()
    }
}

impl Identification for Oidc {
    fn finish<'a>(&'a self, login: &'a LoginRequest, answer: &'a LoginAnswer) -> Answer<'a, Result<IdentifiedPerson, IdentificationError>> {
        Box::pin(async move { self.claims(login, answer).await?.0.person(&self.settings) })
    }
}

impl OfficerIdentification for Oidc {
    fn finish<'a>(&'a self, login: &'a LoginRequest, answer: &'a LoginAnswer) -> Answer<'a, Result<IdentifiedOfficer, IdentificationError>> {
        Box::pin(async move {
            let (claims, token) = self.claims(login, answer).await?;
            claims.officer(&self.settings, token)
        })
    }
}
