//! The one place that writes what an officer has decided: state, event, log row, documents and mails in one transaction.

use std::collections::BTreeSet;

use kit_db::{Attachment, MailId, Tx};

use super::{Effect, Proposal, Ready, store};
use crate::{
    applications::{self, ChangeError, Handler, Purpose},
    commitments, documents, due,
    guidance::Afterwards,
    life,
    mails::Letter,
};

type Written = Result<(), ChangeError>;

impl Ready {
    /// Writes it. `Stale`: somebody was faster.
    pub async fn write(&self, tx: &Tx) -> Written {
        match &self.outcome.to {
            Some(to) => applications::move_on(tx, &self.application, to, self.now).await?,
            None => store::touch(tx, &self.application).await?,
        }
        self.event.write(tx, self.application.id).await?;
        self.log.write(tx).await?;
        match self.outcome.effect {
            Effect::Nothing => Ok(()),
            Effect::Asked => self.asked(tx).await,
            Effect::Proposed(outcome) => {
                let officer = Handler { id: self.by.id, name: self.by.name.clone() };
                let proposal = Proposal { outcome, reason: self.outcome.note.clone(), officer, at: self.now };
                Ok(store::propose(tx, self.application.id, &proposal).await?)
            }
            Effect::SentBack => Ok(store::forget(tx, self.application.id).await?),
            Effect::Approved => self.approved(tx).await,
            Effect::Rejected => self.rejected(tx).await,
            Effect::Returned => self.returned(tx).await,
            Effect::Withdrawn => self.withdrawn(tx).await,
            Effect::Undone => self.undone(tx).await,
        }
    }

    /// Every administrative contact is told.
    async fn asked(&self, tx: &Tx) -> Written {
        let address = self.address_of_matter();
        for to in &self.administrative {
            self.letter().information_requested(tx, to.clone(), self.told.as_deref().unwrap_or_default(), &address).await?;
        }
        Ok(())
    }

    /// What was asked for comes into force, at once or on its day.
    async fn approved(&self, tx: &Tx) -> Written {
        let (application, now) = (&self.application, self.now);
        match application.purpose {
            Purpose::Joining => {
                commitments::begin_service(tx, application.customer.id, (application.service, application.form), application.id, now).await?;
                life::join_in_force(tx, application, (&self.submission, &self.sent), &self.common, now).await?;
                life::begin_steps(tx, application, self.ids.next(now), now).await?;
                self.letter().approved(tx, self.address.clone(), self.outcome.note.as_deref()).await?;
                if application.form.afterwards.contains(&Afterwards::Archivist) {
                    for to in &self.administrative {
                        self.letter().archivist(tx, to.clone(), &self.archivist_url).await?;
                    }
                }
                Ok(())
            }
            Purpose::TechnicalChange => {
                let day = life::approve_change(tx, application, &self.sent, &self.ids, now).await?.ok_or(ChangeError::Closed)?;
                Ok(self.letter().change_approved(tx, self.address.clone(), day).await?)
            }
            // An ending is a notice: nobody approves it.
            Purpose::Ending => Err(ChangeError::Closed),
        }
    }

    async fn rejected(&self, tx: &Tx) -> Written {
        let application = &self.application;
        if self.is_joining() {
            commitments::void(tx, application.customer.id, application.id, self.now).await?;
        }
        let (row, pdf) = self.document.as_ref().ok_or(ChangeError::Closed)?;
        let file = documents::add(tx, application.customer.id.0, application.id, row, pdf).await?;
        let attached = vec![Attachment { name: row.name.clone(), file }];
        Ok(self.letter().rejected(tx, self.address.clone(), self.note(), attached).await?)
    }

    /// The customer's address and the administrative contacts are told what to do.
    async fn returned(&self, tx: &Tx) -> Written {
        let address = self.address_of_matter();
        for to in self.everybody() {
            self.letter().returned(tx, to, self.note(), &address).await?;
        }
        Ok(())
    }

    async fn withdrawn(&self, tx: &Tx) -> Written {
        life::undo(tx, &self.application, self.now).await?;
        for to in life::addresses_in(&self.sent, Some(self.address.clone())) {
            self.letter().withdrawn_on_request(tx, to, self.note()).await?;
        }
        Ok(())
    }

    /// The service is not in use any more, and what was open about it is closed; the commitment stays. A change that was
    /// approved does not come into force.
    async fn undone(&self, tx: &Tx) -> Written {
        let (application, now) = (&self.application, self.now);
        due::cancel(tx, application.id, now).await?;
        life::cancel_steps(tx, application.id, &self.by.name, now).await?;
        if self.is_joining() {
            life::stop_service(tx, application, &self.by.name, now).await?;
            life::close_open_matters(tx, application, &[application.service.key], false, now, &self.ids, &self.host).await?;
        }
        for to in self.everybody() {
            self.letter().undone(tx, to, self.note()).await?;
        }
        Ok(())
    }

    fn everybody(&self) -> BTreeSet<String> {
        self.administrative.iter().chain([&self.address]).cloned().collect()
    }

    fn note(&self) -> &str {
        self.outcome.note.as_deref().unwrap_or_default()
    }

    fn address_of_matter(&self) -> String {
        format!("{}/applications/{}", self.public_url, self.application.id)
    }

    fn letter(&self) -> Letter<'_> {
        let (application, now) = (&self.application, self.now);
        Letter { id: MailId(self.ids.next(now)), application, language: application.language, host: &self.host, now }
    }
}
