use serde_json::Value;

/// One JSON text for one value: members in the order of their names, no blanks, no escapes that need not be.
/// The submission is frozen as this text, and its SHA-256 stands on the summary, the receipt and the documents.
pub fn canonical(value: &Value) -> String {
    let mut out = String::new();
    write(value, &mut out);
    out
}

fn write(value: &Value, out: &mut String) {
    match value {
        Value::Object(members) => {
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (place, (name, member)) in sorted.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                out.push_str(&Value::String(name.clone()).to_string());
                out.push(':');
                write(member, out);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write(item, out);
            }
            out.push(']');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => out.push_str(&value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_order_of_members_makes_no_difference() {
        let one = canonical(&json!({ "b": [1, { "y": "ä\n", "x": null }], "a": true }));
        let other = canonical(&json!({ "a": true, "b": [1, { "x": null, "y": "ä\n" }] }));
        assert_eq!(one, other);
        assert_eq!(one, r#"{"a":true,"b":[1,{"x":null,"y":"ä\n"}]}"#);
    }
}
