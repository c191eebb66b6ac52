//! One invented customer with all that it has, from a seed and its number: no database, no chance.

use customership::{
    applications::Purpose,
    services::{ALL_SERVICES, Service},
};
use kit_core::{Instant, Uuid};
use registers::BusinessId;

use super::names::{BUSINESS, FIRST, FORMS, Form, LAST, PLACES};

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// Business IDs that are nobody's begin here.
const FIRST_NUMBER: u32 = 9_500_000;
/// Contacts of a customer.
pub const CONTACTS: usize = 10;

/// Numbers that look random and are always the same (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    pub const fn new(seed: u64, number: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ number.wrapping_mul(0xd1b5_4a32_d192_ed03))
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 to before `end`.
    pub fn below(&mut self, end: u32) -> u32 {
        u32::try_from(self.roll() % u64::from(end.max(1))).unwrap_or_default()
    }

    pub fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(u32::try_from(all.len()).unwrap_or(1)) as usize]
    }

    /// An id whose order is that of its number.
    fn id(&mut self, number: u64) -> Uuid {
        Uuid::from_u64_pair((0x0d3e_0000_u64 << 32) | number, self.roll())
    }
}

#[derive(Clone, Debug)]
pub struct Contact {
    pub name: String,
    pub email: String,
    pub phone: String,
    pub role: &'static str,
}

#[derive(Clone, Debug)]
pub struct Matter {
    pub id: Uuid,
    pub purpose: Purpose,
    pub service: &'static Service,
    pub state: &'static str,
    pub case_number: String,
    pub arrived_at: Instant,
    pub decided_at: Option<Instant>,
    /// Which of the officers has it.
    pub officer: Option<usize>,
    /// A task that follows from it: its id, when it was done.
    pub task: Option<(Uuid, Option<Instant>)>,
    pub submission: Uuid,
    pub events: [Uuid; 2],
}

#[derive(Clone, Debug)]
pub struct Customer {
    pub id: Uuid,
    pub oid: String,
    pub business_id: String,
    pub name: String,
    pub form: Form,
    pub place: &'static str,
    pub contacts: Vec<Contact>,
    pub matter: Matter,
}

/// The customer of a number, from 0.
pub fn customer(seed: u64, number: u32, officers: usize, now: Instant) -> Customer {
    let mut dice = Dice::new(seed, u64::from(number));
    let form = dice.one_of(&FORMS);
    let (beginning, business, place) = (dice.one_of(&["Esimerkki", "Malli", "Exempel"]), dice.one_of(&BUSINESS), dice.one_of(&PLACES));
    let name = format!("{beginning}{business} {place} {} {}", number + 1, form.6);
    let business_id = business_id(number);
    let contacts = (0..CONTACTS).map(|at| contact(&mut dice, at, number)).collect();
    let matter = matter(&mut dice, number, officers, now);
    let id = dice.id(u64::from(number) * 8);
    Customer { id, oid: registers::synthetic::oid_of(&business_id), business_id, name, form, place, contacts, matter }
}

/// Seven digits and the check digit that fits; numbers without one are passed over.
fn business_id(number: u32) -> String {
    // Ten of eleven numbers have a check digit: the eleventh of each group is used instead of one that has none.
    let (group, place) = (number / 10, number % 10);
    let numbers = (0..11).map(|at| FIRST_NUMBER + group * 11 + at);
    let right = numbers.filter_map(|seven| (0..=9).find_map(|check| BusinessId::parse(&format!("{seven}-{check}"))));
    right.map(|id| id.to_string()).nth(place as usize).unwrap_or_else(|| format!("{}-0", FIRST_NUMBER + group * 11 + place))
}

fn contact(dice: &mut Dice, at: usize, number: u32) -> Contact {
    const ROLES: [&str; 4] = ["administrative", "data-protection", "technical", "disruptions"];
    let (first, last) = (dice.one_of(&FIRST), dice.one_of(&LAST));
    let email = customership::queue::fold(&format!("{first}.{last}.{at}@asiakas{:06}.example", number + 1));
    let phone = format!("+358 40 {:03} {:04}", dice.below(1000), dice.below(10_000));
    Contact { name: format!("{first} {last}"), email, phone, role: if at < 4 { ROLES[at] } else { dice.one_of(&ROLES) } }
}

fn matter(dice: &mut Dice, number: u32, officers: usize, now: Instant) -> Matter {
    let state = match dice.below(100) {
        0..18 => "received",
        18..35 => "in-processing",
        35..45 => "information-requested",
        45..90 => "approved",
        90..94 => "rejected",
        _ => "withdrawn",
    };
    let purpose = match dice.below(100) {
        0..75 => Purpose::Joining,
        75..88 => Purpose::TechnicalChange,
        _ => Purpose::Ending,
    };
    // Nobody rejects an ending.
    let state = if purpose == Purpose::Ending && state == "rejected" { "approved" } else { state };
    let closed = matches!(state, "approved" | "rejected" | "withdrawn");
    let days = if closed { 40 + i64::from(dice.below(1400)) } else { i64::from(dice.below(55)) };
    let arrived_at = now.plus_seconds(-days * DAY - i64::from(dice.below(86_400)));
    let decided_at = closed.then(|| arrived_at.plus_seconds(i64::from(1 + dice.below(38)) * DAY));
    let officer = dice.below(u32::try_from(officers).unwrap_or(1)) as usize;
    let service = ALL_SERVICES[dice.below(u32::try_from(ALL_SERVICES.len()).unwrap_or(1)) as usize];
    let has_task = purpose == Purpose::Ending && state == "approved";
    // Connections of what ended lately are still to be closed.
    let done = decided_at.filter(|at| now.seconds_since(*at) > 120 * DAY).map(|at| at.plus_seconds(3 * DAY));
    let base = u64::from(number) * 8;
    Matter {
        id: dice.id(base + 1),
        purpose,
        service,
        state,
        case_number: format!("KE-{}-9{number:06}", arrived_at.day().year()),
        arrived_at,
        decided_at,
        officer: (!matches!(state, "received" | "withdrawn")).then_some(officer),
        task: has_task.then(|| (dice.id(base + 2), done)),
        submission: dice.id(base + 3),
        events: [dice.id(base + 4), dice.id(base + 5)],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_customers_and_no_two_are_alike() {
        let now = Instant::from_micros(1_795_514_400_000_000);
        let make = |seed| (0..2000).map(|number| customer(seed, number, 12, now)).collect::<Vec<_>>();
        let (one, again, other) = (make(1), make(1), make(2));
        assert_eq!(format!("{one:?}"), format!("{again:?}"));
        assert_ne!(one[0].name, other[0].name);
        let business_ids: BTreeSet<_> = one.iter().map(|customer| customer.business_id.clone()).collect();
        let ids: BTreeSet<_> = one.iter().flat_map(|customer| [customer.id, customer.matter.id]).collect();
        assert_eq!((business_ids.len(), ids.len()), (2000, 4000));
        assert!(one.iter().all(|customer| BusinessId::parse(&customer.business_id).is_some() && customer.contacts.len() == CONTACTS));
        assert!(one.iter().all(|customer| customer.matter.decided_at.is_none_or(|at| at <= now)));
    }
}
