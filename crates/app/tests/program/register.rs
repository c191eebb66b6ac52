//! The stand-ins and the synthetic register tell of the same organisations.

use identity::rights::judge;
use kit_core::Instant;
use kit_db::testing::TestDb;
use ports::{AllowedRights, OrganisationRights};
use registers::{BusinessId, Organisation, organisations};
use standins::personas::{Grant, ORGANISATIONS, PERSONS};

use crate::support::migrated;

kit_db::on_both_databases!(migrated: an_organisation_has_the_same_name_everywhere_and_somebody_who_may_act_for_it);

async fn an_organisation_has_the_same_name_everywhere_and_somebody_who_may_act_for_it(db: TestDb) {
    const TOPS: kit_db::Sql = kit_db::Sql("SELECT COUNT(*) FROM register_unit WHERE parent_oid IS NULL");
    let now = Instant::from_micros(1_795_514_400_000_000);
    registers::synthetic::load(&db, now).await.unwrap();
    let read = db.read().await.unwrap();
    for known in ORGANISATIONS {
        let business_id = BusinessId::parse(known.business_id).unwrap();
        let found = organisations::find_by_business_id(&read, &business_id, now.day()).await.unwrap();
        let [organisation] = found.as_slice() else { panic!("{} is {} times in the register", known.name, found.len()) };
        assert_eq!((organisation.name.as_str(), organisation.business_id.as_str()), (known.name, known.business_id));
        let mut grants = PERSONS.iter().flat_map(|person| person.grants).filter(|grant| grant.business_id == known.business_id);
        assert!(grants.any(|grant| suffices(organisation, grant)), "nobody may act for {}", known.name);
    }
    let tops: i64 = read.first(TOPS, &[]).await.unwrap().unwrap().get(0).unwrap();
    assert_eq!(usize::try_from(tops).unwrap(), ORGANISATIONS.len(), "the register has organisations that nobody can log in for");
}

fn suffices(organisation: &Organisation, grant: &Grant) -> bool {
    let rights = grant.rights.iter().map(|right| (*right).to_owned()).collect();
    let found = OrganisationRights { business_id: grant.business_id.to_owned(), name: organisation.name.clone(), complete: grant.complete, rights };
    let allowed = AllowedRights::parse(standins::personas::THEME, AllowedRights::ROLES).unwrap();
    judge(&allowed, organisation.kind, &found).is_ok()
}
