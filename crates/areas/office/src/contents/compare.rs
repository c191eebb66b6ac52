//! What differs between two versions of a text, paragraph by paragraph, under the headings where it stands.

use serde_json::Value;

use super::structure::paragraphs;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Removed,
    Added,
}

/// The changes under one heading, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The heading as it is now, or as it was if it is gone; empty before the first one.
    pub heading: String,
    pub changes: Vec<(Change, String)>,
}

/// A paragraph, and the heading above it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    heading: String,
    text: String,
}

pub fn compare(before: &Value, after: &Value) -> Vec<Place> {
    let (old, new) = (lines(before), lines(after));
    let mut places: Vec<Place> = Vec::new();
    for (change, line) in differences(&old, &new) {
        match places.last_mut() {
            Some(place) if place.heading == line.heading => place.changes.push((change, line.text.clone())),
            _ => places.push(Place { heading: line.heading.clone(), changes: vec![(change, line.text.clone())] }),
        }
    }
    places
}

fn lines(content: &Value) -> Vec<Line> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let line = |heading: &str, text: String| Line { heading: heading.to_owned(), text };
    let mut lines = vec![line("", text(&content["document"]))];
    lines.extend(content["in_english"].as_str().map(|name| line("", name.to_owned())));
    lines.extend(paragraphs(&text(&content["lead"])).into_iter().map(|paragraph| line("", paragraph)));
    for article in [&content["articles"], &content["parts"]].into_iter().filter_map(Value::as_array).flatten() {
        let heading = text(&article["heading"]);
        lines.push(line(&heading, heading.clone()));
        let each = |name: &str| article[name].as_array().into_iter().flatten().map(text).collect::<Vec<_>>();
        lines.extend(each("paragraphs").into_iter().map(|paragraph| line(&heading, paragraph)));
        lines.extend(each("list").into_iter().map(|point| line(&heading, format!("• {point}"))));
        let boxes = article["fields"].as_array().into_iter().flatten().map(|field| text(&field["label"]));
        lines.extend(boxes.map(|label| line(&heading, format!("▢ {label}"))));
    }
    lines
}

/// By the longest common sequence of paragraphs.
fn differences<'a>(old: &'a [Line], new: &'a [Line]) -> Vec<(Change, &'a Line)> {
    let width = new.len() + 1;
    // common[i * width + j]: how many paragraphs old[i..] and new[j..] share in order.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            let at = i * width + j;
            common[at] = if old[i].text == new[j].text { common[at + width + 1] + 1 } else { common[at + width].max(common[at + 1]) };
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i].text == new[j].text {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[(i + 1) * width + j] >= common[i * width + j + 1]) {
            found.push((Change::Removed, &old[i]));
            i += 1;
        } else {
            found.push((Change::Added, &new[j]));
            j += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(articles: &[(&str, &[&str])]) -> Value {
        let articles: Vec<Value> = articles.iter().map(|(heading, paragraphs)| json!({ "heading": heading, "paragraphs": paragraphs })).collect();
        json!({ "document": "Ehdot", "articles": articles })
    }

    #[test]
    fn a_changed_paragraph_is_told_under_its_heading_and_nothing_else_is() {
        let before = text(&[("A", &["yksi", "kaksi"]), ("B", &["kolme"])]);
        let after = text(&[("A", &["yksi", "kaksi ja puoli"]), ("B", &["kolme"]), ("C", &["neljä"])]);
        let place = |heading: &str, changes: &[(Change, &str)]| Place {
            heading: heading.to_owned(),
            changes: changes.iter().map(|(change, text)| (*change, (*text).to_owned())).collect(),
        };
        let expected = [
            place("A", &[(Change::Removed, "kaksi"), (Change::Added, "kaksi ja puoli")]),
            place("C", &[(Change::Added, "C"), (Change::Added, "neljä")]),
        ];
        assert_eq!(compare(&before, &after), expected);
        assert!(compare(&after, &after).is_empty());
    }
}
