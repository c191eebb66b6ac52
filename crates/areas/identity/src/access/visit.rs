//! What a page knows of the request: who is there, for whom, in which language.

use std::{
    ops::Deref,
    sync::{Arc, OnceLock},
};

use axum::{extract::FromRequestParts, http::request::Parts};
use kit_core::{Instant, Language, Secret, Uuid};
use kit_web::{Fields, PageError};
use ports::World;

use super::log::Looks;
use crate::session::{Acting, Actor, Duty, Keying, Origin, Session, Sessions};

/// A request, after the guard has looked at it.
#[derive(Clone, Debug)]
pub struct Visit(Arc<VisitFacts>);

#[derive(Debug)]
pub struct VisitFacts {
    pub world: Arc<World>,
    pub sessions: Arc<Sessions>,
    pub(crate) looks: Arc<Looks>,
    pub session: Option<Arc<Session>>,
    /// The secret of the session's cookie.
    pub(crate) secret: Option<Secret>,
    pub language: Language,
    /// Path and query of the page without the choice of language. While a form is taken: of the page that it stands on.
    pub path: String,
    pub(crate) form_sent: bool,
    /// The query of the list that the page was opened from: it goes along in the address as `from`.
    pub from: String,
    pub now: Instant,
    /// What was typed into this very page when its session had ended.
    pub parked: Option<Fields>,
    /// A page of another site led here.
    pub(crate) from_elsewhere: bool,
    /// Browser and system in two words.
    pub(crate) device: String,
    /// A form that came with the token of an earlier session of the same person, now kept under this secret.
    pub(crate) kept: OnceLock<(Secret, Origin)>,
}

impl Deref for Visit {
    type Target = VisitFacts;
    fn deref(&self) -> &VisitFacts {
        &self.0
    }
}

impl Visit {
    pub(crate) fn new(facts: VisitFacts) -> Self {
        Self(Arc::new(facts))
    }

    /// The token that forms of this session carry; empty without a session.
    pub fn csrf(&self) -> &str {
        self.session.as_ref().map_or("", |session| session.csrf.as_str())
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = PageError;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| PageError::internal("a route without a guard"))
    }
}

/// A person who has identified themselves.
#[derive(Clone, Debug)]
pub struct Identified {
    pub visit: Visit,
    pub id: Uuid,
    pub name: String,
    pub acting: Option<Acting>,
}

/// A person who acts for an organisation; or an officer who keys in what came from it on paper.
#[derive(Clone, Debug)]
pub struct Representative {
    pub visit: Visit,
    pub id: Uuid,
    pub name: String,
    pub acting: Acting,
    /// The paper that is being keyed in.
    pub paper: Option<Uuid>,
}

impl Representative {
    /// An officer does it in the customer's place.
    pub const fn is_officer(&self) -> bool {
        self.paper.is_some()
    }

    /// Is the right that one acts by so fresh that something may be sent? What is signed on paper is another matter.
    pub fn has_fresh_right(&self) -> bool {
        self.is_officer() || self.now.seconds_since(self.acting.checked_at) < self.world.settings.rights_valid_seconds
    }

    /// The one who is there, if they act for a customer.
    pub fn of_visit(visit: &Visit) -> Option<Self> {
        Self::of(visit.clone())
    }
}

/// An officer of the agency.
#[derive(Clone, Debug)]
pub struct Officer {
    pub visit: Visit,
    pub id: Uuid,
    pub name: String,
    pub duties: Vec<Duty>,
}

impl Officer {
    pub fn may(&self, duty: Duty) -> bool {
        self.duties.contains(&duty)
    }
}

macro_rules! is_a_visit {
    ($($kind:ty),*) => {$(
        impl Deref for $kind {
            type Target = VisitFacts;
            fn deref(&self) -> &VisitFacts {
                &self.visit
            }
        }
        impl<S: Sync> FromRequestParts<S> for $kind {
            type Rejection = PageError;
            async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
                let visit = Visit::from_request_parts(parts, state).await?;
                Self::of(visit).ok_or_else(|| PageError::internal("a page wants another visitor than its route lets in"))
            }
        }
    )*};
}

is_a_visit!(Identified, Representative, Officer);

impl Identified {
    pub(crate) fn of(visit: Visit) -> Option<Self> {
        match &visit.session.as_ref()?.actor {
            Actor::Person { id, name, acting, .. } => Some(Self { id: *id, name: name.clone(), acting: acting.clone(), visit: visit.clone() }),
            Actor::Officer { .. } => None,
        }
    }
}

impl Representative {
    pub(crate) fn of(visit: Visit) -> Option<Self> {
        if let Actor::Officer { id, name, keying: Some(Keying { acting, paper }), .. } = &visit.session.as_ref()?.actor {
            return Some(Self { id: *id, name: name.clone(), acting: acting.clone(), paper: Some(*paper), visit: visit.clone() });
        }
        let Identified { visit, id, name, acting } = Identified::of(visit)?;
        Some(Self { visit, id, name, acting: acting?, paper: None })
    }
}

impl Officer {
    pub(crate) fn of(visit: Visit) -> Option<Self> {
        match &visit.session.as_ref()?.actor {
            Actor::Officer { id, name, duties, .. } => Some(Self { id: *id, name: name.clone(), duties: duties.clone(), visit: visit.clone() }),
            Actor::Person { .. } => None,
        }
    }
}
