//! Everything that an application says, gathered and checked at once.

use identity::{Representative, Visit};
use kit_core::{Digest, Language};
use kit_db::Read;
use kit_web::{Fields, PageError, components::SummaryList};
use registers::{Organisation, organisations};
use serde_json::{Value, json};

use super::Journey;
use crate::{
    applications::{Application, ApplicationId, SubmissionRow, Typed, canonical},
    life,
    sections::{Facts, Problems, Rules, Section},
    services::Service,
};

/// The facts that all sections share; each section gathers the rest itself.
pub async fn facts_for(read: &Read, visit: &Visit, application: &Application) -> Result<Facts, PageError> {
    let organisation = organisations::last_known(read, &application.customer.oid, visit.now.day()).await?.ok_or(PageError::Unavailable)?;
    super::check_is_registered(application, &organisation, visit.now.day())?;
    Ok(facts_with(visit, application, organisation))
}

/// For what was sent: it stays to be read and decided on when the organisation has left the register since.
async fn facts_of_sent(read: &Read, visit: &Visit, application: &Application) -> Result<Facts, PageError> {
    let organisation = organisations::last_known(read, &application.customer.oid, visit.now.day()).await?;
    Ok(facts_with(visit, application, organisation.ok_or(PageError::Unavailable)?))
}

/// The same, where the register has been asked already.
pub(super) fn facts_with(visit: &Visit, application: &Application, organisation: Organisation) -> Facts {
    let facts = facts_of(visit, application.service, organisation);
    Facts { application: application.id, commitment_needed: !application.committed_before, ..facts }
}

/// What is known of a service and a customer apart from any application.
pub(crate) fn facts_of(visit: &Visit, service: &'static Service, organisation: Organisation) -> Facts {
    Facts {
        application: ApplicationId(kit_core::Uuid::nil()),
        service,
        organisation,
        documents: visit.language.of_documents(),
        on_paper: Representative::of_visit(visit).is_some_and(|by| by.is_officer()),
        commitment_needed: false,
        today: visit.now.day(),
        rules: Rules { archivists_card: visit.world.settings.archivists_card },
        systems: Vec::new(),
        points: Default::default(),
        pharmacies: Vec::new(),
        codes: Vec::new(),
        standing: Default::default(),
        bounced: Default::default(),
        texts: Default::default(),
        sent: None,
    }
}

/// A section of the application, checked.
pub struct Checked {
    pub section: &'static dyn Section,
    pub fields: Fields,
    pub value: Result<Value, Problems>,
    /// What is odd, and may be right.
    pub warnings: Problems,
    /// The same as officers read it.
    pub oddities: Vec<String>,
}

impl Checked {
    /// The same for officers: without advice on filling in.
    pub fn data(&self, facts: &Facts, language: Language) -> SummaryList<'static> {
        let list = self.section.summary(&self.fields, facts, language);
        self.oddities.iter().fold(list, |list, oddity| list.note(oddity.clone()))
    }

    /// The section to be read, with what is odd about it.
    pub fn summary(&self, facts: &Facts, language: Language) -> SummaryList<'static> {
        let list = self.section.summary(&self.fields, facts, language);
        self.warnings.iter().fold(list, |list, warning| list.note(kit_web::Texts(language).to_check(&warning.error)))
    }
}

/// A mark of each warning with what was typed there: it stays the same while nothing is changed.
pub(super) fn stamps_of(warnings: &Problems, fields: &Fields) -> Vec<String> {
    let stamp = |field: &str| Digest::of(format!("{field}\0{}", fields.all(field).collect::<Vec<_>>().join("\0"))).hex().chars().take(12).collect();
    warnings.iter().map(|warning| stamp(&warning.field)).collect()
}

/// The whole application, checked.
pub struct Whole {
    pub facts: Facts,
    /// Which of the service's forms it is.
    pub form: &'static str,
    pub sections: Vec<Checked>,
}

/// Checks what was typed in `typed`: the drafts as they are.
pub async fn check_all(read: &Read, visit: &Visit, application: &Application, typed: &Typed, language: Language) -> Result<Whole, PageError> {
    check_with(read, facts_for(read, visit, application).await?, application, typed, language).await
}

/// What was sent, to be read as it was sent.
pub async fn check_sent(
    read: &Read,
    visit: &Visit,
    application: &Application,
    submission: &SubmissionRow,
    language: Language,
) -> Result<Whole, PageError> {
    let sent = life::sent(submission)?["sections"].take();
    let facts = Facts { sent: Some(sent), ..facts_of_sent(read, visit, application).await? };
    check_with(read, facts, application, &submission.fields, language).await
}

/// What was sent, judged as what comes into force.
pub async fn check_to_approve(
    read: &Read,
    visit: &Visit,
    application: &Application,
    submission: &SubmissionRow,
    language: Language,
) -> Result<Whole, PageError> {
    check_with(read, facts_of_sent(read, visit, application).await?, application, &submission.fields, language).await
}

async fn check_with(read: &Read, mut facts: Facts, application: &Application, typed: &Typed, language: Language) -> Result<Whole, PageError> {
    let mut sections = Vec::new();
    for section in Journey::of(application).sections() {
        let fields = typed.get(&section.key()).cloned().unwrap_or_default();
        section.gather(read, &fields, &mut facts).await?;
        let value = section.check(&fields, &facts, language);
        let warnings = section.warnings(&fields, &facts, language);
        let oddities = section.oddities(&fields, &facts, language);
        sections.push(Checked { section: *section, fields, value, warnings, oddities });
    }
    Ok(Whole { facts, form: application.form.key, sections })
}

impl Whole {
    pub fn is_complete(&self) -> bool {
        self.sections.iter().all(|checked| checked.value.is_ok())
    }

    /// The submission in its canonical form, if nothing is wrong: what is sent, and nothing of when and by whom.
    pub fn canonical(&self) -> Option<(String, Digest)> {
        let mut parts = serde_json::Map::new();
        for checked in &self.sections {
            parts.insert(checked.section.key().key().to_owned(), checked.value.as_ref().ok()?.clone());
        }
        let organisation = &self.facts.organisation;
        let text = canonical(&json!({
            "application": self.facts.application.to_string(),
            "service": self.facts.service.key,
            "form": self.form,
            "customer": {
                "oid": organisation.oid,
                "business_id": organisation.business_id.as_str(),
                "name": organisation.name,
                "kind": organisation.kind.key(),
            },
            "sections": parts,
        }));
        let digest = Digest::of(&text);
        Some((text, digest))
    }

    /// What the customer must do outside this program.
    pub fn to_do(&self, language: Language) -> Vec<&'static str> {
        self.sections.iter().flat_map(|checked| checked.section.to_do(&checked.fields, &self.facts, language)).collect()
    }

    /// The value of a field of a section, checked or not.
    pub fn typed(&self, section: crate::sections::SectionKey, field: &str) -> &str {
        self.sections.iter().find(|checked| checked.section.key() == section).map_or("", |checked| checked.fields.get(field))
    }
}
