//! Common data of a customer with services in use come into force as soon as they are saved, if they are right for every
//! service that uses them; whoever is concerned is told.

use std::{borrow::Cow, collections::BTreeSet};

use identity::Representative;
use kit_core::{Instant, Language, Uuid};
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

/// The value that may come into force; or what some service in use finds wrong with it. None: no service in use has it.
pub fn right_for_all(
    standing: &Standing,
    section: SectionKey,
    fields: &Fields,
    facts: &Facts,
    language: Language,
) -> Result<Option<Value>, Problems> {
    let (mut value, mut problems) = (None, Problems::default());
    // The service whose page this is comes first: what is wrong for several is said once, in its words.
    let mut asked: Vec<_> = policies(standing, section).collect();
    asked.sort_by_key(|(service, _)| service.key != facts.service.key);
    for (service, policy) in asked {
        match policy.check(fields, facts, language) {
            Ok(checked) => value = Some(checked),
            Err(wrong) => wrong.iter().for_each(|problem| {
                if !problems.iter().any(|said| said.field == problem.field && said.error.ends_with(&*problem.error)) {
                    problems.add(problem.field.clone(), said_of(service, problem.error.clone(), facts, language));
                }
            }),
        }
    }
    problems.or(Some(value))
}

/// With the service's name, where it is another than the page is about.
fn said_of(service: &Service, error: Cow<'static, str>, facts: &Facts, language: Language) -> Cow<'static, str> {
    let elsewhere = service.key != facts.service.key;
    if elsewhere { format!("{}: {error}", service.name(language)).into() } else { error }
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

    /// Puts the data into force, unless they are the same already.
    pub async fn write(self, tx: &Tx) -> Result<(), DbError> {
        let before = store::value(tx, self.customer, self.section).await?;
        let after = applications::canonical(&self.after);
        applications::data_in_force(tx, self.customer, self.section, &after, &self.fields, self.at).await?;
        if before.as_deref() == Some(after.as_str()) {
            return Ok(());
        }
        let mut ids = self.ids.iter().copied();
        let Some(id) = ids.next() else { return Ok(()) };
        store::note_change(tx, (id, self.customer, self.section), &self.actor, (before.as_deref(), &after), self.at).await?;
        let before: Value = before.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        let own = store::value(tx, self.customer, SectionKey::CustomerData).await?;
        let own: Value = own.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
        for (to, id) in concerned(&own, &before, &self.after).into_iter().zip(ids) {
            self.tell(tx, to, id).await?;
        }
        Ok(())
    }

    async fn tell(&self, tx: &Tx, to: String, id: Uuid) -> Result<(), DbError> {
        let t = T::of(self.language);
        let body = t.mail_data_changed_body(moment(&t, self.at), &self.customer_name, &self.actor.name, self.title);
        let subject = t.mail_data_changed_subject(self.title);
        let mail = OutgoingMail { id: MailId(id), kind: "data-changed", about: self.customer.0, to, subject, body, attachments: Vec::new() };
        Outbox::add(tx, &mail, &self.host, self.at).await
    }
}

/// The customer's own address, old and new, and the contacts that come or go.
fn concerned(own: &Value, before: &Value, after: &Value) -> BTreeSet<String> {
    let emails = |value: &Value| -> BTreeSet<String> {
        value.as_array().into_iter().flatten().filter_map(|c| c["email"].as_str().map(str::to_owned)).collect()
    };
    let (old, new) = (emails(before), emails(after));
    let mut all: BTreeSet<String> = old.symmetric_difference(&new).cloned().collect();
    all.extend([own, before, after].into_iter().filter_map(|value| value["email"].as_str().map(str::to_owned)));
    all
}
