use std::{collections::HashMap, sync::Arc};

use axum::{
    Form, Json,
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{Granted, Provider, keys};

/// Seconds for which an identity token is valid.
const TOKEN_SECONDS: i64 = 300;

/// Changes a code for an identity token.
pub async fn exchange(State(provider): State<Arc<Provider>>, Form(form): Form<HashMap<String, String>>) -> Response {
    let granted = match provider.check_code(&form) {
        Ok(granted) => granted,
        Err(error) => return (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response(),
    };
    let access_token = provider.ids.secret();
    let claims = provider.claims(granted);
    match keys::signing_key().await.and_then(|key| key.sign(&claims)) {
        Ok(id_token) => {
            let body = json!({ "access_token": access_token.expose(), "token_type": "Bearer", "expires_in": TOKEN_SECONDS, "id_token": id_token });
            ([(header::CACHE_CONTROL, "no-store")], Json(body)).into_response()
        }
        Err(failure) => failure.into_response(),
    }
}

impl Provider {
    fn check_code(&self, form: &HashMap<String, String>) -> Result<Granted, &'static str> {
        let of = |name: &str| form.get(name).map_or("", String::as_str);
        if of("client_id") != self.client_id {
            return Err("invalid_client");
        }
        if of("grant_type") != "authorization_code" {
            return Err("unsupported_grant_type");
        }
        let granted = self.take(of("code")).ok_or("invalid_grant")?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(of("code_verifier")));
        if of("redirect_uri") != granted.request.redirect_uri || challenge != granted.request.challenge {
            return Err("invalid_grant");
        }
        Ok(granted)
    }

    fn claims(&self, granted: Granted) -> Map<String, Value> {
        let now = self.clock.now().micros() / 1_000_000;
        let mut claims = granted.claims;
        claims.insert("iss".into(), json!(self.issuer));
        claims.insert("aud".into(), json!(self.client_id));
        claims.insert("iat".into(), json!(now));
        claims.insert("exp".into(), json!(now + TOKEN_SECONDS));
        claims.insert("auth_time".into(), json!(granted.at.micros() / 1_000_000));
        claims.insert("nonce".into(), json!(granted.request.nonce));
        claims
    }
}
