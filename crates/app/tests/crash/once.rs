//! Lähetä pressed twice or three times at once, with answers that nobody waits for, and once more after a restart.

use std::time::Duration;

use futures_util::future::join_all;
use tokio::time::{Instant, sleep, timeout};

use crate::{
    chance,
    customer::{self, Answer, Customer, Officer},
    facts::{self, Facts},
    process::Process,
    times,
};

/// In each round of so many, the process is killed while all send, and all send again.
const KILLED_EVERY: usize = 5;

#[derive(Debug, Default)]
struct Figures {
    applications: usize,
    presses: usize,
    answers: usize,
    hung_up: usize,
    kills: usize,
}

pub async fn sent_again_and_again(mut process: Process) {
    let (wanted, begun) = (times("EKSTRANET_SENDS", 25), Instant::now());
    let mut customers = customer::all(&process.url()).await;
    let officer = Officer::log_in(&process.url()).await;
    let mut figures = Figures::default();
    for round in 1.. {
        let kill = round % KILLED_EVERY == 0;
        let presses: Vec<_> = customers.iter().cloned().map(|customer| tokio::spawn(press_often(customer))).collect();
        if kill {
            sleep(chance::between(Duration::from_millis(20), Duration::from_millis(2500))).await;
            process.kill().await;
            process.start().await;
            figures.kills += 1;
        }
        for (customer, pressed) in customers.iter().zip(presses) {
            let pressed = pressed.await.unwrap();
            figures.presses += pressed.presses + 1;
            figures.answers += pressed.answers.len() + 1;
            figures.hung_up += pressed.hung_up;
            assert!(kill || pressed.answers.len() + pressed.hung_up == pressed.presses, "an answer was lost");
            assert!(pressed.answers.iter().all(|answer| *answer == customer.thanks()), "{:?}", pressed.answers);
        }
        join_all(customers.iter_mut().map(|customer| settle(&process, &officer, customer))).await;
        figures.applications += customers.len();
        if figures.applications >= wanted {
            break;
        }
        join_all(customers.iter_mut().map(Customer::apply)).await;
    }
    report(&process, &figures, begun).await;
}

async fn report(process: &Process, figures: &Figures, begun: Instant) {
    let cases = facts::cases(&process.database()).await;
    let sent = figures.applications as i64;
    assert_eq!([cases.in_use, cases.different, cases.mails, cases.submissions], [sent; 4], "{cases:?}");
    assert_eq!(cases.given, sent, "a case number was given away for nothing");
    println!(
        "{}: {} applications sent by {} presses ({} answered, {} hung up, {} kills in between): {} submissions, {} case numbers, {} mails; {:.0} s",
        process.engine(),
        figures.applications,
        figures.presses,
        figures.answers,
        figures.hung_up,
        figures.kills,
        cases.submissions,
        cases.different,
        cases.mails,
        begun.elapsed().as_secs_f64()
    );
}

struct Pressed {
    presses: usize,
    answers: Vec<Answer>,
    hung_up: usize,
}

/// Two or three presses at the same time, each over its own connection; some hang up before the answer.
async fn press_often(customer: Customer) -> Pressed {
    let presses = 2 + usize::try_from(chance::below(2)).unwrap();
    let answers = join_all((0..presses).map(|_| press(&customer))).await;
    let hung_up = answers.iter().filter(|answer| matches!(answer, Press::HungUp)).count();
    let answers = answers.into_iter().filter_map(|press| if let Press::Answered(answer) = press { Some(answer) } else { None });
    Pressed { presses, answers: answers.collect(), hung_up }
}

enum Press {
    Answered(Answer),
    HungUp,
    BrokenOff,
}

async fn press(customer: &Customer) -> Press {
    let patience = if chance::below(3) == 0 { chance::between(Duration::from_millis(1), Duration::from_millis(1500)) } else { Duration::MAX };
    match timeout(patience, customer.send()).await {
        Ok(Some(answer)) => Press::Answered(answer),
        Ok(None) => Press::BrokenOff,
        Err(_) => Press::HungUp,
    }
}

/// One last press, after everything: the same page of thanks, and one of each in the database. Then the officer rejects.
async fn settle(process: &Process, officer: &Officer, customer: &mut Customer) {
    assert_eq!(customer.send().await, Some(customer.thanks()));
    let facts = Facts::of(&process.database(), &customer.application).await;
    assert!(facts.is_sent_once(), "{facts:?}");
    let thanks = customer.browser.get_once(&customer.thanks().leads_to).await;
    assert!(thanks.status == 200 && thanks.text().contains(&facts.case_number.unwrap()), "{}", thanks.text());
    officer.reject(&customer.application).await;
}
