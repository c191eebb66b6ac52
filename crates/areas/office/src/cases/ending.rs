//! An ending is a notice: the case says what ends when, and that nothing has to be decided.

use askama::Template;
use customership::{
    applications::{Application, Purpose, State},
    life::EndingNotice,
};
use kit_core::Language;
use kit_web::components::DescriptionRows;
use serde_json::Value;

use crate::{T, words::names};

#[derive(Template)]
#[template(path = "cases/ending.html")]
pub(super) struct Ending {
    in_force: bool,
    lead: &'static str,
    notice: Option<EndingNotice>,
    language: Language,
    t: T,
}

impl Ending {
    /// None: the case is about something else.
    pub fn of(application: &Application, sent: &Value, language: Language) -> Option<Self> {
        if application.purpose != Purpose::Ending {
            return None;
        }
        let t = T::of(language);
        let (lead, holds, in_force) = match &application.state {
            State::Draft | State::Returned(..) | State::Received(..) | State::InProcessing(..) | State::InformationRequested(..) => {
                (t.ending_lead(), true, false)
            }
            State::Approved(..) => (t.ending_in_force_lead(), true, true),
            State::Rejected(..) | State::Withdrawn(..) | State::Closed(..) => (t.ending_withdrawn_lead(), false, false),
        };
        let notice = EndingNotice::read(sent).filter(|_| holds);
        Some(Self { in_force, lead, notice, language, t })
    }

    fn rows(&self, notice: &EndingNotice) -> DescriptionRows<'static> {
        let (t, dates) = (&self.t, &notice.dates);
        let rows = DescriptionRows::new().row(t.ending_services(), names(&notice.services, self.language));
        let rows = if notice.whole_customership { rows.row(t.ending_whole_label(), t.ending_whole()) } else { rows };
        rows.row(t.ending_last_day(), dates.last_day.finnish())
            .row(t.ending_ended(), dates.ended.finnish())
            .row(t.ending_connections(), dates.connections.finnish())
    }
}
