//! What a mail that came to the return path says (RFC 3464, 3834).

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _};
use ports::MailReport;

/// The longest reason that is kept, in characters.
const LONGEST: usize = 500;

/// None: nothing about the delivery, as out-of-office answers.
pub fn read(mail: &[u8]) -> Option<MailReport> {
    let Some(message) = MessageParser::default().parse(mail) else { return Some(MailReport::Bounced(None)) };
    match message.parts.iter().find(|part| is_status(part)) {
        Some(status) => of_status(&String::from_utf8_lossy(status.contents())),
        None if is_about_something_else(&message) => None,
        None => Some(MailReport::Bounced(None)),
    }
}

fn is_status(part: &MessagePart) -> bool {
    part.is_content_type("message", "delivery-status") || part.is_content_type("message", "global-delivery-status")
}

/// Automatic answers, receipts of reading, complaints. Old servers' reports of failure may call themselves automatic answers too.
fn is_about_something_else(message: &Message) -> bool {
    let header = |name: &'static str| message.header_raw(name).unwrap_or_default().trim().to_ascii_lowercase();
    let has = |name: &'static str| !header(name).is_empty();
    let report = message.content_type().and_then(|kind| kind.attribute("report-type")).unwrap_or_default().to_ascii_lowercase();
    if has("X-Failed-Recipients") {
        return false;
    }
    header("Auto-Submitted").starts_with("auto-replied")
        || header("Precedence") == "auto_reply"
        || has("X-Autoreply")
        || has("X-Autorespond")
        || ["disposition-notification", "feedback-report"].contains(&report.as_str())
}

/// The fields of one recipient.
#[derive(Default)]
struct Told {
    action: String,
    status: String,
    diagnosis: String,
}

/// A mail has one recipient; where a report tells of several, the worst counts.
fn of_status(text: &str) -> Option<MailReport> {
    let recipients: Vec<Told> = groups(text).into_iter().filter(|told| !told.action.is_empty() || !told.status.is_empty()).collect();
    let with = |action: &str| recipients.iter().find(|told| told.action() == action);
    if recipients.is_empty() {
        return Some(MailReport::Bounced(None));
    }
    if let Some(failed) = with("failed") {
        return Some(MailReport::Bounced(failed.reason()));
    }
    if let Some(delayed) = with("delayed") {
        return Some(MailReport::Delayed(delayed.reason()));
    }
    with("delivered").map(|_| MailReport::Delivered)
}

/// Groups of fields are parted by empty lines; a line that begins with a space goes on with the one before.
fn groups(text: &str) -> Vec<Told> {
    let mut groups = vec![Told::default()];
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) && !line.trim().is_empty() => {
                last.push(' ');
                last.push_str(line.trim());
            }
            _ => lines.push(line.trim_end().to_owned()),
        }
    }
    for line in lines {
        let Some((name, value)) = line.split_once(':') else {
            if line.is_empty() {
                groups.push(Told::default());
            }
            continue;
        };
        let (Some(told), value) = (groups.last_mut(), value.trim()) else { continue };
        match name.trim().to_ascii_lowercase().as_str() {
            "action" => told.action = word(value),
            "status" => told.status = word(value),
            // Its type stands before it: `smtp; 550 5.1.1 …`.
            "diagnostic-code" => told.diagnosis = value.split_once(';').map_or(value, |(_, said)| said).trim().to_owned(),
            _ => {}
        }
    }
    groups
}

/// The first word: a comment may follow.
fn word(value: &str) -> String {
    value.split([' ', '\t', '(', ';']).next().unwrap_or_default().to_ascii_lowercase()
}

impl Told {
    /// Where the action is missing or not known, the class of the status says it.
    fn action(&self) -> &str {
        match (self.action.as_str(), self.status.as_bytes().first()) {
            (known @ ("failed" | "delayed" | "delivered" | "relayed" | "expanded"), _) => known,
            (_, Some(b'2')) => "delivered",
            (_, Some(b'4')) => "delayed",
            _ => "failed",
        }
    }

    fn reason(&self) -> Option<String> {
        let said = if self.diagnosis.contains(&self.status) { self.diagnosis.clone() } else { format!("{} {}", self.status, self.diagnosis) };
        let plain: String = said.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
        (!plain.is_empty()).then_some(plain)
    }
}
