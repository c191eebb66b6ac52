#![allow(clippy::disallowed_methods, reason = "tests time what they try and start the servers they try it on")]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use kit_core::{Clock, Ids, Instant, Uuid};
use kit_db::{MailId, WaitingMail};
use mail_parser::{Message, MessageParser, MimeHeaders as _};
use ports::{MailTransport as _, Undelivered};
use standins::{
    StandIns,
    mail::{MailStore, serve_smtp},
};
use tokio::{net::TcpListener, time::sleep};

use super::Smtp;

const CREATED_AT: Instant = Instant::from_micros(1_795_298_400_000_000);
const FROM: &str = "Kanta Ekstranet <ekstranet@example.org>";
const BODY: &str = "Hyvä vastaanottaja,\n\nÅbo kallar – päätös on liitteenä.\n.\nTerveisin\nEkstranet\n";

fn mail(to: &str) -> WaitingMail {
    WaitingMail {
        id: MailId(Uuid::nil()),
        message_id: format!("<{}@ekstranet.example>", Uuid::nil()),
        to: to.to_owned(),
        subject: "Hakemus on otettu vastaan: Pöytä & Åke – tämä on tarkoituksella pitkä aihe, joka ei mahdu yhdelle riville".to_owned(),
        body: BODY.to_owned(),
        attempts: 1,
        created_at: CREATED_AT,
        attachments: vec![("sitoumus-förbindelse.pdf".to_owned(), b"%PDF-1.7\n\r\n\0\xff.\r\n.\r\n".to_vec())],
    }
}

fn folder() -> PathBuf {
    std::env::temp_dir().join(format!("ekstranet-mail-{}", Ids::random().next(CREATED_AT)))
}

async fn stand_in() -> (Smtp, MailStore) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("smtp://{}", listener.local_addr().unwrap());
    let store = MailStore::open(folder()).await.unwrap();
    tokio::spawn(serve_smtp(listener, store.clone()));
    (Smtp::new(&url, FROM).unwrap(), store)
}

fn assert_arrived(raw: &[u8]) {
    let message: Message = MessageParser::default().parse(raw).unwrap();
    let sent = mail("posti@esimerkki.example");
    assert_eq!(message.subject().unwrap(), sent.subject);
    assert_eq!(message.message_id().unwrap(), "00000000-0000-0000-0000-000000000000@ekstranet.example");
    assert_eq!(message.date().unwrap().to_rfc3339(), "2026-11-21T22:00:00Z");
    assert_eq!(message.header_raw("Auto-Submitted").unwrap().trim(), "auto-generated");
    assert_eq!(message.to().unwrap().first().unwrap().address().unwrap(), sent.to);
    assert_eq!(message.from().unwrap().first().unwrap().name().unwrap(), "Kanta Ekstranet");
    assert_eq!(message.body_text(0).unwrap().replace("\r\n", "\n"), BODY);
    let attachment = message.attachment(0).unwrap();
    assert_eq!(attachment.attachment_name().unwrap(), "sitoumus-förbindelse.pdf");
    assert!(attachment.is_content_type("application", "pdf"));
    assert_eq!(attachment.contents(), sent.attachments[0].1);
}

#[tokio::test]
async fn a_mail_arrives_as_it_was_written() {
    let (smtp, store) = stand_in().await;
    smtp.deliver(&mail("posti@esimerkki.example")).await.unwrap();
    assert_arrived(&store.mail(1).await.unwrap());
}

#[tokio::test]
async fn a_mail_can_be_read_on_the_stand_ins_pages() {
    let (smtp, store) = stand_in().await;
    smtp.deliver(&mail("posti@esimerkki.example")).await.unwrap();
    smtp.deliver(&WaitingMail { subject: "<b>Ämne".to_owned(), ..mail("toinen@esimerkki.example") }).await.unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    let config = StandIns::new(&base_url, "", Clock::fixed(CREATED_AT), Ids::random());
    tokio::spawn(standins::serve_with_mails(listener, config, store));
    let get = async |path: &str| reqwest::get(format!("{base_url}{path}")).await.unwrap();

    let all = get("/mail?lang=sv").await.text().await.unwrap();
    assert!(all.contains("Skickade e-postmeddelanden") && all.contains("&#60;b&#62;Ämne"));
    assert!(all.find("toinen@").unwrap() < all.find("posti@").unwrap(), "newest first");
    let some = get("/mail?to=POSTI").await.text().await.unwrap();
    assert!(some.contains("posti@") && !some.contains("toinen@"));
    let one = get("/mail/1").await.text().await.unwrap();
    assert!(one.contains("Åbo kallar – päätös on liitteenä.") && one.contains("sitoumus-förbindelse.pdf"));
    let file = get("/mail/1/attachments/1").await;
    assert_eq!(file.headers()["content-type"], "application/pdf");
    assert_eq!(file.bytes().await.unwrap(), mail("").attachments[0].1);
    for missing in ["/mail/3", "/mail/1/attachments/0", "/mail/1/attachments/2"] {
        assert_eq!(get(missing).await.status(), 404, "{missing}");
    }
}

