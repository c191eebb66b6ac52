//! The process is killed while data in force are changed: each change that was acknowledged is in force, stands once in the
//! history and has been told once to the address; what was on its way is there as a whole or not at all.

use std::time::Duration;

use kit_db::{Sql, values};
use tokio::time::{Instant, sleep};

use crate::{
    chance,
    customer::{self, Filled, Officer},
    process::Process,
    support::Browser,
    times,
};

/// Of one street: values in force, rows of history that lead to it, drafts to go on with.
const OF_STREET: Sql = Sql("SELECT
        (SELECT COUNT(*) FROM customer_section s WHERE s.section = 'customer-data' AND s.value LIKE $1),
        (SELECT COUNT(*) FROM customer_change h WHERE h.section = 'customer-data' AND h.after LIKE $1),
        (SELECT COUNT(*) FROM customer_draft d WHERE d.section = 'customer-data' AND d.fields LIKE $1)");
/// Changes of customer data, and mails about them: one each, as the address stays the same.
const TOLD: Sql = Sql("SELECT (SELECT COUNT(*) FROM customer_change WHERE section = 'customer-data'),
        (SELECT COUNT(*) FROM mail WHERE kind = 'data-changed' AND body LIKE '%Mitä muutettiin: Asiakastiedot%')");

const PAGE: &str = "/services/patient-data/data/customer-data";

/// A customer with a service in use, who moves again and again.
struct Mover {
    browser: Browser,
    form: Filled,
    who: usize,
    acknowledged: u64,
    tried: u64,
}

impl Mover {
    fn street(&self, number: u64) -> String {
        format!("Muuttokatu {}-{number}", self.who)
    }

    async fn read_form(&mut self) {
        self.browser.get(PAGE).await;
        self.form.fields = self.browser.form("Tallenna muutokset").fields;
    }

    fn set(&mut self, name: &str, value: String) {
        self.form.fields.iter_mut().find(|(field, _)| field == name).unwrap().1 = value;
    }

    /// Changes the street until the program is gone.
    async fn move_on(mut self) -> Self {
        loop {
            self.tried += 1;
            self.set("street", self.street(self.tried));
            let Some(answer) = self.form.post(&self.browser).await else { return self };
            assert_eq!((answer.status, answer.leads_to.ends_with("/data?said=changed")), (303, true), "{answer:?}");
            self.acknowledged = self.tried;
            let revision: i64 = self.form.fields.iter().find(|(name, _)| name == "revision").unwrap().1.parse().unwrap();
            self.set("revision", (revision + 1).to_string());
        }
    }
}

pub async fn while_data_in_force_change(mut process: Process) {
    let (kills, begun) = (times("EKSTRANET_UPDATE_KILLS", 20), Instant::now());
    let mut movers = Vec::new();
    let officer = Officer::log_in(&process.url()).await;
    for (who, customer) in customer::all(&process.url()).await.into_iter().enumerate() {
        customer.send().await.unwrap();
        officer.approve(&customer.application).await;
        let form = Filled { path: PAGE.to_owned(), fields: Vec::new() };
        movers.push(Mover { browser: customer.browser, form, who, acknowledged: 0, tried: 0 });
    }
    let (mut acknowledged, mut kept, mut lost) = (0, 0, 0);
    for _ in 0..kills {
        for mover in &mut movers {
            mover.read_form().await;
        }
        let before: u64 = movers.iter().map(|mover| mover.acknowledged).sum();
        let at_work: Vec<_> = movers.drain(..).map(|mover| tokio::spawn(mover.move_on())).collect();
        sleep(chance::between(Duration::from_millis(20), Duration::from_millis(200))).await;
        process.kill().await;
        for mover in at_work {
            movers.push(mover.await.unwrap());
        }
        process.start().await;
        acknowledged += movers.iter().map(|mover| mover.acknowledged).sum::<u64>() - before;
        let db = process.database();
        let read = db.read().await.unwrap();
        for mover in &mut movers {
            for number in [mover.acknowledged, mover.tried] {
                if number == 0 {
                    continue;
                }
                let row = read.first(OF_STREET, &values![format!("%{}\"%", mover.street(number))]).await.unwrap().unwrap();
                let [in_force, history, draft] = [0, 1, 2].map(|column| row.get::<i64>(column).unwrap());
                let is_newest = number == mover.tried;
                if number == mover.acknowledged {
                    assert_eq!(history, 1, "an acknowledged change stands once in the history: {}", mover.street(number));
                }
                if is_newest && history == 1 {
                    assert_eq!((in_force, draft), (1, 1), "the newest change is in force and is what is gone on with");
                    kept += u64::from(number != mover.acknowledged);
                    mover.acknowledged = number;
                } else if is_newest {
                    assert_eq!((in_force, history, draft), (0, 0, 0), "what was not acknowledged is there as a whole or not at all");
                    lost += 1;
                }
            }
        }
        let told = read.first(TOLD, &[]).await.unwrap().unwrap();
        assert_eq!(told.get::<i64>(0).unwrap(), told.get::<i64>(1).unwrap(), "each change is told once");
    }
    let (engine, seconds) = (process.engine(), begun.elapsed().as_secs());
    println!(
        "{engine}: {kills} kills; {acknowledged} changes of data in force acknowledged, 0 lost; {kept} on their way kept as a whole, {lost} left nothing; {seconds} s"
    );
}
