//! Single logout: begun by a client (RP-initiated), or here on the provider's own page as if by another service. Whoever was
//! told who the person is, is told that it is over: by a signed token (back channel) or in a frame (front channel).

use std::{borrow::Borrow, collections::HashMap, sync::Arc};

use askama::Template;
use axum::{
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use kit_core::Language;
use serde_json::{Map, Value, json};

use super::{
    LogoutChannel, Provider, SsoSession,
    keys::{self, KeyFailure},
    sso::Login,
};
use crate::{
    call,
    page::{self, Said},
};

const OVER: Said = Said { fi: "Olet kirjautunut ulos", sv: "Du har loggat ut", en: "You have logged out" };
const GO_ON: Said = Said { fi: "Takaisin palveluun", sv: "Tillbaka till tjänsten", en: "Back to the service" };
const TOLD: Said = Said { fi: "Uloskirjautumisesta kerrottiin", sv: "Utloggningen meddelades till", en: "Told of the logout" };
const SESSION: Said = Said { fi: "Kertakirjautuminen", sv: "Enkel inloggning", en: "Single sign-on" };
const NOBODY: Said = Said {
    fi: "Tässä selaimessa ei ole voimassa olevaa tunnistautumista.",
    sv: "Det finns ingen giltig identifiering i den här webbläsaren.",
    en: "Nobody is identified in this browser.",
};
const LOG_OUT: Said = Said { fi: "Kirjaudu ulos kaikkialta", sv: "Logga ut överallt", en: "Log out everywhere" };
/// Seconds for which a logout token is good.
const TOKEN_SECONDS: i64 = 120;
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

#[derive(Template)]
#[template(path = "oidc/over.html")]
struct Over<'a> {
    language: Language,
    back: Option<&'a str>,
    told: &'a Told,
}

#[derive(Template)]
#[template(path = "oidc/session.html")]
struct Session {
    language: Language,
    session: Option<SsoSession>,
}

impl Over<'_> {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }
}

impl Session {
    fn say(&self, said: impl Borrow<Said>) -> &'static str {
        said.borrow().in_language(self.language)
    }
}

/// Who was told, and how it went.
#[derive(Default)]
struct Told {
    /// Client and its answer.
    by_token: Vec<(String, String)>,
    /// Client and the address of its frame.
    frames: Vec<(String, String)>,
}

/// What a client asks when it ends a session.
struct Asked {
    client: Option<String>,
    sid: Option<String>,
    back: Option<String>,
    language: Language,
}

/// RP-initiated logout: parameters in the query or in the form.
pub async fn end(State(provider): State<Arc<Provider>>, RawQuery(query): RawQuery, headers: HeaderMap, body: String) -> Response {
    let sent = format!("{}&{body}", query.unwrap_or_default());
    let asked = match provider.asked(&sent).await {
        Ok(asked) => asked,
        Err(reason) => return page::refused(reason),
    };
    provider.end(&headers, &asked).await.unwrap_or_else(KeyFailure::into_response)
}

/// Who is logged in at the provider itself.
pub async fn show(State(provider): State<Arc<Provider>>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let language = language(&query.unwrap_or_default());
    let session = provider.session(&headers).map(|(_, session)| session);
    page::render(StatusCode::OK, &Session { language, session })
}

/// Logged out from everything, as if from another service.
pub async fn end_here(State(provider): State<Arc<Provider>>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    let asked = Asked { client: None, sid: None, back: None, language: language(&query.unwrap_or_default()) };
    provider.end(&headers, &asked).await.unwrap_or_else(KeyFailure::into_response)
}

fn language(query: &str) -> Language {
    let wanted = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "lang");
    page::language(wanted.as_ref().map_or("", |(_, value)| value))
}

