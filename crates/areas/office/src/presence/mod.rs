//! Who else has the same case open, and since when: seen by opening it and, with a script, as long as it stays in front of
//! somebody. With a script leaving the page says so at once, without one a minute does.

mod page;
mod store;

use askama::Template;
use customership::applications::ApplicationId;
use identity::{Access, Officer, Route, session::Duty};
use kit_core::Language;
use kit_db::DbError;

use crate::T;

pub fn routes() -> Vec<Route> {
    let look = Access::Officer(Duty::Look);
    vec![
        Route::post("/office/applications/{application}/presence", look, page::ping),
        Route::post("/office/applications/{application}/presence/end", look, page::leave),
    ]
}

/// The line on the page of a case, empty while one is alone.
#[derive(Clone, Debug, Template)]
#[template(path = "presence/others.html")]
pub struct Others {
    application: ApplicationId,
    csrf: String,
    words: String,
    /// When this page was seen, in microseconds.
    seen: i64,
}

impl askama::filters::HtmlSafe for Others {}

/// Notes that this officer looks at the case; who else does, and whether another has taken it.
pub async fn others(officer: &Officer, application: ApplicationId) -> Result<Others, DbError> {
    let (id, name, now) = (officer.id, officer.name.clone(), officer.now);
    let (names, taken) = officer
        .world
        .db
        .write(move |tx| async move {
            let names = store::seen(&tx, application, (id, &name), now).await?;
            Ok::<_, DbError>((names, store::taken_by_another(&tx, application, id).await?))
        })
        .await?;
    Ok(Others { application, csrf: officer.visit.csrf().to_owned(), words: words(&names, taken.as_deref(), officer.language), seen: now.micros() })
}

fn words(there: &[store::There], taken: Option<&str>, language: Language) -> String {
    let t = T::of(language);
    let since = |(name, since): &store::There| since.map_or_else(|| name.clone(), |since| t.presence_since(since.clock_time(), name));
    let names: Vec<String> = there.iter().map(since).collect();
    let taken = taken.map(|name| t.presence_taken(name)).unwrap_or_default();
    let here = match names.as_slice() {
        [] => String::new(),
        [one] => t.presence_one(one),
        [most @ .., last] => t.presence_several(most.join(", "), last),
    };
    format!("{taken} {here}").trim().to_owned()
}
