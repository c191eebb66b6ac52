use askama::Template;
use axum::extract::{Path, RawQuery};
use identity::{Answer, Representative, access::log::looked};
use kit_core::Language;
use kit_web::{
    PageError,
    components::{BackLink, FileLink, SummaryList, Tag, TagKind, Timeline, TimelineEvent},
};
use registers::organisations;

use super::{said::Said, store};
use crate::{
    T,
    applications::{self, Application, ApplicationId, OrganisationOid},
    customers::{InUse, Standing},
    documents,
    journeys::joining::{facts_of, file, matter_title, said_of_leaving, state_tag},
    life::{self, TaskRow},
    right_name,
    sections::SectionKey,
};

#[derive(Template)]
#[template(path = "service_data/page.html")]
struct DataPage<'a> {
    used: &'a InUse,
    /// It is in use; else there is only something to read.
    in_use: bool,
    name: &'static str,
    since: Vec<String>,
    ending: Option<String>,
    /// The notice of ending that was sent.
    ending_notice: Option<ApplicationId>,
    /// Approved changes: from when they hold, and their notices.
    coming: Vec<(String, ApplicationId)>,
    sections: Vec<SummaryList<'static>>,
    unfinished: Vec<(String, &'static str)>,
    matters: Vec<(Application, String, Tag<'static>)>,
    files: Vec<FileLink<'static>>,
    changes: Vec<store::Changed>,
    steps: Vec<TaskRow>,
    language: Language,
    t: T,
}

impl DataPage<'_> {
    fn tag(&self) -> Tag<'static> {
        if self.in_use { used_tag(self.used, &self.t) } else { Tag::new(TagKind::Neutral, self.t.service_not_in_use()) }
    }

    fn back(&self) -> BackLink<'static> {
        BackLink::new("/services", self.t.services_title())
    }

    /// From the approval to use: the same steps that officers do.
    fn steps(&self) -> Timeline<'_> {
        let row = |step: &TaskRow| {
            let day = step.done_on.or_else(|| step.done.as_ref().map(|(at, _)| at.day()));
            let when = day.map_or_else(|| self.t.steps_from(step.day.finnish()), |day| day.finnish());
            let outcome = step.outcome.map_or_else(|| self.t.steps_open(), |outcome| outcome.name(self.language));
            let row = TimelineEvent::new(when, format!("{}: {outcome}", step.kind.name(self.language)));
            match &step.note {
                Some(note) => row.text(note.clone()),
                None => row,
            }
        };
        Timeline::new(self.steps.iter().map(row).collect())
    }

    fn timeline(&self) -> Timeline<'_> {
        let row = |change: &store::Changed| {
            // What is no section is the name, as the register has it.
            let title = match change.section {
                Some(key) => self.used.form.section(key).map_or("", |section| section.title(self.language)),
                None => self.t.data_register_name(),
            };
            let time = self.t.day_and_time(change.at.day().finnish(), change.at.clock_time());
            let by = match change.section {
                Some(_) => format!("{} ({})", change.actor_name, right_name(&self.t, &change.right)),
                None => change.actor_name.clone(),
            };
            TimelineEvent::new(time, self.t.data_changed(title)).actor(by)
        };
        Timeline::new(self.changes.iter().map(row).collect())
    }
}

pub(super) async fn show(representative: Representative, Path(key): Path<String>, RawQuery(query): RawQuery) -> Answer {
    let (read, language) = (representative.world.db.read().await?, representative.language);
    let oid = OrganisationOid(&representative.acting.oid);
    let standing = Standing::of(&read, oid).await?;
    let in_use = standing.uses(&key);
    let used = in_use.or_else(|| standing.has_ended(&key)).ok_or(PageError::NotFound)?;
    let in_use = in_use.is_some();
    let customer = applications::customer_of(&read, oid).await?.ok_or(PageError::NotFound)?;
    looked(&representative.visit, &representative, customer.about()).await?;
    let organisation = organisations::last_known(&read, oid.0, representative.now.day()).await?.ok_or(PageError::Unavailable)?;
    let gone = organisation.ends < representative.now.day();
    let mut facts = facts_of(&representative.visit, used.service, organisation);
    let in_force = store::in_force(&read, oid, used.service.key).await?;
    let t = T::of(language);
    let (mut sections, mut unfinished) = (Vec::new(), Vec::new());
    for section in used.form.sections {
        let Some(fields) = in_force.get(&section.key()) else { continue };
        section.gather(&read, fields, &mut facts).await?;
        let list = section.summary(fields, &facts, language).foldable(section.key().is_common());
        if !in_use {
            sections.push(list);
        } else if section.key().is_common() {
            let address = format!("/services/{key}/data/{}", section.key().key());
            let draft = store::draft(&read, oid, section.key()).await?;
            if draft.is_some_and(|draft| draft.fields != *fields) {
                unfinished.push((address.clone(), section.title(language)));
            }
            sections.push(list.edit(address, t.edit()));
        } else if matches!(section.key(), SectionKey::AccessPoints | SectionKey::UseOfService) {
            sections.push(list.edit(format!("/services/{key}/change"), t.change_notice()));
        } else {
            sections.push(list);
        }
    }
    let matters: Vec<_> = applications::of_customer(&read, oid).await?.into_iter().filter(|a| a.service.covers(used.service)).collect();
    let mut files = Vec::new();
    for matter in &matters {
        for row in documents::of_application(&read, matter.id).await? {
            files.push(file(&t, matter, &row));
        }
    }
    let coming = store::coming(&read, oid, &key).await?;
    let named = |matter: Application| {
        let (title, tag) = (matter_title(matter.service, matter.purpose, language), state_tag(matter.purpose, matter.state.key(), language));
        (matter, title, tag)
    };
    let page = DataPage {
        used,
        in_use,
        name: used.service.name(language),
        since: since_of(used, language),
        ending: ending_of(used, &t),
        ending_notice: standing.ending_of(used.service).map(|(notice, _)| notice.id),
        coming: coming.into_iter().map(|(day, notice)| (t.service_data_coming(day.finnish()), notice)).collect(),
        sections,
        unfinished,
        matters: matters.into_iter().map(named).collect(),
        files,
        changes: store::changes(&read, oid).await?,
        steps: life::steps_of_service(&read, customer, used.service).await?,
        language,
        t,
    };
    let shown = representative.visit.page(used.service.name(language), page.render()?);
    match Said::read(&query.unwrap_or_default()) {
        Some(said) => shown.notice(said.notice(&t)).into(),
        None if gone => shown.notice(said_of_leaving(language)).into(),
        None => shown.into(),
    }
}

/// How a service that was approved stands: in use only when the steps towards it are done.
pub(crate) fn used_tag(used: &InUse, t: &T) -> Tag<'static> {
    match used.next_step {
        Some(_) => Tag::new(TagKind::Info, t.service_beginning()),
        None => Tag::new(TagKind::Success, t.service_in_use()),
    }
}

/// Since when it is in use; before that, when it was approved and what comes next.
pub(crate) fn since_of(used: &InUse, language: Language) -> Vec<String> {
    let t = T::of(language);
    if let Some(day) = used.begun {
        return vec![t.service_begun(day.finnish())];
    }
    let next = used.next_step.map(|step| t.service_next_step(step.name(language)));
    std::iter::once(t.service_in_use_since(used.since.day().finnish())).chain(next).collect()
}

/// The last day of a service, past or to come.
pub(crate) fn ending_of(used: &InUse, t: &T) -> Option<String> {
    let day = used.last_day?.finnish();
    Some(if used.ended_at.is_some() { t.service_ended(day) } else { t.service_ending(day) })
}
