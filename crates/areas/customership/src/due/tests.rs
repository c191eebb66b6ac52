use customership::{
    applications::{self, ApplicationId, Customer, CustomerId, Purpose},
    due::{self, DueKind},
    services::ALL_SERVICES,
};
use kit_core::{Clock, Day, Ids, Instant, Language, Uuid};
use kit_db::{Db, DbError, Sql, on_both_databases, testing::TestDb, values};

use crate::{
    life,
    support::{TestApp, migrated},
};

on_both_databases!(
    migrated:
    what_is_due_comes_in_the_order_of_days_and_what_is_not_due_waits,
    several_processes_do_each_thing_once,
    what_was_cancelled_or_broke_off_is_not_done,
    a_move_of_the_clock_does_what_falls_due_before_it_is_answered,
);

const NOW: Instant = Instant::from_micros(1_795_514_400_000_000);
const STATES: Sql = Sql("SELECT id, done_at, cancelled_at FROM due ORDER BY day, id");

fn day(text: &str) -> Day {
    Day::parse_finnish(text).unwrap()
}

/// An application of some customer, in draft.
async fn application(db: &Db) -> ApplicationId {
    let (ids, now) = (Ids::random(), Clock::system().now());
    let (id, oid) = (ApplicationId(ids.next(now)), format!("1.2.246.10.{}", ids.next(now).as_u128()));
    let text = |text: &str| text.to_owned();
    let customer = Customer { id: CustomerId(ids.next(now)), oid, business_id: text("9900001-0"), name: text("Malli"), kind: text("private-health") };
    let what = (ALL_SERVICES[0], &ALL_SERVICES[0].forms[0], Purpose::Joining);
    db.write(move |tx| async move { applications::begin(&tx, id, &customer, what, Language::Fi, NOW).await }).await.unwrap();
    id
}

async fn schedule(db: &Db, id: u128, application: ApplicationId, day: Day) {
    let kind = if id.is_multiple_of(2) { DueKind::EndServices } else { DueKind::ChangeData };
    db.write(move |tx| async move { due::schedule(&tx, Uuid::from_u128(id), kind, application, day).await }).await.unwrap();
}

async fn waiting(db: &Db, today: Day) -> Vec<u128> {
    due::waiting(&db.read().await.unwrap(), today).await.unwrap().iter().map(|due| due.id.as_u128()).collect()
}

/// The number, whether it was done, whether it was cancelled.
async fn states(db: &Db) -> Vec<(u128, bool, bool)> {
    let rows = db.read().await.unwrap().rows(STATES, &values![]).await.unwrap();
    let is_set = |row: &kit_db::Row, place| row.get::<Option<Instant>>(place).unwrap().is_some();
    rows.iter().map(|row| (row.get::<Uuid>(0).unwrap().as_u128(), is_set(row, 1), is_set(row, 2))).collect()
}

async fn what_is_due_comes_in_the_order_of_days_and_what_is_not_due_waits(db: TestDb) {
    let (one, other) = (application(&db).await, application(&db).await);
    for (id, application, text) in
        [(7, one, "1.1.2027"), (2, other, "31.12.2026"), (3, one, "31.12.2026"), (1, other, "2.1.2027"), (4, one, "28.3.2027")]
    {
        schedule(&db, id, application, day(text)).await;
    }
    assert_eq!(waiting(&db, day("30.12.2026")).await, [0; 0]);
    assert_eq!(waiting(&db, day("31.12.2026")).await, [2, 3]);
    assert_eq!(waiting(&db, day("27.3.2027")).await, [2, 3, 7, 1]);
    let all = due::waiting(&db.read().await.unwrap(), day("28.3.2027")).await.unwrap();
    assert_eq!(all.len(), 5);
    let first = &all[0];
    assert_eq!((first.day, first.kind, first.application), (day("31.12.2026"), DueKind::EndServices, other));
    assert_eq!(all[1].kind, DueKind::ChangeData);
    assert!(first.customer == all[3].customer && first.customer != all[1].customer);
}

async fn several_processes_do_each_thing_once(db: TestDb) {
    const THINGS: u128 = 20;
    let application = application(&db).await;
    for id in 0..THINGS {
        schedule(&db, id, application, day("31.12.2026")).await;
    }
    let process = |_| {
        let db = Db::clone(&db);
        tokio::spawn(async move {
            let mut taken = Vec::new();
            for due in due::waiting(&db.read().await.unwrap(), day("10.1.2027")).await.unwrap() {
                let id = due.id;
                if db.write(move |tx| async move { due::take(&tx, id, NOW).await }).await.unwrap() {
                    taken.push(id.as_u128());
                }
            }
            taken
        })
    };
    let mut all = Vec::new();
    for process in (0..4).map(process).collect::<Vec<_>>() {
        all.extend(process.await.unwrap());
    }
    all.sort_unstable();
    assert_eq!(all, (0..THINGS).collect::<Vec<_>>());
}

async fn what_was_cancelled_or_broke_off_is_not_done(db: TestDb) {
    let (kept, cancelled) = (application(&db).await, application(&db).await);
    for (id, application) in [(1, kept), (2, cancelled), (3, cancelled), (4, kept)] {
        schedule(&db, id, application, day("24.11.2026")).await;
    }
    let take = |id: u128| {
        let db = Db::clone(&db);
        async move { db.write(move |tx| async move { due::take(&tx, Uuid::from_u128(id), NOW).await }).await.unwrap() }
    };
    assert!(take(2).await);
    db.write(move |tx| async move { due::cancel(&tx, cancelled, NOW).await }).await.unwrap();
    assert!(!take(2).await && !take(3).await);
    let broken: Result<(), DbError> = db
        .write(|tx| async move {
            assert!(due::take(&tx, Uuid::from_u128(4), NOW).await?);
            Err(DbError::Fault("killed".to_owned()))
        })
        .await;
    assert!(broken.is_err());
    assert_eq!(states(&db).await, [(1, false, false), (2, true, false), (3, false, true), (4, false, false)]);
    assert_eq!(waiting(&db, day("24.11.2026")).await, [1, 4]);
}

async fn a_move_of_the_clock_does_what_falls_due_before_it_is_answered(db: TestDb) {
    const ENDED: Sql = Sql("SELECT COUNT(*) FROM customer_service WHERE ended_at IS NOT NULL");
    let app = TestApp::start(db).await;
    let mut clinic = life::clinic_with(&app, &["patient-data"]).await;
    life::begin(&mut clinic, "/termination").await;
    life::fill_in_ending(&mut clinic, "30.11.2026").await;
    life::sign(&mut clinic).await;
    let mut browser = app.browser();
    let stand_ins = app.running.stand_ins.clone().unwrap();
    browser.get(&format!("{stand_ins}/clock?lang=fi")).await.shows("24.11.2026 klo 12.00.00");
    browser.fill("days", "6").press("Siirrä eteenpäin").await.shows("30.11.2026 klo 12.00.00");
    assert_eq!(app.count(ENDED).await, 0, "the last day");
    assert_eq!(browser.fill("day", "30.11.2026").press("Siirrä tähän päivään").await.status, 422);
    browser.page.shows("Anna päivä, joka on tulossa");
    browser.fill("day", "1.12.2026").press("Siirrä tähän päivään").await.shows("1.12.2026 klo 12.00.00");
    assert_eq!(app.count(ENDED).await, 1, "done before the page is answered");
}
