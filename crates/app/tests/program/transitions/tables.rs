//! The tables. A row: the act, the events that it leaves, the mails that it brings.

use super::{
    ADDRESS, CONTACT, OF_ENDING, OTHER_CONTACT,
    story::{
        Do::{
            Answer, Approve, Ask, AskMore, At, Change, Confirm, ConnectionsClosed, ConnectionsOpened, Days, End, HandOver, InUse, Join, MoveDeadline,
            Registered, Reject, Release, Return, SendAgain, SendBack, Take, TakeBack, TestFailed, TestPassed, TestWaived, Undo, WithdrawOnRequest,
        },
        Mail, Row,
    },
};
use crate::support::persona::{HANDLER as KAISA, LEAD as JOHANNA, OTHER_HANDLER as HENRIK, OTHER_LEAD as LARS};

const COMMITMENT: &str = "sitoumus";
const RECEIPT: &str = "kuittaus";
const NOTICE: &str = "irtisanomisilmoitus";
const DECISION: &str = "paatos";

/// Taken, given back, handed over, proposed: between officers.
const NOBODY: &[Mail] = &[];
const SENT_FIRST: &[Mail] = &[("application-received", ADDRESS, &[COMMITMENT, RECEIPT])];
const SENT: &[Mail] = &[("application-received", ADDRESS, &[RECEIPT])];
/// The contact gets roles in one service more: common data in force change.
const SENT_WITH_ROLES: &[Mail] = &[("application-received", ADDRESS, &[RECEIPT]), ("data-changed", ADDRESS, &[])];
const ASKED: &[Mail] = &[("information-requested", CONTACT, &[]), ("information-requested", OTHER_CONTACT, &[])];
const ANSWERED: &[Mail] = &[("answer-received", ADDRESS, &[RECEIPT])];
const RETURNED: &[Mail] = &[("matter-returned", ADDRESS, &[]), ("matter-returned", CONTACT, &[]), ("matter-returned", OTHER_CONTACT, &[])];
const REJECTED: &[Mail] = &[("application-rejected", ADDRESS, &[DECISION])];
const APPROVED: &[Mail] =
    &[("application-approved", ADDRESS, &[]), ("archivist-interface", CONTACT, &[]), ("archivist-interface", OTHER_CONTACT, &[])];
const APPROVED_WITHOUT_ARCHIVIST: &[Mail] = &[("application-approved", ADDRESS, &[])];
const UNDONE: &[Mail] = &[("approval-undone", ADDRESS, &[]), ("approval-undone", CONTACT, &[]), ("approval-undone", OTHER_CONTACT, &[])];
/// The same with a notice of change that is open, and goes with the service.
const UNDONE_WITH_A_CHANGE: &[Mail] = &[
    ("approval-undone", ADDRESS, &[]),
    ("approval-undone", CONTACT, &[]),
    ("approval-undone", OTHER_CONTACT, &[]),
    ("matter-closed", ADDRESS, &[]),
    ("matter-closed", CONTACT, &[]),
    ("matter-closed", OTHER_CONTACT, &[]),
];
const TAKEN_BACK: &[Mail] = &[("matter-withdrawn", ADDRESS, &[])];
const WITHDRAWN: &[Mail] = &[("matter-withdrawn-on-request", ADDRESS, &[])];
const STEP: &[Mail] = &[("service-step", ADDRESS, &[])];
const CHANGE_SENT: &[Mail] = &[("change-received", ADDRESS, &[RECEIPT])];
const CHANGE_APPROVED: &[Mail] = &[("change-approved", ADDRESS, &[])];
const RENAMED: &[Mail] = &[("register-renamed", ADDRESS, &[]), ("register-renamed", CONTACT, &[]), ("register-renamed", OTHER_CONTACT, &[])];
const LEFT: &[Mail] = &[("register-left", ADDRESS, &[]), ("register-left", CONTACT, &[]), ("register-left", OTHER_CONTACT, &[])];
const BACK_AGAIN: &[Mail] = &[("register-returned", ADDRESS, &[]), ("register-returned", CONTACT, &[]), ("register-returned", OTHER_CONTACT, &[])];
const ENDING_SENT: &[Mail] = &[("ending-received", ADDRESS, &[NOTICE]), ("ending-received", OF_ENDING, &[NOTICE])];
const ENDING_TAKEN_BACK: &[Mail] = &[("matter-withdrawn", ADDRESS, &[]), ("matter-withdrawn", OF_ENDING, &[])];
const ENDING_WITHDRAWN: &[Mail] = &[("matter-withdrawn-on-request", ADDRESS, &[]), ("matter-withdrawn-on-request", OF_ENDING, &[])];
/// The whole customership ends, and an application and a change with it.
const ENDED: &[Mail] = &[
    ("ended", ADDRESS, &[]),
    ("ended", CONTACT, &[]),
    ("ended", OTHER_CONTACT, &[]),
    ("ended", OF_ENDING, &[]),
    ("matter-closed", ADDRESS, &[]),
    ("matter-closed", CONTACT, &[]),
    ("matter-closed", OTHER_CONTACT, &[]),
    ("matter-closed", ADDRESS, &[]),
    ("matter-closed", CONTACT, &[]),
    ("matter-closed", OTHER_CONTACT, &[]),
];

