//! Common data of a customer with services in use come into force as soon as they are saved, if they are right for every
//! service that uses them; whoever is concerned is told.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use identity::Representative;
use kit_core::{FieldError, Instant, Language, Uuid};
use kit_db::{DbError, MailId, Outbox, OutgoingMail, Tx};
use kit_web::Fields;
use serde_json::Value;

use super::store::{self, Actor};
use crate::{
    T,
    applications::{self, CustomerId},
    customers::Standing,
    documents::moment,
    sections::{Facts, Problems, Section, SectionKey},
    services::Service,
};

/// The section as each service in use asks for it.
fn policies(standing: &Standing, section: SectionKey) -> impl Iterator<Item = (&'static Service, &'static dyn Section)> {
    standing.in_use.iter().filter_map(move |used| Some((used.service, used.form.section(section)?)))
}

/// What keeps common data from coming into force.
#[derive(Clone, Debug, Default)]
pub struct Wrong {
    /// In the words of the service whose page it is, field by field.
    pub here: Problems,
    /// What other services in use find: it is mended on their pages.
    pub elsewhere: Vec<(&'static Service, Vec<Cow<'static, str>>)>,
}

/// The value that may come into force; or what some service in use finds wrong with it. None: no service in use has it.
pub fn right_for_all(standing: &Standing, section: SectionKey, fields: &Fields, facts: &Facts, language: Language) -> Result<Option<Value>, Wrong> {
    let (mut value, mut wrong) = (None, Wrong::default());
    // The service whose page this is comes first: what is wrong for several is said once, in its words.
    let mut asked: Vec<_> = policies(standing, section).collect();
    asked.sort_by_key(|(service, _)| service.key != facts.service.key);
    for (service, policy) in asked {
        let is_here = service.key == facts.service.key;
        match policy.check(fields, facts, language) {
            Ok(checked) => value = Some(checked),
            Err(problems) if is_here => wrong.here = problems,
            Err(problems) => {
                let is_said = |problem: &FieldError<Cow<'static, str>>| {
                    wrong.here.iter().any(|said| kind_of(&said.field) == kind_of(&problem.field) && said.error == problem.error)
                };
                let others: Vec<_> = problems.iter().filter(|problem| !is_said(problem)).map(|problem| problem.error.clone()).collect();
                if !others.is_empty() {
                    wrong.elsewhere.push((service, others));
                }
            }
        }
    }
    if wrong.here.is_empty() && wrong.elsewhere.is_empty() { Ok(value) } else { Err(wrong) }
}

/// The last part of a field's name: services show different rows, and find the same fault in the first of theirs.
fn kind_of(field: &str) -> &str {
    field.rsplit('.').next().unwrap_or(field)
}

/// A change of data in force, made ready before its transaction.
#[derive(Clone, Debug)]
pub struct InForceChange {
    customer: CustomerId,
    section: SectionKey,
    title: &'static str,
    customer_name: String,
    fields: String,
    after: Value,
    actor: Actor,
    at: Instant,
    language: Language,
    host: String,
    /// Ids for the row of the history and for the mails.
    ids: Vec<Uuid>,
}

/// Nobody has so many contacts that more mails than this follow from one change.
const MOST_MAILS: usize = 2 * kit_web::MOST_ROWS + 4;

impl InForceChange {
    pub fn new(representative: &Representative, customer: CustomerId, section: &dyn Section, fields: &Fields, after: Value) -> Self {
        let (world, at, language) = (&representative.world, representative.now, representative.language);
        Self {
            customer,
            section: section.key(),
            title: section.title(language),
            customer_name: representative.acting.name.clone(),
            fields: fields.to_json(),
            after,
            actor: Actor { id: representative.id, name: representative.name.clone(), right: representative.acting.right.clone() },
            at,
            language,
            host: world.settings.host().to_owned(),
            ids: (0..=MOST_MAILS).map(|_| world.ids.next(at)).collect(),
        }
    }

    /// Puts the data into force. False: they are the same as before.
    pub async fn write(self, tx: &Tx) -> Result<bool, DbError> {
        let before = store::value(tx, self.customer, self.section).await?;
        let after = applications::canonical(&self.after);
        applications::data_in_force(tx, self.customer, self.section, &after, &self.fields, self.at).await?;
        if before.as_deref() == Some(after.as_str()) {
            return Ok(false);
        }
        let mut ids = self.ids.iter().copied();
        let Some(id) = ids.next() else { return Ok(false) };
        store::note_change(tx, (id, self.customer, self.section), &self.actor, (before.as_deref(), &after), self.at).await?;
        let before: Value = before.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let own = store::value(tx, self.customer, SectionKey::CustomerData).await?;
        let own: Value = own.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        for ((to, told), id) in concerned(&own, &before, &self.after).into_iter().zip(ids) {
            self.tell(tx, to, told, id).await?;
        }
        Ok(true)
    }

    async fn tell(&self, tx: &Tx, to: String, told: Told, id: Uuid) -> Result<(), DbError> {
        let t = T::of(self.language);
        let (at, customer, name) = (moment(&t, self.at), self.customer_name.as_str(), self.actor.name.as_str());
        let (subject, body) = match told {
            Told::Changed => (t.mail_data_changed_subject(self.title), t.mail_data_changed_body(at, customer, name, self.title)),
            Told::Added => (t.mail_contact_added_subject(customer), t.mail_contact_added_body(at, customer, name)),
            Told::Removed => (t.mail_contact_removed_subject(customer), t.mail_contact_removed_body(at, customer, name)),
        };
        let mail = OutgoingMail { id: MailId(id), kind: "data-changed", about: self.customer.0, to, subject, body, attachments: Vec::new() };
        Outbox::add(tx, &mail, &self.host, self.at).await
    }
}

/// What somebody is told of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Changed,
    /// They are a contact now.
    Added,
    /// They are a contact no more.
    Removed,
}

/// The customer's own address, old and new, and the contacts that come or go.
fn concerned(own: &Value, before: &Value, after: &Value) -> BTreeMap<String, Told> {
    let emails = |value: &Value| -> BTreeSet<String> {
        value.as_array().into_iter().flatten().filter_map(|c| c["email"].as_str().map(str::to_owned)).collect()
    };
    let (old, new) = (emails(before), emails(after));
    let come = new.difference(&old).map(|address| (address.clone(), Told::Added));
    let mut all: BTreeMap<String, Told> = old.difference(&new).map(|address| (address.clone(), Told::Removed)).chain(come).collect();
    all.extend([own, before, after].into_iter().filter_map(|value| Some((value["email"].as_str()?.to_owned(), Told::Changed))));
    all
}
