//! Forms as no browser sends them: the program answers each in words, and gives back what was typed.

use kit_db::testing::TestDb;

use crate::{
    chance::{Chance, times},
    support::{Browser, Joining, Page, TestApp, migrated, persona},
};

kit_db::on_both_databases!(migrated: no_form_breaks_the_program);

const EVERY_DAY: usize = 1500;

/// The steps that are tried, each with some of its fields.
const STEPS: [(&str, &[&str]); 8] = [
    ("access-points", &["points.0.oid", "points.0.systems", "points.0.other_system", "points.7.oid", "points.0.renewals", "viewers", "other_viewer"]),
    ("use-of-service", &["profile", "document_groups", "service_tasks"]),
    ("customer-data", &["street", "postal_code", "town", "email", "phone"]),
    ("contacts", &["contacts.0.kind", "contacts.0.first_name", "contacts.0.phone", "contacts.0.email", "contacts.0.roles", "contacts.3.last_name"]),
    (
        "contacts",
        &["contacts.0.of-social-care", "contacts.0.of-x", "contacts.99999999999999999999.email", "contacts.1.organisation_name", "remove", "add"],
    ),
    ("billing", &["invoice_language", "e_invoice_address", "operator", "reference", "address", "postal_code", "town"]),
    ("service-description", &["accepted", "shown"]),
    ("commitment", &["accepted", "shown"]),
];

/// Fields in which the text that was typed is shown again.
const TEXTS: [&str; 15] = [
    "points.0.oid",
    "points.0.other_system",
    "street",
    "postal_code",
    "town",
    "email",
    "phone",
    "contacts.0.first_name",
    "contacts.0.phone",
    "contacts.0.email",
    "e_invoice_address",
    "operator",
    "reference",
    "address",
    "points.7.oid",
];

/// A text that is hard to bear.
fn text(chance: &mut Chance) -> Vec<u8> {
    const PARTS: [&str; 22] = [
        "a",
        "Ä",
        "\u{0}",
        "\u{1}\u{7f}\u{85}",
        "\r\n",
        "\t",
        "\u{202e}nurin\u{202c}",
        "עברית",
        "العربية",
        "😀",
        "𝒳",
        "👩‍👩‍👧",
        "é",
        "\u{feff}",
        "<script>",
        "\"'&<>",
        "{{ 7 }}",
        "' OR 1=1 --",
        "%00",
        "1.2.246.10.13.1",
        "040 123 4567",
        "a@b.fi",
    ];
    match chance.below(12) {
        0 => Vec::new(),
        1 => vec![b' '; chance.below(50)],
        2 => (0..chance.below(64)).map(|_| u8::try_from(chance.below(256)).unwrap()).collect(),
        3 if chance.one_in(80) => "ä😀".repeat(120_000).into_bytes(),
        3 if chance.one_in(60) => vec![b'x'; 1_000_000],
        _ => (0..chance.below(6)).flat_map(|_| chance.pick(&PARTS).bytes().collect::<Vec<_>>()).collect(),
    }
}

fn encoded(bytes: &[u8], into: &mut String) {
    for byte in bytes {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => into.push(char::from(*byte)),
            _ => into.push_str(&format!("%{byte:02X}")),
        }
    }
}

/// A form for a step: fields that belong to it, twice or not at all, others, in any order; now and then no form at all.
fn body(chance: &mut Chance, names: &[&str], token: &str, revision: &str) -> (Vec<u8>, Vec<(String, Vec<u8>)>) {
    if chance.one_in(40) {
        let raw = (0..chance.below(300)).map(|_| u8::try_from(chance.below(256)).unwrap()).collect::<Vec<_>>();
        return ([format!("csrf={token}&").into_bytes(), raw].concat(), Vec::new());
    }
    let mut fields: Vec<(String, Vec<u8>)> = Vec::new();
    for name in names {
        for _ in 0..*chance.pick(&[0, 1, 1, 1, 1, 2, 3]) {
            fields.push(((*name).to_owned(), text(chance)));
        }
    }
    if chance.one_in(6) {
        fields.push((String::from_utf8_lossy(&text(chance)).into_owned(), text(chance)));
    }
    let revision = if chance.one_in(10) { "-9x".to_owned() } else { revision.to_owned() };
    let mut sent = format!("csrf={token}&revision={revision}&go=save");
    for (name, value) in &fields {
        sent.push('&');
        encoded(name.as_bytes(), &mut sent);
        sent.push('=');
        encoded(value, &mut sent);
    }
    (sent.into_bytes(), fields)
}

/// What was typed as a page has it: no control characters, the signs of HTML written out.
fn as_shown(typed: &[u8]) -> String {
    let text = String::from_utf8_lossy(typed).replace("\r\n", "\n");
    let plain: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let signs = [('&', "&#38;"), ('<', "&#60;"), ('>', "&#62;"), ('"', "&#34;"), ('\'', "&#39;")];
    plain.chars().map(|c| signs.iter().find(|(sign, _)| *sign == c).map_or_else(|| c.to_string(), |(_, written)| (*written).to_owned())).collect()
}

async fn post(browser: &Browser, path: &str, body: Vec<u8>) -> Page {
    let request = browser.request(reqwest::Method::POST, path).header("content-type", "application/x-www-form-urlencoded").body(body);
    browser.once(request).await
}

async fn no_form_breaks_the_program(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut clinic = app.log_in(persona::BOTH).await;
    let mut applications = Vec::new();
    for service in ["prescription", "social-care", "patient-data", "imaging"] {
        let mut joining = Joining::begin_for(&mut clinic, service).await;
        joining.fill_in().await;
        applications.push(joining.id.clone());
    }
    let token = clinic.token().await;
    let mut revisions = std::collections::BTreeMap::<String, String>::new();
    let (mut statuses, mut came_back) = (std::collections::BTreeMap::<u16, usize>::new(), 0);
    for round in 0..times("EKSTRANET_FORMS", EVERY_DAY) {
        let chance = &mut Chance::new(u64::try_from(round).unwrap());
        let (step, names) = *chance.pick(&STEPS);
        let path = format!("/applications/{}/steps/{step}", chance.pick(&applications));
        let revision = revisions.get(&path).map_or("1", String::as_str);
        let (sent, typed) = body(chance, names, &token, revision);
        let answer = post(&clinic, &path, sent).await;
        // The next form for this page stands on what this answer shows.
        revisions.extend(answer.html.split_once("name=\"revision\" value=\"").and_then(|(_, rest)| Some((path, rest.split_once('"')?.0.to_owned()))));
        *statuses.entry(answer.status).or_default() += 1;
        assert!(matches!(answer.status, 303 | 404 | 409 | 413 | 422), "form {round}: {}\n{}", answer.status, answer.text());
        if !matches!(answer.status, 409 | 422) {
            continue;
        }
        for name in names.iter().filter(|name| TEXTS.contains(*name)) {
            let Some((_, value)) = typed.iter().find(|(typed, _)| typed == name) else { continue };
            let value = as_shown(value);
            // A row's field is there only if its section asks for it here.
            if answer.html.contains(&format!("name=\"{name}\"")) && !(value.trim().is_empty() && *name == "town") {
                assert!(answer.html.contains(&format!("value=\"{value}\"")), "form {round}: {name} came back without {value:.200}");
                came_back += 1;
            }
        }
    }
    println!("forms by status: {statuses:?}; {came_back} texts came back");
    assert!(came_back > 100);
}
