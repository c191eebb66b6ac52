use std::collections::BTreeMap;

use kit_core::{Day, Ids, Instant};
use kit_db::{Sql, testing::TestDb, values};

use crate::{
    chance::Chance,
    support::{TestApp, migrated, persona, sent_application},
};

kit_db::on_both_databases!(migrated: figures_are_what_the_database_holds, what_is_asked_for_is_in_the_address, a_figure_is_drawn_and_stands_in_a_table);

const SERVICES: [(&str, &str); 2] = [("patient-data", "Potilastietovaranto"), ("prescription", "Resepti")];
const CUSTOMER: Sql = Sql("INSERT INTO customer (id, oid, business_id, name, kind, created_at, revision) VALUES ($1, $2, 'x', 'Malli', 'x', $3, 1)");
const DECIDED: Sql = Sql("INSERT INTO application (id, customer_id, service, state, revision, created_at, changed_at, language, case_number,
     received_at, officer, officer_name, decided_at) VALUES ($1, $2, $3, 'approved', 1, $4, $5, 'fi', $6, $4, $1, 'Malli', $5)");
const ASKED: Sql = Sql("INSERT INTO application_event (id, application_id, at, kind, actor_kind, actor_name)
     VALUES ($1, $2, $3, 'information-requested', 'officer', 'Malli')");
const ANSWERED: Sql = Sql("INSERT INTO application_event (id, application_id, at, kind, actor_kind, actor_name)
     VALUES ($1, $2, $3, 'answered', 'representative', 'Malli')");
const HOUR: i64 = 3600;

/// A case as chance made it.
struct Made {
    service: &'static str,
    received: Instant,
    decided: Instant,
    waited: i64,
}

async fn made(app: &TestApp, number: usize) -> Vec<Made> {
    let (mut chance, ids, begin) = (Chance::new(7), Ids::random(), Day::parse_finnish("1.1.2026").unwrap().start());
    let hours = |chance: &mut Chance, most: usize| i64::try_from(chance.below(most)).unwrap();
    let mut cases = Vec::new();
    for _ in 0..number {
        let received = begin.plus_seconds(hours(&mut chance, 6000) * HOUR);
        let asked = received.plus_seconds(hours(&mut chance, 100) * HOUR);
        let waited = if chance.one_in(2) { 0 } else { (1 + hours(&mut chance, 200)) * HOUR };
        let decided = asked.plus_seconds(waited + hours(&mut chance, 300) * HOUR);
        cases.push(Made { service: chance.pick(&SERVICES).0, received, decided, waited });
        let (id, service, end) = (ids.next(begin), cases.last().unwrap().service, asked.plus_seconds(waited));
        let events = [(ids.next(begin), ASKED, asked), (ids.next(begin), ANSWERED, end)];
        app.db
            .write(move |tx| async move {
                tx.exec(CUSTOMER, &values![id, id.to_string(), received]).await?;
                tx.exec(DECIDED, &values![id, id, service, received, decided, id.to_string()]).await?;
                for (event, sql, at) in events.into_iter().filter(|_| waited > 0) {
                    tx.exec(sql, &values![event, id, at]).await?;
                }
                Ok::<_, kit_db::DbError>(())
            })
            .await
            .unwrap();
    }
    cases
}

/// The cells of a file without its first row.
fn cells(text: &str) -> Vec<Vec<String>> {
    let rows = text.strip_prefix('\u{feff}').expect("a byte order mark").split("\r\n").filter(|row| !row.is_empty());
    rows.skip(1).map(|row| row.split(';').map(|cell| cell.trim_matches('"').to_owned()).collect()).collect()
}

fn month(at: Instant) -> String {
    let iso = at.day().iso();
    format!("{}/{}", iso[5..7].parse::<u8>().unwrap(), &iso[..4])
}

/// Nearest rank, of durations in seconds, in tenths of a day.
fn percentile(mut seconds: Vec<i64>, percent: f64) -> String {
    seconds.sort_unstable();
    let rank = (percent / 100.0 * seconds.len() as f64).ceil() as usize;
    let tenths = (seconds[rank.max(1) - 1] * 10 + 43_200) / 86_400;
    format!("{},{}", tenths / 10, tenths % 10)
}

async fn figures_are_what_the_database_holds(database: TestDb) {
    let app = TestApp::start(database).await;
    let cases = made(&app, 300).await;
    let officer = app.log_in_officer(persona::AUDITOR).await;
    let intake = cells(&officer.get_once("/office/figures/intake?period=2026").await.html);
    let mut expected: BTreeMap<(String, &str), i64> = BTreeMap::new();
    cases.iter().for_each(|case| *expected.entry((month(case.received), case.service)).or_default() += 1);
    assert_eq!(intake.len(), 11);
    for row in &intake {
        let of = |service: &str| expected.get(&(row[1].clone(), SERVICES.iter().find(|(key, _)| *key == service).unwrap().0)).copied().unwrap_or(0);
        // Figure, month, four services in their order, the customership, all.
        let shown: Vec<&str> = row[2..].iter().map(String::as_str).collect();
        let (patient, prescription) = (of("patient-data"), of("prescription"));
        assert_eq!(shown, ["0", &patient.to_string(), &prescription.to_string(), "0", "0", &(patient + prescription).to_string()], "{row:?}");
    }
    let processing = cells(&officer.get_once("/office/figures/processing?period=2026").await.html);
    assert_eq!(processing.len(), 22);
    for row in &processing {
        let key = SERVICES.iter().find(|(_, name)| *name == row[0]).unwrap().0;
        let theirs: Vec<&Made> = cases.iter().filter(|case| case.service == key && month(case.decided) == row[1]).collect();
        let mut shown = vec![String::new(); 4];
        if !theirs.is_empty() {
            let whole: Vec<i64> = theirs.iter().map(|case| case.decided.seconds_since(case.received)).collect();
            let own: Vec<i64> = theirs.iter().map(|case| case.decided.seconds_since(case.received) - case.waited).collect();
            shown = vec![percentile(whole.clone(), 50.0), percentile(whole, 80.0), percentile(own.clone(), 50.0), percentile(own, 80.0)];
        }
        shown.push(theirs.len().to_string());
        assert_eq!(row[2..], shown, "{} {}", row[0], row[1]);
    }
}

async fn what_is_asked_for_is_in_the_address(database: TestDb) {
    let app = TestApp::start(database).await;
    made(&app, 20).await;
    let officer = app.log_in_officer(persona::HANDLER).await;
    let rows = |address: &'static str| async { cells(&officer.get_once(address).await.html).len() };
    assert_eq!(rows("/office/figures/intake").await, 12);
    assert_eq!(rows("/office/figures/intake?period=last-24").await, 24);
    assert_eq!(rows("/office/figures/endings?period=2025&service=prescription").await, 12);
    assert_eq!(rows("/office/figures/processing?service=prescription&period=2026").await, 11);
    assert_eq!(rows("/office/figures/ages").await, 4);
    let file = officer.get_once("/office/figures/intake?service=prescription").await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"intake-last-12.csv\"");
    assert!(file.html.contains("\"Liittymiset\";\"Muutokset\";\"Irtisanomiset\";\"Yhteensä\""), "{}", file.html);
    assert_eq!(officer.get_once("/office/figures/other").await.status, 404);
    assert_eq!(officer.get_once("/office/figures?period=x&service=%3Cscript%3E").await.status, 200);
}

async fn a_figure_is_drawn_and_stands_in_a_table(database: TestDb) {
    let app = TestApp::start(database).await;
    let (_, _) = sent_application(&app).await;
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.follow("Tunnusluvut").await;
    officer.page.shows("Saapuneet asiat").shows("Suurin arvo: 11/2026, 1 asiaa.").shows("Avoimien asioiden ikä").shows("0–7 päivää");
    officer.page.shows("Viestien toimitus").shows("Ajanjaksolla ei ole mitään näytettävää.");
    assert_eq!(officer.page.html.matches("role=\"img\"").count(), 3, "what came in, what is open, mails");
    assert!(!officer.page.html.contains(" style="));
    for figure in ["intake", "ages", "processing", "endings", "delivery"] {
        assert!(officer.page.links_to("/office/figures/").iter().any(|link| link.starts_with(&format!("/office/figures/{figure}?"))), "{figure}");
    }
}
