use askama::Template;

use super::{Example, Html, Text, safe_href};

/// One section of what has been given, as a card: label and value in rows, and the way to change them.
#[derive(Clone, Debug, Template)]
#[template(path = "components/summary_list/summary_list.html")]
pub struct SummaryList<'a> {
    pub heading: Text<'a>,
    pub groups: Vec<SummaryGroup<'a>>,
    pub edit: Option<Edit<'a>>,
    /// Something is missing or wrong here: what, in words.
    pub problem: Option<Text<'a>>,
    /// What is odd here and may stay as it is, each in words: «Tarkista: …».
    pub notes: Vec<Text<'a>>,
    /// Finished markup under the rows: file links, a table.
    pub more: Option<Html<'a>>,
    pub fold: Fold,
}

html_safe!(SummaryList);

/// The way to change a section.
#[derive(Clone, Debug)]
pub struct Edit<'a> {
    pub href: Text<'a>,
    /// «Muokkaa»; the section's heading follows it for screen readers.
    pub label: Text<'a>,
}

/// Whether a section can be folded by its heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fold {
    #[default]
    Never,
    Open,
    Closed,
}

/// Rows that belong together, e.g. one contact.
#[derive(Clone, Debug, Default)]
pub struct SummaryGroup<'a> {
    pub title: Option<Text<'a>>,
    pub rows: Vec<SummaryRow<'a>>,
}

#[derive(Clone, Debug)]
pub struct SummaryRow<'a> {
    pub label: Text<'a>,
    /// One or more lines; none is shown as a dash.
    pub lines: Vec<Text<'a>>,
}

impl<'a> SummaryRow<'a> {
    pub fn new(label: impl Into<Text<'a>>, value: impl Into<Text<'a>>) -> Self {
        Self::lines(label, vec![value.into()])
    }

    pub fn lines(label: impl Into<Text<'a>>, lines: Vec<Text<'a>>) -> Self {
        Self { label: label.into(), lines: lines.into_iter().filter(|line| !line.trim().is_empty()).collect() }
    }
}

impl<'a> SummaryGroup<'a> {
    pub fn titled(title: impl Into<Text<'a>>, rows: Vec<SummaryRow<'a>>) -> Self {
        Self { title: Some(title.into()), rows }
    }
}

impl<'a> SummaryList<'a> {
    pub fn new(heading: impl Into<Text<'a>>) -> Self {
        Self { heading: heading.into(), groups: Vec::new(), edit: None, problem: None, notes: Vec::new(), more: None, fold: Fold::Never }
    }

    /// Adds rows that need no title of their own.
    pub fn rows(self, rows: Vec<SummaryRow<'a>>) -> Self {
        self.group(SummaryGroup { title: None, rows })
    }

    pub fn group(mut self, group: SummaryGroup<'a>) -> Self {
        self.groups.push(group);
        self
    }

    pub fn edit(mut self, href: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        self.edit = Some(Edit { href: safe_href(href), label: label.into() });
        self
    }

    pub fn problem(mut self, text: impl Into<Text<'a>>) -> Self {
        self.problem = Some(text.into());
        self
    }

    pub fn note(mut self, text: impl Into<Text<'a>>) -> Self {
        self.notes.push(text.into());
        self
    }

    pub fn more(mut self, markup: Html<'a>) -> Self {
        self.more = Some(markup);
        self
    }

    pub fn foldable(mut self, open: bool) -> Self {
        self.fold = if open { Fold::Open } else { Fold::Closed };
        self
    }
}

pub(super) fn examples() -> Vec<Example> {
    let address = || {
        vec![
            SummaryRow::new("Nimi", "Esimerkkilääkärit Oy"),
            SummaryRow::lines("Osoite", vec!["Esimerkkikatu 1 A 2".into(), "00100 Helsinki".into()]),
            SummaryRow::new("Puhelinnumero", ""),
        ]
    };
    let contacts = || {
        SummaryList::new("Yhteyshenkilöt")
            .group(SummaryGroup::titled("Maija Malli", vec![SummaryRow::new("Sähköposti", "maija.malli@esimerkki.example")]))
            .group(SummaryGroup::titled("Esimerkkilääkäreiden tekninen tuki", vec![SummaryRow::new("Rooli", "Asiakkaan tekninen yhteyshenkilö")]))
    };
    vec![
        ("summary_list/default", SummaryList::new("Asiakastiedot").rows(address()).edit("/hakemus/asiakastiedot", "Muokkaa").to_string()),
        (
            "summary_list/groups, incomplete",
            contacts().problem("Häiriötiedotteen vastaanottaja puuttuu").edit("/hakemus/yhteyshenkilot", "Muokkaa").to_string(),
        ),
        (
            "summary_list/notes",
            SummaryList::new("Asiakastiedot")
                .rows(address())
                .note("Tarkista: Postinumeroa vastaa postitoimipaikka Espoo.")
                .note("Tarkista: Emme tunne tällaisia puhelinnumeroita.")
                .edit("/hakemus/asiakastiedot", "Muokkaa")
                .to_string(),
        ),
        ("summary_list/foldable", contacts().edit("/hakemus/yhteyshenkilot", "Muokkaa").foldable(true).to_string()),
        ("summary_list/folded", SummaryList::new("Asiakastiedot").rows(address()).foldable(false).to_string()),
        (
            "summary_list/hostile",
            SummaryList::new("<h1>")
                .group(SummaryGroup::titled("<b>", vec![SummaryRow::new("<i>", "<script>")]))
                .note("<script>")
                .edit("javascript:x", "\">")
                .to_string(),
        ),
    ]
}
