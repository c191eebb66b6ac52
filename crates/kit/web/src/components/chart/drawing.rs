//! Where everything stands: across in per cent of the width, down in pixels.

use super::{Chart, Shape};

/// Pixels.
pub(super) const HEIGHT: u32 = 248;
pub(super) const BOTTOM: u32 = 214;
const TOP: u32 = 26;
/// Per cent of the width, for the numbers of the axis.
pub(super) const LEFT: f64 = 11.0;
/// How many colours, patterns, dashes and marks the style knows.
const LOOKS: usize = 5;
/// Points of lines that would hide each other stand so many pixels apart.
const APART: f64 = 5.0;
/// So many labels have room under a wide and under a narrow chart.
const WIDE: usize = 12;
const NARROW: usize = 6;

/// A chart, ready to be written down.
#[derive(Debug)]
pub(super) struct Drawing {
    pub ticks: Vec<Tick>,
    pub labels: Vec<Label>,
    pub segments: Vec<Segment>,
    pub totals: Vec<Label>,
    pub strokes: Vec<Stroke>,
    pub points: Vec<Point>,
    pub keys: Vec<Key>,
}

/// A line across with its number.
#[derive(Debug)]
pub(super) struct Tick {
    pub y: String,
    pub text_y: String,
    pub text: String,
}

#[derive(Debug)]
pub(super) struct Label {
    pub x: String,
    pub y: String,
    pub text: String,
    /// There is room for it on a wide screen only.
    pub wide: bool,
}

/// A part of a column.
#[derive(Debug)]
pub(super) struct Segment {
    pub x: String,
    pub y: String,
    pub width: String,
    pub height: String,
    pub look: usize,
    pub title: String,
}

/// From one point of a line to the next.
#[derive(Debug)]
pub(super) struct Stroke {
    pub from: (String, String),
    pub to: (String, String),
    pub look: usize,
}

#[derive(Debug)]
pub(super) struct Point {
    pub x: String,
    pub y: String,
    pub look: usize,
    pub title: String,
}

/// A line of the legend.
#[derive(Debug)]
pub(super) struct Key {
    pub look: usize,
    pub name: String,
}

impl Point {
    /// The mark's outline around 0,0: each series has its own.
    pub(super) const fn mark(&self) -> &'static str {
        mark(self.look)
    }
}

impl Key {
    pub(super) const fn mark(&self) -> &'static str {
        mark(self.look)
    }
}

const fn mark(look: usize) -> &'static str {
    match look {
        0 => "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
        1 => "M-4 -4h8v8h-8z",
        2 => "M0 -6l6 6l-6 6l-6 -6z",
        3 => "M0 -5l5.5 9h-11z",
        _ => "M0 5l5.5 -9h-11z",
    }
}

/// The plot's scale.
struct Scale {
    count: usize,
    top: u64,
}

impl Scale {
    fn slot(&self) -> f64 {
        (100.0 - LEFT) / as_f64(self.count.max(1) as u64)
    }

    fn middle(&self, place: usize) -> f64 {
        LEFT + self.slot() * (as_f64(place as u64) + 0.5)
    }

    fn y(&self, value: u64) -> f64 {
        f64::from(BOTTOM) - f64::from(BOTTOM - TOP) * as_f64(value) / as_f64(self.top.max(1))
    }
}

fn as_f64(value: u64) -> f64 {
    f64::from(u32::try_from(value).unwrap_or(u32::MAX))
}

fn percent(value: f64) -> String {
    format!("{value:.2}%")
}

fn pixels(value: f64) -> String {
    format!("{value:.1}")
}

impl Drawing {
    pub(super) fn of(chart: &Chart<'_>) -> Self {
        let count = chart.categories.len();
        let most = match chart.shape {
            Shape::Columns => (0..count).map(|place| chart.sum(place)).max(),
            Shape::Lines => chart.series.iter().flat_map(|series| series.values.iter().copied().flatten()).max(),
        };
        let ticks = ticks(most.unwrap_or(0));
        let scale = Scale { count, top: ticks.last().copied().unwrap_or(1) };
        let keys = chart.series.iter().enumerate().map(|(place, series)| Key { look: place % LOOKS, name: series.name.to_string() }).collect();
        let mut drawing = Self {
            ticks: ticks.iter().map(|value| tick(chart, &scale, *value)).collect(),
            labels: labels(chart, &scale),
            segments: Vec::new(),
            totals: Vec::new(),
            strokes: Vec::new(),
            points: Vec::new(),
            keys,
        };
        match chart.shape {
            Shape::Columns => drawing.columns(chart, &scale),
            Shape::Lines => (0..chart.series.len()).for_each(|number| drawing.line(chart, &scale, number)),
        }
        drawing
    }

