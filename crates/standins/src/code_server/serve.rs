use std::sync::{Arc, LockResult, OnceLock, RwLock, RwLockReadGuard};

use axum::{
    Json, Router,
    extract::{Path, RawQuery, State},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::get,
};
use serde_json::{Value, json};

use super::{
    PROVIDERS,
    rows::{ATTRIBUTES, Row},
    shapes,
};

/// A row of a register or a code of a list, as the server keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concept {
    pub code: String,
    pub begins: String,
    pub ends: String,
    /// `ACTIVE` or `DELETED`.
    pub status: String,
    /// In the order of the set's attributes.
    pub values: Vec<String>,
}

impl From<&Row> for Concept {
    fn from(row: &Row) -> Self {
        let (code, begins, ends, status) = (row.oid.clone(), row.begins.clone(), row.ends.clone(), row.status.clone());
        Self { code, begins, ends, status, values: row.attributes().to_vec() }
    }
}

/// A register or a code list in its version; each row with the day of its last change (`YYYY-MM-DD`).
#[derive(Clone, Debug)]
struct Set {
    id: (String, String),
    attributes: Vec<String>,
    rows: Vec<(Concept, String)>,
}

/// What the stand-in serves; tests change it while it runs.
#[derive(Clone, Debug, Default)]
pub struct CodeServer {
    sets: Arc<RwLock<Vec<Set>>>,
    /// What fills it when somebody asks for the first time.
    filler: Option<fn(&Self)>,
    asked: Arc<OnceLock<()>>,
}

impl CodeServer {
    /// Is empty until somebody asks: a desk seldom does.
    pub fn filled_by(filler: fn(&Self)) -> Self {
        Self { filler: Some(filler), ..Self::default() }
    }

    fn sets(&self) -> LockResult<RwLockReadGuard<'_, Vec<Set>>> {
        if let Some(filler) = self.filler {
            self.asked.get_or_init(|| filler(self));
        }
        self.sets.read()
    }

    /// Serves these rows as the register of providers, as if all had been changed on that day (`YYYY-MM-DD`).
    pub fn put(&self, rows: Vec<Row>, day: &str) {
        self.put_register(PROVIDERS, &rows, day);
    }

    /// The same of another register.
    pub fn put_register(&self, id: (&str, &str), rows: &[Row], day: &str) {
        self.put_set(id, &ATTRIBUTES, rows.iter().map(Concept::from).collect(), day);
    }

    /// Serves a set of any kind, and no longer what it had before.
    pub fn put_set(&self, (classification, version): (&str, &str), attributes: &[&str], rows: Vec<Concept>, day: &str) {
        let id = (classification.to_owned(), version.to_owned());
        let attributes = attributes.iter().map(|name| (*name).to_owned()).collect();
        let rows = rows.into_iter().map(|row| (row, day.to_owned())).collect();
        if let Ok(mut sets) = self.sets.write() {
            sets.retain(|set| set.id != id);
            sets.push(Set { id, attributes, rows });
        }
    }

    /// Changes or adds rows of the register of providers, as of that day.
    pub fn change(&self, rows: Vec<Row>, day: &str) {
        let Ok(mut sets) = self.sets.write() else { return };
        let Some(set) = sets.iter_mut().find(|set| set.id.0 == PROVIDERS.0) else { return };
        for row in &rows {
            set.rows.retain(|(old, _)| (&old.code, &old.begins) != (&row.oid, &row.begins));
            set.rows.push((row.into(), day.to_owned()));
        }
    }
}

/// Below the interface's own address, with its version: `/v6`.
pub fn routes(served: CodeServer) -> Router {
    Router::new()
        .route("/v6/classifications", get(classifications))
        .route("/v6/classifications/{register}/versions/{version}", get(version))
        .route("/v6/classifications/{register}/versions/{version}/conceptcodes", get(concept_codes))
        .with_state(served)
}

async fn classifications(State(served): State<CodeServer>) -> Json<Value> {
    let sets = served.sets().map(|sets| sets.iter().map(|set| set.id.clone()).collect::<Vec<_>>()).unwrap_or_default();
    let one = |(id, version): (String, String)| json!({ "classificationId": id, "defaultVersion": version });
    Json(sets.into_iter().map(one).collect())
}

async fn version(State(served): State<CodeServer>, Path(id): Path<(String, String)>) -> Response {
    let sets = served.sets();
    let Some(set) = sets.as_ref().ok().and_then(|sets| sets.iter().find(|set| set.id == id)) else {
        return refusal(StatusCode::NOT_FOUND, "no such version");
    };
    let fields: Vec<Value> = set.attributes.iter().map(|name| json!({ "fieldName": name, "fieldType": "ATTRIBUTE" })).collect();
    Json(json!({ "versionId": id.1, "definitions": fields })).into_response()
}

async fn concept_codes(State(served): State<CodeServer>, Path(id): Path<(String, String)>, RawQuery(query): RawQuery) -> Response {
    let sets = served.sets();
    let Some(set) = sets.as_ref().ok().and_then(|sets| sets.iter().find(|set| set.id == id)) else {
        return refusal(StatusCode::NOT_FOUND, "no such version");
    };
    let query: Vec<(String, String)> = form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
    let all = |name: &str| query.iter().filter(|(key, _)| key == name).map(|(_, value)| value.clone()).collect::<Vec<_>>();
    let number = |name: &str, otherwise: usize| all(name).first().map_or(Some(otherwise), |text| text.parse().ok());
    let (Some(size), Some(page)) = (number("pageSize", 100), number("page", 1)) else {
        return refusal(StatusCode::BAD_REQUEST, "pageSize and page are numbers");
    };
    if !(10..=500).contains(&size) || page < 1 {
        return refusal(StatusCode::BAD_REQUEST, "pageSize is 10 to 500, page from 1");
    }
    let mut wanted = all("status");
    if wanted.is_empty() {
        wanted.push("ACTIVE".to_owned());
    }
    let since = all("modifiedAfter").pop().unwrap_or_default();
    let mut found: Vec<&Concept> = set.rows.iter().filter(|(row, day)| wanted.contains(&row.status) && *day >= since).map(|(row, _)| row).collect();
    found.sort_by(|a, b| (&a.code, &a.begins).cmp(&(&b.code, &b.begins)));
    if found.is_empty() {
        return StatusCode::NO_CONTENT.into_response();
    }
    let some: Vec<Value> = found.iter().skip((page - 1) * size).take(size).map(|row| shapes::json(row, &set.attributes, &id.0)).collect();
    let pages = found.len().div_ceil(size);
    Json(json!({ "conceptCodes": some, "pageSize": size, "page": page, "totalItems": found.len(), "totalPages": pages })).into_response()
}

/// The interface's own form of an error.
fn refusal(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "name": "ERROR", "debug_id": "stand-in", "message": message, "details": [] }))).into_response()
}
