use serde_json::json;

use super::{Desk, NOW_SECONDS, Object, keys, ours};
use crate::{Profile, StandIns};

fn right() -> Object {
    Object::request()
}

#[tokio::test]
async fn a_request_that_is_not_the_clients_own_is_refused_on_the_providers_page() {
    let desk = Desk::new(vec![ours(Profile::FtnOidc)]);
    let used = right();
    assert_eq!(desk.authorize(&used.query()).await.status, 200);
    let mut another_client = right();
    another_client.beside = vec![("client_id", "another".to_owned())];
    for (what, query) in [
        ("unsigned", right().headed("alg", "none").query()),
        ("signed with a shared secret", right().headed("alg", "HS256").query()),
        ("another key of the same name", right().by(&keys().foreign).query()),
        ("a key that is not published", right().headed("kid", "sig-2").by(&keys().next).query()),
        ("the key for encryption", right().headed("kid", "enc-1").by(&keys().encryption).query()),
        ("no key id", right().unheaded("kid").query()),
        ("another typ", right().headed("typ", "logout+jwt").query()),
        ("something critical", right().headed("crit", "x").query()),
        ("aud is another", right().with("aud", "http://another.test").query()),
        ("aud is the token address", right().with("aud", format!("{}/token", super::ISSUER)).query()),
        ("aud is several", right().with("aud", json!([super::ISSUER, "http://another.test"])).query()),
        ("no aud", right().without("aud").query()),
        ("iss is another", right().with("iss", "another").query()),
        ("client_id is another", right().with("client_id", "another").query()),
        ("client_id is another, and nothing beside", Object { beside: Vec::new(), ..right().with("client_id", "another") }.query()),
        ("expired", right().with("exp", NOW_SECONDS).query()),
        ("too long", right().with("exp", NOW_SECONDS + 661).query()),
        ("no exp", right().without("exp").query()),
        ("not yet", right().with("nbf", NOW_SECONDS + 5).query()),
        ("no jti", right().without("jti").query()),
        ("jti again", used.query()),
        ("another scope beside", right().beside("scope", "openid profile").query()),
        ("another address beside", right().beside("redirect_uri", "http://another.test/").query()),
        ("another nonce beside", right().beside("nonce", "another").query()),
        ("client_id beside is another", another_client.query()),
        ("address with a slash", right().with("redirect_uri", format!("{}/", super::BACK)).query()),
        ("address with a query", right().with("redirect_uri", format!("{}?x=1", super::BACK)).query()),
        ("no address", right().without("redirect_uri").query()),
        ("not signed at all", right().plain()),
        ("twice the same", format!("{}&client_id=ekstranet", right().query())),
        ("rubbish", "client_id=ekstranet&request=rubbish".to_owned()),
        ("nothing", String::new()),
    ] {
        let answer = desk.authorize(&query).await;
        assert_eq!((answer.status.as_u16(), answer.location), (400, None), "{what}");
        assert!(answer.body.contains("Request refused"), "{what}");
        let posted = desk.post("/identification/authorize", &form_pairs(&query), &[]).await;
        assert_eq!((posted.status.as_u16(), posted.location), (400, None), "{what}, posted");
    }
}

