use std::fmt;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use form_urlencoded::Serializer;
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use kit_core::{Clock, Digest, Secret};
use ports::{Answer, Identification, IdentificationError, IdentifiedOfficer, IdentifiedPerson, LoginRequest, OfficerIdentification};
use reqwest::Client;

use super::{
    OidcSettings,
    answers::{id_token, unavailable, untrusted},
    claims::Claims,
    keys::Keys,
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
        if !self.settings.wanted_levels.is_empty() {
            query.append_pair("acr_values", &self.settings.wanted_levels.join(" "));
        }
        format!("{}?{}", self.settings.endpoints.authorization, query.finish())
    }

    async fn claims(&self, login: &LoginRequest, code: &str) -> Result<(Claims, Secret), IdentificationError> {
        let token = self.exchange(login, code).await?;
        let claims = self.believe(&token).await?;
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
    async fn believe(&self, token: &str) -> Result<Claims, IdentificationError> {
        let header = decode_header(token).map_err(|error| untrusted(format!("the identity token cannot be read: {error}")))?;
        let key_id = header.kid.ok_or_else(|| untrusted("the identity token names no key"))?;
        let key = self.keys.key(&self.http, &key_id).await?;
        let mut wanted = Validation::new(Algorithm::RS256);
        wanted.set_issuer(&[&self.settings.issuer]);
        wanted.set_audience(&[&self.settings.client_id]);
        wanted.set_required_spec_claims(&["iss", "aud", "exp"]);
        wanted.validate_exp = false;
        let token = decode::<Claims>(token, &key, &wanted).map_err(|error| untrusted(format!("the identity token is not good: {error}")))?;
        Ok(token.claims)
    }

    fn end_session(&self, hint: Option<&Secret>, return_to: &str) -> String {
        let mut query = Serializer::new(String::new());
        query.append_pair("client_id", &self.settings.client_id).append_pair("post_logout_redirect_uri", return_to);
        if let Some(token) = hint {
            query.append_pair("id_token_hint", token.expose());
        }
        format!("{}?{}", self.settings.endpoints.end_session, query.finish())
    }
}

/// RFC 7636, section 4.2.
fn challenge(verifier: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(Digest::of(verifier.expose()).bytes())
}

impl Identification for Oidc {
    fn start(&self, login: &LoginRequest) -> String {
        self.authorization(login)
    }

    fn finish<'a>(&'a self, login: &'a LoginRequest, code: &'a str) -> Answer<'a, Result<IdentifiedPerson, IdentificationError>> {
        Box::pin(async move {
            let (claims, token) = self.claims(login, code).await?;
            claims.person(token)
        })
    }

    /// The token is not sent as a hint: it holds the identity code, which must not stand in an address.
    fn logout(&self, _id_token: &Secret, return_to: &str) -> String {
        self.end_session(None, return_to)
    }
}

impl OfficerIdentification for Oidc {
    fn start(&self, login: &LoginRequest) -> String {
        self.authorization(login)
    }

    fn finish<'a>(&'a self, login: &'a LoginRequest, code: &'a str) -> Answer<'a, Result<IdentifiedOfficer, IdentificationError>> {
        Box::pin(async move {
            let (claims, token) = self.claims(login, code).await?;
            claims.officer(&self.settings.groups_claim, token)
        })
    }

    fn logout(&self, id_token: &Secret, return_to: &str) -> String {
        self.end_session(Some(id_token), return_to)
    }
}
