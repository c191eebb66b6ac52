//! Parts that the pages of an application share: the stepper, the state, the history.

use kit_core::{Day, Language};
use kit_web::components::{Step as StepRow, StepState, StepWords, Stepper, Tag, TagKind, Timeline, TimelineEvent};
use serde_json::Value;

use super::{Journey, Step};
use crate::{
    T,
    applications::{Application, ApplicationId, Event, EventKind, Purpose, State},
    life,
    sections::SectionKey,
    services::Service,
};

pub(super) fn address(id: ApplicationId, step: Step) -> String {
    match step {
        Step::Instructions => format!("/applications/{id}"),
        Step::Section(section) => format!("/applications/{id}/steps/{}", section.key()),
        Step::Summary => format!("/applications/{id}/summary"),
        Step::Confirmation => format!("/applications/{id}/confirmation"),
        Step::Thanks => format!("/applications/{id}/thanks"),
    }
}

/// Where one reads what the matter is about, before it begins.
pub(crate) fn instructions_address(service: &Service, purpose: Purpose) -> String {
    match purpose {
        Purpose::Joining => format!("/services/{}", service.key),
        Purpose::TechnicalChange => format!("/services/{}/change", service.key),
        Purpose::Ending if service.is_whole_customership() => "/termination".to_owned(),
        Purpose::Ending => format!("/services/{}/ending", service.key),
    }
}

/// What the matter is called: «Teknisten tietojen muutos: Resepti».
pub fn matter_title(service: &Service, purpose: Purpose, language: Language) -> String {
    let (t, name) = (T::of(language), service.name(language));
    match purpose {
        Purpose::Joining => t.matter_joining(name),
        Purpose::TechnicalChange => t.matter_change(name),
        Purpose::Ending => t.matter_ending(name),
    }
}

pub(super) fn step_title(journey: &Journey, step: Step, language: Language) -> &'static str {
    let t = T::of(language);
    match step {
        Step::Instructions => t.instructions_step(),
        Step::Section(key) => journey.sections().iter().find(|section| section.key() == key).map_or("", |section| section.title(language)),
        Step::Summary => t.summary(),
        Step::Confirmation => t.confirmation(),
        Step::Thanks => t.thanks(),
    }
}

/// The list of steps beside the page. Without an application nothing can be opened yet.
pub(crate) fn stepper(
    service: &Service,
    application: Option<ApplicationId>,
    journey: &Journey,
    current: Step,
    language: Language,
) -> Stepper<'static> {
    let t = T::of(language);
    let (place, of) = journey.place(current);
    let summary = t.step_of(of, place, step_title(journey, current, language));
    let words = StepWords {
        done: t.step_done().into(),
        current: t.step_current().into(),
        open: t.step_open().into(),
        locked: t.step_locked().into(),
        incomplete: t.step_incomplete().into(),
    };
    let row = |step: Step| {
        let row = StepRow::new(step_title(journey, step, language), step_state(journey, step, current, application.is_some()));
        match application {
            Some(_) if current == Step::Thanks => row,
            Some(_) if step == Step::Instructions => row.href(instructions_address(service, journey.purpose())),
            Some(id) if journey.can_visit(step) && step != current => row.href(address(id, step)),
            Some(_) | None => row,
        }
    };
    Stepper::new(t.stepper_label(matter_title(service, journey.purpose(), language)), summary, words)
        .steps(journey.steps().into_iter().map(row).collect())
}

fn step_state(journey: &Journey, step: Step, current: Step, begun: bool) -> StepState {
    match step {
        _ if step == current => StepState::Current,
        Step::Instructions => StepState::Done,
        Step::Section(_) | Step::Summary | Step::Confirmation if current == Step::Thanks => StepState::Done,
        Step::Section(key) if journey.is_complete(key) => StepState::Done,
        Step::Section(key) if journey.is_saved(key) => StepState::Incomplete,
        Step::Section(_) | Step::Summary | Step::Confirmation if begun && journey.can_visit(step) => StepState::Open,
        Step::Section(_) | Step::Summary | Step::Confirmation | Step::Thanks => StepState::Locked,
    }
}

pub fn state_text(purpose: Purpose, state: &State, language: Language) -> &'static str {
    state_text_of(purpose, state.key(), language)
}

