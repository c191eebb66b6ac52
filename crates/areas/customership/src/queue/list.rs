//! A page of the queue. A list is read along its own index until the page is full; a search for words that few customers
//! have begins with those customers.

use kit_core::{Day, Instant, Uuid};
use kit_db::{DbError, Read, Row, Sql, Value, values};

use super::{After, Due, Entry, Filter, Holder, Kind, List, Order, Page, Search, Stage, rules, store};
use crate::applications::Purpose;

/// Entries on a page.
pub const PAGE: usize = 25;
/// A word that so many customers have is looked for along the list.
const COMMON: i64 = 6000;

// The filter is the same in all: $1 kind, $2 service, $3 state, $4 kind of customer, $5 and $6 who has it, $7 and $8 deadlines,
// $9 how many words of $10–$15 there are. NOT (… OR …) keeps the deadline from being taken for the way through the list.
const BY_AGE: Sql = Sql("SELECT e.id FROM queue_entry e WHERE e.open = TRUE AND (e.arrived_at, e.id) > ($16, $17)
     AND ($1 = '' OR e.kind = $1 OR ($1 = 'to-decide' AND e.kind <> 'ending')) AND ($2 = '' OR e.service = $2) AND ($3 = '' OR e.state = $3) AND ($4 = '' OR e.customer_kind = $4)
     AND ($5 = '' OR ($5 = 'nobody' AND e.officer IS NULL) OR ($5 = 'somebody' AND e.officer IS NOT NULL) OR ($5 = 'officer' AND e.officer = $6))
     AND NOT (e.deadline < $7 OR e.deadline > $8)
     AND ($9 < 1 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $10 AND w.word < $11))
     AND ($9 < 2 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $12 AND w.word < $13))
     AND ($9 < 3 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $14 AND w.word < $15))
     ORDER BY e.arrived_at, e.id LIMIT 26");
const BY_DEADLINE: Sql = Sql("SELECT e.id FROM queue_entry e WHERE e.open = TRUE AND (e.deadline, e.id) > ($16, $17)
     AND ($1 = '' OR e.kind = $1 OR ($1 = 'to-decide' AND e.kind <> 'ending')) AND ($2 = '' OR e.service = $2) AND ($3 = '' OR e.state = $3) AND ($4 = '' OR e.customer_kind = $4)
     AND ($5 = '' OR ($5 = 'nobody' AND e.officer IS NULL) OR ($5 = 'somebody' AND e.officer IS NOT NULL) OR ($5 = 'officer' AND e.officer = $6))
     AND NOT (e.deadline < $7 OR e.deadline > $8)
     AND ($9 < 1 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $10 AND w.word < $11))
     AND ($9 < 2 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $12 AND w.word < $13))
     AND ($9 < 3 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $14 AND w.word < $15))
     ORDER BY e.deadline, e.id LIMIT 26");
const CLOSED: Sql = Sql("SELECT e.id FROM queue_entry e WHERE e.open = FALSE AND (e.closed_at, e.id) < ($16, $17)
     AND ($1 = '' OR e.kind = $1 OR ($1 = 'to-decide' AND e.kind <> 'ending')) AND ($2 = '' OR e.service = $2) AND ($3 = '' OR e.state = $3) AND ($4 = '' OR e.customer_kind = $4)
     AND ($5 = '' OR ($5 = 'nobody' AND e.officer IS NULL) OR ($5 = 'somebody' AND e.officer IS NOT NULL) OR ($5 = 'officer' AND e.officer = $6))
     AND NOT (e.deadline < $7 OR e.deadline > $8)
     AND ($9 < 1 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $10 AND w.word < $11))
     AND ($9 < 2 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $12 AND w.word < $13))
     AND ($9 < 3 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $14 AND w.word < $15))
     ORDER BY e.closed_at DESC, e.id DESC LIMIT 26");
