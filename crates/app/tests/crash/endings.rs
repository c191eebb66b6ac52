//! The process is killed while the clock ends what falls due: after the next start each thing has happened, once.

use std::time::Duration;

use kit_core::{Clock, Uuid};
use kit_db::{Db, Sql, values};
use reqwest::Method;
use tokio::time::{Instant, sleep};

use crate::{
    chance,
    customer::{self, Customer, Officer},
    process::Process,
    times,
};

/// State, done rows of what fell due, events of the end, tasks, mails, of one notice.
const OF_NOTICE: Sql = Sql("SELECT a.state,
            (SELECT COUNT(*) FROM due d WHERE d.application_id = a.id AND d.done_at IS NOT NULL),
            (SELECT COUNT(*) FROM application_event e WHERE e.application_id = a.id AND e.kind = 'carried-out'),
            (SELECT COUNT(*) FROM office_task k WHERE k.application_id = a.id),
            (SELECT COUNT(*) FROM mail m WHERE m.about = a.id AND m.kind = 'ended'),
            (SELECT COUNT(*) FROM customer_service s WHERE s.customer_id = a.customer_id AND s.ended_at IS NULL),
            (SELECT COUNT(*) FROM commitment c WHERE c.customer_id = a.customer_id AND c.ended_at IS NULL)
     FROM application a WHERE a.id = $1");
/// To the customer's address, the administrative contact, the contact of the notice.
const MAILS: i64 = 3;
/// Nothing waits longer than this for its turn after a start.
const PATIENCE: Duration = Duration::from_secs(90);

pub async fn while_the_clock_ends(mut process: Process) {
    let (rounds, begun) = (times("EKSTRANET_ENDING_KILLS", 2), Instant::now());
    let (mut ended, mut before, mut after) = (0, 0, 0);
    for _ in 0..rounds {
        let ahead = process.days_ahead();
        // A day later nobody is logged in any more.
        let mut customers = customer::all(&process.url()).await;
        let officer = Officer::log_in(&process.url()).await;
        let mut notices = Vec::new();
        for customer in &mut customers {
            customer.send().await.unwrap();
            officer.approve(&customer.application).await;
            notices.push(end_everything(customer, ahead).await);
        }
        let stand_ins = process.stand_ins();
        let move_clock = tokio::spawn(async move { reqwest::Client::new().post(format!("{stand_ins}/clock")).form(&[("days", "1")]).send().await });
        sleep(chance::between(Duration::ZERO, Duration::from_millis(60))).await;
        process.kill().await;
        drop(move_clock.await);
        let done = count_ended(&process.database(), &notices).await;
        before += done;
        process.start().await;
        if process.days_ahead() == ahead {
            // The kill came before the clock was moved at all.
            let stand_ins = process.stand_ins();
            reqwest::Client::new().post(format!("{stand_ins}/clock")).form(&[("days", "1")]).send().await.unwrap();
        }
        let db = process.database();
        let waited = Instant::now();
        while count_ended(&db, &notices).await < notices.len() {
            assert!(waited.elapsed() < PATIENCE, "what fell due is not done after a start:\n{}", process.log());
            sleep(Duration::from_millis(50)).await;
        }
        after += notices.len() - done;
        for notice in &notices {
            let row = db.read().await.unwrap().first(OF_NOTICE, &values![*notice]).await.unwrap().unwrap();
            let counts: Vec<i64> = (1..7).map(|place| row.get(place).unwrap()).collect();
            assert_eq!(counts, [1, 1, 1, MAILS, 0, 0], "of each thing one: due, event, task, mails; nothing in use, no commitment");
        }
        ended += notices.len();
    }
    let (engine, seconds) = (process.engine(), begun.elapsed().as_secs());
    println!("{engine}: {ended} endings over {rounds} kills ({before} done before the kill, {after} after it), each once; {seconds} s");
}

/// The notice that everything ends today; its id.
async fn end_everything(customer: &mut Customer, ahead_days: i32) -> Uuid {
    let browser = &mut customer.browser;
    let today = Clock::system().today().plus_days(ahead_days).finnish();
    browser.get("/termination?lang=fi").await;
    browser.press("Aloita").await;
    let id = browser.page.path().split('/').nth(2).unwrap().to_owned();
    browser.fill("last_day", &today);
    browser.press("Tallenna ja jatka").await;
    assert_eq!(browser.page.status, 200, "{:?}", browser.page.errors());
    browser.fill("first_name", "Lopetta").fill("last_name", "Jatkaja").fill("email", "loppu@esimerkki.example").fill("phone", "040 123 4567");
    browser.press("Tallenna ja jatka").await;
    browser.press("Tallenna ja jatka").await;
    browser.follow("Seuraava").await;
    browser.tick("signed", &["yes"]);
    let form = browser.form("Lähetä");
    let sent = browser.once(browser.request(Method::POST, &form.action).form(&form.fields)).await;
    assert_eq!(sent.status, 303, "{}", sent.html);
    Uuid::try_parse(&id).unwrap()
}

async fn count_ended(db: &Db, notices: &[Uuid]) -> usize {
    let mut ended = 0;
    for notice in notices {
        let row = db.read().await.unwrap().first(OF_NOTICE, &values![*notice]).await.unwrap().unwrap();
        ended += usize::from(row.get::<String>(0).unwrap() == "approved");
    }
    ended
}
