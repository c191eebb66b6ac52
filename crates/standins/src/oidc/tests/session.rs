use std::sync::{Arc, Mutex};

use axum::http::header::COOKIE;
use serde_json::json;

use super::{Answer, BASE, Desk, ISSUER, LOGGED_OUT, NOW_SECONDS, Object, SERVICE, ours};
use crate::{Client, LogoutChannel, Profile, SingleSignOn, StandIns, oidc::signing_key};

const LEFT: &str = "http%3A%2F%2Fekstranet.test%2Flogged-out";

fn silent() -> Desk {
    let config = StandIns::new(BASE, SERVICE, kit_core::Clock::fixed(super::NOW), kit_core::Ids::random());
    Desk::with(StandIns { representatives: vec![ours(Profile::Plain)], single_sign_on: SingleSignOn::Silent, ..config })
}

async fn come(desk: &Desk, object: Object, cookie: &str) -> Answer {
    desk.get(&format!("/identification/authorize?{}", object.plain()), cookie).await
}

/// When the person identified themselves, as the client is told.
async fn auth_time(desk: &Desk, answer: &Answer) -> i64 {
    let token = desk.token(&answer.back()["code"]).await.json()["id_token"].as_str().unwrap().to_owned();
    signing_key().await.unwrap().ours(&token).unwrap()["auth_time"].as_i64().unwrap()
}

#[tokio::test]
async fn one_identification_is_enough_for_thirty_two_minutes() {
    let desk = silent();
    let first = desk.identify(&Object::request().plain(), "").await;
    let cookie = first.cookie.clone().unwrap();
    assert_eq!(auth_time(&desk, &first).await, NOW_SECONDS);

    desk.config.clock.advance(32 * 60);
    assert_eq!(auth_time(&desk, &come(&desk, Object::request(), &cookie).await).await, NOW_SECONDS);
    assert_eq!(come(&desk, Object::request(), "").await.status, 200, "another browser sees the page");
    desk.config.clock.advance(1);
    assert_eq!(come(&desk, Object::request(), &cookie).await.status, 200, "the page");
}

#[tokio::test]
async fn a_client_can_ask_for_a_new_identification_or_for_no_page() {
    let desk = silent();
    let cookie = desk.identify(&Object::request().plain(), "").await.cookie.unwrap();
    assert!(!come(&desk, Object::request().with("max_age", 0), &cookie).await.back().contains_key("code"), "anew, even at the same moment");
    desk.config.clock.advance(100);
    for (object, is_silent) in [
        (Object::request().with("prompt", "login"), false),
        (Object::request().with("max_age", 99), false),
        (Object::request().with("max_age", 0), false),
        (Object::request().with("max_age", 100), true),
        (Object::request().with("prompt", "none"), true),
        (Object::request().with("acr_values", "http://ftn.ficora.fi/2017/loa3"), false),
    ] {
        assert_eq!(come(&desk, object, &cookie).await.back().contains_key("code"), is_silent);
    }
    let stranger = come(&desk, Object::request().with("prompt", "none"), "").await;
    assert_eq!(stranger.back()["error"], "login_required");
    let anew = desk.identify(&Object::request().with("prompt", "login").plain(), &cookie).await;
    assert_eq!(auth_time(&desk, &anew).await, NOW_SECONDS + 100);
}

#[tokio::test]
async fn on_a_desk_the_page_offers_to_go_on() {
    let desk = Desk::new(vec![ours(Profile::Plain)]);
    let query = Object::request().plain();
    let cookie = desk.identify(&query, "").await.cookie.unwrap();
    let page = come(&desk, Object::request(), &cookie).await;
    assert!(page.body.contains("Fortsätt som samma person"));
    let go_on = [("request", query.as_str()), ("answer", "continue")];
    assert!(desk.post("/identification/authorize", &go_on, &[(COOKIE, &cookie)]).await.back().contains_key("code"));
    assert_eq!(desk.post("/identification/authorize", &go_on, &[]).await.status, 422);
}