    fn columns(&mut self, chart: &Chart<'_>, scale: &Scale) {
        for (place, category) in chart.categories.iter().enumerate() {
            let width = scale.slot() * 0.72;
            let mut below = 0;
            for (look, series) in chart.series.iter().enumerate() {
                let value = series.value(place).unwrap_or(0);
                if value == 0 {
                    continue;
                }
                let (top, bottom) = (scale.y(below + value), scale.y(below));
                below += value;
                let title = format!("{}, {}: {}", series.name, category.long, chart.numbers.shown(value));
                let (x, width) = (percent(scale.middle(place) - width / 2.0), percent(width));
                self.segments.push(Segment { x, y: pixels(top), width, height: pixels((bottom - top).max(1.0)), look: look % LOOKS, title });
            }
            if chart.total.is_some() && below > 0 {
                let (x, y, text) = (percent(scale.middle(place)), pixels(scale.y(below) - 6.0), chart.numbers.shown(below));
                self.totals.push(Label { x, y, text, wide: !has_room(place, scale.count, NARROW) });
            }
        }
    }

    fn line(&mut self, chart: &Chart<'_>, scale: &Scale, number: usize) {
        let (series, look) = (&chart.series[number], number % LOOKS);
        // What has the same value as a line drawn before stands above it, so that both are seen.
        let hidden = |place: usize, value: u64| chart.series[..number].iter().filter(|other| other.value(place) == Some(value)).count();
        let y = |place: usize, value: u64| scale.y(value) - APART * as_f64(hidden(place, value) as u64);
        let at = |place: usize, value: u64| (percent(scale.middle(place)), pixels(y(place, value)));
        for (place, category) in chart.categories.iter().enumerate() {
            let Some(value) = series.value(place) else { continue };
            let (x, y) = at(place, value);
            if let Some(before) = place.checked_sub(1).and_then(|before| Some(at(before, series.value(before)?))) {
                self.strokes.push(Stroke { from: before, to: (x.clone(), y.clone()), look });
            }
            let title = format!("{}, {}: {}", series.name, category.long, chart.numbers.shown(value));
            self.points.push(Point { x, y, look, title });
        }
    }
}

fn tick(chart: &Chart<'_>, scale: &Scale, value: u64) -> Tick {
    let y = scale.y(value);
    let text = chart.numbers.shown(value);
    // Whole numbers need no decimal on the axis.
    let text = text.strip_suffix(",0").or_else(|| text.strip_suffix(".0")).map(str::to_owned).unwrap_or(text);
    Tick { y: pixels(y), text_y: pixels(y - 4.0), text }
}

fn labels(chart: &Chart<'_>, scale: &Scale) -> Vec<Label> {
    let all = chart.categories.iter().enumerate().filter(|(place, _)| has_room(*place, scale.count, WIDE));
    let label = |(place, category): (usize, &super::Category<'_>)| Label {
        x: percent(scale.middle(place)),
        y: pixels(f64::from(BOTTOM) + 20.0),
        text: category.short.to_string(),
        wide: !has_room(place, scale.count, NARROW),
    };
    all.map(label).collect()
}

/// Every second, third … has a label, so that not more than `room` stand side by side; the last one always has.
const fn has_room(place: usize, count: usize, room: usize) -> bool {
    let every = count.div_ceil(room);
    every < 2 || (count - 1 - place).is_multiple_of(every)
}

/// From 0 in steps of 1, 2 or 5 with noughts to the first that is not below the highest value: three to six of them.
fn ticks(most: u64) -> Vec<u64> {
    let mut step = 1;
    let mut next = [2, 5, 10].iter().cycle();
    let mut power = 1;
    while most.div_ceil(step) > 5 {
        let factor = next.next().copied().unwrap_or(10);
        step = power * factor;
        if factor == 10 {
            power *= 10;
        }
    }
    (0..=most.div_ceil(step).max(1)).map(|place| place * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_axis_ends_above_the_highest_value_in_few_round_steps() {
        assert_eq!(ticks(0), [0, 1]);
        assert_eq!(ticks(3), [0, 1, 2, 3]);
        assert_eq!(ticks(7), [0, 2, 4, 6, 8]);
        assert_eq!(ticks(43), [0, 10, 20, 30, 40, 50]);
        assert_eq!(ticks(101), [0, 50, 100, 150]);
        assert_eq!(ticks(100_000), [0, 20_000, 40_000, 60_000, 80_000, 100_000]);
        for most in (0..5000).chain([u64::from(u32::MAX)]) {
            let ticks = ticks(most);
            assert!(ticks.len() <= 6 && *ticks.last().unwrap() >= most, "{most}: {ticks:?}");
        }
    }

    #[test]
    fn labels_never_stand_closer_than_there_is_room_and_the_last_month_has_one() {
        for count in 1..40_usize {
            for room in [WIDE, NARROW] {
                let shown: Vec<usize> = (0..count).filter(|place| has_room(*place, count, room)).collect();
                assert!(shown.len() <= room && shown.last() == Some(&(count - 1)), "{count}: {shown:?}");
            }
        }
    }
}
