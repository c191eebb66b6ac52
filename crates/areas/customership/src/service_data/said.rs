//! What has become of a change, told on the page that follows it.

use kit_web::{Fields, components::Notice};

use crate::{T, services::Service};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// It is in force.
    Changed,
    /// It says what was in force before.
    Same,
    /// What was not in force yet is put away.
    Discarded,
}

impl Said {
    const ALL: [Self; 3] = [Self::Changed, Self::Same, Self::Discarded];

    const fn key(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Same => "same",
            Self::Discarded => "discarded",
        }
    }

    /// The service's page, with this on top.
    pub fn on_page_of(self, service: &Service) -> String {
        format!("/services/{}/data?said={}", service.key, self.key())
    }

    pub fn read(query: &str) -> Option<Self> {
        let said = Fields::read(query.as_bytes());
        Self::ALL.into_iter().find(|one| one.key() == said.get("said"))
    }

    pub fn notice(self, t: &T) -> Notice<'static> {
        match self {
            Self::Changed => Notice::success(t.update_changed()),
            Self::Same => Notice::info(t.update_same()),
            Self::Discarded => Notice::success(t.update_discarded()),
        }
        .announced()
    }
}
