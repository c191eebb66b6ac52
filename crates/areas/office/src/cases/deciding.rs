//! The forms of decisions: approve, reject, give back; what a second officer says; take back on request; undo.

use askama::Template;
use axum::extract::Path;
use customership::{
    applications::Purpose,
    decisions::{self, Act, DecideError, Possible, Proposal, Proposed, Refused},
    documents::{PublishedText, ReasonOf},
};
use identity::{Answer, Form, Officer};
use kit_core::{FieldErrors, Language};
use kit_web::{
    Fields, FormView, PageError,
    components::{Checkbox, Choice, DescriptionRows, Radios, Select, Textarea},
};
use ports::FourEyes;

use super::{
    answer,
    checks::{self, Outcome},
    page::{Case, page},
    rules::{self, CaseError, LONGEST},
};
use crate::T;

#[derive(Template)]
#[template(path = "cases/deciding.html")]
pub(super) struct Deciding<'a> {
    pub case: &'a Case,
    pub possible: Possible,
    /// What speaks against approving now.
    pub doubts: Vec<String>,
    pub view: &'a FormView<'a>,
    pub t: T,
}

impl Deciding<'_> {
    fn outcome(&self) -> Radios<'_> {
        let t = &self.t;
        let approve = match self.case.application.purpose {
            Purpose::Joining | Purpose::Ending => t.approve(),
            Purpose::TechnicalChange => t.approve_change(),
        };
        self.view.radios("outcome", t.decision_label(), &[("approve", approve), ("reject", t.reject()), ("return", t.deciding_return())]).required()
    }

    fn reason(&self) -> Textarea<'_> {
        self.area("reason", self.t.reason_label()).rows(8).hint(self.t.reason_hint())
    }

    fn review_reason(&self) -> Textarea<'_> {
        self.area("review_reason", self.t.deciding_review_reason()).required()
    }

    fn anyway(&self) -> Checkbox<'_> {
        self.view.tick("anyway", self.t.deciding_anyway())
    }

    fn undo_reason(&self) -> Textarea<'_> {
        self.area("undo_reason", self.t.deciding_undo_reason()).hint(self.t.deciding_undo_hint()).required()
    }

    fn undo_text(&self) -> &'static str {
        match self.case.application.purpose {
            Purpose::Joining | Purpose::Ending => self.t.deciding_undo_text(),
            Purpose::TechnicalChange => self.t.deciding_undo_change_text(),
        }
    }

    fn area<'s>(&'s self, name: &'static str, label: &'static str) -> Textarea<'s> {
        self.view.area(name, label).rows(3).count(LONGEST, self.t.left(), self.t.over())
    }

    fn template(&self) -> Select<'_> {
        let chosen = self.view.value("template");
        let choice = |(key, title)| Choice::new(key, title).checked_if(key == chosen);
        let none = ("", self.t.deciding_template_none());
        let all = self.case.reasons.iter().map(|text| (text.kind.key(), template_title(&self.t, text)));
        let none = (none.0, none.1.to_owned());
        let select = Select::new("template", self.t.deciding_template(), std::iter::once(none).chain(all).map(choice).collect());
        select
            .hint(self.t.deciding_template_hint(self.case.application.language.of_documents().own_name()))
            .maybe_error(self.view.error_of("template"))
    }

    /// What the setting asks of a second officer.
    fn second_officer(&self) -> Option<&'static str> {
        match self.case.grounds.facts.four_eyes {
            FourEyes::None => None,
            FourEyes::Approvals => Some(self.t.deciding_second_approvals()),
            FourEyes::All => Some(self.t.deciding_second_all()),
        }
    }

    fn proposal<'s>(&'s self, proposal: &'s Proposal) -> DescriptionRows<'s> {
        let t = &self.t;
        let what = match proposal.outcome {
            Proposed::Approve => t.approve(),
            Proposed::Reject => t.reject(),
            Proposed::Undo => t.deciding_undo_button(),
        };
        let at = format!("{} {}", proposal.at.day().finnish(), proposal.at.clock_time());
        let rows = DescriptionRows::new().row(t.deciding_proposed(), what).row(t.deciding_proposed_by(), proposal.officer.name.as_str());
        let rows = rows.row(t.deciding_proposed_at(), at);
        match &proposal.reason {
            Some(reason) => rows.row(t.reason_label(), reason.as_str()),
            None => rows,
        }
    }
}

#[derive(Template)]
#[template(path = "cases/withdrawing.html")]
pub(super) struct Withdrawing<'a> {
    pub case: &'a Case,
    pub view: &'a FormView<'a>,
    pub t: T,
}

impl Withdrawing<'_> {
    fn request(&self) -> Textarea<'_> {
        let t = &self.t;
        let area = self.view.area("request", t.deciding_request()).rows(3).count(LONGEST, t.left(), t.over());
        area.hint(t.deciding_request_hint()).required()
    }
}

/// What the template is called, after the outcome that it is worded for.
fn template_title(t: &T, text: &PublishedText) -> String {
    let title = text.title(text.language);
    match text.kind.reason_of() {
        Some(ReasonOf::Return) => t.deciding_template_return(title),
        Some(ReasonOf::Rejection) | None => t.deciding_template_reject(title),
    }
}

