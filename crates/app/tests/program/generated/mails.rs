use kit_db::testing::generated_document;

use super::{Table, document};

/// Kind, what causes it, to whom, what is attached.
const MAILS: [[&str; 4]; 24] = [
    [
        "application-received",
        "the customer sends an application",
        "the customer's address in Asiakastiedot",
        "the signed commitment, if the application brings it; the receipt",
    ],
    ["answer-received", "the customer answers a question by sending again", "the customer's address in Asiakastiedot", "the receipt"],
    [
        "information-requested",
        "the handler asks for more information, asks for yet more, or changes the time to answer",
        "each administrative contact in what was sent, else in force, each address once",
        "–",
    ],
    ["application-approved", "the handler approves", "the customer's address in what was sent", "–"],
    [
        "application-rejected",
        "the handler rejects, with the reason",
        "the customer's address in what was sent, else in force",
        "the decision, with how to appeal",
    ],
    ["change-received", "the customer sends a notice of technical change", "the customer's address in force", "the receipt"],
    ["change-approved", "the handler approves a technical change", "the customer's address in force", "–"],
    [
        "ending-received",
        "the customer sends a notice of termination",
        "the contact of the notice and the customer's address in force",
        "the signed notice",
    ],
    [
        "ended",
        "the day after the last day of use",
        "the contact of the notice, the customer's address and the administrative contacts in force, each address once",
        "–",
    ],
    ["matter-closed", "a service ends while the matter is open", "the customer's address and the administrative contacts in force", "–"],
    [
        "matter-withdrawn",
        "the customer takes a matter back",
        "the customer's address as sent, else in force; the contact of a notice of termination",
        "–",
    ],
    [
        "archivist-interface",
        "an application to join is approved, and its form has an archivist",
        "each administrative contact in what was sent, each address once",
        "–",
    ],
    [
        "matter-returned",
        "the handler gives the matter back to be mended",
        "the customer's address and each administrative contact, as sent, else in force; each address once",
        "–",
    ],
    ["approval-undone", "a lead undoes an approval", "the same addresses", "–"],
    [
        "matter-withdrawn-on-request",
        "an officer takes the matter back, as the customer has asked",
        "the customer's address as sent, else in force; the contact of a notice of termination",
        "–",
    ],
    [
        "service-step",
        "connections opened, commissioning test passed, failed or waived, use begun; what was said of one of them taken back",
        "the customer's address in force",
        "–",
    ],
    [
        "draft-reminder",
        "an unsent application or notice has not been changed for `--draft-reminder-days`",
        "the customer's address as it was typed last, else as it is in force; without one no mail",
        "–",
    ],
    ["draft-removed", "`--draft-removal-days` without a change, at the earliest 14 days after the reminder: it is removed", "the same address", "–"],
    [
        "question-reminder",
        "three days before the deadline of questions that nobody has answered",
        "the customer's address and each administrative contact in what was sent, each address once",
        "–",
    ],
    ["question-overdue", "the day of the deadline, if nobody has answered", "the same addresses", "–"],
    ["message-waiting", "an officer writes a message on a case", "the same addresses; what it says stands in the program", "–"],
    [
        "register-renamed",
        "an import finds another name of the customer in the national register",
        "the customer's address and the administrative contacts in force, each address once",
        "–",
    ],
    ["register-left", "an import finds that the customer has left the national register", "the same addresses", "–"],
    ["register-returned", "an import finds the customer in the national register again", "the same addresses", "–"],
];

/// About the customer, not about one matter.
const OF_CUSTOMERS: [[&str; 4]; 1] =
    [["data-changed", "common data in force are changed", "the customer's address, old and new; contacts that are added or removed", "–"]];

/// By role: an officer's notices. Those of § 7.4, 10 to 16, begin with these roles; the officer may choose others.
const OF_ROLES: [[&str; 4]; 8] = [
    ["disruption", "an officer sends a disruption notice (11)", "recipients of disruption notices; by text message too", "–"],
    ["bulletin", "an officer sends a bulletin", "the roles that the officer chooses", "–"],
    [
        "terms-change",
        "an officer tells that service descriptions or general terms change (10)",
        "the customer's address; administrative contacts",
        "–",
    ],
    ["technical-case", "an officer has a technical matter of customers that are named (12)", "technical contacts; of imaging, its own", "–"],
    ["data-protection-case", "an officer has a data protection matter of customers that are named (13)", "data protection officers", "–"],
    ["billing-bulletin", "an officer sends a billing bulletin (14)", "billing contacts", "–"],
    ["archivist-bulletin", "an officer sends an archivist bulletin (15)", "archivists", "–"],
    ["satisfaction-survey", "an officer sends a satisfaction survey (16)", "administrative contacts", "–"],
];

const NOTICES: &str = include_str!("../../../../areas/office/src/bulletins/rules.rs");

/// Where the mails are written.
const CODE: [&str; 5] = [
    include_str!("../../../../areas/customership/src/mails/mod.rs"),
    include_str!("../../../../areas/customership/src/mails/decisions.rs"),
    include_str!("../../../../areas/customership/src/mails/drafts.rs"),
    include_str!("../../../../areas/customership/src/mails/questions.rs"),
    include_str!("../../../../areas/customership/src/mails/register.rs"),
];

const CHANGES: &str = include_str!("../../../../areas/customership/src/service_data/in_force.rs");

#[test]
fn mails_are_a_generated_document() {
    assert_eq!(CODE.map(kinds_in).concat(), MAILS.map(|[kind, ..]| kind), "the kinds of mails in the code, in their order");
    let about = "Every mail that the program sends. Each is one row to one address, written in the transaction of its cause, in the language in which \
                 the application was sent, or begun if it was not sent; plain text, complete by itself. \
                 Notices by role have rows of their own: each address once, in the customer's language (decision 0020).";
    let table = MAILS.into_iter().fold(Table::new("About applications", &["kind", "cause", "recipient", "attached"]), |table, [kind, rest @ ..]| {
        table.row([&format!("`{kind}`"), rest[0], rest[1], rest[2]])
    });
    let of_customers =
        OF_CUSTOMERS.into_iter().fold(Table::new("About customers", &["kind", "cause", "recipient", "attached"]), |table, [kind, rest @ ..]| {
            table.row([&format!("`{kind}`"), rest[0], rest[1], rest[2]])
        });
    let of_roles =
        OF_ROLES.into_iter().fold(Table::new("Notices by role", &["kind", "cause", "recipients", "attached"]), |table, [kind, rest @ ..]| {
            table.row([&format!("`{kind}`"), rest[0], rest[1], rest[2]])
        });
    let kinds = NOTICES.split("pub const fn key(self)").nth(1).unwrap().split("pub fn find").next().unwrap();
    assert_eq!(kinds.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>().len(), OF_ROLES.len());
    assert!(OF_ROLES.iter().all(|[kind, ..]| kinds.contains(&format!("=> \"{kind}\""))), "the kinds of notices in the code");
    assert!(OF_CUSTOMERS.iter().all(|[kind, ..]| CHANGES.contains(&format!("kind: \"{kind}\""))));
    generated_document("mails.md", &document("Mails", about, [table, of_customers, of_roles]));
}

/// The kinds that stand in `self.write(tx, "kind", …)`.
fn kinds_in(code: &str) -> Vec<&str> {
    let calls = code.split("self.write(").skip(1).map(|rest| rest.trim_start().trim_start_matches("tx,").trim_start());
    calls.filter_map(|rest| rest.strip_prefix('"')?.split('"').next()).collect()
}
