//! What an officer asks, as the customer sees it: at the section or the field that it is about, with a field for the answer.

use askama::Template;
use identity::Representative;
use kit_core::{Day, Instant, Language};
use kit_db::Read;
use kit_web::{
    Fields, FormView, PageError,
    components::{Html, SummaryGroup, SummaryList, SummaryRow, Text, Textarea},
};

use super::{Checked, Step, Whole, view::address};
use crate::{
    T,
    applications::{self, Application, Event, EventKind, State},
    questions::{self, LONGEST, Place, Question, QuestionId, Request, Stage},
    sections::{Facts, Problems, Section, SectionKey},
};

/// The questions that wait for the customer.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    first_sending: bool,
    /// What was asked in free text, about the whole: perhaps more than once while the customer had it.
    question: Option<String>,
    /// When the last of it was asked.
    asked_at: Option<Instant>,
    request: Option<Request>,
    pinned: Vec<Question>,
}

impl Asked {
    pub async fn of(read: &Read, application: &Application) -> Result<Self, PageError> {
        if !matches!(application.state, State::InformationRequested(..)) {
            return Ok(Self { first_sending: matches!(application.state, State::Draft | State::Returned(..)), ..Self::default() });
        }
        let events = applications::events(read, application.id).await?;
        let requests = questions::open_requests(read, application.id).await?;
        let asked = |event: &&Event| event.kind == EventKind::InformationRequested;
        let of_requests = |event: &&Event| requests.iter().any(|request| request.id == event.id);
        // What was asked before there were rounds has its event alone.
        let mut asked: Vec<&Event> =
            if requests.is_empty() { events.iter().rfind(asked).into_iter().collect() } else { events.iter().filter(of_requests).collect() };
        asked.retain(|event| event.note.is_some());
        let all: Vec<&str> = asked.iter().filter_map(|event| event.note.as_deref()).collect();
        let mut pinned = questions::of_application(read, application.id).await?;
        pinned.retain(Question::is_open);
        let question = (!all.is_empty()).then(|| all.join("\n\n"));
        let asked_at = asked.iter().map(|event| event.at).max();
        Ok(Self { first_sending: false, question, asked_at, request: requests.last().copied(), pinned })
    }

    pub fn of_section(mut self, section: SectionKey) -> Self {
        self.pinned.retain(|question| question.section == section);
        self
    }

    pub const fn is_first_sending(&self) -> bool {
        self.first_sending
    }

    pub fn question(&self) -> Option<&str> {
        self.question.as_deref()
    }

    /// The question about the whole has its own answer.
    pub const fn wants_answer(&self) -> bool {
        self.question.is_some()
    }

    /// The answer to it that was kept. What was kept before the last of it was asked has to be looked at again.
    pub async fn answer(&self, read: &Read, application: &Application) -> Result<String, PageError> {
        let kept = applications::answer_draft(read, application.id).await?;
        Ok(kept.filter(|(_, at)| self.asked_at.is_none_or(|asked| *at >= asked)).map(|(text, _)| text).unwrap_or_default())
    }

    pub fn deadline(&self) -> Option<Day> {
        self.request.map(|request| request.deadline)
    }

    /// Every pinned question has its answer.
    pub fn is_answered(&self) -> bool {
        questions::all_typed(&self.pinned)
    }

    /// Where each pinned question is answered, and what it is about.
    pub fn links(&self, application: &Application, whole: &Whole, language: Language) -> Result<Vec<(String, String)>, PageError> {
        let mut links = Vec::new();
        for checked in &whole.sections {
            let places = self.places(checked.section, &checked.fields, &whole.facts, language)?;
            for question in self.about(checked.section.key()) {
                let step = address(application.id, Step::Section(question.section));
                let title = title(question, checked.section, &places, language);
                let title = if question.typed().trim().is_empty() { title } else { T::of(language).asked_answered(title) };
                links.push((format!("{step}#{}", field_of(question)), title));
            }
        }
        Ok(links)
    }

    fn about(&self, section: SectionKey) -> impl Iterator<Item = &Question> {
        self.pinned.iter().filter(move |question| question.section == section)
    }

    /// The fields of the section, if anything is asked about it.
    pub fn places(&self, section: &dyn Section, fields: &Fields, facts: &Facts, language: Language) -> Result<Vec<Place>, PageError> {
        if self.about(section.key()).next().is_none() { Ok(Vec::new()) } else { questions::places(section, fields, facts, language) }
    }

