//! Folding of words, what is searched for, deadlines.

use std::collections::BTreeSet;

use kit_core::{Day, Instant, working_day_from};

/// A search looks at no more words than these.
const MOST_WORDS: usize = 3;
/// Letters of a word that are kept, in bytes.
const LONGEST: usize = 80;

/// Small letters without their marks: «Äijälä-Ørn» is `aijala-orn`.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|c| !matches!(*c, '\u{300}'..='\u{36f}')).fold(String::new(), |mut folded, c| {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            other => folded.push(plain(other)),
        }
        folded
    })
}

const fn plain(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' => 's',
        'ť' | 'ţ' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        other => other,
    }
}

/// The words of a name: what stands between blanks, hyphens and other marks.
fn words(text: &str) -> impl Iterator<Item = String> {
    let folded = fold(text);
    let words: Vec<String> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(cut).collect();
    words.into_iter()
}

fn cut(word: &str) -> String {
    let mut end = LONGEST.min(word.len());
    while !word.is_char_boundary(end) {
        end -= 1;
    }
    word[..end].to_owned()
}

/// Name, e-mail address and phone number of a contact.
pub type ContactWords<'a> = (&'a str, &'a str, &'a str);

/// All words by which a customer is found: its name, its identifiers, the names, addresses and numbers of its contacts.
pub fn customer_words<'a>((name, business_id, oid): (&str, &str, &str), contacts: impl Iterator<Item = ContactWords<'a>>) -> BTreeSet<String> {
    let mut all: BTreeSet<String> = words(name).chain([fold(business_id), business_id.replace('-', ""), oid.to_owned()]).collect();
    for (name, email, phone) in contacts {
        all.extend(words(name));
        all.insert(phone_number(phone));
        let email = cut(&fold(email));
        if let Some((local, domain)) = email.split_once('@') {
            all.extend(words(local).chain([domain.to_owned()]));
        }
        all.insert(email);
    }
    all.remove("");
    all
}

/// A phone number as it is dialled in Finland, in digits: `+358 40 123 4567` is `0401234567`.
fn phone_number(text: &str) -> String {
    let plain: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    match plain.strip_prefix("+358").or_else(|| plain.strip_prefix("00358")) {
        Some(national) => format!("0{}", national.strip_prefix('0').unwrap_or(national)),
        None => plain.strip_prefix('+').map_or(plain.clone(), |international| format!("00{international}")),
    }
}

/// The first words typed, if they are a phone number in whatever pieces, and how many they are.
fn typed_phone(parts: &[&str]) -> Option<(String, usize)> {
    let begins = |part: &str| part.starts_with(['0', '+', '(']);
    let is_piece = |part: &str| part.chars().all(|c| c.is_ascii_digit() || "+-()/".contains(c));
    let is_identifier = |part: &str| part.len() == 9 && part.as_bytes()[7] == b'-';
    if !begins(parts.first()?) || is_identifier(parts.first()?) {
        return None;
    }
    let count = parts.iter().take_while(|part| is_piece(part)).count();
    (count > 0).then(|| (phone_number(&parts[..count].concat()), count))
}

/// What was typed into the search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// Beginnings of words, which all have to be found.
    pub words: Vec<String>,
    /// The beginning of a case number.
    pub case: Option<String>,
    /// The case numbers that a bare number may mean, the newest year first. Is there none of them, it is a word.
    pub numbers: Vec<String>,
}

/// A bare number of a case has no more digits; what is longer is an identifier.
const LONGEST_NUMBER: usize = 7;
/// So many years back a bare number is looked for.
const YEARS: i16 = 3;

impl Search {
    pub fn parse(typed: &str, year: i16) -> Self {
        let mut search = Self::default();
        let parts: Vec<&str> = typed.split_whitespace().collect();
        if let [number] = parts[..]
            && number.len() <= LONGEST_NUMBER
            && number.bytes().all(|digit| digit.is_ascii_digit())
        {
            search.numbers = (0..YEARS).map(|back| format!("ke-{}-{number:0>5}", year - back)).collect();
        }
        let mut rest = parts.as_slice();
        while let Some((part, others)) = rest.split_first() {
            if let Some((phone, count)) = typed_phone(rest) {
                search.words.push(phone);
                rest = &rest[count..];
                continue;
            }
            rest = others;
            let folded = cut(&fold(part));
            let identifier = folded.contains('@') || folded.starts_with(|c: char| c.is_ascii_digit());
            if folded.starts_with("ke-") {
                search.case = Some(folded);
            } else if identifier {
                search.words.push(folded);
            } else {
                search.words.extend(words(part));
            }
        }
        search.words.truncate(MOST_WORDS);
        search
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.case.is_none()
    }
}

