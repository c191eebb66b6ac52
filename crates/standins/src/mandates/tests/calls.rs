use serde_json::json;

use super::{BACK, NOW, Service, basic, checksum, grant, named};
use crate::{
    MANDATES_API_KEY, MANDATES_CLIENT_ID, MANDATES_SERVICE, RuleEngine, StandIns,
    oidc::signing_key,
    personas::{THEME, WRONG_THEME},
};

#[tokio::test]
async fn a_register_call_has_to_be_signed_just_now_for_a_living_person() {
    let service = Service::new();
    let request = "?requestId=02fd35dc-99e6-477b-b6e2-03f02cbf3666";
    let path = format!("/mandates/service/ypa/user/register/{MANDATES_CLIENT_ID}/140371-901U{request}");
    let sum = |client, key, at: i64| checksum(client, key, &path, &NOW.plus_seconds(at).iso());
    let right = || sum(MANDATES_CLIENT_ID, MANDATES_API_KEY, 0);
    for (what, header, status) in [
        ("right", right(), 200),
        ("late, but not too late", sum(MANDATES_CLIENT_ID, MANDATES_API_KEY, -299), 200),
        ("too late", sum(MANDATES_CLIENT_ID, MANDATES_API_KEY, -301), 401),
        ("too early", sum(MANDATES_CLIENT_ID, MANDATES_API_KEY, 301), 401),
        ("another key", sum(MANDATES_CLIENT_ID, "another", 0), 401),
        ("another client", sum("another0", MANDATES_API_KEY, 0), 401),
        ("two spaces", right().replacen(' ', "  ", 1), 401),
        ("no zone", checksum(MANDATES_CLIENT_ID, MANDATES_API_KEY, &path, "2026-11-21T07:05:07"), 401),
        ("another path", checksum(MANDATES_CLIENT_ID, MANDATES_API_KEY, &path.replace("140371", "140372"), &NOW.iso()), 401),
        ("nothing", String::new(), 401),
    ] {
        assert_eq!(service.call_with(&path, &header, "").await.status, status, "{what}");
    }
    for (why, client, code) in [
        ("the client in the path", "another0", "140371-901U"),
        ("not a personal identity code", MANDATES_CLIENT_ID, "140371-901V"),
        ("not a personal identity code", MANDATES_CLIENT_ID, "malli"),
        ("no such person", MANDATES_CLIENT_ID, "010170-999R"),
        ("cannot act", MANDATES_CLIENT_ID, named("Edesmennyt").identity_code),
    ] {
        let answer = service.call(&format!("/service/ypa/user/register/{client}/{code}"), "").await;
        assert_eq!(answer.status, 403, "{why}");
        assert!(answer.body.contains(why), "{why}: {}", answer.body);
    }
    let without_id = path.replace(request, "");
    let header = checksum(MANDATES_CLIENT_ID, MANDATES_API_KEY, &without_id, &NOW.iso());
    assert_eq!(service.call_with(&without_id, &header, "").await.status, 400, "no requestId");
}

#[tokio::test]
async fn the_page_opens_for_the_registered_service_and_person_only() {
    let service = Service::new();
    let right = Service::page(&service.registered(named("Tilitoimisto")).await);
    let page = service.open(&right).await;
    assert_eq!(page.status, 200);
    for shown in ["Välj och gå till e-tjänsten", "Tilda Johanna Tilitoimisto", "Mallihammas Oy (9901009-9)"] {
        assert!(page.body.contains(shown), "{shown}");
    }
    for (was, is) in [
        (MANDATES_CLIENT_ID, "another0"),
        ("response_type=code", "response_type=token"),
        ("organisation%2Freturn", "organisation%2Freturn%2F"),
        ("user=", "user=0"),
    ] {
        let wrong = right.replace(was, is);
        assert_ne!(wrong, right);
        let answer = service.open(&wrong).await;
        assert_eq!((answer.status, answer.location.as_str()), (400, ""), "{is}");
    }
    assert_eq!(service.answer(&right, "9900403-5", "choose").await.status, 422, "another's organisation");
    assert_eq!(service.answer(&right, "", "cancel").await.back("error").as_deref(), Some("access_denied"));
}

