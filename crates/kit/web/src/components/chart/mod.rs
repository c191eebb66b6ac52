use std::borrow::Cow;

use askama::Template;
use kit_core::Language;

use super::{Cell, Column, Example, Table, Text};

mod drawing;

use drawing::{BOTTOM, Drawing, HEIGHT, LEFT};

/// Several series over a row of categories, mostly months. Drawn on the server without a view box: across in per cent, down
/// in pixels, so that letters keep their size on every screen. The same numbers stand in a table behind it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/chart/chart.html")]
pub struct Chart<'a> {
    pub id: Text<'a>,
    pub title: Text<'a>,
    /// What is to be seen, in a sentence, for those who do not see it.
    pub about: Text<'a>,
    /// What the numbers count: «kpl», «päivää».
    pub unit: Text<'a>,
    pub shape: Shape,
    pub numbers: Numbers,
    /// Header of the table's first column: «Kuukausi».
    pub category: Text<'a>,
    pub categories: Vec<Category<'a>>,
    pub series: Vec<Series<'a>>,
    /// Counts that stand in the table only.
    pub beside: Vec<Series<'a>>,
    /// Header of the sums, where the parts of a column make a whole.
    pub total: Option<Text<'a>>,
    /// «Näytä taulukkona»
    pub show_table: Text<'a>,
}

html_safe!(Chart);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One column for each category, the series on top of each other.
    Columns,
    /// One line for each series, broken where there is no value.
    Lines,
}

/// How the whole numbers that a chart is given are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    Pieces,
    /// 53 is shown as 5,3.
    Tenths(Language),
}

impl Numbers {
    pub fn shown(self, value: u64) -> String {
        match self {
            Self::Pieces => grouped(value),
            Self::Tenths(language) => {
                let point = if language == Language::En { '.' } else { ',' };
                format!("{}{point}{}", grouped(value / 10), value % 10)
            }
        }
    }
}

/// Thousands apart, by a space that does not break.
fn grouped(value: u64) -> String {
    if value < 1000 { value.to_string() } else { format!("{}\u{a0}{:03}", grouped(value / 1000), value % 1000) }
}

/// What stands under the axis, and in full in the table.
#[derive(Clone, Debug)]
pub struct Category<'a> {
    pub short: Text<'a>,
    pub long: Text<'a>,
}

impl<'a> Category<'a> {
    pub fn new(short: impl Into<Text<'a>>, long: impl Into<Text<'a>>) -> Self {
        Self { short: short.into(), long: long.into() }
    }
}

/// A value for each category, where there is one.
#[derive(Clone, Debug)]
pub struct Series<'a> {
    pub name: Text<'a>,
    pub values: Vec<Option<u64>>,
}

impl<'a> Series<'a> {
    pub fn new(name: impl Into<Text<'a>>, values: impl IntoIterator<Item = Option<u64>>) -> Self {
        Self { name: name.into(), values: values.into_iter().collect() }
    }

    fn value(&self, place: usize) -> Option<u64> {
        self.values.get(place).copied().flatten()
    }
}

/// The words of a chart's frame.
#[derive(Clone, Debug)]
pub struct ChartWords<'a> {
    pub unit: Text<'a>,
    pub category: Text<'a>,
    pub show_table: Text<'a>,
}

impl<'a> Chart<'a> {
    pub fn new(id: impl Into<Text<'a>>, title: impl Into<Text<'a>>, shape: Shape, words: ChartWords<'a>) -> Self {
        let ChartWords { unit, category, show_table } = words;
        let (title, about) = (title.into(), Cow::Borrowed(""));
        let (categories, series, beside) = (Vec::new(), Vec::new(), Vec::new());
        Self { id: id.into(), title, about, unit, shape, numbers: Numbers::Pieces, category, categories, series, beside, total: None, show_table }
    }

    #[must_use]
    pub fn about(mut self, about: impl Into<Text<'a>>) -> Self {
        self.about = about.into();
        self
    }

    #[must_use]
    pub fn numbers(mut self, numbers: Numbers) -> Self {
        self.numbers = numbers;
        self
    }

    #[must_use]
    pub fn categories(mut self, categories: impl IntoIterator<Item = Category<'a>>) -> Self {
        self.categories = categories.into_iter().collect();
        self
    }

    #[must_use]
    pub fn series(mut self, series: Series<'a>) -> Self {
        self.series.push(series);
        self
    }

    /// A count for each category that is not drawn.
    #[must_use]
    pub fn beside(mut self, series: Series<'a>) -> Self {
        self.beside.push(series);
        self
    }

    /// The parts make a whole: it stands above each column and in the table.
    #[must_use]
    pub fn total(mut self, label: impl Into<Text<'a>>) -> Self {
        self.total = Some(label.into());
        self
    }

    /// Is there anything to draw?
    pub fn is_empty(&self) -> bool {
        self.series.iter().all(|series| series.values.iter().all(|value| value.unwrap_or(0) == 0))
    }

    fn drawing(&self) -> Drawing {
        Drawing::of(self)
    }

    fn sum(&self, place: usize) -> u64 {
        self.series.iter().filter_map(|series| series.value(place)).sum()
    }