// One row: to group by kind, a database may sort all entries in memory first.
const COUNTS: Sql = Sql("SELECT COUNT(CASE WHEN e.kind = 'joining' THEN 1 END), COUNT(CASE WHEN e.kind = 'technical-change' THEN 1 END),
     COUNT(CASE WHEN e.kind = 'ending' THEN 1 END), COUNT(CASE WHEN e.kind = 'task' THEN 1 END) FROM queue_entry e WHERE e.open = TRUE
     AND ($1 = '' OR e.service = $1) AND ($2 = '' OR e.state = $2) AND ($3 = '' OR e.customer_kind = $3)
     AND ($4 = '' OR ($4 = 'nobody' AND e.officer IS NULL) OR ($4 = 'somebody' AND e.officer IS NOT NULL) OR ($4 = 'officer' AND e.officer = $5))
     AND NOT (e.deadline < $6 OR e.deadline > $7)");
const HOW_COMMON: Sql = Sql("SELECT COUNT(*) FROM (SELECT 1 FROM queue_word w WHERE w.word >= $1 AND w.word < $2 LIMIT $3) found");
const OF_CUSTOMERS: Sql = Sql("SELECT e.id, e.kind, e.open, e.arrived_at, e.deadline, e.closed_at FROM queue_entry e
     WHERE e.customer_id IN (SELECT w.customer_id FROM queue_word w WHERE w.word >= $10 AND w.word < $11)
     AND ($1 = '' OR ($1 = 'open' AND e.open = TRUE) OR ($1 = 'closed' AND e.open = FALSE))
     AND ($2 = '' OR e.service = $2) AND ($3 = '' OR e.state = $3) AND ($4 = '' OR e.customer_kind = $4)
     AND ($5 = '' OR ($5 = 'nobody' AND e.officer IS NULL) OR ($5 = 'somebody' AND e.officer IS NOT NULL) OR ($5 = 'officer' AND e.officer = $6))
     AND NOT (e.deadline < $7 OR e.deadline > $8)
     AND ($9 < 2 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $12 AND w.word < $13))
     AND ($9 < 3 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $14 AND w.word < $15))");
const OF_CASE: Sql = Sql("SELECT e.id, e.kind, e.open, e.arrived_at, e.deadline, e.closed_at FROM queue_entry e
     WHERE e.case_key >= $16 AND e.case_key < $17
     AND ($1 = '' OR ($1 = 'open' AND e.open = TRUE) OR ($1 = 'closed' AND e.open = FALSE))
     AND ($2 = '' OR e.service = $2) AND ($3 = '' OR e.state = $3) AND ($4 = '' OR e.customer_kind = $4)
     AND ($5 = '' OR ($5 = 'nobody' AND e.officer IS NULL) OR ($5 = 'somebody' AND e.officer IS NOT NULL) OR ($5 = 'officer' AND e.officer = $6))
     AND NOT (e.deadline < $7 OR e.deadline > $8)
     AND ($9 < 1 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $10 AND w.word < $11))
     AND ($9 < 2 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $12 AND w.word < $13))
     AND ($9 < 3 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $14 AND w.word < $15))
     ORDER BY e.case_key LIMIT 2000");
const UNREAD: Sql = Sql("SELECT e.id, e.kind, e.open, e.arrived_at, e.deadline, e.closed_at FROM queue_entry e
     WHERE e.id IN (SELECT m.application_id FROM message m WHERE m.by_officer = FALSE AND m.read_at IS NULL)
     AND ($1 = '' OR ($1 = 'open' AND e.open = TRUE) OR ($1 = 'closed' AND e.open = FALSE))
     AND ($2 = '' OR e.service = $2) AND ($3 = '' OR e.state = $3) AND ($4 = '' OR e.customer_kind = $4)
     AND ($5 = '' OR ($5 = 'nobody' AND e.officer IS NULL) OR ($5 = 'somebody' AND e.officer IS NOT NULL) OR ($5 = 'officer' AND e.officer = $6))
     AND NOT (e.deadline < $7 OR e.deadline > $8)
     AND ($9 < 1 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $10 AND w.word < $11))
     AND ($9 < 2 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $12 AND w.word < $13))
     AND ($9 < 3 OR EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id AND w.word >= $14 AND w.word < $15))
     ORDER BY e.arrived_at, e.id LIMIT 2000");
const SHOWN: Sql =
    Sql("SELECT e.id, e.kind, e.task, e.application_id, a.purpose, e.service, e.case_number, c.name, c.business_id, e.state, e.open, e.answered,
     e.arrived_at, e.deadline, e.officer, e.officer_name, e.closed_at,
     (SELECT COUNT(*) FROM message m WHERE m.application_id = e.id AND m.by_officer = FALSE AND m.read_at IS NULL)
     FROM queue_entry e JOIN application a ON a.id = e.application_id JOIN customer c ON c.id = e.customer_id WHERE e.id IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
     $20, $21, $22, $23, $24, $25)");

