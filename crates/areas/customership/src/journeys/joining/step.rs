//! One section of an application: shown, saved, shown again with what is wrong.

use askama::Template;
use axum::extract::{Path, Query};
use identity::{
    Answer, Form, Representative,
    access::{
        log::{LogRow, looked},
        redirect,
    },
};
use kit_web::{
    Fields, FormView, PageError,
    components::{Html, Notice, SummaryList},
};
use serde::Deserialize;

use super::{
    Journey, Step,
    asked::Asked,
    check::{facts_with, stamps_of},
    common::Common,
    own, own_and_registered,
    view::{address, cancel_address, matter_title, step_title, stepper},
};
use crate::{
    T,
    applications::{self, Application, ChangeError, OrganisationOid, SectionSave},
    customers::Standing,
    questions,
    sections::{Facts, Problems, Section, SectionKey},
    service_data::{InForceChange, right_for_all},
};

/// Where the visitor came from: back there after saving.
#[derive(Debug, Default, Deserialize)]
pub(super) struct From {
    #[serde(default)]
    from: String,
    /// A row has just been added or taken away: the form is not finished, so nothing is odd about it yet.
    #[serde(default)]
    rows: bool,
}

impl From {
    fn is_summary(&self) -> bool {
        self.from == "summary"
    }
}

/// A section of the visitor's application, with what is needed to show it.
struct Place {
    application: Application,
    journey: Journey,
    section: &'static dyn Section,
    facts: Facts,
    /// What an officer asks about it.
    asked: Asked,
}

impl Place {
    /// None: the section cannot be visited yet; the address where one can go on.
    async fn find(representative: &Representative, id: &str, section: &str) -> Result<Result<Self, String>, PageError> {
        let (application, organisation) = own_and_registered(representative, id).await?;
        let key = SectionKey::find(section).ok_or(PageError::NotFound)?;
        let section = application.section(key).ok_or(PageError::NotFound)?;
        let journey = Journey::of(&application);
        if !application.state.is_open_to_customer() {
            return Ok(Err(format!("/applications/{}", application.id)));
        }
        if !journey.can_visit(Step::Section(key)) {
            return Ok(Err(address(application.id, journey.first_open())));
        }
        let facts = facts_with(&representative.visit, &application, organisation);
        let asked = Asked::of(&representative.world.db.read().await?, &application).await?.of_section(key);
        Ok(Ok(Self { application, journey, section, facts, asked }))
    }

    fn step(&self) -> Step {
        Step::Section(self.section.key())
    }

    fn revision(&self) -> i64 {
        self.application.draft(self.section.key()).map_or(0, |draft| draft.revision)
    }

    async fn gather(&mut self, representative: &Representative, fields: &Fields) -> Result<(), PageError> {
        let read = representative.world.db.read().await?;
        Ok(self.section.gather(&read, fields, &mut self.facts).await?)
    }
}

#[derive(Template)]
#[template(path = "journeys/joining/step.html")]
struct StepPage<'a> {
    matter: &'a str,
    title: &'a str,
    action: String,
    previous: String,
    from: &'a str,
    revision: i64,
    errors: Html<'static>,
    warnings: Html<'static>,
    /// What was warned of: those who save it as it is have seen it.
    warned: String,
    common: Option<Notice<'static>>,
    /// What another has saved meanwhile, beside what was typed here.
    conflict: Option<(SummaryList<'static>, SummaryList<'static>)>,
    /// The officer's questions about this section, each with the field for its answer.
    asked: Html<'static>,
    go_on: Option<String>,
    cancel: Option<String>,
    view: &'a FormView<'a>,
    form: Html<'a>,
    t: T,
}

