use std::sync::Arc;

use kit_core::{Clock, Ids, Secret};
use kit_db::Db;

use crate::{AllowedRights, Documents, Identification, Mandates, OfficerIdentification, RegisterShapes};

/// What a page works with: the database, time, ids and the outside.
pub struct World {
    pub db: Db,
    pub clock: Clock,
    pub ids: Ids,
    pub documents: Arc<dyn Documents>,
    pub identification: Arc<dyn Identification>,
    pub mandates: Arc<dyn Mandates>,
    pub officers: Arc<dyn OfficerIdentification>,
    pub registers: Arc<dyn RegisterShapes>,
    pub settings: Settings,
}

impl std::fmt::Debug for World {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("World")
    }
}

#[derive(Clone, Debug)]
pub struct Settings {
    /// The address by which browsers reach the program, without a slash at the end.
    pub public_url: String,
    /// Key of the hash by which persons are recognised.
    pub person_key: Secret,
    /// Where the stand-ins show themselves (mails, test persons), if they run.
    pub stand_ins: Option<String>,
    /// Seconds without a request after which a session ends (Suomi.fi: 32 minutes).
    pub idle_seconds: i64,
    /// Seconds after which a session ends however busy it is.
    pub longest_session_seconds: i64,
    pub allowed_rights: AllowedRights,
    /// Seconds after which a right is checked again before something is sent.
    pub rights_valid_seconds: i64,
    /// Origins of the identity providers: only they may show our page of front-channel logout.
    pub providers: Vec<String>,
    /// An archivist's certificate card number is asked.
    pub archivists_card: bool,
    pub drafts: DraftTerms,
    /// Days that a customer has to answer an officer's questions, unless the officer says otherwise.
    pub question_days: i32,
    /// Largest file that is taken, in bytes.
    pub largest_file: usize,
    pub four_eyes: FourEyes,
    /// Where the archivist's user interface is: it is mailed to administrative contacts.
    pub archivist_url: String,
    /// Groups of the agency's directory, each with the keys of the duties of who is in it.
    pub officer_groups: Vec<(String, String)>,
}

/// Which decisions wait for a second officer, who has not worked on the case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FourEyes {
    #[default]
    None,
    /// Approvals alone.
    Approvals,
    /// Approvals, rejections, and an approval that is undone.
    All,
}

/// How long an unsent application is kept without a change.
#[derive(Clone, Copy, Debug)]
pub struct DraftTerms {
    /// Days after which a reminder is mailed.
    pub reminder_days: i32,
    /// Days after which it is removed.
    pub removal_days: i32,
}

impl Settings {
    /// The host in the public address, for Message-IDs.
    pub fn host(&self) -> &str {
        let rest = self.public_url.split_once("://").map_or(self.public_url.as_str(), |(_, rest)| rest);
        rest.split(['/', ':']).next().unwrap_or(rest)
    }
}
