//! What the program answers to who brings a mail that came back, without the network (RFC 5321).

use ports::MailKey;

use super::BounceAddress;

/// The largest mail, in bytes: what came back may have our attachments with it.
pub const LARGEST: usize = 32 * 1024 * 1024;
/// A mail that came back has one recipient; more are seldom.
const MOST_RECIPIENTS: usize = 20;
/// After so many refused commands the connection is closed.
const MOST_REFUSALS: u32 = 20;

/// What to do after a command.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    Say(String),
    /// The mail follows.
    Data,
    /// Say it, and close.
    Close(&'static str),
}

/// The state of one connection.
#[derive(Debug)]
pub struct Session<'a> {
    addresses: &'a BounceAddress,
    greeted: bool,
    begun: bool,
    recipients: Vec<MailKey>,
    refusals: u32,
}

impl<'a> Session<'a> {
    pub const fn new(addresses: &'a BounceAddress) -> Self {
        Self { addresses, greeted: false, begun: false, recipients: Vec::new(), refusals: 0 }
    }

    pub fn answer(&mut self, line: &str) -> Next {
        let next = self.obey(line);
        if matches!(&next, Next::Say(text) if text.starts_with('5')) {
            self.refusals += 1;
        }
        if self.refusals > MOST_REFUSALS { Next::Close("421 4.7.0 Too many errors") } else { next }
    }

    fn obey(&mut self, line: &str) -> Next {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => self.hello(&format!("250-ekstranet\r\n250-SIZE {LARGEST}\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 PIPELINING")),
            "HELO" => self.hello("250 ekstranet"),
            "MAIL" => self.begin(rest),
            "RCPT" => self.recipient(rest),
            "DATA" if self.recipients.is_empty() => say("503 5.5.1 No recipient yet"),
            "DATA" => Next::Data,
            "RSET" => {
                self.reset();
                say("250 2.0.0 OK")
            }
            "NOOP" => say("250 2.0.0 OK"),
            "QUIT" => Next::Close("221 2.0.0 Bye"),
            _ => say("502 5.5.1 Not known here"),
        }
    }

    /// The mails that the data is about; the next mail begins afresh.
    pub fn take_recipients(&mut self) -> Vec<MailKey> {
        self.begun = false;
        std::mem::take(&mut self.recipients)
    }

    fn hello(&mut self, answer: &str) -> Next {
        self.reset();
        self.greeted = true;
        say(answer)
    }

    /// From whoever: reports have an empty sender, but not all servers keep to it.
    fn begin(&mut self, rest: &str) -> Next {
        if !self.greeted || self.begun {
            return say("503 5.5.1 Not now");
        }
        if address(rest, "FROM:").is_none() {
            return say("501 5.1.7 An address in angle brackets is needed");
        }
        if size(rest).is_some_and(|size| size > LARGEST) {
            return say("552 5.3.4 Too large");
        }
        self.begun = true;
        say("250 2.1.0 OK")
    }

    fn recipient(&mut self, rest: &str) -> Next {
        if !self.begun {
            return say("503 5.5.1 Not now");
        }
        let Some(to) = address(rest, "TO:") else { return say("501 5.1.3 An address in angle brackets is needed") };
        match self.addresses.read(to) {
            None => say("550 5.1.1 Mails come back here, nothing else"),
            Some(_) if self.recipients.len() >= MOST_RECIPIENTS => say("452 4.5.3 Too many recipients"),
            Some(key) => {
                self.recipients.push(key);
                say("250 2.1.5 OK")
            }
        }
    }

    fn reset(&mut self) {
        self.begun = false;
        self.recipients.clear();
    }
}

fn say(answer: &str) -> Next {
    Next::Say(answer.to_owned())
}

/// Reads `FROM:<a@b> …`.
fn address<'a>(rest: &'a str, keyword: &str) -> Option<&'a str> {
    let (start, rest) = rest.split_at_checked(keyword.len())?;
    let (address, _) = rest.trim_start().strip_prefix('<')?.split_once('>')?;
    start.eq_ignore_ascii_case(keyword).then_some(address)
}

fn size(rest: &str) -> Option<usize> {
    rest.split(' ').find_map(|word| word.to_ascii_uppercase().strip_prefix("SIZE=")?.parse().ok())
}
