//! An invented customer as rows, several in one statement where there are always as many.

use customership::{applications::Purpose, life::TaskOutcome};
use kit_core::{Digest, Instant, Uuid, names};
use kit_db::{Sql, Value, values};
use kit_web::Fields;
use serde_json::json;

use super::make::{Customer, Matter};

pub type Line = (Sql, Vec<Value>);

const UNIT: Sql =
    Sql("INSERT INTO register_unit (oid, begins, ends, name, business_id, parent_oid, register, sector, legal_form, health, social, street,
     postal_code, town, loaded_at) VALUES ($1, '1900-01-01', '2100-12-31', $2, $3, NULL, $4, $5, $6, $7, $8, 'Mallikatu 1', '00999', $9, $10)");
const CUSTOMER: Sql =
    Sql("INSERT INTO customer (id, oid, business_id, name, kind, created_at, committed_at, began_at, revision, language, sort_name)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9, $10)");
const ADDRESS: Sql = Sql("INSERT INTO customer_address (customer_id, email) VALUES ($1, $2)");
const NAME_WORDS: Sql = Sql("INSERT INTO customer_word (customer_id, word) VALUES ($1, $2), ($1, $3), ($1, $4), ($1, $5), ($1, $6)
     ON CONFLICT (customer_id, word) DO NOTHING");
const CONTACTS: Sql = Sql("INSERT INTO contact (customer_id, place, name, email, phone) VALUES
     ($1, 0, $2, $3, $4), ($1, 1, $5, $6, $7), ($1, 2, $8, $9, $10), ($1, 3, $11, $12, $13), ($1, 4, $14, $15, $16),
     ($1, 5, $17, $18, $19), ($1, 6, $20, $21, $22), ($1, 7, $23, $24, $25), ($1, 8, $26, $27, $28), ($1, 9, $29, $30, $31)");
const ROLES: Sql = Sql("INSERT INTO contact_role (customer_id, place, role, service) VALUES ($1, 0, $2, ''), ($1, 1, $3, ''), ($1, 2, $4, ''),
     ($1, 3, $5, ''), ($1, 4, $6, ''), ($1, 5, $7, ''), ($1, 6, $8, ''), ($1, 7, $9, ''), ($1, 8, $10, ''), ($1, 9, $11, '')");
const SECTION: Sql =
    Sql("INSERT INTO customer_section (customer_id, section, value, fields, revision, changed_at) VALUES ($1, 'customer-data', $2, $3, 1, $4)");
const MATTER: Sql =
    Sql("INSERT INTO application (id, customer_id, service, state, revision, created_at, changed_at, language, case_number, received_at,
     officer, officer_name, decided_at, form, purpose) VALUES ($1, $2, $3, $4, 3, $5, $6, $7, $8, $5, $9, $10, $11, $12, $13)");
const SUBMISSION: Sql =
    Sql("INSERT INTO submission (application_id, number, canonical, sha256, fields, accepted_at, arrived_at, sent_by, sent_by_name,
     acting_right) VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, 'NIMKO')");
const EVENT: Sql =
    Sql("INSERT INTO application_event (id, application_id, at, kind, actor_kind, actor_name, note) VALUES ($1, $2, $3, $4, $5, $6, $7)");
const REQUEST: Sql = Sql("INSERT INTO information_request (id, application_id, asked_at, deadline, answered_at) VALUES ($1, $2, $3, $4, $5)");
const QUESTION: Sql =
    Sql("INSERT INTO question (id, application_id, section, field, place, text, collected_at, collected_by, request, typed, answer,
     answered_at, answered_by, accepted) VALUES ($1, $2, 'customer-data', '', '', $3, $4, $5, $6, '', $7, $8, $9, FALSE)");
const IN_USE: Sql = Sql("INSERT INTO customer_service (customer_id, service, application_id, approved_at, form) VALUES ($1, $2, $3, $4, $5)");
const TASK: Sql = Sql("INSERT INTO office_task (id, kind, application_id, customer_id, day, created_at, done_at, done_by,
     outcome, done_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
const OFFICER: Sql =
    Sql("INSERT INTO officer (id, subject, name, first_seen_at, last_seen_at) VALUES ($1, $2, $3, $4, $4) ON CONFLICT (subject) DO NOTHING");
const WORDS: Sql = Sql("INSERT INTO queue_word (word, customer_id) VALUES ($1, $2), ($3, $4), ($5, $6), ($7, $8), ($9, $10), ($11, $12), ($13, $14),
     ($15, $16), ($17, $18), ($19, $20), ($21, $22), ($23, $24), ($25, $26), ($27, $28), ($29, $30), ($31, $32) ON CONFLICT (word, customer_id) DO NOTHING");
/// Words in one statement.
const GROUP: usize = 16;
/// Words of a name.
const NAME: usize = 5;

pub struct Officer {
    pub id: Uuid,
    pub name: String,
}

pub fn officer(officer: &Officer, now: Instant) -> Line {
    (OFFICER, values![officer.id, format!("demo:{}", officer.id), &officer.name, now].to_vec())
}

/// All rows of a customer but its words and its entries in the queue.
pub fn lines(customer: &Customer, officers: &[Officer], now: Instant) -> Vec<Line> {
    let (id, matter) = (customer.id, &customer.matter);
    let (kind, register, sector, form, health, social, _) = customer.form;
    let unit = values![&customer.oid, &customer.name, &customer.business_id, register, sector, form, health, social, customer.place, now];
    let in_use = matter.state == "approved" && matter.purpose != Purpose::Ending;
    let since = matter.decided_at.filter(|_| in_use);
    let language = if customer.form.6 == "Ab" { "sv" } else { "fi" };
    let head = values![id, &customer.oid, &customer.business_id, &customer.name, kind, matter.arrived_at, Some(matter.arrived_at), since, language];
    let head = [&head[..], &values![names::sort_name(&customer.name)]].concat();
    let contacts = customer.contacts.iter().flat_map(|contact| values![&contact.name, &contact.email, &contact.phone]);
    let roles = customer.contacts.iter().map(|contact| Value::from(contact.role));
    let (data, fields) = customer_data(customer);
    let section = values![id, data.to_string(), fields.to_json(), matter.arrived_at];
    let mut lines = vec![(UNIT, unit.to_vec()), (CUSTOMER, head), (CONTACTS, std::iter::once(Value::Uuid(id)).chain(contacts).collect())];
    lines.push((ROLES, std::iter::once(Value::Uuid(id)).chain(roles).collect()));
    lines.push((SECTION, section.to_vec()));
    lines.push((ADDRESS, values![id, format!("asiakas@{}", domain(customer))].to_vec()));
    let words = names::words(&customer.name);
    let words = words.iter().cycle().take(NAME).map(|word| Value::from(word.as_str()));
    lines.push((NAME_WORDS, std::iter::once(Value::Uuid(id)).chain(words).collect()));
    lines.extend(matter_lines(customer, officers, language));
    if let Some(at) = since {
        lines.push((IN_USE, values![id, matter.service.key, matter.id, at, matter.form.key].to_vec()));
    }
    lines
}

fn matter_lines(customer: &Customer, officers: &[Officer], language: &str) -> Vec<Line> {
    let matter = &customer.matter;
    let officer = matter.officer.and_then(|place| officers.get(place));
    let by = officer.map_or("", |officer| officer.name.as_str());
    let (changed_at, sender) = (matter.decided_at.unwrap_or(matter.moved_at), &customer.contacts[0].name);
    let row = values![matter.id, customer.id, matter.service.key, matter.state, matter.arrived_at, changed_at, language, &matter.case_number];
    let rest = values![
        officer.map(|officer| officer.id),
        officer.map(|officer| officer.name.as_str()),
        matter.decided_at,
        matter.form.key,
        matter.purpose.key()
    ];
    let mut lines = vec![(MATTER, [&row[..], &rest[..]].concat()), submission(customer, 1, matter.arrived_at)];
    let event = |id: Uuid, at: Instant, kind: &str, of_officer: bool, note: Option<&str>| {
        let (actor, name) = if of_officer { ("officer", by) } else { ("representative", sender.as_str()) };
        (EVENT, values![id, matter.id, at, kind, actor, name, note].to_vec())
    };
    let [sent, moved, answered] = matter.events;
    lines.push(event(sent, matter.arrived_at, "sent", false, None));
    if let Some(question) = &matter.question {
        lines.push(event(moved, matter.moved_at, "information-requested", true, None));
        let (asked_at, answered_at) = (matter.moved_at, question.answered_at);
        lines.push((REQUEST, values![moved, matter.id, asked_at, question.deadline, answered_at].to_vec()));
        let of_answer = values![answered_at.map(|_| "Kyllä, tiedot on tarkistettu."), answered_at, answered_at.map(|_| sender.as_str())];
        let asked = values![question.id, matter.id, question.text, asked_at, by, moved];
        lines.push((QUESTION, [&asked[..], &of_answer[..]].concat()));
        if let Some(at) = answered_at {
            lines.extend([submission(customer, 2, at), event(answered, at, "answered", false, None)]);
        }
    } else if let Some(kind) = last_event(matter) {
        let note = (kind == "rejected").then_some("Hakijalla ei ole rekisterissä toimintaa, jota palvelu koskee.");
        lines.push(event(moved, changed_at.plus_seconds(60), kind, officer.is_some(), note));
    }
    for task in &matter.tasks {
        let what = values![task.id, task.kind.key(), matter.id, customer.id, task.day, task.created_at];
        let (done_at, outcome) = task.done.unzip();
        let outcome = outcome.filter(|_| task.kind.is_step());
        let done = values![done_at, done_at.map(|_| by), outcome.map(TaskOutcome::key), done_at.filter(|_| outcome.is_some()).map(Instant::day)];
        lines.push((TASK, [&what[..], &done[..]].concat()));
    }
    lines
}

fn submission(customer: &Customer, number: i64, at: Instant) -> Line {
    let (matter, (canonical, fields)) = (&customer.matter, sent(customer));
    let digest = Digest::of(&canonical);
    let sender = &customer.contacts[0].name;
    (SUBMISSION, values![matter.id, number, canonical, digest.bytes().as_slice(), fields, at, matter.submission, sender].to_vec())
}

fn last_event(matter: &Matter) -> Option<&'static str> {
    Some(match matter.state {
        "in-processing" => "taken",
        "approved" if matter.purpose == Purpose::Ending => "carried-out",
        "approved" => "approved",
        "rejected" => "rejected",
        "withdrawn" => "withdrawn",
        _ => return None,
    })
}

fn customer_data(customer: &Customer) -> (serde_json::Value, Fields) {
    let (email, phone) = (format!("asiakas@{}", domain(customer)), "+358 9 123 4567");
    let value = json!({ "street": "Mallikatu 1", "postal_code": "00999", "town": customer.place, "email": email, "phone": phone });
    let pairs = [("street", "Mallikatu 1"), ("postal_code", "00999"), ("town", customer.place), ("email", &email), ("phone", phone)];
    (value, Fields::from_pairs(pairs))
}

fn domain(customer: &Customer) -> &str {
    customer.contacts[0].email.split_once('@').map_or("", |(_, domain)| domain)
}

/// What was sent: customer data and the day of a notice. The contacts are in force.
fn sent(customer: &Customer) -> (String, String) {
    let (data, fields) = customer_data(customer);
    let day = customer.matter.decided_at.unwrap_or_else(|| customer.matter.arrived_at.plus_seconds(90 * 24 * 3600)).day().iso();
    let ending = json!({ "last_day": day, "services": [customer.matter.service.key], "whole_customership": false });
    let sections = match customer.matter.purpose {
        Purpose::Joining => json!({ "customer-data": data }),
        Purpose::TechnicalChange => json!({ "customer-data": data, "change-day": { "from": day } }),
        Purpose::Ending => json!({ "customer-data": data, "ending-terms": ending }),
    };
    let pairs: Vec<(&str, &str)> = fields.iter().collect();
    let head = json!({ "oid": customer.oid, "business_id": customer.business_id, "name": customer.name, "kind": customer.form.0 });
    let form = (customer.matter.service.key, customer.matter.form.key);
    let canonical =
        json!({ "application": customer.matter.id.to_string(), "service": form.0, "form": form.1, "customer": head, "sections": sections });
    (canonical.to_string(), json!({ "customer-data": pairs }).to_string())
}

/// The words of customers, sorted so that those beside each other are written together.
pub fn words(customers: &[Customer]) -> Vec<Line> {
    let mut all: Vec<(Vec<u8>, Uuid)> = Vec::new();
    for customer in customers {
        let contacts = customer.contacts.iter().map(|contact| (contact.name.as_str(), contact.email.as_str(), contact.phone.as_str()));
        let words = customership::queue::customer_words((&customer.name, &customer.business_id, &customer.oid), contacts);
        all.extend(words.into_iter().map(|word| (word.into_bytes(), customer.id)));
    }
    all.sort_unstable();
    let line = |group: &[(Vec<u8>, Uuid)]| {
        let full = group.iter().cycle().take(GROUP);
        (WORDS, full.flat_map(|(word, id)| values![word.clone(), *id]).collect())
    };
    all.chunks(GROUP).map(line).collect()
}
