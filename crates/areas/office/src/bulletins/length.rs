//! How long a text message is, as networks count (3GPP TS 23.038 and 23.040).

/// The alphabet in which a text message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// Seven bits a character: 160 in one message, 153 in each part of several.
    Gsm7,
    /// UTF-16: 70 units in one message, 67 in each part of several. One character outside GSM-7 is enough.
    Ucs2,
}

impl Alphabet {
    /// Units in a message that stands alone.
    pub const fn alone(self) -> usize {
        match self {
            Self::Gsm7 => 160,
            Self::Ucs2 => 70,
        }
    }

    /// Units in each part of several.
    const fn part(self) -> usize {
        match self {
            Self::Gsm7 => 153,
            Self::Ucs2 => 67,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    pub alphabet: Alphabet,
    pub units: usize,
    /// Messages that are paid for; 0 for an empty text.
    pub parts: usize,
    /// The first character that does not fit GSM-7.
    pub because_of: Option<char>,
}

const GSM7: &str =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Two units each.
const GSM7_EXTENSION: &str = "\u{c}^{}\\[~]|€";

fn gsm7_units(c: char) -> Option<usize> {
    if GSM7.contains(c) {
        Some(1)
    } else if GSM7_EXTENSION.contains(c) {
        Some(2)
    } else {
        None
    }
}

impl Length {
    pub fn of(text: &str) -> Self {
        let because_of = text.chars().find(|c| gsm7_units(*c).is_none());
        let alphabet = if because_of.is_none() { Alphabet::Gsm7 } else { Alphabet::Ucs2 };
        let size = |c: char| match alphabet {
            Alphabet::Gsm7 => gsm7_units(c).unwrap_or(1),
            Alphabet::Ucs2 => c.len_utf16(),
        };
        let units = text.chars().map(size).sum();
        let parts = match units {
            0 => 0,
            units if units <= alphabet.alone() => 1,
            _ => parts(text.chars().map(size), alphabet.part()),
        };
        Self { alphabet, units, parts, because_of }
    }
}

/// A character of two units is not cut in two: it begins the next part.
fn parts(sizes: impl Iterator<Item = usize>, room: usize) -> usize {
    let (parts, _) = sizes.fold((1, 0), |(parts, used), size| if used + size > room { (parts + 1, size) } else { (parts, used + size) });
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str) -> (Alphabet, usize, usize) {
        let length = Length::of(text);
        (length.alphabet, length.units, length.parts)
    }

    #[test]
    fn finnish_and_swedish_fit_seven_bits() {
        assert_eq!(units(""), (Alphabet::Gsm7, 0, 0));
        assert_eq!(units("Häiriö Reseptissä. Störning i Recepttjänsten på Åland é"), (Alphabet::Gsm7, 55, 1));
        assert_eq!(units(&"ä".repeat(160)), (Alphabet::Gsm7, 160, 1));
        assert_eq!(units(&"ä".repeat(161)), (Alphabet::Gsm7, 161, 2));
        assert_eq!(units(&"ä".repeat(306)), (Alphabet::Gsm7, 306, 2));
        assert_eq!(units(&"ä".repeat(307)), (Alphabet::Gsm7, 307, 3));
    }

    #[test]
    fn some_characters_take_two_units() {
        assert_eq!(units("5 €"), (Alphabet::Gsm7, 4, 1));
        assert_eq!(units(&format!("{}€", "a".repeat(158))), (Alphabet::Gsm7, 160, 1));
        assert_eq!(units(&format!("{}€", "a".repeat(159))), (Alphabet::Gsm7, 161, 2));
        // 152 + 2 do not fit into 153: the euro sign begins the second part, and the third is needed.
        assert_eq!(units(&format!("{}€{}", "a".repeat(152), "a".repeat(152))), (Alphabet::Gsm7, 306, 3));
    }

    #[test]
    fn one_character_outside_makes_all_of_it_sixteen_bits() {
        assert_eq!(units("š"), (Alphabet::Ucs2, 1, 1));
        assert_eq!(Length::of("Häiriö – ohi").because_of, Some('–'));
        assert_eq!(units(&"š".repeat(70)), (Alphabet::Ucs2, 70, 1));
        assert_eq!(units(&"š".repeat(71)), (Alphabet::Ucs2, 71, 2));
        assert_eq!(units(&"š".repeat(135)), (Alphabet::Ucs2, 135, 3));
        assert_eq!(units("😀"), (Alphabet::Ucs2, 2, 1));
        assert_eq!(units(&"😀".repeat(36)), (Alphabet::Ucs2, 72, 2));
        // 67 is odd: a part has room for 33 of them.
        assert_eq!(units(&"😀".repeat(67)), (Alphabet::Ucs2, 134, 3));
    }
}
