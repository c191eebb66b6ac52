use std::{io, net::SocketAddr, time::Duration};

use anyhow::{Context as _, ensure};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufStream},
    net::{TcpListener, TcpStream},
    time::timeout,
};

use super::{
    MailStore,
    bounces::{self, Fate},
    session::{LARGEST, Next, Session},
};

/// The longest command, in bytes.
const LONGEST_LINE: u64 = 2_000;
/// The piece in which a mail is read at most.
const PIECE: u64 = 64 * 1024;
const PATIENCE: Duration = Duration::from_secs(300);

/// Takes mails until the task is dropped. Listens on loopback only: whoever reaches it can fill the disk.
pub async fn serve_smtp(listener: TcpListener, store: MailStore) -> anyhow::Result<()> {
    serve(listener, store, None).await
}

/// The same, and some mails come back: `bounces` is the server that takes them.
pub async fn serve_smtp_with_bounces(listener: TcpListener, store: MailStore, bounces: SocketAddr) -> anyhow::Result<()> {
    serve(listener, store, Some(bounces)).await
}

async fn serve(listener: TcpListener, store: MailStore, bounces: Option<SocketAddr>) -> anyhow::Result<()> {
    let address = listener.local_addr().context("the stand-in mail server's own address")?;
    ensure!(address.ip().is_loopback(), "the stand-in mail server listens on loopback only, not on {address}");
    loop {
        let (stream, _) = listener.accept().await.context("the stand-in mail server stopped")?;
        let connection = Connection { stream: BufStream::new(stream), store: store.clone(), bounces };
        tokio::spawn(async move {
            if let Err(error) = connection.talk().await {
                tracing::debug!(%error, "a mail connection ended early");
            }
        });
    }
}

struct Connection {
    stream: BufStream<TcpStream>,
    store: MailStore,
    bounces: Option<SocketAddr>,
}

impl Connection {
    async fn talk(mut self) -> io::Result<()> {
        let mut session = Session::default();
        self.say("220 stand-in ESMTP: keeps mails, delivers none").await?;
        while let Some(line) = self.line(LONGEST_LINE).await? {
            if !line.ends_with(b"\n") {
                return self.say("500 Too long").await;
            }
            match session.answer(String::from_utf8_lossy(&line).trim_end()) {
                Next::Say(answer) => self.say(&answer).await?,
                Next::Data => self.take(&mut session).await?,
                Next::Close => return self.say("221 Bye").await,
            }
        }
        Ok(())
    }

    async fn take(&mut self, session: &mut Session) -> io::Result<()> {
        self.say("354 Go on, and end with a dot on a line of its own").await?;
        let (sender, recipients) = session.take_envelope();
        let mut mail: Vec<u8> = recipients.iter().flat_map(|to| format!("Delivered-To: {to}\r\n").into_bytes()).collect();
        mail.extend(format!("Return-Path: <{sender}>\r\n").into_bytes());
        if !self.read_mail(&mut mail).await? {
            return self.say("552 Too large").await;
        }
        match self.store.keep(&mail).await {
            Ok(number) => {
                self.say(&format!("250 Kept as {number}")).await?;
                self.tell(number, &sender, &recipients);
                Ok(())
            }
            Err(error) => {
                tracing::error!(%error, "a mail could not be kept");
                self.say("451 Could not be kept").await
            }
        }
    }

    /// Tells the sender what has become of the mail.
    fn tell(&self, number: u64, sender: &str, recipients: &[String]) {
        let Some(server) = self.bounces else { return };
        for (recipient, fate) in recipients.iter().filter_map(|recipient| Some((recipient, Fate::of(recipient)?))) {
            let (mail, sender, store) = (fate.mail(sender, recipient), sender.to_owned(), self.store.clone());
            tokio::spawn(async move {
                let answer = bounces::bring(server, &sender, &mail).await;
                if let Err(error) = store.keep_report(number, &format!("{answer}\n\n{}", mail.replace("\r\n", "\n"))).await {
                    tracing::error!(%error, "what was told of a mail could not be kept");
                }
            });
        }
    }

    /// Reads up to the line with the dot. False if the mail was too large; then only a part of it is there.
    async fn read_mail(&mut self, mail: &mut Vec<u8>) -> io::Result<bool> {
        let mut line_begins = true;
        let mut fits = true;
        loop {
            let piece = self.line(PIECE).await?.ok_or(io::ErrorKind::UnexpectedEof)?;
            if line_begins && piece == b".\r\n" {
                return Ok(fits);
            }
            let text = if line_begins { piece.strip_prefix(b".").unwrap_or(&piece) } else { &piece };
            fits &= mail.len() + text.len() <= LARGEST;
            if fits {
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
        self.stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        self.stream.flush().await
    }
}