#[tokio::test]
async fn a_mail_without_attachments_is_plain_text() {
    let (smtp, store) = stand_in().await;
    let mail = WaitingMail { attachments: Vec::new(), ..mail("posti@esimerkki.example") };
    smtp.deliver(&mail).await.unwrap();
    let raw = store.mail(1).await.unwrap();
    let message = MessageParser::default().parse(&raw).unwrap();
    assert!(message.is_content_type("text", "plain"));
    assert_eq!(message.attachment_count(), 0);
}

#[tokio::test]
async fn nothing_that_was_typed_becomes_a_header() {
    let (smtp, store) = stand_in().await;
    let mut hostile = mail("posti@esimerkki.example");
    hostile.subject = "Aihe\r\nBcc: toinen@esimerkki.example\r\n\r\nruumis".to_owned();
    hostile.attachments[0].0 = "a\"\r\nX-Evil: 1\r\n\r\n.pdf".to_owned();
    hostile.message_id = "<1@x>\r\nX-Evil: 1".to_owned();
    smtp.deliver(&hostile).await.unwrap();
    let raw = store.mail(1).await.unwrap();
    let message = MessageParser::default().parse(&raw).unwrap();
    assert!(message.bcc().is_none() && message.header_raw("X-Evil").is_none());
    assert!(message.attachment(0).unwrap().headers().iter().all(|header| header.name() != "X-Evil"));
    assert_eq!(message.subject().unwrap(), "Aihe  Bcc: toinen@esimerkki.example    ruumis");

    let two = smtp.deliver(&mail("posti@esimerkki.example>\r\nRCPT TO:<toinen@esimerkki.example")).await;
    assert!(matches!(two, Err(Undelivered::Refused(_))));
    assert_eq!(store.numbers().await.unwrap(), [1]);
}

#[tokio::test]
async fn refused_for_good_and_not_now_are_told_apart() {
    let (smtp, store) = stand_in().await;
    let to = async |to: &str| smtp.deliver(&mail(to)).await;
    assert!(matches!(to("joku@refused.example").await, Err(Undelivered::Refused(_))));
    assert!(matches!(to("joku@later.example").await, Err(Undelivered::TryLater(_))));
    for impossible in ["", "joku", "joku@", "a b@esimerkki.example"] {
        assert!(matches!(to(impossible).await, Err(Undelivered::Refused(_))), "{impossible}");
    }
    let nobody = Smtp::new("smtp://127.0.0.1:9", FROM).unwrap();
    assert!(matches!(nobody.deliver(&mail("posti@esimerkki.example")).await, Err(Undelivered::TryLater(_))));
    assert!(store.numbers().await.unwrap().is_empty());
}

#[test]
fn a_wrong_setting_is_told_at_start_without_the_password() {
    let error = Smtp::new("http://user:salainen@example.org", FROM).unwrap_err();
    assert!(!format!("{error:#}").contains("salainen"), "{error:#}");
    assert!(Smtp::new("smtp://127.0.0.1:25", "not an address").is_err());
}

struct Aiosmtpd(Child);

