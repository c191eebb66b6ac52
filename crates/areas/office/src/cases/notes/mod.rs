//! Officers' notes on a case, for officers alone: on the whole, or on one of the checks («seen, fine because …»).

mod store;

use axum::extract::Path;
use identity::{
    Answer, Form, Officer,
    access::{log::LogRow, redirect},
};
use kit_core::FieldErrors;
use kit_db::DbError;

pub use store::{Note, of_application};

use super::{
    checks::{self, CheckKey},
    page::{Case, page_with},
};
use crate::T;

/// Longest note, in characters.
pub const LONGEST: usize = 2000;

impl Note {
    /// Who wrote it and when.
    pub fn signature(&self, t: &T) -> String {
        t.note_by(self.at.clock_time(), &self.by, self.at.day().finnish())
    }
}

pub(super) async fn add(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = Case::find(&officer, &id).await?;
    let about = CheckKey::find(fields.get("about")).map_or("", CheckKey::key);
    let field = if about.is_empty() { "note".to_owned() } else { format!("note.{about}") };
    let (text, t) = (fields.get(&field).trim().to_owned(), T::of(officer.language));
    let wrong = if text.is_empty() { Some(t.note_missing()) } else { (text.chars().count() > LONGEST).then(|| t.note_too_long()) };
    if let Some(wrong) = wrong {
        let mut errors = FieldErrors::default();
        errors.add(field, wrong.into());
        return page_with(&officer, &case, &fields, &errors).await?.with_errors().into();
    }
    let (application, now) = (case.application.id, officer.now);
    let note = Note { about: about.to_owned(), submission: case.submission.number, at: now, by: officer.name.clone(), text };
    let log = LogRow::new(&officer.visit, &officer, "note", case.application.about());
    let (note_id, actor) = (officer.world.ids.next(now), officer.id);
    let written = officer.world.db.write(move |tx| async move {
        store::add(&tx, note_id, application, &note, actor).await?;
        log.write(&tx).await?;
        Ok::<_, DbError>(())
    });
    written.await?;
    let place = CheckKey::find(about).map_or_else(|| "notes".to_owned(), checks::anchor);
    Ok(redirect(&format!("/office/applications/{id}#{place}")))
}
