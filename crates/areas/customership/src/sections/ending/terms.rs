use askama::Template;
use futures_util::future::{BoxFuture, FutureExt};
use kit_core::{Day, Language};
use kit_db::{DbError, Read};
use kit_web::{
    Fields, FormView, PageError,
    components::{DateInput, SummaryList, SummaryRow, Text, Textarea},
};
use serde_json::Value;

use super::rules::{EndingDates, EndingTermsError, EndingTermsPolicy, Ends, LAST_DAY, LONGEST_REASON, REASON};
use crate::{
    T,
    applications::OrganisationOid,
    customers::Standing,
    sections::{Facts, Problems, Section, SectionKey},
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

/// What will happen when, if the last day is a day.
fn preview(t: &T, fields: &Fields, facts: &Facts, language: Language) -> Vec<String> {
    let Some(dates) = Day::parse_finnish(fields.get(LAST_DAY)).map(EndingDates::of) else {
        return Vec::new();
    };
    let ended = dates.ended.finnish();
    let mut lines = vec![
        t.termination_preview_last(dates.last_day.finnish()),
        if is_whole(facts) { t.termination_preview_ended(&ended) } else { t.termination_preview_service_ended(&ended) },
        t.termination_preview_connections(dates.connections.finnish()),
        t.termination_preview_fee().to_owned(),
    ];
    let pending = facts.standing.applied.iter().map(|(service, _)| *service).chain(facts.standing.changing.iter().copied());
    lines.extend(
        pending
            .filter(|service| is_whole(facts) || facts.service.covers(service))
            .map(|service| t.termination_preview_pending(service.name(language))),
    );
    lines
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
        Ok(serde_json::to_value(value).unwrap_or_default())
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        let t = T::of(language);
        let since = |service: &'static Service| facts.standing.uses_since(service.key).map(|at| t.service_in_use_since(at.day().finnish()));
        let services = ending(facts).into_iter().map(|service| (service.name(language), since(service).unwrap_or_default())).collect();
        let preview = preview(&t, view.fields(), facts, language);
        Ok(TermsPage { ends: self.0, services, whole: is_whole(facts), others_end: !facts.standing.goes_on_without(facts.service), preview, view, t }
            .render()?)
    }

    fn summary(&self, fields: &Fields, facts: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let lines = |text: &str| text.lines().map(|line| Text::Owned(line.to_owned())).collect();
        // What has ended is in use no more: the notice's own name stands for it.
        let ending = ending(facts);
        let ending = if ending.is_empty() { vec![facts.service] } else { ending };
        let names = ending.into_iter().map(|service| service.name(language).into()).collect();
        SummaryList::new(title(self.0, &t)).rows(vec![
            SummaryRow::lines(t.termination_services(), names),
            SummaryRow::new(last_day_label(self.0, &t), fields.get(LAST_DAY).trim().to_owned()),
            SummaryRow::lines(t.termination_reason(), lines(fields.get(REASON))),
            SummaryRow::lines(t.termination_preview(), preview(&t, fields, facts, language).into_iter().map(Into::into).collect()),
        ])
    }
}

fn text(t: &T, error: EndingTermsError) -> &'static str {
    match error {
        EndingTermsError::NothingInUse => t.termination_nothing_in_use(),
        EndingTermsError::DayMissing => t.termination_last_day_missing(),
        EndingTermsError::NoSuchDay => t.day_wrong(),
        EndingTermsError::Past => t.termination_last_day_past(),
        EndingTermsError::ReasonTooLong => t.termination_reason_too_long(),
    }
}