    /// Question and answer with the section on the summary.
    pub fn beside(
        &self,
        mut list: SummaryList<'static>,
        checked: &Checked,
        facts: &Facts,
        language: Language,
    ) -> Result<SummaryList<'static>, PageError> {
        let t = T::of(language);
        let places = self.places(checked.section, &checked.fields, facts, language)?;
        for question in self.about(checked.section.key()) {
            let rows = vec![
                SummaryRow::lines(title(question, checked.section, &places, language), lines(&question.text)),
                SummaryRow::lines(t.answer_given(), lines(question.typed())),
            ];
            list = list.group(SummaryGroup::titled(t.asked_title(), rows));
            if question.typed().is_empty() {
                list = list.problem(t.asked_unanswered());
            }
        }
        Ok(list)
    }

    /// The answers as one text, for the receipt.
    pub fn with_answers(&self, answer: &str, whole: &Whole, language: Language) -> Result<String, PageError> {
        let mut all: Vec<String> = Some(answer.to_owned()).filter(|answer| !answer.is_empty()).into_iter().collect();
        for checked in &whole.sections {
            let places = self.places(checked.section, &checked.fields, &whole.facts, language)?;
            for question in self.about(checked.section.key()) {
                let title = title(question, checked.section, &places, language);
                all.push(format!("{title} – {}\n{}", question.text, question.typed()));
            }
        }
        Ok(all.join("\n\n"))
    }

    /// Takes over the answers of a form as it was sent: what is to be kept.
    pub fn type_in(&mut self, sent: &Fields) -> Vec<(QuestionId, String)> {
        let mut answers = Vec::new();
        for question in &mut self.pinned {
            let Some(answer) = sent.value_if_sent(&field_of(question)).map(|text| text.trim().to_owned()) else {
                continue;
            };
            if let Stage::Asked { typed, .. } = &mut question.stage {
                typed.clone_from(&answer);
            }
            answers.push((question.id, answer));
        }
        answers
    }

    /// What is wrong with the section, and with the answers.
    pub fn problems(&self, of_section: Option<Problems>, language: Language) -> Option<Problems> {
        let mut problems = of_section.unwrap_or_default();
        for question in self.pinned.iter().filter(|question| question.typed().chars().count() > LONGEST) {
            problems.add(field_of(question), T::of(language).answer_too_long().into());
        }
        (!problems.is_empty()).then_some(problems)
    }

    /// What stands at the fields that are asked about.
    pub fn remarks(&self, places: &[Place], t: &T) -> Vec<(String, String)> {
        let remark = |question: &Question| Some((place_of(question, places)?.field.clone(), t.asked_remark(&question.text)));
        self.pinned.iter().filter_map(remark).collect()
    }

    /// The questions with the fields for their answers, at the top of the section's form.
    pub fn card(&self, representative: &Representative, places: &[Place], problems: Option<&Problems>) -> Result<Html<'static>, PageError> {
        if self.pinned.is_empty() {
            return Ok(Html::default());
        }
        let t = T::of(representative.language);
        let typed = Fields::from_pairs(self.pinned.iter().map(|question| (field_of(question), question.typed().to_owned())));
        let view = FormView::new(&typed, representative.visit.texts(), representative.visit.csrf());
        let view = match problems {
            Some(problems) => view.errors(problems, Clone::clone),
            None => view,
        };
        Ok(Html::rendered(AskedCard { asked: self, places, view: &view, t }.render()?))
    }
}

#[derive(Template)]
#[template(path = "journeys/joining/asked.html")]
struct AskedCard<'a> {
    asked: &'a Asked,
    places: &'a [Place],
    view: &'a FormView<'a>,
    t: T,
}

impl AskedCard<'_> {
    fn answer(&self, question: &Question) -> Textarea<'_> {
        let t = &self.t;
        self.view.area(field_of(question), t.answer_given()).rows(4).count(LONGEST, t.characters_left(), t.characters_over()).required()
    }

    fn place(&self, question: &Question) -> Option<&Place> {
        place_of(question, self.places)
    }
}

/// The field of the form that the answer is typed into.
fn field_of(question: &Question) -> String {
    format!("answer.{}", question.id)
}

/// The field that is asked about, where it stands now: rows may have moved since.
fn place_of<'a>(question: &Question, places: &'a [Place]) -> Option<&'a Place> {
    let last = |field: &'_ str| field.rsplit('.').next().unwrap_or_default().to_owned();
    let same = |place: &&Place| place.row == question.place && last(&place.field) == last(&question.field);
    places.iter().find(|place| same(place) && place.field == question.field).or_else(|| places.iter().find(same))
}

/// «Yhteyshenkilöt – Malla Mallikas: Puhelinnumero».
fn title(question: &Question, section: &dyn Section, places: &[Place], language: Language) -> String {
    let section = section.title(language);
    match place_of(question, places) {
        Some(place) => format!("{section} – {}", place.title()),
        None if question.place.is_empty() => section.to_owned(),
        None => format!("{section} – {}", question.place),
    }
}

fn lines(text: &str) -> Vec<Text<'static>> {
    text.lines().map(|line| Text::Owned(line.to_owned())).collect()
}
