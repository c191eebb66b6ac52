//! Register rows: customers of every kind, each with a place of business.

use kit_core::{Day, Instant, names};
use kit_db::{Sql, values};

use super::{Line, Published, oid_of, unit_of};

/// Register, sector and legal form.
type Form = (&'static str, i64, &'static str);
const COMPANY: Form = ("providers", 2, "limited-company");
const FOUNDATION: Form = ("providers", 2, "foundation");
const ASSOCIATION: Form = ("providers", 2, "association");
const COUNTY: Form = ("providers", 1, "county");
const MUNICIPAL: Form = ("providers", 1, "municipal");
const PRACTITIONER: Form = ("practitioners", 2, "sole-trader");
pub(super) const PHARMACIST: Form = ("pharmacies", 2, "sole-trader");
const HOSPITAL_PHARMACY: Form = ("pharmacies", 1, "hospital-pharmacy");

/// The flags: works in health care, in social care.
type Works = (bool, bool);
const HEALTH: Works = (true, false);
const SOCIAL: Works = (false, true);
const BOTH: Works = (true, true);
const NEITHER: Works = (false, false);

/// Street, postal code and town.
pub(super) type Address = (&'static str, &'static str, &'static str);

/// Form, flags, business ID, name and address.
type Top = (Form, Works, &'static str, &'static str, Address);

/// By its business ID the synthetic register is known.
pub(super) const FIRST: &str = "9900100-2";

#[rustfmt::skip]
pub(super) const TOPS: &[Top] = &[
    (COMPANY, HEALTH, FIRST, "Esimerkkiklinikka Oy", ("Mallikatu 1", "00999", "Esimerkkilä")),
    (COMPANY, SOCIAL, "9900201-3", "Esimerkkihoiva Oy", ("Mallikatu 2", "00999", "Esimerkkilä")),
    (PRACTITIONER, HEALTH, "9900302-4", "Mallivastaanotto Elina Esimerkki", ("Mallitie 3", "20999", "Malliturku")),
    (COUNTY, BOTH, "9900403-5", "Esimerkkilän hyvinvointialue", ("Aluetie 4", "33999", "Mallipere")),
    (PHARMACIST, NEITHER, "9900504-6", "Esimerkkiapteekkari Aapo Apteekkari", ("Apteekkikuja 5", "90999", "Malliulu")),
    (FOUNDATION, BOTH, "9900605-7", "Mallisäätiö sr", ("Säätiöntie 6", "00999", "Esimerkkilä")),
    (COMPANY, HEALTH, "9900706-8", "Esimerkkikaksikko Oy", ("Parikatu 7", "00999", "Esimerkkilä")),
    (COMPANY, HEALTH, "9900807-9", "Exempelvård Ab", ("Exempelgatan 8", "65999", "Modellvasa")),
    (COMPANY, HEALTH, "9901009-9", "Mallihammas Oy", ("Hammaskuja 9", "40999", "Mallikylä")),
    (ASSOCIATION, SOCIAL, "9901108-3", "Esimerkkiyhdistys ry", ("Yhdistystie 10", "40999", "Mallikylä")),
    (MUNICIPAL, SOCIAL, "9901209-4", "Mallikunnan sosiaalikuntayhtymä", ("Kuntatie 11", "40999", "Mallikylä")),
    (HOSPITAL_PHARMACY, NEITHER, "9901402-2", "Esimerkkisairaalan sairaala-apteekki", ("Sairaalantie 12", "33999", "Mallipere")),
    (COMPANY, BOTH, "9901705-5", "Esimerkin Hoivaklinikka Oy", ("Hoivakatu 13", "20999", "Malliturku")),
    (ASSOCIATION, HEALTH, "9901806-6", "Exempelföreningen rf", ("Föreningsvägen 14", "65999", "Modellvasa")),
    (PHARMACIST, NEITHER, "9901907-7", "Malliapteekkari Tuomas Tuleva", ("Tulevankatu 15", "20999", "Malliturku")),
    (PHARMACIST, NEITHER, "9902008-6", "Exempelapotekare Stina Apotekare", ("Apoteksgränden 16", "65999", "Modellvasa")),
    (PHARMACIST, NEITHER, "9902109-7", "Esimerkkiapteekkari Pirkko Pitkäaikainen", ("Vanhakatu 17", "33999", "Mallipere")),
    (COMPANY, NEITHER, "9902210-2", "Esimerkkipalvelu Oy", ("Palvelutie 18", "40999", "Mallikylä")),
    (COMPANY, HEALTH, ENDS_SOON, "Mallilääkärit Oy", ("Lääkärintie 19", "00999", "Esimerkkilä")),
];

/// The organisation whose register row ends ten days after it was loaded.
pub(super) const ENDS_SOON: &str = "9902311-3";

// A name that has changed here changes in a register made earlier, too.
const UNIT: Sql = Sql(
    "INSERT INTO register_unit (oid, begins, ends, name, business_id, parent_oid, register, sector, legal_form, health, social, street, postal_code, town, loaded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     ON CONFLICT (oid, begins, register) DO UPDATE SET name = excluded.name, loaded_at = excluded.loaded_at WHERE register_unit.name <> excluded.name",
);

const WORD: Sql = Sql("INSERT INTO register_word (word, oid, register, top) VALUES ($1, $2, $3, $4) ON CONFLICT (word, oid, register) DO NOTHING");

/// A unit as the register has it, top or not.
pub(super) struct Unit<'a> {
    pub oid: String,
    pub parent: Option<String>,
    pub form: Form,
    pub works: Works,
    pub business_id: &'a str,
    pub name: String,
    pub address: Address,
    /// The last day; none: without end.
    pub ends: Option<Day>,
}

