//! The fields of one access point.

use askama::Template;
use kit_web::components::{Checkboxes, Choice, Notice, Radios};
use registers::{InformationSystem, Oid, pharmacies::Pharmacy};

use super::{
    page::AccessPointsPage,
    rules::{Beside, field},
};

#[derive(Template)]
#[template(path = "sections/access_points/block.html")]
pub(super) struct Block<'a> {
    pub page: &'a AccessPointsPage<'a>,
    pub row: usize,
}

impl Block<'_> {
    fn field(&self, name: &str) -> String {
        field(self.row, name)
    }

    fn value(&self, name: &str) -> &str {
        self.page.view.value(&self.field(name))
    }

    /// The access point as we know it: its name and who runs it.
    fn known(&self) -> Option<Notice<'_>> {
        let point = self.page.facts.points.get(&Oid::clean(self.value("oid")))?.point.as_ref()?;
        Some(Notice::info(self.page.t.access_point_known(&point.manager_name, &point.name)))
    }

    fn systems(&self) -> Checkboxes<'_> {
        let (page, t, name) = (self.page, &self.page.t, self.field("systems"));
        let through = page.facts.points.get(&Oid::clean(self.value("oid")));
        let choice = |system: &'_ InformationSystem| {
            let known = through.is_some_and(|point| point.systems.contains(&system.code));
            let hint = if known { t.system_known_here(&system.manufacturer) } else { system.manufacturer.clone() };
            let choice = Choice::new(system.code.clone(), system.name.clone()).hint(hint).checked_if(page.view.has(&name, &system.code));
            if system.renewals { choice.opens("renewals") } else { choice }
        };
        // What has ended is not offered, but stays where it was chosen.
        let is_shown = |system: &&InformationSystem| !system.ended || page.view.has(&name, &system.code);
        let choices = page.policy.offered(&page.facts.systems).filter(is_shown).map(choice).collect();
        let boxes = Checkboxes { choices, ..page.view.boxes(name.clone(), t.access_point_systems(), &[]) };
        boxes.hint(t.access_point_systems_hint()).required()
    }

    /// Whether renewal requests are received: seen as soon as a system that supports them is chosen.
    fn renewals(&self) -> Option<Radios<'_>> {
        let (page, t) = (self.page, &self.page.t);
        let asked = page.policy.beside == Beside::RenewalRequests && page.facts.systems.iter().any(|system| system.renewals);
        asked.then(|| {
            page.view
                .radios(self.field("renewals"), t.renewals(), &[("yes", t.renewals_yes()), ("no", t.renewals_no())])
                .help(page.view.help_label(t.renewals()), t.renewals_help())
                .required()
        })
    }

    fn pharmacies(&self) -> Option<Checkboxes<'_>> {
        let (page, t, name) = (self.page, &self.page.t, self.field("pharmacies"));
        let choice = |pharmacy: &'_ Pharmacy| {
            Choice::new(pharmacy.oid.clone(), pharmacy.name.clone())
                .hint(format!("{}, {} {}", pharmacy.street, pharmacy.postal_code, pharmacy.town))
                .checked_if(page.view.has(&name, &pharmacy.oid))
        };
        let choices = page.facts.pharmacies.iter().map(choice).collect();
        let (error, warning) = (page.view.error_of(&name).map(str::to_owned), page.view.warning_of(&name));
        (page.policy.beside == Beside::Pharmacies)
            .then(|| Checkboxes::new(name, t.access_point_pharmacies(), choices).maybe_error(error).maybe_warning(warning).required())
    }
}
