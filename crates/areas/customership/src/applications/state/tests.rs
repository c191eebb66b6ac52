use super::*;

fn case() -> Case {
    Case { number: "KE-2026-00001".to_owned(), received_at: Instant::from_micros(1) }
}

fn officer(n: u128) -> Handler {
    Handler { id: Uuid::from_u128(n), name: format!("officer {n}") }
}

fn all() -> Vec<State> {
    let at = Instant::from_micros(2);
    vec![
        State::Draft,
        State::Returned(case(), Some(officer(1))),
        State::Received(case()),
        State::InProcessing(case(), officer(1)),
        State::InformationRequested(case(), officer(1)),
        State::Approved(case(), officer(1), at),
        State::Rejected(case(), officer(1), at),
        State::Withdrawn(case(), at),
        State::Closed(case(), at),
    ]
}

/// Which states a transition accepts, by key.
fn accepts(transition: impl Fn(State) -> Moved) -> Vec<&'static str> {
    all().into_iter().filter(|state| transition(state.clone()).is_ok()).map(|state| state.key()).collect()
}

#[test]
fn each_transition_starts_where_the_drawing_says() {
    let at = Instant::from_micros(3);
    assert_eq!(accepts(|s| s.receive(case(), &[])), ["draft", "returned"]);
    assert_eq!(accepts(|s| s.take(officer(2))), ["received"]);
    assert_eq!(accepts(|s| s.release(officer(1).id)), ["in-processing"]);
    assert_eq!(accepts(|s| s.hand_over(officer(2))), ["received", "in-processing", "information-requested"]);
    assert_eq!(accepts(|s| s.ask(officer(1).id)), ["in-processing", "information-requested"]);
    assert_eq!(accepts(State::answer), ["information-requested"]);
    assert_eq!(accepts(|s| s.approve(officer(1).id, at)), ["in-processing", "information-requested"]);
    assert_eq!(accepts(|s| s.reject(officer(1).id, at)), ["in-processing", "information-requested"]);
    assert_eq!(accepts(|s| s.give_back(officer(1).id)), ["in-processing", "information-requested"]);
    assert_eq!(accepts(|s| s.undo(officer(3))), ["approved"]);
    assert_eq!(accepts(|s| s.withdraw(at)), ["returned", "received", "in-processing", "information-requested"]);
    assert_eq!(accepts(|s| s.close(at)), ["returned", "received", "in-processing", "information-requested"]);
}

#[test]
fn what_was_returned_goes_back_to_its_officer_while_that_one_handles_matters() {
    let returned = State::InProcessing(case(), officer(1)).give_back(officer(1).id).map(Next::into_state).unwrap();
    assert_eq!((returned.handler(), returned.returned_by()), (None, Some(&officer(1))), "the customer has it");
    let sent = |handling: &[Handler]| returned.clone().receive(case(), handling).map(Next::into_state).unwrap();
    assert_eq!(sent(&[officer(2), officer(1)]), State::InProcessing(case(), officer(1)));
    assert_eq!(sent(&[officer(2)]), State::Received(case()), "gone, or moved to other work");
    let before = State::Returned(case(), None).receive(case(), &[officer(1)]).map(Next::into_state);
    assert_eq!(before, Ok(State::Received(case())), "returned before that was kept");
}

#[test]
fn only_the_handler_asks_and_decides() {
    let state = State::InProcessing(case(), officer(1));
    assert_eq!(state.clone().take(officer(2)), Err(Refusal::AnotherHandler));
    assert_eq!(state.clone().ask(officer(2).id), Err(Refusal::AnotherHandler));
    assert_eq!(state.approve(officer(2).id, Instant::from_micros(3)), Err(Refusal::AnotherHandler));
}
