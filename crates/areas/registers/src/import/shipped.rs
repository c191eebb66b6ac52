//! Newer files of the lists that came with the program: checked row by row, compared with what is in use, put in its place
//! as a whole.

use std::collections::{BTreeMap, HashSet};

use kit_core::{Clock, Day, Ids, Uuid};
use kit_db::Db;

use super::{
    Came, Incoming, Stopped, Terms,
    columns::{Cells, Field},
    fault::{FaultKind, RowFault},
    gather, operators, postal_codes, runs, units,
};
use crate::shipped::{self, ShippedList};

/// Lines of a list, at most: there are no more postal codes than these.
const MOST_LINES: usize = 100_000;
/// Bytes that a row takes, generously.
const ROW: usize = 512;

/// What a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub line: u64,
    /// No two rows have the same: the code, or id and name of an operator.
    pub identity: String,
    /// By this the lines of the list are put in order.
    pub order: String,
    /// What else the line of the list says.
    pub rest: String,
    /// The day of the data, if the row says it.
    pub dated: Option<Day>,
}

/// How a row is read; none: it does not belong to the list.
type ReadRow = fn(u64, Cells<'_>) -> Result<Option<Row>, RowFault>;

/// The columns of a list, and how its rows are read.
pub fn read_all(list: ShippedList) -> (&'static [Field], ReadRow) {
    match list {
        ShippedList::PostalCodes => (postal_codes::FIELDS, postal_codes::read),
        ShippedList::Operators => (operators::FIELDS, operators::read),
    }
}

impl ShippedList {
    /// So many codes of `of` may leave: with more of them a file is taken for a damaged one.
    fn may_leave(self, of: usize) -> usize {
        match self {
            Self::PostalCodes => (of * 3 / 100).max(20),
            Self::Operators => (of / 4).max(3),
        }
    }
}

/// A text that goes between semicolons.
pub fn cell(text: &str) -> String {
    text.replace(';', ",")
}

/// Takes a whole list; this process uses it at once.
pub async fn take(
    (db, clock, _): (&Db, &Clock, &Ids),
    id: Uuid,
    (list, terms): (ShippedList, Terms),
    incoming: Incoming<'_>,
    came: &mut Came,
) -> Result<(), Stopped> {
    let (fields, read) = read_all(list);
    let check = |line, cells: Cells<'_>| read(line, cells).map(|row| (row, ROW));
    let rows = gather((db, clock, id), (fields, &check), incoming, came).await?;
    apply((db, clock, id), (list, terms.may_shrink), rows.into_iter().flatten().collect(), came).await?;
    // It has come in, even if this process sees it only when it looks again.
    shipped::take_up(db).await.ok();
    Ok(())
}

async fn apply(
    (db, clock, id): (&Db, &Clock, Uuid),
    (list, may_shrink): (ShippedList, bool),
    rows: Vec<Row>,
    came: &mut Came,
) -> Result<(), Stopped> {
    let (now, present) = (clock.now(), shipped::present(&db.read().await?, list).await?);
    let plan = plan((list, may_shrink), rows, &present, clock.today(), &mut came.faults)?;
    let (read, faults) = (came.read, came.faults.clone());
    db.write(move |tx| async move {
        if !runs::done(&tx, id, read, plan.counts, &faults, now).await? {
            return Err(Stopped::GivenUp);
        }
        shipped::put(&tx, (list, id), plan.dated, &plan.content, now).await?;
        Ok(())
    })
    .await
}

/// What to write.
#[derive(Debug, PartialEq, Eq)]
struct Plan {
    dated: Day,
    content: String,
    counts: runs::Counts,
}

fn plan((list, may_shrink): (ShippedList, bool), rows: Vec<Row>, present: &str, today: Day, faults: &mut Vec<RowFault>) -> Result<Plan, Stopped> {
    let mut rows = once_each(rows, faults);
    if rows.is_empty() {
        return Err(Stopped::Empty);
    }
    if rows.len() > MOST_LINES {
        return Err(Stopped::TooLarge);
    }
    let dated = rows.iter().filter_map(|row| row.dated).max().map_or(today, |dated| dated.min(today));
    let shipped = list.dated();
    if dated < shipped {
        return Err(Stopped::Older { dated, shipped });
    }
    rows.sort_by(|a, b| (&a.order, &a.identity).cmp(&(&b.order, &b.identity)));
    let content: String = rows.iter().map(|row| format!("{};{}\n", row.identity, row.rest)).collect();
    let (before, after) = (by_code(present), by_code(&content));
    let counts = compare(&before, &after);
    if !may_shrink && counts.ended > list.may_leave(before.len()) {
        return Err(Stopped::Shrinks { leaving: counts.ended, of: before.len() });
    }
    Ok(Plan { dated, content, counts })
}

/// Of rows that say the same code the first stays.
fn once_each(rows: Vec<Row>, faults: &mut Vec<RowFault>) -> Vec<Row> {
    let mut seen = HashSet::new();
    let mut kept = Vec::with_capacity(rows.len());
    for row in rows {
        if seen.insert(row.identity.clone()) {
            kept.push(row);
        } else {
            let code = row.identity.split(';').next().unwrap_or_default();
            faults.push(units::fault(row.line, code, FaultKind::SameCode, row.identity.clone()));
        }
    }
    kept
}

/// What each code has; an id may be that of several operators.
type ByCode<'a> = BTreeMap<&'a str, Vec<&'a str>>;

fn by_code(content: &str) -> ByCode<'_> {
    let mut all = ByCode::new();
    for (code, rest) in content.lines().filter_map(|line| line.split_once(';')) {
        all.entry(code).or_default().push(rest);
    }
    all.values_mut().for_each(|rest| rest.sort_unstable());
    all
}

