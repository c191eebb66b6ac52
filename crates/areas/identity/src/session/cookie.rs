//! Cookies. With https their names begin with `__Host-`, which ties them to this very host.

use axum::http::{HeaderMap, HeaderValue, header};
use kit_core::Secret;
use ports::Settings;

pub(crate) const SESSION: &str = "ekstranet";
pub(crate) const LOGIN: &str = "ekstranet-login";
pub(crate) const PARKED: &str = "ekstranet-parked";
pub(crate) const LANGUAGE: &str = "ekstranet-language";

/// The cookies of a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cookies<'a>(&'a HeaderMap, bool);

impl<'a> Cookies<'a> {
    pub fn of(headers: &'a HeaderMap, settings: &Settings) -> Self {
        Self(headers, is_https(settings))
    }

    pub fn get(&self, name: &str) -> Option<&'a str> {
        let prefix = if self.1 { "__Host-" } else { "" };
        let lines = self.0.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split("; ")).filter_map(|pair| pair.split_once('='));
        pairs.find(|(n, _)| n.strip_prefix(prefix) == Some(name)).map(|(_, value)| value)
    }

    pub fn secret(&self, name: &str) -> Option<Secret> {
        let text = self.get(name)?;
        (text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())).then(|| Secret::new(text))
    }
}

/// A cookie for this session of the browser, or for `seconds`.
pub(crate) fn cookie(name: &str, value: &str, seconds: Option<i64>, settings: &Settings) -> HeaderValue {
    let (prefix, secure) = if is_https(settings) { ("__Host-", "; Secure") } else { ("", "") };
    let age = seconds.map(|s| format!("; Max-Age={s}")).unwrap_or_default();
    let text = format!("{prefix}{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

pub(crate) fn expired_cookie(name: &str, settings: &Settings) -> HeaderValue {
    cookie(name, "", Some(0), settings)
}

fn is_https(settings: &Settings) -> bool {
    settings.public_url.starts_with("https://")
}
