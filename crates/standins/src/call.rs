//! Calls from a stand-in to the program: HTTP/1.0 to this machine and nowhere else.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpStream, lookup_host},
    time::timeout,
};

const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes of an answer.
const MOST: u64 = 256 * 1024;

/// The body of a good answer.
pub async fn get(address: &str) -> anyhow::Result<String> {
    let (status, body) = call(address, "GET", "").await?;
    ensure!(status == 200, "{address} answered {status}");
    Ok(body)
}

/// The status of the answer to a form.
pub async fn post(address: &str, fields: &[(&str, &str)]) -> anyhow::Result<u16> {
    let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    Ok(call(address, "POST", &form).await?.0)
}

async fn call(address: &str, method: &str, form: &str) -> anyhow::Result<(u16, String)> {
    timeout(PATIENCE, exchange(address, method, form)).await.with_context(|| format!("{address} does not answer"))?
}

async fn exchange(address: &str, method: &str, form: &str) -> anyhow::Result<(u16, String)> {
    let rest = address.strip_prefix("http://").with_context(|| format!("{address} is not on this machine"))?;
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let name = if host.rsplit_once(':').is_some_and(|(_, port)| !port.ends_with(']')) { host.to_owned() } else { format!("{host}:80") };
    let mut found = lookup_host(&name).await.with_context(|| format!("no such machine: {name}"))?;
    let here = found.find(|found| found.ip().is_loopback()).with_context(|| format!("{address} is not on this machine"))?;
    let mut stream = TcpStream::connect(here).await.with_context(|| format!("nobody at {here}"))?;
    let kind = if method == "POST" { "Content-Type: application/x-www-form-urlencoded\r\n" } else { "" };
    let request = format!("{method} /{path} HTTP/1.0\r\nHost: {host}\r\n{kind}Content-Length: {}\r\n\r\n{form}", form.len());
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.take(MOST).read_to_string(&mut answer).await?;
    let (head, body) = answer.split_once("\r\n\r\n").context("an answer without an end of its head")?;
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).context("an answer without a status")?;
    Ok((status, body.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn nobody_elsewhere_is_called() {
        for elsewhere in ["https://127.0.0.1/x", "http://192.0.2.1/x", "http://192.0.2.1:8080", "ftp://127.0.0.1/", "/x"] {
            assert!(get(elsewhere).await.unwrap_err().to_string().contains("not on this machine"), "{elsewhere}");
        }
    }
}
