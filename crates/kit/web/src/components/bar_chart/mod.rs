use askama::Template;

use super::{Cell, Column, Example, Table, Text};

/// Bars for a handful of numbers, e.g. the ages of a queue. The same numbers stand in a table behind them.
#[derive(Clone, Debug, Template)]
#[template(path = "components/bar_chart/bar_chart.html")]
pub struct BarChart<'a> {
    pub id: Text<'a>,
    pub title: Text<'a>,
    /// Headers of the table: what the labels are and what the numbers are.
    pub columns: (Text<'a>, Text<'a>),
    /// «Näytä taulukkona»
    pub show_table: Text<'a>,
    pub bars: Vec<Bar<'a>>,
}

html_safe!(BarChart);

#[derive(Clone, Debug)]
pub struct Bar<'a> {
    pub label: Text<'a>,
    pub value: u64,
    /// Wants attention: over the time promised.
    pub alert: bool,
}

impl<'a> BarChart<'a> {
    pub fn new(id: impl Into<Text<'a>>, title: impl Into<Text<'a>>, columns: (Text<'a>, Text<'a>), show_table: impl Into<Text<'a>>) -> Self {
        Self { id: id.into(), title: title.into(), columns, show_table: show_table.into(), bars: Vec::new() }
    }

    pub fn bar(mut self, label: impl Into<Text<'a>>, value: u64) -> Self {
        self.bars.push(Bar { label: label.into(), value, alert: false });
        self
    }

    pub fn alert_bar(mut self, label: impl Into<Text<'a>>, value: u64) -> Self {
        self.bars.push(Bar { label: label.into(), value, alert: true });
        self
    }

    /// Length in per mille of the longest bar; a value above zero is always visible.
    fn length(&self, value: &u64) -> u64 {
        let most = self.bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
        let share = u128::from(*value) * 1000 / u128::from(most);
        u64::try_from(share).unwrap_or(1000).max(if *value > 0 { 5 } else { 0 })
    }

    fn table(&self) -> Table<'_> {
        let (labels, values) = &self.columns;
        let columns = vec![Column::new(labels.as_ref()), Column::numeric(values.as_ref())];
        let mut table = Table::new(format!("{}-table", self.id), self.title.as_ref(), columns).hide_caption();
        table.rows = self.bars.iter().map(|bar| vec![Cell::text(bar.label.as_ref()), Cell::text(bar.value.to_string())]).collect();
        table
    }
}

pub(crate) fn example() -> BarChart<'static> {
    BarChart::new("ages", "Jonon ikä", ("Ikä".into(), "Hakemuksia".into()), "Näytä taulukkona")
        .bar("0–2 päivää", 14)
        .bar("3–7 päivää", 9)
        .bar("8–14 päivää", 3)
        .alert_bar("yli 14 päivää", 1)
}

pub(super) fn examples() -> Vec<Example> {
    let empty = BarChart::new("none", "Tyhjä jono", ("Ikä".into(), "Hakemuksia".into()), "Näytä taulukkona").bar("<script>", 0);
    vec![("bar_chart/default", example().to_string()), ("bar_chart/zero, hostile", empty.to_string())]
}
