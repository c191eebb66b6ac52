use askama::Template;
use identity::{
    Answer, Officer,
    access::log::{About, LogRow, looked},
};
use kit_core::{FieldErrors, Uuid};
use kit_db::{DbError, Read};
use kit_web::{
    Fields, FormView, PageError,
    components::{Cell, Choice, Column, DateInput, Pagination, Select, Table},
    csv::Csv,
};

use super::{
    rules::{Kind, Search, SearchError},
    store::{self, Entry, Meant},
    words,
};
use crate::T;

/// Rows of a page and of a file.
const PAGE: i64 = 50;
const FILE: i64 = 10_000;

#[derive(Template)]
#[template(path = "access_log/page.html")]
struct LogPage<'a> {
    view: FormView<'a>,
    found: Option<Found>,
    /// Several that a name may mean, each with its address.
    actors: Vec<(String, String)>,
    customers: Vec<(String, String)>,
    t: T,
}

struct Found {
    search: Search,
    entries: Vec<Entry>,
    has_more: bool,
}

impl LogPage<'_> {
    fn kind(&self) -> Select<'_> {
        let name = |kind: Kind| match kind {
            Kind::All => self.t.log_kind_all(),
            Kind::Looks => self.t.log_kind_looks(),
            Kind::Changes => self.t.log_kind_changes(),
        };
        let chosen = self.view.value("kind");
        let choice = |kind: Kind| Choice::new(kind.key(), name(kind)).checked_if(kind.key() == chosen);
        Select::new("kind", self.t.log_kind(), Kind::ALL.map(choice).to_vec())
    }

    fn day<'s>(&'s self, name: &'s str, label: &'s str) -> DateInput<'s> {
        DateInput::new(name, label, self.view.value(name)).hint(self.t.log_day_hint()).maybe_error(self.view.error_of(name))
    }

    fn table<'s>(&'s self, found: &'s Found) -> Table<'s> {
        let t = &self.t;
        let columns = [t.log_at(), t.log_who(), t.log_what(), t.log_of_what(), t.log_whose()].map(Column::new).to_vec();
        found.entries.iter().fold(Table::new("access-log", t.log_caption(), columns), |table, entry| {
            let object = words::object(t, entry);
            let object = match entry.object.as_str() {
                "application" => Cell::link(format!("/office/applications/{}", entry.object_id), object),
                _ => Cell::text(object),
            };
            table.row(vec![
                Cell::text(moment(entry)),
                Cell::text(words::actor(t, entry)),
                Cell::text(words::action(t, entry)),
                object,
                Cell::text(words::customer(entry)),
            ])
        })
    }

    fn pages<'s>(&'s self, found: &'s Found) -> Pagination<'s> {
        let t = &self.t;
        let mut pages = Pagination::new(t.log_pages(), t.log_shown(i64::try_from(found.entries.len()).unwrap_or(PAGE)));
        if found.search.before.is_some() {
            pages = pages.previous(address("/office/access-log", &Search { before: None, ..found.search.clone() }), t.log_newest());
        }
        match found.entries.last().filter(|_| found.has_more) {
            Some(last) => pages.next(address("/office/access-log", &Search { before: Some(last.place), ..found.search.clone() }), t.log_older()),
            None => pages,
        }
    }

    fn file(&self, found: &Found) -> String {
        address("/office/access-log/file", &Search { before: None, ..found.search.clone() })
    }
}

fn moment(entry: &Entry) -> String {
    format!("{} {}", entry.place.at.day().finnish(), entry.place.at.exact_time())
}

