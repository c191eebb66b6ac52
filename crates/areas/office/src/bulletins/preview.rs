//! A notice before it is sent: to how many, to whom for example, how it will look. And after: how far it is.

use std::collections::HashMap;

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::{HeaderValue, header::REFRESH},
    response::IntoResponse as _,
};
use identity::{
    Answer, Officer,
    access::log::{About, looked},
    session::Duty,
};
use kit_core::Language;
use kit_web::{
    PageError,
    components::{Cell, Column, DescriptionRows, HiddenField, Html, Notice, Table, Tag},
};

use super::{
    edit::find,
    recipients::{self, Audience, Channel, Counts, Example, Fate},
    rules::{self, Words},
    state::{State, Verb},
    store::{self, Bulletin},
    words,
};
use crate::T;

/// Seconds after which a page that keeps itself up to date is loaded again.
const REFRESHED: HeaderValue = HeaderValue::from_static("5");

#[derive(Template)]
#[template(path = "bulletins/draft.html")]
struct DraftPage<'a> {
    bulletin: &'a Bulletin,
    audience: Audience,
    sample: Vec<Example>,
    said: &'a Said,
    may_write: bool,
    csrf: HiddenField<'a>,
    t: T,
}

#[derive(Template)]
#[template(path = "bulletins/progress.html")]
struct ProgressPage<'a> {
    bulletin: &'a Bulletin,
    counts: Counts,
    said: &'a Said,
    refreshed: bool,
    may_write: bool,
    csrf: HiddenField<'a>,
    t: T,
}

#[derive(Template)]
#[template(path = "bulletins/said.html")]
struct SaidPart<'a> {
    bulletin: &'a Bulletin,
    said: &'a Said,
    t: T,
}

/// What a notice says, and to whom it is addressed.
struct Said {
    texts: Vec<Words>,
    choices: Vec<(String, String)>,
    language: Language,
    public_url: String,
}

impl Said {
    async fn of(officer: &Officer, bulletin: &Bulletin) -> Result<Self, PageError> {
        let read = officer.world.db.read().await?;
        let (texts, choices) = (store::texts(&read, bulletin.id).await?, store::choices(&read, bulletin.id).await?);
        Ok(Self { texts, choices, language: officer.language, public_url: officer.world.settings.public_url.clone() })
    }

    fn chosen(&self, t: &T, what: &str) -> String {
        let (mut chosen, known): (Vec<_>, _) =
            (self.choices.iter().filter(|(its, _)| its == what).map(|(_, value)| value).collect(), rules::known(what));
        if chosen.len() > 1 && chosen.len() == known.len() {
            return t.bulletins_all().to_owned();
        }
        chosen.sort_by_key(|value| known.iter().position(|known| known == value));
        chosen.into_iter().map(|value| words::choice(t, what, value, self.language)).collect::<Vec<_>>().join(", ")
    }

    fn rows(&self, t: &T) -> DescriptionRows<'_> {
        let rows = DescriptionRows::new().row(t.bulletins_services(), self.chosen(t, "service")).row(t.bulletins_roles(), self.chosen(t, "role"));
        let rows = rows.row(t.bulletins_customer_kinds(), self.chosen(t, "customer-kind")).row(t.bulletins_languages(), self.chosen(t, "language"));
        let named = self.chosen(t, "customer");
        if named.is_empty() { rows } else { rows.row(t.bulletins_customers(), named) }
    }

    /// In the order of the languages, Finnish first.
    fn texts(&self) -> Vec<&Words> {
        Language::ALL.into_iter().filter_map(|language| self.texts.iter().find(|words| words.language == language)).collect()
    }
}

impl SaidPart<'_> {
    fn body(&self, words: &Words) -> String {
        words::mail_body(words, &self.said.public_url)
    }

    fn length(&self, words: &Words) -> String {
        words::length(&self.t, &words.text_message)
    }
}

impl DraftPage<'_> {
    fn kind(&self) -> &'static str {
        words::kind(&self.t, self.bulletin.kind)
    }

    fn said(&self) -> Result<Html<'static>, askama::Error> {
        Ok(Html::rendered(SaidPart { bulletin: self.bulletin, said: self.said, t: self.t }.render()?))
    }

    fn counts(&self) -> DescriptionRows<'_> {
        let (t, audience) = (&self.t, self.audience);
        let mut rows = DescriptionRows::new();
        if self.bulletin.by_mail {
            rows = rows.row(t.bulletins_mails(), audience.mails.to_string());
        }
        if self.bulletin.by_text_message {
            rows = rows.row(t.bulletins_text_messages(), audience.text_messages.to_string());
        }
        if audience.without_mobile > 0 {
            rows = rows.row(t.bulletins_without_mobile(), audience.without_mobile.to_string());
        }
        rows
    }

    fn has_recipients(&self) -> bool {
        self.audience.mails + self.audience.text_messages > 0
    }

    fn nobody(&self) -> Notice<'_> {
        Notice::warning(self.t.bulletins_nobody()).line(self.t.bulletins_nobody_text())
    }

    fn unfinished(&self) -> Notice<'_> {
        Notice::warning(self.t.bulletins_unfinished()).line(self.t.bulletins_unfinished_text())
    }

    fn examples(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.bulletins_name(), t.customer(), t.bulletins_address(), t.bulletins_channel(), t.bulletins_language()].map(Column::new);
        self.sample.iter().fold(Table::new("examples", t.bulletins_examples(), columns.to_vec()), |table, example| {
            table.row(vec![
                Cell::text(example.name.as_str()),
                Cell::text(example.customer.as_str()),
                Cell::text(example.address.as_str()),
                Cell::text(words::channel(t, example.channel)),
                Cell::text(example.language.own_name()),
            ])
        })
    }
}

