//! What stands beside the case: the handling and its forms, the register's view, the evidence of sending.

use askama::Template;
use axum::extract::Path;
use customership::{
    applications::{OrganisationOid, Purpose, State},
    customers::Standing,
    life,
    sections::SectionKey,
    service_data::right_for_all,
};
use identity::{Answer, Form, Officer, access::redirect, session::Duty};
use kit_core::{Day, Language};
use kit_web::{
    Fields, FormView, PageError,
    components::{DescriptionRows, Html, Radios, Textarea},
};

use super::{
    ending::Ending,
    page::{Case, as_shown, page},
    questions,
    rules::{self, LONGEST, Possible},
    verbs,
};
use crate::T;

#[derive(Template)]
#[template(path = "cases/aside.html")]
struct Aside<'a> {
    case: &'a Case,
    language: Language,
    today: Day,
    ending: Option<Html<'static>>,
    change_day: Option<Day>,
    possible: Possible,
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

    fn outcome(&self) -> Radios<'_> {
        let approve = match self.case.application.purpose {
            Purpose::Joining | Purpose::Ending => self.t.approve(),
            Purpose::TechnicalChange => self.t.approve_change(),
        };
        self.view.radios("outcome", self.t.decision_label(), &[("approve", approve), ("reject", self.t.reject())]).required()
    }

    /// From which day a change will hold, or holds.
    fn change(&self) -> Option<String> {
        let (t, day) = (&self.t, self.change_day?);
        match &self.case.application.state {
            State::Draft | State::Rejected(..) | State::Withdrawn(..) | State::Closed(..) => None,
            State::Approved(_, _, at) => Some(t.change_holds(day.max(at.day()).finnish())),
            State::Received(..) | State::InProcessing(..) | State::InformationRequested(..) if day > self.today => {
                Some(t.change_will_hold(day.finnish()))
            }
            State::Received(..) | State::InProcessing(..) | State::InformationRequested(..) => Some(t.change_holds_at_once(day.finnish())),
        }
    }

    fn reason(&self) -> Textarea<'_> {
        self.view.area("reason", self.t.reason_label()).hint(self.t.reason_hint()).count(LONGEST, self.t.left(), self.t.over())
    }

    fn right(&self) -> &'static str {
        customership::acting_right(&self.case.submission.right, self.language)
    }

    fn handler(&self) -> Option<&str> {
        self.case.application.state.handler().map(|handler| handler.name.as_str())
    }
}

/// The panel beside the case.
pub(super) fn render(officer: &Officer, case: &Case, view: &FormView<'_>) -> Result<Html<'static>, PageError> {
    let t = T::of(officer.language);
    let possible = Possible::of(&case.application.state, case.application.purpose, officer.id, officer.may(Duty::Handle));
    let (language, today, sent) = (officer.language, officer.now.day(), life::sent(&case.submission)?);
    let ending = Ending::of(&case.application, &sent, language).map(|ending| ending.render()).transpose()?.map(Html::rendered);
    let change_day = life::change_day(&sent).filter(|_| case.application.purpose == Purpose::TechnicalChange);
    let ask = if possible.ask { Some(questions::ask_form(officer, case, view)?) } else { None };
    Ok(Html::rendered(Aside { case, language, today, ending, change_day, possible, ask, view, t }.render()?))
}

/// The same of a case that is decided on: an ending is not.
pub(super) async fn to_decide(officer: &Officer, id: &str, fields: &Fields) -> Result<Case, PageError> {
    let case = as_shown(officer, id, fields).await?;
    if rules::is_decided_on(case.application.purpose) { Ok(case) } else { Err(PageError::Closed) }
}

pub(super) async fn take(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = as_shown(&officer, &id, &fields).await?;
    verbs::take(&officer, case.application).await?;
    Ok(redirect(&format!("/office/applications/{id}")))
}

pub(super) async fn decide(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = to_decide(&officer, &id, &fields).await?;
    let standing = Standing::of(&officer.world.db.read().await?, OrganisationOid(&case.application.customer.oid)).await?;
    let decision = rules::decision(fields.get("outcome"), fields.get("reason"))
        .and_then(|decision| rules::timely(decision, (case.application.form, case.application.purpose), &standing));
    match decision {
        Ok(decision) => {
            let common = common_right(&case, &standing, officer.language);
            verbs::decide(&officer, case.application, &case.submission, decision, common).await?;
            Ok(redirect(&format!("/office/applications/{id}")))
        }
        Err(errors) => page(&officer, &case, &fields, Some(&errors)).await?.with_errors().into(),
    }
}

/// The common data of the case that are right for every service in use as well.
fn common_right(case: &Case, standing: &Standing, language: Language) -> Vec<SectionKey> {
    let right = |key: &SectionKey| {
        let fields = case.submission.fields.get(key).cloned().unwrap_or_default();
        right_for_all(standing, *key, &fields, &case.whole.facts, language).is_ok()
    };
    SectionKey::COMMON.into_iter().filter(right).collect()
}
