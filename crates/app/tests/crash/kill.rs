//! SIGKILL while customers save and one sends: what was acknowledged is there, what was not is there as a whole or not at all.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::time::{Instant, sleep, timeout};

use crate::{
    chance,
    customer::{self, Customer, Officer},
    facts::{self, Facts},
    process::Process,
    times,
    writer::{FIELDS, Found, Writer},
};

/// In each cycle of so many, an application is sent around the kill.
const SENT_EVERY: usize = 8;

#[derive(Debug, Default)]
struct Figures {
    saves: usize,
    on_their_way_kept: usize,
    on_their_way_lost: usize,
    sends: usize,
    received: usize,
    answered: usize,
}

struct Trial {
    process: Process,
    writers: Vec<Writer>,
    sender: Customer,
    officer: Officer,
    /// How long a send takes about: kills are aimed at its end.
    send_takes: Duration,
    figures: Figures,
}

pub async fn while_saving(process: Process) {
    let (cycles, begun) = (times("EKSTRANET_CRASH_CYCLES", 100), Instant::now());
    let mut trial = Trial::begin(process).await;
    for cycle in 1..=cycles {
        if cycle % SENT_EVERY == 0 { trial.sending().await } else { trial.saving().await }
    }
    let Trial { process, figures, .. } = trial;
    let cases = facts::cases(&process.database()).await;
    assert_eq!((cases.in_use, cases.given), (cases.different, cases.different), "case numbers");
    assert_eq!((cases.mails, cases.submissions), (figures.received as i64, figures.received as i64), "mails and submissions of what was sent");
    println!(
        "{}: {cycles} kills; {} saves acknowledged, 0 lost; {} were on their way, {} of them kept as a whole, {} left nothing; \
         {} sends: {} received once ({} answered before the kill), {} left nothing; a start takes {} ms; {:.0} s",
        process.engine(),
        figures.saves,
        figures.on_their_way_kept + figures.on_their_way_lost,
        figures.on_their_way_kept,
        figures.on_their_way_lost,
        figures.sends,
        figures.received,
        figures.answered,
        figures.sends - figures.received,
        process.usual_start(),
        begun.elapsed().as_secs_f64()
    );
}

impl Trial {
    async fn begin(process: Process) -> Self {
        let mut customers = customer::all(&process.url()).await;
        let officer = Officer::log_in(&process.url()).await;
        let sender = customers.pop().unwrap();
        let mut writers = Vec::new();
        for customer in &customers {
            for field in FIELDS {
                writers.push(Writer::new(customer, field).await);
            }
        }
        let mut trial = Self { process, writers, sender, officer, send_takes: Duration::ZERO, figures: Figures::default() };
        trial.time_a_send().await;
        trial
    }

    /// How long a send takes when nobody disturbs it; among the writers it takes about three times as long.
    async fn time_a_send(&mut self) {
        let begun = Instant::now();
        assert_eq!(self.sender.send().await, Some(self.sender.thanks()));
        self.send_takes = begun.elapsed() * 3;
        self.figures.sends += 1;
        let facts = Facts::of(&self.process.database(), &self.sender.application).await;
        self.press_again_and_go_on(&facts).await;
    }

    /// Runs the load until `long` after its first acknowledged save, then kills and starts again.
    async fn load_and_kill(&mut self, long: Duration) {
        let saves = Arc::new(AtomicUsize::new(0));
        let at_work: Vec<_> = self.writers.drain(..).map(|writer| tokio::spawn(writer.save_on(Arc::clone(&saves)))).collect();
        let begun = async {
            while saves.load(Ordering::Relaxed) == 0 {
                sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(Duration::from_secs(60), begun).await.expect("a first save");
        sleep(long).await;
        self.process.kill().await;
        for writer in at_work {
            self.writers.push(writer.await.unwrap());
        }
        self.figures.saves += saves.load(Ordering::Relaxed);
        self.process.start().await;
    }

    async fn check_saves(&mut self) {
        for writer in &mut self.writers {
            match writer.look().await {
                Found::Acknowledged => {}
                Found::OnItsWayKept => self.figures.on_their_way_kept += 1,
                Found::OnItsWayLost => self.figures.on_their_way_lost += 1,
            }
        }
        facts::check_saves(&self.process.database()).await;
    }

    async fn saving(&mut self) {
        self.load_and_kill(chance::between(Duration::from_millis(5), Duration::from_millis(60))).await;
        self.check_saves().await;
    }

    /// One application is sent, and the kill comes about when it would be received.
    async fn sending(&mut self) {
        let sender = self.sender.clone();
        let answer = tokio::spawn(async move { sender.send().await });
        self.load_and_kill(chance::between(self.send_takes.mul_f64(0.8), self.send_takes.mul_f64(1.2))).await;
        let answer = answer.await.unwrap();
        self.check_saves().await;
        self.figures.sends += 1;
        let facts = Facts::of(&self.process.database(), &self.sender.application).await;
        if facts.state == "draft" {
            assert!(facts.is_untouched_draft() && answer.is_none(), "{facts:?} after {answer:?}");
            self.send_takes = self.send_takes.mul_f64(1.2);
        } else {
            assert!(facts.is_sent_once(), "{facts:?}");
            assert!(answer.as_ref().is_none_or(|answer| *answer == self.sender.thanks()), "{answer:?}");
            self.figures.answered += usize::from(answer.is_some());
            self.send_takes = self.send_takes.mul_f64(0.85);
            self.press_again_and_go_on(&facts).await;
        }
    }

    /// The customer does not know what became of it and presses once more; then all begins anew.
    async fn press_again_and_go_on(&mut self, facts: &Facts) {
        self.figures.received += 1;
        assert_eq!(self.sender.send().await, Some(self.sender.thanks()));
        assert_eq!(&Facts::of(&self.process.database(), &self.sender.application).await, facts);
        self.officer.reject(&self.sender.application).await;
        self.sender.apply().await;
    }
}
