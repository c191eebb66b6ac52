use adapters::identification::{Oidc, OidcSettings};
use kit_core::{Clock, Language};
use ports::{Identification, IdentificationError, LoginProvider, LoginRequest, LogoutRequest, OfficerIdentification};
use standins::{CLIENT_ID, OFFICERS_CLIENT_ID, StandIns, personas::PERSONS};

use crate::{NOW, answer, browser, client_of, login, nobody, other, stand_ins};

const SUBSTANTIAL: &str = "http://ftn.ficora.fi/2017/loa2";

fn client(stand_ins: &StandIns, clock: Clock) -> Oidc {
    let settings = OidcSettings { wanted_levels: vec![SUBSTANTIAL.into()], ..OidcSettings::new(stand_ins.identification_issuer(), CLIENT_ID) };
    client_of(settings, clock)
}

async fn code(client: &Oidc, login: &LoginRequest) -> String {
    let page = client.start(login).unwrap();
    let back = browser::answer(&page, &[("means", "bank"), ("person", PERSONS[0].identity_code), ("answer", "identify")]).await;
    assert_eq!(back["state"], login.state.expose());
    back["code"].clone()
}

async fn refusal(client: &Oidc, login: &LoginRequest, code: &str) -> String {
    match Identification::finish(client, login, &answer(code)).await {
        Err(IdentificationError::Untrusted(why)) => why,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_person_logs_in_and_the_code_works_once() {
    let stand_ins = stand_ins().await;
    let client = client(&stand_ins, stand_ins.clock.clone());
    let login = login(stand_ins.login_return());
    let code = code(&client, &login).await;
    let person = Identification::finish(&client, &login, &answer(&code)).await.unwrap();
    assert_eq!(person.identity_code.expose(), PERSONS[0].identity_code);
    assert_eq!((person.given_names.as_str(), person.family_name.as_str()), (PERSONS[0].given_names, PERSONS[0].family_name));
    assert_eq!((person.level.as_str(), person.authenticated_at), (SUBSTANTIAL, NOW));
    assert_eq!(refusal(&client, &login, &code).await, "the code was refused: invalid_grant");
}

#[tokio::test]
async fn an_answer_to_another_login_is_not_believed() {
    let stand_ins = stand_ins().await;
    let client = client(&stand_ins, stand_ins.clock.clone());
    let login = login(stand_ins.login_return());

    let wrong = LoginRequest { verifier: other(&login.verifier), ..login.clone() };
    assert_eq!(refusal(&client, &wrong, &code(&client, &login).await).await, "the code was refused: invalid_grant");

    let wrong = LoginRequest { nonce: other(&login.nonce), ..login.clone() };
    assert!(refusal(&client, &wrong, &code(&client, &login).await).await.contains("nonce"));
}

#[tokio::test]
async fn a_level_that_was_not_asked_for_is_refused() {
    let stand_ins = stand_ins().await;
    let client = client(&stand_ins, stand_ins.clock.clone());
    let login = login(stand_ins.login_return());
    // The person strikes the wanted levels out of the address.
    let page = client.start(&login).unwrap().replace("&acr_values=", "&ignored=");
    let back = browser::answer(&page, &[("means", "card"), ("person", PERSONS[0].identity_code), ("answer", "identify")]).await;
    let refused = Identification::finish(&client, &login, &answer(&back["code"])).await;
    assert!(matches!(refused, Err(IdentificationError::LevelTooLow(_))), "{refused:?}");
}

#[tokio::test]
async fn an_old_token_is_refused() {
    let stand_ins = stand_ins().await;
    let client = client(&stand_ins, Clock::fixed(NOW.plus_seconds(361)));
    let login = login(stand_ins.login_return());
    assert!(refusal(&client, &login, &code(&client, &login).await).await.contains("expired"));
}

#[tokio::test]
async fn cancelling_comes_back_without_a_code() {
    let stand_ins = stand_ins().await;
    let client = client(&stand_ins, stand_ins.clock.clone());
    let login = login(stand_ins.login_return());
    let back = browser::answer(&client.start(&login).unwrap(), &[("answer", "cancel")]).await;
    assert_eq!((back["error"].as_str(), back["state"].as_str()), ("access_denied", login.state.expose()));
    assert!(!back.contains_key("code"));
}

#[tokio::test]
async fn an_officer_logs_in_and_out() {
    let stand_ins = stand_ins().await;
    let client = client_of(OidcSettings::new(stand_ins.officers_issuer(), OFFICERS_CLIENT_ID), stand_ins.clock.clone());
    let login = login(stand_ins.officers_return());
    let page = client.start(&login).unwrap();
    let back = browser::answer(&page, &[("officer", "officer-kaisa"), ("answer", "log-in")]).await;
    let officer = OfficerIdentification::finish(&client, &login, &answer(&back["code"])).await.unwrap();
    assert_eq!((officer.subject.as_str(), officer.name.as_str()), ("officer-kaisa", "Kaisa Käsittelijä"));
    assert_eq!(officer.groups, ["ekstranet-handlers"]);
    let after = stand_ins.after_logout();
    let logout = LogoutRequest { session: None, id_token: Some(&officer.id_token), return_to: &after, state: None, language: Language::Fi };
    let logout = client.logout(&logout);
    assert_eq!(browser::follow(&logout).await, stand_ins.after_logout());
}

#[tokio::test]
async fn a_silent_provider_is_unavailable() {
    let client = client_of(OidcSettings::new(nobody().await, CLIENT_ID), Clock::fixed(NOW));
    let answer = Identification::finish(&client, &login("http://ekstranet.test/login/return".into()), &answer("code")).await;
    assert!(matches!(answer, Err(IdentificationError::Unavailable(_))), "{answer:?}");
}

#[tokio::test]
async fn the_discovery_document_names_the_addresses_we_use() {
    let stand_ins = stand_ins().await;
    let ours = OidcSettings::new(stand_ins.identification_issuer(), CLIENT_ID).endpoints;
    let document = reqwest::get(format!("{}/.well-known/openid-configuration", stand_ins.identification_issuer())).await.unwrap();
    let document: serde_json::Value = document.json().await.unwrap();
    for (name, address) in [
        ("authorization_endpoint", ours.authorization),
        ("token_endpoint", ours.token),
        ("jwks_uri", ours.keys),
        ("end_session_endpoint", ours.end_session.unwrap()),
    ] {
        assert_eq!(document[name], address);
    }
}
