//! The figures as charts: the page shows them, the file has their tables.

use std::collections::HashMap;

use customership::{
    applications::Purpose,
    services::{ALL_SERVICES, Service, ending::CUSTOMERSHIP},
};
use kit_core::{Day, Language};
use kit_db::{DbError, Read};
use kit_web::components::{Category, Chart, ChartWords, Numbers, Series, Shape};

use super::{
    delivery,
    rules::{self, AGES, Duration, Month, percentile},
    store::{self, Count},
};
use crate::T;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Intake,
    Ages,
    Processing,
    Endings,
    Delivery,
}

impl Figure {
    pub const ALL: [Self; 5] = [Self::Intake, Self::Ages, Self::Processing, Self::Endings, Self::Delivery];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Ages => "ages",
            Self::Processing => "processing",
            Self::Endings => "endings",
            Self::Delivery => "delivery",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|figure| figure.key() == key)
    }
}

/// What is looked at.
#[derive(Clone, Debug)]
pub struct Scope {
    pub months: Vec<Month>,
    /// One service only.
    pub service: Option<&'static Service>,
    pub today: Day,
    pub language: Language,
}

impl Scope {
    fn t(&self) -> T {
        T::of(self.language)
    }

    fn is_about(&self, service: &str) -> bool {
        self.service.is_none_or(|chosen| chosen.key == service)
    }

