use std::borrow::Cow;

use askama::Template;
use identity::{Answer, Visit, session::Actor};
use kit_core::{Day, Language};
use kit_db::{DbError, Read};
use kit_web::{
    Fields, PageError,
    components::{DescriptionRows, FileLink, Html},
};
use registers::organisations;

use super::{
    notes,
    rules::{Choice, CustomerType, services_for},
};
use crate::{
    T,
    documents::{self, TextKind},
    journeys::joining::advised,
    services::{Form, Service},
};

#[derive(Template)]
#[template(path = "guidance/page.html")]
struct GuidancePage {
    customers: Vec<Way>,
    customer: Option<Chosen>,
    files: Vec<FileLink<'static>>,
    t: T,
}

/// A choice as a link.
struct Way {
    href: String,
    label: &'static str,
    current: bool,
}

/// What is said to one type of customer.
struct Chosen {
    name: &'static str,
    is_own: bool,
    before: Vec<&'static str>,
    services: Vec<Way>,
    service: Option<Joining>,
    changes: Vec<&'static str>,
}

/// What is said of one service.
struct Joining {
    name: &'static str,
    before: Vec<Cow<'static, str>>,
    asked: DescriptionRows<'static>,
    after: Vec<&'static str>,
}

pub(super) async fn show(visit: Visit) -> Answer {
    let query = Fields::read(visit.path.split_once('?').map_or("", |(_, query)| query).as_bytes());
    let read = visit.world.db.read().await?;
    let own = own_type(&visit, &read).await?;
    let choice = Choice::of(query.value_if_sent("customer"), query.get("service"), own);
    let t = T::of(visit.language);
    let customers = CustomerType::ALL.into_iter().map(|customer| way(customer, None, notes::name(&t, customer), false)).collect();
    let files = files(&read, &t, visit.now.day()).await?;
    let customer = choice.customer.map(|customer| chosen(&t, customer, choice.service, own));
    visit.page(t.guidance_title(), GuidancePage { customers, customer, files, t }).into()
}

/// The type of the organisation that the visitor acts for.
async fn own_type(visit: &Visit, read: &Read) -> Result<Option<CustomerType>, PageError> {
    let Some(Actor::Person { acting: Some(acting), .. }) = visit.session.as_ref().map(|session| &session.actor) else {
        return Ok(None);
    };
    let organisation = organisations::find_by_oid(read, &acting.oid, visit.now.day()).await?;
    Ok(organisation.and_then(|organisation| CustomerType::of(organisation.kind)))
}

fn way(customer: CustomerType, service: Option<&Service>, label: &'static str, current: bool) -> Way {
    let service = service.map_or_else(String::new, |service| format!("&service={}", service.key));
    Way { href: format!("/instructions?customer={}{service}", customer.key()), label, current }
}

fn chosen(t: &T, customer: CustomerType, service: Option<(&'static Service, &'static Form)>, own: Option<CustomerType>) -> Chosen {
    let language = t.language();
    let is_chosen = |other: &Service| service.is_some_and(|(service, _)| service == other);
    let services = services_for(customer).into_iter().map(|(other, _)| way(customer, Some(other), other.name(language), is_chosen(other))).collect();
    Chosen {
        name: notes::name(t, customer),
        is_own: own == Some(customer),
        before: notes::before(customer).into_iter().map(|say| say(t)).collect(),
        services,
        service: service.map(|(service, form)| joining(t, service, form)),
        changes: notes::changes(customer).into_iter().map(|say| say(t)).collect(),
    }
}

fn joining(t: &T, service: &'static Service, form: &'static Form) -> Joining {
    let language = t.language();
    let needs = form.needs.iter().flat_map(|need| notes::need(t, *need));
    Joining {
        name: service.name(language),
        before: needs.chain(form.advice.iter().map(|advice| advised(t, *advice).1.into())).collect(),
        asked: asked(form, language),
        after: form.afterwards.iter().map(|after| notes::after(t, *after)).collect(),
    }
}

/// The sections of the application, each with what it takes.
fn asked(form: &'static Form, language: Language) -> DescriptionRows<'static> {
    let rows = form.sections.iter().map(|section| (section.title(language), section.instructions(language)));
    rows.fold(DescriptionRows::new(), |list, (title, text)| list.html(title, Html::text(text)))
}

/// All that can be downloaded: terms and service descriptions.
async fn files(read: &Read, t: &T, today: Day) -> Result<Vec<FileLink<'static>>, DbError> {
    let mut files = Vec::new();
    for kind in TextKind::ALL.into_iter().filter(|kind| *kind != TextKind::Commitment && !kind.is_reason()) {
        if let Some(text) = documents::in_force(read, kind, t.language().of_documents(), today).await? {
            let title = text.title(t.language()).to_owned();
            files.push(FileLink::pdf(documents::address(&text), title, t.open_new_tab()));
        }
    }
    Ok(files)
}
