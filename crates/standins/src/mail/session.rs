//! What the server answers, without the network (RFC 5321).

/// The largest mail, in bytes.
pub const LARGEST: usize = 30 * 1024 * 1024;

const OK: &str = "250 OK";
const BAD_ORDER: &str = "503 Not now";
const BAD_ADDRESS: &str = "501 An address in angle brackets is needed";
const TOO_LARGE: &str = "552 Too large";

/// What to do after a command.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    Say(String),
    /// The mail follows.
    Data,
    Close,
}

/// The state of one connection: whether a mail has begun, and to whom it goes.
#[derive(Debug, Default)]
pub struct Session {
    greeted: bool,
    begun: bool,
    sender: String,
    recipients: Vec<String>,
}

impl Session {
    pub fn answer(&mut self, line: &str) -> Next {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb.to_ascii_uppercase().as_str() {
            "EHLO" => self.hello(&format!("250-stand-in\r\n250-SIZE {LARGEST}\r\n250-8BITMIME\r\n250 SMTPUTF8")),
            "HELO" => self.hello("250 stand-in"),
            "MAIL" => self.begin(rest),
            "RCPT" => self.recipient(rest),
            "DATA" if self.recipients.is_empty() => say(BAD_ORDER),
            "DATA" => Next::Data,
            "RSET" => {
                self.reset();
                say(OK)
            }
            "NOOP" => say(OK),
            "QUIT" => Next::Close,
            _ => say("502 Not known here"),
        }
    }

    /// Sender and recipients of the mail that has just come; the next mail begins afresh.
    pub fn take_envelope(&mut self) -> (String, Vec<String>) {
        self.begun = false;
        (std::mem::take(&mut self.sender), std::mem::take(&mut self.recipients))
    }

    fn hello(&mut self, answer: &str) -> Next {
        self.reset();
        self.greeted = true;
        say(answer)
    }

    fn begin(&mut self, rest: &str) -> Next {
        if !self.greeted || self.begun {
            return say(BAD_ORDER);
        }
        let Some(sender) = address(rest, "FROM:") else {
            return say(BAD_ADDRESS);
        };
        if size(rest).is_some_and(|size| size > LARGEST) {
            return say(TOO_LARGE);
        }
        self.begun = true;
        sender.clone_into(&mut self.sender);
        say(OK)
    }

    fn recipient(&mut self, rest: &str) -> Next {
        match address(rest, "TO:") {
            _ if !self.begun => say(BAD_ORDER),
            None | Some("") => say(BAD_ADDRESS),
            Some(to) if to.ends_with("@refused.example") => say("550 Nobody of that name here"),
            Some(to) if to.ends_with("@later.example") => say("451 Try again later"),
            Some(_) if self.recipients.len() >= 100 => say("452 Too many recipients"),
            Some(to) => {
                self.recipients.push(to.to_owned());
                say(OK)
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
    rest.split(' ').find_map(|word| word.strip_prefix("SIZE=")?.parse().ok())
}
