use std::{net::SocketAddr, time::Duration};

use kit_db::{Sql, testing::TestDb};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    bulletins::{begin, mails_to, office, recipients, send, settled},
    support::{Browser, Joining, TestApp, migrated, persona},
};

kit_db::on_both_databases!(migrated: a_letter_that_came_back_is_seen_to_by_an_officer, a_notice_that_came_back_goes_to_the_corrected_address,
    only_what_tells_of_our_mails_is_noted_and_once, what_comes_late_is_of_its_own_sending);

const ADDRESSES: Sql = Sql("SELECT COUNT(*) FROM bounced_address");
const LETTERS: Sql = Sql("SELECT COUNT(*) FROM mail WHERE bounced_at IS NOT NULL AND sent_at IS NOT NULL AND failed_at IS NOT NULL");

/// Waits until there are so many.
async fn until(app: &TestApp, sql: Sql, wanted: i64) {
    for _ in 0..200 {
        if app.count(sql).await == wanted {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{} instead of {wanted}: {sql:?}", app.count(sql).await);
}

async fn a_letter_that_came_back_is_seen_to_by_an_officer(database: TestDb) {
    const AGAIN: Sql = Sql("SELECT COUNT(*) FROM mail m JOIN mail_attachment a ON a.mail_id = m.id
         WHERE m.recipient = 'oikea@esimerkki.example' AND m.kind = 'application-received' AND m.sent_at IS NOT NULL");
    const LOGGED: Sql =
        Sql("SELECT COUNT(*) FROM access_log WHERE object = 'mail' AND customer IS NOT NULL AND action IN ('read', 'resend', 'done')");
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut clinic).await;
    joining.access_points().await;
    joining.browser.fill("street", "Mallikatu 1").fill("email", "Bounce-klinikka@esimerkki.example");
    joining.customer_data_as_typed().await;
    let browser = &mut joining.browser;
    browser.fill("contacts.0.kind", "person").fill("contacts.0.first_name", "Malla").fill("contacts.0.last_name", "Mallikas");
    joining.contacts_with("bounce-malla@esimerkki.example").await;
    joining.fill_in().await.send().await;
    let id = joining.id.clone();
    until(&app, LETTERS, 1).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    let case = format!("/office/applications/{id}");
    officer.get(&case).await.shows("1 sähköposti ei ole mennyt perille").shows("Sähköposti, palautui").shows("550 5.1.1 Nobody of that name here");
    officer.get("/office/tasks").await.shows("1 sähköposti ei ole mennyt perille");
    officer.follow("Näytä viestit").await.shows("Palautui").shows("Bounce-klinikka@esimerkki.example").shows("Esimerkkiklinikka Oy");
    let one = officer.page.links_to("/office/bounces/")[0].clone();
    officer.get(&one).await;
    officer.fill("to", "oikea osoite").press("Lähetä uudelleen").await;
    assert_eq!((officer.page.status, officer.page.value("to").as_deref()), (422, Some("oikea osoite")));
    officer.fill("to", "oikea@esimerkki.example").press("Lähetä uudelleen").await.shows("Hoidettavia viestejä ei ole.");
    until(&app, AGAIN, 2).await;
    assert_eq!(mails_to(&app, "oikea@esimerkki.example").await.len(), 1);
    assert_eq!(app.count(ADDRESSES).await, 0, "its address has another chance");
    assert_eq!(officer.get(&one).await.status, 404, "seen to once");
    officer.get("/office/tasks").await.lacks("ei ole mennyt perille");

    // Approved: the archivist's mail comes back from the contact, the approval from the customer's own address.
    officer.get(&case).await;
    officer.press("Ota käsittelyyn").await;
    officer.fill("outcome", "approve").press("Tee päätös").await;
    until(&app, LETTERS, 3).await;
    let hint = "Viestimme tähän osoitteeseen palautui 24.11.2026";
    officer.get("/office/customers").await;
    officer.follow("Esimerkkiklinikka Oy").await.shows(hint).shows("2 sähköpostia ei ole mennyt perille");
    clinic.get("/services/patient-data/data/contacts").await.shows(hint);
    clinic.get("/services/patient-data/data/customer-data").await.shows(hint);
    for _ in 0..2 {
        officer.get("/office/bounces").await;
        let one = officer.page.links_to("/office/bounces/")[0].clone();
        officer.get(&one).await;
        officer.press("Merkitse hoidetuksi").await;
    }
    officer.page.shows("Hoidettavia viestejä ei ole.");
    assert_eq!(app.count(ADDRESSES).await, 0);
    clinic.get("/services/patient-data/data/contacts").await.lacks(hint);
    assert_eq!(app.count(LOGGED).await, 6, "three looks, one sent again, two dealt with");
    let stand_in = Browser::new(app.running.stand_ins.as_deref().unwrap());
    let link = stand_in.get_once("/mail?to=bounce-malla").await.links_to("/mail/")[0].clone();
    stand_in.get_once(&link).await.shows("Action: failed").shows("250 2.0.0 Kept");
}

/// The contact whose address is changed by `change`, a disruption notice, and the officer on its page.
async fn sent_notice(database: TestDb, change: Sql) -> (TestApp, Browser, String) {
    let (app, mut officer) = office(database).await;
    app.db.write(move |tx| async move { tx.exec(change, &[]).await }).await.unwrap();
    let address = begin(&mut officer, "disruption").await;
    officer.press("Tallenna ja esikatsele").await;
    send(&app, &mut officer, &address).await;
    (app, officer, address)
}

const BOUNCED: Sql = Sql("SELECT COUNT(*) FROM bulletin_recipient WHERE state = 'bounced' AND last_error LIKE '550 5.1.1%'");

async fn a_notice_that_came_back_goes_to_the_corrected_address(database: TestDb) {
    const COMES_BACK: Sql = Sql("UPDATE contact SET email = 'bounce-x@exempelvard.example' WHERE email = 'exempla@exempelvard.example'");
    const CORRECTED: Sql = Sql("UPDATE contact SET email = 'exempla@exempelvard.example' WHERE email = 'bounce-x@exempelvard.example'");
    let (app, mut officer, address) = sent_notice(database, COMES_BACK).await;
    until(&app, BOUNCED, 1).await;
    officer.get(&address).await.shows("Palautui").shows("Käsitelty 8/8");
    officer.follow("Palautui").await.shows("bounce-x@exempelvard.example").shows("550 5.1.1");
    officer.get("/office/customers").await;
    officer.follow("Exempelvård Ab").await.shows("Viestimme tähän osoitteeseen palautui 24.11.2026");
    // Not corrected yet: it comes back once more.
    officer.get(&address).await;
    officer.press("Lähetä uudelleen 1 vastaanottajalle, jolle viesti ei mennyt perille").await;
    settled(&app).await;
    until(&app, BOUNCED, 1).await;
    assert_eq!(mails_to(&app, "bounce-x@exempelvard.example").await.len(), 2);
    app.db.write(|tx| async move { tx.exec(CORRECTED, &[]).await }).await.unwrap();
    officer.get(&address).await;
    officer.press("Lähetä uudelleen 1 vastaanottajalle, jolle viesti ei mennyt perille").await;
    settled(&app).await;
    let mails: Vec<String> = recipients(&app, &address).await.into_iter().filter(|line| line.contains("exempelvard")).collect();
    assert_eq!(mails, ["mail bounce-x@exempelvard.example sv cancelled", "mail exempla@exempelvard.example sv sent"]);
    assert_eq!(mails_to(&app, "bounce-x@exempelvard.example").await.len(), 2);
    assert_eq!(mails_to(&app, "exempla@exempelvard.example").await.len(), 1);
    assert_eq!(mails_to(&app, "malla@mallilaakarit.example").await.len(), 1, "who had it does not get it again");
}

/// The address that the mail to `to` comes back to, as the stand-in has seen it.
async fn return_path(app: &TestApp, to: &str) -> String {
    let mail = mails_to(app, to).await.remove(0);
    let (_, from) = mail.split_once("bounces+").unwrap();
    let (from, _) = from.split_once('>').unwrap();
    format!("bounces+{from}")
}

/// Brings a mail to an address; all answers.
async fn bring(listener: SocketAddr, to: &str, mail: &[u8]) -> String {
    let (mut reader, mut writer) = TcpStream::connect(listener).await.unwrap().into_split();
    let said = [format!("EHLO relay\r\nMAIL FROM:<>\r\nRCPT TO:<{to}>\r\nDATA\r\n").as_bytes(), mail, b"\r\n.\r\nQUIT\r\n"].concat();
    let speaking = tokio::spawn(async move { writer.write_all(&said).await });
    let mut answers = String::new();
    reader.read_to_string(&mut answers).await.unwrap();
    speaking.await.unwrap().ok();
    answers
}

fn dsn(action: &str, status: &str) -> Vec<u8> {
    let head = "From: MAILER-DAEMON@esimerkki.example\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n";
    let fields = format!("Reporting-MTA: dns; mx.esimerkki.example\r\n\r\nFinal-Recipient: rfc822; x\r\nAction: {action}\r\nStatus: {status}\r\n");
    format!("{head}--b\r\nContent-Type: message/delivery-status\r\n\r\n{fields}\r\n--b--").into_bytes()
}

async fn only_what_tells_of_our_mails_is_noted_and_once(database: TestDb) {
    const OTHERS: Sql = Sql("UPDATE contact SET email = CASE WHEN email LIKE 'exempla%' THEN 'delayed-x@esimerkki.example'
         ELSE 'away-x@esimerkki.example' END WHERE email IN ('exempla@exempelvard.example', 'paivystys@mallitoimittaja.example')");
    const DELAYED: Sql = Sql("SELECT COUNT(*) FROM bulletin_recipient WHERE state = 'sent' AND last_error LIKE '451 4.4.1%'");
    const ANY: Sql = Sql("SELECT COUNT(*) FROM bulletin_recipient WHERE state = 'bounced'");
    const FIRST: Sql = Sql("SELECT COUNT(*) FROM bulletin_recipient WHERE state = 'bounced' AND last_error = '5.2.2'");
    const UNKNOWN: Sql = Sql("SELECT COUNT(*) FROM bulletin_recipient WHERE state = 'bounced' AND last_error = ''");
    let (app, mut officer, address) = sent_notice(database, OTHERS).await;
    until(&app, DELAYED, 1).await;
    officer.get(&address).await.lacks("Palautui").lacks("Ei mennyt perille");
    officer.follow("Kaikki vastaanottajat").await.shows("451 4.4.1 No answer from the next server");
    let listener = app.running.bounces.unwrap();
    let malla = return_path(&app, "malla@mallilaakarit.example").await;
    assert!(malla.starts_with("bounces+n") && malla.ends_with("@ekstranet.example"), "{malla}");
    let (name, tag) = malla.split_once('.').unwrap();
    let (first, rest) = tag.split_at(1);
    let forged = format!("{name}.{}{rest}", if first == "0" { "1" } else { "0" });
    for wrong in [forged.as_str(), "bounces@ekstranet.example", "ekstranet@esimerkki.example"] {
        assert!(bring(listener, wrong, &dsn("failed", "5.1.1")).await.contains("550 5.1.1"), "{wrong}");
    }
    let vacation = b"Auto-Submitted: auto-replied\r\nSubject: Lomalla\r\n\r\nPoissa.";
    assert!(bring(listener, &malla, vacation).await.contains("250 2.0.0"));
    assert!(bring(listener, &malla, &dsn("relayed", "2.0.0")).await.contains("250 2.0.0"));
    assert_eq!(app.count(ANY).await, 0);
    // The same twice, then another reason: the first is noted.
    for status in ["5.2.2", "5.2.2", "5.1.1"] {
        assert!(bring(listener, &malla, &dsn("failed", status)).await.contains("250 2.0.0 Kept"));
    }
    assert!(bring(listener, &malla, &dsn("delayed", "4.4.1")).await.contains("250 2.0.0 Kept"));
    assert_eq!((app.count(ANY).await, app.count(FIRST).await, app.count(ADDRESSES).await), (1, 1, 1));
    // What nobody understands has come back, too, however large.
    let aapo = return_path(&app, "aapo@esimerkki.example").await;
    let garbage: Vec<u8> = (0..1_000_000_u32).map(|n| b'0' + u8::try_from(n.wrapping_mul(2_654_435_761) >> 26).unwrap()).collect();
    assert!(bring(listener, &aapo, &garbage).await.contains("250 2.0.0 Kept"));
    assert_eq!((app.count(ANY).await, app.count(UNKNOWN).await), (2, 1));
    officer.get(&address).await.shows("Lähetä uudelleen 2 vastaanottajalle");
}

async fn what_comes_late_is_of_its_own_sending(database: TestDb) {
    const NOTHING: Sql = Sql("UPDATE contact SET phone = phone");
    const ROUND: Sql = Sql("SELECT COUNT(*) FROM bulletin_recipient WHERE state = 'sent' AND round = 1");
    const ANY: Sql = Sql("SELECT COUNT(*) FROM bulletin_recipient WHERE state = 'bounced'");
    let (app, mut officer, address) = sent_notice(database, NOTHING).await;
    let listener = app.running.bounces.unwrap();
    let first = return_path(&app, "malla@mallilaakarit.example").await;
    bring(listener, &first, &dsn("failed", "5.2.2")).await;
    officer.get(&address).await;
    officer.press("Lähetä uudelleen 1 vastaanottajalle, jolle viesti ei mennyt perille").await;
    settled(&app).await;
    assert_eq!(app.count(ROUND).await, 1);
    let second = return_path(&app, "malla@mallilaakarit.example").await;
    assert_ne!(first, second);
    bring(listener, &first, &dsn("failed", "5.2.2")).await;
    assert_eq!(app.count(ANY).await, 0, "of the sending before");
    bring(listener, &second.to_uppercase(), &dsn("failed", "5.2.2")).await;
    assert_eq!(app.count(ANY).await, 1);
}
