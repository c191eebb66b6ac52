use ports::IdentificationError;
use reqwest::{Response, header};
use serde_json::{Map, Value};

use super::json;

/// Addresses are left out of the message: they may name a person.
pub fn unavailable(error: reqwest::Error) -> IdentificationError {
    IdentificationError::Unavailable(error.without_url().to_string())
}

pub fn untrusted(why: impl Into<String>) -> IdentificationError {
    IdentificationError::Untrusted(why.into())
}

/// A code that the other side chose, fit for a log: never a text of its own.
pub fn code_for_log(code: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.:/-".contains(&byte);
    if (1..=80).contains(&code.len()) && code.bytes().all(plain) { code.to_owned() } else { "a code that cannot be read".to_owned() }
}

/// Reads a JSON object of at most `most` bytes; the rest of a longer answer is not even fetched.
pub async fn object(mut answer: Response, most: usize) -> Result<Map<String, Value>, IdentificationError> {
    let strange = |what: &str| IdentificationError::Unavailable(format!("an answer is not as agreed: {what}"));
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if kind != "application/json" && !(kind.starts_with("application/") && kind.ends_with("+json")) {
        return Err(strange("no JSON"));
    }
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(unavailable)? {
        if body.len() + part.len() > most {
            return Err(strange("too long"));
        }
        body.extend_from_slice(&part);
    }
    json::read_object(&body).ok_or_else(|| strange("unreadable JSON"))
}
