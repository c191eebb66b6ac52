use kit_core::{Day, Instant};

use super::{Activity as A, Flags, Organisation, OrganisationKind as K, Sector, kind_of};
use crate::BusinessId;

fn organisation(register: &str, sector: i64, legal_form: &str, health: bool, social: bool) -> Organisation {
    let (text, day) = (String::new, Day::new(2026, 11, 24).unwrap());
    Organisation {
        oid: text(),
        business_id: BusinessId::parse("9900100-2").unwrap(),
        name: text(),
        kind: kind_of(&Flags { register, sector, legal_form, health, social }),
        sector: Sector::of(sector),
        health,
        social,
        street: text(),
        postal_code: text(),
        town: text(),
        begins: day,
        ends: day,
        loaded_at: Instant::default(),
    }
}

/// Register, sector, legal form, flags; the kind and the activities that follow.
type Line = (&'static str, i64, &'static str, [bool; 2], K, &'static [A]);

#[test]
fn kind_and_activities_follow_from_register_sector_form_and_flags() {
    const HEALTH: [bool; 2] = [true, false];
    const SOCIAL: [bool; 2] = [false, true];
    const BOTH: [bool; 2] = [true, true];
    const NEITHER: [bool; 2] = [false, false];
    let table: &[Line] = &[
        ("providers", 1, "county", BOTH, K::PublicHealth, &[A::PublicHealth, A::PublicSocial]),
        ("providers", 1, "county", HEALTH, K::PublicHealth, &[A::PublicHealth]),
        ("providers", 1, "municipal", SOCIAL, K::PublicSocial, &[A::PublicSocial]),
        ("providers", 2, "limited-company", HEALTH, K::PrivateHealth, &[A::PrivateHealth]),
        ("providers", 2, "limited-company", SOCIAL, K::PrivateSocial, &[A::PrivateSocial]),
        ("providers", 2, "limited-company", BOTH, K::PrivateHealth, &[A::PrivateHealth, A::PrivateSocial]),
        ("providers", 3, "limited-company", SOCIAL, K::PrivateSocial, &[A::PrivateSocial]),
        ("providers", 2, "foundation", BOTH, K::Foundation, &[A::PrivateHealth, A::PrivateSocial]),
        ("providers", 2, "foundation", SOCIAL, K::Foundation, &[A::PrivateSocial]),
        ("providers", 1, "foundation", HEALTH, K::Foundation, &[A::PublicHealth]),
        ("providers", 2, "association", HEALTH, K::Association, &[A::PrivateHealth]),
        ("providers", 3, "association", BOTH, K::Association, &[A::PrivateHealth, A::PrivateSocial]),
        ("practitioners", 2, "sole-trader", HEALTH, K::Practitioner, &[A::Practice]),
        ("practitioners", 2, "sole-trader", NEITHER, K::Practitioner, &[A::Practice]),
        ("pharmacies", 2, "sole-trader", NEITHER, K::Pharmacist, &[A::Pharmacy]),
        ("pharmacies", 1, "hospital-pharmacy", NEITHER, K::HospitalPharmacy, &[A::HospitalPharmacy]),
        ("providers", 2, "limited-company", NEITHER, K::Other, &[]),
        ("providers", 2, "foundation", NEITHER, K::Other, &[]),
        ("providers", 1, "county", NEITHER, K::Other, &[]),
    ];
    for (register, sector, form, [health, social], kind, activities) in table {
        let organisation = organisation(register, *sector, form, *health, *social);
        assert_eq!(organisation.kind, *kind, "{register} {sector} {form} {health} {social}");
        assert_eq!(organisation.activities(), *activities, "{register} {sector} {form} {health} {social}");
    }
}

#[test]
fn each_activity_has_a_key_of_its_own() {
    let keys = A::ALL.map(A::key);
    assert_eq!(keys.join(" "), "public-health public-social private-health private-social practice pharmacy hospital-pharmacy");
    assert!(A::ALL.is_sorted());
}
