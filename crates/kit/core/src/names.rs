//! Names as they are sorted and found: small letters without marks, the same on every database.

/// They stand in half of all names and tell nothing.
const LEGAL_FORMS: [&str; 14] = ["oy", "ab", "oyj", "abp", "ky", "kb", "ry", "rf", "tmi", "sr", "osk", "ay", "lkv", "the"];

/// So many words of a name are kept, each of so many letters.
const MOST_WORDS: usize = 12;
const LONGEST_WORD: usize = 40;

/// The words of a name or of what is searched for, folded, each once; legal forms left out.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in folded(text).split(' ').filter(|word| !word.is_empty() && !LEGAL_FORMS.contains(word)) {
        let word: String = word.chars().take(LONGEST_WORD).collect();
        if !words.contains(&word) && words.len() < MOST_WORDS {
            words.push(word);
        }
    }
    words
}

/// The end of the range of words that begin with `word`, in any collation of small letters and digits.
pub fn end_of(word: &str) -> String {
    format!("{word}zzzzzzzzzzzz")
}

/// What a name is sorted by: å, ä and ö come last, as in Finnish and Swedish. Never empty.
pub fn sort_name(name: &str) -> String {
    let last = |c: char| match c {
        'å' | 'Å' => "zx".to_owned(),
        'ä' | 'Ä' => "zy".to_owned(),
        'ö' | 'Ö' => "zz".to_owned(),
        other => other.to_string(),
    };
    let sorted = folded(&name.chars().map(last).collect::<String>());
    if sorted.is_empty() { "zzz".to_owned() } else { sorted }
}

fn folded(text: &str) -> String {
    let letters: String = text.chars().flat_map(char::to_lowercase).map(plain).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn plain(c: char) -> char {
    match c {
        'a'..='z' | '0'..='9' => c,
        'å' | 'ä' | 'á' | 'à' | 'â' | 'ã' | 'æ' => 'a',
        'ö' | 'ó' | 'ò' | 'ô' | 'õ' | 'ø' => 'o',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'ü' | 'ú' | 'ù' | 'û' => 'u',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'š' => 's',
        'ž' => 'z',
        'ç' => 'c',
        'ñ' => 'n',
        _ => ' ',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_their_words_without_marks_and_legal_forms() {
        assert_eq!(words("Äänekosken Esimerkki-klinikka Oy"), ["aanekosken", "esimerkki", "klinikka"]);
        assert_eq!(words("  Oy Exempel Ab, Åbo (Åbo) "), ["exempel", "abo"]);
        assert_eq!(words("Oy"), Vec::<String>::new());
        assert!(end_of("esim").as_str() > "esimerkki" && end_of("esim").as_str() < "esin");
    }

    #[test]
    fn swedish_and_finnish_letters_come_last() {
        let mut names = ["Öja", "Åbo", "Zeta", "Äkäslompolo", "Aarre", "a-b"];
        names.sort_by_key(|name| sort_name(name));
        assert_eq!(names, ["a-b", "Aarre", "Zeta", "Åbo", "Äkäslompolo", "Öja"]);
        assert_eq!(sort_name("!?"), "zzz");
    }
}
