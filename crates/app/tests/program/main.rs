//! The tests of the program's features, in one binary. A feature's tests lie in its own folder; this file is their list.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "tests stop where something is not as they say")]
#![allow(clippy::print_stdout, reason = "the figures are for those who read the log")]

mod support;

mod chance;
mod csrf;
mod duties;
mod generated;
mod hostile_forms;
mod hostile_provider;
mod identity_code;
mod independent_provider;
mod interleavings;
mod isolation;
mod journey;
mod life;
mod mails;
mod matrix;
mod pages;
mod paths;
mod register;
mod second_application;
mod session_rules;
mod sessions;
mod transitions;

#[path = "../../../areas/customership/src/sections/acceptance/tests.rs"]
mod acceptance;
#[path = "../../../areas/office/src/access_log/tests.rs"]
mod access_log;
#[path = "../../../areas/customership/src/sections/access_points/tests.rs"]
mod access_points;
#[path = "../../../areas/identity/src/acting/tests.rs"]
mod acting;
#[path = "../../../areas/customership/src/sections/billing/tests.rs"]
mod billing;
#[path = "../../../areas/office/src/bodies/tests.rs"]
mod bodies;
#[path = "../../../areas/office/src/bounces/tests.rs"]
mod bounces;
#[path = "../../../areas/office/src/bulletins/tests.rs"]
mod bulletins;
#[path = "../../../areas/office/src/bulletins/sending/tests.rs"]
mod bulletins_sending;
#[path = "../../../areas/office/src/cases/notes/tests.rs"]
mod case_notes;
#[path = "../../../areas/office/src/cases/questions/tests.rs"]
mod case_questions;
#[path = "../../../areas/office/src/cases/tests.rs"]
mod cases;
#[path = "../../../areas/customership/src/sections/contacts/tests.rs"]
mod contacts;
#[path = "../../../areas/office/src/contents/tests.rs"]
mod contents;
#[path = "../../../areas/customership/src/sections/customer_data/tests.rs"]
mod customer_data;
#[path = "../../../areas/office/src/customers/tests.rs"]
mod customers;
#[path = "../../../areas/customership/src/decisions/tests.rs"]
mod decisions;
#[path = "../../../areas/identity/src/doctor/tests.rs"]
mod doctor;
#[path = "../../../areas/customership/src/documents/tests.rs"]
mod documents;
#[path = "../../../areas/customership/src/drafts/tests.rs"]
mod drafts;
#[path = "../../../areas/customership/src/due/tests.rs"]
mod due;
#[path = "../../../areas/customership/src/ending/tests.rs"]
mod ending;
#[path = "../../../areas/customership/src/fees/tests.rs"]
mod fees;
#[path = "../../../areas/office/src/figures/tests.rs"]
mod figures;
#[path = "../../../areas/customership/src/guidance/tests.rs"]
mod guidance;
#[path = "../../../areas/office/src/imports/tests.rs"]
mod imports;
#[path = "../../../areas/customership/src/life/tests.rs"]
mod life_as_seen;
#[path = "../../../areas/identity/src/login/tests.rs"]
mod login;
#[path = "../../../areas/identity/src/logout/tests.rs"]
mod logout;
#[path = "../../../areas/customership/src/looks/tests.rs"]
mod looks;
#[path = "../../../areas/office/src/lookup/tests.rs"]
mod lookup;
#[path = "../../../areas/identity/src/own_sessions/tests.rs"]
mod own_sessions;
#[path = "../../../areas/office/src/papers/tests.rs"]
mod papers;
#[path = "../../../areas/office/src/queue/tests.rs"]
mod queue;
#[path = "../../../areas/customership/src/journeys/joining/readiness/tests.rs"]
mod readiness;
#[path = "../../../areas/identity/src/start/tests.rs"]
mod start;
#[path = "../../../areas/customership/src/life/steps/tests.rs"]
mod steps;
#[path = "../../../areas/office/src/tasks/tests.rs"]
mod tasks;
#[path = "../../../areas/office/src/technical/tests.rs"]
mod technical;
#[path = "../../../areas/customership/src/sections/use_of_service/tests.rs"]
mod use_of_service;
