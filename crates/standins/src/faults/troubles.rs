use std::time::Duration;

use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{Fault, Faults, Step, Trouble};

const SILENCE: Duration = Duration::from_secs(30);
const SLOW: Duration = Duration::from_secs(3);

/// Which step a path is, by its beginning: below `/identification` and `/mandates`.
const STEPS: [(&str, Step); 9] = [
    ("/identification/authorize", Step::LoginPage),
    ("/identification/token", Step::LoginToken),
    ("/identification/jwks", Step::LoginKeys),
    ("/identification/end-session", Step::LoginEnd),
    ("/mandates/service/ypa/user/register/", Step::MandatesRegister),
    ("/mandates/oauth/authorize", Step::MandatesPage),
    ("/mandates/oauth/token", Step::MandatesToken),
    ("/mandates/service/ypa/api/", Step::MandatesRoles),
    ("/mandates/service/ypa/user/unregister/", Step::MandatesUnregister),
];

/// Stands before all routes: an answer is late, or 500, or does not come.
pub async fn troubles(State(faults): State<Faults>, request: Request, next: Next) -> Response {
    let step = STEPS.iter().find(|(path, _)| request.uri().path().starts_with(path)).map(|(_, step)| *step);
    let happens = |trouble| step.is_some_and(|step| faults.happens(Fault::At(step, trouble)));
    if happens(Trouble::Slow) {
        tokio::time::sleep(SLOW).await;
    }
    if happens(Trouble::Silent) {
        tokio::time::sleep(SILENCE).await;
        return StatusCode::GATEWAY_TIMEOUT.into_response();
    }
    if happens(Trouble::Broken) {
        return (StatusCode::INTERNAL_SERVER_ERROR, "switched on: broken").into_response();
    }
    next.run(request).await
}
