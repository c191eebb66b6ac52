use askama::Template;
use axum::extract::Path;
use customership::{applications::CustomerId, mails, sections::Problems, values::Email};
use identity::{
    Answer, Form, Officer,
    access::{
        PageParts,
        log::{About, LogRow, looked},
        redirect,
    },
    session::Duty,
};
use kit_core::{Instant, Uuid};
use kit_db::{DbError, MailId, Outbox};
use kit_web::{
    Fields, FormView, PageError,
    components::{Cell, Column, DescriptionRows, Table, Tag, TagKind, TextInput},
};

use super::store::{self, Lost};
use crate::T;

#[derive(Template)]
#[template(path = "bounces/list.html")]
struct ListPage {
    mails: Vec<Lost>,
    t: T,
}

#[derive(Template)]
#[template(path = "bounces/mail.html")]
struct MailPage<'a> {
    mail: &'a Lost,
    view: &'a FormView<'a>,
    may_handle: bool,
    t: T,
}

fn time(t: &T, at: Instant) -> String {
    t.note_time(at.clock_time(), at.day().finnish())
}

fn tag(t: &T, mail: &Lost) -> Tag<'static> {
    let said = if mail.came_back { t.bounces_came_back() } else { t.bounces_given_up() };
    Tag::new(TagKind::Danger, said)
}

fn why<'a>(t: &T, mail: &'a Lost) -> &'a str {
    mail.why.as_deref().unwrap_or_else(|| t.bounces_no_reason())
}

impl ListPage {
    fn table(&self) -> Table<'_> {
        let t = &self.t;
        let columns = [t.bounces_when(), t.state(), t.customer(), t.bounces_subject(), t.bounces_address(), t.bounces_why()].map(Column::new);
        self.mails.iter().fold(Table::new("mails", t.bounces_title(), columns.to_vec()).hide_caption(), |table, mail| {
            let customer = match &mail.customer {
                Some((id, name)) => Cell::link(format!("/office/customers/{id}"), name.as_str()),
                None => Cell::text("–"),
            };
            table.row(vec![
                Cell::text(time(t, mail.failed_at)),
                Cell::Tag(tag(t, mail)),
                customer,
                Cell::link(format!("/office/bounces/{}", mail.id), mail.subject.as_str()),
                Cell::text(mail.to.as_str()),
                Cell::text(why(t, mail)),
            ])
        })
    }
}

impl MailPage<'_> {
    fn tag(&self) -> Tag<'static> {
        tag(&self.t, self.mail)
    }

    fn rows(&self) -> DescriptionRows<'_> {
        let (t, mail) = (&self.t, self.mail);
        let customer = mail.customer.as_ref().map_or("–", |(_, name)| name.as_str());
        DescriptionRows::new()
            .row(t.customer(), customer)
            .row(t.bounces_address(), mail.to.as_str())
            .row(t.bounces_written(), time(t, mail.written_at))
            .row(t.bounces_when(), time(t, mail.failed_at))
            .row(t.bounces_why(), why(t, mail))
    }

    fn to(&self) -> TextInput<'_> {
        self.view.text("to", self.t.bounces_to()).email().hint(self.t.bounces_to_hint()).required()
    }
}

fn about(mail: &Lost) -> About {
    let MailId(id) = mail.id;
    match mail.customer {
        Some((CustomerId(customer), _)) => About::customers(customer, "mail", id),
        None => About::nobodys("mail", id),
    }
}

pub(super) async fn list(officer: Officer) -> Answer {
    looked(&officer.visit, &officer, About::nobodys("mails", Uuid::nil())).await?;
    let mails = store::list(&officer.world.db.read().await?).await?;
    let t = T::of(officer.language);
    officer.visit.page(t.bounces_title(), ListPage { mails, t }.render()?).into()
}

/// One that nobody has seen to.
async fn find(officer: &Officer, id: &str) -> Result<Lost, PageError> {
    let id = id.parse().map_err(|()| PageError::NotFound)?;
    store::find(&officer.world.db.read().await?, id).await?.ok_or(PageError::NotFound)
}

fn page<'v>(officer: &'v Officer, mail: &Lost, fields: &Fields, problems: &Problems) -> Result<PageParts<'v>, PageError> {
    let t = T::of(officer.language);
    let view = FormView::new(fields, officer.visit.texts(), officer.visit.csrf()).errors(problems, Clone::clone);
    let shown = MailPage { mail, view: &view, may_handle: officer.may(Duty::Handle), t };
    Ok(officer.visit.page(t.bounces_one(), shown.render()?))
}

pub(super) async fn show(officer: Officer, Path(id): Path<String>) -> Answer {
    let mail = find(&officer, &id).await?;
    looked(&officer.visit, &officer, about(&mail)).await?;
    page(&officer, &mail, &Fields::from_pairs([("to", mail.to.as_str())]), &Problems::default())?.into()
}

/// The same once more, to the address as it is typed. Pressed twice, it goes once.
pub(super) async fn resend(officer: Officer, Path(id): Path<String>, Form(sent): Form) -> Answer {
    let mail = find(&officer, &id).await?;
    let Some(to) = Email::parse(sent.get("to")) else {
        let mut problems = Problems::default();
        problems.add("to", T::of(officer.language).bounces_to_wrong().into());
        return page(&officer, &mail, &sent.only(|name| name == "to"), &problems)?.with_errors().into();
    };
    see_to(&officer, &mail, Some(to)).await
}

pub(super) async fn handle(officer: Officer, Path(id): Path<String>, _: Form) -> Answer {
    let mail = find(&officer, &id).await?;
    see_to(&officer, &mail, None).await
}

/// It is off the list, its address has another chance, and a copy goes to `again`.
async fn see_to(officer: &Officer, mail: &Lost, again: Option<Email>) -> Answer {
    let action = if again.is_some() { "resend" } else { "done" };
    let log = LogRow::new(&officer.visit, officer, action, about(mail));
    let (id, by, now) = (mail.id, officer.name.clone(), officer.now);
    let (copy, host) = (MailId(officer.world.ids.next(now)), officer.world.settings.host().to_owned());
    let written = officer.world.db.write(move |tx| async move {
        let Some(address) = Outbox::handled(&tx, id, &by, now).await? else { return Ok(()) };
        mails::forget(&tx, &address).await?;
        if let Some(to) = again {
            Outbox::copy(&tx, id, copy, to.as_str(), &host, now).await?;
        }
        log.write(&tx).await?;
        Ok::<_, DbError>(())
    });
    written.await?;
    Ok(redirect("/office/bounces"))
}
