//! Asking the customer for more information.

use askama::Template;
use axum::extract::Path;
use identity::{Answer, Form, Officer, access::redirect};
use kit_web::{
    FormView, PageError,
    components::{Html, Textarea},
};

use super::{
    aside::to_decide,
    page::{Case, page},
    rules::{self, LONGEST},
    verbs,
};
use crate::T;

#[derive(Template)]
#[template(path = "cases/questions/ask.html")]
struct AskForm<'a> {
    case: &'a Case,
    view: &'a FormView<'a>,
    t: T,
}

impl AskForm<'_> {
    fn question(&self) -> Textarea<'_> {
        self.view.area("question", self.t.question_label()).hint(self.t.question_hint()).count(LONGEST, self.t.left(), self.t.over()).required()
    }
}

/// The form beside the case, while its handler may ask.
pub(super) fn ask_form(officer: &Officer, case: &Case, view: &FormView<'_>) -> Result<Html<'static>, PageError> {
    Ok(Html::rendered(AskForm { case, view, t: T::of(officer.language) }.render()?))
}

pub(super) async fn ask(officer: Officer, Path(id): Path<String>, Form(fields): Form) -> Answer {
    let case = to_decide(&officer, &id, &fields).await?;
    match rules::question(fields.get("question")) {
        Ok(question) => {
            verbs::ask(&officer, case.application, &case.submission, question).await?;
            Ok(redirect(&format!("/office/applications/{id}")))
        }
        Err(errors) => page(&officer, &case, &fields, Some(&errors))?.with_errors().into(),
    }
}
