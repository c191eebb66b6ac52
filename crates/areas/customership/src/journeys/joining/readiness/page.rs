use askama::Template;
use axum::extract::{Path, Query};
use identity::{Answer, Form as Sent, Representative, access::redirect};
use kit_core::Language;
use kit_web::{
    Fields, FormView, PageError,
    components::{Notice, Tag, TagKind, TextInput},
};
use registers::{Oid, Organisation, organisations, pharmacies};
use serde::Deserialize;

use super::{
    super::{
        Journey, Step,
        beginning::{self, open_matter},
        view::stepper,
    },
    rules::{Item, Verdict, readiness},
    texts::{Said, said, verdict_text},
};
use crate::{
    T,
    applications::{ApplicationId, OrganisationOid, Purpose},
    customers::Standing,
    sections::{PointFacts, access_points::point},
    services::{Form, Service},
};

/// A service as the visitor's organisation may join it.
struct Ready {
    service: &'static Service,
    form: &'static Form,
    organisation: Organisation,
    standing: Standing,
    items: Vec<(Item, Verdict)>,
}

impl Ready {
    async fn find(representative: &Representative, service: &str) -> Result<Self, PageError> {
        let service = Service::find(service).ok_or(PageError::NotFound)?;
        let (read, today) = (representative.world.db.read().await?, representative.now.day());
        let oid = representative.acting.oid.as_str();
        let organisation = organisations::find_by_oid(&read, oid, today).await?.ok_or(PageError::Unavailable)?;
        let form = service.form_for(&organisation.activities()).ok_or(PageError::NotFound)?;
        let (standing, pharmacies) = tokio::try_join!(Standing::of(&read, OrganisationOid(oid)), pharmacies::of_pharmacist(&read, oid, today))?;
        let items = readiness(form, &organisation, &pharmacies, &standing, service, today);
        Ok(Self { service, form, organisation, standing, items })
    }

    fn stops(&self) -> bool {
        self.items.iter().any(|(_, verdict)| *verdict == Verdict::Missing)
    }
}

/// An access point that one wants to know about before the application.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wondered {
    #[serde(default)]
    point: String,
}

#[derive(Template)]
#[template(path = "journeys/joining/readiness/page.html")]
struct ReadinessPage<'a> {
    ready: &'a Ready,
    name: &'static str,
    /// What was looked at, and what the customer sees to.
    looked: Vec<(Tag<'static>, Said)>,
    yours: Vec<Said>,
    open: Option<ApplicationId>,
    /// Title and instructions of each section.
    sections: Vec<(&'static str, &'static str)>,
    view: &'a FormView<'a>,
    answer: Option<Notice<'a>>,
    tried: bool,
    t: T,
}

impl ReadinessPage<'_> {
    fn point(&self) -> TextInput<'_> {
        self.view.text("point", self.t.access_point_oid())
    }

    fn stopped(&self) -> Notice<'static> {
        Notice::warning(self.t.ready_stopped()).line(self.t.ready_stopped_text())
    }
}

pub(crate) async fn show(representative: Representative, Path(service): Path<String>, Query(wondered): Query<Wondered>) -> Answer {
    let ready = Ready::find(&representative, &service).await?;
    page(&representative, &ready, &wondered, false).await?.into()
}

async fn page<'v>(
    representative: &'v Representative,
    ready: &Ready,
    wondered: &Wondered,
    tried: bool,
) -> Result<identity::access::PageParts<'v>, PageError> {
    let language = representative.language;
    let (t, service) = (T::of(language), ready.service);
    let draft = open_matter(representative, service, Purpose::Joining).await?;
    let open = draft.as_ref().map(|draft| draft.id);
    let journey = draft.as_ref().map_or_else(|| Journey::ahead(ready.form, !ready.standing.committed), Journey::of);
    let say = |item: &Item| said(&t, item, &ready.organisation, &representative.acting.right, language);
    let (yours, looked): (Vec<_>, Vec<_>) =
        ready.items.iter().partition(|(item, verdict)| *verdict == Verdict::Yours && matches!(item, Item::Advice(_)));
    let typed = Fields::from_pairs([("point", wondered.point.as_str())]);
    let view = FormView::new(&typed, representative.visit.texts(), representative.visit.csrf());
    let page = ReadinessPage {
        ready,
        name: service.name(language),
        looked: looked.iter().map(|(item, verdict)| (tag(&t, *verdict), say(item))).collect(),
        yours: yours.iter().map(|(item, _)| say(item)).collect(),
        open,
        sections: journey.sections().iter().map(|section| (section.title(language), section.instructions(language))).collect(),
        view: &view,
        answer: answer(representative, ready, &wondered.point, language).await?,
        tried,
        t,
    };
    let side = stepper(service, open, &journey, Step::Instructions, language);
    Ok(representative.visit.page(format!("{} – {}", t.instructions_title(), service.name(language)), page.render()?).sidebar(side))
}

fn tag(t: &T, verdict: Verdict) -> Tag<'static> {
    let kind = match verdict {
        Verdict::Met => TagKind::Success,
        Verdict::Yours => TagKind::Neutral,
        Verdict::Look => TagKind::Warning,
        Verdict::Missing => TagKind::Danger,
    };
    Tag::new(kind, verdict_text(t, verdict))
}

/// What is known of the access point that was asked about; nothing if none was.
async fn answer(representative: &Representative, ready: &Ready, typed: &str, language: Language) -> Result<Option<Notice<'static>>, PageError> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let t = T::of(language);
    let Some(oid) = Oid::parse(typed) else {
        return Ok(Some(Notice::failure(t.access_point_oid_shape()).announced()));
    };
    let read = representative.world.db.read().await?;
    let PointFacts { point, systems, is_register_oid } = point(&read, oid.as_str()).await?;
    let of_service = registers::technical::systems_for_service(&read, ready.service.key).await?;
    let usable: Vec<&str> = of_service.iter().filter(|system| systems.contains(&system.code)).map(|system| system.name.as_str()).collect();
    let notice = match point {
        _ if oid.as_str() == ready.organisation.oid => Notice::failure(t.access_point_own_oid(&ready.organisation.name)),
        _ if is_register_oid => Notice::failure(t.access_point_register_oid()),
        None => Notice::warning(t.access_point_unknown()),
        Some(point) if usable.is_empty() => Notice::warning(t.access_point_known(&point.manager_name, &point.name)).line(t.ready_point_no_system()),
        Some(point) => Notice::success(t.access_point_known(&point.manager_name, &point.name)).line(t.ready_point_systems(usable.join(", "))),
    };
    Ok(Some(notice.announced()))
}

/// Aloita: begins an application, or goes on with the one that is open.
pub(crate) async fn begin(representative: Representative, Path(service): Path<String>, _: Sent) -> Answer {
    let ready = Ready::find(&representative, &service).await?;
    if let Some(open) = open_matter(&representative, ready.service, Purpose::Joining).await? {
        return Ok(redirect(&format!("/applications/{}", open.id)));
    }
    if ready.stops() {
        return page(&representative, &ready, &Wondered::default(), true).await?.with_errors().into();
    }
    let Ready { service, form, organisation, .. } = ready;
    beginning::begin(&representative, organisation, (service, form, Purpose::Joining)).await
}