fn compare(before: &ByCode<'_>, after: &ByCode<'_>) -> runs::Counts {
    let mut counts = runs::Counts { ended: before.keys().filter(|code| !after.contains_key(*code)).count(), ..runs::Counts::default() };
    for (code, rest) in after {
        match before.get(code) {
            Some(there) if there == rest => counts.same += 1,
            Some(_) => counts.changed += 1,
            None => counts.added += 1,
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(iso: &str) -> Day {
        Day::parse_iso(iso).unwrap()
    }

    fn row(line: u64, identity: &str, rest: &str) -> Row {
        Row { line, identity: identity.to_owned(), order: identity.to_owned(), rest: rest.to_owned(), dated: Some(day("2026-11-01")) }
    }

    fn planned(list: ShippedList, rows: Vec<Row>, present: &str) -> (Result<Plan, Stopped>, Vec<RowFault>) {
        let mut faults = Vec::new();
        let plan = plan((list, false), rows, present, day("2026-11-22"), &mut faults);
        (plan, faults)
    }

    #[test]
    fn a_list_is_put_in_order_and_compared_by_code() {
        let rows = vec![row(1, "00200", "Malli;"), row(2, "00100", "Helsinki;Helsingfors"), row(3, "00300", "Uusi;")];
        let (plan, faults) = planned(ShippedList::PostalCodes, rows, "00100;Helsinki;Helsingfors\n00200;Esimerkki;\n00400;Pois;\n");
        let (plan, counts) = (plan.unwrap(), runs::Counts { added: 1, changed: 1, ended: 1, same: 1 });
        assert_eq!((plan.dated, plan.counts), (day("2026-11-01"), counts));
        assert_eq!(plan.content, "00100;Helsinki;Helsingfors\n00200;Malli;\n00300;Uusi;\n");
        assert_eq!(faults, []);
    }

    #[test]
    fn a_code_comes_once_but_two_operators_may_have_one_id() {
        let (plan, faults) = planned(ShippedList::PostalCodes, vec![row(1, "00100", "Yksi;"), row(2, "00100", "Kaksi;")], "");
        assert_eq!((plan.unwrap().content.as_str(), faults.len(), faults[0].line, faults[0].kind), ("00100;Yksi;\n", 1, 2, FaultKind::SameCode));
        let rows = vec![row(1, "FI1;Malli", "bank"), row(2, "FI1;Esimerkki", "bank"), row(3, "FI1;Malli", "operator")];
        let (plan, faults) = planned(ShippedList::Operators, rows, "FI1;Malli;bank\nFI1;Esimerkki;bank\n");
        assert_eq!((plan.unwrap().counts.same, faults.len(), faults[0].oid.as_str()), (1, 1, "FI1"));
    }

    #[test]
    fn a_list_that_shrinks_much_or_is_older_than_the_programs_own_is_refused() {
        let codes = |count: usize| (0..count).map(|number| row(1, &format!("{number:05}"), "Malli;")).collect::<Vec<_>>();
        let present: String = codes(1000).iter().map(|row| format!("{};{}\n", row.identity, row.rest)).collect();
        let refused = |rows| planned(ShippedList::PostalCodes, rows, &present).0.err().map(|stopped| stopped.key());
        assert_eq!((refused(codes(970)), refused(codes(969)), refused(Vec::new())), (None, Some("shrinks"), Some("empty")));
        let old = vec![Row { dated: Some(day("2024-04-12")), ..row(1, "00100", "Malli;") }];
        assert_eq!(refused(old), Some("older"));
        let mut believed = Vec::new();
        assert!(plan((ShippedList::PostalCodes, true), codes(5), &present, day("2026-11-22"), &mut believed).is_ok());
    }

    #[test]
    fn data_are_of_the_day_that_the_file_says_but_not_of_one_to_come() {
        let dated = |dated| planned(ShippedList::PostalCodes, vec![Row { dated, ..row(1, "00100", "Malli;") }], "").0.unwrap().dated;
        assert_eq!([None, Some(day("2099-01-01"))].map(dated), [day("2026-11-22"); 2]);
    }
}
