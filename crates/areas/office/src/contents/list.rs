use askama::Template;
use axum::extract::Path;
use customership::documents::{self, PublishedText, TextGroup, TextKind};
use identity::{Answer, Officer};
use kit_core::{Day, Language};
use kit_db::{DbError, Read};
use kit_web::{
    PageError,
    components::{Cell, Column, HiddenField, Html, Table, Tag, TagKind, Timeline, TimelineEvent},
};

use super::{
    store::{self, Draft, Event},
    structure,
};
use crate::T;

#[derive(Template)]
#[template(path = "contents/list.html")]
struct ListPage {
    groups: Vec<(&'static str, Vec<Line>)>,
    t: T,
}

/// A text in the list.
struct Line {
    kind: TextKind,
    title: String,
    in_force: Option<(String, Day)>,
    coming: Option<(String, Day)>,
    has_draft: bool,
}

/// The version in force on a day, among those of one language in their order.
pub(super) fn in_force(versions: &[PublishedText], language: Language, day: Day) -> Option<&PublishedText> {
    versions.iter().find(|text| text.language == language && text.effective <= day)
}

pub(super) fn kind_of(key: &str) -> Result<TextKind, PageError> {
    TextKind::find(key).ok_or(PageError::NotFound)
}

/// The name of a text, from its version in force or, before that, the first one.
pub(super) fn title_of(versions: &[PublishedText], language: Language, today: Day) -> String {
    let documents = language.of_documents();
    let text = in_force(versions, documents, today).or_else(|| versions.iter().find(|text| text.language == documents));
    text.map_or_else(String::new, |text| text.title(language).to_owned())
}

impl ListPage {
    fn table(&self, place: &usize, name: &str, lines: &[Line]) -> Table<'_> {
        let t = &self.t;
        let columns = [t.contents_name(), t.contents_in_force(), t.contents_coming(), t.contents_draft()].map(Column::new).to_vec();
        let version = |version: &Option<(String, Day)>| match version {
            Some((version, day)) => Cell::text(t.contents_version_from(day.finnish(), version)),
            None => Cell::text("–"),
        };
        lines.iter().fold(Table::new(format!("texts-{place}"), name.to_owned(), columns), |table, line| {
            let draft = if line.has_draft { Cell::tag(TagKind::Warning, t.contents_has_draft()) } else { Cell::text("–") };
            let title = Cell::link(format!("/office/contents/{}", line.kind.key()), line.title.clone());
            table.row(vec![title, version(&line.in_force), version(&line.coming), draft])
        })
    }
}

pub(super) async fn list(officer: Officer) -> Answer {
    let read = officer.world.db.read().await?;
    let (t, today, language) = (T::of(officer.language), officer.now.day(), officer.language);
    let drafts = store::drafts(&read).await?;
    let mut groups = Vec::new();
    for (group, name) in [
        (TextGroup::Terms, t.contents_terms()),
        (TextGroup::ServiceDescriptions, t.contents_service_descriptions()),
        (TextGroup::Instructions, t.contents_instructions()),
        (TextGroup::Forms, t.contents_forms()),
        (TextGroup::Reasons, t.contents_reasons()),
    ] {
        let mut lines = Vec::new();
        for kind in TextKind::ALL.into_iter().filter(|kind| kind.group() == group) {
            lines.push(line(&read, kind, language, today, drafts.contains(&kind)).await?);
        }
        if !lines.is_empty() {
            groups.push((name, lines));
        }
    }
    officer.visit.page(t.contents_title(), ListPage { groups, t }).into()
}

async fn line(read: &Read, kind: TextKind, language: Language, today: Day, has_draft: bool) -> Result<Line, DbError> {
    let versions = documents::versions(read, kind).await?;
    let named = |text: &PublishedText| (text.version.clone(), text.effective);
    let of_language = || versions.iter().filter(|text| text.language == language.of_documents());
    let coming = of_language().rfind(|text| text.effective > today).map(named);
    let in_force = in_force(&versions, language.of_documents(), today).map(named);
    Ok(Line { kind, title: title_of(&versions, language, today), in_force, coming, has_draft })
}

