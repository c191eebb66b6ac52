//! What stands beside the case: the handling and its forms, the register's view, the evidence of sending.

use askama::Template;
use axum::extract::Path;
use customership::{
    applications::{Purpose, State},
    decisions::{self, Act, Possible},
    life,
};
use identity::{Answer, Form, Officer, session::Duty};
use kit_core::{Day, Language};
use kit_web::{
    FormView, PageError,
    components::{DescriptionRows, Html, Timeline},
};

use super::{
    answer,
    deciding::{Deciding, Withdrawing, doubts},
    ending::Ending,
    page::Case,
    questions,
};
use crate::{
    T,
    words::{task_address, task_event, task_words},
};

#[derive(Template)]
#[template(path = "cases/aside.html")]
struct Aside<'a> {
    case: &'a Case,
    language: Language,
    today: Day,
    ending: Option<Html<'static>>,
    change_day: Option<Day>,
    possible: Possible,
    deciding: Html<'static>,
    /// Taking back on request: last, for it is rarely what one came for.
    withdrawing: Html<'static>,
    may_handle: bool,
    /// The form that asks for more information, if it may be sent now.
    ask: Option<Html<'static>>,
    view: &'a FormView<'a>,
    t: T,
}

impl Aside<'_> {
    fn register(&self) -> DescriptionRows<'_> {
        let (o, t) = (&self.case.whole.facts.organisation, &self.t);
        DescriptionRows::new()
            .row(t.register_name(), &o.name)
            .row(t.register_business_id(), o.business_id.as_str())
            .row(t.register_oid(), &o.oid)
            .row(t.register_address(), format!("{}, {} {}", o.street, o.postal_code, o.town))
    }

    /// What was typed as access points, beside what is known of them.
    fn access_points(&self) -> DescriptionRows<'_> {
        let t = &self.t;
        let known = |facts: &customership::sections::PointFacts| match &facts.point {
            Some(point) => format!("{}, {}", point.name, point.manager_name),
            None => t.access_point_not_known().to_owned(),
        };
        self.case.whole.facts.points.iter().fold(DescriptionRows::new(), |rows, (oid, facts)| rows.row(oid.as_str(), known(facts)))
    }

    /// From which day a change will hold, or holds.
    fn change(&self) -> Option<String> {
        let (t, day) = (&self.t, self.change_day?);
        match &self.case.application.state {
            State::Draft | State::Returned(..) | State::Rejected(..) | State::Withdrawn(..) | State::Closed(..) => None,
            State::Approved(_, _, at) => Some(t.change_holds(day.max(at.day()).finnish())),
            State::Received(..) | State::InProcessing(..) | State::InformationRequested(..) if day > self.today => {
                Some(t.change_will_hold(day.finnish()))
            }
            State::Received(..) | State::InProcessing(..) | State::InformationRequested(..) => Some(t.change_holds_at_once(day.finnish())),
        }
    }

    fn tasks(&self) -> Timeline<'_> {
        Timeline::new(self.case.tasks.iter().map(|task| task_event(&self.t, task, self.language)).collect())
    }

    /// Address and words of what is to be done.
    fn open_tasks(&self) -> Vec<(String, &'static str)> {
        self.case
            .tasks
            .iter()
            .filter(|task| task.done.is_none())
            .map(|task| (task_address(task.kind, task.id), task_words(&self.t, task.kind)))
            .collect()
    }

    fn right(&self) -> &'static str {
        customership::acting_right(&self.case.submission.right, self.language)
    }

    fn decided(&self) -> &'static str {
        match self.case.application.state {
            State::Withdrawn(..) => self.t.case_withdrawn(),
            _ => self.t.decided(),
        }
    }

    /// Why there is no form here.
    fn nothing_to_do(&self) -> Option<String> {
        let (t, possible) = (&self.t, self.possible);
        if possible.take || possible.ask || possible.decide || possible.confirm {
            return None;
        }
        match (&self.case.application.state, self.handler()) {
            _ if !self.may_handle => Some(t.case_only_read().to_owned()),
            (State::Returned(_, Some(kept)), _) => Some(t.case_comes_back_to(&kept.name)),
            (State::Returned(_, None), _) => Some(t.case_waits_for_customer().to_owned()),
            // What is proposed says itself whom it waits for.
            (_, Some(name)) if self.case.grounds.facts.proposal.is_none() => Some(t.case_handled_by(name)),
            _ => None,
        }
    }

    fn handler(&self) -> Option<&str> {
        // What the program did on its day nobody handled.
        self.case.application.state.handler().filter(|handler| !handler.id.is_nil()).map(|handler| handler.name.as_str())
    }
}

/// The panel beside the case.
pub(super) fn render(officer: &Officer, case: &Case, view: &FormView<'_>) -> Result<Html<'static>, PageError> {
    let t = T::of(officer.language);
    let possible = case.grounds.possible(officer);
    let (language, today, sent) = (officer.language, officer.now.day(), life::sent(&case.submission)?);
    let ending = Ending::of(&case.application, &sent, language).map(|ending| ending.render()).transpose()?.map(Html::rendered);
    let change_day = life::change_day(&sent).filter(|_| case.application.purpose == Purpose::TechnicalChange);
    let approves = possible.decide || (possible.confirm && case.proposes_approval());
    let doubts = if approves { doubts(case, language)? } else { Vec::new() };
    let deciding = Html::rendered(Deciding { case, possible, doubts, view, t }.render()?);
    let withdrawing = if possible.withdraw { Html::rendered(Withdrawing { case, view, t }.render()?) } else { Html::default() };
    let may_handle = officer.may(Duty::Handle);
    let ask = if possible.ask { Some(questions::ask_form(officer, case, view)?) } else { None };
    Ok(Html::rendered(Aside { case, language, today, ending, change_day, possible, deciding, withdrawing, may_handle, ask, view, t }.render()?))
}

pub(super) async fn take(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = Case::find(&officer, &id).await?;
    if !case.is_as_shown(&fields) {
        return answer::moved_on(&officer, &case, &fields).await;
    }
    decisions::perform(&officer, case.application.id, case.application.revision, Act::Take).await.map_err(PageError::from)?;
    Ok(answer::done(case.application.id))
}
