//! The page of the queue: tabs, filters, the list, what can be done with it.

use askama::Template;
use customership::{
    applications::{Handler, Purpose},
    journeys::joining::matter_title,
    queue::{Entry, Kind, Page},
    services::ALL_SERVICES,
};
use identity::{Officer, session::Duty};
use kit_core::working_days_between;
use kit_web::components::{Cell, Choice, Column, HiddenField, Html, InputKind, Link, Select, Table, Tag, TagKind, TextInput};

use super::rules::{OPEN_STATES, SOON, Typed, opened_from, place};
use crate::{
    T,
    words::{state_tag, task_address, task_words},
};

/// Working days that fill the bar of an age.
const FULL_BAR: i32 = 15;

pub struct Facts<'a> {
    pub officer: &'a Officer,
    pub typed: Typed,
    /// It is the first page of the list.
    pub first: bool,
    pub page: Page,
    pub officers: Vec<Handler>,
}

#[derive(Template)]
#[template(path = "queue/page.html")]
pub struct QueuePage<'a> {
    pub facts: Facts<'a>,
    pub t: T,
}

#[derive(Template)]
#[template(path = "queue/age.html")]
struct Age {
    class: &'static str,
    length: i32,
    words: String,
}

/// A link to an entry that can be come back to.
#[derive(Template)]
#[template(path = "queue/link.html")]
struct EntryLink<'a> {
    id: String,
    href: String,
    label: &'a str,
}

#[derive(Template)]
#[template(path = "queue/verb.html")]
struct Verb<'a> {
    action: String,
    csrf: HiddenField<'a>,
    filter: String,
    id: String,
    label: &'static str,
    about: &'a str,
}

#[derive(Template)]
#[template(path = "queue/tick.html")]
struct Tick<'a> {
    id: String,
    about: &'a str,
    t: T,
}

/// Where an entry is worked on.
pub fn address(entry: &Entry) -> String {
    match entry.kind {
        Kind::Matter(_) => format!("/office/applications/{}", entry.application),
        Kind::Task => entry.task.map_or_else(|| "/office/tasks".to_owned(), |task| task_address(task, entry.id)),
    }
}

/// The id of an entry's verb on the page: the focus comes back to it.
pub fn row(entry: &Entry) -> String {
    format!("entry-{}", entry.id)
}

/// The day of a task that is no step is the earliest one, not the last.
fn has_earliest_day(entry: &Entry) -> bool {
    entry.task.is_some_and(|task| !task.is_step())
}

struct Tab {
    link: Link<'static>,
    count: Option<i64>,
    current: bool,
}

