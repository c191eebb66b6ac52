//! Gathers what a decision stands on.

use identity::Officer;
use kit_core::{Day, Instant};
use kit_db::Read;
use kit_web::PageError;
use ports::FourEyes;

use super::{By, Facts, Possible, Refused, store};
use crate::{
    applications::{self, Application, ApplicationId, OrganisationOid, Purpose, SubmissionRow},
    customers::Standing,
    journeys::joining::Need,
    life,
    services::Service,
};

/// A matter with what a decision on it stands on.
#[derive(Clone, Debug)]
pub struct Grounds {
    pub application: Application,
    pub submission: SubmissionRow,
    pub facts: Facts,
    pub standing: Standing,
}

impl Grounds {
    /// `NotFound`: there is no such matter, or it was never sent.
    pub async fn gather(read: &Read, id: ApplicationId, four_eyes: FourEyes, now: Instant) -> Result<Self, PageError> {
        let application = applications::load(read, id).await?.ok_or(PageError::NotFound)?;
        let submission = applications::submission(read, id).await?.ok_or(PageError::NotFound)?;
        let standing = Standing::of(read, OrganisationOid(&application.customer.oid)).await?;
        let waits_for = waits_for(&application, &standing);
        let (in_use, change_waits) = tokio::try_join!(store::is_in_use_by(read, id), store::change_waits(read, &application))?;
        let change_day = life::change_day(&life::sent(&submission)?);
        let facts = Facts {
            state: application.state.clone(),
            purpose: application.purpose,
            proposal: store::proposal(read, id).await?,
            worked: store::worked(read, id).await?,
            four_eyes,
            waits_for,
            undoable: undoable(&application, &standing, (in_use, change_waits), (change_day, now.day())),
            past: life::is_past(&application, &submission, now.day()),
            now,
        };
        Ok(Self { application, submission, facts, standing })
    }

    pub fn possible(&self, officer: &Officer) -> Possible {
        Possible::of(&By::from(officer), &self.facts)
    }
}

impl From<&Officer> for By {
    fn from(officer: &Officer) -> Self {
        use identity::session::Duty;
        Self { id: officer.id, name: officer.name.clone(), handles: officer.may(Duty::Handle), leads: officer.may(Duty::Lead) }
    }
}

/// An approval waits for the services that must come first.
fn waits_for(application: &Application, standing: &Standing) -> Option<&'static Service> {
    if application.purpose != Purpose::Joining {
        return None;
    }
    needed(application).find(|service| standing.uses_since(service.key).is_none())
}

fn needed(application: &Application) -> impl Iterator<Item = &'static Service> {
    services_of(application.form.needs)
}

fn services_of(needs: &'static [Need]) -> impl Iterator<Item = &'static Service> {
    needs.iter().filter_map(|need| if let Need::Service(key) = need { Service::find(key) } else { None })
}

/// A service that others in use stand on does not go first, nor one with an approved change that waits for its day; a change
/// that is in force cannot be taken out again.
fn undoable(
    application: &Application,
    standing: &Standing,
    (in_use, change_waits): (bool, bool),
    (change_day, today): (Option<Day>, Day),
) -> Result<(), Refused> {
    match application.purpose {
        Purpose::Ending => Err(Refused::NotDecidedOn),
        Purpose::TechnicalChange if change_day.is_some_and(|day| day > today) => Ok(()),
        Purpose::TechnicalChange => Err(Refused::InForce),
        Purpose::Joining if !in_use => Err(Refused::InForce),
        Purpose::Joining if change_waits => Err(Refused::ChangeWaits),
        Purpose::Joining => {
            let stands_on = |service: &'static Service, form: &'static crate::services::Form| {
                service.key != application.service.key && services_of(form.needs).any(|needed| needed.key == application.service.key)
            };
            let other = standing.in_use.iter().find(|used| stands_on(used.service, used.form));
            other.map_or(Ok(()), |used| Err(Refused::NeededBy(used.service)))
        }
    }
}
