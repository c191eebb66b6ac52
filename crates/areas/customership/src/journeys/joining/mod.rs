//! Joining a service: instructions, the service's sections, summary, thanks (Finnish guide 3.1, figures 2–10).

mod answer;
mod asked;
mod beginning;
mod check;
mod common;
mod confirmation;
mod days;
mod journey;
mod overview;
mod readiness;
mod sending;
mod services;
mod step;
mod summary;
mod view;
mod withdrawal;

use identity::{Access, Representative, Route};
use kit_core::Day;
use kit_web::PageError;
use registers::{Organisation, organisations};

pub(crate) use beginning::{begin, open_matter};
pub(crate) use check::facts_of;
pub use check::{Checked, Whole, check_all, check_sent, check_to_approve, facts_for};
pub use journey::{Journey, Step};
pub(crate) use overview::file;
pub(crate) use readiness::advised;
pub use readiness::{Advice, Item, Need, ServiceStanding, TakeoverFound, Verdict, readiness};
pub(crate) use services::said_of_leaving;
pub use view::{event_text, events_timeline, matter_title, state_tag, state_tag_on, state_text};
pub(crate) use view::{goes_on, stepper};

use crate::{
    applications::{self, Application, ApplicationId, OrganisationOid, Purpose},
    papers,
};

pub(crate) fn routes() -> Vec<Route> {
    use Access::Representative as R;
    vec![
        Route::get("/services", R, services::list),
        Route::get("/services/{service}", R, readiness::show),
        Route::post("/services/{service}/applications", R, readiness::begin),
        Route::get("/applications/{application}", R, overview::show),
        Route::get("/applications/{application}/steps/{section}", R, step::show),
        Route::post("/applications/{application}/steps/{section}", R, step::save),
        Route::get("/applications/{application}/answer", R, answer::show),
        Route::post("/applications/{application}/answer", R, answer::save),
        Route::get("/applications/{application}/summary", R, summary::show),
        Route::get("/applications/{application}/commitment.pdf", R, summary::commitment_preview),
        Route::post("/applications/{application}/sending", R, sending::send),
        Route::get("/applications/{application}/confirmation", R, confirmation::show),
        Route::get("/applications/{application}/notice.pdf", R, confirmation::notice),
        Route::post("/applications/{application}/withdrawal", R, withdrawal::withdraw),
        Route::get("/applications/{application}/thanks", R, overview::thanks),
        Route::get("/applications/{application}/documents/{document}", R, overview::document),
    ]
}

/// The representative's own application: any other does not exist for them.
pub(crate) async fn own(representative: &Representative, id: &str) -> Result<Application, PageError> {
    let id: ApplicationId = id.parse().map_err(|()| PageError::NotFound)?;
    let read = representative.world.db.read().await?;
    let application = applications::find(&read, id, OrganisationOid(&representative.acting.oid)).await?.ok_or(PageError::NotFound)?;
    if papers::may_open(&read, representative, &application).await? { Ok(application) } else { Err(PageError::NotFound) }
}

/// The same, with what the register says of the organisation today: both are asked at once.
async fn own_and_registered(representative: &Representative, id: &str) -> Result<(Application, Organisation), PageError> {
    let id: ApplicationId = id.parse().map_err(|()| PageError::NotFound)?;
    let (read, oid) = (representative.world.db.read().await?, &representative.acting.oid);
    let organisation = organisations::last_known(&read, oid, representative.now.day());
    let (application, organisation) = tokio::try_join!(applications::find(&read, id, OrganisationOid(oid)), organisation)?;
    let (application, organisation) = (application.ok_or(PageError::NotFound)?, organisation.ok_or(PageError::Unavailable)?);
    check_is_registered(&application, &organisation, representative.now.day())?;
    if papers::may_open(&read, representative, &application).await? { Ok((application, organisation)) } else { Err(PageError::NotFound) }
}

/// Who has left the register cannot join; what is in use can still be told of and ended.
fn check_is_registered(application: &Application, organisation: &Organisation, today: Day) -> Result<(), PageError> {
    let stays = application.purpose != Purpose::Joining || organisation.ends >= today;
    if stays { Ok(()) } else { Err(PageError::Unavailable) }
}