pub(super) async fn show(representative: Representative, Path((id, section)): Path<(String, String)>, Query(from): Query<From>) -> Answer {
    let mut place = match Place::find(&representative, &id, &section).await? {
        Ok(place) => place,
        Err(elsewhere) => return Ok(redirect(&elsewhere)),
    };
    looked(&representative.visit, &representative, place.application.about()).await?;
    if let Some(parked) = &representative.parked {
        place.asked.type_in(parked);
    }
    let draft = place.application.draft(place.section.key());
    let restored = representative.parked.as_ref().map(|fields| fields.only(|name| place.section.keeps(name)));
    let kept = restored.clone().or_else(|| draft.map(|draft| draft.fields.clone()));
    place.gather(&representative, kept.as_ref().unwrap_or(&Fields::default())).await?;
    let fields = kept.unwrap_or_else(|| place.section.begin(&place.facts));
    let t = T::of(representative.language);
    let shown = Shown { place: &place, fields: &fields, problems: None, conflict: false, revision: place.revision(), from: &from };
    let page = shown.page(&representative).await?;
    if restored.is_some() { page.notice(Notice::info(t.form_restored()).line(t.form_restored_text())).into() } else { page.into() }
}

pub(super) async fn save(
    representative: Representative,
    Path((id, section)): Path<(String, String)>,
    Query(from): Query<From>,
    Form(sent): Form,
) -> Answer {
    let mut place = match Place::find(&representative, &id, &section).await? {
        Ok(place) => place,
        Err(elsewhere) => return Ok(redirect(&elsewhere)),
    };
    let answers = place.asked.type_in(&sent);
    let typed = sent.only(|name| place.section.keeps(name));
    let pressed =
        ["add", "remove"].into_iter().find_map(|button| sent.value_if_sent(button).and_then(|value| place.section.press(&typed, button, value)));
    let (fields, anchor) = pressed.map_or((typed, None), |(fields, anchor)| (fields, Some(anchor)));
    place.gather(&representative, &fields).await?;
    let fields = place.section.completed(fields, &place.facts, representative.language);
    let problems = place.section.check(&fields, &place.facts, representative.language).err();
    let problems = place.asked.problems(problems, representative.language);
    let warnings = place.section.warnings(&fields, &place.facts, representative.language);
    let over_revision = sent.get("revision").parse().unwrap_or_default();
    let base = place.application.draft(place.section.key());
    let unchanged = base.is_some_and(|draft| draft.revision == over_revision && draft.fields == fields);
    let log = LogRow::new(&representative.visit, &representative, "save", place.application.about());
    let save = SectionSave {
        application: place.application.id,
        customer: place.application.customer.id,
        section: place.section.key(),
        fields: fields.clone(),
        complete: problems.is_none(),
        over_revision,
        unchanged,
        saved_by: representative.name.clone(),
        at: representative.now,
        log,
    };
    let answered = !answers.is_empty();
    let saved_revision = save.revision();
    let change = in_force(&representative, &place, &fields).await?.filter(|_| anchor.is_none());
    let application = place.application.id;
    let saved = representative.world.db.write(move |tx| async move {
        applications::save_section(&tx, &save).await?;
        for (question, answer) in answers {
            questions::type_answer(&tx, application, question, &answer).await?;
        }
        match change {
            Some(change) => Ok::<_, ChangeError>(change.write(&tx).await.map(drop)?),
            None => Ok(()),
        }
    });
    let saved = saved.await;
    let here = address(place.application.id, place.step());
    let query = if from.is_summary() { "?from=summary" } else { "" };
    match (saved, anchor, problems) {
        // The same form sent twice: what it says is saved already.
        (Err(ChangeError::Stale), ..) if place.application.draft(place.section.key()).is_none_or(|draft| draft.fields != fields) => {
            let place = Place { application: own(&representative, &id).await?, ..place };
            let shown = Shown { place: &place, fields: &fields, problems: None, conflict: true, revision: place.revision(), from: &from };
            shown.page(&representative).await?.status(axum::http::StatusCode::CONFLICT).into()
        }
        (Err(error @ (ChangeError::Closed | ChangeError::Db(_))), ..) => Err(error.into()),
        (_, Some(anchor), _) if from.is_summary() => Ok(redirect(&format!("{here}{query}&rows=true#{anchor}"))),
        (_, Some(anchor), _) => Ok(redirect(&format!("{here}?rows=true#{anchor}"))),
        // What is odd is said once; who saves it again as it is goes on.
        (_, None, None) if stamps_of(&warnings, &fields).iter().any(|stamp| !sent.get("warned").split(' ').any(|seen| seen == stamp)) => {
            Ok(redirect(&format!("{here}{query}#warnings")))
        }
        (_, None, None) if from.is_summary() => Ok(redirect(&address(place.application.id, Step::Summary))),
        (_, None, None) => {
            // After the last answer what is left is to look through and send.
            let read = representative.world.db.read().await?;
            let ready = answered && Asked::of(&read, &place.application).await?.is_answered();
            let next = if ready { Step::Summary } else { place.journey.next(place.step()) };
            Ok(redirect(&address(place.application.id, next)))
        }
        (saved, None, Some(problems)) => {
            let revision = if saved.is_ok() { saved_revision } else { place.revision() };
            let shown = Shown { place: &place, fields: &fields, problems: Some(&problems), conflict: false, revision, from: &from };
            shown.page(&representative).await?.with_errors().into()
        }
    }
}

