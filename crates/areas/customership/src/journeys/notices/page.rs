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
    services::{
        Form, Service,
        ending::{CUSTOMERSHIP, form_of_whole},
    },
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
    /// A notice that was sent already, this one or one that covers it.
    sent: Option<Notice<'static>>,
    may_begin: bool,
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
    let said = (t.change_notice_lead(), lines, None);
    show(&representative, (service, form, Purpose::TechnicalChange), said, format!("/services/{key}/changes")).await
}

pub(super) async fn ending(representative: Representative, Path(key): Path<String>) -> Answer {
    let (service, form, standing) = used(&representative, &key).await?;
    let t = T::of(representative.language);
    let ends = match standing.goes_on_without(service) {
        _ if standing.in_use.len() == 1 => vec![t.termination_whole(), t.ending_next_day()],
        true => vec![t.ending_service_next_day()],
        false => vec![t.ending_service_next_day(), t.termination_others_end()],
    };
    let fee = if service.has_fee() { vec![t.ending_fee()] } else { Vec::new() };
    let lines = [ends, vec![t.ending_connections()], fee, vec![t.ending_not_back()]].concat();
    let last = (standing.in_use.len() == 1).then(|| Notice::warning(t.termination_last(service.name(representative.language))));
    let sent = ending_sent(&standing, service, &t).or(last);
    show(&representative, (service, form, Purpose::Ending), (t.ending_service_lead(), lines, sent), format!("/services/{key}/endings")).await
}

async fn show(
    representative: &Representative,
    (service, form, purpose): (&'static Service, &'static Form, Purpose),
    (lead, lines, sent): (&'static str, Vec<&'static str>, Option<Notice<'static>>),
    action: String,
) -> Answer {
    let language = representative.language;
    let t = T::of(language);
    let matter = open_matter(representative, service, purpose).await?;
    let open = matter.as_ref().map(|matter| matter.id);
    // What was sent is looked at, not gone on with.
    let was_sent = matter.as_ref().filter(|matter| !matter.state.is_unsent());
    let sent = sent.or_else(|| was_sent.map(|sent| Notice::info(t.notice_sent()).link(format!("/applications/{}", sent.id), t.look_at_notice())));
    let may_begin = was_sent.is_none();
    let draft = matter;
    let journey = draft.as_ref().map_or_else(|| Journey::ahead_of(form.sections_for(purpose), purpose), Journey::of);
    let title = matter_title(service, purpose, language);
    let page = NoticePage {
        title: title.clone(),
        lead,
        lines,
        sections: journey.sections().iter().map(|section| (section.title(language), section.instructions(language))).collect(),
        action,
        open,
        sent,
        may_begin,
        csrf: representative.visit.csrf(),
        t,
    };
    let side = stepper(service, open, &journey, Step::Instructions, language);
    representative.visit.page(title, page.render()?).sidebar(side).into()
}

/// The notice of ending that was sent for the service or for all, and its last day.
pub(crate) fn ending_sent(standing: &Standing, service: &Service, t: &T) -> Option<Notice<'static>> {
    let (matter, last_day) = standing.ending_of(service)?;
    let notice = Notice::info(t.ending_sent()).line(t.ending_sent_day(last_day.finnish()));
    Some(notice.link(format!("/applications/{}", matter.id), t.look_at_notice()))
}

pub(super) async fn begin_change(representative: Representative, Path(key): Path<String>, _: Sent) -> Answer {
    let (service, form, _) = used(&representative, &key).await?;
    begin_notice(representative, (service, form, Purpose::TechnicalChange)).await
}

pub(super) async fn begin_ending(representative: Representative, Path(key): Path<String>, _: Sent) -> Answer {
    let (service, form, standing) = used(&representative, &key).await?;
    // The last service takes the customership with it: the notice is about the whole.
    if standing.in_use.len() == 1 {
        return begin_whole(representative, &standing).await;
    }
    begin_notice(representative, (service, form, Purpose::Ending)).await
}

pub(super) async fn begin_termination(representative: Representative, _: Sent) -> Answer {
    let read = representative.world.db.read().await?;
    let standing = Standing::of(&read, OrganisationOid(&representative.acting.oid)).await?;
    if standing.in_use.is_empty() {
        return Ok(redirect("/termination"));
    }
    begin_whole(representative, &standing).await
}

async fn begin_whole(representative: Representative, standing: &Standing) -> Answer {
    let fee = standing.in_use.iter().any(|used| used.service.has_fee());
    let form = form_of_whole(fee).ok_or(PageError::NotFound)?;
    begin_notice(representative, (&CUSTOMERSHIP, form, Purpose::Ending)).await
}

async fn begin_notice(representative: Representative, matter: (&'static Service, &'static Form, Purpose)) -> Answer {
    if let Some(open) = open_matter(&representative, matter.0, matter.2).await? {
        return Ok(redirect(&format!("/applications/{}", open.id)));
    }
    let read = representative.world.db.read().await?;
    let oid = &representative.acting.oid;
    let organisation = organisations::last_known(&read, oid, representative.now.day()).await?.ok_or(PageError::Unavailable)?;
    begin(&representative, organisation, matter).await
}