#[tokio::test]
async fn what_the_client_got_wrong_is_told_at_its_address() {
    let desk = Desk::new(vec![ours(Profile::FtnOidc)]);
    for (what, object, error) in [
        ("no nonce", right().without("nonce"), "invalid_request"),
        ("a short nonce", right().with("nonce", "short"), "invalid_request"),
        ("no state", right().without("state"), "invalid_request"),
        ("an unknown level", right().with("acr_values", "http://ftn.ficora.fi/2017/loa2 http://ftn.ficora.fi/2017/loa4"), "invalid_request"),
        ("implicit flow", right().with("response_type", "id_token"), "unsupported_response_type"),
        ("no openid", right().with("scope", "profile"), "invalid_scope"),
        ("no PKCE", right().without("code_challenge"), "invalid_request"),
        ("PKCE in the clear", right().with("code_challenge_method", "plain"), "invalid_request"),
        ("a long name", right().with("ftn_spname", "x".repeat(41)), "invalid_request"),
        ("a wrong age", right().with("max_age", -1), "invalid_request"),
        ("by reference", right().with("request_uri", "http://another.test/"), "request_uri_not_supported"),
    ] {
        let back = desk.authorize(&object.query()).await.back();
        assert_eq!(back.get("error").map(String::as_str), Some(error), "{what}");
        assert_eq!(back.get("iss").map(String::as_str), Some(super::ISSUER), "{what}");
        assert!(!back.contains_key("code"));
    }
}

#[tokio::test]
async fn a_right_request_gets_its_page_in_its_language_also_when_it_is_posted() {
    let desk = Desk::new(vec![ours(Profile::FtnOidc)]);
    let alone = Object { beside: Vec::new(), ..right() };
    for object in [right(), right().headed("typ", "JWT"), right().unheaded("typ"), right().beside("scope", "openid"), alone] {
        let answer = desk.post("/identification/authorize", &form_pairs(&object.query()), &[]).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body.contains("Identifiera dig som testperson") && answer.body.contains("Malli-Ekstranet"));
    }
    assert_eq!(Desk::new(vec![ours(Profile::Plain)]).authorize(&right().plain()).await.status, 200);
    let unsigned_but_allowed = StandIns { representatives: vec![ours(Profile::Plain)], ..desk.config };
    let object = right().headed("alg", "none").query();
    assert_eq!(Desk::with(unsigned_but_allowed).authorize(&object).await.status, 400, "a request object is checked wherever it is sent");
}

#[tokio::test]
async fn cancelling_is_told_in_the_words_of_the_profile() {
    for (profile, error) in [(Profile::FtnOidc, "cancel"), (Profile::FtnUrn, "access_denied"), (Profile::Plain, "access_denied")] {
        let desk = Desk::new(vec![ours(profile)]);
        let query = if profile == Profile::Plain { right().plain() } else { right().query() };
        let back = desk.post("/identification/authorize", &[("request", &query), ("answer", "cancel")], &[]).await.back();
        assert_eq!((back["error"].as_str(), back["state"].as_str()), (error, "a state & more"));
        assert!(!back.contains_key("code"));
    }
}

#[tokio::test]
async fn what_is_sent_is_shown_before_it_is_sent() {
    let desk = Desk::new(vec![ours(Profile::FtnOidc)]);
    let query = right().query();
    assert_eq!(desk.authorize(&query).await.status, 200);
    let person = crate::personas::PERSONS[0];
    let form = |answer| [("request", query.as_str()), ("means", "card"), ("person", person.identity_code), ("answer", answer)];
    let look = desk.post("/identification/authorize", &form("look"), &[]).await.body;
    for shown in ["personal_identity_code", person.identity_code, "http://ftn.ficora.fi/2017/loa3", person.family_name] {
        assert!(look.contains(shown), "{shown}");
    }
    let back = desk.post("/identification/authorize", &form("back"), &[]).await.body;
    assert!(back.contains("value=\"card\" required checked"), "the choices are kept");
    let nobody = desk.post("/identification/authorize", &[("request", &query), ("means", "bank"), ("answer", "identify")], &[]).await;
    assert_eq!(nobody.status, 422);
    assert!(desk.post("/identification/authorize", &form("identify"), &[]).await.back().contains_key("code"));
}

fn form_pairs(query: &str) -> Vec<(&'static str, &'static str)> {
    let leaked = |text: std::borrow::Cow<'_, str>| -> &'static str { Box::leak(text.into_owned().into_boxed_str()) };
    form_urlencoded::parse(query.as_bytes()).map(|(name, value)| (leaked(name), leaked(value))).collect()
}
