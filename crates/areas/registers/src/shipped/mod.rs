//! Lists that come with the program, so that it knows them from its first day: postal codes, operators of e-invoices.
//! A newer file may be imported ([`crate::import::shipped`]); what was imported last is used unless what came with the
//! program is newer. Rules ask for a list without a database: each process holds the ones in use.

mod store;

use std::sync::{PoisonError, RwLock};

use kit_core::{Day, Digest};
use kit_db::{Db, DbError, Read};

pub use store::put;

use crate::{
    import::runs::{self, Run},
    operators, postal_codes,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShippedList {
    /// Postinumerot, postnummer.
    PostalCodes,
    /// Verkkolaskuvälittäjät, e-fakturaförmedlare.
    Operators,
}

impl ShippedList {
    pub const ALL: [Self; 2] = [Self::PostalCodes, Self::Operators];

    /// The word in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::PostalCodes => "postal-codes",
            Self::Operators => "operators",
        }
    }

    /// The day of the data that came with the program.
    #[allow(clippy::expect_used, reason = "the days of what came with the program are days; a test looks at both")]
    pub fn dated(self) -> Day {
        let (year, month, day) = match self {
            Self::PostalCodes => postal_codes::DATED,
            Self::Operators => operators::DATED,
        };
        Day::new(year, month, day).expect("a day")
    }

    /// What came with the program, as lines.
    pub fn content(self) -> String {
        match self {
            Self::PostalCodes => postal_codes::shipped().to_owned(),
            Self::Operators => operators::shipped(),
        }
    }

    fn uses(self, digest: &Digest) -> bool {
        match self {
            Self::PostalCodes => postal_codes::IN_USE.is(digest),
            Self::Operators => operators::IN_USE.is(digest),
        }
    }

    fn take(self, digest: Digest, content: String) {
        match self {
            Self::PostalCodes => postal_codes::IN_USE.put(digest, postal_codes::lines(content.leak()).leak()),
            Self::Operators => operators::IN_USE.put(digest, operators::lines(content.leak()).leak()),
        }
    }
}

/// What this process uses of a list. A newer one takes its place as a whole. The older one stays in memory, as somebody may
/// hold a line of it: lists are small (postal codes take a quarter of a megabyte), and another content is rare.
#[derive(Debug)]
pub struct InUse<T: 'static>(RwLock<(Option<Digest>, &'static [T])>);

impl<T> InUse<T> {
    pub const fn new(shipped: &'static [T]) -> Self {
        Self(RwLock::new((None, shipped)))
    }

    pub fn get(&self) -> &'static [T] {
        self.0.read().unwrap_or_else(PoisonError::into_inner).1
    }

    fn is(&self, digest: &Digest) -> bool {
        self.0.read().unwrap_or_else(PoisonError::into_inner).0.as_ref() == Some(digest)
    }

    fn put(&self, digest: Digest, newer: &'static [T]) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = (Some(digest), newer);
    }
}

/// Takes up what was imported since this process looked last.
pub async fn take_up(db: &Db) -> Result<(), DbError> {
    let read = db.read().await?;
    for list in ShippedList::ALL {
        let Some(digest) = store::digest(&read, list).await? else { continue };
        if !list.uses(&digest)
            && let Some((digest, content)) = store::content(&read, list).await?
        {
            list.take(digest, content);
        }
    }
    Ok(())
}

/// A list as it is in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub list: ShippedList,
    pub entries: usize,
    /// The day of the data.
    pub dated: Day,
    /// The import that they came by; none: they came with the program.
    pub run: Option<Run>,
}

/// What is in use, and where it came from.
pub async fn held(read: &Read) -> Result<Vec<Held>, DbError> {
    let mut all = Vec::new();
    for list in ShippedList::ALL {
        let held = match store::imported(read, list).await? {
            Some((run, dated, entries)) => Held { list, entries, dated, run: runs::find(read, run).await? },
            None => Held { list, entries: list.content().lines().count(), dated: list.dated(), run: None },
        };
        all.push(held);
    }
    Ok(all)
}

/// The lines that are in use.
pub async fn present(read: &Read, list: ShippedList) -> Result<String, DbError> {
    Ok(store::content(read, list).await?.map_or_else(|| list.content(), |(_, content)| content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_with_the_program_is_dated() {
        assert_eq!(ShippedList::ALL.map(|list| list.dated().finnish()), ["13.4.2024", "22.8.2025"]);
        assert_eq!(ShippedList::ALL.map(|list| list.content().lines().count()), [3752, 36]);
    }
}
