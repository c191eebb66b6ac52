use askama::Template;
use axum::extract::Path;
use customership::{
    applications::{Application, OrganisationOid, State, of_customer},
    journeys::joining::{event_text, matter_title},
    papers,
    sections::{SectionKey, contacts::Role},
    service_data::sections_in_force,
    services::Service,
};
use identity::{Answer, Officer, access::log::looked, session::Duty};
use kit_core::{Instant, Language};
use kit_web::{
    PageError,
    components::{Cell, Column, DescriptionRows, FileLink, Html, Notice, SummaryList, Table, Tag, TagKind, Timeline, TimelineEvent},
};
use registers::{Organisation, organisations};

use super::{
    changes::differences,
    kind_name,
    rules::Search,
    whole::{self, Changed, Whole},
};
use crate::{T, words::state_tag};

#[derive(Template)]
#[template(path = "customers/page.html")]
struct CustomerPage<'a> {
    whole: &'a Whole,
    organisation: Option<Organisation>,
    /// What is in force, section by section; of a service with its name.
    sections: Vec<SummaryList<'static>>,
    matters: Vec<Application>,
    may_handle: bool,
    back: String,
    language: Language,
    t: T,
}

impl CustomerPage<'_> {
    fn tag(&self) -> Tag<'static> {
        let t = &self.t;
        match &self.whole.body {
            Some(body) if body.ended_at.is_some() => Tag::new(TagKind::Neutral, t.customers_standing_ended()),
            _ => Tag::new(TagKind::Info, kind_name(&self.whole.customer.kind, self.language)),
        }
    }

    fn is_body(&self) -> bool {
        self.whole.body.is_some()
    }

    fn may_change_body(&self) -> bool {
        self.may_handle && self.whole.body.as_ref().is_some_and(|body| body.ended_at.is_none())
    }

    fn register_is_silent(&self) -> Option<Notice<'static>> {
        (!self.is_body() && self.organisation.is_none()).then(|| Notice::warning(self.t.customers_not_registered()))
    }

    fn basics(&self) -> DescriptionRows<'_> {
        let (t, customer) = (&self.t, &self.whole.customer);
        let day = |at: Option<Instant>| at.map(|at| at.day().finnish()).unwrap_or_default();
        let oid = if customer.oid.starts_with("body-") { "" } else { customer.oid.as_str() };
        let rows = DescriptionRows::new()
            .row(t.register_name(), &customer.name)
            .row(t.register_business_id(), &customer.business_id)
            .row(t.register_oid(), oid)
            .row(t.customers_kind(), kind_name(&customer.kind, self.language));
        let rows = match &self.organisation {
            Some(o) => rows.row(t.register_address(), format!("{}, {} {}", o.street, o.postal_code, o.town)),
            None => rows,
        };
        let rows = rows.row(t.customers_language(), self.whole.language.own_name());
        if self.is_body() {
            return rows;
        }
        rows.row(t.customers_began(), day(self.whole.began_at)).row(t.customers_committed(), day(self.whole.committed_at))
    }

    fn services(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.customers_service(), t.state(), t.customers_since(), t.customers_last_day()].map(Column::new).to_vec();
        self.whole.services.iter().fold(Table::new("services", t.customers_services(), columns).hide_caption(), |table, used| {
            let tag = match (used.ended_at, used.last_day, used.next_step) {
                (Some(_), ..) => Tag::new(TagKind::Neutral, t.customers_service_ended()),
                (None, Some(_), _) => Tag::new(TagKind::Warning, t.customers_service_will_end()),
                (None, None, Some(_)) => Tag::new(TagKind::Info, t.customers_service_beginning()),
                (None, None, None) => Tag::new(TagKind::Success, t.customers_standing_in_use()),
            };
            let since = match used.next_step {
                Some(step) => t.customers_service_next(used.since.day().finnish(), step.name(self.language)),
                None => used.begun.unwrap_or_else(|| used.since.day()).finnish(),
            };
            table.row(vec![
                Cell::text(used.service.name(self.language)),
                Cell::Tag(tag),
                Cell::text(since),
                Cell::text(used.last_day.map_or_else(|| "–".to_owned(), |day| day.finnish())),
            ])
        })
    }

    fn contacts(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.register_name(), t.customers_email(), t.customers_phone(), t.customers_roles()].map(Column::new).to_vec();
        self.whole.contacts.iter().fold(Table::new("contacts", t.customers_contacts(), columns).hide_caption(), |table, contact| {
            let roles: Vec<String> = contact.roles.iter().map(|(role, service)| self.role(role, service)).collect();
            table.row(vec![Cell::text(contact.name.as_str()), self.email(contact), Cell::text(contact.phone.as_str()), Cell::text(roles.join(", "))])
        })
    }

    /// The address, and that our mail came back from it.
    fn email<'a>(&self, contact: &'a whole::ContactLine) -> Cell<'a> {
        match contact.bounced_at {
            None => Cell::text(contact.email.as_str()),
            Some(at) => {
                let tag = Tag::new(TagKind::Warning, self.t.bounces_hint(at.day().finnish()));
                Cell::Html(Html::rendered(format!("{} {tag}", Html::text(&contact.email))))
            }
        }
    }

    fn lost_mails(&self) -> Option<Notice<'static>> {
        let count = self.whole.lost_mails;
        (count > 0).then(|| Notice::warning(self.t.bounces_count(count)).link("/office/bounces", self.t.bounces_see()))
    }

    fn role(&self, role: &str, service: &str) -> String {
        let role = Role::find(role).map_or(role, |role| role.title(self.language));
        Service::find(service).map_or_else(|| role.to_owned(), |service| format!("{role} ({})", service.name(self.language)))
    }

    fn open(&self) -> impl Iterator<Item = &Application> {
        self.matters.iter().filter(|matter| matter.state.is_open())
    }

    fn closed(&self) -> impl Iterator<Item = &Application> {
        self.matters.iter().filter(|matter| !matter.state.is_open())
    }

    fn line(&self, matter: &Application) -> (String, String, Tag<'static>) {
        let number = matter.state.case().map_or("", |case| case.number.as_str());
        let title = format!("{number} {}", matter_title(matter.service, matter.purpose, self.language));
        (format!("/office/applications/{}", matter.id), title, state_tag(matter.purpose, matter.state.key(), self.language))
    }

    fn files(&self) -> Vec<FileLink<'_>> {
        let t = &self.t;
        let file = |row: &whole::DocumentLine| {
            let label = t.customers_document(row.case_number.as_str(), row.created_at.day().finnish(), row.name.as_str());
            FileLink::pdf(format!("/office/applications/{}/documents/{}", row.application, row.id), label, t.open_new_tab())
        };
        self.whole.documents.iter().map(file).collect()
    }

    fn papers(&self) -> Vec<(String, &str, String)> {
        let address = |paper: &papers::Paper| format!("/office/papers/{}/file", paper.id);
        self.whole.papers.iter().map(|paper| (address(paper), paper.file_name.as_str(), papers::origin(paper, self.language))).collect()
    }

    fn time(&self, at: Instant) -> String {
        self.t.customers_day_and_time(at.day().finnish(), at.clock_time())
    }

    fn events(&self) -> Timeline<'_> {
        let row = |event: &whole::EventLine| {
            let title = event_text(event.kind, self.language);
            let matter = format!("{} {}", event.case_number, matter_title(event.service, event.purpose, self.language));
            TimelineEvent::new(self.time(event.at), format!("{title}: {matter}")).actor(event.actor_name.clone())
        };
        Timeline::new(self.whole.events.iter().map(row).collect())
    }

    /// When, what and by whom, with the values that differ.
    fn change(&self, place: usize, change: &Changed) -> (String, Table<'_>) {
        let t = &self.t;
        let section = match SectionKey::find(&change.section) {
            Some(SectionKey::CustomerData) => t.customers_section_data(),
            Some(SectionKey::Contacts) => t.customers_contacts(),
            Some(SectionKey::Billing) => t.customers_section_billing(),
            None if change.section == "register" => t.customers_section_register(),
            _ => t.customers_section_body(),
        };
        let title = format!("{} {section}, {}", self.time(change.at), self.by(change));
        let columns = [t.customers_value(), t.customers_before(), t.customers_after()].map(Column::new).to_vec();
        let or_dash = |text: String| if text.is_empty() { "–".to_owned() } else { text };
        let table = differences(change.before.as_deref(), &change.after, self.language)
            .into_iter()
            .fold(Table::new(format!("change-{place}"), title.clone(), columns).hide_caption(), |table, (value, before, after)| {
                table.row(vec![Cell::text(or_dash(value)), Cell::text(or_dash(before)), Cell::text(or_dash(after))])
            });
        (title, table)
    }

    fn by(&self, change: &Changed) -> String {
        if change.section == "register" {
            return change.actor_name.clone();
        }
        if change.right.is_empty() {
            return self.t.customers_by_officer(change.actor_name.as_str());
        }
        format!("{} ({})", change.actor_name, customership::acting_right(&change.right, self.language))
    }

    fn changes(&self) -> Vec<(String, Table<'_>)> {
        self.whole.changes.iter().enumerate().map(|(place, change)| self.change(place, change)).collect()
    }
}

