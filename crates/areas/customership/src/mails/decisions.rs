//! Mails of decisions and of the steps after them.

use kit_core::Day;
use kit_db::Tx;

use super::{Letter, Sent};
use crate::{
    T,
    documents::moment,
    life::{TaskKind, TaskOutcome},
};

impl Letter<'_> {
    /// Approved as a user of a service with an archivist: where the archivist's interface is (no. 6).
    pub async fn archivist(&self, tx: &Tx, to: String, address: &str) -> Sent {
        let t = T::of(self.language);
        let (service, case) = (self.service().name(self.language), self.case());
        let body = t.mail_archivist_body(address, case, self.customer(), service);
        self.write(tx, "archivist-interface", to, t.mail_archivist_subject(case, service), body, Vec::new()).await
    }

    /// Given back without a decision: to the customer's address and the administrative contacts.
    pub async fn returned(&self, tx: &Tx, to: String, what_to_do: &str, address: &str) -> Sent {
        let t = T::of(self.language);
        let body = t.mail_returned_body(address, self.case(), self.customer(), what_to_do, self.what());
        self.write(tx, "matter-returned", to, t.mail_returned_subject(self.case(), self.what()), body, Vec::new()).await
    }

    /// An approval is undone: to the customer's address and the administrative contacts.
    pub async fn undone(&self, tx: &Tx, to: String, reason: &str) -> Sent {
        let t = T::of(self.language);
        let body = t.mail_undone_body(self.case(), self.customer(), reason, self.what());
        self.write(tx, "approval-undone", to, t.mail_undone_subject(self.case(), self.what()), body, Vec::new()).await
    }

    /// Taken back by an officer, as the customer has asked: to those who are told when it does so itself.
    pub async fn withdrawn_on_request(&self, tx: &Tx, to: String, request: &str) -> Sent {
        let t = T::of(self.language);
        let body = t.mail_withdrawn_on_request_body(moment(&t, self.now), self.case(), self.customer(), request, self.what());
        self.write(tx, "matter-withdrawn-on-request", to, t.mail_withdrawn_subject(self.case()), body, Vec::new()).await
    }

    /// A step towards the use of an approved service: to the customer's address.
    pub async fn step(&self, tx: &Tx, to: String, (kind, outcome): (TaskKind, TaskOutcome), on: Option<Day>, note: Option<&str>) -> Sent {
        let t = T::of(self.language);
        let (service, case) = (self.service().name(self.language), self.case());
        let (step, outcome) = (kind.name(self.language), outcome.name(self.language));
        let day = on.map_or_else(|| "–".to_owned(), Day::finnish);
        let note = note.map(|note| format!("{note}\n\n")).unwrap_or_default();
        let body = t.mail_step_body(case, self.customer(), day, note, outcome, service, step);
        self.write(tx, "service-step", to, t.mail_step_subject(case, outcome, step), body, Vec::new()).await
    }
}
