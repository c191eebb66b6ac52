//! Files, fetched as the browser would: with its cookies.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::Duration,
};

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;

use crate::Browser;

impl Browser {
    /// Addresses of the links to documents, which say in words that they are pdf.
    pub async fn pdf_links(&self) -> Result<Vec<String>> {
        let path = "//a[@href][contains(translate(normalize-space(), 'PDF', 'pdf'), 'pdf')]";
        let mut found = Vec::new();
        for link in self.client.find_all(Locator::XPath(path)).await? {
            found.extend(link.prop("href").await?);
        }
        Ok(found)
    }

    /// The bytes behind a whole `http` address.
    pub async fn download(&self, address: &str) -> Result<Vec<u8>> {
        let (host, path) = address.strip_prefix("http://").and_then(|rest| rest.split_once('/')).context("not an http address")?;
        let cookies = self.client.get_all_cookies().await?;
        let cookies: Vec<String> = cookies.iter().map(|cookie| format!("{}={}", cookie.name(), cookie.value())).collect();
        let mut stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let request = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nCookie: {}\r\nConnection: close\r\n\r\n", cookies.join("; "));
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").context("an answer without a head")?;
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        ensure!(head.starts_with("HTTP/1.1 200"), "{address}: {head}");
        Ok(answer.split_off(end + 4))
    }
}
