use identity::{
    Officer,
    access::log::{About, LogRow},
};
use kit_db::{DbError, Tx};
use kit_web::components::{Cell, Column, Table, Tag, TagKind};
use registers::technical::{self, LastChange, PointState, System, SystemClass, Wrong};

use crate::T;

/// Keys of what is kept, in the history and in the access log.
pub const POINT: &str = "access-point";
pub const SYSTEM: &str = "information-system";

pub fn state(t: &T, state: PointState) -> Tag<'static> {
    match state {
        PointState::Planned => Tag::new(TagKind::Info, t.technical_state_planned()),
        PointState::InUse => Tag::new(TagKind::Success, t.technical_state_in_use()),
        PointState::Ended => Tag::new(TagKind::Neutral, t.technical_state_ended()),
    }
}

pub fn state_of_system(t: &T, system: &System) -> Tag<'static> {
    match (system.ended, system.deviation.is_empty()) {
        (true, _) => Tag::new(TagKind::Neutral, t.technical_state_ended()),
        (false, false) => Tag::new(TagKind::Warning, t.technical_deviates()),
        (false, true) => Tag::new(TagKind::Success, t.technical_state_in_use()),
    }
}

/// Is the text, as it was typed, in one of these?
pub fn has(text: &str, of: &[&str]) -> bool {
    let text = text.to_lowercase();
    of.iter().any(|of| of.to_lowercase().contains(&text))
}

pub fn class(t: &T, class: SystemClass) -> &'static str {
    match class {
        SystemClass::A1 => t.technical_class_a1(),
        SystemClass::A2 => t.technical_class_a2(),
        SystemClass::A3 => t.technical_class_a3(),
        SystemClass::B => t.technical_class_b(),
    }
}

pub fn wrong(t: &T, field: &str, wrong: Wrong) -> &'static str {
    match (wrong, field) {
        (Wrong::Missing, "oid") => t.technical_oid_missing(),
        (Wrong::Missing, "code") => t.technical_code_missing(),
        (Wrong::Missing, "name") => t.technical_name_missing(),
        (Wrong::Missing, _) => t.technical_company_missing(),
        (Wrong::TooLong, _) => t.technical_too_long(),
        (Wrong::Shape, "code") => t.technical_code_wrong(),
        (Wrong::Shape, _) => t.technical_oid_wrong(),
        (Wrong::Unknown, "state") => t.technical_state_missing(),
        (Wrong::Unknown, "services") => t.technical_services_missing(),
        (Wrong::Unknown, "oid" | "code") => t.technical_taken(),
        (Wrong::Unknown, _) => t.technical_not_listed(),
        (Wrong::NoDay, _) => t.technical_day_wrong(),
    }
}

/// What was done to it so far.
pub fn history<'a>(t: &T, changes: &'a [LastChange]) -> Option<Table<'a>> {
    let columns = [t.technical_when(), t.technical_did(), t.technical_who()].map(Column::new).to_vec();
    let table = Table::new("history", t.technical_history(), columns);
    let table = changes.iter().fold(table, |table, change| {
        let did = match change.verb.as_str() {
            "add" => t.technical_did_add(),
            "end" => t.technical_did_end(),
            "import" => t.technical_did_import(),
            _ => t.technical_did_save(),
        };
        let at = format!("{} {}", change.at.day().finnish(), change.at.clock_time());
        table.row(vec![Cell::text(at), Cell::text(did), Cell::text(change.officer.as_str())])
    });
    (!changes.is_empty()).then_some(table)
}

/// One change: its row of the history and that of the access log.
pub struct Noted {
    id: kit_core::Uuid,
    what: &'static str,
    code: String,
    officer: (kit_core::Uuid, String),
    log: LogRow,
}

impl Noted {
    pub fn new(officer: &Officer, what: &'static str, code: &str, verb: &'static str) -> Self {
        let id = officer.world.ids.next(officer.now);
        let log = LogRow::new(&officer.visit, officer, verb, About::nobodys(what, id));
        Self { id, what, code: code.to_owned(), officer: (officer.id, officer.name.clone()), log }
    }

    pub async fn write(&self, tx: &Tx) -> Result<(), DbError> {
        let (log, (officer, name)) = (&self.log, &self.officer);
        technical::note_change(tx, self.id, (self.what, &self.code), (*officer, name), log.action, log.at).await?;
        log.write(tx).await
    }
}
