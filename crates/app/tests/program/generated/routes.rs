use identity::{Access, Route, session::Duty};
use kit_db::testing::generated_document;
use kit_web::assets;

use super::{Table, document};

#[test]
fn routes_are_a_generated_document() {
    let areas = [
        ("Around all pages", app::http::routes()),
        ("Login and public pages (`identity`)", identity::routes()),
        ("Customers (`customership`)", customership::routes()),
        ("Officers (`office`)", office::routes()),
    ];
    let listed: usize = areas.iter().map(|(_, routes)| routes.len()).sum();
    assert_eq!(listed, app::routes().len(), "an area is missing here");
    let about = "Every address of the program. There is no other way in: the router is built from these lines. A customer's application that is not \
                 the visitor's own, and the other side's pages, are answered as not found. A form needs its session's token as well.";
    generated_document("routes.md", &document("Routes", about, areas.map(|(title, routes)| table(title, &routes))));
}

fn table(title: &str, routes: &[Route]) -> Table {
    let lines = routes.iter().map(|route| [route.method.to_string(), format!("`{}`", path(route.path)), who(route.access).to_owned()]);
    lines.fold(Table::new(title, &["method", "path", "who comes in"]), Table::row)
}

/// The path without the hash of a file's content, which changes with each edit.
fn path(path: &str) -> String {
    let is_asset = assets::all().iter().any(|asset| asset.path == path);
    if is_asset { format!("/assets/<hash>/{}", path.rsplit('/').next().unwrap()) } else { path.to_owned() }
}

const fn who(access: Access) -> &'static str {
    match access {
        Access::Anyone => "anyone",
        Access::Identified => "a person who has identified themselves",
        Access::Representative => "a representative of a customer",
        Access::Officer(Duty::Look) => "an officer who may look",
        Access::Officer(Duty::Handle) => "an officer who may handle cases",
        Access::Officer(Duty::Lead) => "a lead officer",
        Access::Officer(Duty::Contents) => "an officer who may publish contents",
        Access::Officer(Duty::Audit) => "an auditor",
    }
}
