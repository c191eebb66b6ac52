//! All that has happened on a case, in one line of time: events, questions and answers, messages, mails.

use customership::{
    journeys::joining::event_text,
    mails::{MailFate, SentMail},
    questions::{Question, Stage},
};
use kit_core::{Instant, Language};
use kit_web::components::{Timeline, TimelineEvent};

use super::page::Case;
use crate::T;

/// One thing that has happened.
struct Entry {
    at: Instant,
    title: String,
    text: Option<String>,
    actor: String,
}

/// The whole history, the oldest first.
pub(super) fn timeline(case: &Case, language: Language) -> Timeline<'static> {
    let t = T::of(language);
    let mut entries: Vec<Entry> = Vec::new();
    entries.extend(case.events.iter().map(|event| {
        let (title, text) = (event_text(event.kind, language).to_owned(), event.note.clone());
        Entry { at: event.at, title, text, actor: event.actor_name.clone() }
    }));
    let title = |question: &Question| {
        let section = case.application.section(question.section).map_or("", |section| section.title(language));
        if question.place.is_empty() { section.to_owned() } else { format!("{section}, {}", question.place) }
    };
    for question in &case.questions {
        entries.extend(question.asked_at().map(|at| Entry {
            at,
            title: t.timeline_question(title(question)),
            text: Some(question.text.clone()),
            actor: question.collected_by.clone(),
        }));
        entries.extend(question.replied().map(|replied| Entry {
            at: replied.at,
            title: if matches!(question.stage, Stage::Accepted(_)) {
                t.timeline_answer_accepted(title(question))
            } else {
                t.timeline_answer(title(question))
            },
            text: Some(replied.text.clone()),
            actor: replied.by.clone(),
        }));
    }
    entries.extend(case.messages.iter().map(|message| Entry {
        at: message.at,
        title: if message.by_officer { t.timeline_message_to_customer().to_owned() } else { t.timeline_message_from_customer().to_owned() },
        text: Some(message.text.clone()),
        actor: message.actor_name.clone(),
    }));
    entries.extend(case.mails.iter().map(|mail| Entry {
        at: mail.written_at,
        title: t.timeline_mail(state(mail, &t)),
        text: Some(mail.why.as_ref().filter(|why| !why.is_empty()).map_or_else(|| mail.subject.clone(), |why| format!("{}\n{why}", mail.subject))),
        actor: mail.to.clone(),
    }));
    entries.sort_by_key(|entry| entry.at);
    let row = |entry: Entry| {
        let time = t.note_time(entry.at.clock_time(), entry.at.day().finnish());
        let row = TimelineEvent::new(time, entry.title).actor(entry.actor);
        match entry.text {
            Some(text) => row.text(text),
            None => row,
        }
    };
    Timeline::new(entries.into_iter().map(row).collect())
}

fn state(mail: &SentMail, t: &T) -> &'static str {
    match mail.fate {
        MailFate::Waiting => t.timeline_mail_waiting(),
        MailFate::Sent => t.timeline_mail_sent(),
        MailFate::Delayed => t.timeline_mail_delayed(),
        MailFate::GivenUp => t.timeline_mail_failed(),
        MailFate::Bounced => t.timeline_mail_bounced(),
    }
}
