//! Mails by SMTP.

#[cfg(test)]
mod tests;

use std::time::{Duration, SystemTime};

use anyhow::Context as _;
use kit_core::Instant;
use kit_db::WaitingMail;
use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header},
    transport::smtp,
};
use ports::{Answer, MailTransport, Undelivered};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Takes mails to one SMTP server over a small pool of connections.
#[derive(Debug)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// `url` is `smtp://host:port` (plain: for a server on the same machine), `smtp://user:password@host:587?tls=required`
    /// (STARTTLS) or `smtps://user:password@host`. `from` is an address, with a name or without: `Kanta <kanta@example.org>`.
    pub fn new(url: &str, from: &str) -> anyhow::Result<Self> {
        // The address may hold a password: it stays out of the message.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url).context("the address of the mail server")?;
        let from = from.parse().with_context(|| format!("the sender's address {from}"))?;
        Ok(Self { transport: transport.timeout(Some(PATIENCE)).build(), from })
    }

    async fn send(&self, mail: &WaitingMail) -> Result<(), Undelivered> {
        let message = message(&self.from, mail).map_err(Undelivered::Refused)?;
        self.transport.send(message).await.map(drop).map_err(|error| judged(&error, &mail.to))
    }
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
/// mended: the mail waits.
fn judged(error: &smtp::Error, to: &str) -> Undelivered {
    const NOT_LOGGED_IN: [u16; 4] = [530, 534, 535, 538];
    let ours = error.status().is_some_and(|code| NOT_LOGGED_IN.contains(&u16::from(code)));
    let address_too_modern = error.is_client() && !to.is_ascii();
    if (error.is_permanent() && !ours) || address_too_modern {
        Undelivered::Refused(reason(error))
    } else if broke_off(error) {
        Undelivered::Uncertain(reason(error))
    } else {
        Undelivered::TryLater(reason(error))
    }
}

/// The connection was there and ended without an answer that can be read. The library tells this from a connection that never
/// came to be in its words alone.
fn broke_off(error: &smtp::Error) -> bool {
    error.is_response() || error.to_string().starts_with("network error")
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