/// Common data of a customer with services in use: right for all of them, they come into force as they are saved.
async fn in_force(representative: &Representative, place: &Place, fields: &Fields) -> Result<Option<InForceChange>, PageError> {
    if !place.section.key().is_common() {
        return Ok(None);
    }
    let customer = &place.application.customer;
    let standing = Standing::of(&representative.world.db.read().await?, OrganisationOid(&customer.oid)).await?;
    let right = right_for_all(&standing, place.section.key(), fields, &place.facts, representative.language);
    Ok(right.ok().flatten().map(|value| InForceChange::new(representative, customer.id, place.section, fields, value)))
}

/// A section on its way to the page.
struct Shown<'a> {
    place: &'a Place,
    fields: &'a Fields,
    problems: Option<&'a Problems>,
    conflict: bool,
    revision: i64,
    from: &'a From,
}

impl Shown<'_> {
    async fn page<'v>(&self, representative: &'v Representative) -> Result<identity::access::PageParts<'v>, PageError> {
        let (place, language) = (self.place, representative.language);
        let t = T::of(language);
        // Nothing is odd about a form that nobody has filled in yet.
        let known = self.problems.is_some() || (!self.from.rows && place.application.draft(place.section.key()).is_some());
        let warnings = if known { place.section.warnings(self.fields, &place.facts, language) } else { Problems::default() };
        let view = FormView::new(self.fields, representative.visit.texts(), representative.visit.csrf());
        let view = match self.problems {
            Some(problems) => view.errors(problems, Clone::clone),
            None => view,
        };
        let places = place.asked.places(place.section, self.fields, &place.facts, language)?;
        let view = view.warnings(&warnings, Clone::clone).remarks(place.asked.remarks(&places, &t));
        let title = step_title(&place.journey, place.step(), language);
        let theirs = place.application.draft(place.section.key()).filter(|_| self.conflict);
        let conflict = theirs.map(|draft| {
            let both = (place.section.summary(&draft.fields, &place.facts, language), place.section.summary(self.fields, &place.facts, language));
            (
                SummaryList { heading: t.conflict_theirs(draft.saved_by.as_str()).into(), ..both.0 },
                SummaryList { heading: t.conflict_yours().into(), ..both.1 },
            )
        });
        let go_on = self.problems.map(|_| if self.from.is_summary() { Step::Summary } else { place.journey.next(place.step()) });
        let matter = matter_title(place.application.service, place.application.purpose, language);
        let body = StepPage {
            matter: &matter,
            title,
            action: address(place.application.id, place.step()),
            previous: address(place.application.id, place.journey.previous(place.step())),
            from: &self.from.from,
            revision: self.revision,
            errors: view.summary(),
            warnings: if self.problems.is_none() { view.warning_summary() } else { Html::default() },
            warned: stamps_of(&warnings, self.fields).join(" "),
            common: Common::gather(representative, &place.application, place.section.key()).await?.notice(&t, language),
            conflict,
            asked: place.asked.card(representative, &places, self.problems)?,
            go_on: go_on.map(|step| address(place.application.id, step)),
            cancel: cancel_address(&place.application),
            form: Html::rendered(place.section.form(&view, &place.facts, language)?),
            view: &view,
            t,
        };
        let stepper = stepper(place.application.service, Some(place.application.id), &place.journey, place.step(), language);
        let window = format!("{title} – {matter}");
        Ok(representative.visit.page(window, body.render()?).sidebar(stepper))
    }
}
