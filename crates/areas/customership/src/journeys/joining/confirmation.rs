//! Irtisanomisen vahvistaminen: the notice is read as a pdf, signed by a tick, and sent (Finnish guide 5, figure 19).

use askama::Template;
use axum::extract::Path;
use identity::{
    Answer, Representative,
    access::{PageParts, log::looked, redirect},
};
use kit_core::{Digest, FieldErrors};
use kit_web::{
    Fields, FormView, PageError,
    components::{DescriptionRows, FileLink},
};

use super::{
    Journey, Step, check_all,
    days::days,
    own,
    view::{address, cancel_address, matter_title, stepper},
};
use crate::{
    T,
    applications::Application,
    documents::{self, language_of},
    life,
};

pub(super) const SIGNED: &str = "signed";

#[derive(Template)]
#[template(path = "journeys/joining/confirmation.html")]
struct ConfirmationPage<'a> {
    application: &'a Application,
    file: FileLink<'a>,
    digest: Digest,
    previous: String,
    /// It is signed on paper: no tick signs it.
    on_paper: bool,
    days: Option<DescriptionRows<'static>>,
    /// Until when the notice can be taken back.
    withdrawal: Option<String>,
    cancel: Option<String>,
    view: &'a FormView<'a>,
    t: T,
}

pub(super) async fn show(representative: Representative, Path(id): Path<String>) -> Answer {
    let application = own(&representative, &id).await?;
    let journey = Journey::of(&application);
    if !application.state.is_open_to_customer() || !journey.steps().contains(&Step::Confirmation) {
        return Ok(redirect(&format!("/applications/{}", application.id)));
    }
    if !journey.can_visit(Step::Confirmation) {
        return Ok(redirect(&address(application.id, journey.first_open())));
    }
    looked(&representative.visit, &representative, application.about()).await?;
    let read = representative.world.db.read().await?;
    let whole = check_all(&read, &representative.visit, &application, &application.typed(), representative.language).await?;
    match whole.canonical() {
        Some((canonical, digest)) => page(&representative, &application, (&canonical, digest), false)?.into(),
        None => Ok(redirect(&address(application.id, Step::Summary))),
    }
}

/// `missing`: it was sent without the signature.
pub(super) fn page<'v>(
    representative: &'v Representative,
    application: &Application,
    (canonical, digest): (&str, Digest),
    missing: bool,
) -> Result<PageParts<'v>, PageError> {
    let language = representative.language;
    let t = T::of(language);
    let mut errors = FieldErrors::default();
    if missing {
        errors.add(SIGNED, t.confirmation_missing());
    }
    let fields = Fields::default();
    let view = FormView::new(&fields, representative.visit.texts(), representative.visit.csrf()).errors(&errors, |text| *text);
    let journey = Journey::of(application);
    let sent = serde_json::from_str(canonical).map_err(PageError::internal)?;
    let page = ConfirmationPage {
        application,
        days: days(application, &sent, language),
        withdrawal: life::last_day(&sent).map(|day| t.withdraw_ending_text(day.finnish())),
        cancel: cancel_address(application),
        file: FileLink::pdf(format!("/applications/{}/notice.pdf", application.id), t.notice_pdf(), t.open_new_tab()),
        digest,
        previous: address(application.id, Step::Summary),
        on_paper: representative.is_officer(),
        view: &view,
        t,
    };
    let side = stepper(application.service, Some(application.id), &journey, Step::Confirmation, language);
    let window = format!("{} – {}", t.confirmation(), matter_title(application.service, application.purpose, language));
    Ok(representative.visit.page(window, page.render()?).sidebar(side))
}

/// The notice as it will be signed.
pub(super) async fn notice(representative: Representative, Path(id): Path<String>) -> Answer {
    let application = own(&representative, &id).await?;
    if !Journey::of(&application).steps().contains(&Step::Confirmation) {
        return Err(PageError::NotFound);
    }
    let (read, language) = (representative.world.db.read().await?, language_of(representative.language));
    let whole = check_all(&read, &representative.visit, &application, &application.typed(), language).await?;
    let summaries: Vec<_> = whole.sections.iter().map(|checked| checked.section.summary(&checked.fields, &whole.facts, language)).collect();
    let what = application.service.name(language);
    let document = documents::notice(what, &whole.facts.organisation, &summaries, None, representative.now, language);
    Ok(documents::serve_pdf("notice.pdf", documents::render(&representative.world, document).await?))
}
