use super::*;
use crate::{applications::Case, services::ALL_SERVICES};

const NOW: Instant = Instant::from_micros(9);
const FIRST: u128 = 1;
const OTHER: u128 = 2;
const LEAD: u128 = 3;

fn by(n: u128) -> By {
    By { id: Uuid::from_u128(n), name: format!("officer {n}"), handles: true, leads: n >= LEAD }
}

fn states() -> Vec<State> {
    let (case, handler) = (Case { number: "KE-2026-00001".to_owned(), received_at: NOW }, by(FIRST).handler());
    vec![
        State::Draft,
        State::Returned(case.clone(), Some(handler.clone())),
        State::Received(case.clone()),
        State::InProcessing(case.clone(), handler.clone()),
        State::InformationRequested(case.clone(), handler.clone()),
        State::Approved(case.clone(), handler.clone(), NOW),
        State::Rejected(case.clone(), handler, NOW),
        State::Withdrawn(case.clone(), NOW),
        State::Closed(case, NOW),
    ]
}

fn facts(state: State) -> Facts {
    Facts {
        state,
        purpose: Purpose::Joining,
        proposal: None,
        worked: BTreeSet::from([Uuid::from_u128(FIRST)]),
        four_eyes: FourEyes::None,
        waits_for: None,
        undoable: Ok(()),
        past: false,
        now: NOW,
    }
}

fn acts() -> Vec<Act> {
    let text = || "because".to_owned();
    vec![
        Act::Take,
        Act::Ask { question: Some(text()), told: text() },
        Act::Approve { note: None },
        Act::Reject { reason: text() },
        Act::Return { what_to_do: text() },
        Act::Withdraw { request: text() },
        Act::Undo { reason: text() },
        Act::Confirm,
        Act::SendBack { reason: text() },
        Act::Release,
        Act::HandOver { to: by(OTHER).handler() },
        Act::MoveDeadline { to: NOW.day(), told: text() },
    ]
}

fn processing() -> State {
    states().remove(3)
}

/// From which states an act of this officer passes, and where it leads.
fn ways(act: &Act, officer: u128) -> Vec<String> {
    let way = |state: State| {
        let from = state.key();
        let outcome = decide(act, &by(officer), &facts(state)).ok()?;
        Some(format!("{from} → {}", outcome.to.map_or("stays", |next| next.into_state().key())))
    };
    states().into_iter().filter_map(way).collect()
}

#[test]
fn each_act_leads_from_where_to_where() {
    let expected: [(&[&str], &[&str]); 12] = [
        (&["received → in-processing"], &["received → in-processing"]),
        (&["in-processing → information-requested", "information-requested → information-requested"], &[]),
        (&["in-processing → approved", "information-requested → approved"], &[]),
        (&["in-processing → rejected", "information-requested → rejected"], &[]),
        (&["in-processing → returned", "information-requested → returned"], &[]),
        (
            &["returned → withdrawn", "received → withdrawn", "in-processing → withdrawn", "information-requested → withdrawn"],
            &["returned → withdrawn", "received → withdrawn"],
        ),
        (&[], &[]),
        (&[], &[]),
        (&[], &[]),
        (&["in-processing → received"], &[]),
        (&[], &[]),
        (&["information-requested → stays"], &[]),
    ];
    for (act, (of_handler, of_others)) in acts().iter().zip(expected) {
        assert_eq!(ways(act, FIRST), of_handler, "{act:?}");
        assert_eq!(ways(act, OTHER), of_others, "{act:?} by another");
    }
    assert_eq!(ways(&acts()[6], LEAD), ["approved → in-processing"], "a lead undoes");
    let handed = ["received → in-processing", "in-processing → in-processing", "information-requested → information-requested"];
    assert_eq!(ways(&acts()[10], LEAD), handed, "a lead hands over");
}

#[test]
fn who_may_not_handle_does_nothing() {
    let auditor = By { handles: false, leads: true, ..by(FIRST) };
    for (state, act) in states().into_iter().flat_map(|state| acts().into_iter().map(move |act| (state.clone(), act))) {
        assert_eq!(decide(&act, &auditor, &facts(state)), Err(Refused::Duty));
    }
}

#[test]
fn an_ending_is_not_decided_on_but_taken_back_until_it_is_in_force() {
    let ending = |past| Facts { purpose: Purpose::Ending, past, ..facts(processing()) };
    for act in &acts()[1..5] {
        assert_eq!(decide(act, &by(FIRST), &ending(false)), Err(Refused::NotDecidedOn), "{act:?}");
    }
    let withdraw = &acts()[5];
    assert!(decide(withdraw, &by(FIRST), &ending(false)).is_ok());
    assert_eq!(decide(withdraw, &by(FIRST), &ending(true)), Err(Refused::InForce));
}

