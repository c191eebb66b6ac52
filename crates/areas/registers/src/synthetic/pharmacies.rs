//! Pharmacies under their pharmacists: one taken over soon, one later, one nobody knows when, four held for years.

use kit_core::{Day, Instant};
use kit_db::{Sql, values};

use super::{
    Line, oid_of,
    organisations::{Address, Unit, endless},
    unit_of,
};
use crate::pharmacies::PharmacyKind::{self, Main, Subsidiary};

/// The pharmacist's business ID, the takeover in days from now, the pharmacies.
type Held = (&'static str, Option<i32>, &'static [(PharmacyKind, &'static str, Address)]);

#[rustfmt::skip]
pub(super) const HELD: &[Held] = &[
    ("9900504-6", Some(20), &[
        (Main, "Esimerkkiapteekki", ("Apteekkikuja 5", "90999", "Malliulu")),
        (Subsidiary, "Esimerkkiapteekin sivuapteekki", ("Sivukuja 1", "90999", "Malliulu")),
    ]),
    ("9901907-7", Some(60), &[(Main, "Tuleva malliapteekki", ("Tulevankatu 15", "20999", "Malliturku"))]),
    ("9902008-6", None, &[(Main, "Exempelapoteket", ("Apoteksgränden 16", "65999", "Modellvasa"))]),
    ("9902109-7", Some(-4000), &[
        (Main, "Vanha esimerkkiapteekki", ("Vanhakatu 17", "33999", "Mallipere")),
        (Subsidiary, "Esimerkkiapteekki, Asemanseutu", ("Asemakatu 1", "33999", "Mallipere")),
        (Subsidiary, "Esimerkkiapteekki, Keskusta", ("Keskuskatu 2", "33999", "Mallipere")),
        (Subsidiary, "Esimerkkiapteekki, Lentäjänmäki", ("Lentäjäntie 3", "33999", "Mallipere")),
    ]),
];

const LICENCE: Sql = Sql("INSERT INTO pharmacy_licence (pharmacy_oid, pharmacist_oid, kind, takeover, ends) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (pharmacy_oid, pharmacist_oid) DO NOTHING");

pub(super) fn lines(now: Instant) -> Vec<Line> {
    HELD.iter().flat_map(|held| of_pharmacist(held, now)).collect()
}

fn of_pharmacist((business_id, days, pharmacies): &'static Held, now: Instant) -> Vec<Line> {
    let takeover = days.map(|days| now.day().plus_days(days));
    let line = |(number, (kind, name, address)): (usize, &(PharmacyKind, &'static str, Address))| {
        let licence = values![unit_of(business_id, number), oid_of(business_id), kind.key(), takeover, endless()];
        [Unit::pharmacy(business_id, number, name, *address).line(now), (LICENCE, licence.to_vec())]
    };
    (1..).zip(*pharmacies).flat_map(line).collect()
}

/// A pharmacy as its register publishes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedPharmacy {
    pub oid: String,
    /// The pharmacy of which it is a subsidiary.
    pub above: Option<String>,
    pub pharmacist: String,
    pub business_id: &'static str,
    pub kind: PharmacyKind,
    pub name: &'static str,
    /// Street, postal code and town.
    pub address: (&'static str, &'static str, &'static str),
    pub takeover: Option<Day>,
}

pub(super) fn published(now: Instant) -> Vec<PublishedPharmacy> {
    let of_pharmacist = |(business_id, days, pharmacies): &'static Held| {
        (1..).zip(*pharmacies).map(move |(number, (kind, name, address))| PublishedPharmacy {
            oid: unit_of(business_id, number),
            above: (*kind == Subsidiary).then(|| unit_of(business_id, 1)),
            pharmacist: oid_of(business_id),
            business_id,
            kind: *kind,
            name,
            address: *address,
            takeover: days.map(|days| now.day().plus_days(days)),
        })
    };
    HELD.iter().flat_map(of_pharmacist).collect()
}