impl QueuePage<'_> {
    fn handles(&self) -> bool {
        self.facts.officer.may(Duty::Handle)
    }

    /// Is there a next one to take: among endings there is none.
    fn takes_next(&self) -> bool {
        self.handles() && self.facts.typed.get("kind") != Purpose::Ending.key()
    }

    fn leads(&self) -> bool {
        self.facts.officer.may(Duty::Lead)
    }

    fn csrf(&self) -> HiddenField<'_> {
        HiddenField::new("csrf", self.facts.officer.visit.csrf())
    }

    fn filter(&self) -> String {
        self.facts.typed.query()
    }

    /// How many there are of the kind that is shown, if that is known.
    pub fn results(&self) -> String {
        let of_kind = |kind: Kind| self.facts.typed.get("kind").is_empty() || self.facts.typed.get("kind") == kind.key();
        let count = self.facts.page.counts.map(|counts| counts.iter().filter(|(kind, _)| of_kind(*kind)).map(|(_, count)| count).sum());
        let none = self.facts.first && self.facts.page.entries.is_empty();
        let count = if none { Some(0) } else { count };
        count.map_or_else(|| self.t.queue_results_many().to_owned(), |count: i64| self.t.queue_results(count))
    }

    /// What the page is called: how much was found is heard first.
    pub fn title(&self) -> String {
        let title = self.t.queue_title();
        if self.facts.typed.is_narrowed() { format!("{} – {title}", self.results()) } else { title.to_owned() }
    }

    /// All, then each kind, with how many there are.
    fn tabs(&self) -> Vec<Tab> {
        let (t, typed, counts) = (&self.t, &self.facts.typed, self.facts.page.counts);
        let name = |kind: Kind| match kind.key() {
            "joining" => t.queue_joining(),
            "technical-change" => t.queue_changes(),
            "ending" => t.queue_endings(),
            _ => t.queue_tasks(),
        };
        let count = |kind: Kind| counts.and_then(|counts| counts.iter().find(|(of, _)| *of == kind).map(|(_, count)| *count));
        let all = counts.map(|counts| counts.iter().map(|(_, count)| count).sum());
        let tab = |key: &str, label, count| Tab { link: Link::new(typed.address_with("kind", key), label), count, current: typed.get("kind") == key };
        let kinds = Kind::ALL.into_iter().map(|kind| tab(kind.key(), name(kind), count(kind)));
        std::iter::once(tab("", t.queue_all(), all)).chain(kinds).collect()
    }

    fn select<'b>(&self, name: &'static str, label: &'b str, choices: Vec<(String, String)>) -> Select<'b> {
        let chosen = self.facts.typed.get(name).to_owned();
        let choices = choices.into_iter().map(|(value, text)| Choice::new(value.clone(), text).checked_if(value == chosen)).collect();
        Select::new(name, label, choices)
    }

    fn search(&self) -> TextInput<'_> {
        TextInput::new("q", self.t.queue_search(), self.facts.typed.get("q")).hint(self.t.queue_search_hint()).kind(InputKind::Search)
    }

    fn selects(&self) -> [Select<'_>; 6] {
        let (t, language) = (&self.t, self.facts.officer.language);
        let of = |all: &[(&str, &str)]| all.iter().map(|(value, text)| ((*value).to_owned(), (*text).to_owned())).collect::<Vec<_>>();
        let services = ALL_SERVICES.iter().map(|service| (service.key.to_owned(), service.name(language).to_owned()));
        let states = OPEN_STATES.into_iter().map(|state| (state.to_owned(), self.state_name(state)));
        let states = of(&[("", t.queue_state_usual()), ("open", t.queue_state_open()), ("unread", t.queue_unread())]).into_iter().chain(states);
        let officers = self.facts.officers.iter().filter(|other| other.id != self.facts.officer.id);
        let officers = officers.map(|other| (other.id.to_string(), other.name.clone()));
        let held = of(&[("", t.queue_any()), ("me", t.queue_mine()), ("nobody", t.queue_unassigned()), ("somebody", t.queue_somebody())]);
        [
            self.select("service", t.queue_service(), of(&[("", t.queue_any())]).into_iter().chain(services).collect()),
            self.select("state", t.state(), states.chain(of(&[("closed", t.queue_state_closed())])).collect()),
            self.select("officer", t.handler(), held.into_iter().chain(officers).collect()),
            self.select("due", t.queue_deadline(), of(&[("", t.queue_any()), ("overdue", t.queue_overdue()), ("soon", t.queue_soon())])),
            self.select("customer", t.queue_customer_kind(), of(&self.customer_kinds())),
            self.select("sort", t.queue_sort(), of(&[("", t.queue_by_age()), ("deadline", t.queue_by_deadline())])),
        ]
    }

    fn customer_kinds(&self) -> [(&'static str, &'static str); 10] {
        let t = &self.t;
        [
            ("", t.queue_any()),
            ("public-health", t.queue_public_health()),
            ("public-social", t.queue_public_social()),
            ("private-health", t.queue_private_health()),
            ("private-social", t.queue_private_social()),
            ("practitioner", t.queue_practitioner()),
            ("foundation", t.queue_foundation()),
            ("association", t.queue_association()),
            ("pharmacist", t.queue_pharmacist()),
            ("hospital-pharmacy", t.queue_hospital_pharmacy()),
        ]
    }

    fn state_name(&self, state: &str) -> String {
        if state == "to-do" {
            self.t.queue_to_do().to_owned()
        } else if state == "proposed" {
            self.t.queue_proposed().to_owned()
        } else {
            customership::journeys::joining::state_tag(Purpose::Joining, state, self.facts.officer.language).text.into_owned()
        }
    }

    fn table(&self) -> Result<Table<'_>, askama::Error> {
        let t = &self.t;
        let mut columns: Vec<Column<'_>> =
            [t.case_number(), t.customer(), t.matter(), t.state(), t.queue_age(), t.queue_deadline(), t.handler()].map(Column::new).to_vec();
        if self.leads() {
            columns.push(Column::new(t.queue_tick()));
        }
        let caption = if self.facts.typed.get("sort") == "deadline" { t.queue_caption_deadline() } else { t.queue_caption_age() };
        let mut table = Table::new("queue", caption, columns);
        for entry in &self.facts.page.entries {
            let mut cells = vec![
                Cell::Html(self.link(entry)?),
                Cell::text(format!("{} ({})", entry.customer, entry.business_id)),
                Cell::text(self.what(entry)),
                Cell::Html(self.state_and_messages(entry)),
                Cell::Html(Html::rendered(self.age(entry).render()?)),
                Cell::Html(self.deadline(entry)),
                Cell::Html(self.holder(entry)?),
            ];
            if self.leads() {
                let tick = Tick { id: entry.id.to_string(), about: &entry.case_number, t: *t };
                cells.push(if entry.open { Cell::Html(Html::rendered(tick.render()?)) } else { Cell::text("") });
            }
            table = table.row(cells);
        }
        Ok(table)
    }

    fn link(&self, entry: &Entry) -> Result<Html<'static>, askama::Error> {
        let href = opened_from(&address(entry), &self.facts.typed.here());
        let link = EntryLink { id: entry.id.to_string(), href, label: &entry.case_number };
        Ok(Html::rendered(link.render()?))
    }

    fn what(&self, entry: &Entry) -> String {
        let matter = matter_title(entry.service, entry.purpose, self.facts.officer.language);
        match (entry.kind, entry.task) {
            (Kind::Matter(_), _) => matter,
            (Kind::Task, Some(task)) => format!("{}: {}, {matter}", self.t.queue_task(), task_words(&self.t, task)),
            (Kind::Task, None) => format!("{}: {matter}", self.t.queue_task()),
        }
    }

    fn state_and_messages(&self, entry: &Entry) -> Html<'static> {
        let state = self.state(entry);
        if entry.unread == 0 {
            return Html::rendered(state.to_string());
        }
        Html::rendered(format!("{state} {}", Tag::new(TagKind::Warning, self.t.messages_unread(entry.unread))))
    }

    fn state(&self, entry: &Entry) -> Tag<'static> {
        let t = &self.t;
        match entry.kind {
            Kind::Task if entry.open => Tag::new(TagKind::Info, t.queue_to_do()),
            Kind::Task if entry.state == "cancelled" => Tag::new(TagKind::Neutral, t.queue_cancelled()),
            Kind::Task => Tag::new(TagKind::Neutral, t.queue_done()),
            Kind::Matter(_) if entry.state == "proposed" => Tag::new(TagKind::Warning, t.queue_proposed()),
            Kind::Matter(purpose) => {
                let tag = state_tag(purpose, &entry.state, self.facts.officer.language);
                if entry.answered { Tag::new(TagKind::Warning, format!("{} – {}", tag.text, t.answered())) } else { tag }
            }
        }
    }

    /// Working days since it came, until today or until it was closed.
    fn age(&self, entry: &Entry) -> Age {
        let until = entry.closed_at.unwrap_or(self.facts.officer.now);
        let days = working_days_between(entry.arrived_at.day(), until.day());
        let late = entry.open && !has_earliest_day(entry) && entry.deadline < self.facts.officer.now.day();
        let class = if late { "age--late" } else { "age--fresh" };
        Age { class, length: days.min(FULL_BAR) * 100 / FULL_BAR, words: self.t.queue_working_days(i64::from(days)) }
    }

    /// The day, and in a word if it is past or near.
    fn deadline(&self, entry: &Entry) -> Html<'static> {
        let (t, day) = (&self.t, entry.deadline.finnish());
        let left = entry.deadline.days_since(self.facts.officer.now.day());
        if !entry.open {
            return Html::text("–");
        }
        if has_earliest_day(entry) {
            return match left {
                1.. => Html::text(&t.task_earliest(day)),
                0 => Html::rendered(format!("{day} {}", Tag::new(TagKind::Warning, t.task_today()))),
                _ => Html::rendered(format!("{day} {}", Tag::new(TagKind::Warning, t.task_waits()))),
            };
        }
        let tag = match left {
            left if left < 0 => Tag::new(TagKind::Danger, t.task_overdue()),
            0 => Tag::new(TagKind::Warning, t.task_today()),
            left if left <= SOON => Tag::new(TagKind::Warning, t.queue_near()),
            _ => return Html::text(&day),
        };
        Html::rendered(format!("{day} {tag}"))
    }

    /// Who has it, and the button to take it or to give it back.
    fn holder(&self, entry: &Entry) -> Result<Html<'static>, askama::Error> {
        let (t, me) = (&self.t, self.facts.officer.id);
        // What the program did on its day nobody handled.
        let name = entry.handler.as_ref().filter(|handler| !handler.id.is_nil()).map_or("–", |handler| handler.name.as_str());
        let mine = entry.handler.as_ref().is_some_and(|handler| handler.id == me);
        let can_release = mine && matches!(entry.state.as_str(), "in-processing" | "to-do");
        let (verb, label) = match &entry.handler {
            None => ("claim", t.queue_claim()),
            Some(_) if can_release => ("release", t.queue_release()),
            Some(_) => return Ok(Html::text(name)),
        };
        if !entry.open || !self.handles() {
            return Ok(Html::text(name));
        }
        let (action, id) = (format!("/office/queue/{}/{verb}", entry.id), row(entry));
        let form = Verb { action, csrf: self.csrf(), filter: self.filter(), id, label, about: &entry.case_number };
        Ok(Html::rendered(format!("{} {}", if mine { Html::text(name) } else { Html::default() }, form.render()?)))
    }

    fn next(&self) -> Option<String> {
        self.facts.page.next.as_ref().map(|after| self.facts.typed.address_with("after", &place(after)))
    }

    fn to(&self) -> Select<'_> {
        let none = std::iter::once(Choice::new("", self.t.queue_choose_officer()));
        let officers = self.facts.officers.iter().map(|other| Choice::new(other.id.to_string(), other.name.as_str()));
        Select::new("to", self.t.queue_to(), none.chain(officers).collect())
    }
}
