use std::borrow::Cow;

use askama::Template;
use futures_util::future::{BoxFuture, FutureExt};
use kit_core::Language;
use kit_db::{DbError, Read};
use kit_web::{
    Fields, FormView, PageError,
    components::{DateInput, SummaryList, SummaryRow, Text, Textarea},
};
use serde_json::Value;

use super::rules::{ChangeDayError, ChangeDayPolicy, ChangeDayWarning, DAYS_AHEAD, FROM, LONGEST_REASON, REASON};
use crate::{
    T,
    applications::OrganisationOid,
    customers::Standing,
    sections::{Facts, Problems, Section, SectionKey, day_typed},
};

#[derive(Template)]
#[template(path = "sections/change_day/page.html")]
struct ChangeDayPage<'a> {
    facts: &'a Facts,
    view: &'a FormView<'a>,
    t: T,
}

impl ChangeDayPage<'_> {
    fn from(&self) -> DateInput<'_> {
        let (t, view) = (&self.t, self.view);
        let date = view.date(FROM, t.change_from());
        date.help(view.help_label(t.change_from()), t.change_from_help(i64::from(DAYS_AHEAD))).required()
    }

    fn reason(&self) -> Textarea<'_> {
        self.view.area(REASON, self.t.change_reason()).rows(3).count(LONGEST_REASON, self.t.characters_left(), self.t.characters_over())
    }

    fn ready_by(&self) -> String {
        self.t.change_day_ready(self.facts.today.plus_days(DAYS_AHEAD).finnish())
    }
}

impl Section for ChangeDayPolicy {
    fn key(&self) -> SectionKey {
        SectionKey::ChangeDay
    }

    fn title(&self, language: Language) -> &'static str {
        T::of(language).change_day()
    }

    fn instructions(&self, language: Language) -> &'static str {
        T::of(language).instructions_change_day()
    }

    fn keeps(&self, field: &str) -> bool {
        [FROM, REASON].contains(&field)
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
        let last_day = facts.standing.uses(facts.service.key).and_then(|used| used.last_day);
        let value = self.check(fields, facts.today, last_day).map_err(|errors| errors.map(|error| text(&t, error)))?;
        Ok(serde_json::to_value(value).unwrap_or_default())
    }

    fn warnings(&self, fields: &Fields, facts: &Facts, language: Language) -> Problems {
        let t = T::of(language);
        self.warnings(fields, facts.today).map(|ChangeDayWarning::Soon| t.change_day_soon(i64::from(DAYS_AHEAD)).into())
    }

    fn oddities(&self, fields: &Fields, facts: &Facts, language: Language) -> Vec<String> {
        self.warnings(fields, facts.today).iter().map(|_| T::of(language).odd_change_day(i64::from(DAYS_AHEAD))).collect()
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        Ok(ChangeDayPage { facts, view, t: T::of(language) }.render()?)
    }

    fn summary(&self, fields: &Fields, _: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let lines = |text: &str| text.lines().map(|line| Text::Owned(line.to_owned())).collect();
        SummaryList::new(t.change_day())
            .rows(vec![SummaryRow::new(t.change_from(), day_typed(fields, FROM)), SummaryRow::lines(t.change_reason(), lines(fields.get(REASON)))])
    }
}

fn text(t: &T, error: ChangeDayError) -> Cow<'static, str> {
    match error {
        ChangeDayError::Missing => t.change_day_missing().into(),
        ChangeDayError::NoSuchDay => t.day_wrong().into(),
        ChangeDayError::ShortYear => t.day_year_short().into(),
        ChangeDayError::ServiceEnded(last) => t.change_day_after_last(last.finnish()).into(),
        ChangeDayError::Past => t.day_past().into(),
        ChangeDayError::ReasonTooLong => t.change_reason_too_long().into(),
    }
}
