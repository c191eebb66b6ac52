//! The table that is printed: what, figure, the limit's figure, ratio, target, whether it is met.

use std::fmt;

use crate::measure::Series;

#[derive(Debug, Default)]
pub struct Table(Vec<Line>);

#[derive(Debug)]
struct Line {
    what: String,
    figure: String,
    limit: String,
    ratio: String,
    target: String,
    verdict: &'static str,
}

/// What a figure is measured against.
#[derive(Clone, Copy, Debug)]
pub struct Limit<'a> {
    pub name: &'a str,
    pub series: &'a Series,
}

impl Table {
    /// A rate beside the limit's rate; `target` is the least ratio.
    pub fn rate(&mut self, what: impl Into<String>, series: &Series, limit: Option<Limit<'_>>, target: Option<f64>) {
        let ratio = limit.map(|limit| series.ratio_to(limit.series));
        self.0.push(Line {
            what: what.into(),
            figure: per_second(series),
            limit: limit.map_or_else(String::new, |limit| format!("{} {}", per_second(limit.series), limit.name)),
            ratio: ratio.map_or_else(String::new, |ratio| format!("{ratio:.2}")),
            target: target.map_or_else(String::new, |target| format!("≥ {target:.2}")),
            verdict: target.zip(ratio).map_or("", |(target, ratio)| verdict(ratio >= target)),
        });
    }

    /// A figure that is not to be above `most`.
    pub fn at_most(&mut self, what: impl Into<String>, figure: f64, unit: &str, most: Option<f64>) {
        let target = most.map_or_else(String::new, |most| format!("≤ {most} {unit}"));
        let verdict = most.map_or("", |most| verdict(figure <= most));
        self.0.push(Line { what: what.into(), figure: format!("{figure:.1} {unit}"), limit: String::new(), ratio: String::new(), target, verdict });
    }
}

const fn verdict(met: bool) -> &'static str {
    if met { "ok" } else { "MISS" }
}

/// `12345/s (12000–12700)`.
fn per_second(series: &Series) -> String {
    let (least, most) = series.range();
    format!("{:.0}/s ({least:.0}–{most:.0})", series.median())
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | figure (lowest–highest) | limit | ratio | target | |\n| --- | --- | --- | --- | --- | --- |")?;
        for Line { what, figure, limit, ratio, target, verdict } in &self.0 {
            writeln!(f, "| {what} | {figure} | {limit} | {ratio} | {target} | {verdict} |")?;
        }
        Ok(())
    }
}