fn proposed(outcome: Proposed, state: State) -> Facts {
    let proposal = Proposal { outcome, reason: Some("because".to_owned()), officer: by(FIRST).handler(), at: NOW };
    Facts { proposal: Some(proposal), four_eyes: FourEyes::All, ..facts(state) }
}

#[test]
fn the_setting_says_what_waits_for_a_second_officer() {
    let waits = |four_eyes, act: &Act, state: State, officer| {
        let outcome = decide(act, &by(officer), &Facts { four_eyes, ..facts(state) }).unwrap();
        outcome.to.is_none() && matches!(outcome.effect, Effect::Proposed(_))
    };
    let acts = acts();
    for (four_eyes, expected) in
        [(FourEyes::None, [false, false, false]), (FourEyes::Approvals, [true, false, false]), (FourEyes::All, [true, true, true])]
    {
        let approved = states().remove(5);
        let found = [
            waits(four_eyes, &acts[2], processing(), FIRST),
            waits(four_eyes, &acts[3], processing(), FIRST),
            waits(four_eyes, &acts[6], approved, LEAD),
        ];
        assert_eq!(found, expected, "{four_eyes:?}");
        // What is no decision waits for nobody.
        assert!(!waits(four_eyes, &acts[4], processing(), FIRST) && !waits(four_eyes, &acts[5], processing(), FIRST));
    }
}

#[test]
fn who_has_worked_on_the_matter_is_not_its_second_pair_of_eyes() {
    let facts = proposed(Proposed::Approve, processing());
    assert_eq!(decide(&Act::Confirm, &by(FIRST), &facts), Err(Refused::SameOfficer), "the one who proposed");
    let keyed_in = Facts { worked: BTreeSet::from([Uuid::from_u128(FIRST), Uuid::from_u128(OTHER)]), ..facts.clone() };
    assert_eq!(decide(&Act::Confirm, &by(OTHER), &keyed_in), Err(Refused::SameOfficer), "one who keyed it in or asked");
    let confirmed = decide(&Act::Confirm, &by(OTHER), &facts).unwrap();
    assert_eq!((confirmed.effect, confirmed.to.unwrap().into_state().key()), (Effect::Approved, "approved"));
    let rejected = decide(&Act::Confirm, &by(OTHER), &proposed(Proposed::Reject, processing())).unwrap();
    assert_eq!((rejected.effect, rejected.note.as_deref()), (Effect::Rejected, Some("because")));
}

#[test]
fn what_waits_for_a_second_officer_is_not_decided_past_them() {
    let facts = proposed(Proposed::Approve, processing());
    for act in acts()[1..5].iter().chain(&acts()[9..10]) {
        assert_eq!(decide(act, &by(FIRST), &facts), Err(Refused::WaitsForSecond), "{act:?}");
    }
    assert_eq!(decide(&acts()[10], &by(LEAD), &facts), Err(Refused::WaitsForSecond), "nor handed to another");
    // The one who proposed may think better of it.
    assert_eq!(decide(&acts()[8], &by(FIRST), &facts).unwrap().effect, Effect::SentBack);
    assert!(decide(&acts()[5], &by(FIRST), &facts).is_ok(), "the customer may still ask for it back");
}

#[test]
fn an_undo_is_confirmed_by_another_lead() {
    let facts = Facts { worked: BTreeSet::new(), ..proposed(Proposed::Undo, states().remove(5)) };
    assert_eq!(decide(&Act::Confirm, &by(OTHER), &facts), Err(Refused::Duty), "a handler is no lead");
    let to = decide(&Act::Confirm, &by(LEAD), &facts).unwrap().to.unwrap();
    assert_eq!(to.into_state().handler().map(|handler| handler.id), Some(Uuid::from_u128(FIRST)), "handled again by the one who proposed it");
}

#[test]
fn an_approval_waits_for_the_service_that_comes_first_and_an_undo_for_the_one_that_stands_on_it() {
    let waiting = Facts { waits_for: Some(ALL_SERVICES[1]), ..facts(processing()) };
    assert_eq!(decide(&acts()[2], &by(FIRST), &waiting), Err(Refused::NotYet(ALL_SERVICES[1])));
    assert!(decide(&acts()[3], &by(FIRST), &waiting).is_ok());
    assert!(Possible::of(&by(FIRST), &waiting).decide, "offered, and says so");
    let held = Facts { undoable: Err(Refused::NeededBy(ALL_SERVICES[0])), ..facts(states().remove(5)) };
    assert_eq!(decide(&acts()[6], &by(LEAD), &held), Err(Refused::NeededBy(ALL_SERVICES[0])));
    let waiting = Facts { undoable: Err(Refused::ChangeWaits), ..facts(states().remove(5)) };
    assert_eq!(decide(&acts()[6], &by(LEAD), &waiting), Err(Refused::ChangeWaits));
    assert!(Possible::of(&by(LEAD), &waiting).undo, "offered, and says so");
}
