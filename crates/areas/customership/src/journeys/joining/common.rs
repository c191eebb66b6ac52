//! What a page of common data says of whom else the data concern.

use identity::Representative;
use kit_core::Language;
use kit_web::{PageError, components::Notice};

use crate::{
    T,
    applications::{Application, Draft, OrganisationOid},
    customers::Standing,
    sections::SectionKey,
};

/// The other services that the data hold for, and where the data come from.
#[derive(Default)]
pub(super) struct Common<'a> {
    others: Standing,
    prefilled: Option<&'a Draft>,
}

impl<'a> Common<'a> {
    pub async fn gather(representative: &Representative, application: &'a Application, section: SectionKey) -> Result<Self, PageError> {
        if !section.is_common() {
            return Ok(Self::default());
        }
        let read = representative.world.db.read().await?;
        let mut others = Standing::of(&read, OrganisationOid(&application.customer.oid)).await?;
        let concerns = |service: &&crate::services::Service| {
            service.key != application.service.key && service.forms.iter().any(|form| form.section(section).is_some())
        };
        others.in_use.retain(|used| concerns(&used.service));
        others.applied.retain(|(service, _)| concerns(service));
        Ok(Self { others, prefilled: application.prefilled.get(&section) })
    }

    /// Nothing, if this is the customer's only service.
    pub fn notice(&self, t: &T, language: Language) -> Option<Notice<'static>> {
        let in_use = self.others.in_use.iter().map(|used| t.common_service_in_use(used.service.name(language)));
        let applied = self.others.applied.iter().map(|(service, _)| t.common_service_applied(service.name(language)));
        let names: Vec<String> = in_use.chain(applied).collect();
        let prefilled = self.prefilled.map(|draft| t.common_prefilled(draft.saved_at.day().finnish(), &draft.saved_by));
        if names.is_empty() && prefilled.is_none() {
            return None;
        }
        let mut notice = Notice::info(t.common_title());
        notice.lines.extend(prefilled.map(Into::into));
        if !names.is_empty() {
            notice = notice.line(t.common_text(names.join(", ")));
        }
        Some(if self.others.in_use.is_empty() { notice } else { notice.line(t.common_when()) })
    }
}