impl Provider {
    async fn asked(&self, sent: &str) -> Result<Asked, &'static str> {
        let sent: HashMap<_, _> = form_urlencoded::parse(sent.as_bytes()).into_owned().collect();
        let some = |name: &str| sent.get(name).filter(|value| !value.is_empty()).cloned();
        let hint = match some("id_token_hint") {
            Some(token) => keys::ours(&token).await.ok_or("This id_token_hint is not ours.")?,
            None => Map::new(),
        };
        let of_hint = |name: &str| hint.get(name).and_then(Value::as_str).map(str::to_owned);
        let client = match (some("client_id"), of_hint("aud")) {
            (Some(named), Some(hinted)) if named != hinted => return Err("The id_token_hint is another client's."),
            (named, hinted) => named.or(hinted),
        };
        let registered = match &client {
            Some(id) => Some(self.client(id).ok_or("This client_id is not known.")?),
            None => None,
        };
        let back = match (some("post_logout_redirect_uri"), registered) {
            (Some(address), Some(client)) if address == client.client.after_logout => Some(address),
            (Some(_), _) => return Err("This post_logout_redirect_uri is not registered."),
            (None, _) => None,
        };
        let state = some("state").map(|state| form_urlencoded::Serializer::new(String::new()).append_pair("state", &state).finish());
        let back = back.map(|back| state.map_or_else(|| back.clone(), |state| format!("{back}?{state}")));
        let language = page::language(&some("ui_locales").unwrap_or_default());
        Ok(Asked { client, sid: some("logout_hint").or_else(|| of_hint("sid")), back, language })
    }

    async fn end(&self, headers: &HeaderMap, asked: &Asked) -> Result<Response, KeyFailure> {
        let now = self.clock.now();
        let has = |session: &SsoSession| session.logins.iter().any(|login| Some(&login.sid) == asked.sid.as_ref());
        let key = self.session(headers).map(|(key, _)| key).or_else(|| self.sessions.key_of(now, has));
        let mut told = Told::default();
        if let Some(session) = key.and_then(|key| self.sessions.take(now, &key)) {
            for login in session.logins.iter().filter(|login| Some(&login.client_id) != asked.client.as_ref()) {
                self.tell(login, &mut told).await?;
            }
        }
        let mut answer = match &asked.back {
            Some(back) if told.frames.is_empty() => Redirect::to(back).into_response(),
            back => {
                let frames = told.frames.iter().map(|(_, address)| address.as_str());
                page::render_framing(&Over { language: asked.language, back: back.as_deref(), told: &told }, frames)
            }
        };
        if let Some(on) = asked.back.as_ref().filter(|_| !told.frames.is_empty())
            && let Ok(refresh) = HeaderValue::from_str(&format!("3;url={on}"))
        {
            answer.headers_mut().insert(header::REFRESH, refresh);
        }
        if let Some(cookie) = self.cookie("") {
            answer.headers_mut().append(header::SET_COOKIE, cookie);
        }
        Ok(answer)
    }

    async fn tell(&self, login: &Login, told: &mut Told) -> Result<(), KeyFailure> {
        let Some(client) = self.client(&login.client_id) else { return Ok(()) };
        match &client.client.logout {
            LogoutChannel::None => {}
            LogoutChannel::Back(address) => {
                let token = self.key().await?.sign("logout+jwt", &self.logout_claims(login))?;
                let answer = call::post(address, &[("logout_token", &token)]).await;
                let answer = answer.map_or_else(|error| format!("{error:#}"), |status| status.to_string());
                tracing::info!(client = login.client_id, answer, "a logout token was sent");
                told.by_token.push((login.client_id.clone(), answer));
            }
            LogoutChannel::Front(address) => {
                let query = form_urlencoded::Serializer::new(String::new()).append_pair("iss", &self.issuer).append_pair("sid", &login.sid).finish();
                told.frames.push((login.client_id.clone(), format!("{address}?{query}")));
            }
        }
        Ok(())
    }

    /// OpenID Connect Back-Channel Logout 1.0, section 2.4.
    fn logout_claims(&self, login: &Login) -> Map<String, Value> {
        let now = self.now();
        [
            ("iss", json!(self.issuer)),
            ("aud", json!(login.client_id)),
            ("iat", json!(now)),
            ("exp", json!(now + TOKEN_SECONDS)),
            ("jti", json!(self.ids.secret().expose())),
            ("sub", json!(login.subject)),
            ("sid", json!(login.sid)),
            ("events", json!({ EVENT: {} })),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into_iter()
        .collect()
    }
}
