use askama::Template;
use identity::{Answer, Representative};
use kit_core::{Instant, Language};
use kit_web::components::{FileLink, Notice};

use super::store;
use crate::{T, applications::OrganisationOid, services::Service};

#[derive(Template)]
#[template(path = "ending/page.html")]
struct EndingPage<'a> {
    customer: &'a str,
    /// Name and first day of use.
    services: Vec<(String, String)>,
    forms: [FileLink<'static>; 2],
    t: T,
}

impl EndingPage<'_> {
    fn only_on_paper(&self) -> Notice<'static> {
        Notice::info(self.t.ending_on_paper()).line(self.t.ending_on_paper_text())
    }
}

pub(super) async fn show(representative: Representative) -> Answer {
    let read = representative.world.db.read().await?;
    let in_use = store::services_in_use(&read, OrganisationOid(&representative.acting.oid)).await?;
    let t = T::of(representative.language);
    let services = in_use.into_iter().map(|service| named(service, t.language())).collect();
    let page = EndingPage { customer: &representative.acting.name, services, forms: forms(&t), t };
    representative.visit.page(t.ending_title(), page).into()
}

fn named((key, since): (String, Instant), language: Language) -> (String, String) {
    let name = Service::find(&key).map(|service| service.name(language).to_owned());
    (name.unwrap_or(key), since.day().finnish())
}

/// The notice in the languages in which it is published, the reader's own first.
fn forms(t: &T) -> [FileLink<'static>; 2] {
    let form =
        |language: Language, label: &'static str| FileLink::pdf(format!("/texts/form-termination/{}", language.code()), label, t.open_new_tab());
    let (finnish, swedish) = (form(Language::Fi, t.ending_form_finnish()), form(Language::Sv, t.ending_form_swedish()));
    if t.language() == Language::Sv { [swedish, finnish] } else { [finnish, swedish] }
}
