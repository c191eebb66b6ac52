//! What the rule engine lets through, and what goes wrong with it.

use serde_json::{Value, json};

use super::{Service, sessions::Session};
use crate::{
    RuleEngine,
    faults::Fault,
    personas::{Grant, Person, organisation},
};

impl Service {
    pub fn happens_to(&self, person: &Person, fault: Fault) -> bool {
        person.meets(fault) || self.faults.happens(fault)
    }

    /// The rights that the e-service may know.
    fn let_through(&self, grant: &Grant) -> Vec<&'static str> {
        let passes = |right: &&str| match &self.rule_engine {
            RuleEngine::All => true,
            RuleEngine::These(these) => these.iter().any(|this| this == right),
        };
        grant.rights.iter().copied().filter(passes).collect()
    }

    /// The organisations that the page offers: with a right, or with one that could not be asked.
    pub fn offered(&self, person: &'static Person) -> Vec<&'static Grant> {
        person.grants.iter().filter(|grant| !grant.complete || !self.let_through(grant).is_empty()).collect()
    }

    /// The array of the Web API.
    pub fn answer(&self, session: &Session, grant: Option<&Grant>) -> Vec<Value> {
        if self.happens_to(session.person, Fault::NoOrganisations) {
            return Vec::new();
        }
        grant.map(|grant| self.organisation(session, grant)).into_iter().collect()
    }

    fn organisation(&self, session: &Session, grant: &Grant) -> Value {
        let mut roles = self.let_through(grant);
        // To whom it always happens, it happens at every other choice: the first one is good.
        let is_lost = session.person.meets(Fault::RoleLost) && session.number.is_multiple_of(2);
        if is_lost || self.faults.happens(Fault::RoleLost) {
            roles.clear();
        }
        if self.happens_to(session.person, Fault::UnknownRole) {
            roles.push("XYZ99");
        }
        let complete = grant.complete && !self.happens_to(session.person, Fault::Incomplete);
        let name = organisation(grant.business_id).map(|organisation| organisation.name);
        let answer = json!({ "name": name, "identifier": grant.business_id, "complete": complete, "roles": roles });
        self.with_unknown(session.person, answer)
    }

    pub fn with_unknown(&self, person: &Person, mut answer: Value) -> Value {
        if self.happens_to(person, Fault::UnknownMembers) {
            answer["unknownMember"] = json!({ "of": ["any", "kind"], "depth": 2 });
            answer["complete2"] = Value::Null;
        }
        answer
    }
}
