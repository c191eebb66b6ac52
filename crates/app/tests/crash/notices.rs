//! The process is killed while a notice goes to thousands: nobody is forgotten, nobody gets it twice. The mail server and the
//! gateway are outside the process and count what they were given.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use adapters::{
    mail::Smtp,
    text_messages::{Gateway, GatewaySettings, SenderName},
};
use futures_util::future::join_all;
use kit_core::{Clock, Ids, Language, Secret, Uuid};
use kit_db::{Db, MailId, Sql, Value, WaitingMail, values};
use ports::{MailTransport as _, TextMessage, TextMessages as _};
use standins::{
    mail::{MailStore, serve_smtp},
    text_messages::{KEY, TextStore, serve_gateway},
};
use tokio::{
    net::TcpListener,
    time::{Instant, sleep},
};

use crate::{
    customer::Filled,
    process::Process,
    support::{Browser, persona},
    times,
};

/// Contacts of one customer.
const OF_CUSTOMER: usize = 5;
/// At most so many messages are sent by the bare client; how many at once: as many as the program does.
const BARE: usize = 16_000;
const AT_ONCE: usize = 8;
/// Longer than the lease of what was on its way when the process died.
const PATIENCE: Duration = Duration::from_secs(120);

const SETTLED: Sql = Sql("SELECT COUNT(*) FROM bulletin_recipient WHERE state NOT IN ('waiting', 'claimed', 'in-flight')");
const OPEN: Sql = Sql("SELECT COUNT(*) FROM bulletin WHERE state = 'sending'");
const UNCERTAIN: Sql = Sql("SELECT place, address FROM bulletin_recipient WHERE state = 'uncertain' ORDER BY place");

/// A mail server and a gateway in the test's own process.
struct Sinks {
    folder: PathBuf,
    mails: MailStore,
    texts: TextStore,
    smtp_url: String,
    texts_url: String,
}

impl Sinks {
    async fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("ekstranet-sinks-{}", Ids::random().next(Clock::system().now())));
        let (mails, texts) = (MailStore::open(&folder).await.unwrap(), TextStore::in_memory());
        let smtp = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let gateway = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let smtp_url = format!("smtp://{}", smtp.local_addr().unwrap());
        let texts_url = format!("http://{}/text-messages", gateway.local_addr().unwrap());
        tokio::spawn(serve_smtp(smtp, mails.clone()));
        tokio::spawn(serve_gateway(gateway, texts.clone()));
        Self { folder, mails, texts, smtp_url, texts_url }
    }

    fn arguments(&self) -> Vec<String> {
        vec![format!("--smtp-url={}", self.smtp_url), format!("--text-messages-url={}", self.texts_url)]
    }

    /// How often each Message-ID came, and to whom.
    async fn mails(&self) -> BTreeMap<String, Vec<String>> {
        let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for number in self.mails.numbers().await.unwrap() {
            let mail = String::from_utf8_lossy(&self.mails.mail(number).await.unwrap()).into_owned();
            let header = |name: &str| mail.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
            all.entry(header("Message-ID:")).or_default().push(header("Delivered-To:"));
        }
        all
    }
}

impl Drop for Sinks {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.folder).ok();
    }
}

fn address(n: usize) -> String {
    format!("n{n}@malli.example")
}

fn number(n: usize) -> String {
    format!("+35840{}", 1_000_000 + n)
}

/// So many contacts with an address, the first of them with a telephone too.
async fn add_contacts(db: &Db, mails: usize, texts: usize) {
    const CUSTOMER: Sql = Sql(
        "INSERT INTO customer (id, oid, business_id, name, kind, created_at, revision, language) VALUES ($1, $2, $2, $3, 'private-health', $4, 1, $5)",
    );
    const SERVICE: Sql =
        Sql("INSERT INTO customer_service (customer_id, service, application_id, approved_at, form) VALUES ($1, 'patient-data', $1, $2, 'provider')");
    const CONTACT: Sql = Sql("INSERT INTO contact (customer_id, place, name, email, phone) VALUES ($1, $2, 'Malla Mallikas', $3, $4)");
    const ROLE: Sql = Sql("INSERT INTO contact_role (customer_id, place, role, service) VALUES ($1, $2, 'disruptions', '')");
    let (ids, now) = (Ids::random(), Clock::system().now());
    let contacts: Vec<usize> = (0..mails).collect();
    for group in contacts.chunks(OF_CUSTOMER * 100) {
        let mut statements: Vec<(Sql, Vec<Value>)> = Vec::new();
        for of_customer in group.chunks(OF_CUSTOMER) {
            let (id, language) = (ids.next(now), if (of_customer[0] / OF_CUSTOMER).is_multiple_of(10) { Language::Sv } else { Language::Fi });
            let key = format!("malli-{}", of_customer[0]);
            statements.push((CUSTOMER, values![id, &key, format!("Malliasiakas {}", of_customer[0]), now, language].to_vec()));
            statements.push((SERVICE, values![id, now].to_vec()));
            for (place, n) in (0_i64..).zip(of_customer) {
                let phone = if *n < texts { number(*n) } else { String::new() };
                statements.push((CONTACT, values![id, place, address(*n), phone].to_vec()));
                statements.push((ROLE, values![id, place].to_vec()));
            }
        }
        let written = db.write(move |tx| async move {
            let batch: Vec<(Sql, &[Value])> = statements.iter().map(|(sql, values)| (*sql, values.as_slice())).collect();
            tx.batch(&batch).await
        });
        written.await.unwrap();
    }
}

