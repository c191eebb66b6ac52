use askama::Template;
use futures_util::future::{BoxFuture, FutureExt};
use kit_core::Language;
use kit_db::{DbError, Read};
use kit_web::{
    Fields, FormView, PageError,
    components::{Button, Checkboxes, Choice, Html, RepeatGroup, SummaryGroup, SummaryList, SummaryRow},
};
use registers::{Oid, organisations, pharmacies, technical};
use serde_json::Value;

use super::{
    block::Block,
    rules::{AccessPointsError, AccessPointsPolicy, Beside, FIELDS, GROUP, Known, OTHER_VIEWER, VIEWERS, field},
    warnings::AccessPointsWarning,
};
use crate::{
    T,
    sections::{Facts, PointFacts, Problems, Section, SectionKey},
};

#[derive(Template)]
#[template(path = "sections/access_points/page.html")]
pub(super) struct AccessPointsPage<'a> {
    pub policy: &'a AccessPointsPolicy,
    pub facts: &'a Facts,
    pub view: &'a FormView<'a>,
    rows: Vec<usize>,
    pub t: T,
}

impl AccessPointsPage<'_> {
    fn block(&self, row: &usize) -> askama::Result<RepeatGroup<'_>> {
        let heading = self.t.access_point_number(row + 1);
        let remove = Button::danger(self.t.access_point_remove()).sends("remove", row.to_string()).about(heading.clone());
        let content = Html::rendered(Block { page: self, row: *row }.render()?);
        Ok(RepeatGroup::new(format!("{GROUP}.{row}"), heading, content).remove(remove))
    }

    fn viewers(&self) -> Option<Checkboxes<'_>> {
        let choice = |system: &'_ registers::InformationSystem| {
            Choice::new(system.code.clone(), system.name.clone()).hint(system.manufacturer.clone()).checked_if(self.view.has(VIEWERS, &system.code))
        };
        let choices =
            self.facts.systems.iter().filter(|system| system.viewer && (!system.ended || self.view.has(VIEWERS, &system.code))).map(choice).collect();
        let (error, warning) = (self.view.error_of(VIEWERS).map(str::to_owned), self.view.warning_of(VIEWERS));
        (self.policy.beside == Beside::ViewerSystem)
            .then(|| Checkboxes::new(VIEWERS, self.t.viewer_system(), choices).maybe_error(error).maybe_warning(warning).required())
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

    fn keeps(&self, name: &str) -> bool {
        let of_row = name.strip_prefix(GROUP).and_then(|rest| rest.rsplit_once('.')).is_some_and(|(_, last)| FIELDS.contains(&last));
        of_row || [VIEWERS, OTHER_VIEWER].contains(&name)
    }

    fn begin(&self, facts: &Facts) -> Fields {
        let mut fields = Fields::from_pairs([(field(0, "oid"), "")]);
        if let [only] = facts.pharmacies.as_slice() {
            fields.set(&field(0, "pharmacies"), only.oid.as_str());
        }
        fields
    }

    fn press(&self, fields: &Fields, button: &str, value: &str) -> Option<(Fields, String)> {
        match button {
            "add" => {
                let mut more = fields.numbered(GROUP);
                let oid = field(more.rows(GROUP).len(), "oid");
                more.set(&oid, "");
                Some((more, oid))
            }
            "remove" => Some((fields.without_row(GROUP, value.parse().ok()?), "form".to_owned())),
            _ => None,
        }
    }

    fn gather<'a>(&'a self, read: &'a Read, fields: &'a Fields, facts: &'a mut Facts) -> BoxFuture<'a, Result<(), DbError>> {
        async move {
            facts.systems = technical::systems_for_service(read, facts.service.key).await?;
            if self.beside == Beside::Pharmacies {
                facts.pharmacies = pharmacies::of_pharmacist(read, &facts.organisation.oid, facts.today).await?;
            }
            for row in fields.rows(GROUP) {
                let Some(oid) = Oid::parse(fields.get(&field(row, "oid"))) else {
                    continue;
                };
                let known = point(read, oid.as_str()).await?;
                facts.points.insert(oid.to_string(), known);
            }
            Ok(())
        }
        .boxed()
    }

    fn check(&self, fields: &Fields, facts: &Facts, language: Language) -> Result<Value, Problems> {
        let t = T::of(language);
        let value = self.check(fields, Known::of(facts)).map_err(|errors| errors.map(|error| error_text(&t, error, facts).into()))?;
        Ok(serde_json::to_value(value).unwrap_or_default())
    }

    fn warnings(&self, fields: &Fields, facts: &Facts, language: Language) -> Problems {
        let t = T::of(language);
        self.warnings(fields, Known::of(facts)).map(|warning| warning_text(&t, &warning).into())
    }

    fn oddities(&self, fields: &Fields, facts: &Facts, language: Language) -> Vec<String> {
        let t = T::of(language);
        self.warnings(fields, Known::of(facts)).iter().map(|warning| oddity_text(&t, &warning.error)).collect()
    }

    fn to_do(&self, fields: &Fields, _: &Facts, language: Language) -> Vec<&'static str> {
        let t = T::of(language);
        let chosen = self.beside == Beside::RenewalRequests && fields.rows(GROUP).iter().any(|row| fields.get(&field(*row, "renewals")) == "yes");
        if chosen { vec![t.renewals_to_do_thl(), t.renewals_to_do_supplier()] } else { Vec::new() }
    }

    fn form(&self, view: &FormView<'_>, facts: &Facts, language: Language) -> Result<String, PageError> {
        Ok(AccessPointsPage { policy: self, facts, view, rows: view.rows(GROUP), t: T::of(language) }.render()?)
    }

    fn summary(&self, fields: &Fields, facts: &Facts, language: Language) -> SummaryList<'static> {
        let t = T::of(language);
        let rows = fields.rows(GROUP);
        let group = |row: &usize| SummaryGroup::titled(t.access_point_number(row + 1), self.rows(&t, fields, facts, *row));
        let list = rows.iter().map(group).fold(SummaryList::new(t.access_points()), SummaryList::group);
        if self.beside == Beside::ViewerSystem {
            let viewers = system_names(fields, facts, VIEWERS, OTHER_VIEWER);
            list.rows(vec![SummaryRow::lines(t.viewer_system(), viewers)])
        } else {
            list
        }
    }
}

