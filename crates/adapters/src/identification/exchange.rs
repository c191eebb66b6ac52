use base64::{Engine as _, engine::general_purpose::STANDARD};
use ports::{IdentificationError, LoginRequest};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{
    ClientAuthentication, Oidc,
    answers::{code_for_log, object, unavailable, untrusted},
};

/// Largest answer of the token endpoint, in bytes. An encrypted identity token is some four thousand.
const LARGEST_ANSWER: usize = 64 * 1024;
/// Seconds for which an assertion of ours is good.
const ASSERTION_SECONDS: i64 = 60;

impl Oidc {
    /// Changes a code for an identity token.
    pub(super) async fn exchange(&self, login: &LoginRequest, code: &str) -> Result<String, IdentificationError> {
        let mut form = vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", login.return_to.clone()),
            ("client_id", self.settings.client_id.clone()),
            ("code_verifier", login.verifier.expose().to_owned()),
        ];
        let mut request = self.http.post(&self.settings.endpoints.token).header("accept", "application/json");
        match &self.settings.authentication {
            ClientAuthentication::None => {}
            ClientAuthentication::SecretBasic(secret) => {
                request = request.header("authorization", basic(&self.settings.client_id, secret.expose()));
            }
            ClientAuthentication::SecretPost(secret) => form.push(("client_secret", secret.expose().to_owned())),
            ClientAuthentication::PrivateKeyJwt => {
                form.push(("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer".to_owned()));
                form.push(("client_assertion", self.assertion()?));
            }
        }
        let answer = request.form(&form).send().await.map_err(unavailable)?;
        let status = answer.status();
        if !(status == StatusCode::OK || status.is_client_error()) {
            return Err(IdentificationError::Unavailable(format!("the token endpoint answered {status}")));
        }
        let answer = object(answer, LARGEST_ANSWER).await;
        if status.is_client_error() {
            // RFC 6749, section 5.2.
            let error = answer.ok().and_then(|answer| answer.get("error")?.as_str().map(code_for_log));
            return Err(untrusted(format!("the code was refused: {}", error.unwrap_or_else(|| status.to_string()))));
        }
        match answer?.get_mut("id_token").map(Value::take) {
            Some(Value::String(token)) => Ok(token),
            _ => Err(untrusted("the token endpoint gave no identity token")),
        }
    }

    /// RFC 7523: we are the client because only we can sign this.
    fn assertion(&self) -> Result<String, IdentificationError> {
        let (client, now) = (&self.settings.client_id, self.seconds());
        let claims = json!({
            "iss": client, "sub": client, "aud": self.settings.endpoints.token,
            "iat": now, "exp": now + ASSERTION_SECONDS, "jti": self.ids.secret().expose(),
        });
        self.own_keys.set().sign("JWT", &claims)
    }
}

/// RFC 6749, section 2.3.1: both parts are form-encoded first.
fn basic(id: &str, secret: &str) -> String {
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret))))
}
