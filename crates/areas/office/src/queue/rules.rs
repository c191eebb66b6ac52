//! The filter as it stands in the address, and what it means.

use customership::{
    queue::{After, Due, Filter, Holder, Kind, List, Order, Search, Stage},
    services::Service,
};
use kit_core::{Day, Instant, Uuid};
use kit_web::Fields;

/// What may stand in the address of the queue.
const NAMES: [&str; 8] = ["kind", "service", "state", "officer", "due", "customer", "q", "sort"];
/// States in which an open matter can be looked for, and that of a task.
pub const OPEN_STATES: [&str; 5] = ["received", "in-processing", "information-requested", "proposed", "to-do"];
/// Days before the deadline in which a matter is due soon.
pub const SOON: i32 = 7;

/// The filter as it was typed, cleaned of what is no part of it.
#[derive(Clone, Debug)]
pub struct Typed {
    fields: Fields,
    after: String,
}

impl Typed {
    pub fn read(query: &str) -> Self {
        let fields = Fields::read(query.as_bytes());
        Self { after: fields.get("after").to_owned(), fields: fields.only(|name| NAMES.contains(&name)) }
    }

    pub fn get(&self, name: &str) -> &str {
        self.fields.get(name).trim()
    }

    /// Nothing is filtered by, but perhaps the kind and the order.
    pub fn is_narrowed(&self) -> bool {
        NAMES.into_iter().any(|name| !matches!(name, "kind" | "sort") && !self.get(name).is_empty())
    }

    pub fn filter(&self, me: Uuid, today: Day) -> Filter {
        Filter {
            kind: Kind::find(self.get("kind")),
            to_decide: false,
            service: Service::find(self.get("service")),
            stage: match self.get("state") {
                "" => Stage::Usual,
                "open" => Stage::Open,
                "closed" => Stage::Closed,
                "unread" => Stage::Unread,
                state if OPEN_STATES.contains(&state) => Stage::State(state.to_owned()),
                _ => Stage::Usual,
            },
            holder: match self.get("officer") {
                "me" => Holder::Officer(me),
                "nobody" => Holder::Nobody,
                "somebody" => Holder::Somebody,
                other => Uuid::try_parse(other).map_or(Holder::Any, Holder::Officer),
            },
            due: match self.get("due") {
                "overdue" => Due::Before(today),
                "soon" => Due::Between(today, today.plus_days(SOON)),
                _ => Due::Any,
            },
            customer_kind: self.get("customer").to_owned(),
            search: Search::parse(self.get("q"), today.year()),
            order: if self.get("sort") == "deadline" { Order::Deadline } else { Order::Age },
        }
    }

    /// Where the page begins; none for the first.
    pub fn after(&self) -> Option<After> {
        let (place, id) = self.after.rsplit_once('.')?;
        let (list, key) = place.split_once('.')?;
        let instant = || key.parse().ok().map(Instant::from_micros);
        let list = match list {
            "age" => List::Age(instant()?),
            "deadline" => List::Deadline(Day::parse_iso(key)?),
            "closed" => List::Closed(instant()?),
            _ => return None,
        };
        Some(After { list, id: Uuid::try_parse(id).ok()? })
    }

    /// The query of this very page of the list.
    pub fn here(&self) -> String {
        self.query_with("after", &self.after)
    }

    /// The query of the address with this filter.
    pub fn query(&self) -> String {
        self.query_with("", "")
    }

    /// The same with another value in one place.
    pub fn query_with(&self, changed: &str, value: &str) -> String {
        let of = |name: &str| if name == changed { value } else { self.get(name) }.to_owned();
        let pairs = NAMES.into_iter().chain((changed == "after").then_some("after")).map(|name| (name, of(name)));
        form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs.filter(|(_, value)| !value.is_empty())).finish()
    }

    /// The address of the queue with another value in one place.
    pub fn address_with(&self, changed: &str, value: &str) -> String {
        let query = self.query_with(changed, value);
        if query.is_empty() { "/office".to_owned() } else { format!("/office?{query}") }
    }
}

/// The address of a page that is opened from a list: it knows the list's query, to lead back.
pub fn opened_from(address: &str, query: &str) -> String {
    if query.is_empty() {
        return address.to_owned();
    }
    format!("{address}?{}", form_urlencoded::Serializer::new(String::new()).append_pair("from", query).finish())
}