impl AccessPointsPolicy {
    /// One access point, to be read.
    fn rows(&self, t: &T, fields: &Fields, facts: &Facts, row: usize) -> Vec<SummaryRow<'static>> {
        let oid = Oid::clean(fields.get(&field(row, "oid")));
        let manager = facts.points.get(&oid).and_then(|p| p.point.as_ref()).map(|p| format!("{}, {}", p.name, p.manager_name));
        let mut rows = vec![SummaryRow::new(t.access_point_oid(), oid)];
        rows.extend(manager.map(|manager| SummaryRow::new(t.access_point_manager(), manager)));
        if self.beside == Beside::Pharmacies {
            let used = facts.pharmacies.iter().filter(|p| fields.has(&field(row, "pharmacies"), &p.oid)).map(|p| p.name.clone().into());
            rows.push(SummaryRow::lines(t.access_point_pharmacies_used(), used.collect()));
        }
        let systems = system_names(fields, facts, &field(row, "systems"), &field(row, "other_system"));
        rows.push(SummaryRow::lines(t.access_point_systems_used(), systems));
        if self.beside == Beside::RenewalRequests {
            let said = match fields.get(&field(row, "renewals")) {
                "yes" => t.renewals_yes(),
                "no" => t.renewals_no(),
                _ => "",
            };
            rows.push(SummaryRow::new(t.renewals(), said));
        }
        rows
    }
}

/// What is known of an OID that somebody takes for an access point.
pub(crate) async fn point(read: &Read, oid: &str) -> Result<PointFacts, DbError> {
    let (point, systems, is_register_oid) = tokio::try_join!(
        technical::access_point(read, oid),
        technical::systems_of_access_point(read, oid),
        organisations::is_register_oid(read, oid)
    )?;
    Ok(PointFacts { point, systems, is_register_oid })
}

fn system_names(fields: &Fields, facts: &Facts, listed: &str, other: &str) -> Vec<kit_web::components::Text<'static>> {
    let name = |code: &str| facts.systems.iter().find(|s| s.code == code).map_or_else(|| code.to_owned(), |s| s.name.clone());
    let other = Some(fields.get(other).to_owned()).filter(|name| !name.trim().is_empty());
    fields.all(listed).map(name).chain(other).map(Into::into).collect()
}

fn error_text(t: &T, error: AccessPointsError, facts: &Facts) -> String {
    match error {
        AccessPointsError::NoneGiven => t.access_point_none().to_owned(),
        AccessPointsError::OidMissing => t.access_point_oid_missing().to_owned(),
        AccessPointsError::OidShape => t.access_point_oid_shape().to_owned(),
        AccessPointsError::OwnOid => t.access_point_own_oid(&facts.organisation.name),
        AccessPointsError::RegisterOid => t.access_point_register_oid().to_owned(),
        AccessPointsError::GivenTwice => t.access_point_twice().to_owned(),
        AccessPointsError::SystemMissing => t.access_point_system_missing().to_owned(),
        AccessPointsError::OtherTooLong => t.other_system_too_long().to_owned(),
        AccessPointsError::RenewalsMissing => t.renewals_missing().to_owned(),
        AccessPointsError::ViewerMissing => t.viewer_missing().to_owned(),
        AccessPointsError::PharmacyMissing => t.access_point_pharmacy_missing().to_owned(),
    }
}

fn oddity_text(t: &T, warning: &AccessPointsWarning) -> String {
    match warning {
        AccessPointsWarning::UnusualShape => t.odd_access_point_shape().to_owned(),
        AccessPointsWarning::Unknown => t.odd_access_point_unknown().to_owned(),
        AccessPointsWarning::PointEnded => t.odd_access_point_ended().to_owned(),
        AccessPointsWarning::SystemsEnded(names) => t.access_point_systems_ended(names),
        AccessPointsWarning::Expired(names) => t.access_point_systems_expired(names),
        AccessPointsWarning::NotListed => t.odd_system_not_listed().to_owned(),
        AccessPointsWarning::WithoutPoint(name) => t.odd_pharmacy_without(name),
    }
}

fn warning_text(t: &T, warning: &AccessPointsWarning) -> String {
    match warning {
        AccessPointsWarning::UnusualShape => t.access_point_unusual().to_owned(),
        AccessPointsWarning::Unknown => t.access_point_unknown().to_owned(),
        AccessPointsWarning::PointEnded => t.access_point_ended().to_owned(),
        AccessPointsWarning::SystemsEnded(names) => t.access_point_systems_ended(names),
        AccessPointsWarning::Expired(names) => t.access_point_systems_expired(names),
        AccessPointsWarning::NotListed => t.other_system_not_listed().to_owned(),
        AccessPointsWarning::WithoutPoint(name) => t.access_point_pharmacy_without(name),
    }
}
