//! Who reads while a register comes in sees it as it was or as it is.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use kit_db::{
    Sql, on_both_databases,
    testing::{TestDb, migrations},
    values,
};
use standins::code_server::rows;

use crate::support::Registry;

on_both_databases!(migrations: readers_never_see_half_of_an_import);

const OLD_AND_NEW: Sql =
    Sql("SELECT SUM(CASE WHEN town = 'Vanhala' THEN 1 ELSE 0 END), SUM(CASE WHEN town = 'Uusila' THEN 1 ELSE 0 END) FROM register_unit");

async fn readers_never_see_half_of_an_import(db: TestDb) {
    let registry = Registry::on(&db);
    let mut made = rows::generate(1_500, 3);
    let put = |town: &str, made: &mut Vec<rows::Row>| made.iter_mut().for_each(|row| town.clone_into(&mut row.town));
    put("Vanhala", &mut made);
    registry.whole(&made).await;
    let all = 1_500;
    let done = Arc::new(AtomicBool::new(false));
    let (reader, stop) = (registry.db.clone(), Arc::clone(&done));
    let reading = tokio::spawn(async move {
        let mut seen = Vec::new();
        while !stop.load(Ordering::Relaxed) {
            let row = reader.read().await.unwrap().first(OLD_AND_NEW, &values![]).await.unwrap().unwrap();
            let both: (i64, i64) = (row.get(0).unwrap(), row.get(1).unwrap());
            if seen.last() != Some(&both) {
                seen.push(both);
            }
            tokio::task::yield_now().await;
        }
        seen
    });
    for town in ["Uusila", "Vanhala", "Uusila"] {
        put(town, &mut made);
        assert_eq!(registry.whole(&made).await.changed, all);
    }
    done.store(true, Ordering::Relaxed);
    let seen = reading.await.unwrap();
    assert!(seen.len() > 1, "the reader saw the register change: {seen:?}");
    assert!(seen.iter().all(|both| *both == (all, 0) || *both == (0, all)), "{seen:?}");
}
