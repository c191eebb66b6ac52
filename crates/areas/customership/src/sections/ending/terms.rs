use askama::Template;
use futures_util::future::{BoxFuture, FutureExt};
use kit_core::{Day, Language};
use kit_db::{DbError, Read};
use kit_web::{
    Fields, FormView, PageError,
    components::{DateInput, SummaryList, SummaryRow, Text, Textarea},
};
use serde_json::Value;

use super::rules::{
    Closes, Ending, EndingDates, EndingTermsError, EndingTermsPolicy, EndingTermsWarning, Ends, EndsEarlier, LAST_DAY, LONGEST_REASON, REASON, closes,
};
use crate::{
    T,
    applications::{OrganisationOid, Purpose},
    customers::{OpenMatter, Standing},
    journeys::joining::matter_title,
    sections::{Facts, Problems, Section, SectionKey, day_typed},
    services::Service,
};

#[derive(Template)]
#[template(path = "sections/ending/terms.html")]
struct TermsPage<'a> {
    ends: Ends,
    /// Name and first day of use of each service that ends.
    services: Vec<(&'static str, String)>,
    whole: bool,
    /// The services that stay have a last day already.
    others_end: bool,
    preview: Vec<String>,
    view: &'a FormView<'a>,
    t: T,
}

impl TermsPage<'_> {
    fn last_day(&self) -> DateInput<'_> {
        let (t, view) = (&self.t, self.view);
        let label = last_day_label(self.ends, t);
        view.date(LAST_DAY, label).help(view.help_label(label), t.termination_last_day_help()).required()
    }

    fn reason(&self) -> Textarea<'_> {
        self.view.area(REASON, self.t.termination_reason()).rows(3).count(LONGEST_REASON, self.t.characters_left(), self.t.characters_over())
    }
}

fn title(ends: Ends, t: &T) -> &'static str {
    match ends {
        Ends::Service => t.termination_terms_of_service(),
        Ends::Customership => t.termination_terms(),
    }
}

fn last_day_label(ends: Ends, t: &T) -> &'static str {
    match ends {
        Ends::Service => t.termination_last_day_of_service(),
        Ends::Customership => t.termination_last_day(),
    }
}

/// The services in use that the notice ends.
fn ending(facts: &Facts) -> Vec<&'static Service> {
    facts.standing.in_use.iter().map(|used| used.service).filter(|service| facts.service.covers(service)).collect()
}

fn is_whole(facts: &Facts) -> bool {
    ending(facts).len() == facts.standing.in_use.len()
}

/// What the notice says: as it was sent, or as it would be sent now if the last day is a day.
fn said(fields: &Fields, facts: &Facts) -> Option<Ending> {
    if let Some(sent) = facts.sent(SectionKey::EndingTerms) {
        return Some(sent);
    }
    let last_day = Day::parse_finnish(fields.get(LAST_DAY))?;
    let services = ending(facts).into_iter().map(|service| service.key.to_owned()).collect();
    Some(around(Ending { services, whole_customership: is_whole(facts), last_day: last_day.iso(), ..Ending::default() }, facts))
}

/// With what else is under way: the services that end sooner, and what is closed.
fn around(ending: Ending, facts: &Facts) -> Ending {
    let keys: Vec<&str> = ending.services.iter().map(String::as_str).collect();
    let others = || facts.standing.open.iter().filter(|matter| matter.id != facts.application);
    let sooner = |matter: &OpenMatter| matter.last_day.filter(|day| Day::parse_iso(&ending.last_day).is_some_and(|last| *day < last));
    let earlier = others().filter(|matter| keys.contains(&matter.service.key)).filter_map(|matter| {
        let (last_day, case_number) = (sooner(matter)?.iso(), matter.case_number.clone()?);
        Some(EndsEarlier { service: matter.service.key.to_owned(), case_number, last_day })
    });
    let closed = others().filter(|matter| sooner(matter).is_none() && closes(ending.whole_customership, &keys, matter.purpose, matter.service.key));
    let closed = closed.map(|matter| {
        let (purpose, service) = (matter.purpose.key().to_owned(), matter.service.key.to_owned());
        Closes { purpose, service, case_number: matter.case_number.clone() }
    });
    let (earlier, closed) = (earlier.collect(), closed.collect());
    Ending { earlier, closes: closed, ..ending }
}

