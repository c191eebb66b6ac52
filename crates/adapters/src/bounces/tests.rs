#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests stop where something is not as they say")]

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use kit_core::{Instant, Secret, Uuid};
use kit_db::{MailId, WaitingMail};
use ports::{Answer, MailKey, MailReport, MailReports, NotKept};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use super::{BounceAddress, report, serve};

const ID: Uuid = Uuid::from_u128(0x0193_5a7b_ffff_7001_8123_4567_89ab_cdef);

fn addresses() -> BounceAddress {
    BounceAddress::new("Bounces@esimerkki.example", &Secret::new("a key of thirty-two characters..")).unwrap()
}

fn mail(copy: Option<(i64, i64)>) -> WaitingMail {
    let text = String::new;
    let (id, created_at) = (MailId(ID), Instant::from_micros(0));
    WaitingMail { id, message_id: text(), to: text(), subject: text(), body: text(), attempts: 1, created_at, attachments: Vec::new(), copy }
}

#[test]
fn an_address_tells_its_mail_and_nobody_else_can_make_one() {
    let (addresses, other) = (addresses(), BounceAddress::new("bounces@esimerkki.example", &Secret::new("another key")).unwrap());
    for copy in [None, Some((1, 0)), Some((9_999_999, 999))] {
        let address = addresses.of(&mail(copy)).unwrap().to_string();
        assert!(address.split('@').next().unwrap().len() <= 64, "{address}");
        assert_eq!(addresses.read(&address), Some(MailKey::of(&mail(copy))));
        assert_eq!(addresses.read(&address.to_uppercase()), Some(MailKey::of(&mail(copy))), "servers change the case of letters");
        assert_eq!(other.read(&address), None);
        let (name, tag) = address.split_once('.').unwrap();
        let (first, rest) = tag.split_at(1);
        assert_eq!(addresses.read(&format!("{name}.{}{rest}", if first == "0" { "1" } else { "0" })), None);
        assert_eq!(addresses.read(&address.replace("esimerkki", "muu")), None);
    }
    let first = addresses.of(&mail(Some((1, 0)))).unwrap().to_string();
    assert_eq!(addresses.read(&first.replace("-1-0.", "-2-0.")), None, "a tag is of one recipient alone");
    for wrong in ["", "bounces@esimerkki.example", "bounces+@esimerkki.example", "bounces+m.x@esimerkki.example", "posti@esimerkki.example"] {
        assert_eq!(addresses.read(wrong), None, "{wrong}");
    }
    assert!(BounceAddress::new("bounced-mails@esimerkki.example", &Secret::new("k")).is_err(), "no room for the rest");
}

fn dsn(fields: &str) -> String {
    format!(
        "From: MAILER-DAEMON@esimerkki.example\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; \
         report-type=delivery-status;\r\n boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n\r\n--b\r\nContent-Type: \
         message/delivery-status\r\n\r\nReporting-MTA: dns; mx.esimerkki.example\r\n\r\n{fields}\r\n\r\n--b\r\nContent-Type: \
         message/rfc822\r\n\r\nSubject: x\r\n\r\ntext\r\n--b--\r\n"
    )
}

#[test]
fn a_report_tells_whether_the_mail_came_back_or_waits() {
    let told = |fields: &str| report::read(dsn(fields).as_bytes());
    let bounced = |why: &str| Some(MailReport::Bounced(Some(why.to_owned())));
    let recipient = "Final-Recipient: rfc822; malla@esimerkki.example\r\n";
    let unknown = format!("{recipient}Action: failed\r\nStatus: 5.1.1 (no mailbox)\r\nDiagnostic-Code: smtp; 550 5.1.1\r\n  User unknown");
    assert_eq!(told(&unknown), bounced("550 5.1.1 User unknown"));
    assert_eq!(told(&format!("{recipient}ACTION: Failed\r\nStatus: 4.4.7")), bounced("4.4.7"), "nobody tries any more");
    let later = Some(MailReport::Delayed(Some("4.4.1 no answer".to_owned())));
    assert_eq!(told(&format!("{recipient}Action: delayed\r\nStatus: 4.4.1\r\nDiagnostic-Code: X-Postfix; no answer")), later);
    assert_eq!(told(&format!("{recipient}Action: delivered\r\nStatus: 2.0.0")), Some(MailReport::Delivered));
    assert_eq!(told(&format!("{recipient}Action: relayed\r\nStatus: 2.0.0")), None);
    assert_eq!(told(&format!("{recipient}Action: expanded\r\nStatus: 2.0.0")), None);
    assert_eq!(told(&format!("{recipient}Status: 5.7.1")), bounced("5.7.1"));
    assert_eq!(told(&format!("{recipient}Action: delivered\r\nStatus: 2.0.0\r\n\r\n{unknown}")), bounced("550 5.1.1 User unknown"));
    assert_eq!(told("Nonsense"), Some(MailReport::Bounced(None)));
    assert!(report::read(dsn(&unknown).replace("message/delivery-status", "message/global-delivery-status").as_bytes()).is_some());
}