/// Applications to join; no decision waits for anybody.
pub const JOINING: &[Row] = &[
    (Join("patient-data"), &["begun", "sent"], SENT_FIRST),
    (Take(HENRIK), &["taken"], NOBODY),
    (Release(HENRIK), &["released"], NOBODY),
    (Take(KAISA), &["taken"], NOBODY),
    (HandOver(HENRIK), &["handed-over"], NOBODY),
    (HandOver(KAISA), &["handed-over"], NOBODY),
    (Ask(KAISA), &["information-requested"], ASKED),
    (AskMore(KAISA), &["information-requested"], ASKED),
    (MoveDeadline(KAISA, "15.12.2026"), &["deadline-moved"], ASKED),
    (Answer, &["answered"], ANSWERED),
    (Return(KAISA), &["returned"], RETURNED),
    (SendAgain, &["came-back", "sent"], SENT),
    (Ask(KAISA), &["information-requested"], ASKED),
    (Reject(KAISA), &["rejected"], REJECTED),
    (Join("patient-data"), &["begun", "sent"], SENT_FIRST),
    (Take(KAISA), &["taken"], NOBODY),
    (Return(KAISA), &["returned"], RETURNED),
    (WithdrawOnRequest(HENRIK), &["withdrawn"], WITHDRAWN),
    (Join("patient-data"), &["begun", "sent"], SENT),
    (Take(KAISA), &["taken"], NOBODY),
    (TakeBack, &["withdrawn"], TAKEN_BACK),
    (Join("patient-data"), &["begun", "sent"], SENT),
    (Take(KAISA), &["taken"], NOBODY),
    (Approve(KAISA), &["approved"], APPROVED),
    (ConnectionsOpened, &[], STEP),
    (TestFailed, &[], STEP),
    (TestPassed, &[], STEP),
    (InUse, &[], STEP),
    (Undo(JOHANNA), &["undone"], UNDONE),
    (Approve(JOHANNA), &["approved"], APPROVED),
    (ConnectionsOpened, &[], STEP),
    (TestWaived, &[], STEP),
    (InUse, &[], STEP),
    (Join("prescription"), &["begun", "sent"], SENT_WITH_ROLES),
    (Take(KAISA), &["taken"], NOBODY),
    (Approve(KAISA), &["approved"], APPROVED_WITHOUT_ARCHIVIST),
    (ConnectionsOpened, &[], STEP),
    (Undo(JOHANNA), &["undone"], UNDONE),
    (WithdrawOnRequest(JOHANNA), &["withdrawn"], WITHDRAWN),
];

/// Technical changes, up to the day on which they hold.
pub const CHANGES: &[Row] = &[
    (Join("patient-data"), &["begun", "sent"], SENT_FIRST),
    (Take(KAISA), &["taken"], NOBODY),
    (Approve(KAISA), &["approved"], APPROVED),
    (Change("1.12.2026"), &["begun", "sent"], CHANGE_SENT),
    (Take(KAISA), &["taken"], NOBODY),
    (Release(KAISA), &["released"], NOBODY),
    (HandOver(KAISA), &["handed-over"], NOBODY),
    (Ask(KAISA), &["information-requested"], ASKED),
    (Answer, &["answered"], ANSWERED),
    (Return(KAISA), &["returned"], RETURNED),
    (SendAgain, &["came-back", "sent"], CHANGE_SENT),
    (Approve(KAISA), &["approved"], CHANGE_APPROVED),
    (Undo(JOHANNA), &["undone"], UNDONE),
    (Reject(JOHANNA), &["rejected"], REJECTED),
    (Change("1.12.2026"), &["begun", "sent"], CHANGE_SENT),
    (TakeBack, &["withdrawn"], TAKEN_BACK),
    (Change("1.12.2026"), &["begun", "sent"], CHANGE_SENT),
    (Take(KAISA), &["taken"], NOBODY),
    (WithdrawOnRequest(KAISA), &["withdrawn"], WITHDRAWN),
    (Change("1.12.2026"), &["begun", "sent"], CHANGE_SENT),
    (Take(KAISA), &["taken"], NOBODY),
    (Approve(KAISA), &["approved"], CHANGE_APPROVED),
    (Days(7), &["carried-out"], NOBODY),
];