impl ProgressPage<'_> {
    fn kind(&self) -> &'static str {
        words::kind(&self.t, self.bulletin.kind)
    }

    fn state(&self) -> Tag<'static> {
        words::state(&self.t, self.bulletin.state)
    }

    fn said(&self) -> Result<Html<'static>, askama::Error> {
        Ok(Html::rendered(SaidPart { bulletin: self.bulletin, said: self.said, t: self.t }.render()?))
    }

    fn sent(&self) -> String {
        let sent = self.bulletin.sent.as_ref();
        sent.map(|(at, by)| self.t.bulletins_sent_by(by, at.day().finnish(), at.clock_time())).unwrap_or_default()
    }

    fn done(&self) -> Option<String> {
        self.bulletin.done_at.map(|at| self.t.bulletins_done_at(at.day().finnish(), at.clock_time()))
    }

    fn progress(&self) -> String {
        self.t.bulletins_progress(self.counts.all().to_string(), self.counts.settled().to_string())
    }

    /// Channels that are used, states that occur, each number a way to its recipients.
    fn table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = vec![Column::new(t.state()), Column::numeric(t.bulletins_mails()), Column::numeric(t.bulletins_text_messages())];
        let count = |channel: Channel, fates: &[Fate]| fates.iter().map(|fate| self.counts.in_channel(channel, *fate)).sum::<i64>().to_string();
        let rows: [&[Fate]; 8] = [
            &[Fate::Waiting, Fate::Claimed],
            &[Fate::InFlight],
            &[Fate::Sent],
            &[Fate::Delivered],
            &[Fate::Failed],
            &[Fate::Bounced],
            &[Fate::Uncertain],
            &[Fate::Cancelled],
        ];
        let occurs = |fates: &&&[Fate]| fates.iter().any(|fate| self.counts.of_fate(*fate) > 0);
        rows.iter().filter(occurs).fold(Table::new("states", t.bulletins_states(), columns), |table, fates| {
            let tag = words::fate(t, fates[0]);
            let link = Cell::link(format!("/office/bulletins/{}/recipients?state={}", self.bulletin.id, fates[0].key()), tag.text);
            table.row(vec![link, Cell::text(count(Channel::Mail, fates)), Cell::text(count(Channel::Text, fates))])
        })
    }

    fn may(&self, verb: Verb) -> bool {
        self.may_write && self.bulletin.state.after(verb).is_some()
    }

    fn uncertain(&self) -> i64 {
        self.counts.of_fate(Fate::Uncertain)
    }

    fn failed(&self) -> i64 {
        self.counts.of_fate(Fate::Failed) + self.counts.of_fate(Fate::Bounced)
    }

    fn uncertain_notice(&self) -> Notice<'_> {
        let list = format!("/office/bulletins/{}/recipients?state=uncertain", self.bulletin.id);
        Notice::warning(self.t.bulletins_uncertain(self.uncertain()))
            .line(self.t.bulletins_uncertain_text())
            .link(list, self.t.bulletins_uncertain_link())
    }
}

pub(super) async fn show(officer: Officer, Path(id): Path<String>, Query(query): Query<HashMap<String, String>>) -> Answer {
    let bulletin = find(&officer, &id).await?;
    let said = Said::of(&officer, &bulletin).await?;
    let (t, may_write) = (T::of(officer.language), officer.may(Duty::Handle));
    let csrf = HiddenField::new("csrf", officer.visit.csrf());
    if bulletin.state == State::Draft {
        let read = officer.world.db.read().await?;
        let (audience, sample) = if bulletin.complete {
            looked(&officer.visit, &officer, About::nobodys("bulletin", bulletin.id.0)).await?;
            (recipients::audience(&read, bulletin.id, bulletin.by_text_message).await?, recipients::sample(&read, bulletin.id).await?)
        } else {
            Default::default()
        };
        let page = DraftPage { bulletin: &bulletin, audience, sample, said: &said, may_write, csrf, t }.render()?;
        return officer.visit.page(t.bulletins_preview(), page).into();
    }
    let counts = Counts::of(&officer.world.db.read().await?, bulletin.id).await?;
    let refreshed = bulletin.state == State::Sending && query.get("refresh").is_some_and(|wish| wish == "on");
    let page = ProgressPage { bulletin: &bulletin, counts, said: &said, refreshed, may_write, csrf, t }.render()?;
    let mut response = officer.visit.page(t.bulletins_progress_title(), page).into_response();
    if refreshed {
        response.headers_mut().insert(REFRESH, REFRESHED);
    }
    Ok(response)
}
