use std::collections::BTreeSet;

use super::*;
use crate::assets;

fn everything() -> Vec<Example> {
    let mut all = gallery();
    all.extend(pages());
    all.push(("gallery_page", gallery_page()));
    all
}

/// The start tags of the elements of one name.
fn tags<'a>(markup: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("<{name} ");
    markup.split(&start).skip(1).filter_map(|rest| rest.split('>').next()).collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let tag = tag.strip_prefix(&format!("{name}=\"")).or_else(|| tag.split(&format!(" {name}=\"")).nth(1))?;
    tag.split('"').next()
}

#[test]
fn no_template_shows_through_and_nothing_hostile_gets_through() {
    for (name, markup) in everything() {
        for leak in ["{{", "}}", "{%", "%n<", "<script>", "<img", "javascript:", " style=", " onclick=\"", " onerror=\""] {
            assert!(!markup.contains(leak), "{name}: {leak}");
        }
    }
}

#[test]
fn every_field_has_a_label_or_stands_in_the_form_unseen() {
    for (name, markup) in everything() {
        for element in ["input", "textarea", "select"] {
            for tag in tags(&markup, element).into_iter().filter(|tag| attribute(tag, "type") != Some("hidden")) {
                let id = attribute(tag, "id").unwrap_or_else(|| panic!("{name}: no id in {tag}"));
                assert!(markup.contains(&format!(" for=\"{id}\"")), "{name}: no label for {id}");
            }
        }
    }
}

#[test]
fn ids_are_unique_and_those_referred_to_exist() {
    for (name, markup) in everything() {
        let list: Vec<&str> = attribute_values(&markup, "id").collect();
        let ids: BTreeSet<&str> = list.iter().copied().collect();
        assert_eq!(list.len(), ids.len(), "{name}: an id stands twice");
        for reference in ["aria-describedby", "aria-labelledby", "for"] {
            for id in attribute_values(&markup, reference).flat_map(str::split_whitespace) {
                assert!(ids.contains(id), "{name}: {reference} points at {id}");
            }
        }
    }
}

#[test]
fn a_whole_page_has_one_heading_one_main_and_its_language() {
    for (name, page) in pages() {
        assert_eq!(page.matches("<h1").count(), 1, "{name}");
        assert_eq!(page.matches("<main").count(), 1, "{name}");
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\""), "{name}");
    }
}

#[test]
fn every_class_of_the_markup_is_known_to_the_style() {
    let css = std::str::from_utf8(assets::all()[0].bytes).unwrap();
    // Names without a look of their own: the default of a kind, and what the script looks for.
    let plain = [
        "page--public",
        "page--signed-in",
        "input--full",
        "user__name",
        "brand__words",
        "field__head",
        "notice--info",
        "step--open",
        "tag--neutral",
        "pagination__place",
        "session__text",
    ];
    let pages = everything();
    let classes: BTreeSet<&str> = pages.iter().flat_map(|(_, markup)| attribute_values(markup, "class")).flat_map(str::split_whitespace).collect();
    let unknown: Vec<&str> = classes.into_iter().filter(|class| !css.contains(&format!(".{class}")) && !plain.contains(class)).collect();
    assert_eq!(unknown, Vec::<&str>::new());
}

/// For looking at them: `cargo test -p kit-web -- --ignored write_pages`, then open `gallery/` in the folder for temporary files.
#[test]
#[ignore = "writes files"]
fn write_pages() {
    let folder = std::env::temp_dir().join("gallery");
    std::fs::create_dir_all(&folder).unwrap();
    for asset in assets::all() {
        std::fs::write(folder.join(asset.path.rsplit('/').next().unwrap()), asset.bytes).unwrap();
    }
    for (name, page) in pages().into_iter().chain([("gallery", gallery_page())]) {
        let page = assets::all().iter().fold(page, |page, asset| page.replace(asset.path, asset.path.rsplit('/').next().unwrap()));
        std::fs::write(folder.join(format!("{name}.html")), page).unwrap();
    }
}
