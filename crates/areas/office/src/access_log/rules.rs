use kit_core::{Day, FieldErrors, Instant, Uuid};
use kit_web::Fields;

/// What is searched for, as it was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Who: part of a name, or the one who was chosen among several of that name.
    pub who: String,
    pub actor: Option<Uuid>,
    /// Whose data: part of a name, a business ID or an OID, or the chosen customer.
    pub whose: String,
    pub customer: Option<Uuid>,
    pub kind: Kind,
    pub from: Option<Day>,
    /// The last day, included.
    pub to: Option<Day>,
    /// Rows older than this one: the last of the page before.
    pub before: Option<Place>,
}

/// Looks are many, changes few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    All,
    Looks,
    Changes,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::All, Self::Looks, Self::Changes];

    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Looks => "looks",
            Self::Changes => "changes",
        }
    }
}

/// The place of a row in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub at: Instant,
    pub id: Uuid,
}

impl Place {
    pub fn key(self) -> String {
        format!("{}.{}", self.at.micros(), self.id)
    }

    fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self { at: Instant::from_micros(at.parse().ok()?), id: Uuid::try_parse(id).ok()? })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchError {
    Day,
    /// The period ends before it begins.
    Order,
    /// Nobody of that name has ever been here.
    NoActor,
    NoCustomer,
}

impl Search {
    pub fn of(fields: &Fields) -> Result<Self, FieldErrors<SearchError>> {
        let mut errors = FieldErrors::default();
        let mut day = |name: &str| {
            let typed = fields.get(name).trim();
            let day = Day::parse_finnish(typed);
            if day.is_none() && !typed.is_empty() {
                errors.add(name, SearchError::Day);
            }
            day
        };
        let (from, to) = (day("from"), day("to"));
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            errors.add("to", SearchError::Order);
        }
        let id = |name: &str| Uuid::try_parse(fields.get(name)).ok();
        errors.or(Some(Self {
            who: fields.get("who").trim().to_owned(),
            actor: id("actor"),
            whose: fields.get("whose").trim().to_owned(),
            customer: id("customer"),
            kind: Kind::ALL.into_iter().find(|kind| kind.key() == fields.get("kind")).unwrap_or(Kind::All),
            from,
            to,
            before: Place::parse(fields.get("before")),
        }))
    }

    /// The same as the pairs of an address.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let id = |id: Option<Uuid>| id.map_or_else(String::new, |id| id.to_string());
        let day = |day: Option<Day>| day.map_or_else(String::new, Day::finnish);
        let pairs = [
            ("who", self.who.clone()),
            ("actor", id(self.actor)),
            ("whose", self.whose.clone()),
            ("customer", id(self.customer)),
            ("kind", self.kind.key().to_owned()),
            ("from", day(self.from)),
            ("to", day(self.to)),
            ("before", self.before.map_or_else(String::new, Place::key)),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }

    /// The oldest moment that is looked at, and the newest row that is not.
    pub fn bounds(&self) -> (Instant, Place) {
        let begins = self.from.map_or(Instant::from_micros(0), Day::start);
        // The far end of both databases' days.
        let ends = self.to.map_or(Instant::from_micros(253_402_214_400_000_000), |day| day.plus_days(1).start());
        (begins, self.before.unwrap_or(Place { at: ends, id: Uuid::nil() }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_is_its_address() {
        let typed = "who=K%C3%A4si&whose=1234567-1&kind=changes&from=1.11.2026&to=2.11.2026&before=17.01a2001f-9700-703d-b575-db560fae6f93";
        let search = Search::of(&Fields::read(typed.as_bytes())).unwrap();
        assert_eq!((search.kind, search.before.map(|place| place.at.micros())), (Kind::Changes, Some(17)));
        assert_eq!(Search::of(&Fields::from_pairs(search.pairs())).unwrap(), search);
        let empty = Search::of(&Fields::default()).unwrap();
        assert_eq!((empty.pairs(), empty.kind), (Vec::new(), Kind::All));
    }

    #[test]
    fn days_are_read_in_helsinki_and_the_last_one_is_included() {
        let search = |typed: &str| Search::of(&Fields::read(typed.as_bytes()));
        let (begins, end) = search("from=1.11.2026&to=1.11.2026").unwrap().bounds();
        assert_eq!((begins.iso().as_str(), end.at.iso().as_str()), ("2026-10-31T22:00:00.000000Z", "2026-11-01T22:00:00.000000Z"));
        for (typed, field, error) in
            [("from=x", "from", SearchError::Day), ("to=31.2.2026", "to", SearchError::Day), ("from=2.1.2026&to=1.1.2026", "to", SearchError::Order)]
        {
            let errors = search(typed).unwrap_err();
            assert!(errors.iter().any(|e| e.field == field && e.error == error), "{typed}");
        }
    }
}
