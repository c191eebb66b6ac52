//! The mails about an unsent application that nobody has changed for long.

use kit_core::Day;
use kit_db::Tx;

use super::{Letter, Sent};
use crate::T;

impl Letter<'_> {
    /// It is removed on that day unless it is changed: to the customer's address, as it was typed last or is in force.
    pub async fn draft_reminded(&self, tx: &Tx, to: String, removed_on: Day, address: &str) -> Sent {
        let t = T::of(self.language);
        let changed = self.application.changed_at.day().finnish();
        let body = t.mail_draft_reminded_body(address, changed, self.customer(), removed_on.finnish(), self.what());
        self.write(tx, "draft-reminder", to, t.mail_draft_reminded_subject(self.what()), body, Vec::new()).await
    }

    /// It was removed: to the same address.
    pub async fn draft_removed(&self, tx: &Tx, to: String) -> Sent {
        let t = T::of(self.language);
        let changed = self.application.changed_at.day().finnish();
        let body = t.mail_draft_removed_body(changed, self.customer(), self.what());
        self.write(tx, "draft-removed", to, t.mail_draft_removed_subject(self.what()), body, Vec::new()).await
    }
}