impl Unit<'_> {
    /// The words by which officers find it.
    fn words(&self) -> Vec<Line> {
        let (own, _) = self.name.split_once(',').unwrap_or((&self.name, ""));
        names::words(own).into_iter().map(|word| (WORD, values![word, &self.oid, self.form.0, self.parent.is_none()].to_vec())).collect()
    }

    pub(super) fn line(self, now: Instant) -> Line {
        let ((register, sector, form), (health, social), (street, postal_code, town)) = (self.form, self.works, self.address);
        let (begins, ends) = (Day::parse_iso("1900-01-01"), self.ends.or(endless()));
        let what = values![self.oid, begins, ends, self.name, self.business_id, self.parent, register, sector, form, health, social];
        (UNIT, [&what[..], &values![street, postal_code, town, now]].concat())
    }
}

/// How the registers write that something has no end.
pub(super) fn endless() -> Option<Day> {
    Day::parse_iso("2100-12-31")
}

pub(super) fn lines(now: Instant) -> Vec<Line> {
    TOPS.iter().flat_map(|top| units(top, now)).flat_map(|unit| [unit.words(), vec![unit.line(now)]].concat()).collect()
}

pub(super) fn published(now: Instant) -> Vec<Published> {
    let publish = |unit: Unit<'static>| {
        let ((register, sector, _), (health, social), (street, postal_code, town)) = (unit.form, unit.works, unit.address);
        let Unit { oid, parent, business_id, name, ends, .. } = unit;
        Published { register, oid, parent, business_id, name, sector, provider: [health, social], street, postal_code, town, ends }
    };
    TOPS.iter().flat_map(|top| units(top, now)).map(publish).collect()
}

/// The organisation and a place of business. A pharmacist's places are pharmacies.
fn units(&(form, works, business_id, name, address): &Top, now: Instant) -> Vec<Unit<'static>> {
    let ends = (business_id == ENDS_SOON).then(|| now.day().plus_days(10));
    let oid = oid_of(business_id);
    let place = Unit {
        oid: unit_of(business_id, 1),
        parent: Some(oid.clone()),
        form,
        works: NEITHER,
        business_id,
        name: format!("Toimipaikka, {name}"),
        address,
        ends,
    };
    let top = Unit { oid, parent: None, form, works, business_id, name: name.to_owned(), address, ends };
    if form == PHARMACIST { vec![top] } else { vec![top, place] }
}

impl Unit<'static> {
    /// A pharmacy under its pharmacist.
    pub(super) fn pharmacy(business_id: &'static str, number: usize, name: &str, address: Address) -> Self {
        let (oid, parent) = (unit_of(business_id, number), Some(oid_of(business_id)));
        Self { oid, parent, form: PHARMACIST, works: NEITHER, business_id, name: name.to_owned(), address, ends: None }
    }
}