#[derive(Template)]
#[template(path = "contents/history.html")]
struct HistoryPage<'a> {
    kind: TextKind,
    title: String,
    versions: Vec<PublishedText>,
    draft: Option<Draft>,
    events: Vec<Event>,
    officer: &'a Officer,
    t: T,
}

impl HistoryPage<'_> {
    fn csrf(&self) -> HiddenField<'_> {
        HiddenField::new("csrf", self.officer.visit.csrf())
    }

    fn table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.contents_version(), t.contents_from(), t.contents_state(), t.contents_read()].map(Column::new).to_vec();
        let mut table = Table::new("versions", t.contents_versions(), columns);
        let mut shown: Vec<&str> = Vec::new();
        for text in &self.versions {
            if shown.contains(&text.version.as_str()) {
                continue;
            }
            shown.push(&text.version);
            let languages = self.versions.iter().filter(|other| other.version == text.version).map(|other| other.language);
            let link = |language: Language| {
                let (kind, code) = (self.kind.key(), language.code());
                format!("<a href=\"/office/contents/{kind}/versions/{}/{code}\">{}</a>", Html::text(&text.version), self.language_name(language))
            };
            let links = languages.map(link).collect::<Vec<_>>().join(" · ");
            let state = Cell::Tag(self.state(text));
            table =
                table.row(vec![Cell::text(text.version.as_str()), Cell::text(text.effective.finnish()), state, Cell::Html(Html::rendered(links))]);
        }
        table
    }

    fn state(&self, text: &PublishedText) -> Tag<'_> {
        let today = self.officer.now.day();
        let in_force = in_force(&self.versions, text.language, today).is_some_and(|other| other.version == text.version);
        match in_force {
            true => Tag::new(TagKind::Success, self.t.contents_in_force()),
            false if text.effective > today => Tag::new(TagKind::Info, self.t.contents_coming()),
            false => Tag::new(TagKind::Neutral, self.t.contents_earlier()),
        }
    }

    fn language_name(&self, language: Language) -> &'static str {
        language_name(&self.t, language)
    }

    /// Language, its code, when and by whom it was saved, and whether it may be published as it is.
    fn parts<'s>(&'s self, draft: &'s Draft) -> Vec<(&'static str, &'static str, String, bool)> {
        let part = |part: &'s store::Part| {
            let saved = self.t.contents_saved(part.saved_at.day().finnish(), part.saved_by.as_str(), part.saved_at.clock_time());
            (self.language_name(part.language), part.language.code(), saved, structure::check(&part.fields).is_ok())
        };
        draft.parts().map(part).to_vec()
    }

    fn timeline(&self) -> Timeline<'_> {
        let event = |event: &Event| {
            let name = match (event.what.as_str(), &event.version) {
                ("begun", version) => self.t.contents_event_begun(version.as_deref().unwrap_or_default()),
                ("published", version) => self.t.contents_event_published(version.as_deref().unwrap_or_default()),
                ("discarded", _) => self.t.contents_event_discarded().to_owned(),
                (_, _) => self.t.contents_event_saved(event.language.map_or("", |language| self.language_name(language))),
            };
            let time = format!("{} {}", event.at.day().finnish(), event.at.clock_time());
            TimelineEvent::new(time, name).datetime(event.at.iso()).actor(event.actor.clone())
        };
        Timeline::new(self.events.iter().map(event).collect())
    }
}

pub(super) fn language_name(t: &T, language: Language) -> &'static str {
    match language {
        Language::Sv => t.contents_swedish(),
        Language::Fi | Language::En => t.contents_finnish(),
    }
}

pub(super) async fn history(officer: Officer, Path(kind): Path<String>) -> Answer {
    let kind = kind_of(&kind)?;
    let read = officer.world.db.read().await?;
    let versions = documents::versions(&read, kind).await?;
    let (draft, events) = (store::draft(&read, kind).await?, store::events(&read, kind).await?);
    let title = title_of(&versions, officer.language, officer.now.day());
    let page = HistoryPage { kind, title: title.clone(), versions, draft, events, officer: &officer, t: T::of(officer.language) }.render()?;
    officer.visit.page(title, page).into()
}
