use askama::Template;
use axum::extract::Path;
use identity::{
    Answer, Form, Representative,
    access::{
        PageParts,
        log::{LogRow, looked},
        redirect,
    },
};
use kit_web::{
    Fields, FormView, PageError,
    components::{Html, Notice, SummaryList},
};
use registers::organisations;

use super::{
    in_force::{InForceChange, right_for_all},
    store,
};
use crate::{
    T,
    applications::{ChangeError, CommonSave, CustomerId, Draft, OrganisationOid},
    customers::{InUse, Standing},
    journeys::joining::facts_of,
    sections::{Facts, Problems, Section, SectionKey},
};

/// A common section of a customer, on its way to the page.
struct Place {
    used: InUse,
    standing: Standing,
    section: &'static dyn Section,
    customer: CustomerId,
    draft: Option<Draft>,
    in_force: Fields,
    facts: Facts,
}

impl Place {
    async fn find(representative: &Representative, service: &str, section: &str) -> Result<Self, PageError> {
        let read = representative.world.db.read().await?;
        let oid = OrganisationOid(&representative.acting.oid);
        let standing = Standing::of(&read, oid).await?;
        let used = standing.uses(service).cloned().ok_or(PageError::NotFound)?;
        let key = SectionKey::find(section).filter(|key| key.is_common()).ok_or(PageError::NotFound)?;
        let section = used.form.section(key).ok_or(PageError::NotFound)?;
        let customer = store::customer(&read, oid).await?.ok_or(PageError::NotFound)?;
        let organisation = organisations::find_by_oid(&read, oid.0, representative.now.day()).await?.ok_or(PageError::Unavailable)?;
        let mut facts = facts_of(&representative.visit, used.service, organisation);
        facts.standing = standing.clone();
        let (in_force, draft) = tokio::try_join!(store::common_in_force(&read, oid, key), store::draft(&read, oid, key))?;
        Ok(Self { used, standing, section, customer, draft, in_force, facts })
    }

    fn here(&self) -> String {
        format!("/services/{}/data/{}", self.used.service.key, self.section.key().key())
    }

    fn revision(&self) -> i64 {
        self.draft.as_ref().map_or(0, |draft| draft.revision)
    }
}

#[derive(Template)]
#[template(path = "service_data/update.html")]
struct UpdatePage<'a> {
    service: &'static str,
    title: &'static str,
    action: String,
    back: String,
    revision: i64,
    errors: Html<'static>,
    warnings: Html<'static>,
    impact: Notice<'static>,
    at_stake: Vec<String>,
    conflict: Option<(SummaryList<'static>, SummaryList<'static>)>,
    view: &'a FormView<'a>,
    form: Html<'a>,
    t: T,
}

pub(super) async fn show(representative: Representative, Path((service, section)): Path<(String, String)>) -> Answer {
    let place = Place::find(&representative, &service, &section).await?;
    looked(&representative.visit, &representative, "customer", place.customer.0).await?;
    let restored = representative.parked.as_ref().map(|fields| fields.only(|name| place.section.keeps(name)));
    let fields = restored.or_else(|| place.draft.as_ref().map(|draft| draft.fields.clone())).unwrap_or_else(|| place.section.begin(&place.facts));
    page(&representative, &place, &fields, &Problems::default(), place.revision(), false)?.into()
}

