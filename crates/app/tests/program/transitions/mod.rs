//! Every transition of a matter has exactly its mails: act by act, what is written to whom and with what, and nothing else.

mod story;
mod tables;

use std::collections::BTreeSet;

use customership::applications::EventKind;
use kit_db::testing::TestDb;

use self::{
    story::{Do, Story},
    tables::{ALL, APPROVALS, CHANGES, ENDINGS, JOINING, REGISTERED},
};
use crate::support::{TestApp, migrated};

kit_db::on_both_databases!(migrated: applications_to_join, changes, endings, what_the_register_says, approvals_confirmed_by_a_second_officer,
    all_decisions_confirmed_by_a_second_officer);

pub const ADDRESS: &str = "klinikka@esimerkki.example";
pub const CONTACT: &str = "malla@esimerkki.example";
pub const OTHER_CONTACT: &str = "toinen@esimerkki.example";
pub const OF_ENDING: &str = "loppu@esimerkki.example";

async fn applications_to_join(database: TestDb) {
    Story::new(&TestApp::start(database).await).goes(JOINING).await;
}

async fn changes(database: TestDb) {
    Story::new(&TestApp::start(database).await).goes(CHANGES).await;
}

async fn endings(database: TestDb) {
    Story::new(&TestApp::start(database).await).goes(ENDINGS).await;
}

async fn what_the_register_says(database: TestDb) {
    Story::new(&TestApp::start(database).await).goes(REGISTERED).await;
}

async fn approvals_confirmed_by_a_second_officer(database: TestDb) {
    Story::new(&TestApp::start_with(database, &["--four-eyes=approvals"]).await).goes(APPROVALS).await;
}

async fn all_decisions_confirmed_by_a_second_officer(database: TestDb) {
    Story::new(&TestApp::start_with(database, &["--four-eyes=all"]).await).goes(ALL).await;
}

#[test]
fn every_kind_of_event_stands_in_a_table() {
    let tables = [JOINING, CHANGES, ENDINGS, REGISTERED, APPROVALS, ALL];
    let told: BTreeSet<&str> = tables.into_iter().flatten().flat_map(|(_, events, _)| events.iter().copied()).collect();
    assert_eq!(told, EventKind::ALL.into_iter().map(EventKind::key).collect());
}

#[test]
fn what_a_setting_changes_stands_in_the_table_of_each() {
    for table in [JOINING, APPROVALS, ALL] {
        let has = |wanted: fn(&Do) -> bool| table.iter().any(|(act, ..)| wanted(act));
        assert!(has(|act| matches!(act, Do::Approve(_))) && has(|act| matches!(act, Do::Reject(_))) && has(|act| matches!(act, Do::Undo(_))));
    }
    for table in [APPROVALS, ALL] {
        assert!(table.iter().any(|(act, ..)| matches!(act, Do::Confirm(_))) && table.iter().any(|(act, ..)| matches!(act, Do::SendBack(_))));
    }
}
