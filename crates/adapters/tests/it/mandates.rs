use adapters::mandates::{WebApi, WebApiSettings};
use kit_core::{Clock, Ids, Language, Secret};
use ports::{MandateChoice, MandateError, Mandates, OrganisationRights};
use standins::{
    MANDATES_API_KEY, MANDATES_CLIENT_ID, MANDATES_OAUTH_PASSWORD, StandIns,
    personas::{PERSONS, Person, THEME},
};

use crate::{NOW, browser, nobody, stand_ins};

pub fn settings(base_url: String) -> WebApiSettings {
    WebApiSettings {
        base_url,
        client_id: MANDATES_CLIENT_ID.into(),
        api_key: Secret::new(MANDATES_API_KEY),
        oauth_password: Secret::new(MANDATES_OAUTH_PASSWORD),
    }
}

pub fn client(settings: WebApiSettings, clock: Clock) -> WebApi {
    WebApi::new(settings, clock, Ids::random()).unwrap()
}

pub fn named(family_name: &str) -> &'static Person {
    PERSONS.iter().find(|person| person.family_name == family_name).unwrap()
}

pub fn code_of(person: &Person) -> Secret {
    Secret::new(person.identity_code)
}

/// Registers the person and answers the page.
async fn choose(client: &WebApi, stand_ins: &StandIns, person: &Person, choices: &[(&str, &str)]) -> (MandateChoice, String) {
    let choice = client.begin(&code_of(person)).await.unwrap();
    let state = Secret::new("a state & more");
    let page = client.choose(&choice, &state, &stand_ins.organisation_return(), Language::Sv);
    assert!(!page.contains(choice.session_id.expose()), "the session stays on the server");
    let back = browser::answer(&page, choices).await;
    assert_eq!(back["state"], state.expose());
    (choice, back.get("code").or(back.get("error")).unwrap().clone())
}

#[tokio::test]
async fn the_chosen_organisation_comes_back_with_its_rights_once() {
    let stand_ins = stand_ins().await;
    let client = client(settings(stand_ins.mandates_base()), stand_ins.clock.clone());
    let back = stand_ins.organisation_return();
    let (choice, code) = choose(&client, &stand_ins, named("Tilitoimisto"), &[("organisation", "9900201-3"), ("answer", "choose")]).await;
    let rights = client.finish(&choice, &code, &back).await.found.unwrap();
    let hoiva = OrganisationRights { business_id: "9900201-3".into(), name: "Esimerkkihoiva Oy".into(), complete: true, rights: vec![THEME.into()] };
    assert_eq!(rights, [hoiva]);
    assert!(matches!(client.finish(&choice, &code, &back).await.found, Err(MandateError::CodeUsed)));
}

#[tokio::test]
async fn an_ended_session_is_over() {
    let stand_ins = stand_ins().await;
    let client = client(settings(stand_ins.mandates_base()), stand_ins.clock.clone());
    let person = named("Nimenkirjoittaja");
    let (choice, code) = choose(&client, &stand_ins, person, &[("organisation", "9900100-2"), ("answer", "choose")]).await;
    client.end(&choice).await;
    assert!(matches!(client.finish(&choice, &code, &stand_ins.organisation_return()).await.found, Err(MandateError::CodeUsed)));

    // The rights of one session cannot be read with the code of another.
    let (_, code) = choose(&client, &stand_ins, person, &[("organisation", "9900100-2"), ("answer", "choose")]).await;
    let other = client.begin(&code_of(person)).await.unwrap();
    assert!(matches!(client.finish(&other, &code, &stand_ins.organisation_return()).await.found, Err(MandateError::Over)));
}

#[tokio::test]
async fn no_organisation_and_an_unanswered_register_are_told_apart() {
    let stand_ins = stand_ins().await;
    let client = client(settings(stand_ins.mandates_base()), stand_ins.clock.clone());
    let back = stand_ins.organisation_return();

    let (choice, code) = choose(&client, &stand_ins, named("Valtuudeton"), &[("answer", "choose")]).await;
    assert_eq!(client.finish(&choice, &code, &back).await.found.unwrap(), []);

    let (choice, code) = choose(&client, &stand_ins, named("Rekisterikatko"), &[("organisation", "9901009-9"), ("answer", "choose")]).await;
    assert!(!client.finish(&choice, &code, &back).await.found.unwrap()[0].complete);

    let (_, error) = choose(&client, &stand_ins, named("Valtuudeton"), &[("answer", "cancel")]).await;
    assert_eq!(error, "access_denied");
}

#[tokio::test]
async fn a_wrong_checksum_a_wrong_clock_and_a_wrong_password_are_refused() {
    let stand_ins = stand_ins().await;
    let person = named("Nimenkirjoittaja");
    let right = settings(stand_ins.mandates_base());

    let wrong = WebApiSettings { api_key: Secret::new("another"), ..right.clone() };
    let answer = client(wrong, stand_ins.clock.clone()).begin(&code_of(person)).await;
    assert!(matches!(answer, Err(MandateError::Refused(_))), "{answer:?}");

    let late = |seconds| client(right.clone(), Clock::fixed(NOW.plus_seconds(seconds)));
    assert!(late(299).begin(&code_of(person)).await.is_ok());
    assert!(matches!(late(301).begin(&code_of(person)).await, Err(MandateError::Refused(_))));
    assert!(matches!(late(-301).begin(&code_of(person)).await, Err(MandateError::Refused(_))));

    let wrong = client(WebApiSettings { oauth_password: Secret::new("another"), ..right }, stand_ins.clock.clone());
    let (choice, code) = choose(&wrong, &stand_ins, person, &[("organisation", "9900100-2"), ("answer", "choose")]).await;
    assert!(matches!(wrong.finish(&choice, &code, &stand_ins.organisation_return()).await.found, Err(MandateError::Refused(_))));
}

#[tokio::test]
async fn an_odd_identity_code_changes_neither_path_nor_checksum() {
    let stand_ins = stand_ins().await;
    let client = client(settings(stand_ins.mandates_base()), stand_ins.clock.clone());
    // The checksum is good, so it is the person who is not known.
    for odd in ["010199+999X", "../../oauth/token?", "0101%2F99#ä"] {
        match client.begin(&Secret::new(odd)).await {
            Err(MandateError::PersonRefused) => {}
            answer => panic!("{odd}: {answer:?}"),
        }
    }
}

#[tokio::test]
async fn a_silent_service_is_unavailable_and_the_message_names_nobody() {
    let client = client(settings(nobody().await), Clock::fixed(NOW));
    let person = named("Nimenkirjoittaja");
    match client.begin(&code_of(person)).await {
        Err(MandateError::Unavailable(why)) => assert!(!why.contains(person.identity_code)),
        answer => panic!("{answer:?}"),
    }
}
