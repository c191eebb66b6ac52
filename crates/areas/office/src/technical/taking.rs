//! Access points or systems from a file: each row is checked, what is right is added or corrected, what is wrong is told
//! row by row on the run's page. What the file does not have stays.

use std::collections::HashMap;

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
    components::{FileInput, TextInput},
    upload::Upload,
};
use ports::{RegisterSource, SourceFault, SourceRow};
use registers::{
    import::{
        FaultKind, RowFault, Stopped,
        runs::{self, Begun, Counts},
    },
    technical::{self, Point, System},
};

use super::{
    mapping::{Field, Mapping, What},
    rows,
    words::{POINT, SYSTEM},
};
use crate::T;

/// No file of these has more rows, or more bytes.
const MOST_ROWS: usize = 20_000;
const LARGEST: usize = 16 * 1024 * 1024;

#[derive(Template)]
#[template(path = "technical/taking.html")]
struct TakingPage<'a> {
    what: What,
    /// The columns of the file that was sent.
    columns: &'a [String],
    view: &'a FormView<'a>,
    t: T,
}

impl TakingPage<'_> {
    fn title(&self) -> &'static str {
        match self.what {
            What::Points => self.t.technical_take_points(),
            What::Systems => self.t.technical_take_systems(),
        }
    }

    fn file(&self) -> FileInput<'_> {
        self.view.file("file", self.t.imports_file()).hint(self.t.technical_file_hint((LARGEST / 1024 / 1024).to_string()))
    }

    fn names(&self) -> Vec<TextInput<'_>> {
        let known = || self.columns.iter().map(|column| (column.as_str(), column.as_str()));
        let input =
            |field: &'static Field| self.view.text(field.key, label(&self.t, field.key)).half().required_if(field.required).suggestions(known());
        self.what.fields().iter().map(input).collect()
    }

    fn back(&self) -> String {
        format!("/office/registers/{}", self.what.key())
    }
}

fn label(t: &T, key: &str) -> &'static str {
    match key {
        "oid" => t.technical_oid(),
        "code" => t.technical_code(),
        "manager_name" => t.technical_manager(),
        "manager_oid" => t.technical_manager_oid(),
        "systems" => t.technical_systems(),
        "manufacturer" => t.technical_manufacturer(),
        "class" => t.technical_class(),
        "services" => t.technical_services(),
        "renewals" => t.technical_renewals(),
        "viewers" => t.technical_viewers(),
        "certified_until" => t.technical_certified_until(),
        "deviation" => t.technical_deviation(),
        "state" => t.technical_state(),
        _ => t.technical_system_name(),
    }
}

fn page<'v>(officer: &'v Officer, what: What, fields: &Fields, columns: &[String], errors: &FieldErrors<String>) -> Result<PageParts<'v>, PageError> {
    let t = T::of(officer.language);
    let view = FormView::new(fields, officer.visit.texts(), officer.visit.csrf()).errors(errors, |error| error.clone());
    let body = TakingPage { what, columns, view: &view, t };
    Ok(officer.visit.page(body.title(), body.render()?))
}

pub(super) async fn show(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let what = What::find(query.get("what").map_or("", String::as_str));
    let fields = Fields::from_pairs(what.fields().iter().map(|field| (field.key, field.usual)));
    page(&officer, what, &fields, &[], &FieldErrors::default())?.into()
}

pub(super) async fn take(officer: Officer, RegisterForm(mut sent): RegisterForm) -> Answer {
    let (what, t) = (What::find(sent.fields.get("what")), T::of(officer.language));
    let mut errors = FieldErrors::default();
    let (shape, name, mut source) = match opened(&officer, &mut sent, &t) {
        Ok(opened) => opened,
        Err(text) => {
            errors.add("file", text.to_owned());
            return page(&officer, what, &sent.fields, &[], &errors)?.with_errors().into();
        }
    };
    let columns = source.columns().await;
    let mapping = match &columns {
        Ok(columns) => Mapping::find(what, |key| sent.fields.get(key), columns),
        Err(_) => Ok(Mapping::default()),
    };
    let mapping = match mapping {
        Ok(mapping) => mapping,
        Err(missing) => {
            for key in missing {
                errors.add(key, t.technical_column_missing(label(&t, key)));
            }
            return page(&officer, what, &sent.fields, columns.as_deref().unwrap_or_default(), &errors)?.with_errors().into();
        }
    };
    let Some(run) = begin(&officer, what, (shape, name)).await? else {
        errors.add("file", t.imports_running().to_owned());
        return page(&officer, what, &sent.fields, &[], &errors)?.with_errors().into();
    };
    let rows = match columns {
        Ok(_) => rows_of(&mut *source).await,
        Err(fault) => Err(fault),
    };
    match rows {
        Ok(rows) => keep(&officer, run, what, &mapping, rows).await?,
        Err(fault) => {
            let stopped = Stopped::Source(fault);
            runs::stop(&officer.world.db, run, (stopped.key(), stopped.detail()), 0, Vec::new(), officer.now).await?;
        }
    }
    Ok(redirect(&format!("/office/registers/runs/{run}")))
}