async fn count(db: &Db, sql: Sql) -> i64 {
    db.read().await.unwrap().first(sql, &[]).await.unwrap().unwrap().get(0).unwrap()
}

/// The officer writes the notice, looks at it and sends it; its address, and how long the sending form took to answer.
async fn send(officer: &mut Browser, mails: usize, texts: usize) -> (String, Duration) {
    officer.get("/office/bulletins/new?lang=fi").await;
    officer.fill("kind", "disruption").press("Kirjoita tiedote").await;
    officer.fill("body.fi", "Häiriö. ".repeat(60).trim()).fill("body.sv", "Störning. ".repeat(50).trim()).fill("body.en", "Disruption.");
    officer.press("Tallenna ja esikatsele").await;
    officer.page.shows(&format!("Sähköposteja {mails}")).shows(&format!("Tekstiviestejä {texts}"));
    let begun = Instant::now();
    officer.press("Lähetä tiedote").await;
    assert_eq!(officer.page.status, 200, "{}", officer.page.text());
    (officer.page.path().to_owned(), begun.elapsed())
}

async fn wait_until_done(process: &Process) {
    let (mut last, mut moved, db) = (-1, Instant::now(), process.database());
    loop {
        if count(&db, OPEN).await == 0 {
            return;
        }
        let settled = count(&db, SETTLED).await;
        if settled != last {
            (last, moved) = (settled, Instant::now());
        }
        assert!(moved.elapsed() < PATIENCE, "nothing moves any more:\n{}", process.log());
        sleep(Duration::from_millis(100)).await;
    }
}

pub async fn killed_while_a_notice_is_sent(mut process: Process) {
    let (mails, texts) = (times("EKSTRANET_NOTICE_MAILS", 2_000), times("EKSTRANET_NOTICE_SMS", 1_000));
    let kills = times("EKSTRANET_NOTICE_KILLS", 3);
    let sinks = Sinks::start().await;
    process.kill().await;
    let bare = bare_rate(mails, texts).await;
    process.arguments = sinks.arguments();
    process.start().await;
    add_contacts(&process.database(), mails, texts).await;
    let mut officer = Browser::new(&process.url());
    officer.get("/officers/login").await;
    officer.choose(persona::HANDLER);
    officer.press("Kirjaudu").await;
    let (page, taken_down_in) = send(&mut officer, mails, texts).await;
    let (begun, all, mut undisturbed) = (Instant::now(), mails + texts, None);
    for kill in 1..=kills {
        let aim = i64::try_from(all * kill / (kills + 1)).unwrap();
        let db = process.database();
        while count(&db, SETTLED).await < aim {
            assert!(begun.elapsed() < PATIENCE * 20, "too slow:\n{}", process.log());
            sleep(Duration::from_millis(50)).await;
        }
        undisturbed = undisturbed.or(Some(count(&db, SETTLED).await as f64 / begun.elapsed().as_secs_f64()));
        drop(db);
        process.kill().await;
        process.start().await;
    }
    wait_until_done(&process).await;
    let took = begun.elapsed();
    let undisturbed = undisturbed.unwrap_or(all as f64 / took.as_secs_f64());
    let (doubled, settled) = settle(&process, &sinks, &officer, &page, mails).await;
    assert_eq!(doubled, 0, "mails that came twice");
    let by_number: BTreeSet<String> = sinks.texts.all().into_iter().map(|text| text.to).collect();
    assert_eq!((sinks.texts.all().len(), by_number.len()), (texts, texts), "each number has one text message");
    println!(
        "{}: {mails} mails and {texts} text messages over {kills} kills: none lost, none doubled; {} mails were on their way at a kill, of which {} had \
         arrived; recipients taken down in {} ms; done in {:.1} s with restarts and waits for what was left behind; before the first kill {undisturbed:.0} \
         messages/s, the bare client {bare:.0}: {:.2}",
        process.engine(),
        settled.0 + settled.1,
        settled.0,
        taken_down_in.as_millis(),
        took.as_secs_f64(),
        undisturbed / bare,
    );
}

