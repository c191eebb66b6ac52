use std::collections::HashMap;

use askama::Template;
use axum::extract::{Path, Query};
use customership::services::{ALL_SERVICES, Service};
use identity::{Answer, Officer};
use kit_web::{
    PageError,
    components::{Chart, Choice, Select},
    csv::Csv,
};

use super::{
    charts::{Figure, Scope},
    rules::Period,
};
use crate::T;

#[derive(Template)]
#[template(path = "figures/page.html")]
struct FiguresPage {
    parts: Vec<Part>,
    asked: Asked,
    scope: Scope,
    t: T,
}

/// A figure with its charts and the address of its file.
struct Part {
    title: &'static str,
    text: &'static str,
    href: String,
    charts: Vec<Chart<'static>>,
}

/// What was chosen.
struct Asked {
    period: Period,
    service: Option<&'static Service>,
}

impl Asked {
    fn of(query: &HashMap<String, String>, officer: &Officer) -> Self {
        let chosen = |name: &str| query.get(name).map_or("", String::as_str);
        let service = ALL_SERVICES.into_iter().find(|service| service.key == chosen("service"));
        Self { period: Period::find(chosen("period"), officer.now.day()), service }
    }

    fn scope(&self, officer: &Officer) -> Scope {
        let today = officer.now.day();
        Scope { months: self.period.months(today), service: self.service, today, language: officer.language }
    }

    fn file(&self, figure: Figure) -> String {
        let service = self.service.map_or_else(String::new, |service| format!("&service={}", service.key));
        format!("/office/figures/{}?period={}{service}", figure.key(), self.period.key())
    }
}

impl FiguresPage {
    fn period(&self) -> Select<'_> {
        let name = |period: Period| match period {
            Period::Last(months) => self.t.figures_last(i64::from(months)),
            Period::Year(year) => year.to_string(),
        };
        let all = Period::all(self.scope.today).into_iter();
        let choices = all.map(|period| Choice::new(period.key(), name(period)).checked_if(period == self.asked.period)).collect();
        Select::new("period", self.t.figures_period(), choices)
    }

    fn service(&self) -> Select<'_> {
        let all = Choice::new("", self.t.figures_all_services()).checked_if(self.asked.service.is_none());
        let service = |service: &'static Service| {
            Choice::new(service.key, service.name(self.scope.language)).checked_if(self.asked.service.is_some_and(|chosen| chosen == service))
        };
        Select::new("service", self.t.figures_service(), [all].into_iter().chain(ALL_SERVICES.into_iter().map(service)).collect())
    }
}

fn title_and_text(t: &T, figure: Figure) -> (&'static str, &'static str) {
    match figure {
        Figure::Intake => (t.figures_intake(), t.figures_intake_text()),
        Figure::Ages => (t.figures_ages(), t.figures_ages_text()),
        Figure::Processing => (t.figures_processing(), t.figures_processing_text()),
        Figure::Endings => (t.figures_endings(), t.figures_endings_text()),
        Figure::Delivery => (t.figures_delivery(), t.figures_delivery_text()),
    }
}

pub(super) async fn show(officer: Officer, Query(query): Query<HashMap<String, String>>) -> Answer {
    let asked = Asked::of(&query, &officer);
    let (scope, t) = (asked.scope(&officer), T::of(officer.language));
    let read = officer.world.db.read().await?;
    let mut parts = Vec::new();
    for figure in Figure::ALL {
        let (title, text) = title_and_text(&t, figure);
        parts.push(Part { title, text, href: asked.file(figure), charts: scope.charts(&read, figure).await? });
    }
    officer.visit.page(t.figures_title(), FiguresPage { parts, asked, scope, t }).into()
}

/// The tables of one figure as a file.
pub(super) async fn download(officer: Officer, Path(figure): Path<String>, Query(query): Query<HashMap<String, String>>) -> Answer {
    let figure = Figure::find(&figure).ok_or(PageError::NotFound)?;
    let asked = Asked::of(&query, &officer);
    let charts = asked.scope(&officer).charts(&officer.world.db.read().await?, figure).await?;
    let t = T::of(officer.language);
    let headers = charts.first().map(Chart::headers).unwrap_or_default();
    let mut csv = Csv::new([t.figures_figure()].into_iter().chain(headers));
    for chart in &charts {
        for row in chart.plain_rows() {
            csv.row([chart.title.as_ref()].into_iter().chain(row.iter().map(String::as_str)));
        }
    }
    Ok(csv.download(&format!("{}-{}.csv", figure.key(), asked.period.key())))
}