impl Drop for Aiosmtpd {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Python's SMTP server, if it is there: `EKSTRANET_TEST_PYTHON` names the Python to ask, else `python3`.
fn aiosmtpd(port: u16, maildir: &Path) -> Option<Aiosmtpd> {
    let python = std::env::var("EKSTRANET_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let known = Command::new(&python).args(["-c", "import aiosmtpd"]).stderr(Stdio::null()).status();
    if !known.is_ok_and(|status| status.success()) {
        eprintln!("SKIPPED: {python} has no aiosmtpd (pip install aiosmtpd; EKSTRANET_TEST_PYTHON names another Python)");
        return None;
    }
    let listen = format!("127.0.0.1:{port}");
    let server = Command::new(python).args(["-m", "aiosmtpd", "-n", "-l", &listen, "-c", "aiosmtpd.handlers.Mailbox"]).arg(maildir).spawn();
    Some(Aiosmtpd(server.unwrap()))
}

#[tokio::test]
async fn a_foreign_mail_server_understands_our_mails() {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let maildir = folder();
    let Some(_server) = aiosmtpd(port, &maildir) else { return };
    let smtp = Smtp::new(&format!("smtp://127.0.0.1:{port}"), FROM).unwrap();
    let mail = mail("posti@esimerkki.example");
    let mut tries = 0;
    while let Err(error) = smtp.deliver(&mail).await {
        tries += 1;
        assert!(tries < 100, "{error}");
        sleep(Duration::from_millis(100)).await;
    }
    let file = fs::read_dir(maildir.join("new")).unwrap().next().unwrap().unwrap();
    assert_arrived(&fs::read(file.path()).unwrap());
}

#[tokio::test]
async fn a_connection_that_ends_without_an_answer_leaves_it_open_whether_the_mail_arrived() {
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufStream};
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let smtp = Smtp::new(&format!("smtp://{}", listener.local_addr().unwrap()), FROM).unwrap();
    let server = tokio::spawn(async move {
        let mut stream = BufStream::new(listener.accept().await.unwrap().0);
        let mut answer = "220 hello";
        loop {
            stream.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
            stream.flush().await.unwrap();
            // It reads the mail to its end, and is gone without a word.
            let mut line = String::new();
            while answer.starts_with("354") && line != ".\r\n" {
                line.clear();
                stream.read_line(&mut line).await.unwrap();
            }
            if answer.starts_with("354") {
                break;
            }
            stream.read_line(&mut line).await.unwrap();
            answer = if line.starts_with("DATA") { "354 go on" } else { "250 OK" };
        }
    });
    let broken = smtp.deliver(&mail("posti@esimerkki.example")).await;
    server.await.unwrap();
    assert!(matches!(broken, Err(Undelivered::Uncertain(_))), "{broken:?}");
    let nobody = smtp.deliver(&mail("posti@esimerkki.example")).await;
    assert!(matches!(nobody, Err(Undelivered::TryLater(_))), "{nobody:?}");
}

#[tokio::test]
async fn a_connection_that_breaks_off_before_the_mail_leaves_nothing_open() {
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufStream};
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let smtp = Smtp::new(&format!("smtp://{}", listener.local_addr().unwrap()), FROM).unwrap();
    tokio::spawn(async move {
        loop {
            let mut stream = BufStream::new(listener.accept().await.unwrap().0);
            stream.write_all(b"220 hello\r\n").await.unwrap();
            stream.flush().await.unwrap();
            let mut line = String::new();
            stream.read_line(&mut line).await.unwrap();
            stream.write_all(b"250 OK\r\n").await.unwrap();
            stream.flush().await.unwrap();
            stream.read_line(&mut line).await.unwrap();
        }
    });
    let broken = smtp.deliver(&mail("posti@esimerkki.example")).await;
    assert!(matches!(broken, Err(Undelivered::TryLater(_))), "{broken:?}");
}

#[tokio::test]
async fn one_connection_takes_many_mails_and_another_where_it_was_closed() {
    use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufStream};
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let smtp = Smtp::new(&format!("smtp://{}", listener.local_addr().unwrap()), FROM).unwrap();
    // Two mails on a connection, then it is closed without a word.
    let opened = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&opened);
    tokio::spawn(async move {
        loop {
            let mut stream = BufStream::new(listener.accept().await.unwrap().0);
            counted.fetch_add(1, Ordering::SeqCst);
            let (mut mails, mut in_mail, mut answer) = (0, false, "220 hello");
            while mails < 2 || !answer.is_empty() {
                if !answer.is_empty() {
                    stream.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
                    stream.flush().await.unwrap();
                    answer = "";
                    continue;
                }
                let mut line = String::new();
                stream.read_line(&mut line).await.unwrap();
                (in_mail, answer) = match (in_mail, line.as_str()) {
                    (true, ".\r\n") => (false, "250 taken"),
                    (true, _) => (true, ""),
                    (false, "DATA\r\n") => (true, "354 go on"),
                    (false, _) => (false, "250 OK"),
                };
                mails += usize::from(answer == "250 taken");
            }
        }
    });
    for _ in 0..5 {
        smtp.deliver(&mail("posti@esimerkki.example")).await.unwrap();
    }
    assert_eq!(opened.load(Ordering::SeqCst), 3);
}

#[test]
fn the_settings_of_a_mail_server_are_read() {
    for right in ["smtp://127.0.0.1:25", "smtp://user:p%40ss+w%2F@mail.example:587?tls=required", "smtps://user:word@mail.example"] {
        assert!(Smtp::new(right, FROM).is_ok(), "{right}");
    }
    for wrong in ["", "mail.example", "smtp://mail.example?tls=perhaps", "https://mail.example"] {
        assert!(Smtp::new(wrong, FROM).is_err(), "{wrong}");
    }
}

#[test]
fn lines_that_begin_with_a_dot_do_not_end_the_mail() {
    let wire = super::server::on_the_wire("A: b\r\n\r\n.\r\n..c\r\nd.\r\n");
    assert_eq!(wire, "A: b\r\n\r\n..\r\n...c\r\nd.\r\n.\r\n");
    assert_eq!(super::server::on_the_wire("A: b\r\n\r\nc"), "A: b\r\n\r\nc\r\n.\r\n");
}