/// What the program leaves to the officer: each is looked up at the mail server by its Message-ID, and sent again or not. Then
/// everybody has the notice. How many came twice; how many of the uncertain had arrived, and how many not.
async fn settle(process: &Process, sinks: &Sinks, officer: &Browser, page: &str, mails: usize) -> (usize, (usize, usize)) {
    let arrived = sinks.mails().await;
    let uncertain = process.database().read().await.unwrap().rows(UNCERTAIN, &[]).await.unwrap();
    let uncertain: Vec<(i64, String)> = uncertain.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap())).collect();
    let have_it: BTreeSet<&String> = arrived.values().flatten().collect();
    let lost: Vec<String> = (0..mails).map(address).filter(|to| !have_it.contains(to) && !uncertain.iter().any(|(_, its)| its == to)).collect();
    assert!(lost.is_empty(), "{} are forgotten: {:?}", lost.len(), lost.iter().take(5).collect::<Vec<_>>());
    let token = officer.clone().token().await;
    let id = page.rsplit('/').next().unwrap();
    let shown = officer.get_once(&format!("{page}/recipients?state=uncertain")).await;
    let mut settled = (0, 0);
    for (place, _) in &uncertain {
        let message_id = format!("<{id}.{place}@127.0.0.1>");
        assert!(uncertain.len() > 50 || shown.text().contains(&message_id), "the officer sees by what to look for it");
        let outcome = if arrived.contains_key(&message_id) { "sent" } else { "again" };
        let fields = [("csrf", token.as_str()), ("place", &place.to_string()), ("outcome", outcome)].map(|(n, v)| (n.to_owned(), v.to_owned()));
        // While the program says that the notice is done, the officer may be told to look again.
        for _ in 0..20 {
            let answer = Filled { path: format!("{page}/uncertain"), fields: fields.to_vec() }.post(officer).await.unwrap();
            if answer.status == 303 {
                break;
            }
            sleep(Duration::from_millis(100)).await;
        }
        if outcome == "sent" { settled.0 += 1 } else { settled.1 += 1 }
    }
    wait_until_done(process).await;
    let arrived = sinks.mails().await;
    let everybody: BTreeSet<&String> = arrived.values().flatten().collect();
    assert_eq!((arrived.len(), everybody.len()), (mails, mails), "each address has one mail");
    (arrived.values().map(|times| times.len() - 1).sum(), settled)
}

/// Messages in a second that the same sinks take from the same clients with nothing around them: mails and text messages side by
/// side, in the proportion of the notice.
async fn bare_rate(mails: usize, texts: usize) -> f64 {
    let sinks = Sinks::start().await;
    let smtp = Smtp::new(&sinks.smtp_url, "Kanta <kanta@esimerkki.example>").unwrap();
    let settings = GatewaySettings { url: sinks.texts_url.clone(), key: Secret::new(KEY), sender: SenderName::parse("Kanta").unwrap() };
    let gateway = Gateway::new(settings).unwrap();
    let all = (mails + texts).min(BARE);
    let (mails, texts) = (all * mails / (mails + texts), all * texts / (mails + texts));
    let (next_mail, next_text) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let body = "Häiriö Kanta-palveluissa.\n".repeat(40);
    let send_mails = async || {
        let mut n = next_mail.fetch_add(1, Ordering::SeqCst);
        while n < mails {
            let (id, to, now) = (MailId(Uuid::nil()), address(n), Clock::system().now());
            let (message_id, subject, body) = (format!("<{n}@bare>"), "Häiriö".to_owned(), body.clone());
            smtp.deliver(&WaitingMail { id, message_id, to, subject, body, attempts: 0, created_at: now, attachments: Vec::new(), copy: None })
                .await
                .unwrap();
            n = next_mail.fetch_add(1, Ordering::SeqCst);
        }
    };
    let send_texts = async || {
        let mut n = next_text.fetch_add(1, Ordering::SeqCst);
        while n < texts {
            gateway.send(&TextMessage { key: format!("bare.{n}"), to: number(n), text: "Häiriö".to_owned() }).await.unwrap();
            n = next_text.fetch_add(1, Ordering::SeqCst);
        }
    };
    let begun = Instant::now();
    tokio::join!(join_all((0..AT_ONCE).map(|_| send_mails())), join_all((0..AT_ONCE).map(|_| send_texts())));
    (mails + texts) as f64 / begun.elapsed().as_secs_f64()
}
