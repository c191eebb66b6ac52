use askama::Template;
use axum::extract::Path;
use identity::{
    Answer, Representative,
    access::{log::looked, redirect},
};
use kit_core::{Digest, Language};
use kit_db::Read;
use kit_web::{
    PageError,
    components::{Notice, SummaryList, SummaryRow, Text},
};

use super::{
    Journey, Step, Whole,
    asked::Asked,
    check_all, own,
    view::{address, cancel_address, edit_address, matter_title, stepper},
};
use crate::{
    T,
    applications::{self, Application, Purpose},
    documents::{self, TextKind},
    life,
    sections::SectionKey,
};

#[derive(Template)]
#[template(path = "journeys/joining/summary.html")]
pub(super) struct SummaryPage<'a> {
    pub application: &'a Application,
    pub sections: Vec<SummaryList<'static>>,
    /// What an officer has asked and what waits for an answer.
    pub asked: Asked,
    pub answer: String,
    /// What will be sent, if nothing is missing.
    pub digest: Option<Digest>,
    pub changed: bool,
    /// A notice of change that says what is in force already.
    pub same: bool,
    pub cancel: Option<String>,
    pub previous: String,
    /// Where one goes on, if sending is not here.
    pub next: Option<String>,
    pub csrf: &'a str,
    pub t: T,
}

impl SummaryPage<'_> {
    fn warning(&self, title: &'static str, text: &'static str) -> Notice<'static> {
        Notice::warning(title).line(text).announced()
    }

    /// The question and what will be sent as the answer to it.
    fn answer_card(&self) -> Option<SummaryList<'_>> {
        let question = self.asked.question()?;
        let lines = |text: &'_ str| text.lines().map(|line| Text::Owned(line.to_owned())).collect();
        let rows = vec![SummaryRow::lines(self.t.question_title(), lines(question)), SummaryRow::lines(self.t.answer_given(), lines(&self.answer))];
        let card = SummaryList::new(self.t.answer_title()).rows(rows).edit(format!("/applications/{}/answer", self.application.id), self.t.edit());
        Some(if self.answer.is_empty() { card.problem(self.t.answer_missing()) } else { card })
    }

    fn may_send(&self) -> Option<Digest> {
        self.digest.filter(|_| self.asked.is_answered() && (!self.asked.wants_answer() || !self.answer.is_empty()))
    }
}

/// Yhteenveto: everything once more, each section with Muokkaa.
pub(super) async fn show(representative: Representative, Path(id): Path<String>) -> Answer {
    let application = own(&representative, &id).await?;
    let journey = Journey::of(&application);
    if !application.state.is_open_to_customer() {
        return Ok(redirect(&format!("/applications/{}", application.id)));
    }
    if !journey.can_visit(Step::Summary) {
        return Ok(redirect(&address(application.id, journey.first_open())));
    }
    looked(&representative.visit, &representative, application.about()).await?;
    let page = Summary { application, changed: false };
    page.page(&representative).await?.into()
}

/// The summary on its way to the page.
pub(super) struct Summary {
    pub application: Application,
    /// Something changed between looking and sending.
    pub changed: bool,
}

impl Summary {
    pub async fn page<'v>(&self, representative: &'v Representative) -> Result<identity::access::PageParts<'v>, PageError> {
        let (application, language) = (&self.application, representative.language);
        let read = representative.world.db.read().await?;
        let whole = check_all(&read, &representative.visit, application, &application.typed(), language).await?;
        let asked = Asked::of(&read, application).await?;
        let answer = asked.answer(&read, application).await?;
        let journey = Journey::of(application);
        let t = T::of(language);
        let page = SummaryPage {
            application,
            sections: sections(&whole, application, &asked, language)?,
            asked,
            answer,
            digest: whole.canonical().map(|(_, digest)| digest),
            changed: self.changed,
            same: says_what_holds(&read, application, &whole).await?,
            cancel: cancel_address(application),
            previous: address(application.id, journey.previous(Step::Summary)),
            next: journey.steps().contains(&Step::Confirmation).then(|| address(application.id, Step::Confirmation)),
            csrf: representative.visit.csrf(),
            t,
        };
        let side = stepper(application.service, Some(application.id), &journey, Step::Summary, language);
        let window = format!("{} – {}", t.summary(), matter_title(application.service, application.purpose, language));
        Ok(representative.visit.page(window, page.render()?).sidebar(side))
    }
}

/// Does a notice of technical change leave everything as it is?
async fn says_what_holds(read: &Read, application: &Application, whole: &Whole) -> Result<bool, PageError> {
    if application.purpose != Purpose::TechnicalChange {
        return Ok(false);
    }
    let in_force = life::service_values(read, application.customer.id, application.service).await?;
    let mut told = whole.sections.iter().filter(|checked| checked.section.key() != SectionKey::ChangeDay);
    Ok(told.all(|checked| checked.value.as_ref().is_ok_and(|value| in_force.get(&checked.section.key()) == Some(&applications::canonical(value)))))
}

/// Each section to be read, with Muokkaa and, where something is wrong, what.
fn sections(whole: &Whole, application: &Application, asked: &Asked, language: Language) -> Result<Vec<SummaryList<'static>>, PageError> {
    let t = T::of(language);
    let list = |checked: &super::Checked| {
        let list = checked.summary(&whole.facts, language).edit(edit_address(application, checked.section.key()), t.edit());
        let list = asked.beside(list, checked, &whole.facts, language)?;
        Ok(match &checked.value {
            Ok(_) => list,
            Err(problems) => {
                let first = problems.iter().next().map_or_else(String::new, |problem| problem.error.to_string());
                let more = i64::try_from(problems.len()).unwrap_or(i64::MAX) - 1;
                list.problem(if more > 0 { format!("{first} {}", t.and_more(more)) } else { first })
            }
        })
    };
    whole.sections.iter().map(list).collect()
}

/// The commitment with the customer's data, before it is signed.
pub(super) async fn commitment_preview(representative: Representative, Path(id): Path<String>) -> Answer {
    let application = own(&representative, &id).await?;
    let read = representative.world.db.read().await?;
    let facts = super::facts_for(&read, &representative.visit, &application).await?;
    let text = documents::in_force(&read, TextKind::Commitment, facts.documents, facts.today).await?.ok_or(PageError::Unavailable)?;
    let document = documents::unsigned_commitment(&text, &facts.organisation, representative.now);
    let pdf = documents::render(&representative.world, document).await?;
    Ok(documents::serve_pdf("commitment.pdf", pdf))
}
