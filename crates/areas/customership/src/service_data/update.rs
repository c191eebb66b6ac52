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
use kit_core::Language;
use kit_web::{
    Fields, FormView, PageError,
    components::{BackLink, Html, Notice, SummaryList},
};
use registers::organisations;

use super::{
    in_force::{InForceChange, Wrong, right_for_all},
    said::Said,
    store,
};
use crate::{
    T,
    applications::{self, ChangeError, CommonSave, CustomerId, Draft, OrganisationOid},
    customers::{InUse, Standing},
    journeys::joining::facts_of,
    sections::{Facts, Section, SectionKey},
    services::Service,
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
        let customer = applications::customer_of(&read, oid).await?.ok_or(PageError::NotFound)?;
        let organisation = organisations::last_known(&read, oid.0, representative.now.day()).await?.ok_or(PageError::Unavailable)?;
        let mut facts = facts_of(&representative.visit, used.service, organisation);
        facts.standing = standing.clone();
        let (in_force, draft) = tokio::try_join!(store::common_in_force(&read, oid, key), store::draft(&read, oid, key))?;
        section.gather(&read, draft.as_ref().map_or(&in_force, |draft| &draft.fields), &mut facts).await?;
        Ok(Self { used, standing, section, customer, draft, in_force, facts })
    }

    fn here(&self) -> String {
        self.address_in(self.used.service)
    }

    /// The same section among another service's data.
    fn address_in(&self, service: &Service) -> String {
        format!("/services/{}/data/{}", service.key, self.section.key().key())
    }

    /// What was saved and is not in force, if there is such.
    fn unfinished(&self) -> Option<&Draft> {
        self.draft.as_ref().filter(|draft| !self.in_force.is_empty() && draft.fields != self.in_force)
    }

    fn revision(&self) -> i64 {
        self.draft.as_ref().map_or(0, |draft| draft.revision)
    }
}

#[derive(Template)]
#[template(path = "service_data/update.html")]
struct UpdatePage<'a> {
    title: &'static str,
    action: String,
    back: BackLink<'static>,
    cancel: Option<String>,
    revision: i64,
    errors: Html<'static>,
    /// What other services lack, each with the way there.
    elsewhere: Vec<Notice<'static>>,
    unfinished: Option<Notice<'static>>,
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
    looked(&representative.visit, &representative, place.customer.about()).await?;
    let restored = representative.parked.as_ref().map(|fields| fields.only(|name| place.section.keeps(name)));
    let fields = restored.or_else(|| place.draft.as_ref().map(|draft| draft.fields.clone())).unwrap_or_else(|| place.section.begin(&place.facts));
    page(&representative, &place, &fields, &Wrong::default(), place.revision(), false)?.into()
}

/// Hylkää muutos: what is in force is the draft again, unless somebody has saved meanwhile.
async fn discard(representative: &Representative, place: Place, typed: &Fields, over_revision: i64) -> Answer {
    let log = LogRow::new(&representative.visit, representative, "save", place.customer.about());
    let save = CommonSave {
        customer: place.customer,
        section: place.section.key(),
        fields: place.in_force.clone(),
        over_revision,
        unchanged: false,
        saved_by: representative.name.clone(),
        at: representative.now,
    };
    let saved = representative.world.db.write(move |tx| async move {
        save.write(&tx).await?;
        Ok::<_, ChangeError>(log.write(&tx).await?)
    });
    match saved.await {
        Ok(()) => Ok(redirect(&Said::Discarded.on_page_of(place.used.service))),
        Err(ChangeError::Stale) => {
            let page = page(representative, &place, typed, &Wrong::default(), place.revision(), true)?;
            page.status(axum::http::StatusCode::CONFLICT).into()
        }
        Err(error @ (ChangeError::Closed | ChangeError::Db(_))) => Err(error.into()),
    }
}