/// Key of the shape, name of the file, its rows; or what is wrong with the file, in words.
fn opened(officer: &Officer, sent: &mut Upload, t: &T) -> Result<(&'static str, String, Box<dyn RegisterSource>), &'static str> {
    let file = sent.take("file", LARGEST).map_err(|refusal| match refusal {
        kit_web::upload::FileRefusal::Missing => t.imports_file_missing(),
        kit_web::upload::FileRefusal::TooLarge | kit_web::upload::FileRefusal::Kind => t.imports_why_too_large(),
    })?;
    let name: String = file.name.rsplit(['/', '\\']).next().unwrap_or_default().chars().filter(|c| !c.is_control()).take(100).collect();
    let (shape, source) = officer.world.registers.open(&name, file.bytes).ok_or_else(|| t.imports_file_shape())?;
    Ok((shape, name, source))
}

/// None: another file is being taken.
async fn begin(officer: &Officer, what: What, (shape, origin): (&'static str, String)) -> Result<Option<Uuid>, DbError> {
    let (id, now) = (officer.world.ids.next(officer.now), officer.now);
    let run = Begun { id, what: what.run(), shape, origin, whole: false, officer: Some((officer.id, officer.name.clone())) };
    let log = LogRow::new(&officer.visit, officer, "import", About::nobodys("register-run", id));
    let written = officer.world.db.write(move |tx| async move {
        let ours = runs::begin_in(&tx, run, now).await?;
        if ours {
            log.write(&tx).await?;
        }
        Ok::<_, DbError>(ours)
    });
    Ok(written.await?.then_some(id))
}

async fn rows_of(source: &mut dyn RegisterSource) -> Result<Vec<SourceRow>, SourceFault> {
    let mut all = Vec::new();
    loop {
        let rows = source.rows().await?;
        if rows.is_empty() {
            return Ok(all);
        }
        all.extend(rows);
        if all.len() > MOST_ROWS {
            return Err(SourceFault::TooLarge(format!("more than {MOST_ROWS} rows")));
        }
    }
}

/// What is right of a row.
enum Taken {
    Point(Point),
    System(System),
}

impl Taken {
    fn code(&self) -> &str {
        match self {
            Self::Point(point) => &point.oid,
            Self::System(system) => &system.code,
        }
    }
}

/// Checks the rows against what is there, and writes what differs with the end of the run, in one transaction.
async fn keep(officer: &Officer, run: Uuid, what: What, mapping: &Mapping, all: Vec<SourceRow>) -> Result<(), PageError> {
    let read = officer.world.db.read().await?;
    let (points, systems) = (technical::points(&read).await?, technical::systems(&read).await?);
    let (all_read, mut counts, mut faults) = (all.len() as u64, Counts::default(), Vec::new());
    let mut taken: Vec<Taken> = Vec::new();
    for SourceRow { line, cells } in all {
        let row = match (&cells, what) {
            (None, _) => Err((FaultKind::Unreadable, String::new())),
            (Some(cells), What::Points) => rows::point(mapping, cells, |code| systems.iter().any(|known| known.what.code == code)).map(Taken::Point),
            (Some(cells), What::Systems) => rows::system(mapping, cells).map(Taken::System),
        };
        let code = || cells.as_deref().map_or("", |cells| mapping.value(cells, what.fields()[0].key)).chars().take(200).collect::<String>();
        match row {
            Ok(row) if taken.iter().any(|before| before.code() == row.code()) => {
                faults.push(RowFault { line, oid: code(), kind: FaultKind::Double, value: String::new() });
            }
            Ok(row) => taken.push(row),
            Err((kind, value)) => faults.push(RowFault { line, oid: code(), kind, value: value.chars().take(200).collect() }),
        }
    }
    let mut differing = Vec::new();
    for row in taken {
        let (there, same) = match &row {
            Taken::Point(point) => {
                let known = points.iter().find(|known| known.what.oid == point.oid);
                (known.is_some(), known.is_some_and(|known| sorted(known.what.clone()) == sorted(point.clone())))
            }
            Taken::System(system) => {
                let known = systems.iter().find(|known| known.what.code == system.code);
                (known.is_some(), known.is_some_and(|known| known.what == *system))
            }
        };
        counts.same += usize::from(same);
        counts.changed += usize::from(there && !same);
        counts.added += usize::from(!there);
        if !same {
            differing.push((officer.world.ids.next(officer.now), row));
        }
    }
    let (now, by, name) = (officer.now, officer.id, officer.name.clone());
    let written = officer.world.db.write(move |tx| async move {
        if !runs::done(&tx, run, all_read, counts, &faults, now).await? {
            return Err(DbError::Fault("an import of access points or systems was given up while it went on".to_owned()));
        }
        for (id, row) in &differing {
            let kind = match row {
                Taken::Point(point) => {
                    technical::take_point(&tx, point).await?;
                    POINT
                }
                Taken::System(system) => {
                    technical::take_system(&tx, system).await?;
                    SYSTEM
                }
            };
            technical::note_change(&tx, *id, (kind, row.code()), (by, &name), "import", now).await?;
        }
        Ok(())
    });
    Ok(written.await?)
}

fn sorted(mut point: Point) -> Point {
    point.systems.sort();
    point
}
