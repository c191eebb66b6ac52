use std::time::Duration;

use serde_json::{Value, json};

use super::{Service, named};
use crate::faults::{Fault, Skew, Step, Trouble};

/// Roles of the first organisation.
fn first(answer: &Value) -> &Value {
    &answer[0]["roles"]
}

#[tokio::test]
async fn each_fault_of_the_answers_can_be_switched_on_and_off() {
    let service = Service::new();
    let person = named("Nimenkirjoittaja");
    let faults = &service.config.faults;
    faults.set(&[Fault::SessionExpired]);
    assert_eq!(service.roles(person).await.status, 401);
    faults.set(&[Fault::Incomplete, Fault::UnknownRole, Fault::UnknownMembers]);
    let answer = service.roles(person).await.json();
    assert_eq!((&answer[0]["complete"], first(&answer)), (&json!(false), &json!(["NIMKO", "XYZ99"])));
    assert!(answer[0]["unknownMember"].is_object());
    faults.set(&[Fault::NoOrganisations]);
    assert_eq!(service.roles(person).await.json(), json!([]));
    faults.set(&[Fault::RoleLost]);
    assert_eq!(first(&service.roles(person).await.json()), &json!([]));
    faults.set(&[Fault::RegisterRefused]);
    assert_eq!(service.register(person).await.status, 403);
    faults.clear();
    assert_eq!(first(&service.roles(person).await.json()), &json!(["NIMKO"]));
}

#[tokio::test]
async fn the_choice_and_the_code_can_fail() {
    let service = Service::new();
    let person = named("Nimenkirjoittaja");
    let choice = service.registered(person).await;
    let page = Service::page(&choice);
    service.config.faults.set_times(&[Fault::ChoiceDenied], Some(1));
    let denied = service.open(&page).await;
    assert_eq!((denied.back("error").as_deref(), denied.back("state").as_deref()), (Some("access_denied"), Some("a & b")));
    service.config.faults.set_times(&[Fault::ChoiceSilent], Some(1));
    let silent = service.open(&page).await;
    assert_eq!((silent.back("code"), silent.back("error"), silent.status), (None, None, 303));
    let code = service.code(person, &choice).await;
    service.config.faults.set_times(&[Fault::CodeUsed], Some(1));
    assert_eq!(service.exchange(&code).await.json()["error"], "invalid_grant");
    assert_eq!(service.exchange(&code).await.status, 200, "only the fault took it for used");
}

#[tokio::test]
async fn a_clock_that_is_off_by_five_minutes_refuses_and_by_a_little_less_does_not() {
    let service = Service::new();
    for (skew, status) in [(Skew::AheadWithin, 200), (Skew::AheadBeyond, 401), (Skew::BehindWithin, 200), (Skew::BehindBeyond, 401)] {
        service.config.faults.set(&[Fault::Clock(skew)]);
        assert_eq!(service.register(named("Nimenkirjoittaja")).await.status, status, "{skew:?}");
    }
}

#[tokio::test]
async fn each_step_can_be_broken_silent_or_slow() {
    let service = Service::new();
    let faults = &service.config.faults;
    for step in Step::ALL {
        let path = match step {
            Step::LoginPage => "/identification/authorize",
            Step::LoginToken => "/identification/token",
            Step::LoginKeys => "/identification/jwks",
            Step::LoginEnd => "/identification/end-session",
            Step::MandatesRegister => "/mandates/service/ypa/user/register/x/y",
            Step::MandatesPage => "/mandates/oauth/authorize",
            Step::MandatesToken => "/mandates/oauth/token",
            Step::MandatesRoles => "/mandates/service/ypa/api/organizationRoles/x",
            Step::MandatesUnregister => "/mandates/service/ypa/user/unregister/x",
        };
        faults.set_times(&[Fault::At(step, Trouble::Broken)], Some(1));
        assert_eq!(service.call_with(path, "", "").await.status, 500, "{step:?}");
        assert_ne!(service.call_with(path, "", "").await.status, 500, "{step:?}: once");
        faults.set_times(&[Fault::At(step, Trouble::Slow)], Some(1));
        let soon = tokio::time::timeout(Duration::from_millis(20), service.call_with(path, "", "")).await;
        assert!(soon.is_err(), "{step:?} is slow");
        faults.set_times(&[Fault::At(step, Trouble::Silent)], Some(1));
        let soon = tokio::time::timeout(Duration::from_millis(20), service.call_with(path, "", "")).await;
        assert!(soon.is_err(), "{step:?} is silent");
    }
}

#[tokio::test]
async fn some_persons_always_have_their_trouble() {
    let service = Service::new();
    assert_eq!(service.register(named("Edesmennyt")).await.status, 403);
    assert_eq!(service.roles(named("Vanhentunut")).await.status, 401);
    assert_eq!(service.roles(named("Tyhjävastaus")).await.json(), json!([]));
    assert_eq!(first(&service.roles(named("Outorooli")).await.json()), &json!(["NIMKO", "XYZ99"]));
    let partial = service.roles(named("Osittainen")).await.json();
    assert_eq!((&partial[0]["complete"], first(&partial)), (&json!(false), &json!(["NIMKO"])));
    let changing = named("Roolinvaihto");
    for roles in [json!(["TJ"]), json!([]), json!(["TJ"])] {
        assert_eq!(first(&service.roles(changing).await.json()), &roles);
    }
}

#[tokio::test]
async fn faults_are_switched_by_a_call() {
    use axum::{body::Body, http::Request};
    let service = Service::new();
    let set = async |form: &str| service.send(Request::post("/control/faults").body(Body::from(form.to_owned())).unwrap()).await.status;
    assert_eq!(set("fault=register-403&fault=mandates-token-500").await, 303);
    assert!(service.config.faults.is_on(Fault::RegisterRefused) && service.config.faults.is_on(Fault::At(Step::MandatesToken, Trouble::Broken)));
    for wrong in ["fault=no-such", "fault=register-403&times=0", "times=many"] {
        assert_eq!(set(wrong).await, 422, "{wrong}");
    }
    let page = service.call_with("/control/faults?lang=sv", "", "").await.body;
    assert!(page.contains("value=\"register-403\" aria-describedby=\"key-register-403\" checked"), "{page}");
    assert!(page.contains("value=\"mandates-token-500\" aria-label=\"mandates-token-500\" checked") && page.contains("Störningar"));
    assert_eq!(set("").await, 303);
    assert!(!service.config.faults.is_on(Fault::RegisterRefused));
}