#[test]
fn automatic_answers_are_no_reports_and_what_cannot_be_read_has_come_back() {
    for nothing in [
        "Auto-Submitted: auto-replied; vacation\r\nSubject: Lomalla\r\n\r\nPoissa.\r\n",
        "Precedence: auto_reply\r\n\r\nx\r\n",
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=b\r\n\r\n--b--\r\n",
    ] {
        assert_eq!(report::read(nothing.as_bytes()), None, "{nothing}");
    }
    let failed = "X-Failed-Recipients: malla@esimerkki.example\r\nAuto-Submitted: auto-replied\r\n\r\nMail delivery failed\r\n";
    let noise: Vec<u8> = (0..1_000_000_u32).map(|n| u8::try_from(n.wrapping_mul(2_654_435_761) >> 24).unwrap()).collect();
    let nested = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n".repeat(5000);
    for lost in [failed.as_bytes(), b"", b"\r\n", b"\0\xff\xfe", b"Subject: failure notice\r\n\r\nHi. This is qmail.\r\n", &noise, nested.as_bytes()]
    {
        assert_eq!(report::read(lost), Some(MailReport::Bounced(None)));
    }
}

/// Keeps what is told, or refuses to.
#[derive(Default)]
struct Kept {
    told: Mutex<Vec<(MailKey, MailReport)>>,
    full: AtomicBool,
}

impl MailReports for Kept {
    fn note<'a>(&'a self, key: MailKey, report: &'a MailReport) -> Answer<'a, Result<(), NotKept>> {
        Box::pin(async move {
            if self.full.load(Ordering::SeqCst) {
                return Err(NotKept("no database".to_owned()));
            }
            self.told.lock().unwrap().push((key, report.clone()));
            Ok(())
        })
    }
}

/// Says everything at once and gives all that was answered.
async fn talk(kept: &Arc<Kept>, said: &[u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let place = listener.local_addr().unwrap();
    let reports: Arc<dyn MailReports> = Arc::clone(kept) as _;
    let server = tokio::spawn(serve(listener, addresses(), reports));
    let (mut reader, mut writer) = TcpStream::connect(place).await.unwrap().into_split();
    let said = [said, b"QUIT\r\n"].concat();
    let speaking = tokio::spawn(async move { writer.write_all(&said).await });
    let mut answers = Vec::new();
    reader.read_to_end(&mut answers).await.ok();
    speaking.await.unwrap().ok();
    server.abort();
    String::from_utf8(answers).unwrap()
}

fn codes(answers: &str) -> Vec<&str> {
    answers.lines().filter(|line| line.as_bytes()[3] == b' ').map(|line| &line[..3]).collect()
}

#[tokio::test]
async fn a_mail_is_kept_before_it_is_answered_and_only_for_our_addresses() {
    let (kept, to) = (Arc::new(Kept::default()), addresses().of(&mail(None)).unwrap());
    let dsn = dsn("Action: failed\r\nStatus: 5.1.1");
    let whole = format!("EHLO relay\r\nMAIL FROM:<> SIZE=900\r\nRCPT TO:<posti@esimerkki.example>\r\nRCPT TO:<{to}>\r\nDATA\r\n{dsn}.\r\n");
    let answers = talk(&kept, whole.as_bytes()).await;
    assert_eq!(codes(&answers), ["220", "250", "250", "550", "250", "354", "250", "221"], "{answers}");
    let told = [(MailKey::Letter(MailId(ID)), MailReport::Bounced(Some("5.1.1".to_owned())))];
    assert_eq!(*kept.told.lock().unwrap(), told);
    kept.full.store(true, Ordering::SeqCst);
    assert!(talk(&kept, whole.as_bytes()).await.contains("451 4.3.0"), "what is not kept is brought again");
    assert_eq!(*kept.told.lock().unwrap(), told);
}

#[tokio::test]
async fn what_is_large_long_or_out_of_order_does_no_harm() {
    let (kept, to) = (Arc::new(Kept::default()), addresses().of(&mail(Some((7, 1)))).unwrap());
    let begin = format!("EHLO relay\r\nMAIL FROM:<>\r\nRCPT TO:<{to}>\r\nDATA\r\n");
    // A report, and after it the mail that came back, of more than a megabyte; then one line of a megabyte.
    let dsn = dsn("Action: failed\r\nStatus: 5.2.2");
    let large = [begin.as_bytes(), dsn.trim_end_matches("--b--\r\n").as_bytes(), &b"xxxxxxxxx\r\n".repeat(200_000), b".\r\n"].concat();
    assert!(talk(&kept, &large).await.contains("250 2.0.0 Kept"));
    let line = [begin.as_bytes(), &vec![b'x'; 1_000_000], b"\r\n.\r\n"].concat();
    assert!(talk(&kept, &line).await.contains("250 2.0.0 Kept"));
    let reports: Vec<MailReport> = kept.told.lock().unwrap().iter().map(|(_, report)| report.clone()).collect();
    assert_eq!(reports, [MailReport::Bounced(Some("5.2.2".to_owned())), MailReport::Bounced(None)]);
    assert!(talk(&kept, format!("EHLO relay\r\nMAIL FROM:<> SIZE={}\r\n", 40 * 1024 * 1024).as_bytes()).await.contains("552"));
    let disorder = talk(&kept, b"MAIL FROM:<>\r\nDATA\r\nRCPT TO:<x>\r\nEHLO relay\r\nMAIL FROM:x\r\nVRFY x\r\nNOOP\r\n").await;
    assert_eq!(codes(&disorder), ["220", "503", "503", "503", "250", "501", "502", "250", "221"]);
    assert!(talk(&kept, &vec![b'x'; 5000]).await.contains("500 5.5.6"));
    assert!(talk(&kept, &b"VRFY x\r\n".repeat(100)).await.contains("421 4.7.0"));
    let cut = [begin.as_bytes(), b"Subject: half"].concat();
    assert!(!talk(&kept, &cut).await.contains("250 2.0.0"));
    assert_eq!(kept.told.lock().unwrap().len(), 2, "half a mail is none");
}