/// One page of what the filter wants, with the number of entries of each kind.
pub async fn page(read: &Read, filter: &Filter, after: Option<After>) -> Result<Page, DbError> {
    for case in &filter.search.numbers {
        let search = Search { case: Some(case.clone()), ..Search::default() };
        let found = few(read, &Filter { search, ..filter.clone() }, &[], after).await?;
        if !found.entries.is_empty() {
            return Ok(found);
        }
    }
    let mut words = filter.search.words.clone();
    if filter.search.case.is_some() || filter.stage == Stage::Unread {
        return few(read, filter, &words, after).await;
    }
    if !words.is_empty() {
        let mut commonness = Vec::new();
        for word in &words {
            let (from, to) = rules::range(word);
            let row = read.first(HOW_COMMON, &values![from, to, COMMON]).await?;
            commonness.push(row.map_or(Ok(0), |row| row.get::<i64>(0))?);
        }
        let rarest = (0..words.len()).min_by_key(|place| commonness[*place]).unwrap_or_default();
        words.swap(0, rarest);
        if commonness[rarest] < COMMON {
            return few(read, filter, &words, after).await;
        }
    }
    along(read, filter, &words, after).await
}

/// The values $1–$15 of a filter.
fn wanted(filter: &Filter, first: Value, words: &[String]) -> Vec<Value> {
    let (holder, officer) = match filter.holder {
        Holder::Any => ("", None),
        Holder::Nobody => ("nobody", None),
        Holder::Somebody => ("somebody", None),
        Holder::Officer(id) => ("officer", Some(id)),
    };
    let state = if let Stage::State(state) = &filter.stage { state.as_str() } else { "" };
    let far = |year: i16| Day::new(year, 1, 1).map_or(Value::Null, Value::Day);
    let (from, to) = match filter.due {
        Due::Any => (far(1900), far(9000)),
        Due::Before(day) => (far(1900), Value::Day(day.plus_days(-1))),
        Due::Between(first, last) => (Value::Day(first), Value::Day(last)),
    };
    let [service, state, kind, holder] = [filter.service.map_or("", |service| service.key), state, &filter.customer_kind, holder].map(Value::from);
    let mut all = vec![first, service, state, kind, holder, Value::from(officer), from, to];
    all.push(Value::from(i64::try_from(words.len().min(3)).unwrap_or_default()));
    for place in 0..3 {
        let (from, to) = words.get(place).map_or_else(Default::default, |word| rules::range(word));
        all.extend([Value::Bytes(from), Value::Bytes(to)]);
    }
    all
}

/// Reads the list in its order until the page is full: open entries, then perhaps closed ones.
async fn along(read: &Read, filter: &Filter, words: &[String], after: Option<After>) -> Result<Page, DbError> {
    let all = if filter.to_decide { "to-decide" } else { "" };
    let kind = Value::from(filter.kind.map_or(all, Kind::key));
    let (open, closed) = stages(filter);
    let mut ids: Vec<Uuid> = Vec::new();
    let in_closed = after.is_some_and(|after| matches!(after.list, List::Closed(_)));
    if open && !in_closed {
        let (sql, place) = match filter.order {
            Order::Age => (BY_AGE, Value::from(if let Some(After { list: List::Age(at), .. }) = after { at } else { Instant::from_micros(0) })),
            Order::Deadline => {
                let begin = || Day::new(1900, 1, 1).map_or(Value::Null, Value::Day);
                (BY_DEADLINE, if let Some(After { list: List::Deadline(day), .. }) = after { Value::Day(day) } else { begin() })
            }
        };
        let place = [place, Value::from(after.map_or(Uuid::nil(), |after| after.id))];
        ids.extend(ids_of(read, sql, [wanted(filter, kind.clone(), words), place.to_vec()].concat()).await?);
    }
    if closed && ids.len() <= PAGE {
        let far = Instant::from_micros(i64::from(u32::MAX) * 1_000_000);
        let at = if let Some(After { list: List::Closed(at), .. }) = after { at } else { far };
        let id = after.filter(|_| in_closed).map_or(Uuid::max(), |after| after.id);
        ids.extend(ids_of(read, CLOSED, [wanted(filter, kind, words), values![at, id].to_vec()].concat()).await?);
    }
    let counts = if words.is_empty() && open { Some(count(read, filter).await?) } else { None };
    finish(read, filter, ids, counts).await
}

async fn ids_of(read: &Read, sql: Sql, values: Vec<Value>) -> Result<Vec<Uuid>, DbError> {
    read.rows(sql, &values).await?.iter().map(|row| row.get(0)).collect()
}

/// Are open entries wanted, and closed ones?
fn stages(filter: &Filter) -> (bool, bool) {
    match filter.stage {
        Stage::Usual => (true, !filter.search.is_empty()),
        Stage::Open | Stage::State(_) => (true, false),
        Stage::Closed => (false, true),
        Stage::Unread => (true, true),
    }
}

