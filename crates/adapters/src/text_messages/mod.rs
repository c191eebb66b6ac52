//! Text messages through an HTTP gateway: `POST /messages` hands one over, `POST /messages/statuses` asks what became of some.
//! docs/operating.md says the protocol.

#[cfg(test)]
mod tests;

use std::fmt;

use anyhow::ensure;
use kit_core::Secret;
use ports::{Answer, TextMessage, TextMessageState, TextMessages, Undelivered};
use reqwest::{Client, Response, StatusCode};
use serde::{Deserialize, Serialize};

/// How many messages are asked about at once.
const MOST_ASKED: usize = 500;

#[derive(Clone, Debug)]
pub struct GatewaySettings {
    /// Base address.
    pub url: String,
    pub key: Secret,
    pub sender: SenderName,
}

/// Who a phone says the message is from: 3 to 11 letters, digits and spaces with a letter among them, or a number in the
/// form of E.164. Networks take nothing longer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SenderName(String);

impl SenderName {
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_prefix('+').unwrap_or_default();
        let is_number = (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
        let is_name = (3..=11).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b' ')
            && text.bytes().any(|b| b.is_ascii_alphabetic());
        (is_number || is_name).then(|| Self(text.to_owned()))
    }
}

/// A client of the gateway.
pub struct Gateway {
    settings: GatewaySettings,
    http: Client,
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway").field("url", &self.settings.url).finish_non_exhaustive()
    }
}

#[derive(Serialize)]
struct Message<'a> {
    reference: &'a str,
    from: &'a str,
    to: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct Asked<'a> {
    references: &'a [String],
}

/// Members we do not know are left alone: the gateway may add some.
#[derive(Deserialize)]
struct Told {
    messages: Vec<Status>,
}

#[derive(Deserialize)]
struct Status {
    reference: String,
    status: String,
    reason: Option<String>,
}

impl Status {
    /// A word that we do not know says that the message is on its way: asked again later.
    fn read(self) -> (String, TextMessageState) {
        let state = match self.status.as_str() {
            "delivered" => TextMessageState::Delivered,
            "failed" => TextMessageState::Failed(self.reason.unwrap_or_default()),
            _ => TextMessageState::Accepted,
        };
        (self.reference, state)
    }
}

impl Gateway {
    /// Asks nothing of the gateway yet. Fails only when this machine has no certificates to check it by.
    pub fn new(mut settings: GatewaySettings) -> anyhow::Result<Self> {
        ensure!(!settings.key.expose().is_empty(), "the key of the text message gateway is empty");
        settings.url.truncate(settings.url.trim_end_matches('/').len());
        let http = crate::http::client(&settings.url)?;
        Ok(Self { settings, http })
    }

    async fn hand_over(&self, message: &TextMessage) -> Result<TextMessageState, Undelivered> {
        let TextMessage { key, to, text } = message;
        let body = Message { reference: key, from: &self.settings.sender.0, to, text };
        let request = self.http.post(format!("{}/messages", self.settings.url)).bearer_auth(self.settings.key.expose());
        let answer = request.header("Idempotency-Key", key).json(&body).send().await.map_err(|error| unanswered(&error))?;
        let status: Status = taken(answer).await?.json().await.map_err(|error| unanswered(&error))?;
        Ok(status.read().1)
    }

    async fn ask(&self, keys: &[String]) -> Result<Vec<(String, TextMessageState)>, Undelivered> {
        let mut all = Vec::new();
        for references in keys.chunks(MOST_ASKED) {
            let request = self.http.post(format!("{}/messages/statuses", self.settings.url)).bearer_auth(self.settings.key.expose());
            let answer = request.json(&Asked { references }).send().await.map_err(|error| unanswered(&error))?;
            let told: Told = taken(answer).await?.json().await.map_err(|error| unanswered(&error))?;
            all.extend(told.messages.into_iter().map(Status::read));
        }
        Ok(all)
    }
}

impl TextMessages for Gateway {
    fn send<'a>(&'a self, message: &'a TextMessage) -> Answer<'a, Result<TextMessageState, Undelivered>> {
        Box::pin(self.hand_over(message))
    }

    fn look_up<'a>(&'a self, keys: &'a [String]) -> Answer<'a, Result<Vec<(String, TextMessageState)>, Undelivered>> {
        Box::pin(self.ask(keys))
    }
}

/// Refused is what another try cannot mend. That it does not accept *us* is a fault of the settings, which will be mended:
/// the message waits.
async fn taken(answer: Response) -> Result<Response, Undelivered> {
    let status = answer.status();
    if status.is_success() {
        return Ok(answer);
    }
    let said: String = answer.text().await.unwrap_or_default().chars().take(300).collect();
    let why = format!("{status}: {said}");
    let ours = matches!(status, StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::NOT_FOUND | StatusCode::TOO_MANY_REQUESTS);
    Err(if status.is_client_error() && !ours { Undelivered::Refused(why) } else { Undelivered::TryLater(why) })
}

/// No answer, or half of one: it may have been taken all the same, unless there was no connection.
fn unanswered(error: &reqwest::Error) -> Undelivered {
    let mut why = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        why = format!("{why}: {cause}");
        source = cause.source();
    }
    if error.is_connect() { Undelivered::TryLater(why) } else { Undelivered::Uncertain(why) }
}
