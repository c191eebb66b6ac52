//! Names of customers as the register of customers sorts and finds them.

use kit_core::names::{sort_name, words};
use kit_db::{Db, DbError, Sql, Tx, values};

use crate::applications::CustomerId;

const RENAME: Sql = Sql("UPDATE customer SET sort_name = $2 WHERE id = $1 AND sort_name <> $2");
const REMOVE_WORDS: Sql = Sql("DELETE FROM customer_word WHERE customer_id = $1");
const ADD_WORD: Sql = Sql("INSERT INTO customer_word (customer_id, word) VALUES ($1, $2)");
const WITHOUT: Sql = Sql("SELECT id, name FROM customer WHERE sort_name = '' ORDER BY id LIMIT 1000");

/// Keeps the order and the words of a customer's name as the name is now.
pub async fn put(tx: &Tx, customer: CustomerId, name: &str) -> Result<(), DbError> {
    if tx.exec(RENAME, &values![customer.0, sort_name(name)]).await? == 0 {
        return Ok(());
    }
    tx.exec(REMOVE_WORDS, &values![customer.0]).await?;
    for word in words(name) {
        tx.exec(ADD_WORD, &values![customer.0, word]).await?;
    }
    Ok(())
}

/// Customers that came in without get theirs.
pub async fn catch_up(db: &Db) -> Result<(), DbError> {
    loop {
        let rows = db.read().await?.rows(WITHOUT, &values![]).await?;
        if rows.is_empty() {
            return Ok(());
        }
        let names = rows.iter().map(|row| Ok((CustomerId(row.get(0)?), row.get::<String>(1)?))).collect::<Result<Vec<_>, DbError>>()?;
        db.write(move |tx| async move {
            for (customer, name) in names {
                put(&tx, customer, &name).await?;
            }
            Ok::<_, DbError>(())
        })
        .await?;
    }
}
