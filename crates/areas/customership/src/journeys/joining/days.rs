//! What a notice brings about and when, said on top of its pages.

use kit_core::Language;
use kit_web::components::DescriptionRows;
use serde_json::Value;

use crate::{
    T,
    applications::{Application, Purpose, State},
    life::{self, EndingNotice},
};

/// None: nothing comes of it on a day.
pub(super) fn days(application: &Application, sent: &Value, language: Language) -> Option<DescriptionRows<'static>> {
    let t = T::of(language);
    match (application.purpose, &application.state) {
        (Purpose::Joining, _) | (_, State::Rejected(..) | State::Withdrawn(..) | State::Closed(..)) => None,
        (Purpose::Ending, _) => EndingNotice::read(sent).map(|notice| ending(&notice, language)),
        (Purpose::TechnicalChange, State::Approved(_, _, at)) => {
            let day = life::change_holds_from(sent, at.day())?;
            Some(DescriptionRows::new().row(t.days_change_holds(), day.finnish()))
        }
        (Purpose::TechnicalChange, _) => Some(DescriptionRows::new().row(t.change_from(), life::change_day(sent)?.finnish())),
    }
}

fn ending(notice: &EndingNotice, language: Language) -> DescriptionRows<'static> {
    let (t, dates) = (T::of(language), &notice.dates);
    let last_day = if notice.whole_customership { t.termination_last_day() } else { t.termination_last_day_of_service() };
    let names = notice.services.iter().map(|service| service.name(language)).collect::<Vec<_>>().join(", ");
    let rows = DescriptionRows::new().row(t.termination_services(), names).row(last_day, dates.last_day.finnish());
    rows.row(t.days_ended(), dates.ended.finnish()).row(t.days_connections(), dates.connections.finnish())
}
