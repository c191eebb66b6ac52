use askama::Template;
use futures_util::future::{BoxFuture, FutureExt};
use kit_core::Language;
use kit_db::{DbError, Read};
use kit_web::{
    Fields, FormView, PageError,
    components::{Button, Checkboxes, Choice, Html, Notice, RepeatGroup, SummaryGroup, SummaryList, SummaryRow},
};
use registers::{Oid, organisations, technical};
use serde_json::Value;

use super::rules::{AccessPointsError, AccessPointsPolicy, GROUP, Known};
use crate::{
    T,
    sections::{Facts, PointFacts, Problems, Section, SectionKey},
};

#[derive(Template)]
#[template(path = "sections/access_points/page.html")]
struct AccessPointsPage<'a> {
    facts: &'a Facts,
    view: &'a FormView<'a>,
    rows: Vec<usize>,
    t: T,
}

impl AccessPointsPage<'_> {
    fn block(&self, row: &usize) -> askama::Result<RepeatGroup<'_>> {
        let block = Block { page: self, oid_field: format!("{GROUP}.{row}.oid"), systems_field: format!("{GROUP}.{row}.systems") };
        let number = row + 1;
        let heading = self.t.access_point_number(number);
        let remove = Button::danger(self.t.access_point_remove()).sends("remove", row.to_string()).about(heading.clone());
        let content = Html::rendered(block.render()?);
        Ok(RepeatGroup::new(format!("{GROUP}.{row}"), heading, content).remove(remove))
    }
}

/// The fields of one access point.
#[derive(Template)]
#[template(path = "sections/access_points/block.html")]
struct Block<'a> {
    page: &'a AccessPointsPage<'a>,
    oid_field: String,
    systems_field: String,
}

impl Block<'_> {
    /// What we know of the access point: who runs it, or that we do not know it.
    fn known(&self) -> Option<Notice<'_>> {
        let t = &self.page.t;
        let facts = self.page.facts.points.get(&Oid::clean(self.page.view.value(&self.oid_field)))?;
        match &facts.point {
            Some(point) => Some(Notice::info(t.access_point_known(&point.manager_name, &point.name))),
            None if facts.is_register_oid => None,
            None => Some(Notice::warning(t.access_point_unknown()).line(t.access_point_unknown_text())),
        }
    }

    fn systems(&self) -> Checkboxes<'_> {
        let (facts, t) = (self.page.facts, &self.page.t);
        let through = facts.points.get(&Oid::clean(self.page.view.value(&self.oid_field)));
        let choice = |system: &'_ registers::InformationSystem| {
            let known = through.is_some_and(|point| point.systems.contains(&system.code));
            let hint = if known { t.system_known_here(&system.manufacturer) } else { system.manufacturer.clone() };
            Choice::new(system.code.clone(), system.name.clone()).hint(hint).checked_if(self.page.view.has(&self.systems_field, &system.code))
        };
        let choices = facts.systems.iter().map(choice).collect();
        let error = self.page.view.error_of(&self.systems_field).map(str::to_owned);
        Checkboxes::new(self.systems_field.as_str(), t.access_point_systems(), choices).maybe_error(error).required()
    }
}

impl Section for AccessPointsPolicy {
    fn key(&self) -> SectionKey {
        SectionKey::AccessPoints
    }

    fn title(&self, language: Language) -> &'static str {
        T::of(language).access_points()
    }

    fn instructions(&self, language: Language) -> &'static str {
        T::of(language).instructions_access_points()
    }

    fn keeps(&self, field: &str) -> bool {
        field.starts_with("points.") && (field.ends_with(".oid") || field.ends_with(".systems"))
    }

    fn begin(&self, _: &Facts) -> Fields {
        Fields::from_pairs([(format!("{GROUP}.0.oid"), "")])
    }

    fn press(&self, fields: &Fields, button: &str, value: &str) -> Option<(Fields, String)> {
        match button {
            "add" => {
                let mut more = fields.numbered(GROUP);
                let row = more.rows(GROUP).len();
                more.set(&format!("{GROUP}.{row}.oid"), "");
                Some((more, format!("{GROUP}.{row}.oid")))
            }
            "remove" => Some((fields.without_row(GROUP, value.parse().ok()?), "form".to_owned())),
            _ => None,
        }
    }

    fn gather<'a>(&'a self, read: &'a Read, fields: &'a Fields, facts: &'a mut Facts) -> BoxFuture<'a, Result<(), DbError>> {
        async move {
            facts.systems = technical::systems_for_service(read, facts.service.key).await?;
            for row in fields.rows(GROUP) {
                let Some(oid) = Oid::parse(fields.get(&format!("{GROUP}.{row}.oid"))) else {
                    continue;
                };
                let oid = oid.to_string();
                let known = PointFacts {
                    point: technical::access_point(read, &oid).await?,
                    systems: technical::systems_of_access_point(read, &oid).await?,
                    is_register_oid: organisations::is_register_oid(read, &oid).await?,
                };
                facts.points.insert(oid, known);
            }
            Ok(())
        }
        .boxed()
    }

    fn check(&self, fields: &Fields, facts: &Facts, language: Language) -> Result<Value, Problems> {
        let t = T::of(language);
        let codes: Vec<&str> = facts.systems.iter().map(|system| system.code.as_str()).collect();
        let value = self.check(fields, Known::of(facts, &codes)).map_err(|errors| errors.map(|error| text(&t, error, facts).into()))?;
        Ok(serde_json::to_value(value).unwrap_or_default())
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        Ok(AccessPointsPage { facts, view, rows: view.rows(GROUP), t: T::of(language) }.render()?)
    }

    fn summary(&self, fields: &Fields, facts: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let mut list = SummaryList::new(t.access_points());
        for row in fields.rows(GROUP) {
            let oid = Oid::clean(fields.get(&format!("{GROUP}.{row}.oid")));
            let field = format!("{GROUP}.{row}.systems");
            let name = |code: &str| facts.systems.iter().find(|s| s.code == code).map_or_else(|| code.to_owned(), |s| s.name.clone());
            let systems: Vec<_> = fields.all(&field).map(|code| name(code).into()).collect();
            let manager = facts.points.get(&oid).and_then(|p| p.point.as_ref()).map(|p| format!("{}, {}", p.name, p.manager_name));
            let mut rows = vec![SummaryRow::new(t.access_point_oid(), oid.clone()), SummaryRow::lines(t.access_point_systems_used(), systems)];
            let unknown = facts.points.get(&oid).is_some_and(|p| p.point.is_none() && !p.is_register_oid);
            rows.extend(
                unknown.then(|| {
                    SummaryRow::lines(t.access_point_attention(), vec![t.access_point_unknown().into(), t.access_point_unknown_text().into()])
                }),
            );
            rows.extend(manager.map(|manager| SummaryRow::new(t.access_point_manager(), manager)));
            list = list.group(SummaryGroup::titled(t.access_point_number(row + 1), rows));
        }
        list
    }
}

fn text(t: &T, error: AccessPointsError, facts: &Facts) -> String {
    match error {
        AccessPointsError::NoneGiven => t.access_point_none().to_owned(),
        AccessPointsError::OidMissing => t.access_point_oid_missing().to_owned(),
        AccessPointsError::OidShape => t.access_point_oid_shape().to_owned(),
        AccessPointsError::OwnOid => t.access_point_own_oid(&facts.organisation.name),
        AccessPointsError::RegisterOid => t.access_point_register_oid().to_owned(),
        AccessPointsError::GivenTwice => t.access_point_twice().to_owned(),
        AccessPointsError::SystemMissing => t.access_point_system_missing().to_owned(),
    }
}
