use std::time::Duration;

use kit_db::{Db, DbError, Sql, on_both_databases, testing::TestDb, values};

use crate::{ADD, add, count, small_schema, write_one};

on_both_databases!(
    small_schema:
    what_returned_ok_is_there,
    nothing_is_left_of_what_returned_an_error,
    a_guard_by_revision_lets_one_of_many_pass,
    a_second_one_of_a_name_is_taken,
    a_broken_constraint_is_refused,
    a_wrong_statement_is_a_fault,
    a_transaction_that_went_on_after_a_refusal_is_not_kept,
    a_transaction_reads_what_it_wrote_and_others_do_not,
    a_batch_keeps_its_order_and_counts,
    a_failed_job_leaves_its_neighbours_alone,
    a_panic_stops_neither_the_writer_nor_its_connection,
    a_write_is_finished_though_nobody_waits,
);

async fn what_returned_ok_is_there(db: TestDb) {
    assert_eq!(db.write(|tx| async move { add(&tx, 1).await }).await.unwrap(), 1);
    assert_eq!(count(&db).await, 1);
}

async fn nothing_is_left_of_what_returned_an_error(db: TestDb) {
    let refused: Result<(), DbError> = db
        .write(|tx| async move {
            add(&tx, 1).await?;
            Err(DbError::Refused("by us".to_owned()))
        })
        .await;
    assert!(matches!(refused, Err(DbError::Refused(why)) if why == "by us"));
    assert_eq!(count(&db).await, 0);
}

async fn a_guard_by_revision_lets_one_of_many_pass(db: TestDb) {
    const SAVE: Sql = Sql("UPDATE thing SET name = $3, revision = revision + 1 WHERE id = $1 AND revision = $2");
    db.write(|tx| async move { add(&tx, 1).await }).await.unwrap();
    let saves = (0..16).map(|n| {
        let db = Db::clone(&db);
        tokio::spawn(async move { write_one(&db, SAVE, values![1, 1, format!("name {n}")].to_vec()).await.unwrap() })
    });
    let mut touched = 0;
    for save in saves.collect::<Vec<_>>() {
        touched += save.await.unwrap();
    }
    assert_eq!(touched, 1);
}

async fn a_second_one_of_a_name_is_taken(db: TestDb) {
    write_one(&db, ADD, values![1, "Malli"].to_vec()).await.unwrap();
    assert!(matches!(write_one(&db, ADD, values![2, "Malli"].to_vec()).await, Err(DbError::Taken(_))));
    assert!(matches!(write_one(&db, ADD, values![1, "Esimerkki"].to_vec()).await, Err(DbError::Taken(_))));
    assert_eq!(count(&db).await, 1);
}

async fn a_broken_constraint_is_refused(db: TestDb) {
    const ADD_PART: Sql = Sql("INSERT INTO part (thing, place) VALUES ($1, $2)");
    db.write(|tx| async move { add(&tx, 1).await }).await.unwrap();
    for wrong in [values![2, 0], values![1, -1]] {
        assert!(matches!(write_one(&db, ADD_PART, wrong.to_vec()).await, Err(DbError::Refused(_))));
    }
    let nameless = Sql("INSERT INTO thing (id, name, revision) VALUES ($1, NULL, 1)");
    assert!(matches!(write_one(&db, nameless, values![3].to_vec()).await, Err(DbError::Refused(_))));
}

async fn a_wrong_statement_is_a_fault(db: TestDb) {
    let no_column = write_one(&db, Sql("UPDATE thing SET colour = $1"), values!["red"].to_vec()).await;
    assert!(matches!(no_column, Err(DbError::Fault(_))), "{no_column:?}");
    for values in [values![].to_vec(), values![1].to_vec(), values![1, "a", "surplus"].to_vec()] {
        let answer = write_one(&db, ADD, values).await;
        assert!(matches!(answer, Err(DbError::Fault(_))), "{answer:?}");
    }
}

/// PostgreSQL would answer such a COMMIT as if all were well, and keep nothing.
async fn a_transaction_that_went_on_after_a_refusal_is_not_kept(db: TestDb) {
    db.write(|tx| async move { add(&tx, 1).await }).await.unwrap();
    let gone_on = db
        .write(|tx| async move {
            add(&tx, 2).await?;
            let taken = add(&tx, 1).await;
            assert!(matches!(taken, Err(DbError::Taken(_))));
            Ok::<_, DbError>(())
        })
        .await;
    assert!(matches!(gone_on, Err(DbError::Fault(_))));
    assert_eq!(count(&db).await, 1);
}

