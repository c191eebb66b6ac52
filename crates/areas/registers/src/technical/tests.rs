use kit_core::Instant;
use kit_db::{
    on_both_databases,
    testing::{TestDb, migrations},
};

use super::{access_point, access_points_managed_by, systems_for_service, systems_of_access_point};
use crate::synthetic;

on_both_databases!(migrations: a_system_says_what_it_can_do_in_each_service, an_organisation_finds_the_access_points_it_runs);

async fn a_system_says_what_it_can_do_in_each_service(db: TestDb) {
    synthetic::load(&db, Instant::default()).await.unwrap();
    let read = db.read().await.unwrap();
    for (service, plain, renewals, viewers) in [
        ("patient-data", "Esimerkkihoito 4, Malliarkisto, Mallihammas Pro, Mallipotilas", "", ""),
        ("social-care", "Esimerkkisosiaali 2, Mallisosiaali", "", ""),
        ("prescription", "Malliapteekki, Mallihammas Pro", "Esimerkkihoito 4, Mallipotilas", ""),
        ("imaging", "Esimerkkikuva-arkisto, Malliröntgen", "", "Mallikuva-katselin"),
        ("unknown", "", "", ""),
    ] {
        let systems = systems_for_service(&read, service).await.unwrap();
        let named = |renewals, viewer| {
            let able = systems.iter().filter(|system| (system.renewals, system.viewer) == (renewals, viewer));
            able.map(|system| system.name.as_str()).collect::<Vec<_>>().join(", ")
        };
        assert_eq!((named(false, false).as_str(), named(true, false).as_str(), named(false, true).as_str()), (plain, renewals, viewers), "{service}");
    }
}

async fn an_organisation_finds_the_access_points_it_runs(db: TestDb) {
    synthetic::load(&db, Instant::default()).await.unwrap();
    let read = db.read().await.unwrap();
    let managed = access_points_managed_by(&read, &synthetic::oid_of("9900403-5")).await.unwrap();
    assert_eq!(managed.iter().map(|point| point.name.as_str()).collect::<Vec<_>>(), ["Hyvinvointialueen liityntäpiste"]);
    assert_eq!(access_point(&read, &managed[0].oid).await.unwrap().as_ref(), managed.first());
    assert!(systems_of_access_point(&read, &managed[0].oid).await.unwrap().contains(&"esimerkkihoito".to_owned()));
    assert_eq!(access_points_managed_by(&read, &synthetic::oid_of("9900100-2")).await.unwrap(), []);
    assert_eq!(access_point(&read, "1.2.3").await.unwrap(), None);
}
