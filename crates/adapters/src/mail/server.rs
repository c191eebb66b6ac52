//! The mail server: where it is, how one connects to it, and what is said to it.

use std::{fmt, time::Duration};

use anyhow::{Context as _, bail};
use lettre::{
    address::Envelope,
    transport::smtp::{
        Error, SMTP_PORT, SUBMISSION_PORT, SUBMISSIONS_PORT,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use reqwest::Url;
use tokio::time::timeout;

/// How long a server may take for a word, and for a mail.
const PATIENCE: Duration = Duration::from_secs(30);
const PATIENCE_WITH_MAIL: Duration = Duration::from_secs(100);

/// Where the mail server is, and how it is spoken to.
pub struct Server {
    host: String,
    port: u16,
    security: Security,
    credentials: Option<Credentials>,
    hello: ClientId,
}

enum Security {
    Plain,
    StartTls(TlsParameters),
    Tls(TlsParameters),
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

/// Why a mail was not taken.
#[derive(Debug)]
pub enum Failure {
    /// Before the mail itself had left: it has surely not arrived.
    Before(Error),
    /// The mail itself had left.
    With(Error),
    TooSlowBefore,
    TooSlowWith,
    /// The server does not understand addresses of other letters.
    Letters,
}

impl Server {
    pub fn parse(address: &str) -> anyhow::Result<Self> {
        let url = Url::parse(address)?;
        let host = url.host_str().context("there is no host")?.to_owned();
        let demanded = url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let (security, usual_port) = match (url.scheme(), demanded.as_deref()) {
            ("smtp", None) => (Security::Plain, SMTP_PORT),
            ("smtp", Some("required")) => (Security::StartTls(TlsParameters::new(host.clone())?), SUBMISSION_PORT),
            ("smtps", _) => (Security::Tls(TlsParameters::new(host.clone())?), SUBMISSIONS_PORT),
            _ => bail!("it begins with smtps:// or smtp://, and the only other word about TLS is ?tls=required"),
        };
        let credentials = url.password().map(|password| Credentials::new(decoded(url.username()), decoded(password)));
        let name = url.path().trim_matches('/');
        let hello = if name.is_empty() { ClientId::default() } else { ClientId::Domain(name.to_owned()) };
        Ok(Self { port: url.port().unwrap_or(usual_port), host, security, credentials, hello })
    }

    pub async fn connect(&self) -> Result<AsyncSmtpConnection, Failure> {
        in_time(PATIENCE, self.open()).await.map_err(|failed| failed.map_or(Failure::TooSlowBefore, Failure::Before))
    }

    async fn open(&self) -> Result<AsyncSmtpConnection, Error> {
        let at_once = match &self.security {
            Security::Tls(tls) => Some(tls.clone()),
            Security::StartTls(_) | Security::Plain => None,
        };
        let place = (self.host.as_str(), self.port);
        let mut connection = AsyncSmtpConnection::connect_tokio1(place, Some(PATIENCE), &self.hello, at_once, None).await?;
        if let Security::StartTls(tls) = &self.security {
            connection.starttls(tls.clone(), &self.hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(DEFAULT_MECHANISMS, credentials).await?;
        }
        Ok(connection)
    }
}

/// Announces the mail: sender and recipients. After this the server waits for the mail itself.
pub async fn announce(connection: &mut AsyncSmtpConnection, envelope: &Envelope) -> Result<(), Failure> {
    let mut options = Vec::new();
    let mut addresses = envelope.to().iter().chain(envelope.from());
    if addresses.any(|address| !AsRef::<str>::as_ref(address).is_ascii()) {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err(Failure::Letters);
        }
        options.push(MailParameter::SmtpUtfEight);
    }
    let said = async {
        connection.command(Mail::new(envelope.from().cloned(), options)).await?;
        for to in envelope.to() {
            connection.command(Rcpt::new(to.clone(), Vec::new())).await?;
        }
        connection.command(Data).await
    };
    in_time(PATIENCE, said).await.map(drop).map_err(|failed| failed.map_or(Failure::TooSlowBefore, Failure::Before))
}

/// Hands the mail itself over, in one piece: its end in a piece of its own would wait for the server's delayed acknowledgement
/// of the rest, some 40 ms for each mail.
pub async fn hand_over(connection: &mut AsyncSmtpConnection, mail: &str) -> Result<(), Failure> {
    let handed = in_time(PATIENCE_WITH_MAIL, connection.command(on_the_wire(mail))).await;
    handed.map(drop).map_err(|failed| failed.map_or(Failure::TooSlowWith, Failure::With))
}

/// No error: it took too long.
async fn in_time<T>(patience: Duration, work: impl Future<Output = Result<T, Error>>) -> Result<T, Option<Error>> {
    timeout(patience, work).await.map_err(|_| None)?.map_err(Some)
}

/// A dot at the beginning of a line is doubled, one on a line of its own is the end (RFC 5321, 4.5.2).
pub fn on_the_wire(mail: &str) -> String {
    let mut wire = String::with_capacity(mail.len() + 64);
    for line in mail.split_inclusive('\n') {
        if line.starts_with('.') {
            wire.push('.');
        }
        wire.push_str(line);
    }
    wire.push_str(if wire.is_empty() || wire.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" });
    wire
}

fn decoded(text: &str) -> String {
    let pair = format!("={}", text.replace('+', "%2B").replace('&', "%26"));
    form_urlencoded::parse(pair.as_bytes()).map(|(_, value)| value.into_owned()).collect()
}
