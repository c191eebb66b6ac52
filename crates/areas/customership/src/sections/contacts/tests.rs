use customership::sections::{
    Rules,
    contacts::{ContactsError as E, ContactsPolicy, Role, Who},
};
use kit_db::testing::TestDb;
use kit_web::Fields;

use crate::support::{Joining, TestApp, migrated, persona};

const POLICY: ContactsPolicy = ContactsPolicy { service: "patient-data", common: &Role::COMMON, must: &[Role::Archivist], may: &[Role::Billing] };
/// The common roles, all held by the first contact.
const ALL: &str = "contacts.0.roles=administrative&contacts.0.roles=data-protection&contacts.0.roles=technical&contacts.0.roles=disruptions";
const PERSON: &str =
    "contacts.0.kind=person&contacts.0.first_name=Malla&contacts.0.last_name=Mallikas&contacts.0.email=a@b.fi&contacts.0.phone=0401234567";
const HELP_DESK: &str = "contacts.1.kind=organisation&contacts.1.organisation_name=Tuki&contacts.1.email=t@b.fi&contacts.1.phone=0501234567";

fn fields(body: &str) -> Fields {
    Fields::read(body.as_bytes())
}

fn wrong_by(rules: Rules, body: &str) -> Vec<(String, E)> {
    let checked = POLICY.check(&fields(body), rules);
    checked.err().map(|errors| errors.iter().map(|e| (e.field.clone(), e.error)).collect()).unwrap_or_default()
}

fn wrong(body: &str) -> Vec<(String, E)> {
    wrong_by(Rules::default(), body)
}

#[test]
fn one_person_may_hold_every_role() {
    let contacts = POLICY.check(&fields(&format!("{PERSON}&{ALL}&contacts.0.of-patient-data=archivist")), Rules::default()).unwrap();
    assert_eq!(contacts.0[0].roles, Role::COMMON);
    assert_eq!(contacts.0[0].service_roles["patient-data"], [Role::Archivist]);
    assert_eq!(contacts.0[0].who, Who::Person { first_name: "Malla".to_owned(), last_name: "Mallikas".to_owned() });
}

#[test]
fn roles_can_be_shared_with_an_organisation_but_an_archivist_is_a_person() {
    let without = ALL.replace("&contacts.0.roles=disruptions", "");
    let shared = format!("{PERSON}&{without}&contacts.0.of-patient-data=archivist&{HELP_DESK}&contacts.1.roles=disruptions");
    assert_eq!(wrong(&shared), []);
    let archivist = format!("{PERSON}&{ALL}&{HELP_DESK}&contacts.1.of-patient-data=archivist");
    assert_eq!(wrong(&archivist), [("contacts.1.of-patient-data".to_owned(), E::NotForOrganisation(Role::Archivist))]);
}

#[test]
fn every_mandatory_role_is_held_by_somebody() {
    let body = format!("{PERSON}&{}", ALL.replace("&contacts.0.roles=technical", ""));
    let first = "contacts.0.roles".to_owned();
    assert_eq!(wrong(&body), [(first, E::NobodyHolds(Role::Technical)), ("contacts.0.of-patient-data".to_owned(), E::NobodyHolds(Role::Archivist))]);
}

#[test]
fn disruption_notices_need_a_number_that_takes_text_messages() {
    let landline = format!("{}&{ALL}&contacts.0.of-patient-data=archivist", PERSON.replace("0401234567", "010020020"));
    assert_eq!(wrong(&landline), [("contacts.0.phone".to_owned(), E::NoTextMessages)]);
}

#[test]
fn a_contact_says_first_what_it_is() {
    let errors = wrong("contacts.0.kind=x&contacts.0.email=a@b.fi&contacts.0.phone=0401234567&contacts.0.roles=administrative");
    assert_eq!(errors[0], ("contacts.0.kind".to_owned(), E::KindMissing));
}

#[test]
fn contacts_of_other_services_are_not_asked_about_here_but_go_along() {
    let other =
        "contacts.2.kind=person&contacts.2.first_name=Toinen&contacts.2.last_name=Esimerkki&contacts.2.email=t@b.fi&contacts.2.phone=0401234567";
    let body = format!("{PERSON}&{ALL}&contacts.0.of-patient-data=archivist&{other}&contacts.2.of-social-care=archivist");
    let contacts = POLICY.check(&fields(&body), Rules::default()).unwrap();
    assert_eq!((contacts.0.len(), contacts.0[1].service_roles["social-care"].as_slice()), (2, [Role::Archivist].as_slice()));
    // Half typed in the other service: that is the other service's matter.
    let half = body.replace("t@b.fi", "t@");
    assert_eq!((wrong(&half), POLICY.check(&fields(&half), Rules::default()).unwrap().0.len()), (vec![], 1));
    // Without any role it would be nobody's: it is asked about.
    assert_eq!(wrong(&body.replace("&contacts.2.of-social-care=archivist", "")), [("contacts.2.roles".to_owned(), E::RoleMissing)]);
}

#[test]
fn an_archivists_card_is_asked_where_the_rule_is_switched_on() {
    let body = format!("{PERSON}&{ALL}&contacts.0.of-patient-data=archivist");
    let asked = Rules { archivists_card: true };
    let missing = [("contacts.0.card_number".to_owned(), E::CardNumber)];
    assert_eq!((wrong(&body), wrong_by(asked, &body)), (vec![], missing.to_vec()));
    // The guide's own sample: no check digit is asked for.
    assert_eq!(wrong_by(asked, &format!("{body}&contacts.0.card_number=11122211121")), []);
    assert_eq!(wrong_by(asked, &format!("{body}&contacts.0.card_number=1112221112")), missing);
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
