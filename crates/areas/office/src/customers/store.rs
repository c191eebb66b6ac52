use customership::{applications::CustomerId, services::Service};
use kit_core::{Day, Instant, Uuid, names};
use kit_db::{DbError, Read, Row, Sql, values};

use super::rules::{Search, Sought, Standing, Use};

/// So many customers stand on a page.
pub const PAGE: usize = 50;
/// A word that more names have is not worth beginning with: the names in their order are as fast.
const COMMON: i64 = 1000;

const IS_COMMON: Sql = Sql("SELECT COUNT(*) FROM (SELECT customer_id FROM customer_word WHERE word >= $1 AND word < $2 LIMIT 1001) w");
const PLACE: Sql = Sql("SELECT sort_name FROM customer WHERE id = $1");
/// In the order of the names; $6–$11 are ranges of words that the name has.
const BY_NAME: Sql = Sql("SELECT p.id, p.name, p.business_id, p.kind, p.body, p.ended_at, p.waiting, s.service, s.last_day, s.ended_at, t.kind FROM (
         SELECT c.id, c.sort_name, c.name, c.business_id, c.kind, b.customer_id AS body, b.ended_at,
             (SELECT COUNT(*) FROM application a WHERE a.customer_id = c.id AND a.state IN ('received', 'in-processing', 'information-requested')) AS waiting
         FROM customer c LEFT JOIN body b ON b.customer_id = c.id AND c.kind IN ('supplier', 'intermediary', 'recipient')
         WHERE (c.sort_name, c.id) > ($1, $2) AND ($3 = '' OR c.kind = $3)
             AND ($4 = '' OR EXISTS (SELECT 1 FROM customer_service s WHERE s.customer_id = c.id AND s.service = $4 AND s.ended_at IS NULL))
             AND ($5 = '' OR $5 = CASE
                 WHEN b.customer_id IS NOT NULL THEN CASE WHEN b.ended_at IS NULL THEN 'in-use' ELSE 'ended' END
                 WHEN EXISTS (SELECT 1 FROM customer_service s WHERE s.customer_id = c.id AND s.ended_at IS NULL
                     AND (s.last_day IS NOT NULL OR NOT EXISTS (SELECT 1 FROM office_task t WHERE t.application_id = s.application_id
                         AND t.done_at IS NULL AND t.kind IN ('open-connections', 'commissioning-test', 'begin-use')))) THEN 'in-use'
                 WHEN EXISTS (SELECT 1 FROM customer_service s WHERE s.customer_id = c.id AND s.ended_at IS NULL) THEN 'beginning'
                 WHEN EXISTS (SELECT 1 FROM application a WHERE a.customer_id = c.id AND a.state IN ('received', 'in-processing', 'information-requested')) THEN 'applying'
                 WHEN EXISTS (SELECT 1 FROM customer_service s WHERE s.customer_id = c.id) THEN 'ended' ELSE 'nothing' END)
             AND ($6 = '' OR EXISTS (SELECT 1 FROM customer_word w WHERE w.customer_id = c.id AND w.word >= $6 AND w.word < $7))
             AND ($8 = '' OR EXISTS (SELECT 1 FROM customer_word w WHERE w.customer_id = c.id AND w.word >= $8 AND w.word < $9))
             AND ($10 = '' OR EXISTS (SELECT 1 FROM customer_word w WHERE w.customer_id = c.id AND w.word >= $10 AND w.word < $11))
         ORDER BY c.sort_name, c.id LIMIT 51) p
     LEFT JOIN customer_service s ON s.customer_id = p.id
     LEFT JOIN office_task t ON t.application_id = s.application_id AND t.done_at IS NULL
         AND t.kind IN ('open-connections', 'commissioning-test', 'begin-use')
     ORDER BY p.sort_name, p.id, s.service");
