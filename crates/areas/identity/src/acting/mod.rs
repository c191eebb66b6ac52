//! For whom one acts: the choice at the mandate service, what its answer is worth, and the change of role that follows.
//! (Domain notes, Suomi.fi 2; decision 0027.)

mod again;
mod answer;
mod choice;
mod role;
pub mod rules;
mod several;
mod store;

use std::collections::HashMap;

use axum::extract::Query;
use kit_web::PageError;
use ports::OrganisationRights;
use registers::{BusinessId, Organisation, organisations};

pub use again::check_again;
pub(crate) use choice::begin_address;
pub(crate) use store::Found;

use crate::access::{Access, Identified, Route};

pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/organisation", Access::Identified, choice::show),
        Route::get("/login/organisation", Access::Identified, choice::begin),
        Route::get("/login/organisation/return", Access::Identified, answer::come_back),
        Route::get("/organisation/several", Access::Identified, several::show),
        Route::post("/organisation/several", Access::Identified, several::choose),
        Route::get("/organisation/again", Access::Identified, again::show),
        Route::get("/organisation/checked", Access::Identified, again::checked),
    ]
}

type Asked = Query<HashMap<String, String>>;

/// A value of the address; empty if it is not there.
fn asked<'a>(query: &'a HashMap<String, String>, name: &str) -> &'a str {
    query.get(name).map_or("", String::as_str)
}

/// `?name=value&…`, encoded.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// What the mandate service answered last in this session.
pub(crate) async fn found(person: &Identified) -> Result<Option<Found>, PageError> {
    let session = person.session.as_ref().ok_or(PageError::LoginNeeded)?;
    Ok(store::find(&person.world.db.read().await?, session.key, person.now).await?)
}

/// The organisation that was chosen, as often as the registers have it.
pub(crate) async fn registered(person: &Identified, found: &OrganisationRights) -> Result<Vec<Organisation>, PageError> {
    let Some(business_id) = BusinessId::parse(&found.business_id) else {
        return Ok(Vec::new());
    };
    Ok(organisations::find_by_business_id(&person.world.db.read().await?, &business_id, person.now.day()).await?)
}
