//! The mandate service named several organisations: which one? Those for which the right is not enough are shown with why.

use axum::extract::Query;
use kit_core::FieldErrors;
use kit_web::{Fields, FormView, components::Radios};

use super::{
    Asked,
    answer::{Worth, row, worth},
    choice::begin_address,
    found, role,
};
use crate::{
    T,
    access::{Answer, Form, Identified, redirect},
    doctor,
};

/// So long an answer may be chosen from: as long as the mandate service's own token lives (seconds).
const FRESH: i64 = 599;
const ORGANISATION: &str = "organisation";

#[derive(askama::Template)]
#[template(path = "acting/several.html")]
struct SeveralPage<'a> {
    /// Business ID, and both in words.
    may: Vec<(&'a str, String)>,
    may_not: Vec<(&'a str, String)>,
    begin: String,
    view: &'a FormView<'a>,
    t: T,
}

impl SeveralPage<'_> {
    fn choices(&self) -> Radios<'_> {
        let options: Vec<(&str, &str)> = self.may.iter().map(|(id, words)| (*id, words.as_str())).collect();
        self.view.radios(ORGANISATION, self.t.several_question(), &options)
    }
}

pub(super) async fn show(person: Identified, Query(_): Asked) -> Answer {
    page(&person, false).await
}

async fn page(person: &Identified, missing: bool) -> Answer {
    let t = T::of(person.language);
    let Some(found) = found(person).await?.filter(|found| !found.organisations.is_empty()) else {
        return Ok(redirect("/organisation"));
    };
    let (mut may, mut may_not) = (Vec::new(), Vec::new());
    for one in &found.organisations {
        match worth(person, one).await? {
            Worth::Accepted(..) => may.push((one.business_id.as_str(), t.several_choice(&one.business_id, &one.name))),
            Worth::NoRight(_) | Worth::NotInRegister | Worth::SeveralInRegister => {
                may_not.push((one.name.as_str(), doctor::address(&one.business_id)))
            }
        }
    }
    let (fields, mut errors) = (Fields::default(), FieldErrors::default());
    if missing {
        errors.add(ORGANISATION, t.several_missing());
    }
    let view = FormView::new(&fields, person.visit.texts(), person.visit.csrf()).errors(&errors, |text| *text);
    let page = SeveralPage { may, may_not, begin: begin_address(&found.next, false), view: &view, t };
    let page = person.visit.page(t.several_title(), page);
    if missing { page.with_errors().into() } else { page.into() }
}

pub(super) async fn choose(person: Identified, Form(sent): Form) -> Answer {
    let Some(found) = found(&person).await? else { return Ok(redirect("/organisation")) };
    if person.now.seconds_since(found.answered_at) > FRESH {
        return Ok(redirect(&begin_address(&found.next, false)));
    }
    let Some(one) = found.organisations.iter().find(|one| one.business_id == sent.get(ORGANISATION)) else {
        return page(&person, true).await;
    };
    match worth(&person, one).await? {
        Worth::Accepted(organisation, right) => {
            let row = row(&person, "accepted", Some(one), Some(&right), &(found.asked_at, found.request_ids.clone()));
            role::act_for(&person, &organisation, right, found.answered_at, &found.next, row).await
        }
        Worth::NoRight(_) | Worth::NotInRegister | Worth::SeveralInRegister => Ok(redirect(&doctor::address(&one.business_id))),
    }
}
