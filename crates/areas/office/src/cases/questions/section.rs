//! The questions about one section, with what the officer can do with each, and the form for one more.

use std::collections::BTreeMap;

use askama::Template;
use customership::{
    journeys::joining::Checked,
    questions::{LONGEST, Place, Question, Stage},
};
use identity::{Officer, session::Duty};
use kit_web::{
    FormView, PageError,
    components::{Choice, Select, Tag, TagKind, Textarea},
};

use super::{super::page::Case, asking::places, may_ask};
use crate::T;

#[derive(Template)]
#[template(path = "cases/questions/section.html")]
pub struct SectionQuestions<'a> {
    application: String,
    section: &'static str,
    title: &'static str,
    questions: Vec<&'a Question>,
    places: Vec<Place>,
    /// One more may be asked.
    ask: bool,
    /// Answers may be accepted or asked about again.
    settle: bool,
    view: &'a FormView<'a>,
    t: T,
}

impl<'a> SectionQuestions<'a> {
    /// None: nothing is asked, and nothing may be.
    pub fn of(officer: &Officer, case: &'a Case, checked: &Checked, view: &'a FormView<'a>) -> Result<Option<Self>, PageError> {
        let key = checked.section.key();
        let questions: Vec<&Question> = case.questions.iter().filter(|question| question.section == key).collect();
        let ask = may_ask(officer, case);
        if questions.is_empty() && !ask {
            return Ok(None);
        }
        let own = case.application.state.handler().is_some_and(|handler| handler.id == officer.id);
        Ok(Some(Self {
            application: case.application.id.to_string(),
            section: key.key(),
            title: checked.section.title(officer.language),
            questions,
            places: places(case, checked, officer.language)?,
            ask,
            settle: own && officer.may(Duty::Handle) && case.application.state.is_open(),
            view,
            t: T::of(officer.language),
        }))
    }

    fn about(&self, question: &Question) -> String {
        let place = self.places.iter().find(|place| place.field == question.field && place.row == question.place);
        place.map_or_else(
            || if question.place.is_empty() { self.t.questions_whole_section().to_owned() } else { question.place.clone() },
            Place::title,
        )
    }

    fn stage(&self, question: &Question) -> Tag<'static> {
        let t = &self.t;
        match question.stage {
            Stage::Collected => Tag::new(TagKind::Neutral, t.question_collected()),
            Stage::Asked { .. } => Tag::new(TagKind::Info, t.question_asked()),
            Stage::Answered(_) => Tag::new(TagKind::Warning, t.question_answered()),
            Stage::Accepted(_) => Tag::new(TagKind::Success, t.question_accepted()),
            Stage::AskedAgain(_) => Tag::new(TagKind::Neutral, t.question_asked_again()),
        }
    }

    fn may_settle(&self, question: &Question) -> bool {
        self.settle && matches!(question.stage, Stage::Answered(_))
    }

    fn name(&self, part: &str) -> String {
        format!("{part}.{}", self.section)
    }

    fn fields(&self) -> Select<'_> {
        let name = self.name("field");
        let chosen = self.view.value(&name);
        let whole = [Choice::new("", self.t.questions_whole_section())];
        // A field of the same name twice, as in boxes that stand apart, is one.
        let mut once: BTreeMap<&str, ()> = BTreeMap::new();
        let fields = self.places.iter().filter(|place| once.insert(place.field.as_str(), ()).is_none());
        let choices = whole.into_iter().chain(fields.map(|place| Choice::new(place.field.as_str(), place.title()).checked_if(place.field == chosen)));
        Select::new(name.clone(), self.t.questions_field(), choices.collect())
    }

    fn text(&self) -> Textarea<'_> {
        self.view.area(self.name("ask"), self.t.questions_text()).rows(3).count(LONGEST, self.t.left(), self.t.over()).required()
    }

    fn again(&self, question: &Question) -> Textarea<'_> {
        self.view.area(format!("again.{}", question.id), self.t.questions_text()).rows(3).count(LONGEST, self.t.left(), self.t.over()).required()
    }

    fn is_open(&self, name: &str) -> bool {
        self.view.error_of(name).is_some()
    }

    fn again_is_open(&self, question: &Question) -> bool {
        self.is_open(&format!("again.{}", question.id))
    }
}
