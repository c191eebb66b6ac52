use futures_util::future::try_join_all;
use kit_core::{Day, Instant};
use kit_db::{DbError, Read, Sql, values};

use super::rules::{AGES, Decided, Month, Turn};

const INTAKE: Sql = Sql("SELECT service, purpose, COUNT(*) FROM application WHERE received_at >= $1 AND received_at < $2 GROUP BY service, purpose");
// Endings wait for their day and are not late by that.
const OPEN: Sql = Sql("SELECT service, state, CAST(SUM(CASE WHEN received_at >= $1 THEN 1 ELSE 0 END) AS BIGINT),
     CAST(SUM(CASE WHEN received_at < $1 AND received_at >= $2 THEN 1 ELSE 0 END) AS BIGINT),
     CAST(SUM(CASE WHEN received_at < $2 AND received_at >= $3 THEN 1 ELSE 0 END) AS BIGINT),
     CAST(SUM(CASE WHEN received_at < $3 THEN 1 ELSE 0 END) AS BIGINT)
     FROM application WHERE state IN ('received', 'in-processing', 'information-requested') AND purpose <> 'ending' GROUP BY service, state");
const DECIDED: Sql = Sql("SELECT id, service, received_at, decided_at FROM application
     WHERE state IN ('approved', 'rejected') AND purpose <> 'ending' AND decided_at >= $1 AND decided_at < $2 ORDER BY id");
const TURNS: Sql = Sql("SELECT e.application_id, e.at, e.kind FROM application_event e JOIN application a ON a.id = e.application_id
     WHERE e.kind IN ('information-requested', 'answered') AND a.decided_at >= $1 AND a.decided_at < $2 ORDER BY e.application_id, e.at, e.id");
const ENDED: Sql = Sql("SELECT service, COUNT(*) FROM application
     WHERE state = 'approved' AND purpose = 'ending' AND decided_at >= $1 AND decided_at < $2 GROUP BY service");

/// So many of one service, and of one purpose or state.
#[derive(Clone, Debug)]
pub struct Count {
    pub service: String,
    pub kind: String,
    pub number: u64,
}

/// What came in, month by month.
pub async fn intake(read: &Read, months: &[Month]) -> Result<Vec<Vec<Count>>, DbError> {
    let month = async |month: &Month| {
        let (begins, ends) = month.bounds();
        let rows = read.rows(INTAKE, &values![begins, ends]).await?;
        rows.iter().map(|row| Ok(Count { service: row.get(0)?, kind: row.get(1)?, number: number(row.get(2)?) })).collect()
    };
    try_join_all(months.iter().map(month)).await
}

/// Terminations that were carried out, month by month.
pub async fn ended(read: &Read, months: &[Month]) -> Result<Vec<Vec<Count>>, DbError> {
    let month = async |month: &Month| {
        let (begins, ends) = month.bounds();
        let rows = read.rows(ENDED, &values![begins, ends]).await?;
        rows.iter().map(|row| Ok(Count { service: row.get(0)?, kind: "ending".to_owned(), number: number(row.get(1)?) })).collect()
    };
    try_join_all(months.iter().map(month)).await
}

/// Open cases of a service in a state, by age.
#[derive(Clone, Debug)]
pub struct OpenCases {
    pub service: String,
    pub waits_for_customer: bool,
    pub by_age: [u64; AGES.len() + 1],
}

pub async fn open(read: &Read, today: Day) -> Result<Vec<OpenCases>, DbError> {
    let [first, second, third] = AGES.map(|days| today.plus_days(-days).start());
    let rows = read.rows(OPEN, &values![first, second, third]).await?;
    let cases = |row: &kit_db::Row| {
        let by_age = [number(row.get(2)?), number(row.get(3)?), number(row.get(4)?), number(row.get(5)?)];
        Ok(OpenCases { service: row.get(0)?, waits_for_customer: row.get::<String>(1)? == "information-requested", by_age })
    };
    rows.iter().map(cases).collect()
}

/// What was decided between two moments, by application, with the questions and answers.
pub async fn decided(read: &Read, begins: Instant, ends: Instant) -> Result<(Vec<Decided>, Vec<Turn>), DbError> {
    let bounds = values![begins, ends];
    let (cases, turns) = futures_util::future::try_join(read.rows(DECIDED, &bounds), read.rows(TURNS, &bounds)).await?;
    let case = |row: &kit_db::Row| {
        Ok::<_, DbError>(Decided { application: row.get(0)?, service: row.get(1)?, received_at: row.get(2)?, decided_at: row.get(3)? })
    };
    let turn = |row: &kit_db::Row| Ok::<_, DbError>(Turn { application: row.get(0)?, at: row.get(1)?, asked: row.get::<String>(2)? != "answered" });
    Ok((cases.iter().map(case).collect::<Result<_, _>>()?, turns.iter().map(turn).collect::<Result<_, _>>()?))
}

pub(super) fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
