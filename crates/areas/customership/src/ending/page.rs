use askama::Template;
use identity::{Answer, Representative};
use kit_core::Language;
use kit_web::components::{FileLink, Notice};

use crate::{
    T,
    applications::{ApplicationId, OrganisationOid, Purpose},
    customers::Standing,
    journeys::{joining::open_matter, notices::ending_sent},
    services::ending::CUSTOMERSHIP,
};

#[derive(Template)]
#[template(path = "ending/page.html")]
struct EndingPage<'a> {
    customer: &'a str,
    /// Name and first day of use.
    services: Vec<(String, String)>,
    forms: [FileLink<'static>; 2],
    open: Option<ApplicationId>,
    sent: Option<Notice<'static>>,
    fee: bool,
    csrf: &'a str,
    t: T,
}

impl EndingPage<'_> {
    fn on_paper(&self) -> Notice<'static> {
        Notice::info(self.t.ending_on_paper()).line(self.t.ending_on_paper_text())
    }
}

pub(super) async fn show(representative: Representative) -> Answer {
    let read = representative.world.db.read().await?;
    let standing = Standing::of(&read, OrganisationOid(&representative.acting.oid)).await?;
    let open = open_matter(&representative, &CUSTOMERSHIP, Purpose::Ending).await?.filter(|open| open.state.is_unsent());
    let t = T::of(representative.language);
    let sent = ending_sent(&standing, &CUSTOMERSHIP, &t);
    let fee = standing.in_use.is_empty() || standing.in_use.iter().any(|used| used.service.has_fee());
    let services = standing.in_use.into_iter().map(|used| (used.service.name(t.language()).to_owned(), used.since.day().finnish())).collect();
    let page = EndingPage {
        customer: &representative.acting.name,
        services,
        forms: forms(&t),
        open: open.map(|open| open.id),
        sent,
        fee,
        csrf: representative.visit.csrf(),
        t,
    };
    representative.visit.page(t.ending_title(), page).into()
}

/// The notice in the languages in which it is published, the reader's own first.
fn forms(t: &T) -> [FileLink<'static>; 2] {
    let form = |language: Language, label: &'static str| {
        FileLink::pdf(format!("/texts/form-termination-of-customership/{}", language.code()), label, t.open_new_tab())
    };
    let (finnish, swedish) = (form(Language::Fi, t.ending_form_finnish()), form(Language::Sv, t.ending_form_swedish()));
    if t.language() == Language::Sv { [swedish, finnish] } else { [finnish, swedish] }
}
