#![allow(clippy::unwrap_used, reason = "tests")]

use axum::http::header;
use kit_core::Instant;

use super::*;

/// 24.11.2026 12.00 in Helsinki.
const NOON: Instant = Instant::from_micros(1_795_514_400_000_000);

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("standin-clock-{name}-{}", std::process::id()));
    fs::remove_dir_all(&folder).ok();
    folder
}

/// A clock and a program that counts how often it was told that the clock was moved.
async fn moved_by(fields: &[(&str, &str)]) -> (Response, Clock, usize) {
    let (clock, (moved, mut told)) = (Clock::fixed(NOON), mpsc::channel::<oneshot::Sender<()>>(1));
    let program = tokio::spawn(async move {
        let mut times = 0;
        while let Some(done) = told.recv().await {
            times += 1;
            done.send(()).unwrap();
        }
        times
    });
    let sent = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let response = advance(State(Shared { clock: clock.clone(), folder: folder("move"), moved }), Form(sent)).await;
    fs::remove_dir_all(folder("move")).ok();
    (response, clock, program.await.unwrap())
}

#[tokio::test]
async fn the_clock_moves_by_days_or_to_a_day_and_the_program_is_told() {
    for (field, value, day) in [
        ("days", "1", "25.11.2026"),
        ("days", " 40 ", "3.1.2027"),
        ("day", "31.12.2026", "31.12.2026"),
        ("day", "2027-03-29", "29.3.2027"),
        ("day", "1. 7. 2027", "1.7.2027"),
    ] {
        let (response, clock, told) = moved_by(&[(field, value), ("lang", "sv")]).await;
        assert_eq!((response.status(), &response.headers()[header::LOCATION]), (StatusCode::SEE_OTHER, &"/clock?lang=sv".parse().unwrap()));
        assert_eq!((clock.today().finnish().as_str(), clock.now().clock_time().as_str(), told), (day, "12.00", 1), "{value}");
    }
}

#[tokio::test]
async fn the_clock_never_moves_back_nor_out_of_sight() {
    let wrong = [("days", "0"), ("days", "-1"), ("days", "3654"), ("days", "99999999999"), ("days", "yksi"), ("day", "24.11.2026")];
    for (field, value) in wrong.into_iter().chain([("day", "1.1.2026"), ("day", "1.1.2126"), ("day", "31.2.2027"), ("day", ""), ("other", "1")]) {
        let (response, clock, told) = moved_by(&[(field, value)]).await;
        assert_eq!((response.status(), clock.now(), told), (StatusCode::UNPROCESSABLE_ENTITY, NOON, 0), "{field} {value}");
    }
}

#[tokio::test]
async fn a_restart_does_not_bring_the_clock_back() {
    let folder = folder("restart");
    let (clock, (moved, told)) = (open(&folder), mpsc::channel(1));
    assert_eq!(clock.ahead(), 0);
    let sent = HashMap::from([("days".to_owned(), "7".to_owned())]);
    // Nobody answers: the page does not wait for a program that has ended.
    drop(told);
    advance(State(Shared { clock: clock.clone(), folder: folder.clone(), moved }), Form(sent)).await;
    assert!((6 * 24 * 3600..8 * 24 * 3600).contains(&clock.ahead()));
    assert_eq!(open(&folder).ahead(), clock.ahead());
    fs::remove_dir_all(&folder).unwrap();
}
