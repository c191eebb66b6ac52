//! What happens when the program's process is killed, and when the same is sent more than once: on both databases, with the
//! real binary. How often: `EKSTRANET_CRASH_CYCLES` (kills) and `EKSTRANET_SENDS` (applications), each for each database;
//! `EKSTRANET_NOTICE_MAILS`, `EKSTRANET_NOTICE_SMS` and `EKSTRANET_NOTICE_KILLS` for a notice to thousands;
//! `EKSTRANET_IMPORT_KILLS` for imports of a register, of each kind.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "tests stop where something is not as they say")]
#![allow(clippy::print_stdout, reason = "the figures are for those who read the log")]

mod chance;
mod customer;
mod endings;
mod facts;
mod imports;
mod kill;
mod notices;
mod once;
mod process;
mod updates;
mod writer;

#[path = "../program/support/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the tests of the features use the rest")]
mod support;

use kit_db::testing;

use process::Process;

/// How often, unless the environment says otherwise.
fn times(variable: &str, usual: usize) -> usize {
    std::env::var(variable).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn on_one_file<F: Future<Output = ()>>(test: impl FnOnce(Process) -> F) {
    // Nobody but the program has the file open, so that each start finds it as the kill left it.
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async { test(Process::with_file().await).await });
}

fn on_a_server<F: Future<Output = ()>>(test: impl FnOnce(Process) -> F) {
    testing::run(testing::on_a_server(support::migrated), async |database| test(Process::with_server(database).await).await);
}

mod one_file {
    #[test]
    fn no_acknowledged_save_is_lost_by_a_kill() {
        super::on_one_file(super::kill::while_saving);
    }

    #[test]
    fn what_is_sent_twice_is_sent_once() {
        super::on_one_file(super::once::sent_again_and_again);
    }

    #[test]
    fn what_falls_due_happens_once() {
        super::on_one_file(super::endings::while_the_clock_ends);
    }

    #[test]
    fn no_acknowledged_change_is_lost_by_a_kill() {
        super::on_one_file(super::updates::while_data_in_force_change);
    }

    #[test]
    fn a_notice_reaches_everybody_once() {
        super::on_one_file(super::notices::killed_while_a_notice_is_sent);
    }

    #[test]
    fn an_import_that_is_killed_leaves_the_register_as_it_was() {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(super::imports::on_one_file());
    }
}

mod a_server {
    #[test]
    fn no_acknowledged_save_is_lost_by_a_kill() {
        super::on_a_server(super::kill::while_saving);
    }

    #[test]
    fn what_is_sent_twice_is_sent_once() {
        super::on_a_server(super::once::sent_again_and_again);
    }

    #[test]
    fn what_falls_due_happens_once() {
        super::on_a_server(super::endings::while_the_clock_ends);
    }

    #[test]
    fn no_acknowledged_change_is_lost_by_a_kill() {
        super::on_a_server(super::updates::while_data_in_force_change);
    }

    #[test]
    fn a_notice_reaches_everybody_once() {
        super::on_a_server(super::notices::killed_while_a_notice_is_sent);
    }

    #[test]
    fn an_import_that_is_killed_leaves_the_register_as_it_was() {
        super::testing::run(super::testing::on_a_server(super::support::migrated), super::imports::on_a_server);
    }
}
