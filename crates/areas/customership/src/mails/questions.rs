//! The mails about questions and messages on a case: that something waits. What it says stands in the program.

use kit_core::Day;
use kit_db::Tx;

use super::{Letter, Sent};
use crate::T;

impl Letter<'_> {
    /// Questions still wait, and the deadline is near: to the customer's address and the administrative contacts.
    pub async fn question_reminded(&self, tx: &Tx, to: String, deadline: Day, address: &str) -> Sent {
        let t = T::of(self.language);
        let body = t.mail_question_reminded_body(address, self.case(), self.customer(), deadline.finnish(), self.what());
        self.write(tx, "question-reminder", to, t.mail_question_reminded_subject(self.case(), deadline.finnish()), body, Vec::new()).await
    }

    /// The deadline is here and nobody has answered: to the same.
    pub async fn question_overdue(&self, tx: &Tx, to: String, deadline: Day, address: &str) -> Sent {
        let t = T::of(self.language);
        let body = t.mail_question_overdue_body(address, self.case(), self.customer(), deadline.finnish(), self.what());
        self.write(tx, "question-overdue", to, t.mail_question_overdue_subject(self.case()), body, Vec::new()).await
    }

    /// An officer has written a message: to the same.
    pub async fn message_waiting(&self, tx: &Tx, to: String, address: &str) -> Sent {
        let t = T::of(self.language);
        let body = t.mail_message_waiting_body(address, self.case(), self.customer(), self.what());
        self.write(tx, "message-waiting", to, t.mail_message_waiting_subject(self.case()), body, Vec::new()).await
    }
}
