use askama::Template;
use axum::extract::Path;
use customership::life::{self, TaskRow};
use identity::{
    Answer, Form, Officer,
    access::{log::LogRow, redirect},
    session::Duty,
};
use kit_core::{Day, Uuid};
use kit_db::DbError;
use kit_web::{
    PageError,
    components::{Button, Cell, Column, HiddenField, Html, Notice, Table, Tag, TagKind},
};

use crate::{
    T, bounces,
    words::{names, task_hint, task_words},
};

#[derive(Template)]
#[template(path = "tasks/page.html")]
struct TasksPage<'a> {
    open: Vec<TaskRow>,
    done: Vec<TaskRow>,
    lost_mails: i64,
    officer: &'a Officer,
    t: T,
}

#[derive(Template)]
#[template(path = "tasks/go.html")]
struct StepLink<'a> {
    task: Uuid,
    label: &'a str,
    about: String,
}

#[derive(Template)]
#[template(path = "tasks/done.html")]
struct DoneForm<'a> {
    task: Uuid,
    csrf: HiddenField<'a>,
    button: Button<'a>,
}

#[derive(Template)]
#[template(path = "tasks/hinted.html")]
struct HintedTask<'a> {
    task: &'a str,
    hint: &'a str,
}

impl TasksPage<'_> {
    fn lost_mails(&self) -> Option<Notice<'static>> {
        (self.lost_mails > 0).then(|| Notice::warning(self.t.bounces_count(self.lost_mails)).link("/office/bounces", self.t.bounces_see()))
    }

    fn open_table(&self) -> Result<Table<'_>, askama::Error> {
        let (t, handles) = (&self.t, self.officer.may(Duty::Handle));
        let mut columns = [t.task_day(), t.task(), t.customer(), t.task_services(), t.ending_last_day(), t.case_number()].map(Column::new).to_vec();
        if handles {
            columns.push(Column::new(t.task_mark()));
        }
        let mut table = Table::new("tasks", t.tasks_caption(), columns).stacked();
        for row in &self.open {
            // Who does it has a link of their own in the last column.
            let what = match task_hint(t, row.kind) {
                Some(hint) => Cell::Html(Html::rendered(HintedTask { task: task_words(t, row.kind), hint }.render()?)),
                None => Cell::text(task_words(t, row.kind)),
            };
            let what = if handles { what } else { step_link(row, task_words(&self.t, row.kind).to_owned()).unwrap_or(what) };
            let mut cells = vec![Cell::Html(self.day(row.day)), what, self.customer(row), self.services(row)];
            cells.extend([self.last_day(row), self.case(row)]);
            if handles && row.kind.is_step() {
                // Without the rest of its name the link would read as the act itself.
                let about = format!("{}, {}, {}", task_words(t, row.kind), row.customer, row.service.name(self.officer.language));
                cells.push(Cell::Html(Html::rendered(StepLink { task: row.id, label: t.step_go(), about }.render()?)));
            } else if handles {
                cells.push(Cell::Html(Html::rendered(self.form(row).render()?)));
            }
            table = table.row(cells);
        }
        Ok(table)
    }

    fn done_table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.task_done_at(), t.task(), t.customer(), t.task_services(), t.case_number(), t.task_done_by()].map(Column::new).to_vec();
        self.done.iter().fold(Table::new("tasks-done", t.tasks_done_caption(), columns).hide_caption().stacked(), |table, row| {
            let (at, by) = row.done.as_ref().map(|(at, by)| (at.day().finnish(), by.as_str())).unwrap_or_default();
            let what = match row.outcome {
                Some(outcome) => format!("{}: {}", row.kind.name(self.officer.language), outcome.name(self.officer.language)),
                None => task_words(&self.t, row.kind).to_owned(),
            };
            let what = step_link(row, what.clone()).unwrap_or_else(|| Cell::text(what));
            let (customer, services) = (self.customer(row), self.services(row));
            table.row(vec![Cell::text(at), what, customer, services, self.case(row), Cell::text(by)])
        })
    }

    /// The earliest day, and in a word if it has come: then it waits to be done.
    fn day(&self, day: Day) -> Html<'static> {
        let today = self.officer.now.day();
        let tag = match day.days_since(today) {
            0 => Tag::new(TagKind::Warning, self.t.task_today()),
            days if days < 0 => Tag::new(TagKind::Warning, self.t.task_waits()),
            _ => return Html::text(&day.finnish()),
        };
        Html::rendered(format!("{} {tag}", day.finnish()))
    }

    fn customer(&self, row: &TaskRow) -> Cell<'static> {
        Cell::link(format!("/office/customers/{}", row.customer_id), format!("{} ({})", row.customer, row.business_id))
    }

    fn services(&self, row: &TaskRow) -> Cell<'static> {
        let own = || row.service.name(self.officer.language).to_owned();
        Cell::text(row.ending.as_ref().map_or_else(own, |ending| names(&ending.services, self.officer.language)))
    }

    fn last_day(&self, row: &TaskRow) -> Cell<'static> {
        Cell::text(row.ending.as_ref().map_or_else(|| "–".to_owned(), |ending| ending.dates.last_day.finnish()))
    }

    fn case<'a>(&self, row: &'a TaskRow) -> Cell<'a> {
        Cell::link(format!("/office/applications/{}", row.application), row.case_number.as_str())
    }

    fn form(&self, row: &TaskRow) -> DoneForm<'_> {
        let button = Button::secondary(self.t.task_mark_done()).about(format!("{}, {}", row.customer, row.case_number));
        DoneForm { task: row.id, csrf: HiddenField::new("csrf", self.officer.visit.csrf()), button }
    }
}

/// A step has a page, with its report; another task has none.
fn step_link(row: &TaskRow, what: String) -> Option<Cell<'static>> {
    row.kind.is_step().then(|| Cell::link(format!("/office/tasks/{}", row.id), what))
}

pub(super) async fn list(officer: Officer) -> Answer {
    let read = officer.world.db.read().await?;
    let (open, done) = (life::open_tasks(&read).await?, life::done_tasks(&read).await?);
    let t = T::of(officer.language);
    let page = TasksPage { open, done, lost_mails: bounces::count(&read).await?, officer: &officer, t }.render()?;
    officer.visit.page(t.tasks_title(), page).into()
}

/// Done once: pressed again, nothing happens. A step is not ticked off: it has its own form.
pub(super) async fn done(officer: Officer, Path(task): Path<String>, _: Form) -> Answer {
    let id = Uuid::try_parse(&task).map_err(|_| PageError::NotFound)?;
    let task = life::find_task(&officer.world.db.read().await?, id).await?.ok_or(PageError::NotFound)?;
    if task.kind.is_step() {
        return Err(PageError::Closed);
    }
    let log = LogRow::new(&officer.visit, &officer, "done", task.about());
    let (me, name, now) = (officer.id, officer.name.clone(), officer.now);
    let written = officer.world.db.write(move |tx| async move {
        if life::finish_task(&tx, id, (me, &name), now).await? {
            log.write(&tx).await?;
        }
        Ok::<_, DbError>(())
    });
    written.await?;
    Ok(redirect("/office/tasks"))
}
