//! The mails about what has become of the customer in the national registers.

use kit_db::Tx;

use super::{Letter, Sent};
use crate::T;

impl Letter<'_> {
    /// It has another name there: to the customer's address and the administrative contacts.
    pub async fn register_renamed(&self, tx: &Tx, to: String, (before, after): (&str, &str)) -> Sent {
        let t = T::of(self.language);
        self.write(tx, "register-renamed", to, t.mail_register_renamed_subject(after), t.mail_register_renamed_body(after, before), Vec::new()).await
    }

    /// It is not there any more: to the same.
    pub async fn register_left(&self, tx: &Tx, to: String) -> Sent {
        let t = T::of(self.language);
        let (subject, body) = (t.mail_register_left_subject(self.customer()), t.mail_register_left_body(self.customer()));
        self.write(tx, "register-left", to, subject, body, Vec::new()).await
    }

    /// It is there again: to the same.
    pub async fn register_returned(&self, tx: &Tx, to: String) -> Sent {
        let t = T::of(self.language);
        let (subject, body) = (t.mail_register_returned_subject(self.customer()), t.mail_register_returned_body(self.customer()));
        self.write(tx, "register-returned", to, subject, body, Vec::new()).await
    }
}
