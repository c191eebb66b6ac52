//! A lead asks for an import: a file, or the code server. It runs beside the pages; its own page tells how far it is.

use std::{borrow::Cow, collections::HashMap};

use askama::Template;
use axum::extract::Query;
use identity::{
    Answer, Officer, RegisterForm,
    access::{
        PageParts,
        log::{About, LogRow},
        redirect,
    },
};
use kit_core::{FieldErrors, Uuid};
use kit_db::DbError;
use kit_web::{
    Fields, FormView, PageError,
    components::{Checkbox, FileInput, Notice, Radios},
    upload::Upload,
};
use ports::RegisterSource;
use registers::import::{
    Extent, Terms, What,
    runs::{self, Begun, Run},
};

use super::{
    rules::{self, ImportError, Origin, shrinks},
    words, work,
};
use crate::T;

#[derive(Template)]
#[template(path = "imports/asking.html")]
struct AskingPage<'a> {
    /// The run that was refused because much would leave.
    refused: Option<&'a Run>,
    has_server: bool,
    view: &'a FormView<'a>,
    t: T,
}

impl AskingPage<'_> {
    fn register(&self) -> Radios<'_> {
        let options = What::ALL.map(|what| (what.key(), words::register(&self.t, what.key())));
        self.view.radios("register", self.t.imports_register(), &options).required()
    }

    fn origin(&self) -> Radios<'_> {
        self.view.radios("origin", self.t.imports_origin(), &[("file", self.t.imports_from_file()), ("code-server", self.t.imports_from_server())])
    }

    fn file(&self) -> FileInput<'_> {
        self.view.file("file", self.t.imports_file()).hint(self.t.imports_any_file_hint(largest_mb()))
    }

    fn changes(&self) -> Checkbox<'_> {
        self.view.tick("changes", self.t.imports_only_changes()).hint(self.t.imports_only_changes_hint())
    }

    fn believe(&self) -> Checkbox<'_> {
        self.view.tick("believe", self.t.imports_believe()).hint(self.t.imports_believe_hint())
    }

    fn refusal<'s>(&'s self, run: &Run) -> Notice<'s> {
        Notice::warning(self.t.imports_refused_title()).line(words::why(&self.t, run))
    }
}

fn largest_mb() -> String {
    (RegisterForm::LARGEST / 1024 / 1024).to_string()
}

fn page<'v>(
    officer: &'v Officer,
    fields: &Fields,
    refused: Option<&Run>,
    errors: Option<&FieldErrors<ImportError>>,
) -> Result<PageParts<'v>, PageError> {
    let t = T::of(officer.language);
    let view = FormView::new(fields, officer.visit.texts(), officer.visit.csrf());
    let view = match errors {
        Some(errors) => view.errors(errors, |error| text(&t, *error)),
        None => view,
    };
    let has_server = officer.world.registers.code_server().is_some();
    let body = AskingPage { refused, has_server, view: &view, t }.render()?;
    Ok(officer.visit.page(t.imports_new(), body))
}

fn text(t: &T, error: ImportError) -> Cow<'static, str> {
    match error {
        ImportError::RegisterMissing => t.imports_register_missing().into(),
        ImportError::FileOnly => t.imports_file_only().into(),
        ImportError::WholeOnly => t.imports_whole_only().into(),
        ImportError::FileMissing => t.imports_file_missing().into(),
        ImportError::FileTooLarge => t.imports_file_too_large(largest_mb()).into(),
        ImportError::FileShape => t.imports_file_shape().into(),
        ImportError::Running => t.imports_running().into(),
        ImportError::Unavailable => t.imports_why_unavailable().into(),
    }
}

/// The run by this id, if it was refused because much would leave.
async fn refused(officer: &Officer, id: &str) -> Result<Option<Run>, PageError> {
    let Ok(id) = Uuid::try_parse(id) else { return Ok(None) };
    Ok(runs::find(&officer.world.db.read().await?, id).await?.filter(shrinks))
}

pub(super) async fn show(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let refused = refused(&officer, query.get("refused").map_or("", String::as_str)).await?;
    let register = refused.as_ref().map_or("providers", |run| run.what.as_str());
    let origin = if refused.as_ref().is_some_and(|run| run.shape == "rest") { "code-server" } else { "file" };
    let fields = Fields::from_pairs([("register", register), ("origin", origin)]);
    page(&officer, &fields, refused.as_ref(), None)?.into()
}

pub(super) async fn begin(officer: Officer, RegisterForm(mut sent): RegisterForm) -> Answer {
    let refused = refused(&officer, sent.fields.get("refused")).await?;
    match begun(&officer, &mut sent, refused.as_ref()).await? {
        Ok(run) => Ok(redirect(&format!("/office/registers/runs/{run}"))),
        Err(errors) => page(&officer, &sent.fields, refused.as_ref(), Some(&errors))?.with_errors().into(),
    }
}

/// What the rows come from: key of the shape, the name for people, the rows.
type Opened = (&'static str, String, Box<dyn RegisterSource>);

/// Begins the run and lets it go on beside the pages; its id.
async fn begun(officer: &Officer, sent: &mut Upload, refused: Option<&Run>) -> Result<Result<Uuid, FieldErrors<ImportError>>, PageError> {
    let serves = |what: What| officer.world.registers.serves(what.key());
    let (terms, origin) = match rules::asked(&sent.fields, refused, serves) {
        Ok(asked) => asked,
        Err(errors) => return Ok(Err(errors)),
    };
    let opened = match origin {
        Origin::File => opened(officer, sent).map_err(|error| ("file", error)),
        Origin::CodeServer => fetched(officer, terms).await?.ok_or(("origin", ImportError::Unavailable)),
    };
    let (shape, origin, source) = match opened {
        Ok(opened) => opened,
        Err((field, error)) => return Ok(Err(wrong(field, error))),
    };
    let (world, now) = (&officer.world, officer.now);
    let id = world.ids.next(now);
    let by = Some((officer.id, officer.name.clone()));
    let run = Begun { id, what: terms.what.key(), shape, origin, whole: terms.extent == Extent::Whole, officer: by };
    let log = LogRow::new(&officer.visit, officer, "import", About::nobodys("register-run", id));
    let written = world.db.write(move |tx| async move {
        if !runs::begin_in(&tx, run, now).await? {
            return Ok(false);
        }
        log.write(&tx).await?;
        Ok::<_, DbError>(true)
    });
    if !written.await? {
        return Ok(Err(wrong("register", ImportError::Running)));
    }
    work::go_on(world, id, terms, source);
    Ok(Ok(id))
}

fn wrong(field: &'static str, error: ImportError) -> FieldErrors<ImportError> {
    let mut errors = FieldErrors::default();
    errors.add(field, error);
    errors
}

fn opened(officer: &Officer, sent: &mut Upload) -> Result<Opened, ImportError> {
    let file = sent.take("file", RegisterForm::LARGEST)?;
    let name: String = file.name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(100).collect();
    let (shape, source) = officer.world.registers.open(&name, file.bytes).ok_or(ImportError::FileShape)?;
    Ok((shape, name, source))
}

async fn fetched(officer: &Officer, terms: Terms) -> Result<Option<Opened>, PageError> {
    let server = officer.world.registers.code_server().unwrap_or_default().to_owned();
    Ok(work::fetched(&officer.world, terms).await?.map(|source| ("rest", server, source)))
}