pub(super) async fn save(representative: Representative, Path((service, section)): Path<(String, String)>, Form(sent): Form) -> Answer {
    let place = Place::find(&representative, &service, &section).await?;
    let typed = sent.only(|name| place.section.keeps(name));
    let over_revision = sent.get("revision").parse().unwrap_or_default();
    if sent.get("go") == "discard" && place.unfinished().is_some() {
        return discard(&representative, place, &typed, over_revision).await;
    }
    let pressed =
        ["add", "remove"].into_iter().find_map(|button| sent.value_if_sent(button).and_then(|value| place.section.press(&typed, button, value)));
    let (fields, anchor) = pressed.map_or((typed, None), |(fields, anchor)| (fields, Some(anchor)));
    let language = representative.language;
    let fields = place.section.completed(fields, &place.facts, language);
    let checked = right_for_all(&place.standing, place.section.key(), &fields, &place.facts, language);
    let unchanged = place.draft.as_ref().is_some_and(|draft| draft.revision == over_revision && draft.fields == fields);
    let (customer, key) = (place.customer, place.section.key());
    let log = LogRow::new(&representative.visit, &representative, "save", customer.about());
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
        let changed = match change {
            Some(change) => change.write(&tx).await?,
            None => false,
        };
        log.write(&tx).await?;
        Ok::<_, ChangeError>(if changed { Said::Changed } else { Said::Same })
    });
    match (saved.await, anchor, checked) {
        (Err(ChangeError::Stale), ..) if place.draft.as_ref().is_none_or(|draft| draft.fields != fields) => {
            let place = Place::find(&representative, &service, &section).await?;
            let page = page(&representative, &place, &fields, &Wrong::default(), place.revision(), true)?;
            page.status(axum::http::StatusCode::CONFLICT).into()
        }
        (Err(error @ (ChangeError::Closed | ChangeError::Db(_))), ..) => Err(error.into()),
        (_, Some(anchor), _) => Ok(redirect(&format!("{}#{anchor}", place.here()))),
        // The same form sent twice: what it says is in force already.
        (Err(ChangeError::Stale), None, Ok(_)) => Ok(redirect(&Said::Changed.on_page_of(place.used.service))),
        (Ok(said), None, Ok(_)) => Ok(redirect(&said.on_page_of(place.used.service))),
        (Ok(_), None, Err(wrong)) => {
            // What was saved is a draft now, which can be put away again.
            let place = Place::find(&representative, &service, &section).await?;
            page(&representative, &place, &fields, &wrong, revision, false)?.with_errors().into()
        }
        (Err(ChangeError::Stale), None, Err(wrong)) => page(&representative, &place, &fields, &wrong, place.revision(), false)?.with_errors().into(),
    }
}

fn page<'v>(
    representative: &'v Representative,
    place: &Place,
    fields: &Fields,
    wrong: &Wrong,
    revision: i64,
    conflict: bool,
) -> Result<PageParts<'v>, PageError> {
    let language = representative.language;
    let t = T::of(language);
    let warnings = place.section.warnings(fields, &place.facts, language);
    let view = FormView::new(fields, representative.visit.texts(), representative.visit.csrf()).errors(&wrong.here, Clone::clone);
    let view = view.warnings(&warnings, Clone::clone);
    let names = place.standing.in_use.iter().filter(|used| used.form.section(place.section.key()).is_some());
    let names = names.map(|used| used.service.name(language)).collect::<Vec<_>>().join(", ");
    let theirs = place.draft.as_ref().filter(|_| conflict).map(|draft| {
        let list =
            |fields: &Fields, heading: String| SummaryList { heading: heading.into(), ..place.section.summary(fields, &place.facts, language) };
        (list(&draft.fields, t.conflict_theirs(&draft.saved_by)), list(fields, t.conflict_yours().to_owned()))
    });
    let title = place.section.title(language);
    let told = if place.section.key() == SectionKey::Contacts { t.update_told_contacts() } else { t.update_told() };
    let impact = Notice::info(t.update_impact()).line(t.update_impact_text(names)).line(told);
    let elsewhere = wrong.elsewhere.iter().map(|(service, said)| {
        let name = service.name(language);
        let notice = Notice::warning(t.update_elsewhere(name)).line(t.update_elsewhere_text()).announced();
        let notice = said.iter().fold(notice, |notice, said| notice.line(said.clone()));
        notice.link(place.address_in(service), t.update_elsewhere_link(title, name))
    });
    let data = format!("/services/{}/data", place.used.service.key);
    let unfinished = place.unfinished().map(|_| unfinished(place, &t, language));
    let at_stake = place.section.at_stake(&place.in_force, &place.facts, language);
    let body = UpdatePage {
        title,
        action: place.here(),
        back: BackLink::new(data.clone(), place.used.service.name(language)),
        cancel: Some(data).filter(|_| unfinished.is_none()),
        revision,
        errors: view.summary(),
        elsewhere: elsewhere.collect(),
        unfinished,
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

/// Something was saved that does not hold yet, perhaps in an application that shares it.
fn unfinished(place: &Place, t: &T, language: Language) -> Notice<'static> {
    let shared = place.standing.applied.iter().filter(|(service, _)| service.forms.iter().any(|form| form.section(place.section.key()).is_some()));
    let shared = shared.map(|(service, _)| service.name(language)).collect::<Vec<_>>().join(", ");
    let notice = Notice::info(t.update_unfinished()).line(t.update_unfinished_text());
    if shared.is_empty() { notice } else { notice.line(t.update_unfinished_shared(shared)) }
}
