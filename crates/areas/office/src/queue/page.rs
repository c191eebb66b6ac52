use axum::extract::{Path, RawQuery};
use customership::queue::{self, Entry};
use identity::{Answer, Form, Officer, access::redirect, session::Duty};
use kit_core::Uuid;
use kit_web::{Fields, PageError, components::Notice};

use super::{
    rules::{Typed, opened_from},
    verbs,
    view::{Facts, QueuePage, row},
};
use crate::T;

pub(super) async fn show(officer: Officer, RawQuery(query): RawQuery) -> Answer {
    let query = query.unwrap_or_default();
    let typed = Typed::read(&query);
    let filter = typed.filter(officer.id, officer.now.day());
    let read = officer.world.db.read().await?;
    let page = queue::page(&read, &filter, typed.after()).await?;
    let officers = queue::officers(&read).await?;
    let t = T::of(officer.language);
    let first = typed.after().is_none();
    let shown = QueuePage { facts: Facts { officer: &officer, typed, first, page, officers }, t };
    let answer = officer.visit.page(shown.title(), shown);
    match Fields::read(query.as_bytes()).get("note") {
        "none" => answer.notice(Notice::info(t.queue_none_to_take()).announced()).into(),
        "nobody" => answer.notice(Notice::warning(t.queue_no_officer()).announced()).into(),
        "nothing" => answer.notice(Notice::warning(t.queue_no_entry()).announced()).into(),
        "moved" => answer.notice(Notice::success(t.queue_moved()).announced()).into(),
        _ => answer.into(),
    }
}

/// The queue as it was filtered, perhaps with a note.
fn back(fields: &Fields, note: Option<&str>) -> String {
    let address = Typed::read(fields.get("filter")).address_with("", "");
    match note {
        None => address,
        Some(note) => format!("{address}{}note={note}", if address.contains('?') { '&' } else { '?' }),
    }
}

/// The queue as it was filtered, at the entry whose verb was pressed. Where that may stand there no more, at the results.
fn back_to(fields: &Fields, entry: &Entry) -> String {
    let typed = Typed::read(fields.get("filter"));
    let stays = typed.get("officer").is_empty() && typed.get("state").is_empty();
    format!("{}#{}", back(fields, None), if stays { row(entry) } else { "results".to_owned() })
}

async fn find(officer: &Officer, id: &str) -> Result<Entry, PageError> {
    let id = Uuid::try_parse(id).map_err(|_| PageError::NotFound)?;
    queue::find(&officer.world.db.read().await?, id).await?.ok_or(PageError::NotFound)
}

pub(super) async fn claim(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let entry = find(&officer, &id).await?;
    verbs::claim(&officer, &entry).await?;
    Ok(redirect(&back_to(&fields, &entry)))
}

pub(super) async fn release(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let entry = find(&officer, &id).await?;
    verbs::release(&officer, &entry).await?;
    Ok(redirect(&back_to(&fields, &entry)))
}

/// The next in line is opened at once.
pub(super) async fn next(officer: Officer, Form(fields): Form) -> Answer {
    let typed = Typed::read(fields.get("filter"));
    let filter = typed.filter(officer.id, officer.now.day());
    match verbs::take_next(&officer, &filter).await? {
        Some(entry) => Ok(redirect(&opened_from(&super::view::address(&entry), &typed.query()))),
        None => Ok(redirect(&back(&fields, Some("none")))),
    }
}

/// Hands the ticked entries to an officer. What has been closed meanwhile is passed over.
pub(super) async fn assign(officer: Officer, Form(fields): Form) -> Answer {
    let officers = queue::officers(&officer.world.db.read().await?).await?;
    let to = Uuid::try_parse(fields.get("to")).ok().and_then(|id| officers.into_iter().find(|other| other.id == id));
    let (Some(to), true) = (to, officer.may(Duty::Lead)) else {
        return Ok(redirect(&back(&fields, Some("nobody"))));
    };
    if fields.all("entry").next().is_none() {
        return Ok(redirect(&back(&fields, Some("nothing"))));
    }
    for id in fields.all("entry").take(queue::PAGE) {
        match verbs::hand_over(&officer, &find(&officer, id).await?, &to).await {
            Ok(()) | Err(PageError::Stale) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(redirect(&back(&fields, Some("moved"))))
}
