use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use form_urlencoded::Serializer;
use kit_core::{Digest, Secret};
use ports::{IdentificationError, LoginRequest};
use serde_json::{Map, Value, json};

use super::{Oidc, RequestForm};

/// Seconds within which a signed request has to reach the provider.
const REQUEST_SECONDS: i64 = 600;

impl Oidc {
    /// The address to which the browser is sent.
    pub(super) fn authorization(&self, login: &LoginRequest) -> Result<String, IdentificationError> {
        let parameters = self.parameters(login);
        let mut query = Serializer::new(String::new());
        match self.settings.request_form {
            RequestForm::Plain => {
                query.extend_pairs(&parameters);
            }
            RequestForm::Signed => {
                query.append_pair("client_id", &self.settings.client_id).append_pair("request", &self.signed(parameters)?);
            }
        }
        Ok(format!("{}?{}", self.settings.endpoints.authorization, query.finish()))
    }

    fn parameters(&self, login: &LoginRequest) -> Vec<(&'static str, String)> {
        let settings = &self.settings;
        let mut parameters = vec![
            ("response_type", "code".to_owned()),
            ("client_id", settings.client_id.clone()),
            ("redirect_uri", login.return_to.clone()),
            ("scope", settings.scope.clone()),
            ("state", login.state.expose().to_owned()),
            ("nonce", login.nonce.expose().to_owned()),
            ("code_challenge", challenge(&login.verifier)),
            ("code_challenge_method", "S256".to_owned()),
            ("ui_locales", login.language.code().to_owned()),
        ];
        if !settings.wanted_levels.is_empty() {
            parameters.push(("acr_values", settings.wanted_levels.join(" ")));
        }
        if login.fresh {
            parameters.extend([("prompt", "login".to_owned()), ("max_age", "0".to_owned())]);
        }
        parameters.extend(settings.service_name.clone().map(|name| ("ftn_spname", name)));
        parameters
    }

    /// RFC 9101: all parameters in one that only we can have made, for this provider, for now, once.
    fn signed(&self, parameters: Vec<(&'static str, String)>) -> Result<String, IdentificationError> {
        let number = |name: &str, value: String| if name == "max_age" { value.parse().map_or(Value::Null, |n: i64| json!(n)) } else { json!(value) };
        let mut claims: Map<String, Value> = parameters.into_iter().map(|(name, value)| (name.to_owned(), number(name, value))).collect();
        let now = self.seconds();
        let about = json!({
            "iss": self.settings.client_id, "aud": self.settings.issuer,
            "iat": now, "nbf": now, "exp": now + REQUEST_SECONDS, "jti": self.ids.secret().expose(),
        });
        if let Value::Object(about) = about {
            claims.extend(about);
        }
        self.own_keys.set().sign("oauth-authz-req+jwt", &Value::Object(claims))
    }
}

/// RFC 7636, section 4.2.
fn challenge(verifier: &Secret) -> String {
    URL_SAFE_NO_PAD.encode(Digest::of(verifier.expose()).bytes())
}