/// What will happen when.
fn preview(t: &T, ending: &Ending, language: Language) -> Vec<String> {
    let Some(dates) = Day::parse_iso(&ending.last_day).map(EndingDates::of) else {
        return Vec::new();
    };
    let ended = dates.ended.finnish();
    let mut lines = vec![
        t.termination_preview_last(dates.last_day.finnish()),
        if ending.whole_customership { t.termination_preview_ended(&ended) } else { t.termination_preview_service_ended(&ended) },
    ];
    lines.extend(ending.earlier.iter().filter_map(|earlier| {
        let ended = EndingDates::of(Day::parse_iso(&earlier.last_day)?).ended.finnish();
        Some(t.termination_preview_earlier(&earlier.case_number, ended, name(&earlier.service, language)))
    }));
    lines.push(t.termination_preview_connections(dates.connections.finnish()));
    if ending.services.iter().filter_map(|key| Service::find(key)).any(Service::has_fee) {
        lines.push(t.termination_preview_fee().to_owned());
    }
    lines.extend(ending.closes.iter().filter_map(|closed| {
        let matter = matter_title(Service::find(&closed.service)?, Purpose::find(&closed.purpose)?, language);
        Some(match &closed.case_number {
            Some(case) => t.termination_preview_pending(format!("{matter} ({case})")),
            None => t.termination_preview_draft(matter),
        })
    }));
    lines
}

fn name(key: &str, language: Language) -> &'static str {
    Service::find(key).map_or("", |service| service.name(language))
}

impl Section for EndingTermsPolicy {
    fn key(&self) -> SectionKey {
        SectionKey::EndingTerms
    }

    fn title(&self, language: Language) -> &'static str {
        title(self.0, &T::of(language))
    }

    fn instructions(&self, language: Language) -> &'static str {
        T::of(language).instructions_termination_terms()
    }

    fn keeps(&self, field: &str) -> bool {
        [LAST_DAY, REASON].contains(&field)
    }

    fn begin(&self, _: &Facts) -> Fields {
        Fields::default()
    }

    fn gather<'a>(&'a self, read: &'a Read, _: &'a Fields, facts: &'a mut Facts) -> BoxFuture<'a, Result<(), DbError>> {
        async move {
            facts.standing = Standing::of(read, OrganisationOid(&facts.organisation.oid)).await?;
            Ok(())
        }
        .boxed()
    }

    fn check(&self, fields: &Fields, facts: &Facts, language: Language) -> Result<Value, Problems> {
        let t = T::of(language);
        let keys = |services: &[&'static Service]| services.iter().map(|service| service.key).collect::<Vec<_>>();
        let all: Vec<_> = facts.standing.in_use.iter().map(|used| used.service).collect();
        let checked = self.check(fields, &keys(&ending(facts)), &keys(&all), facts.today);
        let value = checked.map_err(|errors| errors.map(|error| text(&t, error).into()))?;
        Ok(serde_json::to_value(around(value, facts)).unwrap_or_default())
    }

    fn warnings(&self, fields: &Fields, facts: &Facts, language: Language) -> Problems {
        let t = T::of(language);
        self.warnings(fields, facts.today).map(|EndingTermsWarning::FarAhead| t.termination_day_far().into())
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        let t = T::of(language);
        let since = |service: &'static Service| facts.standing.uses_since(service.key).map(|at| t.service_in_use_since(at.day().finnish()));
        let services = ending(facts).into_iter().map(|service| (service.name(language), since(service).unwrap_or_default())).collect();
        let preview = said(view.fields(), facts).map(|ending| preview(&t, &ending, language)).unwrap_or_default();
        let (whole, others_end) = (is_whole(facts), !facts.standing.goes_on_without(facts.service));
        Ok(TermsPage { ends: self.0, services, whole, others_end, preview, view, t }.render()?)
    }

    fn summary(&self, fields: &Fields, facts: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let lines = |text: &str| text.lines().map(|line| Text::Owned(line.to_owned())).collect();
        let said = said(fields, facts);
        let services = said.as_ref().map_or_else(
            || ending(facts).into_iter().map(|service| service.name(language)).collect::<Vec<_>>(),
            |said| said.services.iter().map(|key| name(key, language)).collect(),
        );
        let preview = said.map(|said| preview(&t, &said, language)).unwrap_or_default();
        SummaryList::new(title(self.0, &t)).rows(vec![
            SummaryRow::lines(t.termination_services(), services.into_iter().map(Into::into).collect()),
            SummaryRow::new(last_day_label(self.0, &t), day_typed(fields, LAST_DAY)),
            SummaryRow::lines(t.termination_reason(), lines(fields.get(REASON))),
            SummaryRow::lines(t.termination_preview(), preview.into_iter().map(Into::into).collect()),
        ])
    }
}

fn text(t: &T, error: EndingTermsError) -> &'static str {
    match error {
        EndingTermsError::NothingInUse => t.termination_nothing_in_use(),
        EndingTermsError::DayMissing => t.termination_last_day_missing(),
        EndingTermsError::NoSuchDay => t.day_wrong(),
        EndingTermsError::ShortYear => t.day_year_short(),
        EndingTermsError::Past => t.termination_last_day_past(),
        EndingTermsError::ReasonTooLong => t.termination_reason_too_long(),
    }
}
