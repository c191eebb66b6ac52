//! The token that the forms of a session carry: random digits, then marks of whom and for whom it was made. So a form that
//! comes after its session has ended is known to be the same person's, for the same organisation, or not.

use kit_core::{Digest, Ids, Uuid};

const RANDOM: usize = 64;
const MARK: usize = 16;

/// Whose form it is that came with a token of another session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// An earlier session of the same person, for the same organisation.
    Same,
    /// The same person's, while acting for another organisation.
    OtherOrganisation,
    Stranger,
}

pub(crate) fn make(ids: &Ids, who: Uuid, organisation: Option<&str>) -> String {
    let random = ids.secret();
    let (person, both) = marks(random.expose(), who, organisation);
    format!("{}{person}{both}", random.expose())
}

/// Could it be a token of ours? Whose, only its own person can tell.
pub(crate) fn has_shape(token: &str) -> bool {
    token.len() == RANDOM + 2 * MARK && token.bytes().all(|b| b.is_ascii_hexdigit())
}

pub(crate) fn origin(token: &str, who: Uuid, organisation: Option<&str>) -> Origin {
    if !has_shape(token) {
        return Origin::Stranger;
    }
    let (random, made) = token.split_at(RANDOM);
    let (person, both) = marks(random, who, organisation);
    match made.split_at(MARK) {
        (p, b) if p == person && b == both => Origin::Same,
        (p, _) if p == person => Origin::OtherOrganisation,
        _ => Origin::Stranger,
    }
}

fn marks(random: &str, who: Uuid, organisation: Option<&str>) -> (String, String) {
    let mark = |text: String| Digest::of(text).hex()[..MARK].to_owned();
    (mark(format!("person {random} {who}")), mark(format!("organisation {random} {who} {}", organisation.unwrap_or_default())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_tells_its_person_and_organisation_to_nobody_else() {
        let ids = Ids::seeded(1);
        let (who, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let token = make(&ids, who, Some("1.2"));
        assert!(has_shape(&token));
        assert_ne!(token, make(&ids, who, Some("1.2")));
        assert_eq!(origin(&token, who, Some("1.2")), Origin::Same);
        assert_eq!(origin(&token, who, Some("1.3")), Origin::OtherOrganisation);
        assert_eq!(origin(&token, who, None), Origin::OtherOrganisation);
        assert_eq!(origin(&token, other, Some("1.2")), Origin::Stranger);
        for odd in ["", "x", &"0".repeat(96), &"ä".repeat(48)] {
            assert_eq!(origin(odd, who, Some("1.2")), Origin::Stranger, "{odd}");
        }
    }
}