/// What speaks against approving now: checks that have failed, what was to be asked and is not, what is not answered.
pub(super) fn doubts(case: &Case, language: Language) -> Result<Vec<String>, PageError> {
    let t = T::of(language);
    let checks = case.checks(language)?;
    let failed: Vec<&str> = checks.iter().filter(|check| check.outcome == Outcome::Fail).map(|check| checks::title(check.key, &t)).collect();
    let failed = (!failed.is_empty()).then(|| t.deciding_doubt_checks(failed.join(", ")));
    let unsent = case.questions.iter().filter(|question| question.is_collected()).map(|question| t.deciding_doubt_unsent(&question.text));
    let open = case.request.map(|request| t.deciding_doubt_open(request.deadline.finnish()));
    Ok(failed.into_iter().chain(unsent).chain(open).collect())
}

pub(super) async fn decide(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = Case::find(&officer, &id).await?;
    if fields.value_if_sent("insert").is_some() {
        return insert(&officer, &case, fields).await;
    }
    let act = rules::decision(fields.get("outcome"), fields.get("reason"));
    let unseen = matches!(act, Ok(Act::Approve { .. })) && !fields.has("anyway", "yes") && !doubts(&case, officer.language)?.is_empty();
    let act = if unseen { Err(one("anyway", CaseError::NotSeen)) } else { act };
    done(&officer, case, &fields, act, "outcome").await
}

/// Puts a template after what was typed; nothing is decided yet. A template says for which outcome it is: another one that
/// was chosen is not given its words.
async fn insert(officer: &Officer, case: &Case, mut fields: Fields) -> Answer {
    let chosen = fields.get("template").to_owned();
    let Some(template) = case.reasons.iter().find(|text| text.kind.key() == chosen) else {
        let mut errors = FieldErrors::default();
        errors.add("template", CaseError::TemplateMissing);
        return page(officer, case, &fields, Some(&errors)).await?.with_errors().into();
    };
    let outcome = if template.kind.reason_of() == Some(ReasonOf::Return) { "return" } else { "reject" };
    if fields.get("outcome").is_empty() {
        fields.set("outcome", outcome.to_owned());
    } else if fields.get("outcome") != outcome {
        return page(officer, case, &fields, Some(&one("template", CaseError::TemplateOfAnother))).await?.with_errors().into();
    }
    let typed = fields.get("reason").trim().to_owned();
    let reason = if typed.is_empty() { template.plain() } else { format!("{typed}\n\n{}", template.plain()) };
    fields.set("reason", reason);
    page(officer, case, &fields, None).await?.into()
}

pub(super) async fn review(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = Case::find(&officer, &id).await?;
    let act = rules::review(fields.get("review"), fields.get("review_reason"));
    let unseen = matches!(act, Ok(Act::Confirm)) && case.proposes_approval() && !fields.has("anyway", "yes");
    let act = if unseen && !doubts(&case, officer.language)?.is_empty() { Err(one("anyway", CaseError::NotSeen)) } else { act };
    done(&officer, case, &fields, act, "review_reason").await
}

pub(super) async fn withdraw(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = Case::find(&officer, &id).await?;
    let act = rules::text("request", fields.get("request"), CaseError::RequestMissing).map(|request| Act::Withdraw { request });
    done(&officer, case, &fields, act, "request").await
}

pub(super) async fn undo(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = Case::find(&officer, &id).await?;
    let act = rules::text("undo_reason", fields.get("undo_reason"), CaseError::UndoReasonMissing).map(|reason| Act::Undo { reason });
    done(&officer, case, &fields, act, "undo_reason").await
}

/// Does what was asked, or says beside `field` why it cannot be done yet.
async fn done(officer: &Officer, case: Case, fields: &Fields, act: Result<Act, FieldErrors<CaseError>>, field: &'static str) -> Answer {
    if !case.is_as_shown(fields) {
        return answer::moved_on(officer, &case, fields).await;
    }
    let errors = match act {
        Err(errors) => errors,
        Ok(act) => match decisions::perform(officer, case.application.id, case.application.revision, act).await {
            Ok(()) => return Ok(answer::done(case.application.id)),
            Err(DecideError::Page(PageError::Stale)) => {
                return answer::moved_on(officer, &Case::find(officer, &case.application.id.to_string()).await?, fields).await;
            }
            Err(DecideError::Refused(Refused::NotYet(service))) => one(field, CaseError::NotYet(service)),
            Err(DecideError::Refused(Refused::NeededBy(service))) => one(field, CaseError::NeededBy(service)),
            Err(DecideError::Refused(Refused::ChangeWaits)) => one(field, CaseError::ChangeWaits),
            Err(error) => return Err(error.into()),
        },
    };
    page(officer, &case, fields, Some(&errors)).await?.with_errors().into()
}

fn one(field: &'static str, error: CaseError) -> FieldErrors<CaseError> {
    let mut errors = FieldErrors::default();
    errors.add(field, error);
    errors
}
