//! Every component in every state, one page that shows them all, and whole pages made of samples: what the tests, the
//! accessibility check and people look at. Everybody and everything in them is invented.

mod pages;

use kit_core::Language;

use crate::components::{self, Example, Html};
use crate::layout::Variant;

pub use pages::pages;

/// The named examples of all components, e.g. `text_input/error`, and the markup of each.
pub fn gallery() -> Vec<Example> {
    components::examples()
}

/// All examples on one page, a whole document.
pub fn gallery_page() -> String {
    let mut body = String::from("<h1>Osat</h1>");
    for (number, (name, markup)) in gallery().into_iter().enumerate() {
        body.push_str(&format!("<h2>{name}</h2><div class=\"flow\">{}</div>", scoped(&markup, number)));
    }
    pages::page(Variant::Public, Language::Fi, "Osat", Html::rendered(body)).to_string()
}

/// The example with a number before each of its ids, as several examples use the same ones.
fn scoped(markup: &str, number: usize) -> String {
    let ids: Vec<&str> = attribute_values(markup, "id").collect();
    let mut scoped = markup.to_owned();
    for attribute in ["id", "for", "list", "href", "aria-describedby", "aria-labelledby", "name"] {
        for value in attribute_values(markup, attribute) {
            let rename = |word: &str| match word.strip_prefix('#') {
                Some(id) if ids.contains(&id) => format!("#x{number}-{id}"),
                None if ids.contains(&word) => format!("x{number}-{word}"),
                _ => word.to_owned(),
            };
            let renamed = value.split(' ').map(rename).collect::<Vec<_>>().join(" ");
            scoped = scoped.replace(&format!(" {attribute}=\"{value}\""), &format!(" {attribute}=\"{renamed}\""));
        }
    }
    ids.iter().fold(scoped, |scoped, id| scoped.replace(&format!("url(#{id})"), &format!("url(#x{number}-{id})")))
}

/// The values of an attribute, in order. Text cannot look like one: its quotation marks are escaped.
fn attribute_values<'a>(markup: &'a str, attribute: &str) -> impl Iterator<Item = &'a str> {
    let start = format!(" {attribute}=\"");
    markup.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect::<Vec<_>>().into_iter()
}

#[cfg(test)]
mod tests;
