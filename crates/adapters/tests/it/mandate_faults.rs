//! What the client of the Web API makes of each thing that can go wrong there.

use kit_core::{Clock, Language, Secret};
use ports::{MandateError, Mandates};
use standins::{
    StandIns,
    faults::{Fault, Skew, Step, Trouble},
};

use crate::{
    NOW, browser,
    mandates::{client, code_of, named, settings},
    stand_ins,
};

const CHOICE: [(&str, &str); 2] = [("organisation", "9900100-2"), ("answer", "choose")];

/// The whole way: register, choice, token, roles. What is answered to whom stops at the first error.
async fn walk(stand_ins: &StandIns, faults: &[Fault]) -> Result<Vec<String>, &'static str> {
    let kind = |error: &MandateError| match error {
        MandateError::Over => "over",
        MandateError::CodeUsed => "used",
        MandateError::PersonRefused => "person refused",
        MandateError::Refused(_) => "refused",
        MandateError::Unavailable(_) => "unavailable",
        MandateError::Cancelled => "cancelled",
    };
    stand_ins.faults.set(faults);
    let client = client(settings(stand_ins.mandates_base()), stand_ins.clock.clone());
    let choice = client.begin(&code_of(named("Nimenkirjoittaja"))).await.map_err(|error| kind(&error))?;
    let page = client.choose(&choice, &Secret::new("state"), &stand_ins.organisation_return(), Language::Fi);
    let back = browser::answer(&page, &CHOICE).await;
    let found = client.finish(&choice, &back["code"], &stand_ins.organisation_return()).await.found.map_err(|error| kind(&error))?;
    client.end(&choice).await;
    Ok(found.into_iter().flat_map(|organisation| organisation.rights).collect())
}

#[tokio::test]
async fn each_fault_is_told_apart_and_none_gives_a_right() {
    let stand_ins = stand_ins().await;
    let signatory = || Ok(vec!["NIMKO".to_owned()]);
    for (faults, wanted) in [
        (vec![], signatory()),
        (vec![Fault::RegisterRefused], Err("person refused")),
        (vec![Fault::Clock(Skew::AheadWithin)], signatory()),
        (vec![Fault::Clock(Skew::BehindWithin)], signatory()),
        (vec![Fault::Clock(Skew::AheadBeyond)], Err("refused")),
        (vec![Fault::Clock(Skew::BehindBeyond)], Err("refused")),
        (vec![Fault::CodeUsed], Err("used")),
        (vec![Fault::SessionExpired], Err("over")),
        (vec![Fault::NoOrganisations], Ok(vec![])),
        (vec![Fault::RoleLost], Ok(vec![])),
        (vec![Fault::UnknownMembers], signatory()),
        (vec![Fault::UnknownRole], Ok(vec!["NIMKO".to_owned(), "XYZ99".to_owned()])),
        (vec![Fault::At(Step::MandatesRegister, Trouble::Broken)], Err("unavailable")),
        (vec![Fault::At(Step::MandatesToken, Trouble::Broken)], Err("unavailable")),
        (vec![Fault::At(Step::MandatesRoles, Trouble::Broken)], Err("unavailable")),
        (vec![Fault::At(Step::MandatesUnregister, Trouble::Broken)], signatory()),
    ] {
        assert_eq!(walk(&stand_ins, &faults).await, wanted, "{faults:?}");
    }
}

/// All at once, each with stand-ins of its own: five seconds of patience in all.
#[tokio::test]
async fn nobody_waits_for_ever_and_a_slow_answer_is_an_answer() {
    let trouble = async |step, trouble| {
        let stand_ins = stand_ins().await;
        walk(&stand_ins, &[Fault::At(step, trouble)]).await
    };
    let all = tokio::join!(
        trouble(Step::MandatesRegister, Trouble::Silent),
        trouble(Step::MandatesToken, Trouble::Silent),
        trouble(Step::MandatesRoles, Trouble::Silent),
        trouble(Step::MandatesRoles, Trouble::Slow),
    );
    assert_eq!(all, (Err("unavailable"), Err("unavailable"), Err("unavailable"), Ok(vec!["NIMKO".to_owned()])));
}

#[tokio::test]
async fn a_choice_that_comes_back_without_anything_has_no_code() {
    let stand_ins = stand_ins().await;
    let client = client(settings(stand_ins.mandates_base()), Clock::fixed(NOW));
    let choice = client.begin(&code_of(named("Nimenkirjoittaja"))).await.unwrap();
    let page = client.choose(&choice, &Secret::new("state"), &stand_ins.organisation_return(), Language::Fi);
    for (fault, error) in [(Fault::ChoiceSilent, None), (Fault::ChoiceDenied, Some("access_denied"))] {
        stand_ins.faults.set(&[fault]);
        let back = browser::query(&browser::follow(&page).await);
        assert_eq!((back.get("error").map(String::as_str), back.get("code"), back["state"].as_str()), (error, None, "state"));
    }
}