/// What the national register says of a customer.
pub const REGISTERED: &[Row] = &[
    (Join("patient-data"), &["begun", "sent"], SENT_FIRST),
    (Registered(Some("Esimerkkiklinikka Oy")), &[], NOBODY),
    (Take(KAISA), &["taken"], NOBODY),
    (Approve(KAISA), &["approved"], APPROVED),
    (Registered(Some("Uusi Malliklinikka Oy")), &["register-renamed"], RENAMED),
    (Registered(Some("Uusi Malliklinikka Oy")), &[], NOBODY),
    (Registered(None), &["register-left"], LEFT),
    (Registered(Some("Uusi Malliklinikka Oy")), &["register-returned"], BACK_AGAIN),
];

/// Notices of termination, and what is closed with a service.
pub const ENDINGS: &[Row] = &[
    (Join("patient-data"), &["begun", "sent"], SENT_FIRST),
    (Take(KAISA), &["taken"], NOBODY),
    (Approve(KAISA), &["approved"], APPROVED),
    (End("/services/patient-data/ending", "27.11.2026"), &["begun", "sent"], ENDING_SENT),
    (Take(KAISA), &["taken"], NOBODY),
    (Release(KAISA), &["released"], NOBODY),
    (TakeBack, &["withdrawn"], ENDING_TAKEN_BACK),
    (End("/services/patient-data/ending", "27.11.2026"), &["begun", "sent"], ENDING_SENT),
    (Take(KAISA), &["taken"], NOBODY),
    (WithdrawOnRequest(KAISA), &["withdrawn"], ENDING_WITHDRAWN),
    (Change("31.12.2026"), &["begun", "sent"], CHANGE_SENT),
    (At(0), &[], NOBODY),
    (Undo(JOHANNA), &["closed", "undone"], UNDONE_WITH_A_CHANGE),
    (Approve(JOHANNA), &["approved"], APPROVED),
    (Change("31.12.2026"), &["begun", "sent"], CHANGE_SENT),
    (Join("imaging"), &["begun", "sent"], SENT_WITH_ROLES),
    (End("/termination", "27.11.2026"), &["begun", "sent"], ENDING_SENT),
    (Days(4), &["carried-out", "closed", "closed"], ENDED),
    (ConnectionsClosed, &[], NOBODY),
];

/// Approvals wait for a second officer; other decisions do not.
pub const APPROVALS: &[Row] = &[
    (Join("patient-data"), &["begun", "sent"], SENT_FIRST),
    (Take(KAISA), &["taken"], NOBODY),
    (Reject(KAISA), &["rejected"], REJECTED),
    (Join("patient-data"), &["begun", "sent"], SENT_FIRST),
    (Take(KAISA), &["taken"], NOBODY),
    (Approve(KAISA), &["proposed"], NOBODY),
    (SendBack(HENRIK), &["proposal-sent-back"], NOBODY),
    (Approve(KAISA), &["proposed"], NOBODY),
    (Confirm(HENRIK), &["approved"], APPROVED),
    (Undo(JOHANNA), &["undone"], UNDONE),
    (Approve(JOHANNA), &["proposed"], NOBODY),
    (Confirm(LARS), &["approved"], APPROVED),
    (Change("1.12.2026"), &["begun", "sent"], CHANGE_SENT),
    (Take(KAISA), &["taken"], NOBODY),
    (Approve(KAISA), &["proposed"], NOBODY),
    (Confirm(HENRIK), &["approved"], CHANGE_APPROVED),
    (Undo(LARS), &["undone"], UNDONE),
];

/// Every decision waits for a second officer; what decides nothing does not.
pub const ALL: &[Row] = &[
    (Join("patient-data"), &["begun", "sent"], SENT_FIRST),
    (Take(KAISA), &["taken"], NOBODY),
    (Return(KAISA), &["returned"], RETURNED),
    (SendAgain, &["came-back", "sent"], SENT),
    (Reject(KAISA), &["proposed"], NOBODY),
    (SendBack(KAISA), &["proposal-sent-back"], NOBODY),
    (Reject(KAISA), &["proposed"], NOBODY),
    (Confirm(HENRIK), &["rejected"], REJECTED),
    (Join("patient-data"), &["begun", "sent"], SENT_FIRST),
    (Take(KAISA), &["taken"], NOBODY),
    (Approve(KAISA), &["proposed"], NOBODY),
    (TakeBack, &["withdrawn"], TAKEN_BACK),
    (Join("patient-data"), &["begun", "sent"], SENT),
    (Take(KAISA), &["taken"], NOBODY),
    (Reject(KAISA), &["proposed"], NOBODY),
    (WithdrawOnRequest(KAISA), &["withdrawn"], WITHDRAWN),
    (Join("patient-data"), &["begun", "sent"], SENT),
    (Take(KAISA), &["taken"], NOBODY),
    (Approve(KAISA), &["proposed"], NOBODY),
    (Confirm(HENRIK), &["approved"], APPROVED),
    (Undo(JOHANNA), &["proposed"], NOBODY),
    (SendBack(LARS), &["proposal-sent-back"], NOBODY),
    (Undo(JOHANNA), &["proposed"], NOBODY),
    (Confirm(LARS), &["undone"], UNDONE),
];
