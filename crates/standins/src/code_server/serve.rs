use std::sync::{Arc, RwLock};

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

/// What the stand-in serves; tests change it while it runs.
#[derive(Clone, Debug, Default)]
pub struct CodeServer {
    rows: Arc<RwLock<Vec<(Row, String)>>>,
}

impl CodeServer {
    /// Serves these rows, as if all had been changed on that day (`YYYY-MM-DD`).
    pub fn put(&self, rows: Vec<Row>, day: &str) {
        if let Ok(mut there) = self.rows.write() {
            *there = rows.into_iter().map(|row| (row, day.to_owned())).collect();
        }
    }

    /// Changes or adds rows, as of that day.
    pub fn change(&self, rows: Vec<Row>, day: &str) {
        if let Ok(mut there) = self.rows.write() {
            for row in rows {
                there.retain(|(old, _)| (&old.oid, &old.begins) != (&row.oid, &row.begins));
                there.push((row, day.to_owned()));
            }
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

async fn classifications() -> Json<Value> {
    Json(json!([{ "classificationId": PROVIDERS.0, "classificationType": "ORGANIZATIONS", "hierarchical": true, "defaultVersion": PROVIDERS.1 }]))
}

async fn version(Path((register, version)): Path<(String, String)>) -> Response {
    if (register.as_str(), version.as_str()) != PROVIDERS {
        return refusal(StatusCode::NOT_FOUND, "no such version");
    }
    let fields: Vec<Value> = ATTRIBUTES.iter().map(|name| json!({ "fieldName": name, "fieldType": "ATTRIBUTE" })).collect();
    Json(json!({ "versionId": version, "definitions": fields })).into_response()
}

async fn concept_codes(State(served): State<CodeServer>, Path((register, version)): Path<(String, String)>, RawQuery(query): RawQuery) -> Response {
    if (register.as_str(), version.as_str()) != PROVIDERS {
        return refusal(StatusCode::NOT_FOUND, "no such version");
    }
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
    let Ok(rows) = served.rows.read() else {
        return refusal(StatusCode::INTERNAL_SERVER_ERROR, "broken");
    };
    let mut found: Vec<&Row> = rows.iter().filter(|(row, day)| wanted.contains(&row.status) && *day >= since).map(|(row, _)| row).collect();
    found.sort_by(|a, b| (&a.oid, &a.begins).cmp(&(&b.oid, &b.begins)));
    if found.is_empty() {
        return StatusCode::NO_CONTENT.into_response();
    }
    let some: Vec<Value> = found.iter().skip((page - 1) * size).take(size).map(|row| shapes::json(row, &register)).collect();
    let pages = found.len().div_ceil(size);
    Json(json!({ "conceptCodes": some, "pageSize": size, "page": page, "totalItems": found.len(), "totalPages": pages })).into_response()
}

/// The interface's own form of an error.
fn refusal(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "name": "ERROR", "debug_id": "stand-in", "message": message, "details": [] }))).into_response()
}
