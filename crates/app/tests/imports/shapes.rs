//! The same register is the same in every shape.

use kit_core::Day;
use kit_db::{
    on_both_databases,
    testing::{TestDb, migrations},
};
use registers::{
    BusinessId,
    import::{Extent, runs},
    organisations,
};
use standins::code_server::{CodeServer, rows};

use crate::support::{FILES, Registry, code_server, rest};

on_both_databases!(migrations:
    a_register_is_equal_row_by_row_in_every_shape,
    the_code_server_gives_all_pages_and_then_what_has_changed);

async fn a_register_is_equal_row_by_row_in_every_shape(db: TestDb) {
    let registry = Registry { may_shrink: true, ..Registry::on(&db) };
    for seed in 1..=3 {
        let mut made = rows::generate(700, seed);
        let spoiled = rows::spoil(&mut made, seed);
        let mut first = None;
        for (name, write, read) in FILES {
            let run = registry.import(&mut *read(write(&made)), Extent::Whole).await.unwrap();
            let same = (run.same, run.skipped);
            match first {
                None => assert!(run.added > 600 && run.skipped >= i64::try_from(spoiled).unwrap(), "{run:?}"),
                Some(first) => assert_eq!((run.added, run.changed, run.ended, same), (0, 0, 0, first), "{name}, seed {seed}"),
            }
            first = Some((run.added + run.changed + run.same, run.skipped));
        }
        let served = CodeServer::default();
        served.put(made, "2026-11-01");
        let run = registry.import(&mut rest(&code_server(&served).await, None), Extent::Whole).await.unwrap();
        assert_eq!((run.added, run.changed, run.ended, Some((run.same, run.skipped))), (0, 0, 0, first), "the code server, seed {seed}");
    }
}

async fn the_code_server_gives_all_pages_and_then_what_has_changed(db: TestDb) {
    let registry = Registry::on(&db);
    let mut made = rows::generate(1_001, 5);
    for row in &mut made {
        (row.begins, row.ends) = ("1900-01-01".to_owned(), "2100-12-31".to_owned());
    }
    let served = CodeServer::default();
    served.put(made.clone(), "2026-11-01");
    let address = code_server(&served).await;
    let run = registry.import(&mut rest(&address, None), Extent::Whole).await.unwrap();
    assert_eq!((run.read, run.added), (1_001, 1_001), "the third page has one row");

    let yesterday = Day::new(2026, 11, 23);
    let run = registry.import(&mut rest(&address, yesterday), Extent::Changes).await.unwrap();
    assert_eq!((run.read, run.added, run.ended), (0, 0, 0), "nothing has changed");

    let mut tops = made.iter().filter(|row| row.parent.is_empty()).cloned();
    let (mut renamed, mut gone) = (tops.next().unwrap(), tops.next().unwrap());
    "Uusi Mallinimi Oy".clone_into(&mut renamed.name);
    "DELETED".clone_into(&mut gone.status);
    let ids = [&renamed, &gone].map(|row| BusinessId::parse(&row.business_id).unwrap());
    served.change(vec![renamed.clone(), gone.clone()], "2026-11-24");
    let run = registry.import(&mut rest(&address, yesterday), Extent::Changes).await.unwrap();
    assert_eq!((run.read, run.changed, run.ended), (2, 1, 1));
    let read = registry.db.read().await.unwrap();
    let found = organisations::find_by_business_id(&read, &ids[0], registry.clock.today()).await.unwrap();
    assert_eq!(found[0].name, "Uusi Mallinimi Oy");
    assert_eq!(organisations::find_by_business_id(&read, &ids[1], registry.clock.today()).await.unwrap(), []);
    let changes: Vec<_> = runs::changes(&read).await.unwrap().into_iter().map(|change| (change.oid, change.kind)).collect();
    let mut wanted = vec![(renamed.oid, runs::ChangeKind::Renamed), (gone.oid, runs::ChangeKind::Left)];
    wanted.sort_by(|a, b| a.0.cmp(&b.0));
    assert_eq!(changes, wanted, "who changed is kept for those whose customers they are");
}
