use kit_core::Uuid;
use kit_db::{Db, DbError, Sql, values};

use super::store;
use crate::applications::{ApplicationId, CustomerId};

const SET_DAYS: Sql = Sql("INSERT INTO counter (name, value) VALUES ('handling-days', $1) ON CONFLICT (name) DO UPDATE SET value = $1");
const MATTERS: Sql =
    Sql("SELECT a.id FROM application a LEFT JOIN queue_entry e ON e.id = a.id WHERE (a.state <> 'draft' OR a.received_at IS NOT NULL)
     AND (e.id IS NULL OR (e.state <> CASE WHEN a.state = 'draft' THEN 'returned' ELSE a.state END AND e.state <> 'proposed')
     OR e.officer <> a.officer OR (e.officer IS NULL) <> (a.officer IS NULL)
     OR (e.open = TRUE AND e.handling_days <> $1)) ORDER BY a.id LIMIT 500");
const TASKS: Sql = Sql("SELECT t.id FROM office_task t LEFT JOIN queue_entry e ON e.id = t.id
     WHERE e.id IS NULL OR e.open <> (t.done_at IS NULL)
     OR (e.open = TRUE AND t.kind NOT IN ('close-connections', 'update-connections') AND e.handling_days <> $1) ORDER BY t.id LIMIT 500");
const CUSTOMERS: Sql = Sql("SELECT DISTINCT e.customer_id FROM queue_entry e
     WHERE NOT EXISTS (SELECT 1 FROM queue_word w WHERE w.customer_id = e.customer_id) ORDER BY e.customer_id LIMIT 500");

#[derive(Clone, Copy)]
enum Of {
    Matters,
    Tasks,
    Customers,
}

/// At start: notes in how many days matters are decided, and makes up for what has no entry yet, or one that an older
/// process left behind.
pub async fn catch_up(db: &Db, handling_days: i64) -> Result<usize, DbError> {
    db.write(move |tx| async move { tx.exec(SET_DAYS, &values![handling_days]).await }).await?;
    let mut done = 0;
    for of in [Of::Matters, Of::Tasks, Of::Customers] {
        let mut last = Vec::new();
        loop {
            let ids = behind(db, of, handling_days).await?;
            // What stays behind after it was brought up to date would keep the program from starting.
            if ids.is_empty() || ids == last {
                break;
            }
            done += ids.len();
            last.clone_from(&ids);
            db.write(move |tx| async move {
                for id in ids {
                    match of {
                        Of::Matters => store::refresh(&tx, ApplicationId(id)).await?,
                        Of::Tasks => store::refresh_task(&tx, id).await?,
                        Of::Customers => store::words(&tx, CustomerId(id)).await?,
                    }
                }
                Ok::<_, DbError>(())
            })
            .await?;
        }
    }
    Ok(done)
}

async fn behind(db: &Db, of: Of, handling_days: i64) -> Result<Vec<Uuid>, DbError> {
    let read = db.read().await?;
    let rows = match of {
        Of::Matters => read.rows(MATTERS, &values![handling_days]).await?,
        Of::Tasks => read.rows(TASKS, &values![handling_days]).await?,
        Of::Customers => read.rows(CUSTOMERS, &values![]).await?,
    };
    rows.iter().map(|row| row.get(0)).collect()
}
