//! Palvelut ja asiakastiedot: each service with its state, and why the others are not offered.

use askama::Template;
use axum::extract::RawQuery;
use identity::{Answer, Representative};
use kit_core::Language;
use kit_db::{DbError, Read};
use kit_web::{
    Fields, PageError,
    components::{Notice, Tag, TagKind},
};
use ports::DraftTerms;
use registers::{Activity, Organisation, organisations};

use super::view::{matter_title, state_tag};
use crate::{
    T, activity_name,
    applications::{self, Application, ApplicationId, OrganisationOid, Purpose, State},
    customers::Standing,
    drafts::{self, kept_until},
    life,
    service_data::{ending_of, since_of, used_tag},
    services::{ALL_SERVICES, Service},
};

#[derive(Template)]
#[template(path = "journeys/joining/services.html")]
struct ServicesPage<'a> {
    representative: &'a Representative,
    /// The customer's field of activity, as the register has it.
    activities: String,
    services: Vec<ServiceRow>,
    whole: Vec<(ApplicationId, String, Tag<'static>)>,
    /// Name and who could join.
    others: Vec<(&'static str, String)>,
    /// Its row of the register has ended: what it has can be looked at and ended, nothing can be joined.
    gone: bool,
    /// What has become of it in the register.
    register: Option<Notice<'static>>,
    t: T,
}

struct ServiceRow {
    service: &'static Service,
    name: &'static str,
    /// Since when it is in use, or what is still to be done before; of what is not approved nothing.
    in_use: Vec<String>,
    /// Its last day, if it has been told or is over.
    ending: Option<String>,
    has_ended: bool,
    latest: Option<Application>,
    /// Open notices about the service: what they are, and their states.
    notices: Vec<(Application, String, Tag<'static>)>,
    /// Until when its draft is kept, and what is told of that.
    kept: Vec<String>,
    /// Older ones, with their states.
    earlier: Vec<(Application, Tag<'static>)>,
    tag: Tag<'static>,
}

impl ServiceRow {
    fn new(
        service: &'static Service,
        all: Vec<Application>,
        standing: &Standing,
        (terms, reachable): (DraftTerms, bool),
        language: Language,
    ) -> Self {
        let (joining, notices): (Vec<_>, Vec<_>) = all.into_iter().partition(|application| application.purpose == Purpose::Joining);
        let mut newest_first = joining.into_iter();
        let t = T::of(language);
        let with_tag = |application: Application| {
            let tag = state_tag(application.purpose, application.state.key(), language);
            (application, tag)
        };
        let with_title = |notice: Application| {
            let (title, tag) = (matter_title(notice.service, notice.purpose, language), state_tag(notice.purpose, notice.state.key(), language));
            (notice, title, tag)
        };
        let used = standing.uses(service.key);
        let in_use = used.map(|used| since_of(used, language)).unwrap_or_default();
        let ended = standing.has_ended(service.key);
        let ending = used.or(ended).and_then(|used| ending_of(used, &t));
        let (latest, latest_tag) = newest_first.next().map(with_tag).unzip();
        let draft = latest.as_ref().filter(|application| application.state == State::Draft);
        let kept = draft.map(|draft| said_of_draft(&t, draft, (standing, terms, reachable))).unwrap_or_default();
        let used = used.map(|used| used_tag(used, &t));
        let has_ended = ended.is_some();
        let open = latest_tag.filter(|_| standing.applies_for(service.key) || (in_use.is_empty() && !has_ended));
        let tag = open.or(used).unwrap_or_else(|| Tag::new(TagKind::Neutral, t.service_not_in_use()));
        let notices = notices.into_iter().filter(|notice| notice.state.is_open()).map(with_title).collect();
        let earlier = newest_first.map(with_tag).collect();
        Self { service, name: service.name(language), in_use, ending, has_ended, latest, notices, kept, earlier, tag }
    }

    /// What the button to the application says.
    fn way_on(&self, t: &T) -> &'static str {
        match self.latest.as_ref().map(|application| &application.state) {
            Some(State::Draft | State::Returned(..)) => t.go_on_with_application(),
            Some(State::InformationRequested(..)) => t.question_answer(),
            Some(_) | None => t.look_at_application(),
        }
    }

    fn may_apply(&self) -> bool {
        let is_over = |state: &State| matches!(state, State::Approved(..) | State::Rejected(..) | State::Withdrawn(..) | State::Closed(..));
        let over = self.latest.as_ref().is_none_or(|application| is_over(&application.state));
        over && self.in_use.is_empty()
    }
}

/// How long a draft is kept; without an address nobody can be reminded of it.
fn said_of_draft(t: &T, draft: &Application, (standing, terms, reachable): (&Standing, DraftTerms, bool)) -> Vec<String> {
    let kept = match standing.all_ended() {
        Some(ended) => t.draft_removed_with_customership(ended.finnish()),
        None => t.draft_kept_until(kept_until(terms, draft.changed_at).finnish()),
    };
    [Some(kept), (!reachable).then(|| t.draft_without_address().to_owned())].into_iter().flatten().collect()
}

pub(super) async fn list(representative: Representative, RawQuery(query): RawQuery) -> Answer {
    let read = representative.world.db.read().await?;
    let (oid, language) = (&representative.acting.oid, representative.language);
    let organisation = organisations::last_known(&read, oid, representative.now.day()).await?.ok_or(PageError::Unavailable)?;
    let gone = organisation.ends < representative.now.day();
    let register = if gone { Some(said_of_leaving(language)) } else { said_of_name(&read, &representative).await? };
    let (mut applications, standing) =
        tokio::try_join!(applications::of_customer(&read, OrganisationOid(oid)), Standing::of(&read, OrganisationOid(oid)))?;
    let reachable = drafts::has_address(&read, OrganisationOid(oid)).await?;
    let (t, terms) = (T::of(language), (representative.world.settings.drafts, reachable));
    // What one has is shown even if one could not join any more.
    let (offered, others): (Vec<_>, Vec<_>) = ALL_SERVICES.into_iter().partition(|service| {
        let has = standing.uses_since(service.key).is_some() || standing.has_ended(service.key).is_some();
        (!gone && service.may_be_joined_by(&organisation)) || has || standing.applies_for(service.key)
    });
    let row = |service: &'static Service| {
        let of_service: Vec<_> = applications.extract_if(.., |application| application.service == service).collect();
        ServiceRow::new(service, of_service, &standing, terms, language)
    };
    let services = offered.into_iter().map(row).collect();
    // Notices about the customership as a whole.
    let whole = applications.extract_if(.., |application| application.service.is_whole_customership() && application.state.is_open());
    let whole = whole
        .map(|notice| (notice.id, matter_title(notice.service, notice.purpose, language), state_tag(notice.purpose, notice.state.key(), language)))
        .collect();
    let others = others.into_iter().map(|service| (service.name(language), t.service_joined_by(names(&t, service.activities())))).collect();
    let page = ServicesPage { representative: &representative, activities: own(&t, &organisation), services, whole, others, gone, register, t };
    let shown = representative.visit.page(t.services_title(), page);
    if Fields::read(query.unwrap_or_default().as_bytes()).get("said") == "removed" {
        return shown.notice(Notice::success(t.draft_was_removed()).announced()).into();
    }
    shown.into()
}

/// For so many days after its name has changed in the register a customer is told of it.
const NAME_IS_NEWS: i64 = 30;

async fn said_of_name(read: &Read, representative: &Representative) -> Result<Option<Notice<'static>>, DbError> {
    let (t, since) = (T::of(representative.language), representative.now.plus_seconds(-NAME_IS_NEWS * 24 * 3600));
    let renamed = life::renamed_since(read, OrganisationOid(&representative.acting.oid), since).await?;
    Ok(renamed
        .map(|(before, after)| Notice::info(t.services_renamed()).line(t.services_renamed_names(after, before)).line(t.services_renamed_text())))
}

/// What a customer is told whose organisation is not in the register any more.
pub(crate) fn said_of_leaving(language: Language) -> Notice<'static> {
    let t = T::of(language);
    Notice::warning(t.services_gone()).line(t.services_gone_text())
}

fn names(t: &T, activities: impl IntoIterator<Item = Activity>) -> String {
    activities.into_iter().map(|activity| activity_name(t, activity)).collect::<Vec<_>>().join(", ")
}

fn own(t: &T, organisation: &Organisation) -> String {
    let names = names(t, organisation.activities());
    if names.is_empty() { t.activity_none().to_owned() } else { names }
}