/// Open entries that the filter wants. Closed ones are not counted: of them there are more each year.
async fn count(read: &Read, filter: &Filter) -> Result<[(Kind, i64); 4], DbError> {
    let values = wanted(filter, Value::Null, &[]);
    let mut counts = Kind::ALL.map(|kind| (kind, 0));
    if let Some(row) = read.first(COUNTS, &values[1..8]).await? {
        for (place, (_, count)) in counts.iter_mut().enumerate() {
            *count = row.get(place)?;
        }
    }
    Ok(counts)
}

fn add(counts: &mut [(Kind, i64); 4], key: &str, more: i64) {
    counts.iter_mut().filter(|(kind, _)| kind.key() == key).for_each(|(_, count)| *count += more);
}

/// An entry of a short list, with all that it is sorted by.
struct Candidate {
    id: Uuid,
    kind: String,
    open: bool,
    arrived_at: Instant,
    deadline: Day,
    closed_at: Option<Instant>,
}

impl Candidate {
    fn read(row: &Row) -> Result<Self, DbError> {
        let (id, kind, open) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(Self { id, kind, open, arrived_at: row.get(3)?, deadline: row.get(4)?, closed_at: row.get(5)? })
    }
}

/// All entries of the few customers, or of the case number, sorted here.
async fn few(read: &Read, filter: &Filter, words: &[String], after: Option<After>) -> Result<Page, DbError> {
    let stage = match stages(filter) {
        (true, true) => "",
        (true, false) => "open",
        (false, _) => "closed",
    };
    let mut values = wanted(filter, Value::from(stage), words);
    let rows = match &filter.search.case {
        Some(case) => {
            let (from, to) = rules::range(case);
            values.extend([Value::Bytes(from), Value::Bytes(to)]);
            read.rows(OF_CASE, &values).await?
        }
        None if filter.stage == Stage::Unread => read.rows(UNREAD, &values).await?,
        None => read.rows(OF_CUSTOMERS, &values).await?,
    };
    let mut found: Vec<Candidate> = rows.iter().map(Candidate::read).collect::<Result<_, _>>()?;
    let mut counts = Kind::ALL.map(|kind| (kind, 0));
    found.iter().for_each(|one| add(&mut counts, &one.kind, 1));
    found.retain(|one| filter.kind.is_none_or(|kind| kind.key() == one.kind));
    found.retain(|one| !filter.to_decide || one.kind != Kind::Matter(Purpose::Ending).key());
    // Who looks for a number wants the case, then what followed from it.
    let follows = |one: &Candidate| filter.search.case.is_some() && one.kind == Kind::Task.key();
    match filter.order {
        Order::Age => found.sort_by_key(|one| (follows(one), !one.open, one.closed_at.map(std::cmp::Reverse), one.arrived_at, one.id)),
        Order::Deadline => found.sort_by_key(|one| (follows(one), !one.open, one.closed_at.map(std::cmp::Reverse), one.deadline, one.id)),
    }
    let begin = after.and_then(|after| found.iter().position(|one| one.id == after.id)).map_or(0, |place| place + 1);
    let ids = found.iter().skip(begin).take(PAGE + 1).map(|one| one.id).collect();
    finish(read, filter, ids, Some(counts)).await
}

/// The entries of these ids, and whether there are more.
async fn finish(read: &Read, filter: &Filter, mut ids: Vec<Uuid>, counts: Option<[(Kind, i64); 4]>) -> Result<Page, DbError> {
    let more = ids.len() > PAGE;
    ids.truncate(PAGE);
    let mut entries = shown(read, &ids).await?;
    entries.sort_by_key(|entry| ids.iter().position(|id| *id == entry.id));
    let last = entries.last().filter(|_| more);
    let list = |entry: &Entry| match (entry.closed_at.filter(|_| !entry.open), filter.order) {
        (Some(at), _) => List::Closed(at),
        (None, Order::Age) => List::Age(entry.arrived_at),
        (None, Order::Deadline) => List::Deadline(entry.deadline),
    };
    let next = last.map(|entry| After { list: list(entry), id: entry.id });
    Ok(Page { entries, counts, next })
}

async fn shown(read: &Read, ids: &[Uuid]) -> Result<Vec<Entry>, DbError> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> = (0..PAGE).map(|place| Value::Uuid(ids.get(place).copied().unwrap_or_default())).collect();
    read.rows(SHOWN, &values).await?.iter().map(store::entry).collect()
}