#[tokio::test]
async fn a_code_gives_a_token_once_to_whoever_has_the_password_and_the_address() {
    let service = Service::new();
    let person = named("Nimenkirjoittaja");
    let choice = service.registered(person).await;
    let code = service.code(person, &choice).await;
    assert_eq!(service.token(&grant(&code), "", "ekstrane:another").await.status, 401);
    let other = service.token(&grant(&code).replace("return", "return2"), "", &basic()).await;
    assert_eq!((other.status, &other.json()["error"]), (400, &json!("invalid_grant")));
    let good = service.token("", &grant(&code), &basic()).await;
    assert_eq!((good.status, &good.json()["expires_in"], &good.json()["token_type"]), (200, &json!(599), &json!("bearer")));
    assert_eq!(service.exchange(&code).await.json()["error"], "invalid_grant");
    assert_eq!(service.token("grant_type=password", "", &basic()).await.json()["error"], "unsupported_grant_type");
    assert_eq!(service.exchange("no such code").await.json()["error"], "invalid_grant");
    assert!(BACK.ends_with("return"));
}

#[tokio::test]
async fn roles_are_for_the_session_and_its_token_until_it_is_over() {
    let service = Service::new();
    let person = named("Nimenkirjoittaja");
    let path = |session: &str| format!("/service/ypa/api/organizationRoles/{session}");
    let choice = service.registered(person).await;
    assert_eq!(service.call(&path(&choice.session), "").await.status, 401, "nothing chosen");
    let code = service.code(person, &choice).await;
    assert_eq!(service.call(&path(&choice.session), &code).await.status, 401, "the code is no token");
    let token = service.exchange(&code).await.json()["access_token"].as_str().unwrap().to_owned();
    let wanted = json!([{ "name": "Esimerkkiklinikka Oy", "identifier": "9900100-2", "complete": true, "roles": ["NIMKO"] }]);
    assert_eq!(service.call(&path(&choice.session), &token).await.json(), wanted);
    assert_eq!(service.call(&path(&format!("{}/9900100-2", choice.session)), &token).await.json(), wanted);
    assert_eq!(service.call(&path(&format!("{}/9900201-3", choice.session)), &token).await.json(), json!([]));
    assert_eq!(service.call(&path(&choice.session), "another").await.status, 401);
    let another = service.registered(person).await;
    assert_eq!(service.call(&path(&another.session), &token).await.status, 401, "another session");

    let signed = service.call(&path(&format!("jwt/{}", choice.session)), &token).await.body;
    let claims = signing_key().await.unwrap().ours(&signed).unwrap();
    assert_eq!((&claims["iss"], &claims["sub"]), (&json!("Suomi.fi-Valtuudet"), &json!("OrganizationalRoles")));
    assert_eq!((&claims["aud"], &claims["end_user"]), (&json!([MANDATES_SERVICE]), &json!(person.identity_code)));
    assert_eq!(claims["response"], wanted.to_string());

    service.config.clock.advance(600);
    assert_eq!(service.call(&path(&choice.session), &token).await.status, 401, "the token is over");
    let unregister = format!("/service/ypa/user/unregister/{}", another.session);
    assert_eq!(service.call(&unregister, "").await.body, "true");
    assert_eq!(service.call(&unregister, "").await.body, "false");
    assert_eq!(service.open(&Service::page(&another)).await.status, 400, "unregistered");
    let late = service.registered(person).await;
    let code = service.code(person, &late).await;
    service.config.clock.advance(32 * 60 + 1);
    assert_eq!(service.exchange(&code).await.json()["error"], "invalid_grant", "the session is over");
}

#[tokio::test]
async fn the_rule_engine_returns_what_it_was_told_to() {
    let of = |rights: &[&str]| RuleEngine::These(rights.iter().map(|right| (*right).to_owned()).collect());
    let narrow = StandIns { rule_engine: of(&["TJ", THEME]), ..Service::new().config };
    let service = Service::with(narrow);
    assert_eq!(service.roles(named("Exempel")).await.json()[0]["roles"], json!(["TJ"]), "NIMKO is left out");
    for nobody in ["Nimenkirjoittaja", "Jäsen", "Väärävaltuus", "Valtuudeton"] {
        let choice = service.registered(named(nobody)).await;
        assert!(service.open(&Service::page(&choice)).await.body.contains("Du har inte rätt"), "{nobody}");
    }
    assert_eq!(service.roles(named("Rekisterikatko")).await.json()[0]["complete"], false, "what could not be asked is offered");
    assert_eq!(Service::new().roles(named("Väärävaltuus")).await.json()[0]["roles"], json!([WRONG_THEME]));
}
