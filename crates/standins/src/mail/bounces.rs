//! Mails that come back after they were taken: the server tells their sender so, as servers do (RFC 3464), by SMTP.

use std::{io, net::SocketAddr, time::Duration};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufStream},
    net::TcpStream,
    time::{sleep, timeout},
};

/// How often it is tried, a second apart.
const TRIES: u32 = 30;
const PATIENCE: Duration = Duration::from_secs(10);

/// What becomes of a mail that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// `bounce-…`: nobody of that name.
    ComesBack,
    /// `delayed-…`: still being tried.
    Waits,
    /// `away-…`: an out-of-office answer.
    Answered,
}

impl Fate {
    /// By how the recipient's address begins. None: it is kept, and that is all.
    pub fn of(recipient: &str) -> Option<Self> {
        [("bounce-", Self::ComesBack), ("delayed-", Self::Waits), ("away-", Self::Answered)]
            .into_iter()
            .find(|(begins, _)| recipient.to_ascii_lowercase().starts_with(begins))
            .map(|(_, fate)| fate)
    }

    /// What the sender is told.
    pub fn mail(self, sender: &str, recipient: &str) -> String {
        let from = format!("From: MAILER-DAEMON@stand-in.example\r\nTo: <{sender}>\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n");
        let (action, status, said) = match self {
            Self::ComesBack => ("failed", "5.1.1", "550 5.1.1 Nobody of that name here"),
            Self::Waits => ("delayed", "4.4.1", "451 4.4.1 No answer from the next server"),
            Self::Answered => return format!("{from}Subject: Poissa\r\nContent-Type: text/plain\r\n\r\nPalaan maanantaina.\r\n"),
        };
        format!(
            "{from}Subject: Undelivered Mail Returned to Sender\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"part\"\r\n\r\n\
             --part\r\nContent-Type: text/plain\r\n\r\nThe mail to <{recipient}>: {said}\r\n\r\n\
             --part\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; stand-in.example\r\n\r\nFinal-Recipient: rfc822; {recipient}\r\n\
             Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {said}\r\n\r\n--part--\r\n"
        )
    }
}

/// Brings a mail to `server`, with patience. The last answer.
pub async fn bring(server: SocketAddr, recipient: &str, mail: &str) -> String {
    let mut answer = String::new();
    for _ in 0..TRIES {
        let brought = timeout(PATIENCE, bring_once(server, recipient, mail)).await.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
        answer = brought.unwrap_or_else(|error| error.to_string());
        if answer.starts_with(['2', '5']) {
            break;
        }
        sleep(Duration::from_secs(1)).await;
    }
    answer
}

/// The answer to the last thing said, or to the first that was refused.
async fn bring_once(server: SocketAddr, recipient: &str, mail: &str) -> io::Result<String> {
    let mut stream = BufStream::new(TcpStream::connect(server).await?);
    let mut answer = hear(&mut stream).await?;
    let text = mail.replace("\r\n.", "\r\n..");
    let all = ["EHLO stand-in\r\n".to_owned(), "MAIL FROM:<>\r\n".to_owned(), format!("RCPT TO:<{recipient}>\r\n"), "DATA\r\n".to_owned()];
    for said in all.into_iter().chain([format!("{text}.\r\n")]) {
        if !answer.starts_with(['2', '3']) {
            return Ok(answer);
        }
        stream.write_all(said.as_bytes()).await?;
        stream.flush().await?;
        answer = hear(&mut stream).await?;
    }
    stream.write_all(b"QUIT\r\n").await?;
    stream.flush().await?;
    Ok(answer)
}

/// The last line of an answer.
async fn hear(stream: &mut BufStream<TcpStream>) -> io::Result<String> {
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if line.as_bytes().get(3) != Some(&b'-') {
            return Ok(line.trim_end().to_owned());
        }
    }
}