    /// The numbers as a table; its caption is the chart's title.
    pub fn table(&self) -> Table<'_> {
        let mut headers = self.headers().into_iter();
        let mut columns: Vec<Column<'_>> = headers.next().map(Column::new).into_iter().collect();
        columns.extend(headers.map(Column::numeric));
        let mut table = Table::new(format!("{}-table", self.id), self.title.as_ref(), columns).hide_caption();
        let shown = |(numbers, value): (Numbers, Option<u64>)| Cell::text(value.map_or_else(|| "–".to_owned(), |value| numbers.shown(value)));
        for (place, category) in self.categories.iter().enumerate() {
            table.rows.push([Cell::text(category.long.as_ref())].into_iter().chain(self.row(place).into_iter().map(shown)).collect());
        }
        table
    }

    /// The headers of the table.
    pub fn headers(&self) -> Vec<&str> {
        let names = self.series.iter().map(|series| series.name.as_ref());
        let beside = self.beside.iter().map(|series| series.name.as_ref());
        [self.category.as_ref()].into_iter().chain(names).chain(self.total.as_deref()).chain(beside).collect()
    }

    /// The rows of the table as a spreadsheet wants them: without spaces in numbers, empty where there is no value.
    pub fn plain_rows(&self) -> Vec<Vec<String>> {
        let plain = |(numbers, value): (Numbers, Option<u64>)| value.map_or_else(String::new, |value| numbers.shown(value).replace('\u{a0}', ""));
        let row = |(place, category): (usize, &Category<'_>)| {
            [category.long.to_string()].into_iter().chain(self.row(place).into_iter().map(plain)).collect()
        };
        self.categories.iter().enumerate().map(row).collect()
    }

    fn row(&self, place: usize) -> Vec<(Numbers, Option<u64>)> {
        let drawn = self.series.iter().map(|series| (self.numbers, series.value(place)));
        let total = self.total.as_ref().map(|_| (self.numbers, Some(self.sum(place))));
        drawn.chain(total).chain(self.beside.iter().map(|series| (Numbers::Pieces, series.value(place)))).collect()
    }
}

fn sample(shape: Shape) -> Chart<'static> {
    let words = ChartWords { unit: "kpl".into(), category: "Kuukausi".into(), show_table: "Näytä taulukkona".into() };
    let months = (1..=12).map(|month| Category::new(format!("{month}/26"), format!("{month}/2026")));
    let values = |by: u64| (0..12).map(move |month: u64| Some((month * by + 13) % 47)).collect::<Vec<_>>();
    Chart::new("intake", "Saapuneet hakemukset", shape, words)
        .about("Eniten saapui elokuussa 2026.")
        .categories(months)
        .series(Series::new("Potilastietovaranto", values(7)))
        .series(Series::new("Sosiaalihuollon asiakastietovaranto", values(5)))
        .series(Series::new("Resepti", values(11)))
}

pub(super) fn examples() -> Vec<Example> {
    let mut gaps = sample(Shape::Lines).numbers(Numbers::Tenths(Language::Fi));
    for series in &mut gaps.series {
        series.values[4] = None;
    }
    gaps.id = "gaps".into();
    let words = ChartWords { unit: "<b>".into(), category: "\"<i>".into(), show_table: "<script>".into() };
    let hostile = Chart::new("none", "<script>", Shape::Columns, words).about("<img src=x>").categories([Category::new("<i>", "<i>")]);
    let hostile = hostile.series(Series::new("\"<b>", [Some(0)]));
    vec![
        ("chart/columns", sample(Shape::Columns).total("Yhteensä").to_string()),
        ("chart/lines, with gaps", gaps.to_string()),
        ("chart/zero, hostile", hostile.to_string()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_shown_as_people_write_them() {
        assert_eq!([0, 999, 1000, 1_234_567].map(grouped), ["0", "999", "1\u{a0}000", "1\u{a0}234\u{a0}567"]);
        assert_eq!(Numbers::Tenths(Language::Sv).shown(53), "5,3");
        assert_eq!(Numbers::Tenths(Language::En).shown(7), "0.7");
    }

    #[test]
    fn the_table_behind_it_has_every_number() {
        let chart = sample(Shape::Columns).total("Yhteensä");
        let table = chart.table();
        assert_eq!((table.rows.len(), table.rows[0].len()), (12, 5));
        let last = table.to_string();
        assert!(last.contains("12/2026") && last.contains("Yhteensä"), "{last}");
    }

    #[test]
    fn lines_of_the_same_value_are_both_seen() {
        let words = ChartWords { unit: "pv".into(), category: "Kuukausi".into(), show_table: "Näytä taulukkona".into() };
        let months = (1..=2).map(|month| Category::new(format!("{month}/26"), format!("{month}/2026")));
        let chart = Chart::new("same", "Käsittelyajat", Shape::Lines, words).categories(months);
        let chart = chart.series(Series::new("p50", [Some(4), Some(4)])).series(Series::new("p80", [Some(4), Some(9)]));
        let points = chart.drawing().points;
        assert_eq!((points[0].look, points[2].look), (0, 1));
        assert!(points[0].x == points[2].x && points[0].y != points[2].y, "{points:?}");
    }

    #[test]
    fn colour_is_not_all_that_tells_the_series_apart() {
        let markup = sample(Shape::Columns).to_string();
        assert!((0..3).all(|place| markup.contains(&format!("url(#intake-p{place})"))), "a pattern each");
        assert!(markup.contains("role=\"img\" aria-labelledby=\"intake-name intake-about\""));
        assert!(markup.contains("<title id=\"intake-name\">") && markup.contains("<desc id=\"intake-about\">"));
        let lines = sample(Shape::Lines).to_string();
        assert!(["plot__line--0", "plot__line--1", "plot__line--2"].iter().all(|dash| lines.contains(dash)), "a dash each");
    }
}
