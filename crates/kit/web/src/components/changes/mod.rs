use askama::Template;

use super::{Example, Text};

/// What has changed, field by field: before and after, or a whole row that is new or gone.
#[derive(Clone, Debug, Template)]
#[template(path = "components/changes/changes.html")]
pub struct Changes<'a> {
    pub words: ChangeWords<'a>,
    pub groups: Vec<ChangeGroup<'a>>,
}

html_safe!(Changes);

/// What the marks are called for those who do not see them.
#[derive(Clone, Debug)]
pub struct ChangeWords<'a> {
    pub before: Text<'a>,
    pub after: Text<'a>,
    /// For a value that was or is empty.
    pub nothing: Text<'a>,
}

/// Fields that belong together, e.g. those of one contact.
#[derive(Clone, Debug, Default)]
pub struct ChangeGroup<'a> {
    pub title: Option<Text<'a>>,
    pub fields: Vec<FieldChange<'a>>,
}

#[derive(Clone, Debug)]
pub struct FieldChange<'a> {
    pub label: Text<'a>,
    pub before: Text<'a>,
    pub after: Text<'a>,
}

pub(super) fn examples() -> Vec<Example> {
    let words = || ChangeWords { before: "Ennen".into(), after: "Nyt".into(), nothing: "tyhjä".into() };
    let field = |label: &'static str, before: &'static str, after: &'static str| FieldChange {
        label: label.into(),
        before: before.into(),
        after: after.into(),
    };
    let group = |title: Option<&'static str>, fields| ChangeGroup { title: title.map(Into::into), fields };
    let groups = vec![
        group(None, vec![field("Lähiosoite", "Mallikatu 1", "Esimerkkikatu 2")]),
        group(Some("Lisätty: Maija Malli"), vec![field("Puhelinnumero", "", "040 123 4567")]),
    ];
    let hostile = vec![group(Some("<b>"), vec![field("<i>", "<script>", "\">")])];
    vec![
        ("changes/default", Changes { words: words(), groups }.to_string()),
        ("changes/hostile", Changes { words: words(), groups: hostile }.to_string()),
    ]
}
