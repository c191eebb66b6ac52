use askama::Template;
use axum::extract::Path;
use identity::{Answer, Form as Sent, Representative, access::redirect};
use kit_web::{PageError, components::Notice};
use registers::organisations;

use crate::{
    T,
    applications::{ApplicationId, OrganisationOid, Purpose},
    customers::Standing,
    journeys::joining::{Journey, Step, begin, matter_title, open_matter, stepper},
    services::{Form, Service, ending::CUSTOMERSHIP},
};

#[derive(Template)]
#[template(path = "journeys/notices/page.html")]
struct NoticePage<'a> {
    title: String,
    lead: &'static str,
    lines: Vec<&'static str>,
    /// Title and instructions of each section.
    sections: Vec<(&'static str, &'static str)>,
    action: String,
    open: Option<ApplicationId>,
    hindrance: Option<Notice<'static>>,
    csrf: &'a str,
    t: T,
}

/// A service that the visitor's organisation uses.
async fn used(representative: &Representative, key: &str) -> Result<(&'static Service, &'static Form, Standing), PageError> {
    let read = representative.world.db.read().await?;
    let standing = Standing::of(&read, OrganisationOid(&representative.acting.oid)).await?;
    let used = standing.uses(key).ok_or(PageError::NotFound)?;
    Ok((used.service, used.form, standing))
}

pub(super) async fn change(representative: Representative, Path(key): Path<String>) -> Answer {
    let (service, form, _) = used(&representative, &key).await?;
    let t = T::of(representative.language);
    let lines = vec![t.change_line_before(), t.change_line_old(), t.change_line_access_point()];
    show(&representative, (service, form, Purpose::TechnicalChange), t.change_notice_lead(), lines, format!("/services/{key}/changes")).await
}

pub(super) async fn ending(representative: Representative, Path(key): Path<String>) -> Answer {
    let (service, form, standing) = used(&representative, &key).await?;
    let t = T::of(representative.language);
    let ends = match standing.goes_on_without(service) {
        _ if standing.in_use.len() == 1 => vec![t.termination_whole(), t.ending_next_day()],
        true => vec![t.ending_service_next_day()],
        false => vec![t.ending_service_next_day(), t.termination_others_end()],
    };
    let lines = [ends, vec![t.ending_connections(), t.ending_fee(), t.ending_not_back()]].concat();
    show(&representative, (service, form, Purpose::Ending), t.ending_service_lead(), lines, format!("/services/{key}/endings")).await
}

async fn show(
    representative: &Representative,
    (service, form, purpose): (&'static Service, &'static Form, Purpose),
    lead: &'static str,
    lines: Vec<&'static str>,
    action: String,
) -> Answer {
    let language = representative.language;
    let t = T::of(language);
    let draft = open_matter(representative, service, purpose).await?;
    let open = draft.as_ref().map(|draft| draft.id);
    let journey = draft.as_ref().map_or_else(|| Journey::ahead_of(form.sections_for(purpose), purpose), Journey::of);
    let title = matter_title(service, purpose, language);
    let page = NoticePage {
        title: title.clone(),
        lead,
        lines,
        sections: journey.sections().iter().map(|section| (section.title(language), section.instructions(language))).collect(),
        action,
        open,
        hindrance: None,
        csrf: representative.visit.csrf(),
        t,
    };
    let side = stepper(service, open, &journey, Step::Instructions, language);
    representative.visit.page(title, page.render()?).sidebar(side).into()
}

pub(super) async fn begin_change(representative: Representative, Path(key): Path<String>, _: Sent) -> Answer {
    let (service, form, _) = used(&representative, &key).await?;
    begin_notice(representative, (service, form, Purpose::TechnicalChange)).await
}

pub(super) async fn begin_ending(representative: Representative, Path(key): Path<String>, _: Sent) -> Answer {
    let (service, form, standing) = used(&representative, &key).await?;
    // The last service takes the customership with it: the notice is about the whole.
    if standing.in_use.len() == 1 {
        return begin_whole(representative).await;
    }
    begin_notice(representative, (service, form, Purpose::Ending)).await
}

pub(super) async fn begin_termination(representative: Representative, _: Sent) -> Answer {
    let read = representative.world.db.read().await?;
    let standing = Standing::of(&read, OrganisationOid(&representative.acting.oid)).await?;
    if standing.in_use.is_empty() {
        return Ok(redirect("/termination"));
    }
    begin_whole(representative).await
}

async fn begin_whole(representative: Representative) -> Answer {
    let form = CUSTOMERSHIP.forms.first().ok_or(PageError::NotFound)?;
    begin_notice(representative, (&CUSTOMERSHIP, form, Purpose::Ending)).await
}

async fn begin_notice(representative: Representative, matter: (&'static Service, &'static Form, Purpose)) -> Answer {
    if let Some(open) = open_matter(&representative, matter.0, matter.2).await? {
        return Ok(redirect(&format!("/applications/{}", open.id)));
    }
    let read = representative.world.db.read().await?;
    let oid = &representative.acting.oid;
    let organisation = organisations::find_by_oid(&read, oid, representative.now.day()).await?.ok_or(PageError::Unavailable)?;
    begin(&representative, organisation, matter).await
}
