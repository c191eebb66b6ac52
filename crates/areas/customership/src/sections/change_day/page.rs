use askama::Template;
use kit_core::Language;
use kit_web::{
    Fields, FormView, PageError,
    components::{DateInput, SummaryList, SummaryRow, Text, Textarea},
};
use serde_json::Value;

use super::rules::{ChangeDayError, ChangeDayPolicy, ChangeDayWarning, DAYS_AHEAD, FROM, LONGEST_REASON, REASON};
use crate::{
    T,
    sections::{Facts, Problems, Section, SectionKey},
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

    fn check(&self, fields: &Fields, facts: &Facts, language: Language) -> Result<Value, Problems> {
        let t = T::of(language);
        let value = self.check(fields, facts.today).map_err(|errors| errors.map(|error| text(&t, error).into()))?;
        Ok(serde_json::to_value(value).unwrap_or_default())
    }

    fn warnings(&self, fields: &Fields, facts: &Facts, language: Language) -> Problems {
        let t = T::of(language);
        self.warnings(fields, facts.today).map(|ChangeDayWarning::Soon| t.change_day_soon(i64::from(DAYS_AHEAD)).into())
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        Ok(ChangeDayPage { facts, view, t: T::of(language) }.render()?)
    }

    fn summary(&self, fields: &Fields, _: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let lines = |text: &str| text.lines().map(|line| Text::Owned(line.to_owned())).collect();
        SummaryList::new(t.change_day()).rows(vec![
            SummaryRow::new(t.change_from(), fields.get(FROM).trim().to_owned()),
            SummaryRow::lines(t.change_reason(), lines(fields.get(REASON))),
        ])
    }
}

fn text(t: &T, error: ChangeDayError) -> &'static str {
    match error {
        ChangeDayError::Missing => t.change_day_missing(),
        ChangeDayError::NoSuchDay => t.day_wrong(),
        ChangeDayError::Past => t.day_past(),
        ChangeDayError::ReasonTooLong => t.change_reason_too_long(),
    }
}