fn address(path: &str, search: &Search) -> String {
    let pairs: Vec<String> = search.pairs().iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

fn encoded(value: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    value.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

fn asked(officer: &Officer) -> Fields {
    Fields::read(officer.path.split_once('?').map_or("", |(_, query)| query).as_bytes())
}

/// Whom the names mean.
struct Names {
    actors: Vec<Meant>,
    customers: Vec<Meant>,
}

/// A name that means one is as good as having chosen; one that means several leaves the choice open.
async fn resolve(read: &Read, search: &mut Search, errors: &mut FieldErrors<SearchError>) -> Result<Names, DbError> {
    let mut names = Names { actors: Vec::new(), customers: Vec::new() };
    if search.actor.is_none() && !search.who.is_empty() {
        names.actors = store::actors(read, &search.who).await?;
        search.actor = only(&names.actors, &search.who);
        if names.actors.is_empty() {
            errors.add("who", SearchError::NoActor);
        }
    }
    if search.customer.is_none() && !search.whose.is_empty() {
        names.customers = store::customers(read, &search.whose).await?;
        search.customer = only(&names.customers, &search.whose);
        if names.customers.is_empty() {
            errors.add("whose", SearchError::NoCustomer);
        }
    }
    Ok(names)
}

/// The only one, or the only one of exactly that name.
fn only(meant: &[Meant], typed: &str) -> Option<Uuid> {
    let mut exact = meant.iter().filter(|meant| meant.name.to_lowercase() == typed.to_lowercase());
    match (meant, exact.next(), exact.next()) {
        ([one], _, _) | (_, Some(one), None) => Some(one.id),
        _ => None,
    }
}

/// What a look at the log is a look at: a customer's rows, somebody's doings, or everything.
fn about(search: &Search) -> About {
    match (search.customer, search.actor) {
        (Some(customer), _) => About::customers(customer, "access-log", customer),
        (None, Some(actor)) => About::nobodys("access-log", actor),
        (None, None) => About::nobodys("access-log", Uuid::nil()),
    }
}

pub(super) async fn show(officer: Officer) -> Answer {
    let mut fields = asked(&officer);
    let t = T::of(officer.language);
    let read = officer.world.db.read().await?;
    let mut errors = FieldErrors::default();
    let (mut found, mut actors, mut customers) = (None, Vec::new(), Vec::new());
    match Search::of(&fields) {
        Err(wrong) => errors = wrong,
        Ok(mut search) => {
            let names = resolve(&read, &mut search, &mut errors).await?;
            if search.actor.is_none() {
                let choose =
                    |meant: &Meant| (words::meant(&t, meant), address("/office/access-log", &Search { actor: Some(meant.id), ..search.clone() }));
                actors = names.actors.iter().map(choose).collect();
            }
            if search.customer.is_none() {
                let choose =
                    |meant: &Meant| (words::meant(&t, meant), address("/office/access-log", &Search { customer: Some(meant.id), ..search.clone() }));
                customers = names.customers.iter().map(choose).collect();
            }
            if errors.is_empty() && actors.is_empty() && customers.is_empty() {
                name_the_chosen(&read, &search, &mut fields).await?;
                looked(&officer.visit, &officer, about(&search)).await?;
                let mut entries = store::entries(&read, &search, PAGE + 1).await?;
                let has_more = entries.len() > 50;
                entries.truncate(50);
                found = Some(Found { search, entries, has_more });
            }
        }
    }
    let is_wrong = !errors.is_empty();
    let view = FormView::new(&fields, officer.visit.texts(), officer.visit.csrf()).errors(&errors, |error| match error {
        SearchError::Day => t.log_error_day(),
        SearchError::Order => t.log_error_order(),
        SearchError::NoActor => t.log_error_actor(),
        SearchError::NoCustomer => t.log_error_customer(),
    });
    let title = t.log_title();
    let page = officer.visit.page(title, LogPage { view, found, actors, customers, t }.render()?);
    if is_wrong { page.with_errors().into() } else { page.into() }
}

/// The fields show the names of those who were chosen, however the search came to them.
async fn name_the_chosen(read: &Read, search: &Search, fields: &mut Fields) -> Result<(), DbError> {
    if let Some(actor) = search.actor {
        fields.set("who", store::actor(read, actor).await?.map(|meant| meant.name).unwrap_or_default());
    }
    if let Some(customer) = search.customer {
        fields.set("whose", store::customer(read, customer).await?.map(|meant| meant.name).unwrap_or_default());
    }
    Ok(())
}

/// What was found, as a file: logged each time.
pub(super) async fn download(officer: Officer) -> Answer {
    let t = T::of(officer.language);
    let search = Search::of(&asked(&officer)).map_err(|_| PageError::NotFound)?;
    let row = LogRow::new(&officer.visit, &officer, "export", about(&search));
    officer.world.db.write(move |tx| async move { row.write(&tx).await }).await?;
    let entries = store::entries(&officer.world.db.read().await?, &search, FILE + 1).await?;
    let mut csv = Csv::new([t.log_at(), t.log_who(), t.log_what(), t.log_of_what(), t.log_whose(), t.log_business_id()]);
    for entry in entries.iter().take(10_000) {
        let (customer, business_id) = entry.customer.as_ref().map_or(("", ""), |(name, id)| (name, id));
        let (at, who, object) = (moment(entry), words::actor(&t, entry), words::object(&t, entry));
        csv.row([at.as_str(), &who, words::action(&t, entry), &object, customer, business_id]);
    }
    if entries.len() > 10_000 {
        csv.row([t.log_file_cut()]);
    }
    Ok(csv.download("access-log.csv"))
}