/// All that begins so lies from the first to before the second.
pub(super) fn range(beginning: &str) -> (Vec<u8>, Vec<u8>) {
    let from = beginning.as_bytes().to_vec();
    let mut to = from.clone();
    // No byte of a text is 255.
    if let Some(last) = to.last_mut() {
        *last += 1;
    }
    (from, to)
}

/// By which day a matter is to be decided: so many days from its arrival, and if that is a free day the next working day.
pub fn deadline(arrived_at: Instant, handling_days: i64) -> Day {
    working_day_from(arrived_at.day().plus_days(i32::try_from(handling_days).unwrap_or(i32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_marks_do_not_matter() {
        for (typed, folded) in [("Äijälä-Ørn", "aijala-orn"), ("ÉMILE Šebek", "emile sebek"), ("Straße", "strasse"), ("e\u{301}", "e")] {
            assert_eq!(fold(typed), folded);
        }
    }

    #[test]
    fn a_customer_is_found_by_names_identifiers_and_contacts() {
        let contacts = [("Malla Mallikas-Esimerkki", "malla.m@Esimerkki.example", "+358401234567")];
        let words = customer_words(("Esimerkkiklinikka Oy", "9900100-2", "1.2.246.10.99001002.10.0"), contacts.into_iter());
        for word in [
            "esimerkkiklinikka",
            "oy",
            "9900100-2",
            "99001002",
            "1.2.246.10.99001002.10.0",
            "mallikas",
            "malla.m@esimerkki.example",
            "esimerkki.example",
            "0401234567",
        ] {
            assert!(words.contains(word), "{word}");
        }
    }

    #[test]
    fn what_is_typed_becomes_beginnings_of_words() {
        let search = Search::parse(" Mallikas-Esi  KE-2026-0001 malla@x klinikka ", 2026);
        assert_eq!(search.words, ["mallikas", "esi", "malla@x"], "three words are enough");
        assert_eq!(Search::parse("9900100-2", 2026).words, ["9900100-2"]);
        assert_eq!(search.case.as_deref(), Some("ke-2026-0001"));
        assert!(Search::parse(" - ", 2026).is_empty());
        assert_eq!(range("ab"), (b"ab".to_vec(), b"ac".to_vec()));
    }

    #[test]
    fn a_phone_number_is_one_word_however_it_is_typed() {
        for typed in ["0401234567", "040 123 4567", "040-1234567", "+358 40 1234567", "+358 (0)40 123 4567", "00358401234567"] {
            assert_eq!(Search::parse(typed, 2026).words, ["0401234567"], "{typed}");
        }
        assert_eq!(Search::parse("malla 040 123 klinikka", 2026).words, ["malla", "040123", "klinikka"]);
        assert_eq!(Search::parse("0201256-6", 2026).words, ["0201256-6"], "a business ID");
        assert_eq!(phone_number("+46 70 1234567"), "0046701234567");
        assert_eq!(phone_number(""), "");
    }

    #[test]
    fn a_bare_number_is_that_of_a_case_of_the_last_years() {
        assert_eq!(Search::parse("11", 2026).numbers, ["ke-2026-00011", "ke-2025-00011", "ke-2024-00011"]);
        assert_eq!(Search::parse("9001498", 2026).numbers[0], "ke-2026-9001498");
        for other in ["99001002", "11 malla", "1.2"] {
            assert!(Search::parse(other, 2026).numbers.is_empty(), "{other}");
        }
    }

    #[test]
    fn a_deadline_on_a_free_day_is_the_next_working_day() {
        let arrived = Day::parse_finnish("5.12.2026").unwrap_or_else(|| panic!("a day")).start();
        assert_eq!(deadline(arrived, 21).finnish(), "28.12.2026");
    }
}
