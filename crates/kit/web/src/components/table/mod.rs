use askama::Template;

use super::{Example, Html, Link, Tag, TagKind, Text};

/// A table with a caption; on a narrow screen it scrolls by itself, also by keyboard.
#[derive(Clone, Debug, Template)]
#[template(path = "components/table/table.html")]
pub struct Table<'a> {
    pub id: Text<'a>,
    pub caption: Text<'a>,
    /// Keeps the caption for screen readers only, when a heading above already says it.
    pub caption_hidden: bool,
    /// On a narrow screen each row stands as a block with its columns' names, instead of scrolling: for tables of many columns.
    pub stacked: bool,
    pub columns: Vec<Column<'a>>,
    /// The first cell of a row is its header.
    pub rows: Vec<Vec<Cell<'a>>>,
}

html_safe!(Table);

#[derive(Clone, Debug)]
pub struct Column<'a> {
    pub label: Text<'a>,
    /// Set to the right, digits under each other.
    pub numeric: bool,
}

#[derive(Clone, Debug)]
pub enum Cell<'a> {
    Text(Text<'a>),
    Link(Link<'a>),
    Tag(Tag<'a>),
    Html(Html<'a>),
}

impl<'a> Cell<'a> {
    pub fn text(text: impl Into<Text<'a>>) -> Self {
        Self::Text(text.into())
    }

    pub fn link(href: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self::Link(Link::new(href, label))
    }

    pub fn tag(kind: TagKind, text: impl Into<Text<'a>>) -> Self {
        Self::Tag(Tag::new(kind, text))
    }
}

impl<'a> Column<'a> {
    pub fn new(label: impl Into<Text<'a>>) -> Self {
        Self { label: label.into(), numeric: false }
    }

    pub fn numeric(label: impl Into<Text<'a>>) -> Self {
        Self { label: label.into(), numeric: true }
    }
}

impl<'a> Table<'a> {
    pub fn new(id: impl Into<Text<'a>>, caption: impl Into<Text<'a>>, columns: Vec<Column<'a>>) -> Self {
        Self { id: id.into(), caption: caption.into(), caption_hidden: false, stacked: false, columns, rows: Vec::new() }
    }

    pub fn row(mut self, cells: Vec<Cell<'a>>) -> Self {
        self.rows.push(cells);
        self
    }

    pub fn hide_caption(mut self) -> Self {
        self.caption_hidden = true;
        self
    }

    pub fn stacked(mut self) -> Self {
        self.stacked = true;
        self
    }

    /// The column's name, where a row stands as a block.
    fn label(&self, column: &usize) -> &str {
        self.columns.get(*column).map_or("", |column| &column.label)
    }

    fn is_numeric(&self, column: &usize) -> bool {
        self.columns.get(*column).is_some_and(|column| column.numeric)
    }
}

pub(crate) fn example() -> Table<'static> {
    let columns = vec![
        Column::new("Asianumero"),
        Column::new("Asiakas"),
        Column::new("Palvelu"),
        Column::new("Saapunut"),
        Column::numeric("Ikä, pv"),
        Column::new("Tila"),
    ];
    let row = |number: &'static str, customer: &'static str, age: &'static str, kind: TagKind, state: &'static str| {
        vec![
            Cell::link("/virkailija/asiat/1", number),
            Cell::text(customer),
            Cell::text("Potilastietovaranto"),
            Cell::text("2.3.2026 14.05"),
            Cell::text(age),
            Cell::tag(kind, state),
        ]
    };
    Table::new("queue", "Käsiteltävät hakemukset", columns)
        .row(row("EKS-2026-000017", "Esimerkkilääkärit Oy", "12", TagKind::Warning, "Odottaa lisätietoja"))
        .row(row("EKS-2026-000021", "Mallikunnan Fysioterapia Esimerkki Ky", "5", TagKind::Info, "Käsittelyssä"))
        .row(row("EKS-2026-000024", "Exempelklinik Ab", "0", TagKind::Neutral, "Saapunut"))
}

pub(super) fn examples() -> Vec<Example> {
    let hostile = Table::new("t", "<b>", vec![Column::new("<i>")]).row(vec![Cell::link("javascript:x", "<script>")]).hide_caption();
    vec![
        ("table/default", example().to_string()),
        ("table/stacked", Table { id: "queue-stacked".into(), caption: "Käsitellyt hakemukset".into(), ..example().stacked() }.to_string()),
        ("table/hostile", hostile.to_string()),
    ]
}
