use std::{io, sync::Arc, time::Duration};

use ports::{MailKey, MailReport, MailReports};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufStream},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
    task::spawn_blocking,
    time::{sleep, timeout},
};

use super::{
    BounceAddress, report,
    session::{LARGEST, Next, Session},
};

/// Connections at once. One relay needs few.
const CONNECTIONS: usize = 32;
/// How long one waits for a line, and how long a connection lasts.
const PATIENCE: Duration = Duration::from_secs(60);
const LONGEST_TALK: Duration = Duration::from_secs(900);
/// The longest command, in bytes.
const LONGEST_LINE: u64 = 1_000;
/// The piece in which a mail is read at most.
const PIECE: u64 = 16 * 1024;
/// So much of a mail is looked at: what it tells stands before the mail that came back.
const LOOKED_AT: usize = 512 * 1024;

/// Takes mails that come back, for ever. One is answered with 250 when what it tells is kept.
pub async fn serve(listener: TcpListener, addresses: BounceAddress, reports: Arc<dyn MailReports>) {
    let (addresses, places) = (Arc::new(addresses), Arc::new(Semaphore::new(CONNECTIONS)));
    loop {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!(%error, "no connection for a mail that comes back");
                sleep(Duration::from_secs(1)).await;
                continue;
            }
        };
        let Ok(place) = Arc::clone(&places).try_acquire_owned() else {
            stream.try_write(b"421 4.3.2 Too many connections\r\n").ok();
            continue;
        };
        let (addresses, reports) = (Arc::clone(&addresses), Arc::clone(&reports));
        tokio::spawn(async move {
            let connection = Connection { stream: BufStream::new(stream), reports: reports.as_ref() };
            match timeout(LONGEST_TALK, connection.talk(&addresses)).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::debug!(%error, "a connection for mails that come back ended early"),
                Err(_) => tracing::debug!("a connection for mails that come back lasted too long"),
            }
            drop(place);
        });
    }
}

struct Connection<'a> {
    stream: BufStream<TcpStream>,
    reports: &'a dyn MailReports,
}

impl Connection<'_> {
    async fn talk(mut self, addresses: &BounceAddress) -> io::Result<()> {
        let mut session = Session::new(addresses);
        self.say("220 ekstranet ESMTP: mails that come back").await?;
        while let Some(line) = self.line(LONGEST_LINE).await? {
            if !line.ends_with(b"\n") {
                return self.say("500 5.5.6 Too long").await;
            }
            match session.answer(String::from_utf8_lossy(&line).trim_end()) {
                Next::Say(answer) => self.say(&answer).await?,
                Next::Data => self.take(&session.take_recipients()).await?,
                Next::Close(answer) => return self.say(answer).await,
            }
        }
        Ok(())
    }

    async fn take(&mut self, about: &[MailKey]) -> io::Result<()> {
        self.say("354 Go on, and end with a dot on a line of its own").await?;
        match self.read_mail().await? {
            None => self.say("552 5.3.4 Too large").await,
            Some(mail) => {
                let answer = self.keep(about, mail).await;
                self.say(answer).await
            }
        }
    }

    async fn keep(&self, about: &[MailKey], mail: Vec<u8>) -> &'static str {
        // What cannot be read at all has come back, too.
        let report = spawn_blocking(move || report::read(&mail)).await.unwrap_or(Some(MailReport::Bounced(None)));
        let Some(report) = report else { return "250 2.0.0 Not about the delivery" };
        for key in about {
            if let Err(error) = self.reports.note(*key, &report).await {
                tracing::warn!(%error, "that a mail came back cannot be kept just now");
                return "451 4.3.0 Not now";
            }
        }
        "250 2.0.0 Kept"
    }

    /// Reads up to the line with the dot: the beginning of the mail. None if it was too large.
    async fn read_mail(&mut self) -> io::Result<Option<Vec<u8>>> {
        let (mut mail, mut size, mut line_begins) = (Vec::new(), 0_usize, true);
        loop {
            let piece = self.line(PIECE).await?.ok_or(io::ErrorKind::UnexpectedEof)?;
            if line_begins && piece == b".\r\n" {
                return Ok((size <= LARGEST).then_some(mail));
            }
            let text = if line_begins { piece.strip_prefix(b".").unwrap_or(&piece) } else { &piece };
            size = size.saturating_add(text.len());
            if size <= LOOKED_AT {
                mail.extend_from_slice(text);
            }
            line_begins = piece.ends_with(b"\r\n");
        }
    }

    /// The next line with its end, or as much of it as is allowed; nothing at the end of the connection.
    async fn line(&mut self, longest: u64) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let read = timeout(PATIENCE, (&mut self.stream).take(longest).read_until(b'\n', &mut line)).await??;
        Ok((read > 0).then_some(line))
    }

    async fn say(&mut self, answer: &str) -> io::Result<()> {
        let said = async {
            self.stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
            self.stream.flush().await
        };
        timeout(PATIENCE, said).await?
    }
}
