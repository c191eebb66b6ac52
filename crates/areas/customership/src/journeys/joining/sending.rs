//! Lähetä: the application is checked as a whole, frozen, stamped, filed and acknowledged, in one transaction and
//! once, however often the button is pressed (act 13/2003 §§ 10, 12).

use axum::{extract::Path, http::StatusCode};
use identity::{
    Answer, Form, Representative,
    access::{log::LogRow, redirect},
};
use kit_core::{Digest, Instant, Language};
use kit_db::{Attachment, Tx};
use kit_web::PageError;

use super::{Step, Whole, asked::Asked, check_all, confirmation, own, summary::Summary, view::address};
use crate::{
    T,
    applications::{self, Application, Case, ChangeError, Event, EventKind, NewSubmission, Next, PROGRAM, Purpose, Sender, State},
    commitments,
    documents::{self, DocumentRow, Signature, Stamps, TextKind},
    life, mails, papers, questions, queue,
    sections::SectionKey,
};

pub(super) async fn send(representative: Representative, Path(id): Path<String>, Form(sent): Form) -> Answer {
    let application = own(&representative, &id).await?;
    if !application.state.is_open_to_customer() {
        // Pressed twice, or by two: the same receipt for both.
        return Ok(redirect(&format!("/applications/{}/thanks", application.id)));
    }
    // Nothing is sent by a right that was checked long ago.
    if !representative.has_fresh_right() {
        let step = if application.purpose == Purpose::Ending { Step::Confirmation } else { Step::Summary };
        return Ok(redirect(&identity::check_again(&address(application.id, step))));
    }
    let read = representative.world.db.read().await?;
    let whole = check_all(&read, &representative.visit, &application, &application.typed(), representative.language).await?;
    let Some((canonical, digest)) = whole.canonical() else {
        return refuse(&representative, application, false, StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    if sent.get("digest") != digest.hex() {
        return refuse(&representative, application, true, StatusCode::CONFLICT).await;
    }
    // What came on paper is signed there.
    if application.purpose == Purpose::Ending && !representative.is_officer() && !sent.has(confirmation::SIGNED, "yes") {
        return confirmation::page(&representative, &application, (&canonical, digest), true)?.with_errors().into();
    }
    let asked = Asked::of(&read, &application).await?;
    let answer = asked.answer(&read, &application).await?;
    if asked.wants_answer() && answer.is_empty() {
        return Ok(redirect(&format!("/applications/{id}/answer")));
    }
    if !asked.is_answered() {
        return refuse(&representative, application, false, StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    match prepare(&representative, application, whole, (canonical, digest), (answer, asked)).await?.apply(&representative).await {
        Ok(()) => Ok(redirect(&format!("/applications/{id}/thanks"))),
        Err(ChangeError::Stale) => settle(&representative, &id, digest).await,
        Err(error @ (ChangeError::Closed | ChangeError::Db(_))) => Err(error.into()),
    }
}

/// Somebody was faster: if what they sent is the same, all is well; if the application only changed, it is shown again.
async fn settle(representative: &Representative, id: &str, digest: Digest) -> Answer {
    let application = own(representative, id).await?;
    let read = representative.world.db.read().await?;
    let last = applications::submission(&read, application.id).await?;
    if !application.state.is_open_to_customer() && last.is_some_and(|last| last.sha256 == digest) {
        return Ok(redirect(&format!("/applications/{id}/thanks")));
    }
    if application.state.is_open_to_customer() {
        return refuse(representative, application, true, StatusCode::CONFLICT).await;
    }
    Err(PageError::Stale)
}

async fn refuse(representative: &Representative, application: Application, changed: bool, status: StatusCode) -> Answer {
    let summary = Summary { application, changed };
    let page = summary.page(representative).await?;
    if status == StatusCode::UNPROCESSABLE_ENTITY { page.with_errors().into() } else { page.status(status).into() }
}

/// Everything that goes into the transaction, made beforehand.
struct Sending {
    application: Application,
    state: Next,
    submission: NewSubmission,
    event: Event,
    /// The officer who had returned it has it again.
    came_back: Option<Event>,
    commitment: Option<(DocumentRow, Vec<u8>)>,
    receipt: (DocumentRow, Vec<u8>),
    /// Who gets the acknowledgement, each with the id of the mail.
    mail_to: Vec<(kit_db::MailId, String)>,
    stamps: Stamps,
    /// When it is written down: for what came on paper later than its arrival.
    now: Instant,
    paper: Option<kit_core::Uuid>,
    /// The row of what falls due because of it.
    due: kit_core::Uuid,
}

async fn prepare(
    representative: &Representative,
    application: Application,
    whole: Whole,
    (canonical, digest): (String, Digest),
    (answer, asked): (String, Asked),
) -> Result<Sending, PageError> {
    let (world, accepted_at) = (&representative.world, representative.now);
    let (id, year) = (application.id, accepted_at.day().year());
    let case_number = world.db.write(move |tx| async move { applications::reserve_case_number(&tx, id, year).await }).await?;
    let now = world.clock.now();
    let paper = papers::keyed_in(&world.db.read().await?, representative).await?;
    let arrived_at = paper.as_ref().map_or(now, |paper| paper.arrived.start());
    let language = language_of(representative, &application, &whole);
    let stamps = Stamps { case_number, accepted_at, arrived_at, submission: digest };
    let (by, right) = (representative.name.clone(), representative.acting.right.clone());
    let origin = paper.as_ref().map(|paper| papers::origin(paper, language));
    let signed_by = paper.as_ref().map_or_else(|| by.clone(), |paper| paper.signed_by.clone());
    let sender =
        Sender { id: representative.id, name: origin.as_ref().map_or_else(|| by.clone(), |origin| format!("{signed_by} ({origin})")), right };

    let summaries: Vec<_> = whole.sections.iter().map(|checked| checked.section.summary(&checked.fields, &whole.facts, language)).collect();
    let next: Vec<String> = whole.to_do(language).into_iter().map(str::to_owned).collect();
    let earlier = applications::submission(&world.db.read().await?, id).await?.map_or(0, |submission| submission.number);
    let (kind, file, receipt) = if application.purpose == Purpose::Ending {
        let signature = signature(&signed_by, &sender.right, &stamps);
        let what = application.service.name(language);
        let notice = documents::notice(what, &whole.facts.organisation, &summaries, Some(&signature), now, language);
        ("notice", T::of(language).file_notice(), notice)
    } else {
        let about = (application.service, application.purpose);
        (
            "receipt",
            T::of(language).file_receipt(),
            documents::receipt(about, &stamps, &sender.name, &asked.with_answers(&answer, &whole, language)?, &summaries, &next, language),
        )
    };
    let name = format!("{}-{file}-{}.pdf", stamps.case_number, earlier + 1);
    let receipt = (document(representative, kind, &name, language, now), documents::render(world, receipt).await?);
    let commitment = signed_commitment(representative, &application, &whole, (&signed_by, &stamps), now).await?;

    let first = !matches!(application.state, State::InformationRequested(..));
    let case = Case { number: stamps.case_number.clone(), received_at: arrived_at };
    let state = application.state.clone();
    let handling = if state.returned_by().is_some() { queue::officers(&world.db.read().await?).await? } else { Vec::new() };
    let state = if first { state.receive(case, &handling) } else { state.answer() }.map_err(|_| PageError::Closed)?;
    let event = Event {
        id: world.ids.next(now),
        at: now,
        kind: if first { EventKind::Sent } else { EventKind::Answered },
        by_officer: representative.is_officer(),
        actor: Some(representative.id),
        actor_name: by,
        note: if first { origin } else { Some(answer).filter(|answer| !answer.is_empty()) },
    };
    let came_back = state.state().handler().filter(|_| first).map(|handler| Event {
        id: world.ids.next(now),
        // After the sending in the history.
        at: Instant::from_micros(now.micros() + 1),
        kind: EventKind::CameBack,
        by_officer: false,
        actor: None,
        actor_name: PROGRAM.to_owned(),
        note: Some(handler.name.clone()),
    });
    // Mails follow the documents; who uses the service in English gets English mails.
    let mail_language = if representative.language == Language::En && paper.is_none() { Language::En } else { language };
    let submission = NewSubmission { canonical, fields: application.typed(), accepted_at, arrived_at, sender, language: mail_language };
    let mut addresses = vec![whole.typed(SectionKey::CustomerData, "email"), whole.typed(SectionKey::EndingContact, "email")];
    let in_force = life::customer_email(&world.db.read().await?, application.customer.id).await?;
    addresses.push(in_force.as_deref().filter(|_| application.purpose != Purpose::Joining).unwrap_or_default());
    let addresses: std::collections::BTreeSet<&str> = addresses.into_iter().map(str::trim).filter(|address| !address.is_empty()).collect();
    let mail_to = addresses.into_iter().map(|to| (kit_db::MailId(world.ids.next(now)), to.to_owned())).collect();
    let due = world.ids.next(now);
    let paper = representative.paper;
    Ok(Sending { application, state, submission, event, came_back, commitment, receipt, mail_to, stamps, now, paper, due })
}

/// The language of the customer's documents: that of the texts that were accepted.
fn language_of(representative: &Representative, application: &Application, whole: &Whole) -> Language {
    let accepted = TextKind::ALL.into_iter().find_map(|kind| whole.facts.text(kind)).map(|text| text.language);
    accepted.unwrap_or_else(|| {
        documents::language_of(if application.state == State::Draft && !representative.is_officer() {
            representative.language
        } else {
            application.language
        })
    })
}

fn document(representative: &Representative, kind: &str, name: &str, language: Language, at: Instant) -> DocumentRow {
    let id = representative.world.ids.next(at);
    DocumentRow { id, kind: kind.to_owned(), name: name.to_owned(), language, sha256: Vec::new(), created_at: at }
}

/// The commitment, at a customer's first application only.
async fn signed_commitment(
    representative: &Representative,
    application: &Application,
    whole: &Whole,
    (signed_by, stamps): (&str, &Stamps),
    now: Instant,
) -> Result<Option<(DocumentRow, Vec<u8>)>, PageError> {
    if application.purpose != Purpose::Joining || application.committed_before || application.committed_here {
        return Ok(None);
    }
    let text = whole.facts.text(TextKind::Commitment).ok_or(PageError::Unavailable)?;
    let commitment = documents::commitment(text, &whole.facts.organisation, &signature(signed_by, &representative.acting.right, stamps));
    let pdf = documents::render(&representative.world, commitment).await?;
    let name = format!("{}-{}.pdf", stamps.case_number, T::of(text.language).file_commitment());
    Ok(Some((document(representative, "commitment", &name, text.language, now), pdf)))
}

fn signature<'a>(signer: &'a str, right: &'a str, stamps: &'a Stamps) -> Signature<'a> {
    Signature {
        signer,
        right,
        case_number: &stamps.case_number,
        accepted_at: stamps.accepted_at,
        arrived_at: stamps.arrived_at,
        submission: stamps.submission,
    }
}

impl Sending {
    async fn apply(self, representative: &Representative) -> Result<(), ChangeError> {
        let world = &representative.world;
        let log = LogRow::new(&representative.visit, representative, "send", self.application.about());
        let host = world.settings.host().to_owned();
        world.db.write(move |tx| async move { self.write(&tx, log, &host).await }).await
    }

    async fn write(self, tx: &Tx, log: LogRow, host: &str) -> Result<(), ChangeError> {
        let (id, customer, now) = (self.application.id, self.application.customer.id, self.now);
        applications::move_on(tx, &self.application, &self.state, now).await?;
        applications::insert_submission(tx, id, &self.submission).await?;
        applications::mark(tx, &self.application, &self.submission.canonical).await?;
        if self.event.kind == EventKind::Answered {
            questions::answer_all(tx, id, &self.submission.sender.name, now).await?;
        }
        let mut attachments = Vec::new();
        if let Some((row, pdf)) = &self.commitment {
            let file = documents::add(tx, customer.0, id, row, pdf).await?;
            attachments.push(Attachment { name: row.name.clone(), file });
            commitments::sign(tx, customer, id, &self.submission, file).await?;
        }
        let file = documents::add(tx, customer.0, id, &self.receipt.0, &self.receipt.1).await?;
        attachments.push(Attachment { name: self.receipt.0.name.clone(), file });
        let last_day = match self.application.purpose {
            Purpose::Ending => life::notify_ending(tx, &self.application, &self.submission.canonical, self.due).await?,
            Purpose::Joining | Purpose::TechnicalChange => None,
        };
        self.event.write(tx, id).await?;
        if let Some(event) = &self.came_back {
            event.write(tx, id).await?;
        }
        papers::link(tx, id, self.paper).await?;
        log.write(tx).await?;
        for (mail, to) in self.mail_to {
            let letter = mails::Letter { id: mail, application: &self.application, language: self.submission.language, host, now };
            let attachments = attachments.clone();
            match (self.event.kind, self.application.purpose, last_day) {
                (EventKind::Sent, Purpose::TechnicalChange, _) => letter.change_received(tx, to, &self.stamps, attachments).await?,
                (EventKind::Sent, _, Some(last_day)) => letter.ending_received(tx, to, &self.stamps, last_day, attachments).await?,
                (EventKind::Sent, ..) => letter.received(tx, to, &self.stamps, attachments).await?,
                _ => letter.answered(tx, to, &self.stamps, attachments).await?,
            }
        }
        Ok(())
    }
}
