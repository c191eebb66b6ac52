use std::{collections::HashMap, sync::Arc};

use axum::{
    Form, Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{Granted, Profile, Provider, Registered, authentication::NoToken, encryption::encrypt, keys::KeyFailure};
use crate::faults::Fault;

/// Seconds for which an identity token is valid.
const TOKEN_SECONDS: i64 = 300;
/// Seconds for which an access token is good at the userinfo address.
const ACCESS_SECONDS: i64 = 600;

/// Changes a code for an identity token.
pub async fn exchange(State(provider): State<Arc<Provider>>, headers: HeaderMap, Form(form): Form<HashMap<String, String>>) -> Response {
    match provider.check_code(&headers, &form).await {
        Ok(granted) => provider.answer(granted).await.unwrap_or_else(KeyFailure::into_response),
        Err((profile, refusal)) => {
            tracing::info!(?refusal, "no token is given");
            (StatusCode::BAD_REQUEST, Json(json!({ "error": refusal.code(profile) }))).into_response()
        }
    }
}

impl Provider {
    /// A code works once: whoever asks, it is gone.
    async fn check_code(&self, headers: &HeaderMap, form: &HashMap<String, String>) -> Result<Granted, (Profile, NoToken)> {
        let of = |name: &str| form.get(name).map_or("", String::as_str);
        let client = self.authenticated(headers, form).await?;
        let refused = |refusal| Err((client.client.profile, refusal));
        if of("grant_type") != "authorization_code" {
            return refused(NoToken::GrantType);
        }
        let Some(granted) = self.codes.take(self.clock.now(), of("code")) else { return refused(NoToken::Code) };
        let asked = &granted.request;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(of("code_verifier")));
        let is_right = asked.client.client.id == client.client.id
            && of("redirect_uri") == client.client.redirect_uri
            && asked.challenge.as_ref().is_none_or(|wanted| *wanted == challenge)
            && !self.faults.happens(Fault::LoginCodeUsed);
        if is_right { Ok(granted) } else { refused(NoToken::Code) }
    }

    async fn answer(&self, granted: Granted) -> Result<Response, KeyFailure> {
        let access_token = self.ids.secret();
        let client = granted.request.client.clone();
        let claims = self.claims(granted);
        let id_token = self.pack(&client, &claims).await?;
        if client.has_userinfo() {
            let now = self.clock.now();
            self.access.put(now, now.plus_seconds(ACCESS_SECONDS), access_token.expose(), (client.clone(), claims));
        }
        // The agency's own provider once sent the moment instead of the seconds: nobody may rely on it.
        let expires = if client.client.profile == Profile::FtnOidc { self.now() + ACCESS_SECONDS } else { ACCESS_SECONDS };
        let body = json!({ "access_token": access_token.expose(), "token_type": "Bearer", "expires_in": expires, "id_token": id_token });
        Ok(([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response())
    }

    /// Signed, and encrypted to the client if its profile says so.
    pub async fn pack(&self, client: &Registered, claims: &Map<String, Value>) -> Result<String, KeyFailure> {
        let signed = self.key().await?.sign("JWT", claims)?;
        let Some(wrapping) = client.client.profile.wrapping() else { return Ok(signed) };
        let Some(key) = client.keys.encryption(wrapping.key).await else {
            tracing::warn!(client = client.client.id, "the client publishes no key to encrypt to (use: enc)");
            return Err(KeyFailure);
        };
        encrypt(wrapping, &key, &signed)
    }

    fn claims(&self, granted: Granted) -> Map<String, Value> {
        let now = self.now();
        let mut claims = granted.claims;
        claims.insert("iss".into(), json!(self.issuer));
        claims.insert("aud".into(), json!(granted.request.client.client.id));
        claims.insert("iat".into(), json!(now));
        claims.insert("exp".into(), json!(now + TOKEN_SECONDS));
        claims.insert("auth_time".into(), json!(granted.authenticated_at.micros() / 1_000_000));
        claims.insert("nonce".into(), json!(granted.request.nonce));
        claims
    }
}