pub(super) async fn show(officer: Officer, Path(id): Path<String>) -> Answer {
    let id = id.parse().map_err(|()| PageError::NotFound)?;
    let read = officer.world.db.read().await?;
    let whole = whole::find(&read, id).await?.ok_or(PageError::NotFound)?;
    looked(&officer.visit, &officer, id.about()).await?;
    let (oid, language) = (whole.customer.oid.as_str(), officer.language);
    let organisation = organisations::find_by_oid(&read, oid, officer.now.day()).await?;
    let mut sections = Vec::new();
    if let Some(organisation) = &organisation {
        sections = in_force(&officer, &read, &whole, organisation).await?;
    }
    let matters = of_customer(&read, OrganisationOid(oid)).await?.into_iter().filter(|matter| matter.state != State::Draft).collect();
    let t = T::of(language);
    let page = CustomerPage {
        whole: &whole,
        organisation,
        sections,
        matters,
        may_handle: officer.may(Duty::Handle),
        back: Search::back_to(&officer.visit.from),
        language,
        t,
    };
    officer.visit.page(whole.customer.name.as_str(), page.render()?).into()
}

/// Common data once, then what holds for each service. Contacts have a table of their own.
async fn in_force(
    officer: &Officer,
    read: &kit_db::Read,
    whole: &Whole,
    organisation: &Organisation,
) -> Result<Vec<SummaryList<'static>>, PageError> {
    let mut lists: Vec<SummaryList<'static>> = Vec::new();
    for used in &whole.services {
        let first = lists.is_empty();
        for (key, list) in sections_in_force(read, &officer.visit, (used.service, used.form), organisation).await? {
            let heading = format!("{}: {}", used.service.name(officer.language), list.heading);
            match key {
                SectionKey::Contacts => {}
                SectionKey::CustomerData | SectionKey::Billing if first => lists.push(list.foldable(false)),
                SectionKey::CustomerData | SectionKey::Billing => {}
                _ => lists.push(SummaryList { heading: heading.into(), ..list }.foldable(false)),
            }
        }
    }
    Ok(lists)
}
