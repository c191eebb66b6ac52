use std::time::Duration;

use kit_core::Instant;
use ports::{TextMessageState, Undelivered};

use super::{super::recipients::Channel, store::Claimed};

/// Seconds after which a message that cannot be handed over is given up: a day.
const GIVE_UP_AFTER: i64 = 24 * 3600;
/// Seconds after which the gateway is no longer asked what became of a message: two days.
const ASK_FOR: i64 = 48 * 3600;
/// In which a handful leaves.
const BLINK: Duration = Duration::from_millis(200);

/// What becomes of a recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// Taken by the gateway, which is asked again at that time.
    LookAt(Instant),
    Delivered,
    Failed(String),
    Later(Instant, String),
    Uncertain(String),
    /// Noted as leaving, and kept back: surely not sent.
    Held,
}

/// What the mail server or the gateway said to a message. Of a text message that may have been taken the gateway can be asked,
/// under the same key: it is tried again. Of a mail nobody can be asked.
pub fn judged(said: Result<Option<TextMessageState>, Undelivered>, channel: Channel, to: &Claimed, now: Instant) -> Outcome {
    match said {
        Ok(None) => Outcome::Sent,
        Ok(Some(state)) => of_state(state, to, now),
        Err(Undelivered::Refused(why)) => Outcome::Failed(why),
        Err(Undelivered::Uncertain(why)) if channel == Channel::Mail => Outcome::Uncertain(why),
        Err(Undelivered::TryLater(why) | Undelivered::Uncertain(why)) if now.seconds_since(to.began_at) >= GIVE_UP_AFTER => Outcome::Failed(why),
        Err(Undelivered::TryLater(why) | Undelivered::Uncertain(why)) => {
            let wait = 15_i64.saturating_mul(1 << to.attempts.clamp(0, 8)).min(3600);
            Outcome::Later(now.plus_seconds(wait), why)
        }
    }
}

pub fn of_state(state: TextMessageState, to: &Claimed, now: Instant) -> Outcome {
    match state {
        TextMessageState::Delivered => Outcome::Delivered,
        TextMessageState::Failed(why) => Outcome::Failed(why),
        TextMessageState::Accepted => Outcome::LookAt(next_look(to, now)),
    }
}

/// After ten seconds, then each time about half as late again as it has been waiting. In whole seconds: what left together is
/// noted and asked for together.
fn next_look(to: &Claimed, now: Instant) -> Instant {
    let second = Instant::from_micros(now.micros() - now.micros().rem_euclid(1_000_000));
    second.plus_seconds((now.seconds_since(to.began_at) / 2).clamp(10, 3600))
}

/// How many messages one write notes as leaving: as many as leave in a blink, going by the last ones. A slow server, or one that
/// refuses slowly, has one at a time; so few are in doubt after a kill, and a pause is heeded soon.
pub fn handful(last: usize, took: Duration, most: usize) -> usize {
    let each = took.as_micros() / last.max(1) as u128;
    usize::try_from(BLINK.as_micros() / each.max(1)).unwrap_or(most).clamp(1, most)
}

/// What the gateway told when it was asked. One that it does not tell of is asked for again; after two days no more.
pub fn looked_up(state: Option<TextMessageState>, to: &Claimed, now: Instant) -> Outcome {
    match of_state(state.unwrap_or(TextMessageState::Accepted), to, now) {
        Outcome::LookAt(_) if now.seconds_since(to.began_at) >= ASK_FOR => Outcome::Sent,
        outcome => outcome,
    }
}

#[cfg(test)]
mod tests {
    use kit_core::Language;

    use super::*;

    fn to(attempts: i64) -> Claimed {
        Claimed { place: 1, address: String::new(), language: Language::Fi, round: 0, attempts, began_at: Instant::from_micros(0) }
    }

    fn at(seconds: i64) -> Instant {
        Instant::from_micros(0).plus_seconds(seconds)
    }

    #[test]
    fn a_mail_that_may_have_left_is_not_sent_again_by_itself() {
        let broken = || Err(Undelivered::Uncertain("x".to_owned()));
        assert_eq!(judged(broken(), Channel::Mail, &to(0), at(1)), Outcome::Uncertain("x".to_owned()));
        assert_eq!(judged(broken(), Channel::Text, &to(0), at(1)), Outcome::Later(at(16), "x".to_owned()));
    }

    #[test]
    fn what_cannot_leave_yet_is_tried_later_and_later_for_a_day() {
        let later = || Err(Undelivered::TryLater("x".to_owned()));
        assert_eq!(judged(later(), Channel::Mail, &to(0), at(0)), Outcome::Later(at(15), "x".to_owned()));
        assert_eq!(judged(later(), Channel::Mail, &to(3), at(0)), Outcome::Later(at(120), "x".to_owned()));
        assert_eq!(judged(later(), Channel::Mail, &to(30), at(0)), Outcome::Later(at(3600), "x".to_owned()));
        assert_eq!(judged(later(), Channel::Mail, &to(30), at(GIVE_UP_AFTER)), Outcome::Failed("x".to_owned()));
        assert_eq!(judged(Err(Undelivered::Refused("no".to_owned())), Channel::Mail, &to(0), at(0)), Outcome::Failed("no".to_owned()));
    }

    #[test]
    fn a_handful_is_what_leaves_in_a_blink() {
        let millis = Duration::from_millis;
        assert_eq!(handful(1, millis(2), 8), 8);
        assert_eq!(handful(8, millis(320), 8), 5);
        assert_eq!(handful(5, millis(1500), 8), 1);
        assert_eq!(handful(0, Duration::ZERO, 25), 25);
    }

    #[test]
    fn the_gateway_is_asked_for_two_days() {
        assert_eq!(looked_up(Some(TextMessageState::Delivered), &to(1), at(20)), Outcome::Delivered);
        assert_eq!(looked_up(None, &to(1), at(20)), Outcome::LookAt(at(30)));
        assert_eq!(looked_up(Some(TextMessageState::Accepted), &to(1), at(100)), Outcome::LookAt(at(150)));
        assert_eq!(looked_up(Some(TextMessageState::Accepted), &to(1), at(ASK_FOR)), Outcome::Sent);
    }
}
