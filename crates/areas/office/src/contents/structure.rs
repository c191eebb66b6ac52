//! A text's structure as a form: its name, a lead, articles with a heading, paragraphs and a list. Paragraphs are parted by
//! an empty line, the points of a list by a line break. What a text has beside that goes from version to version as it is.

use kit_core::FieldErrors;
use kit_web::Fields;
use serde_json::{Value, json};

/// The repeated group of the form. In a form to be printed its articles are called parts, and have boxes to write in.
pub const GROUP: &str = "articles";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StructureError {
    NameMissing,
    /// A text without an article is none.
    NoArticle,
    HeadingMissing,
    /// A heading with nothing under it.
    Empty,
    TooLong,
}

/// Letters of one field.
const LONGEST: usize = 20_000;

fn array_of(content: &Value) -> &'static str {
    if content["parts"].is_array() { "parts" } else { GROUP }
}

/// The text as it is typed.
pub fn fields_of(content: &Value) -> Fields {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let lines = |value: &Value, between: &str| value.as_array().into_iter().flatten().map(text).collect::<Vec<_>>().join(between);
    let mut pairs = vec![("document".to_owned(), text(&content["document"])), ("lead".to_owned(), text(&content["lead"]))];
    if content["in_english"].is_string() {
        pairs.push(("in_english".to_owned(), text(&content["in_english"])));
    }
    for (place, article) in content[array_of(content)].as_array().into_iter().flatten().enumerate() {
        let field = |name: &str| format!("{GROUP}.{place}.{name}");
        pairs.push((field("heading"), text(&article["heading"])));
        pairs.push((field("paragraphs"), lines(&article["paragraphs"], "\n\n")));
        pairs.push((field("list"), lines(&article["list"], "\n")));
        if article["fields"].is_array() {
            pairs.push((field("boxes"), place.to_string()));
        }
    }
    Fields::from_pairs(pairs)
}

/// What the form of a text keeps; anything else that was sent is not its own.
pub fn keeps(name: &str) -> bool {
    let of_article = |rest: &str| ["heading", "paragraphs", "list", "boxes"].contains(&rest);
    match name.split('.').collect::<Vec<_>>().as_slice() {
        [name] => ["document", "in_english", "lead"].contains(name),
        [GROUP, row, field] => row.parse::<usize>().is_ok() && of_article(field),
        _ => false,
    }
}

/// The boxes to write in of a part, by their labels.
pub fn boxes_of(base: &Value, part: &str) -> Vec<String> {
    let fields = part.parse::<usize>().ok().map(|part| &base["parts"][part]["fields"]);
    let fields = fields.and_then(Value::as_array).into_iter().flatten();
    fields.filter_map(|field| field["label"].as_str().map(str::to_owned)).collect()
}

pub fn check(fields: &Fields) -> Result<(), FieldErrors<StructureError>> {
    let mut errors = FieldErrors::default();
    if fields.get("document").trim().is_empty() {
        errors.add("document", StructureError::NameMissing);
    }
    let rows = fields.rows(GROUP);
    if rows.is_empty() {
        errors.add("add", StructureError::NoArticle);
    }
    for row in rows {
        let (heading, paragraphs) = (format!("{GROUP}.{row}.heading"), format!("{GROUP}.{row}.paragraphs"));
        let is_empty = |name: &str| fields.get(&format!("{GROUP}.{row}.{name}")).trim().is_empty();
        if is_empty("heading") {
            errors.add(heading, StructureError::HeadingMissing);
        }
        if is_empty("paragraphs") && is_empty("list") && is_empty("boxes") {
            errors.add(paragraphs, StructureError::Empty);
        }
    }
    for (name, _) in fields.iter().filter(|(_, value)| value.chars().count() > LONGEST) {
        errors.add(name, StructureError::TooLong);
    }
    errors.or(Some(()))
}

/// The content that the typed fields make of the version they were begun from.
pub fn content_of(base: &Value, fields: &Fields) -> Value {
    let array = array_of(base);
    let mut content = base.clone();
    content["document"] = json!(fields.get("document").trim());
    let lead = paragraphs(fields.get("lead")).join("\n\n");
    if base["lead"].is_string() || !lead.is_empty() {
        content["lead"] = json!(lead);
    }
    if let Some(english) = fields.value_if_sent("in_english") {
        content["in_english"] = json!(english.trim());
    }
    let article = |row: usize| {
        let typed = |name: &str| fields.get(&format!("{GROUP}.{row}.{name}"));
        let mut article = json!({ "heading": typed("heading").trim() });
        let points: Vec<&str> = typed("list").lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        for (name, lines) in [("paragraphs", paragraphs(typed("paragraphs"))), ("list", points.into_iter().map(str::to_owned).collect())] {
            if !lines.is_empty() || (name == "paragraphs" && array == GROUP) {
                article[name] = json!(lines);
            }
        }
        if let Some(boxes) = typed("boxes").parse::<usize>().ok().map(|part| &base[array][part]["fields"]).filter(|boxes| boxes.is_array()) {
            article["fields"] = boxes.clone();
        }
        article
    };
    content[array] = Value::Array(fields.rows(GROUP).into_iter().map(article).collect());
    content
}