#[tokio::test]
async fn after_a_logout_one_identifies_oneself_again() {
    let desk = silent();
    let cookie = desk.identify(&Object::request().plain(), "").await.cookie.unwrap();
    for (query, status) in [
        (format!("client_id=another&post_logout_redirect_uri={LEFT}"), 400),
        (format!("post_logout_redirect_uri={LEFT}"), 400),
        (format!("client_id=ekstranet&post_logout_redirect_uri={LEFT}%2F"), 400),
        (format!("client_id=ekstranet&post_logout_redirect_uri={LEFT}&id_token_hint=rubbish"), 400),
    ] {
        assert_eq!(desk.get(&format!("/identification/end-session?{query}"), &cookie).await.status, status, "{query}");
    }
    assert!(come(&desk, Object::request(), &cookie).await.back().contains_key("code"), "still in");
    let out = desk.get(&format!("/identification/end-session?client_id=ekstranet&post_logout_redirect_uri={LEFT}&state=a%26b"), &cookie).await;
    assert_eq!(out.location.unwrap(), format!("{LOGGED_OUT}?state=a%26b"));
    assert_eq!(come(&desk, Object::request(), &cookie).await.status, 200, "out");
}

#[tokio::test]
async fn a_hint_names_client_and_session_without_a_cookie() {
    let desk = silent();
    let first = desk.identify(&Object::request().plain(), "").await;
    let token = desk.token(&first.back()["code"]).await.json()["id_token"].as_str().unwrap().to_owned();
    let form = [("id_token_hint", token.as_str()), ("post_logout_redirect_uri", LOGGED_OUT)];
    assert_eq!(desk.post("/identification/end-session", &form, &[]).await.location.unwrap(), LOGGED_OUT);
    assert_eq!(come(&desk, Object::request(), &first.cookie.unwrap()).await.status, 200, "out");

    let second = Client { id: "second".to_owned(), ..ours(Profile::Plain) };
    let desk = Desk::new(vec![ours(Profile::Plain), second]);
    for (client, status) in [("second", 400), ("another", 400), ("ekstranet", 303)] {
        let form = [("client_id", client), ("id_token_hint", token.as_str()), ("post_logout_redirect_uri", LOGGED_OUT)];
        assert_eq!(desk.post("/identification/end-session", &form, &[]).await.status, status, "{client}");
    }
}

#[tokio::test]
async fn others_are_told_of_a_logout_by_a_token_or_in_a_frame() {
    let told: Arc<Mutex<Vec<String>>> = Arc::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/logout", listener.local_addr().unwrap());
    let heard = told.clone();
    let hear = move |axum::Form(form): axum::Form<std::collections::HashMap<String, String>>| {
        heard.lock().unwrap().push(form["logout_token"].clone());
        std::future::ready("")
    };
    tokio::spawn(async move { axum::serve(listener, axum::Router::new().route("/logout", axum::routing::post(hear))).await });

    let client = |id: &str, logout| Client { id: id.to_owned(), logout, ..ours(Profile::Plain) };
    let clients = || {
        vec![
            client("ekstranet", LogoutChannel::Back(address.clone())),
            client("second", LogoutChannel::Back(address.clone())),
            client("third", LogoutChannel::Front("http://third.test/out".to_owned())),
        ]
    };
    let desk = Desk::new(clients());
    let mut cookie = String::new();
    for id in ["ekstranet", "second", "third"] {
        let answer = desk.identify(&Object::request().with("client_id", id).plain(), &cookie).await;
        cookie = answer.cookie.unwrap();
    }
    let out = desk.get(&format!("/identification/end-session?client_id=ekstranet&post_logout_redirect_uri={LEFT}"), &cookie).await;
    assert!(out.body.contains("src=\"http://third.test/out?iss=") && out.body.contains("sid=") && out.body.contains(LOGGED_OUT), "{}", out.body);
    assert!(out.policy.contains("frame-src http://third.test/out"), "{}", out.policy);
    let tokens = told.lock().unwrap().clone();
    assert_eq!(tokens.len(), 1, "the second; the first began it");
    let claims = signing_key().await.unwrap().ours(&tokens[0]).unwrap();
    assert_eq!((&claims["iss"], &claims["aud"], &claims["exp"]), (&json!(ISSUER), &json!("second"), &json!(NOW_SECONDS + 120)));
    assert_eq!(claims["events"], json!({ "http://schemas.openid.net/event/backchannel-logout": {} }));
    assert!(claims["sid"].is_string() && claims["sub"].is_string() && claims["jti"].is_string() && !claims.contains_key("nonce"));

    let cookie = desk.identify(&Object::request().plain(), "").await.cookie.unwrap();
    let shown = desk.get("/identification/session", &cookie).await.body;
    assert!(shown.contains("ekstranet: sid"), "{shown}");
    assert!(desk.post("/identification/session", &[], &[(COOKIE, &cookie)]).await.body.contains("ekstranet: 200"));
    assert_eq!(told.lock().unwrap().len(), 2, "begun elsewhere: the first is told, too");
}
