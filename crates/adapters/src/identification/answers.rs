use ports::IdentificationError;
use reqwest::{Response, StatusCode};
use serde::Deserialize;

/// Addresses are left out of the message: they may name a person.
pub fn unavailable(error: reqwest::Error) -> IdentificationError {
    IdentificationError::Unavailable(error.without_url().to_string())
}

pub fn untrusted(why: impl Into<String>) -> IdentificationError {
    IdentificationError::Untrusted(why.into())
}

/// The answer of the token endpoint, as far as we need it.
#[derive(Deserialize)]
struct Tokens {
    id_token: String,
}

/// RFC 6749, section 5.2.
#[derive(Deserialize)]
struct Refusal {
    error: String,
}

/// Reads the identity token out of the token endpoint's answer.
pub async fn id_token(answer: Response) -> Result<String, IdentificationError> {
    match answer.status() {
        StatusCode::OK => answer.json::<Tokens>().await.map(|tokens| tokens.id_token).map_err(unavailable),
        status if status.is_client_error() => {
            let refusal = answer.json::<Refusal>().await.map_or_else(|_| status.to_string(), |refusal| refusal.error);
            Err(untrusted(format!("the code was refused: {refusal}")))
        }
        status => Err(IdentificationError::Unavailable(format!("the token endpoint answered {status}"))),
    }
}
