use serde_json::json;

use super::{Answer, BACK, Desk, ISSUER, LOGGED_OUT, NOW_SECONDS, Object, keys, ours};
use crate::{Authentication, Client, ClientKeys, Pkce, Profile, faults::Fault};

fn error(answer: &Answer) -> String {
    assert_eq!(answer.status, 400, "{}", answer.body);
    answer.json()["error"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn whoever_is_not_the_client_gets_no_token() {
    let desk = Desk::new(vec![ours(Profile::FtnOidc)]);
    let code = desk.code(Object::request()).await;
    let right = Object::assertion;
    let used = right();
    desk.token_with("no such code", &used.signed(), &[]).await;
    for (what, assertion) in [
        ("aud is the issuer", right().with("aud", ISSUER)),
        ("aud is another", right().with("aud", "http://another.test/token")),
        ("no aud", right().without("aud")),
        ("expired", right().with("exp", NOW_SECONDS)),
        ("too long", right().with("exp", NOW_SECONDS + 601)),
        ("no exp", right().without("exp")),
        ("jti again", used),
        ("no jti", right().without("jti")),
        ("iss is another", right().with("iss", "another")),
        ("sub is another", right().with("sub", "another")),
        ("no sub", right().without("sub")),
        ("another key", right().by(&keys().foreign)),
        ("the key for encryption", right().headed("kid", "enc-1").by(&keys().encryption)),
        ("an unknown key", right().headed("kid", "unknown")),
        ("no key id", right().unheaded("kid")),
        ("a shared secret", right().headed("alg", "HS256")),
        ("unsigned", right().headed("alg", "none")),
        ("a request object", Object::request()),
    ] {
        assert_eq!(error(&desk.token_with(&code, &assertion.signed(), &[]).await), "unauthorized_client", "{what}");
    }
    for other in [("client_assertion_type", "another"), ("client_assertion", ""), ("client_assertion", "rubbish")] {
        assert_eq!(error(&desk.token_with(&code, &right().signed(), &[other]).await), "unauthorized_client", "{other:?}");
    }
    assert_eq!(error(&desk.token_with(&code, &right().signed(), &[("client_id", "another")]).await), "invalid_request");
    assert_eq!(desk.token(&code).await.status, 200, "none of them used the code up");
}

#[tokio::test]
async fn a_code_is_good_once_for_its_own_client_address_and_verifier() {
    let second = Client { id: "second".to_owned(), ..ours(Profile::FtnUrn) };
    let desk = Desk::new(vec![ours(Profile::FtnUrn), second]);
    let code = async || desk.code(Object::request()).await;

    let used = code().await;
    assert!(used.len() > 300, "as long as some brokers' codes");
    assert_eq!(desk.token(&used).await.status, 200);
    assert_eq!(error(&desk.token(&used).await), "invalid_grant");
    for (what, other) in [
        ("another verifier", ("code_verifier", "another")),
        ("no verifier", ("code_verifier", "")),
        ("another address", ("redirect_uri", "http://ekstranet.test/login/return/")),
        ("no address", ("redirect_uri", "")),
    ] {
        let code = code().await;
        assert_eq!(error(&desk.token_with(&code, &Object::assertion().signed(), &[other]).await), "invalid_grant", "{what}");
        assert_eq!(error(&desk.token(&code).await), "invalid_grant", "{what}: and it is used up");
    }
    let of_another = Object::assertion().with("iss", "second").with("sub", "second").signed();
    assert_eq!(error(&desk.token_with(&code().await, &of_another, &[("client_id", "second")]).await), "invalid_grant");
    let grant_type = [("grant_type", "client_credentials")];
    assert_eq!(error(&desk.token_with(&code().await, &Object::assertion().signed(), &grant_type).await), "unsupported_grant_type");
    desk.config.faults.set_times(&[Fault::LoginCodeUsed], Some(1));
    assert_eq!(error(&desk.token(&code().await).await), "invalid_grant");
    let late = code().await;
    desk.config.clock.advance(61);
    let assertion = Object::assertion().with("exp", NOW_SECONDS + 120).signed();
    assert_eq!(error(&desk.token_with(&late, &assertion, &[]).await), "invalid_grant");
}

#[tokio::test]
async fn a_client_with_a_secret_shows_it_in_the_form_or_by_basic() {
    use axum::http::header::AUTHORIZATION;
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let client = Client { authentication: Authentication::Secret("malli: 100 %".to_owned()), pkce: Pkce::Optional, ..ours(Profile::Plain) };
    let desk = Desk::new(vec![client]);
    let form = |code: &str| [("grant_type", "authorization_code".to_owned()), ("code", code.to_owned()), ("redirect_uri", BACK.to_owned())];
    for (id, secret, status) in [("ekstranet", "malli%3A+100+%25", 200), ("ekstranet", "another", 400), ("another", "malli%3A+100+%25", 400)] {
        let query = Object::request().without("code_challenge").plain();
        let code = desk.identify(&query, "").await.back()["code"].clone();
        let form = form(&code);
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let basic = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
        assert_eq!(desk.post("/identification/token", &form, &[(AUTHORIZATION, &basic)]).await.status, status, "{id} {secret}");
    }
    for (secret, status) in [("malli: 100 %", 200), ("another", 400)] {
        let code = desk.identify(&Object::request().plain(), "").await.back()["code"].clone();
        let answer = desk.token_with(&code, "", &[("client_secret", secret), ("client_assertion_type", "")]).await;
        assert_eq!(answer.status, status, "{}", answer.body);
    }
}

/// The client publishes its keys; when it signs with a new one, its set is read again.
#[tokio::test]
async fn a_clients_keys_are_read_once_and_again_when_one_is_unknown() {
    use std::sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    };
    let (reads, published) = (Arc::new(AtomicUsize::new(0)), Arc::new(Mutex::new(keys().published())));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/.well-known/jwks.json", listener.local_addr().unwrap());
    let (counted, shown) = (reads.clone(), published.clone());
    let set = move || {
        counted.fetch_add(1, Ordering::SeqCst);
        std::future::ready(axum::Json(shown.lock().unwrap().clone()))
    };
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().route("/.well-known/jwks.json", axum::routing::get(set))).await });

    let client = Client::plain("ekstranet", BACK, LOGGED_OUT).ftn(Profile::FtnOidc, ClientKeys::At(address));
    let desk = Desk::new(vec![client]);
    let signed = |key| Object::request().headed("kid", "sig-2").by(key).query();
    for _ in 0..3 {
        let code = desk.code(Object::request()).await;
        assert_eq!(desk.token(&code).await.status, 200);
    }
    assert_eq!(reads.load(Ordering::SeqCst), 1);
    assert_eq!(desk.authorize(&signed(&keys().next)).await.status, 400, "not published yet");
    *published.lock().unwrap() = json!({ "keys": [keys().next.jwk("sig"), keys().signing.jwk("sig"), keys().encryption.jwk("enc")] });
    assert_eq!(desk.authorize(&signed(&keys().next)).await.status, 200, "published now");
    assert_eq!(reads.load(Ordering::SeqCst), 3);
    assert_eq!(desk.authorize(&signed(&keys().foreign)).await.status, 400);
}