/// The same, from the few names that have the first word.
const BY_WORD: Sql = Sql("SELECT p.id, p.name, p.business_id, p.kind, p.body, p.ended_at, p.waiting, s.service, s.last_day, s.ended_at, t.kind FROM (
         SELECT c.id, c.sort_name, c.name, c.business_id, c.kind, b.customer_id AS body, b.ended_at,
             (SELECT COUNT(*) FROM application a WHERE a.customer_id = c.id AND a.state IN ('received', 'in-processing', 'information-requested')) AS waiting
         FROM (SELECT DISTINCT w.customer_id FROM customer_word w WHERE w.word >= $6 AND w.word < $7) found
         JOIN customer c ON c.id = found.customer_id LEFT JOIN body b ON b.customer_id = c.id AND c.kind IN ('supplier', 'intermediary', 'recipient')
         WHERE (c.sort_name, c.id) > ($1, $2) AND ($3 = '' OR c.kind = $3)
             AND ($4 = '' OR EXISTS (SELECT 1 FROM customer_service s WHERE s.customer_id = c.id AND s.service = $4 AND s.ended_at IS NULL))
             AND ($5 = '' OR $5 = CASE
                 WHEN b.customer_id IS NOT NULL THEN CASE WHEN b.ended_at IS NULL THEN 'in-use' ELSE 'ended' END
                 WHEN EXISTS (SELECT 1 FROM customer_service s WHERE s.customer_id = c.id AND s.ended_at IS NULL
                     AND (s.last_day IS NOT NULL OR NOT EXISTS (SELECT 1 FROM office_task t WHERE t.application_id = s.application_id
                         AND t.done_at IS NULL AND t.kind IN ('open-connections', 'commissioning-test', 'begin-use')))) THEN 'in-use'
                 WHEN EXISTS (SELECT 1 FROM customer_service s WHERE s.customer_id = c.id AND s.ended_at IS NULL) THEN 'beginning'
                 WHEN EXISTS (SELECT 1 FROM application a WHERE a.customer_id = c.id AND a.state IN ('received', 'in-processing', 'information-requested')) THEN 'applying'
                 WHEN EXISTS (SELECT 1 FROM customer_service s WHERE s.customer_id = c.id) THEN 'ended' ELSE 'nothing' END)
             AND ($8 = '' OR EXISTS (SELECT 1 FROM customer_word w WHERE w.customer_id = c.id AND w.word >= $8 AND w.word < $9))
             AND ($10 = '' OR EXISTS (SELECT 1 FROM customer_word w WHERE w.customer_id = c.id AND w.word >= $10 AND w.word < $11))
         ORDER BY c.sort_name, c.id LIMIT 51) p
     LEFT JOIN customer_service s ON s.customer_id = p.id
     LEFT JOIN office_task t ON t.application_id = s.application_id AND t.done_at IS NULL
         AND t.kind IN ('open-connections', 'commissioning-test', 'begin-use')
     ORDER BY p.sort_name, p.id, s.service");
const BY_ID: Sql = Sql("SELECT p.id, p.name, p.business_id, p.kind, p.body, p.ended_at, p.waiting, s.service, s.last_day, s.ended_at, t.kind FROM (
         SELECT c.id, c.sort_name, c.name, c.business_id, c.kind, b.customer_id AS body, b.ended_at,
             (SELECT COUNT(*) FROM application a WHERE a.customer_id = c.id AND a.state IN ('received', 'in-processing', 'information-requested')) AS waiting
         FROM customer c LEFT JOIN body b ON b.customer_id = c.id AND c.kind IN ('supplier', 'intermediary', 'recipient') WHERE c.business_id = $1 OR c.oid = $1
         ORDER BY c.sort_name, c.id LIMIT 51) p
     LEFT JOIN customer_service s ON s.customer_id = p.id
     LEFT JOIN office_task t ON t.application_id = s.application_id AND t.done_at IS NULL
         AND t.kind IN ('open-connections', 'commissioning-test', 'begin-use')
     ORDER BY p.sort_name, p.id, s.service");

