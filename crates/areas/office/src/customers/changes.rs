//! What a change of data in force has changed: the values that differ, before and after, in words.

use std::collections::BTreeMap;

use customership::sections::contacts::Role;
use kit_core::Language;
use serde_json::Value;

use crate::T;

/// One value that differs: what it is, before, after.
pub type Difference = (String, String, String);

/// The values that differ between two checked values, in the order of their names.
pub fn differences(before: Option<&str>, after: &str, language: Language) -> Vec<Difference> {
    let leaves = |text: Option<&str>| {
        let mut found = BTreeMap::new();
        let value: Value = text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        collect(&value, "", language, &mut found);
        found
    };
    let (before, after) = (leaves(before), leaves(Some(after)));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort();
    names.dedup();
    let value = |of: &BTreeMap<String, String>, name: &String| of.get(name).cloned().unwrap_or_default();
    names.into_iter().map(|name| (name.clone(), value(&before, name), value(&after, name))).filter(|(_, old, new)| old != new).collect()
}

fn collect(value: &Value, name: &str, language: Language, found: &mut BTreeMap<String, String>) {
    match value {
        Value::Null => {}
        Value::Object(parts) => {
            for (key, part) in parts {
                // The contact's name stands before its fields, and who it is needs no kind.
                if !matches!(key.as_str(), "kind" | "first_name" | "last_name" | "name") || name.is_empty() {
                    collect(part, &joined(name, label(key, language)), language, found);
                }
            }
        }
        Value::Array(list) if list.iter().any(Value::is_object) => {
            for (place, part) in (1..).zip(list) {
                collect(part, &joined(name, &who(part).unwrap_or_else(|| i32::to_string(&place))), language, found);
            }
        }
        Value::Array(list) => {
            let words: Vec<String> = list.iter().map(|part| word(part, language)).collect();
            if !words.is_empty() {
                found.insert(name.to_owned(), words.join(", "));
            }
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => drop(found.insert(name.to_owned(), word(value, language))),
    }
}

fn joined(name: &str, part: &str) -> String {
    match (name.is_empty(), part.is_empty()) {
        (true, _) => part.to_owned(),
        (false, true) => name.to_owned(),
        (false, false) => format!("{name}: {part}"),
    }
}

/// A contact's name.
fn who(contact: &Value) -> Option<String> {
    let parts: Vec<&str> = ["first_name", "last_name", "name"].into_iter().filter_map(|field| contact[field].as_str()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn word(value: &Value, language: Language) -> String {
    let t = T::of(language);
    match value {
        Value::Bool(true) => t.customers_yes().to_owned(),
        Value::Bool(false) => t.customers_no().to_owned(),
        Value::String(text) => Role::find(text).map_or_else(|| text.clone(), |role| role.title(language).to_owned()),
        other => other.to_string(),
    }
}

fn label(key: &str, language: Language) -> &str {
    let t = T::of(language);
    match key {
        // What only holds others together needs no name.
        "contacts" | "body" | "e_invoice" => "",
        "street" | "address" => t.customers_street(),
        "postal_code" => t.customers_postal_code(),
        "town" => t.customers_town(),
        "email" => t.customers_email(),
        "phone" => t.customers_phone(),
        "roles" => t.customers_roles(),
        "service_roles" => t.customers_service_roles(),
        "invoice_language" => t.customers_invoice_language(),
        "operator" => t.customers_operator(),
        "reference" => t.customers_reference(),
        "business_id" => t.register_business_id(),
        "oid" => t.register_oid(),
        "name" => t.register_name(),
        "kind" => t.customers_kind(),
        "language" => t.customers_language(),
        "ended" => t.customers_ended(),
        "card_number" => t.customers_card_number(),
        other => customership::services::Service::find(other).map_or(other, |service| service.name(language)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let before = r#"[{"kind":"person","first_name":"Maija","last_name":"Malli","phone":"+358401234567","email":"a@esimerkki.example","roles":["administrative"],"service_roles":{"prescription":["billing"]}}]"#;
        let after = before.replace("a@", "b@").replace(r#"["administrative"]"#, r#"["administrative","technical"]"#);
        let found = differences(Some(before), &after, Language::Fi);
        assert_eq!(
            found,
            [
                (
                    "Maija Malli: Roolit".to_owned(),
                    "Hallinnollinen yhteyshenkilö".to_owned(),
                    "Hallinnollinen yhteyshenkilö, Asiakkaan tekninen yhteyshenkilö".to_owned()
                ),
                ("Maija Malli: Sähköposti".to_owned(), "a@esimerkki.example".to_owned(), "b@esimerkki.example".to_owned()),
            ]
        );
        assert_eq!(differences(Some(before), before, Language::Fi), []);
    }

    #[test]
    fn a_contact_that_comes_or_goes_is_told_whole() {
        let found = differences(Some("[]"), r#"[{"kind":"organisation","name":"Mallin tuki","phone":"1","email":"e"}]"#, Language::Sv);
        assert!(found.iter().all(|(name, before, _)| name.starts_with("Mallin tuki: ") && before.is_empty()) && found.len() == 2, "{found:?}");
    }
}