/// The content as a version of its own from a day on.
pub fn dated(mut content: Value, version: &str, effective: kit_core::Day) -> Value {
    content["version"] = json!(version);
    content["effective"] = json!(effective.finnish());
    content["effective_on"] = json!(effective.iso());
    content
}

/// Parted by empty lines; a line break within one stays.
pub fn paragraphs(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => {
                if !last.is_empty() {
                    last.push('\n');
                }
                last.push_str(line);
            }
            _ => paragraphs.push(String::new()),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// What a button does to the articles: another one at the end, one away, one a place up. With it the field to go to.
pub fn press(fields: &Fields, button: &str, value: &str) -> Option<(Fields, String)> {
    match button {
        "add" => {
            let mut more = fields.numbered(GROUP);
            let field = format!("{GROUP}.{}.heading", more.rows(GROUP).len());
            more.set(&field, "");
            Some((more, field))
        }
        "remove" => Some((fields.without_row(GROUP, value.parse().ok()?), "add".to_owned())),
        "up" => {
            let fields = fields.numbered(GROUP);
            let row: usize = value.parse().ok()?;
            let above = row.checked_sub(1).filter(|_| row < fields.rows(GROUP).len())?;
            Some((swapped(&fields, row, above), format!("{GROUP}.{above}.heading")))
        }
        _ => None,
    }
}

fn swapped(fields: &Fields, one: usize, other: usize) -> Fields {
    let (a, b) = (format!("{GROUP}.{one}."), format!("{GROUP}.{other}."));
    let renamed = |name: &str| match (name.strip_prefix(&a), name.strip_prefix(&b)) {
        (Some(rest), _) => format!("{b}{rest}"),
        (_, Some(rest)) => format!("{a}{rest}"),
        (None, None) => name.to_owned(),
    };
    Fields::from_pairs(fields.iter().map(|(name, value)| (renamed(name), value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TERMS: &str = include_str!("../../../customership/src/documents/samples/general_terms.fi.json");
    const FORM: &str = include_str!("../../../customership/src/documents/samples/form_commissioning_test.sv.json");
    const COMMITMENT: &str = include_str!("../../../customership/src/documents/samples/commitment.sv.json");

    #[test]
    fn a_text_that_nobody_changed_is_the_same_after_the_form() {
        for sample in [TERMS, FORM, COMMITMENT] {
            let content: Value = serde_json::from_str(sample).unwrap();
            let fields = Fields::from_json(&fields_of(&content).to_json());
            assert!(check(&fields).is_ok() && fields.iter().all(|(name, _)| keeps(name)));
            assert_eq!(content_of(&content, &fields), content);
        }
    }

    #[test]
    fn an_article_moves_with_all_that_it_has() {
        let content: Value = serde_json::from_str(FORM).unwrap();
        let (fields, to) = press(&fields_of(&content), "up", "1").unwrap();
        let moved = content_of(&content, &fields);
        assert_eq!(to, "articles.0.heading");
        assert_eq!((&moved["parts"][0], &moved["parts"][1]), (&content["parts"][1], &content["parts"][0]));
        let (less, _) = press(&fields, "remove", "0").unwrap();
        assert_eq!(content_of(&content, &less)["parts"][0], content["parts"][0]);
        let (more, field) = press(&less, "add", "row").unwrap();
        assert_eq!(more.rows(GROUP).len(), fields.rows(GROUP).len());
        let errors = check(&more).unwrap_err();
        assert!(errors.iter().any(|e| e.field == field && e.error == StructureError::HeadingMissing));
        for nothing in [("up", "0"), ("up", "99"), ("up", "x"), ("remove", "-1"), ("other", "0")] {
            assert!(press(&fields, nothing.0, nothing.1).is_none(), "{nothing:?}");
        }
    }

    #[test]
    fn empty_lines_part_paragraphs() {
        assert_eq!(paragraphs(" a \nb\n\n\n c\n"), ["a\nb", "c"]);
        assert!(paragraphs(" \n\n").is_empty());
    }

    #[test]
    fn a_text_needs_a_name_and_something_under_each_heading() {
        let fields = Fields::from_pairs([("document", " "), ("articles.0.heading", "Otsikko"), ("articles.0.list", "\n")]);
        let errors = check(&fields).unwrap_err();
        let of = |field: &str| errors.of(field).copied();
        assert_eq!((of("document"), of("articles.0.paragraphs")), (Some(StructureError::NameMissing), Some(StructureError::Empty)));
        assert_eq!(check(&Fields::from_pairs([("document", "x")])).unwrap_err().of("add"), Some(&StructureError::NoArticle));
    }
}