/// The state's name, by its key: the same word that the history has. Nobody approves an ending: it comes into force.
pub fn state_text_of(purpose: Purpose, key: &str, language: Language) -> &'static str {
    let t = T::of(language);
    match key {
        "approved" if purpose == Purpose::Ending => t.event_carried_out(),
        "draft" => t.state_draft(),
        "returned" => t.state_returned(),
        "received" => t.state_received(),
        "in-processing" => t.state_in_processing(),
        "information-requested" => t.state_information_requested(),
        "approved" => t.state_approved(),
        "rejected" => t.state_rejected(),
        "closed" => t.event_closed(),
        _ => t.event_withdrawn(),
    }
}

/// The state of a matter; a technical change that was approved says from its day on that it holds.
pub fn state_tag_on(application: &Application, sent: &Value, today: Day, language: Language) -> Tag<'static> {
    match (application.purpose, &application.state) {
        (Purpose::TechnicalChange, State::Approved(_, _, at)) if life::change_holds_from(sent, at.day()).is_some_and(|day| day <= today) => {
            Tag::new(TagKind::Success, T::of(language).state_change_holds())
        }
        (purpose, state) => state_tag(purpose, state.key(), language),
    }
}

pub fn state_tag(purpose: Purpose, key: &str, language: Language) -> Tag<'static> {
    let kind = match key {
        "received" | "in-processing" => TagKind::Info,
        "information-requested" | "returned" => TagKind::Warning,
        "approved" => TagKind::Success,
        "rejected" => TagKind::Danger,
        _ => TagKind::Neutral,
    };
    Tag::new(kind, state_text_of(purpose, key, language))
}

pub fn event_text(kind: EventKind, language: Language) -> &'static str {
    let t = T::of(language);
    match kind {
        EventKind::Begun => t.event_begun(),
        EventKind::Sent => t.event_sent(),
        EventKind::Taken => t.event_taken(),
        EventKind::InformationRequested => t.event_information_requested(),
        EventKind::Answered => t.event_answered(),
        EventKind::Approved => t.event_approved(),
        EventKind::Rejected => t.event_rejected(),
        EventKind::Returned => t.event_returned(),
        EventKind::Undone => t.event_undone(),
        EventKind::Proposed => t.event_proposed(),
        EventKind::ProposalSentBack => t.event_proposal_sent_back(),
        EventKind::Withdrawn => t.event_withdrawn(),
        EventKind::CarriedOut => t.event_carried_out(),
        EventKind::Closed => t.event_closed(),
        EventKind::Released => t.event_released(),
        EventKind::HandedOver => t.event_handed_over(),
        EventKind::DeadlineMoved => t.event_deadline_moved(),
        EventKind::CameBack => t.event_came_back(),
        EventKind::RegisterRenamed => t.event_register_renamed(),
        EventKind::RegisterLeft => t.event_register_left(),
        EventKind::RegisterReturned => t.event_register_returned(),
    }
}

/// What has happened, the newest last.
pub fn events_timeline<'a>(events: &'a [Event], language: Language) -> Timeline<'a> {
    let t = T::of(language);
    let row = |event: &'a Event| {
        let time = t.day_and_time(event.at.day().finnish(), event.at.clock_time());
        let mut row = TimelineEvent::new(time, event_text(event.kind, language)).actor(event.actor_name.as_str());
        if let Some(note) = &event.note {
            row = row.text(note.as_str());
        } else if event.kind == EventKind::Closed {
            row = row.text(t.event_closed_why());
        }
        row
    };
    Timeline::new(events.iter().map(row).collect())
}

/// The section that a problem on the summary belongs to.
pub(super) fn edit_address(application: &Application, section: SectionKey) -> String {
    format!("{}?from=summary", address(application.id, Step::Section(section)))
}

/// Where an unsent notice is put away: on each of its pages (Finnish guide 5). What was sent is taken back on its own page.
pub(super) fn cancel_address(application: &Application) -> Option<String> {
    let unsent = application.purpose != Purpose::Joining && application.state == State::Draft;
    unsent.then(|| format!("/applications/{}/withdrawal", application.id))
}

/// Which services go on after a notice of ending was taken back.
pub(crate) fn goes_on(services: &[&'static Service], language: Language) -> Option<String> {
    let names = services.iter().map(|service| service.name(language)).collect::<Vec<_>>().join(", ");
    let count = i64::try_from(services.len()).unwrap_or(i64::MAX);
    (count > 0).then(|| T::of(language).withdrawn_goes_on(count, names))
}
