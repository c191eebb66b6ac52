use kit_core::{Day, FieldErrors};
use kit_web::Fields;
use registers::codes::{Code, CodeList};
use serde::Serialize;

#[derive(Clone, Copy, Debug)]
pub struct UseOfServicePolicy;

/// Codes of the lists, in the lists' order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UseOfService {
    pub profile: String,
    pub document_groups: Vec<String>,
    pub service_tasks: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseOfServiceError {
    ProfileMissing,
    GroupMissing,
    TaskMissing,
    /// What was chosen earlier can be chosen no longer, or not yet.
    NotValid,
}

pub(super) const PROFILE: &str = "profile";
pub(super) const GROUPS: &str = "document_groups";
pub(super) const TASKS: &str = "service_tasks";

impl UseOfServicePolicy {
    /// `codes`: all codes of the lists, whatever their validity.
    pub fn check(&self, fields: &Fields, codes: &[Code], today: Day) -> Result<UseOfService, FieldErrors<UseOfServiceError>> {
        use UseOfServiceError as E;
        let mut errors = FieldErrors::default();
        let mut take = |field: &str, list: CodeList, missing: E| {
            let chosen = chosen(fields, field, list, codes);
            if chosen.is_empty() {
                errors.add(field, missing);
            } else if chosen.iter().any(|code| !code.is_valid_on(today)) {
                errors.add(field, E::NotValid);
            }
            chosen.into_iter().map(|code| code.code.clone()).collect::<Vec<_>>()
        };
        let profile = take(PROFILE, CodeList::SystemProfile, E::ProfileMissing);
        let document_groups = take(GROUPS, CodeList::DocumentGroup, E::GroupMissing);
        let service_tasks = take(TASKS, CodeList::ServiceTask, E::TaskMissing);
        let value = profile.into_iter().next().map(|profile| UseOfService { profile, document_groups, service_tasks });
        errors.or(value)
    }
}

/// The codes that were chosen, each once: the valid version of a code if it has one, else the last.
pub(super) fn chosen<'a>(fields: &Fields, field: &str, list: CodeList, codes: &'a [Code]) -> Vec<&'a Code> {
    let mut found: Vec<&Code> = Vec::new();
    for code in codes.iter().filter(|code| code.list == list && fields.has(field, &code.code)) {
        match found.iter_mut().find(|other| other.code == code.code) {
            Some(other) => *other = if other.ends < code.ends { code } else { other },
            None => found.push(code),
        }
    }
    found
}

/// What can be chosen on a day, and what has been chosen already.
pub(super) fn offered<'a>(fields: &Fields, field: &str, list: CodeList, codes: &'a [Code], today: Day) -> Vec<&'a Code> {
    let chosen = chosen(fields, field, list, codes);
    let offered = |code: &&Code| {
        code.list == list
            && (code.is_valid_on(today) || chosen.iter().any(|c| c.code == code.code && c.begins == code.begins && !c.is_valid_on(today)))
    };
    codes.iter().filter(offered).collect()
}
