//! Mails by SMTP.

mod server;
#[cfg(test)]
mod tests;

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use anyhow::Context as _;
use kit_core::Instant;
use kit_db::WaitingMail;
use lettre::{
    Address, Message,
    address::Envelope,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header},
    transport::smtp::{self, client::AsyncSmtpConnection},
};
use ports::{Answer, MailTransport, Undelivered};
use tokio::time::{sleep, timeout};

use crate::bounces::BounceAddress;

use self::server::{Failure, Server, announce, hand_over};

/// A connection that nobody has used for this long is closed.
const IDLE: Duration = Duration::from_secs(60);
/// How long one waits for a server's last word.
const GOODBYE: Duration = Duration::from_secs(2);

/// Takes mails to one SMTP server over a few connections, each for many mails.
#[derive(Debug)]
pub struct Smtp {
    server: Server,
    idle: Arc<Idle>,
    from: Mailbox,
    bounces: Option<BounceAddress>,
}

/// Connections that wait for the next mail.
#[derive(Default)]
struct Idle {
    connections: Mutex<Vec<AsyncSmtpConnection>>,
    uses: AtomicU64,
}

impl std::fmt::Debug for Idle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Idle").field("connections", &self.lock().len()).finish_non_exhaustive()
    }
}

impl Idle {
    fn lock(&self) -> MutexGuard<'_, Vec<AsyncSmtpConnection>> {
        self.connections.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The connection used last: the others grow old and are closed.
    fn take(&self) -> Option<AsyncSmtpConnection> {
        self.lock().pop()
    }

    fn give_back(self: &Arc<Self>, connection: AsyncSmtpConnection) {
        self.uses.fetch_add(1, Ordering::Relaxed);
        let mut connections = self.lock();
        connections.push(connection);
        if connections.len() == 1 {
            tokio::spawn(Arc::clone(self).close_when_idle());
        }
    }

    /// Ends when there are no connections any more; the next one that is given back begins it anew.
    async fn close_when_idle(self: Arc<Self>) {
        let mut seen = self.uses.load(Ordering::Relaxed);
        loop {
            sleep(IDLE).await;
            let uses = self.uses.load(Ordering::Relaxed);
            if uses == seen {
                let all = std::mem::take(&mut *self.lock());
                for connection in all {
                    close(connection).await;
                }
                return;
            }
            seen = uses;
        }
    }
}

async fn close(mut connection: AsyncSmtpConnection) {
    timeout(GOODBYE, connection.quit()).await.ok();
}

impl Smtp {
    /// `url` is `smtp://host:port` (plain: for a server on the same machine), `smtp://user:password@host:587?tls=required`
    /// (STARTTLS) or `smtps://user:password@host`. `from` is an address, with a name or without: `Kanta <kanta@example.org>`.
    pub fn new(url: &str, from: &str) -> anyhow::Result<Self> {
        // The address may hold a password: it stays out of the message.
        let server = Server::parse(url).context("the address of the mail server")?;
        let from = from.parse().with_context(|| format!("the sender's address {from}"))?;
        Ok(Self { server, idle: Arc::default(), from, bounces: None })
    }

    /// Mails come back to addresses of their own, not to the sender.
    #[must_use]
    pub fn coming_back_to(self, bounces: Option<BounceAddress>) -> Self {
        Self { bounces, ..self }
    }

    fn envelope(&self, mail: &WaitingMail, message: &Message) -> Envelope {
        let return_path = self.bounces.as_ref().and_then(|bounces| bounces.of(mail));
        let own = return_path.and_then(|path| Envelope::new(Some(path), message.envelope().to().to_vec()).ok());
        own.unwrap_or_else(|| message.envelope().clone())
    }

    async fn send(&self, mail: &WaitingMail) -> Result<(), Undelivered> {
        let message = message(&self.from, mail).map_err(Undelivered::Refused)?;
        let text = String::from_utf8(message.formatted()).map_err(|error| Undelivered::Refused(error.to_string()))?;
        let mut connection = self.announced(&self.envelope(mail, &message)).await.map_err(judged)?;
        match hand_over(&mut connection, &text).await {
            Ok(()) => {
                self.idle.give_back(connection);
                Ok(())
            }
            Err(failure) => {
                drop(connection);
                Err(judged(failure))
            }
        }
    }

