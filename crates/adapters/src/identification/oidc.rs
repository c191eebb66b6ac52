use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use form_urlencoded::Serializer;
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use kit_core::{Clock, Digest, Secret};
use ports::{
    Answer, Identification, IdentificationError, IdentifiedOfficer, IdentifiedPerson, LoggedOut, LoginAnswer, LoginProvider, LoginRequest,
    LogoutRequest, OfficerIdentification,
};
use reqwest::Client;
use serde::de::DeserializeOwned;

use super::{
    OidcSettings,
    answers::{id_token, unavailable, untrusted},
    claims::Claims,
    keys::Keys,
    logout::LogoutClaims,
};

/// A client of one OpenID provider.
pub struct Oidc {
    settings: OidcSettings,
    clock: Clock,
    http: Client,
    keys: Keys,
}

impl fmt::Debug for Oidc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Oidc").field("issuer", &self.settings.issuer).finish_non_exhaustive()
    }
}

impl Oidc {
    /// Asks nothing of the provider yet. Fails only when this machine has no certificates to check a provider by.
    pub fn new(settings: OidcSettings, clock: Clock) -> anyhow::Result<Self> {
        let http = crate::http::client(&settings.issuer)?;
        Ok(Self { keys: Keys::at(settings.endpoints.keys.clone()), settings, clock, http })
    }

    fn authorization(&self, login: &LoginRequest) -> String {
        let mut query = Serializer::new(String::new());
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.settings.client_id)
            .append_pair("redirect_uri", &login.return_to)
            .append_pair("scope", &self.settings.scope)
            .append_pair("state", login.state.expose())
            .append_pair("nonce", login.nonce.expose())
            .append_pair("code_challenge", &challenge(&login.verifier))
            .append_pair("code_challenge_method", "S256")
            .append_pair("ui_locales", login.language.code());
        if login.fresh {
            query.append_pair("prompt", "login").append_pair("max_age", "0");
        }
        if !self.settings.wanted_levels.is_empty() {
            query.append_pair("acr_values", &self.settings.wanted_levels.join(" "));
        }
        format!("{}?{}", self.settings.endpoints.authorization, query.finish())
    }

    async fn claims(&self, login: &LoginRequest, code: &str) -> Result<(Claims, Secret), IdentificationError> {
        let token = self.exchange(login, code).await?;
        let claims: Claims = self.believe(&token).await?;
        claims.check(&self.settings, &login.nonce, self.clock.now())?;
        Ok((claims, Secret::new(token)))
    }

    async fn exchange(&self, login: &LoginRequest, code: &str) -> Result<String, IdentificationError> {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &login.return_to),
            ("client_id", &self.settings.client_id),
            ("code_verifier", login.verifier.expose()),
        ];
        let answer = self.http.post(&self.settings.endpoints.token).form(&form).send().await.map_err(unavailable)?;
        id_token(answer).await
    }

    /// Checks signature, issuer and audience. The times are checked by our own clock, later.
    async fn believe<C: DeserializeOwned + Clone>(&self, token: &str) -> Result<C, IdentificationError> {
        let header = decode_header(token).map_err(|error| untrusted(format!("the identity token cannot be read: {error}")))?;
        let key_id = header.kid.ok_or_else(|| untrusted("the identity token names no key"))?;
        let key = self.keys.key(&self.http, &key_id).await?;
        let mut wanted = Validation::new(Algorithm::RS256);
        wanted.set_issuer(&[&self.settings.issuer]);
        wanted.set_audience(&[&self.settings.client_id]);
        wanted.set_required_spec_claims(&["iss", "aud"]);
        wanted.validate_exp = false;
        let token = decode::<C>(token, &key, &wanted).map_err(|error| untrusted(format!("the identity token is not good: {error}")))?;
        Ok(token.claims)
    }

    /// The code that came back, if the provider did not refuse.
    fn code<'a>(&self, answer: &'a LoginAnswer) -> Result<&'a str, IdentificationError> {
        if answer.issuer.as_ref().is_some_and(|issuer| *issuer != self.settings.issuer) {
            return Err(untrusted("another issuer answered"));
        }
        match (&answer.code, answer.error.as_deref()) {
            (Some(code), None) => Ok(code.expose()),
            (_, Some("access_denied" | "cancel")) => Err(IdentificationError::Cancelled),
            (_, Some(error)) => Err(IdentificationError::Refused(error.to_owned())),
            (None, None) => Err(untrusted("neither a code nor an error came back")),
        }
    }
}

/// RFC 7636, section 4.2.
fn challenge(verifier: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(Digest::of(verifier.expose()).bytes())
}

impl LoginProvider for Oidc {
    fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    fn start(&self, login: &LoginRequest) -> String {
        self.authorization(login)
    }

    fn logout(&self, logout: &LogoutRequest<'_>) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("client_id", &self.settings.client_id).append_pair("post_logout_redirect_uri", logout.return_to);
        query.append_pair("ui_locales", logout.language.code());
        if let Some(token) = logout.id_token {
            query.append_pair("id_token_hint", token.expose());
        }
        if let Some(state) = logout.state {
            query.append_pair("state", state.expose());
        }
        format!("{}?{}", self.settings.endpoints.end_session, query.finish())
    }

    fn logged_out<'a>(&'a self, logout_token: &'a str) -> Answer<'a, Result<LoggedOut, IdentificationError>> {
        Box::pin(async move {
            let claims: LogoutClaims = self.believe(logout_token).await?;
            claims.check(self.clock.now())
        })
    }

    fn published_keys(&self) -> String {
        r#"{"keys":[]}"#.to_owned()
    }
}

impl Identification for Oidc {
    fn finish<'a>(&'a self, login: &'a LoginRequest, answer: &'a LoginAnswer) -> Answer<'a, Result<IdentifiedPerson, IdentificationError>> {
        Box::pin(async move { self.claims(login, self.code(answer)?).await?.0.person() })
    }
}

impl OfficerIdentification for Oidc {
    fn finish<'a>(&'a self, login: &'a LoginRequest, answer: &'a LoginAnswer) -> Answer<'a, Result<IdentifiedOfficer, IdentificationError>> {
        Box::pin(async move {
            let (claims, token) = self.claims(login, self.code(answer)?).await?;
            claims.officer(&self.settings.groups_claim, token)
        })
    }
}