    fn chart(&self, figure: Figure, title: &'static str, unit: &'static str, shape: Shape) -> Chart<'static> {
        let t = self.t();
        let words = ChartWords { unit: unit.into(), category: t.figures_month().into(), show_table: t.figures_show_table().into() };
        let months = self.months.iter().map(|month| Category::new(month.short(), month.long()));
        Chart::new(figure.key(), title, shape, words).categories(months)
    }

    /// One value for each month.
    fn series(&self, name: &'static str, months: &[Vec<Count>], counts: impl Fn(&Count) -> bool) -> Series<'static> {
        Series::new(name, months.iter().map(|month| Some(month.iter().filter(|count| counts(count)).map(|count| count.number).sum())))
    }

    pub async fn charts(&self, read: &Read, figure: Figure) -> Result<Vec<Chart<'static>>, DbError> {
        match figure {
            Figure::Intake => Ok(vec![self.intake(&store::intake(read, &self.months).await?)]),
            Figure::Ages => Ok(vec![self.ages(&store::open(read, self.today).await?)]),
            Figure::Processing => self.processing(read).await,
            Figure::Endings => Ok(vec![self.endings(&store::ended(read, &self.months).await?)]),
            Figure::Delivery => {
                let (t, mails) = (self.t(), delivery::mails(read, &self.months).await?);
                let notices = delivery::notices(read, &self.months).await?;
                Ok(vec![self.delivery("delivery", t.figures_delivery(), &mails), self.delivery("delivery-notices", t.figures_notices(), &notices)])
            }
        }
    }

    /// By service; of one service by what its matters are about.
    fn intake(&self, months: &[Vec<Count>]) -> Chart<'static> {
        let t = self.t();
        let mut chart = self.chart(Figure::Intake, t.figures_intake(), t.figures_cases(), Shape::Columns).total(t.figures_total());
        if let Some(service) = self.service {
            for purpose in Purpose::ALL {
                let of_purpose = |count: &Count| count.service == service.key && count.kind == purpose.key();
                chart = chart.series(self.series(purpose_name(&t, purpose), months, of_purpose));
            }
        } else {
            for service in ALL_SERVICES.into_iter().chain([&CUSTOMERSHIP]) {
                chart = chart.series(self.series(service.name(self.language), months, |count| count.service == service.key));
            }
        }
        self.told(chart)
    }

    fn ages(&self, open: &[store::OpenCases]) -> Chart<'static> {
        let t = self.t();
        let mut chart = self.chart(Figure::Ages, t.figures_ages(), t.figures_cases(), Shape::Columns).total(t.figures_total());
        chart.category = t.figures_age().into();
        let from = [0, AGES[0] + 1, AGES[1] + 1].into_iter().zip(AGES);
        let class = |(from, to): (i32, i32)| Category::new(format!("{from}–{to}"), t.figures_age_class(i64::from(from), i64::from(to)));
        let last = Category::new(format!("> {}", AGES[2]), t.figures_age_above(i64::from(AGES[2])));
        chart = chart.categories(from.map(class).chain([last]));
        for (name, customer) in [(t.figures_waits_agency(), false), (t.figures_waits_customer(), true)] {
            let theirs = || open.iter().filter(|cases| self.is_about(&cases.service) && cases.waits_for_customer == customer);
            chart = chart.series(Series::new(name, (0..=AGES.len()).map(|age| Some(theirs().map(|cases| cases.by_age[age]).sum()))));
        }
        self.told(chart)
    }

    /// A chart for each service in which something was decided.
    async fn processing(&self, read: &Read) -> Result<Vec<Chart<'static>>, DbError> {
        let (Some(first), Some(last)) = (self.months.first(), self.months.last()) else { return Ok(Vec::new()) };
        let (cases, turns) = store::decided(read, first.bounds().0, last.bounds().1).await?;
        let mut durations: HashMap<(&str, Month), Vec<Duration>> = HashMap::new();
        let mut turns = turns.as_slice();
        for case in &cases {
            // Both are in the order of the applications.
            let others = turns.iter().take_while(|turn| turn.application < case.application).count();
            turns = &turns[others..];
            let (own, later) = turns.split_at(turns.iter().take_while(|turn| turn.application == case.application).count());
            turns = later;
            let month = Month::of(case.decided_at.day());
            durations.entry((case.service.as_str(), month)).or_default().push(rules::duration(case, own));
        }
        let services = ALL_SERVICES.into_iter().filter(|service| self.is_about(service.key));
        Ok(services.filter_map(|service| self.processing_of(service, &durations)).collect())
    }

    fn processing_of(&self, service: &'static Service, durations: &HashMap<(&str, Month), Vec<Duration>>) -> Option<Chart<'static>> {
        let t = self.t();
        let of_months: Vec<&[Duration]> =
            self.months.iter().map(|month| durations.get(&(service.key, *month)).map(Vec::as_slice).unwrap_or_default()).collect();
        if of_months.iter().all(|month| month.is_empty()) {
            return None;
        }
        let series = |name: &'static str, percent: usize, value: fn(&Duration) -> u64| {
            let of_month = |month: &&[Duration]| {
                let mut sorted: Vec<u64> = month.iter().map(value).collect();
                sorted.sort_unstable();
                percentile(&sorted, percent)
            };
            Series::new(name, of_months.iter().map(of_month))
        };
        let mut chart = self.chart(Figure::Processing, service.name(self.language), t.figures_days(), Shape::Lines);
        chart.id = format!("processing-{}", service.key).into();
        let chart = chart
            .numbers(Numbers::Tenths(self.language))
            .series(series(t.figures_whole_half(), 50, |duration| duration.whole))
            .series(series(t.figures_whole_most(), 80, |duration| duration.whole))
            .series(series(t.figures_own_half(), 50, |duration| duration.own))
            .series(series(t.figures_own_most(), 80, |duration| duration.own))
            .beside(Series::new(t.figures_decided(), of_months.iter().map(|month| u64::try_from(month.len()).ok())));
        Some(self.told(chart))
    }

    fn endings(&self, months: &[Vec<Count>]) -> Chart<'static> {
        let t = self.t();
        let mut chart = self.chart(Figure::Endings, t.figures_endings(), t.figures_cases(), Shape::Columns).total(t.figures_total());
        for service in ALL_SERVICES.into_iter().chain([&CUSTOMERSHIP]).filter(|service| self.is_about(service.key)) {
            chart = chart.series(self.series(service.name(self.language), months, |count| count.service == service.key));
        }
        self.told(chart)
    }

    fn delivery(&self, id: &'static str, title: &'static str, months: &[delivery::Delivery]) -> Chart<'static> {
        let t = self.t();
        let series = |name: &'static str, value: fn(&delivery::Delivery) -> u64| Series::new(name, months.iter().map(|month| Some(value(month))));
        let chart = Chart { id: id.into(), ..self.chart(Figure::Delivery, title, t.figures_mails(), Shape::Columns).total(t.figures_total()) };
        let chart = chart.series(series(t.figures_delivered(), |month| month.delivered)).series(series(t.figures_failed(), |month| month.failed));
        let chart = chart.series(series(t.figures_bounced(), |month| month.bounced));
        self.told(chart.series(series(t.figures_waiting(), |month| month.waiting)))
    }

    /// With the highest value in words, for those who do not see the drawing.
    fn told(&self, chart: Chart<'static>) -> Chart<'static> {
        let t = self.t();
        if chart.is_empty() {
            return chart.about(t.figures_nothing());
        }
        let value = |place: usize| match chart.shape {
            Shape::Columns => chart.series.iter().filter_map(|series| series.values.get(place).copied().flatten()).sum(),
            Shape::Lines => chart.series.iter().filter_map(|series| series.values.get(place).copied().flatten()).max().unwrap_or(0),
        };
        let highest: Option<(u64, &Category<'_>)> =
            chart.categories.iter().enumerate().map(|(place, category)| (value(place), category)).max_by_key(|(value, _)| *value);
        let about = highest.map(|(value, category)| t.figures_highest(category.long.as_ref(), chart.unit.as_ref(), chart.numbers.shown(value)));
        chart.about(about.unwrap_or_default())
    }
}

fn purpose_name(t: &T, purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Joining => t.queue_joining(),
        Purpose::TechnicalChange => t.queue_changes(),
        Purpose::Ending => t.queue_endings(),
    }
}