async fn a_transaction_reads_what_it_wrote_and_others_do_not(db: TestDb) {
    const NAME: Sql = Sql("SELECT name FROM thing WHERE id = $1");
    let outside = db.read().await.unwrap();
    let seen = db.write(|tx| async move {
        add(&tx, 1).await?;
        let name: String = tx.first(NAME, &values![1]).await?.expect("its own row").get(0)?;
        let elsewhere = outside.first(NAME, &values![1]).await?;
        Ok::<_, DbError>((name, elsewhere.is_none()))
    });
    assert_eq!(seen.await.unwrap(), ("thing 1".to_owned(), true));
}

async fn a_batch_keeps_its_order_and_counts(db: TestDb) {
    const RENAME: Sql = Sql("UPDATE thing SET name = $2 WHERE id = $1");
    const REMOVE: Sql = Sql("DELETE FROM thing WHERE id > $1");
    let counts = db
        .write(|tx| async move {
            let rows: Vec<_> = (1..=60).map(|id| values![id, format!("first {id}")]).collect();
            let mut statements: Vec<_> = rows.iter().map(|row| (ADD, row.as_slice())).collect();
            let (rename, remove) = (values![7, "last"], values![10]);
            statements.extend([(RENAME, rename.as_slice()), (REMOVE, remove.as_slice())]);
            tx.batch(&statements).await
        })
        .await
        .unwrap();
    assert_eq!((counts.len(), counts[59], counts[60], counts[61]), (62, 1, 1, 50));
    let taken: Result<_, DbError> = db
        .write(|tx| async move {
            let (new, old) = (values![100, "new"], values![1, "old"]);
            tx.batch(&[(ADD, new.as_slice()), (ADD, old.as_slice())]).await
        })
        .await;
    assert!(matches!(taken, Err(DbError::Taken(_))));
    assert_eq!(count(&db).await, 10);
}

async fn a_failed_job_leaves_its_neighbours_alone(db: TestDb) {
    let jobs = (0..100_i64).map(|id| {
        let db = Db::clone(&db);
        tokio::spawn(async move {
            db.write(move |tx| async move {
                add(&tx, id).await?;
                if id % 3 == 0 { Err(DbError::Refused("every third".to_owned())) } else { Ok(()) }
            })
            .await
        })
    });
    let mut kept = 0;
    for (id, job) in jobs.collect::<Vec<_>>().into_iter().enumerate() {
        let answer = job.await.unwrap();
        assert_eq!(answer.is_ok(), id % 3 != 0, "{id}: {answer:?}");
        kept += i64::from(answer.is_ok());
    }
    assert_eq!(count(&db).await, kept);
}

async fn a_panic_stops_neither_the_writer_nor_its_connection(db: TestDb) {
    for id in 0..40 {
        let broken: Result<(), DbError> = db
            .write(move |tx| async move {
                add(&tx, id).await?;
                panic!("as planned by this test")
            })
            .await;
        assert!(matches!(broken, Err(DbError::Fault(_))), "{broken:?}");
    }
    assert_eq!(count(&db).await, 0);
    db.write(|tx| async move { add(&tx, 100).await }).await.unwrap();
    assert_eq!(count(&db).await, 1, "nothing of the broken ones came along");
}

async fn a_write_is_finished_though_nobody_waits(db: TestDb) {
    // So that a connection is there: a write that has not begun may be lost.
    db.write(|tx| async move { add(&tx, 1).await }).await.unwrap();
    let write = db.write(|tx| async move { add(&tx, 2).await });
    // Long enough to begin, too short to end.
    let _ = tokio::time::timeout(Duration::from_micros(1), write).await;
    for _ in 0..200 {
        if count(&db).await == 2 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the write was lost with its caller");
}

/// One writer serves all: whoever makes it wait for something else would stop the program.
#[tokio::test]
async fn a_transaction_in_a_file_awaits_nothing_but_the_database() {
    let db = kit_db::testing::sqlite(small_schema).await;
    let slow: Result<(), DbError> = db
        .write(|tx| async move {
            add(&tx, 1).await?;
            tokio::task::yield_now().await;
            Ok(())
        })
        .await;
    assert!(matches!(slow, Err(DbError::Fault(_))));
    assert_eq!(count(&db).await, 0);
}
