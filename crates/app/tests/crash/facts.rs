//! What the database says of applications.

use kit_core::Uuid;
use kit_db::{Db, Sql, values};

const OF_APPLICATION: Sql = Sql("SELECT a.state, a.case_number,
            (SELECT COUNT(*) FROM submission s WHERE s.application_id = a.id),
            (SELECT COUNT(*) FROM commitment c WHERE c.application_id = a.id),
            (SELECT COUNT(*) FROM document d WHERE d.application_id = a.id),
            (SELECT COUNT(*) FROM application_event e WHERE e.application_id = a.id AND e.kind = 'sent'),
            (SELECT COUNT(*) FROM mail m WHERE m.about = a.id AND m.kind = 'application-received'),
            (SELECT COUNT(*) FROM mail m JOIN mail_attachment t ON t.mail_id = m.id WHERE m.about = a.id AND m.kind = 'application-received')
     FROM application a WHERE a.id = $1");
/// Applications whose saves do not add up: each save is one step of the application's revision and one row of the log;
/// what was saved is a step of a section's revision, or of the customer's common draft, that no application is ahead of.
const HALF_SAVED: Sql = Sql("SELECT COUNT(*) FROM application a
     WHERE a.state = 'draft' AND a.revision <> 1 + (SELECT COUNT(*) FROM access_log l WHERE l.object_id = a.id AND l.action = 'save')
        OR EXISTS (SELECT 1 FROM application_section s WHERE s.application_id = a.id AND s.section IN ('customer-data', 'contacts', 'billing')
           AND s.revision > COALESCE((SELECT d.revision FROM customer_draft d WHERE d.customer_id = a.customer_id AND d.section = s.section), 0))
        OR (SELECT CAST(SUM(s.revision) AS BIGINT) FROM application_section s WHERE s.application_id = a.id
            AND s.section NOT IN ('customer-data', 'contacts', 'billing'))
         > (SELECT COUNT(*) FROM access_log l WHERE l.object_id = a.id AND l.action = 'save')");
const CASES: Sql =
    Sql("SELECT COUNT(case_number), COUNT(DISTINCT case_number), (SELECT COALESCE(MAX(value), 0) FROM counter WHERE name LIKE 'case-%'),
            (SELECT COUNT(*) FROM mail WHERE kind = 'application-received'), (SELECT COUNT(*) FROM submission) FROM application");

/// What there is of one application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub state: String,
    pub case_number: Option<String>,
    pub submissions: i64,
    pub commitments: i64,
    pub documents: i64,
    pub sent_events: i64,
    pub mails: i64,
    pub attachments: i64,
}

/// Case numbers in use, different ones among them, the last one given; mails of arrival, submissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cases {
    pub in_use: i64,
    pub different: i64,
    pub given: i64,
    pub mails: i64,
    pub submissions: i64,
}

impl Facts {
    pub async fn of(db: &Db, application: &str) -> Self {
        let id = Uuid::try_parse(application).unwrap();
        let row = db.read().await.unwrap().first(OF_APPLICATION, &values![id]).await.unwrap().unwrap();
        let count = |place| row.get::<i64>(place).unwrap();
        Self {
            state: row.get(0).unwrap(),
            case_number: row.get(1).unwrap(),
            submissions: count(2),
            commitments: count(3),
            documents: count(4),
            sent_events: count(5),
            mails: count(6),
            attachments: count(7),
        }
    }

    /// Nothing of the sending has happened; a case number may have been put aside.
    pub fn is_untouched_draft(&self) -> bool {
        let all = [self.submissions, self.commitments, self.documents, self.sent_events, self.mails, self.attachments];
        self.state == "draft" && all == [0; 6]
    }

    /// Sent, once, as a whole.
    pub fn is_sent_once(&self) -> bool {
        let one_of_each = [self.submissions, self.commitments, self.sent_events, self.mails] == [1; 4];
        self.state == "received" && self.case_number.is_some() && one_of_each && (self.documents, self.attachments) == (2, 2)
    }
}

/// Nothing is saved by half, anywhere.
pub async fn check_saves(db: &Db) {
    let half_saved: i64 = db.read().await.unwrap().first(HALF_SAVED, &[]).await.unwrap().unwrap().get(0).unwrap();
    assert_eq!(half_saved, 0, "applications of which a part was saved");
}

pub async fn cases(db: &Db) -> Cases {
    let row = db.read().await.unwrap().first(CASES, &[]).await.unwrap().unwrap();
    let [in_use, different, given, mails, submissions] = [0, 1, 2, 3, 4].map(|place| row.get(place).unwrap());
    Cases { in_use, different, given, mails, submissions }
}