/// The list that an entry was opened from, at its line.
pub fn back_to(from: &str, entry: Uuid) -> String {
    let typed = Typed::read(from);
    format!("{}#row-{entry}", typed.address_with("after", &typed.after))
}

/// The place after which the next page begins, for the address.
pub fn place(after: &After) -> String {
    let (list, key) = match after.list {
        List::Age(at) => ("age", at.micros().to_string()),
        List::Deadline(day) => ("deadline", day.iso()),
        List::Closed(at) => ("closed", at.micros().to_string()),
    };
    format!("{list}.{key}.{}", after.id)
}

/// The filter of what is taken as the next: nobody has it, it is open, and it needs an officer. On an ending nothing is decided.
pub fn to_take(filter: &Filter) -> Filter {
    let stage = if let Stage::State(state) = &filter.stage { Stage::State(state.clone()) } else { Stage::Open };
    Filter { holder: Holder::Nobody, stage, to_decide: true, ..filter.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> Day {
        Day::parse_iso("2026-11-24").unwrap_or_else(|| panic!("a day"))
    }

    #[test]
    fn an_address_says_what_is_wanted_and_comes_back_the_same() {
        let me = Uuid::from_u128(7);
        let typed = Typed::read("kind=ending&service=imaging&state=received&officer=me&due=soon&q=%C3%84ij%C3%A4+oy&sort=deadline&lang=sv&x=1&q=2");
        let filter = typed.filter(me, today());
        assert_eq!((filter.kind.map(Kind::key), filter.service.map(|service| service.key)), (Some("ending"), Some("imaging")));
        assert_eq!((filter.stage, filter.holder), (Stage::State("received".to_owned()), Holder::Officer(me)));
        assert_eq!((filter.due, filter.order), (Due::Between(today(), today().plus_days(7)), Order::Deadline));
        assert_eq!(filter.search.words, ["aija", "oy"]);
        assert_eq!(typed.query(), "kind=ending&service=imaging&state=received&officer=me&due=soon&q=%C3%84ij%C3%A4+oy&sort=deadline");
        assert_eq!(Typed::read(&typed.query()).query(), typed.query());
        assert_eq!(Typed::read("").address_with("kind", "task"), "/office?kind=task");
        assert!(typed.is_narrowed() && !Typed::read("kind=task&sort=age").is_narrowed());
    }

    #[test]
    fn what_was_opened_from_a_list_leads_back_to_it_and_nowhere_else() {
        let entry = Uuid::from_u128(3);
        let typed = Typed::read("kind=task&q=a+%26+b&after=age.5.00000000-0000-0000-0000-000000000003");
        let opened = opened_from("/office/tasks/3", &typed.here());
        let from = Fields::read(opened.split_once('?').unwrap_or_default().1.as_bytes()).get("from").to_owned();
        let place = "after=age.5.00000000-0000-0000-0000-000000000003";
        assert_eq!(back_to(&from, entry), format!("/office?kind=task&q=a+%26+b&{place}#row-{entry}"));
        assert_eq!(back_to("//malli.example?x=1", entry), format!("/office#row-{entry}"));
        assert_eq!(opened_from("/office/tasks/3", ""), "/office/tasks/3");
    }

    #[test]
    fn nonsense_filters_nothing() {
        let filter = Typed::read("kind=x&service=x&state=draft&officer=x&due=x&sort=x&after=age.x.y").filter(Uuid::nil(), today());
        assert!(filter.kind.is_none() && filter.service.is_none() && filter.search.is_empty());
        assert_eq!((filter.stage, filter.holder, filter.due, filter.order), (Stage::Usual, Holder::Any, Due::Any, Order::Age));
    }

    #[test]
    fn a_place_in_the_list_is_read_as_it_was_written() {
        for list in [List::Age(Instant::from_micros(5)), List::Deadline(today()), List::Closed(Instant::from_micros(9))] {
            let after = After { list, id: Uuid::from_u128(3) };
            let query = Typed::read("kind=task").query_with("after", &place(&after));
            assert_eq!(Typed::read(&query).after(), Some(after));
        }
        assert_eq!(Typed::read("after=age.5.x").after(), None);
    }
}