/// A customer in the register's list.
#[derive(Clone, Debug)]
pub struct ListRow {
    pub id: CustomerId,
    pub name: String,
    pub business_id: String,
    pub kind: String,
    pub is_body: bool,
    /// A body that is not there any more.
    pub body_ended: bool,
    /// Matters that are open with the agency.
    pub waiting: i64,
    /// Services that were approved and have not ended, and how their use goes.
    pub services: Vec<(&'static Service, Use)>,
    has_ended: bool,
}

impl ListRow {
    /// Nothing is used yet: the steps from the approvals to use are not done.
    fn is_beginning(&self) -> bool {
        !self.services.is_empty() && self.services.iter().all(|(_, going)| *going == Use::Beginning)
    }

    pub fn standing(&self) -> Standing {
        match (self.is_body, self.body_ended, self.services.is_empty(), self.waiting > 0, self.has_ended) {
            (false, _, false, ..) if self.is_beginning() => Standing::Beginning,
            (true, false, ..) | (false, _, false, ..) => Standing::InUse,
            (true, true, ..) | (false, _, true, false, true) => Standing::Ended,
            (false, _, true, true, _) => Standing::Applying,
            (false, _, true, false, false) => Standing::Nothing,
        }
    }
}

/// A page of the list, and whether more follow.
pub async fn page(read: &Read, search: &Search) -> Result<(Vec<ListRow>, bool), DbError> {
    let place = match search.after {
        Some(after) => read.first(PLACE, &values![after]).await?.map(|row| row.get::<String>(0)).transpose()?.map(|name| (name, after)),
        None => None,
    };
    let (name, after) = place.unwrap_or_else(|| (String::new(), Uuid::nil()));
    let words = match Sought::of(&search.text) {
        Sought::BusinessId(id) | Sought::Oid(id) => return rows(&read.rows(BY_ID, &values![id]).await?),
        Sought::Words(words) => words,
        Sought::All => Vec::new(),
    };
    let range = |place: usize| words.get(place).map_or_else(Default::default, |word| (word.clone(), names::end_of(word)));
    let [first, second, third] = [range(0), range(1), range(2)];
    let rare = match words.first() {
        Some(_) => read.first(IS_COMMON, &values![&first.0, &first.1]).await?.map_or(Ok(0), |row| row.get::<i64>(0))? <= COMMON,
        None => false,
    };
    let filters = values![name, after, search.kind, search.service, search.standing, first.0, first.1, second.0, second.1, third.0, third.1];
    rows(&read.rows(if rare { BY_WORD } else { BY_NAME }, &filters).await?)
}

/// The rows of one customer follow each other.
fn rows(found: &[Row]) -> Result<(Vec<ListRow>, bool), DbError> {
    let mut rows: Vec<ListRow> = Vec::new();
    for row in found {
        let id = CustomerId(row.get(0)?);
        if rows.last().is_none_or(|last| last.id != id) {
            rows.push(ListRow {
                id,
                name: row.get(1)?,
                business_id: row.get(2)?,
                kind: row.get(3)?,
                is_body: row.get::<Option<Uuid>>(4)?.is_some(),
                body_ended: row.get::<Option<Instant>>(5)?.is_some(),
                waiting: row.get(6)?,
                services: Vec::new(),
                has_ended: false,
            });
        }
        let (Some(service), Some(last)) = (row.get::<Option<String>>(7)?, rows.last_mut()) else { continue };
        if row.get::<Option<Instant>>(9)?.is_some() {
            last.has_ended = true;
        } else if let Some(service) = Service::find(&service) {
            let going = match (row.get::<Option<Day>>(8)?, row.get::<Option<String>>(10)?) {
                (Some(_), _) => Use::Ending,
                (None, Some(_)) => Use::Beginning,
                (None, None) => Use::GoesOn,
            };
            last.services.push((service, going));
        }
    }
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    Ok((rows, more))
}
