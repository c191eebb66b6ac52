//! The mails of an application (domain notes 7.4). Each is a row, written in the transaction that causes it.

mod addresses;
mod decisions;
mod drafts;
mod history;
mod questions;
mod register;

use kit_core::{Day, Instant, Language};
use kit_db::{Attachment, DbError, MailId, Outbox, OutgoingMail, Tx};

pub use addresses::{bounced_at, came_back, forget, forget_old};
pub use history::{MailFate, SentMail, of_application};

use crate::{
    T,
    applications::{Application, ApplicationId},
    documents::{Stamps, moment},
    journeys::joining::{goes_on, matter_title},
    sections::ending::EndingDates,
    services::Service,
};

/// A mail about an application, on its way to the outbox.
#[derive(Debug)]
pub struct Letter<'a> {
    pub id: MailId,
    pub application: &'a Application,
    pub language: Language,
    /// Right side of the Message-ID.
    pub host: &'a str,
    pub now: Instant,
}

type Sent = Result<(), DbError>;

impl Letter<'_> {
    /// The application has arrived: to the customer's address, with the signed commitment and the receipt (no. 3, 3b).
    pub async fn received(&self, tx: &Tx, to: String, stamps: &Stamps, attachments: Vec<Attachment>) -> Sent {
        let t = T::of(self.language);
        let service = self.service().name(self.language);
        let subject = t.mail_received_subject(stamps.case_number.as_str(), service);
        let (accepted, arrived) = (moment(&t, stamps.accepted_at), moment(&t, stamps.arrived_at));
        let body = t.mail_received_body(accepted, arrived, stamps.case_number.as_str(), self.customer(), stamps.submission.groups(), service);
        self.write(tx, "application-received", to, subject, body, attachments).await
    }

    /// An answer has arrived: each thing that is sent is acknowledged (act 13/2003 § 12).
    pub async fn answered(&self, tx: &Tx, to: String, stamps: &Stamps, attachments: Vec<Attachment>) -> Sent {
        let t = T::of(self.language);
        let service = self.service().name(self.language);
        let subject = t.mail_answered_subject(stamps.case_number.as_str(), service);
        let (accepted, arrived) = (moment(&t, stamps.accepted_at), moment(&t, stamps.arrived_at));
        let body = t.mail_answered_body(accepted, arrived, stamps.case_number.as_str(), self.customer(), stamps.submission.groups(), service);
        self.write(tx, "answer-received", to, subject, body, attachments).await
    }

    /// The officer asks: to the administrative contact (no. 4).
    pub async fn information_requested(&self, tx: &Tx, to: String, question: &str, address: &str) -> Sent {
        let t = T::of(self.language);
        let case = self.case();
        let subject = t.mail_question_subject(case, self.service().name(self.language));
        let body = t.mail_question_body(address, case, self.customer(), question, self.what());
        self.write(tx, "information-requested", to, subject, body, Vec::new()).await
    }

    /// Approved as a user of the service: to the customer's address (no. 5).
    pub async fn approved(&self, tx: &Tx, to: String, note: Option<&str>) -> Sent {
        let t = T::of(self.language);
        let (service, case) = (self.service().name(self.language), self.case());
        let note = note.map(|note| format!("{note}\n\n")).unwrap_or_default();
        let body = t.mail_approved_body(case, self.customer(), note, service);
        self.write(tx, "application-approved", to, t.mail_approved_subject(case, service), body, Vec::new()).await
    }

    /// Rejected, with the reason: to the customer's address, with the decision and how to appeal (no. 8).
    pub async fn rejected(&self, tx: &Tx, to: String, reason: &str, attachments: Vec<Attachment>) -> Sent {
        let t = T::of(self.language);
        let (what, case) = (self.what(), self.case());
        let body = t.mail_rejected_body(case, self.customer(), reason, what.as_str());
        self.write(tx, "application-rejected", to, t.mail_rejected_subject(case, what.as_str()), body, attachments).await
    }

    /// A notice of technical change has arrived: to the customer's address, with the receipt.
    pub async fn change_received(&self, tx: &Tx, to: String, stamps: &Stamps, attachments: Vec<Attachment>) -> Sent {
        let t = T::of(self.language);
        let (service, case) = (self.service().name(self.language), stamps.case_number.as_str());
        let (accepted, arrived) = (moment(&t, stamps.accepted_at), moment(&t, stamps.arrived_at));
        let body = t.mail_change_received_body(accepted, arrived, case, self.customer(), stamps.submission.groups(), service);
        self.write(tx, "change-received", to, t.mail_change_received_subject(case, service), body, attachments).await
    }

    /// The change is approved and comes into force on its day: to the customer's address.
    pub async fn change_approved(&self, tx: &Tx, to: String, from: Day) -> Sent {
        let t = T::of(self.language);
        let (service, case) = (self.service().name(self.language), self.case());
        let body = t.mail_change_approved_body(case, self.customer(), from.finnish(), service);
        self.write(tx, "change-approved", to, t.mail_change_approved_subject(case, service), body, Vec::new()).await
    }

    /// A notice of termination has arrived: to its contact and the customer's address, with the signed notice (no. 18).
    pub async fn ending_received(&self, tx: &Tx, to: String, stamps: &Stamps, last_day: Day, attachments: Vec<Attachment>) -> Sent {
        let t = T::of(self.language);
        let case = stamps.case_number.as_str();
        let (accepted, arrived) = (moment(&t, stamps.accepted_at), moment(&t, stamps.arrived_at));
        let body = t.mail_ending_received_body(accepted, arrived, case, self.customer(), last_day.finnish(), self.service().name(self.language));
        self.write(tx, "ending-received", to, t.mail_ending_received_subject(case), body, attachments).await
    }

    /// A service or the customership has ended: to the customer's address, its administrative contacts and the contact of
    /// the notice (no. 19).
    pub async fn ended(&self, tx: &Tx, to: String, dates: EndingDates, fee: bool) -> Sent {
        let t = T::of(self.language);
        let what = self.service().name(self.language);
        let fee = if fee { format!("{}\n\n", t.mail_ended_fee()) } else { String::new() };
        let body = t.mail_ended_body(dates.connections.finnish(), self.customer(), dates.ended.finnish(), fee, dates.last_day.finnish(), what);
        self.write(tx, "ended", to, t.mail_ended_subject(self.case(), what), body, Vec::new()).await
    }

    /// A matter that was open when its service ended: to the customer's address.
    pub async fn closed(&self, tx: &Tx, to: String) -> Sent {
        let t = T::of(self.language);
        let body = t.mail_closed_body(self.case(), self.customer(), self.what());
        self.write(tx, "matter-closed", to, t.mail_closed_subject(self.case(), self.service().name(self.language)), body, Vec::new()).await
    }

    /// Taken back by the customer: to the customer's address, and to the contact of a notice of termination.
    /// `go_on`: the services that do not end now.
    pub async fn withdrawn(&self, tx: &Tx, to: String, name: &str, go_on: &[&'static Service]) -> Sent {
        let t = T::of(self.language);
        let more = goes_on(go_on, self.language).map(|said| format!("{said}\n\n")).unwrap_or_default();
        let body = t.mail_withdrawn_body(moment(&t, self.now), self.case(), self.customer(), more, name, self.what());
        self.write(tx, "matter-withdrawn", to, t.mail_withdrawn_subject(self.case()), body, Vec::new()).await
    }

    fn what(&self) -> String {
        matter_title(self.service(), self.application.purpose, self.language)
    }

    async fn write(&self, tx: &Tx, kind: &'static str, to: String, subject: String, body: String, attachments: Vec<Attachment>) -> Sent {
        let ApplicationId(about) = self.application.id;
        let mail = OutgoingMail { id: self.id, kind, about, to, subject, body, attachments };
        Outbox::add(tx, &mail, self.host, self.now).await
    }

    const fn service(&self) -> &'static Service {
        self.application.service
    }

    fn customer(&self) -> &str {
        &self.application.customer.name
    }

    fn case(&self) -> &str {
        self.application.state.case().map_or("", |case| case.number.as_str())
    }
}
