//! Texts that customers read and accept, as dated versions in Finnish and Swedish: list, history, a new version as a draft,
//! preview, comparison, publication from a day. A version that was published never changes (decision 0022).

mod compare;
mod draft;
mod list;
mod publication;
mod rules;
mod shown;
mod store;
mod structure;

use identity::{Access, Route, session::Duty};

pub fn routes() -> Vec<Route> {
    const CONTENTS: Access = Access::Officer(Duty::Contents);
    vec![
        Route::get("/office/contents", CONTENTS, list::list),
        Route::get("/office/contents/{kind}", CONTENTS, list::history),
        Route::get("/office/contents/{kind}/versions/{version}/{language}", CONTENTS, shown::version),
        Route::post("/office/contents/{kind}/draft", CONTENTS, draft::begin),
        Route::get("/office/contents/{kind}/draft/{language}", CONTENTS, draft::show),
        Route::post("/office/contents/{kind}/draft/{language}", CONTENTS, draft::save),
        Route::get("/office/contents/{kind}/preview/{language}", CONTENTS, shown::preview),
        Route::get("/office/contents/{kind}/preview/{language}/pdf", CONTENTS, shown::pdf),
        Route::get("/office/contents/{kind}/publication", CONTENTS, publication::show),
        Route::post("/office/contents/{kind}/publication", CONTENTS, publication::publish),
        Route::post("/office/contents/{kind}/discarding", CONTENTS, draft::discard),
    ]
}