    /// A connection that waits for this mail. One that lay idle may have been closed by the server meanwhile: then another.
    async fn announced(&self, envelope: &Envelope) -> Result<AsyncSmtpConnection, Failure> {
        while let Some(mut connection) = self.idle.take() {
            match announce(&mut connection, envelope).await {
                Ok(()) => return Ok(connection),
                Err(failure) if was_closed(&failure) => {}
                Err(failure) => {
                    close(connection).await;
                    return Err(failure);
                }
            }
        }
        let mut connection = self.server.connect().await?;
        match announce(&mut connection, envelope).await {
            Ok(()) => Ok(connection),
            Err(failure) => {
                close(connection).await;
                Err(failure)
            }
        }
    }
}

/// No answer, or that the server closes the connection (421).
fn was_closed(failure: &Failure) -> bool {
    matches!(failure, Failure::Before(error) if error.status().is_none_or(|code| u16::from(code) == 421))
}

impl MailTransport for Smtp {
    fn deliver<'a>(&'a self, mail: &'a WaitingMail) -> Answer<'a, Result<(), Undelivered>> {
        Box::pin(self.send(mail))
    }
}

fn message(from: &Mailbox, mail: &WaitingMail) -> Result<Message, String> {
    let to: Address = mail.to.parse().map_err(|error| format!("the recipient's address: {error}"))?;
    let builder = Message::builder()
        .from(from.clone())
        .to(to.into())
        .subject(one_line(&mail.subject))
        .date(moment(mail.created_at))
        .message_id(Some(one_line(&mail.message_id)))
        .raw_header(header::HeaderValue::new(header::HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated".to_owned()));
    let text = SinglePart::plain(mail.body.clone());
    let made = if mail.attachments.is_empty() {
        builder.singlepart(text)
    } else {
        let parts = mail.attachments.iter().map(|(name, content)| attachment(name, content));
        builder.multipart(parts.fold(MultiPart::mixed().singlepart(text), MultiPart::singlepart))
    };
    made.map_err(|error| error.to_string())
}

fn attachment(name: &str, content: &[u8]) -> SinglePart {
    let kind = if name.ends_with(".pdf") { "application/pdf" } else { "application/octet-stream" };
    let kind = header::ContentType::parse(kind).unwrap_or(header::ContentType::TEXT_PLAIN);
    // The bytes are kept exactly, whatever they look like: signatures and digests depend on them.
    let body = lettre::message::Body::new_with_encoding(content.to_vec(), header::ContentTransferEncoding::Base64);
    let file = Attachment::new(one_line(name));
    match body {
        Ok(body) => file.body(body, kind),
        Err(content) => file.body(content, kind),
    }
}

/// A header is one line: what would begin another becomes a space.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { ' ' } else { c }).collect()
}

fn moment(at: Instant) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_micros(u64::try_from(at.micros()).unwrap_or_default())
}

/// Refused is what another try cannot mend. A server that does not accept *us* is a fault of the settings, which will be
/// mended: the mail waits. Once the mail itself has left, only an answer makes it certain what became of it.
fn judged(failure: Failure) -> Undelivered {
    const NOT_LOGGED_IN: [u16; 4] = [530, 534, 535, 538];
    let (error, mail_had_left) = match failure {
        Failure::Before(error) => (error, false),
        Failure::With(error) => (error, true),
        Failure::TooSlowBefore => return Undelivered::TryLater("the mail server takes too long".to_owned()),
        Failure::TooSlowWith => return Undelivered::Uncertain("the mail server takes too long".to_owned()),
        Failure::Letters => return Undelivered::Refused("the mail server takes no addresses of such letters".to_owned()),
    };
    match error.status().map(u16::from) {
        Some(code) if error.is_permanent() && !NOT_LOGGED_IN.contains(&code) => Undelivered::Refused(reason(&error)),
        None if mail_had_left => Undelivered::Uncertain(reason(&error)),
        Some(_) | None => Undelivered::TryLater(reason(&error)),
    }
}

fn reason(error: &smtp::Error) -> String {
    let mut reason = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        let cause_text = cause.to_string();
        if !reason.contains(&cause_text) {
            reason = format!("{reason}: {cause_text}");
        }
        source = cause.source();
    }
    reason
}
