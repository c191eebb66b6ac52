//! How we call others over HTTP.

use std::time::Duration;

use anyhow::Context as _;
use reqwest::{Client, redirect::Policy};

/// A person is waiting for the answer.
const TIMEOUT: Duration = Duration::from_secs(5);

/// A client for the service at `address`. It follows no redirects: none of these services sends any, and one could
/// carry a secret elsewhere. A plain `http://` address is a stand-in on this machine, reached without certificates and
/// without a proxy; for any other address TLS is demanded.
pub fn client(address: &str) -> anyhow::Result<Client> {
    let builder = Client::builder().timeout(TIMEOUT).redirect(Policy::none());
    let builder = if address.starts_with("http://") { builder.tls_certs_only([]).no_proxy() } else { builder.https_only(true) };
    builder.build().with_context(|| format!("the HTTP client for {address}"))
}
