use customership::sections::use_of_service::{UseOfServiceError as E, UseOfServicePolicy};
use kit_core::Day;
use kit_web::Fields;
use registers::codes::{Code, CodeList, Names};

fn code(list: CodeList, code: &str, begins: &str, ends: &str) -> Code {
    let day = |text| Day::parse_iso(text).unwrap();
    Code { list, code: code.to_owned(), begins: day(begins), ends: day(ends), names: Names { fi: code.to_owned(), sv: code.to_owned(), en: None } }
}

fn codes() -> Vec<Code> {
    vec![
        code(CodeList::SystemProfile, "producer", "2018-05-01", "2100-12-31"),
        code(CodeList::DocumentGroup, "phase-2", "2018-05-01", "2024-08-31"),
        code(CodeList::DocumentGroup, "duty", "2024-09-01", "2100-12-31"),
        code(CodeList::ServiceTask, "1", "2018-05-01", "2100-12-31"),
        code(CodeList::ServiceTask, "2", "2018-05-01", "2100-12-31"),
    ]
}

fn wrong(body: &str, today: &str) -> Vec<(String, E)> {
    let checked = UseOfServicePolicy.check(&Fields::read(body.as_bytes()), &codes(), Day::parse_iso(today).unwrap());
    checked.err().map(|errors| errors.iter().map(|e| (e.field.clone(), e.error)).collect()).unwrap_or_default()
}

#[test]
fn one_profile_and_at_least_one_of_each_are_needed() {
    assert_eq!(
        wrong("", "2026-11-24"),
        [("profile".to_owned(), E::ProfileMissing), ("document_groups".to_owned(), E::GroupMissing), ("service_tasks".to_owned(), E::TaskMissing)]
    );
    assert_eq!(wrong("profile=producer&document_groups=duty&service_tasks=1&service_tasks=2", "2026-11-24"), []);
    assert_eq!(wrong("profile=unheard-of&document_groups=duty&service_tasks=1", "2026-11-24"), [("profile".to_owned(), E::ProfileMissing)]);
}

#[test]
fn what_could_be_chosen_once_is_refused_when_its_time_is_over() {
    let body = "profile=producer&document_groups=phase-2&service_tasks=1";
    assert_eq!(wrong(body, "2024-08-31"), []);
    assert_eq!(wrong(body, "2024-09-01"), [("document_groups".to_owned(), E::NotValid)]);
}
