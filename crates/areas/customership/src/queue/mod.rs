//! The officers' queue: matters and tasks as flat rows that can be filtered, sorted and searched (decision 0017).
//!
//! Rows are derived: whoever changes an application, a task or a customer's contacts calls [`refresh`], [`refresh_task`]
//! or [`words`] in the same transaction.

mod catch_up;
mod list;
mod rules;
mod store;

use kit_core::{Day, Instant, Uuid};

use crate::{
    applications::{ApplicationId, Handler, Purpose},
    life::TaskKind,
    services::Service,
};

pub use catch_up::catch_up;
pub use list::{PAGE, page};
pub use rules::{Search, customer_words, deadline, fold};
pub use store::{claim_task, deadline_of, find, hand_over_task, officers, refresh, refresh_task, release_task, words};

/// What an entry of the queue is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Matter(Purpose),
    Task,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Matter(Purpose::Joining), Self::Matter(Purpose::TechnicalChange), Self::Matter(Purpose::Ending), Self::Task];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Matter(purpose) => purpose.key(),
            Self::Task => "task",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A matter or a task, as the queue shows it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: Uuid,
    pub kind: Kind,
    pub task: Option<TaskKind>,
    pub application: ApplicationId,
    /// The purpose of the matter, also of the one that a task follows from.
    pub purpose: Purpose,
    pub service: &'static Service,
    pub case_number: String,
    pub customer: String,
    pub business_id: String,
    pub state: String,
    pub open: bool,
    /// A question was answered, and the answer waits to be read.
    pub answered: bool,
    /// The customer's messages that no officer has read.
    pub unread: i64,
    pub arrived_at: Instant,
    pub deadline: Day,
    pub handler: Option<Handler>,
    pub closed_at: Option<Instant>,
}

/// Which entries are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub kind: Option<Kind>,
    /// Without endings: nothing is decided on them, they wait for their day.
    pub to_decide: bool,
    pub service: Option<&'static Service>,
    pub stage: Stage,
    pub holder: Holder,
    pub due: Due,
    /// A key of the register's kinds of organisations; empty: all.
    pub customer_kind: String,
    pub search: Search,
    pub order: Order,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// Open ones; with words to search for, closed ones after them.
    #[default]
    Usual,
    Open,
    /// Open ones in this state.
    State(String),
    Closed,
    /// Open or closed, with messages of the customer that no officer has read.
    Unread,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holder {
    #[default]
    Any,
    Nobody,
    Somebody,
    Officer(Uuid),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Due {
    #[default]
    Any,
    /// The deadline was before this day.
    Before(Day),
    /// From the first to the last, both counted.
    Between(Day, Day),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The oldest first.
    #[default]
    Age,
    /// What is overdue longest first.
    Deadline,
}

/// Where a page begins: after the entry with this key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct After {
    pub list: List,
    pub id: Uuid,
}

/// The list that a page is in the middle of, with the place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    Age(Instant),
    Deadline(Day),
    /// Closed entries, those closed last first.
    Closed(Instant),
}

/// A page of the queue.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub entries: Vec<Entry>,
    /// How many there are of each kind, whichever kind is wanted. None: too many to count quickly, or closed.
    pub counts: Option<[(Kind, i64); 4]>,
    /// Where the next page begins, if there is one.
    pub next: Option<After>,
}