pub(super) async fn save(representative: Representative, Path((service, section)): Path<(String, String)>, Form(sent): Form) -> Answer {
    let place = Place::find(&representative, &service, &section).await?;
    let typed = sent.only(|name| place.section.keeps(name));
    let pressed =
        ["add", "remove"].into_iter().find_map(|button| sent.value_if_sent(button).and_then(|value| place.section.press(&typed, button, value)));
    let (fields, anchor) = pressed.map_or((typed, None), |(fields, anchor)| (fields, Some(anchor)));
    let language = representative.language;
    let fields = place.section.completed(fields, &place.facts, language);
    let checked = right_for_all(&place.standing, place.section.key(), &fields, &place.facts, language);
    let over_revision = sent.get("revision").parse().unwrap_or_default();
    let unchanged = place.draft.as_ref().is_some_and(|draft| draft.revision == over_revision && draft.fields == fields);
    let (customer, key) = (place.customer, place.section.key());
    let log = LogRow::new(&representative.visit, &representative, "save", "customer", customer.0);
    let save = CommonSave {
        customer,
        section: key,
        fields: fields.clone(),
        over_revision,
        unchanged,
        saved_by: representative.name.clone(),
        at: representative.now,
    };
    // A button that only adds a row changes nothing in force.
    let value = checked.as_ref().ok().cloned().flatten().filter(|_| anchor.is_none());
    let change = value.map(|value| InForceChange::new(&representative, customer, place.section, &fields, value));
    let revision = save.revision();
    let saved = representative.world.db.write(move |tx| async move {
        save.write(&tx).await?;
        if let Some(change) = change {
            change.write(&tx).await?;
        }
        Ok::<_, ChangeError>(log.write(&tx).await?)
    });
    match (saved.await, anchor, checked) {
        (Err(ChangeError::Stale), ..) if place.draft.as_ref().is_none_or(|draft| draft.fields != fields) => {
            let place = Place::find(&representative, &service, &section).await?;
            let page = page(&representative, &place, &fields, &Problems::default(), place.revision(), true)?;
            page.status(axum::http::StatusCode::CONFLICT).into()
        }
        (Err(error @ (ChangeError::Closed | ChangeError::Db(_))), ..) => Err(error.into()),
        (_, Some(anchor), _) => Ok(redirect(&format!("{}#{anchor}", place.here()))),
        (_, None, Ok(_)) => Ok(redirect(&format!("/services/{service}/data"))),
        (saved, None, Err(problems)) => {
            let revision = if saved.is_ok() { revision } else { place.revision() };
            page(&representative, &place, &fields, &problems, revision, false)?.with_errors().into()
        }
    }
}

fn page<'v>(
    representative: &'v Representative,
    place: &Place,
    fields: &Fields,
    problems: &Problems,
    revision: i64,
    conflict: bool,
) -> Result<PageParts<'v>, PageError> {
    let language = representative.language;
    let t = T::of(language);
    let warnings = place.section.warnings(fields, &place.facts, language);
    let view = FormView::new(fields, representative.visit.texts(), representative.visit.csrf()).errors(problems, Clone::clone);
    let view = view.warnings(&warnings, Clone::clone);
    let names = place.standing.in_use.iter().filter(|used| used.form.section(place.section.key()).is_some());
    let names = names.map(|used| used.service.name(language)).collect::<Vec<_>>().join(", ");
    let theirs = place.draft.as_ref().filter(|_| conflict).map(|draft| {
        let list =
            |fields: &Fields, heading: String| SummaryList { heading: heading.into(), ..place.section.summary(fields, &place.facts, language) };
        (list(&draft.fields, t.conflict_theirs(&draft.saved_by)), list(fields, t.conflict_yours().to_owned()))
    });
    let title = place.section.title(language);
    let impact = Notice::info(t.update_impact()).line(t.update_impact_text(names)).line(t.update_told());
    let at_stake = place.section.at_stake(&place.in_force, &place.facts, language);
    let body = UpdatePage {
        service: place.used.service.name(language),
        title,
        action: place.here(),
        back: format!("/services/{}/data", place.used.service.key),
        revision,
        errors: view.summary(),
        warnings: view.warning_summary(),
        impact,
        at_stake,
        conflict: theirs,
        form: Html::rendered(place.section.form(&view, &place.facts, language)?),
        view: &view,
        t,
    };
    Ok(representative.visit.page(format!("{title} – {}", place.used.service.name(language)), body.render()?))
}
