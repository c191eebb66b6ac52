use customership::sections::contacts::{ContactsError as E, ContactsPolicy, Role, Who};
use kit_db::testing::TestDb;
use kit_web::Fields;

use crate::support::{Joining, TestApp, migrated, persona};

const POLICY: ContactsPolicy = ContactsPolicy { common: &[Role::Administrative, Role::Disruptions], of_service: &[Role::Archivist] };
const PERSON: &str =
    "contacts.0.kind=person&contacts.0.first_name=Malla&contacts.0.last_name=Mallikas&contacts.0.email=a@b.fi&contacts.0.phone=0401234567";
const HELP_DESK: &str = "contacts.1.kind=organisation&contacts.1.organisation_name=Tuki&contacts.1.email=t@b.fi&contacts.1.phone=0501234567";

fn wrong(body: &str) -> Vec<(String, E)> {
    let checked = POLICY.check(&Fields::read(body.as_bytes()));
    checked.err().map(|errors| errors.iter().map(|e| (e.field.clone(), e.error)).collect()).unwrap_or_default()
}

#[test]
fn one_person_may_hold_every_role() {
    let body = format!("{PERSON}&contacts.0.roles=administrative&contacts.0.roles=disruptions&contacts.0.service_roles=archivist");
    let contacts = POLICY.check(&Fields::read(body.as_bytes())).unwrap();
    assert_eq!(contacts.0[0].roles, [Role::Administrative, Role::Disruptions, Role::Archivist]);
    assert_eq!(contacts.0[0].who, Who::Person { first_name: "Malla".to_owned(), last_name: "Mallikas".to_owned() });
}

#[test]
fn roles_can_be_shared_with_an_organisation_but_an_archivist_is_a_person() {
    let shared = format!("{PERSON}&contacts.0.roles=administrative&contacts.0.service_roles=archivist&{HELP_DESK}&contacts.1.roles=disruptions");
    assert_eq!(wrong(&shared), []);
    let archivist = format!("{PERSON}&contacts.0.roles=administrative&contacts.0.roles=disruptions&{HELP_DESK}&contacts.1.service_roles=archivist");
    assert_eq!(wrong(&archivist), [("contacts.1.service_roles".to_owned(), E::NotForOrganisation(Role::Archivist))]);
}

#[test]
fn every_mandatory_role_is_held_by_somebody() {
    let body = format!("{PERSON}&contacts.0.roles=administrative");
    let first = "contacts.0.roles".to_owned();
    assert_eq!(wrong(&body), [(first.clone(), E::NobodyHolds(Role::Disruptions)), (first, E::NobodyHolds(Role::Archivist))]);
}

#[test]
fn disruption_notices_need_a_number_that_takes_text_messages() {
    let roles = "contacts.0.roles=administrative&contacts.0.roles=disruptions&contacts.0.service_roles=archivist";
    let landline = format!("{}&{roles}", PERSON.replace("0401234567", "010020020"));
    assert_eq!(wrong(&landline), [("contacts.0.phone".to_owned(), E::NoTextMessages)]);
}

#[test]
fn a_contact_says_first_what_it_is() {
    let errors = wrong("contacts.0.kind=x&contacts.0.email=a@b.fi&contacts.0.phone=0401234567&contacts.0.roles=administrative");
    assert_eq!(errors[0], ("contacts.0.kind".to_owned(), E::KindMissing));
}

kit_db::on_both_databases!(migrated: contacts_are_added_and_removed_without_a_script);

async fn contacts_are_added_and_removed_without_a_script(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut browser = app.log_in(persona::SIGNATORY).await;
    let mut joining = Joining::begin(&mut browser).await;
    joining.access_points().await.customer_data().await;
    browser.fill("contacts.0.first_name", "Malla");
    browser.press("Lisää uusi yhteystieto").await;
    assert_eq!(browser.page.value("contacts.0.first_name").as_deref(), Some("Malla"));
    browser.fill("contacts.1.first_name", "Toinen").tick("contacts.1.roles", &["technical"]);
    browser.press("Lisää uusi yhteystieto").await;
    browser.press("Poista yhteystieto").await;
    assert_eq!(browser.page.value("contacts.1.first_name").as_deref(), Some("Toinen"));
    assert_eq!(browser.page.value("contacts.2.first_name"), None);
    browser.press("Tallenna ja jatka").await;
    assert_eq!(browser.page.status, 422);
    let errors = browser.page.errors();
    assert!(errors.iter().any(|(_, text)| text == "Valitse jollekin yhteyshenkilölle rooli Arkistonhoitaja"), "{errors:?}");
    assert!(errors.iter().all(|(field, _)| browser.page.has_id(field)), "{errors:?}");
}
