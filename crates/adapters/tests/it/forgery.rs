//! Identity tokens that somebody changed on the way, offered by a token endpoint that is not the provider's.

use adapters::identification::{Endpoints, OidcSettings};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use ports::{Identification, IdentificationError, LoginProvider, LoginRequest};
use serde_json::{Value, json};
use standins::{CLIENT_ID, StandIns, personas::PERSONS};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use crate::{answer, browser, client_of, login, stand_ins};

/// Serves one answer to one request.
async fn token_endpoint(id_token: String) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/token", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = vec![0; 8192];
        let _ = stream.read(&mut request).await.unwrap();
        let body = json!({ "id_token": id_token }).to_string();
        let answer =
            format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
        stream.write_all(answer.as_bytes()).await.unwrap();
    });
    address
}

/// A good token for this login, fetched as the client would.
async fn genuine(stand_ins: &StandIns, login: &LoginRequest) -> String {
    let client = client_of(OidcSettings::new(stand_ins.identification_issuer(), CLIENT_ID), stand_ins.clock.clone());
    let choices = [("means", "bank"), ("person", PERSONS[0].identity_code), ("answer", "identify")];
    let back = browser::answer(&client.start(login).unwrap(), &choices).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &back["code"]),
        ("redirect_uri", &login.return_to),
        ("client_id", CLIENT_ID),
        ("code_verifier", login.verifier.expose()),
    ];
    let endpoint = Endpoints::beside(&stand_ins.identification_issuer()).token;
    let tokens: Value = reqwest::Client::new().post(endpoint).form(&form).send().await.unwrap().json().await.unwrap();
    tokens["id_token"].as_str().unwrap().to_owned()
}

/// The same token with other claims or another header, the signature left as it was.
fn changed(token: &str, part: usize, change: impl Fn(&mut Value)) -> String {
    let mut parts: Vec<_> = token.split('.').map(str::to_owned).collect();
    let mut value: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(&parts[part]).unwrap()).unwrap();
    change(&mut value);
    parts[part] = URL_SAFE_NO_PAD.encode(value.to_string());
    parts.join(".")
}

async fn offered(stand_ins: &StandIns, login: &LoginRequest, token: String, issuer: String, client_id: &str) -> Result<String, String> {
    let endpoints = Endpoints { token: token_endpoint(token).await, ..Endpoints::beside(&stand_ins.identification_issuer()) };
    let settings = OidcSettings { endpoints, ..OidcSettings::new(issuer, client_id) };
    let client = client_of(settings, stand_ins.clock.clone());
    match Identification::finish(&client, login, &answer("code")).await {
        Ok(person) => Ok(person.family_name),
        Err(IdentificationError::Untrusted(why)) => Err(why),
        Err(error) => panic!("{error:?}"),
    }
}

#[tokio::test]
async fn forged_tokens_are_refused() {
    let stand_ins = stand_ins().await;
    let login = login(stand_ins.login_return());
    let issuer = stand_ins.identification_issuer();
    let good = genuine(&stand_ins, &login).await;
    let other_person = changed(&good, 1, |claims| claims["urn:oid:1.2.246.21"] = json!(PERSONS[1].identity_code));
    let unsigned = changed(&good, 0, |header| header["alg"] = json!("none"));
    let other_algorithm = changed(&good, 0, |header| header["alg"] = json!("HS256"));
    let other_key = changed(&good, 0, |header| header["kid"] = json!("unknown"));

    assert_eq!(offered(&stand_ins, &login, good.clone(), issuer.clone(), CLIENT_ID).await.unwrap(), PERSONS[0].family_name);
    for token in [other_person, unsigned, other_algorithm, other_key] {
        assert!(offered(&stand_ins, &login, token, issuer.clone(), CLIENT_ID).await.is_err());
    }
    let for_another_client = offered(&stand_ins, &login, good.clone(), issuer, "another").await;
    assert!(for_another_client.unwrap_err().contains("another client"));
    let from_another_issuer = offered(&stand_ins, &login, good, stand_ins.officers_issuer(), CLIENT_ID).await;
    assert!(from_another_issuer.unwrap_err().contains("another issuer"));
}
