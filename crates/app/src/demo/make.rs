//! One invented customer with all that it has, from a seed and its number: no database, no chance.

use customership::{
    applications::Purpose,
    services::{self, ALL_SERVICES, Service},
};
use kit_core::{Day, Instant, Uuid};
use registers::{Activity, BusinessId};

use super::{
    names::{BUSINESS, FIRST, FORMS, Form, LAST, PLACES, QUESTIONS},
    steps::{self, Task},
};

const HOUR: i64 = 3600;
pub const DAY: i64 = 24 * HOUR;
/// Business IDs that are nobody's begin here.
const FIRST_NUMBER: u32 = 9_500_000;
/// Ids of a customer and its matter.
const IDS: u64 = 16;
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
    pub form: &'static services::Form,
    pub state: &'static str,
    pub case_number: String,
    pub arrived_at: Instant,
    /// When it was taken, or asked about.
    pub moved_at: Instant,
    pub decided_at: Option<Instant>,
    /// Which of the officers has it.
    pub officer: Option<usize>,
    pub question: Option<Question>,
    /// What follows from it.
    pub tasks: Vec<Task>,
    pub submission: Uuid,
    pub events: [Uuid; 3],
}

/// What an officer has asked, with the day by which it is to be answered.
#[derive(Clone, Debug)]
pub struct Question {
    pub id: Uuid,
    pub text: &'static str,
    pub deadline: Day,
    /// It was answered, and the application has come back.
    pub answered_at: Option<Instant>,
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
    let matter = matter(&mut dice, number, &form, officers, now);
    let id = dice.id(u64::from(number) * IDS);
    Customer { id, oid: registers::synthetic::oid_of(&business_id), business_id, name, form, place, contacts, matter }
}

/// Seven digits and the check digit that fits; numbers without one are passed over.
fn business_id(number: u32) -> String {
    // About one of eleven numbers has no check digit: each ten have twelve numbers to choose from.
    const OF_TEN: u32 = 12;
    let (group, place) = (number / 10, number % 10);
    let numbers = (0..OF_TEN).map(|at| FIRST_NUMBER + group * OF_TEN + at);
    let right = numbers.filter_map(|seven| (0..=9).find_map(|check| BusinessId::parse(&format!("{seven}-{check}"))));
    right.map(|id| id.to_string()).nth(place as usize).unwrap_or_default()
}

fn contact(dice: &mut Dice, at: usize, number: u32) -> Contact {
    const ROLES: [&str; 4] = ["administrative", "data-protection", "technical", "disruptions"];
    let (first, last) = (dice.one_of(&FIRST), dice.one_of(&LAST));
    let email = customership::queue::fold(&format!("{first}.{last}.{at}@asiakas{:06}.example", number + 1));
    let phone = format!("+358 40 {:03} {:04}", dice.below(1000), dice.below(10_000));
    Contact { name: format!("{first} {last}"), email, phone, role: if at < 4 { ROLES[at] } else { dice.one_of(&ROLES) } }
}

/// The services that such a customer can join, each with its form. A hospital pharmacy alone joins none: it has one all the same.
fn joinable(form: &Form) -> Vec<(&'static Service, &'static services::Form)> {
    let public = form.2 == 1;
    let (health, social) = if public { (Activity::PublicHealth, Activity::PublicSocial) } else { (Activity::PrivateHealth, Activity::PrivateSocial) };
    let activities: Vec<Activity> = match form.0 {
        "practitioner" => vec![Activity::Practice],
        "pharmacist" => vec![Activity::Pharmacy],
        "hospital-pharmacy" => vec![Activity::HospitalPharmacy],
        _ => [form.4.then_some(health), form.5.then_some(social)].into_iter().flatten().collect(),
    };
    let fitting: Vec<_> = ALL_SERVICES.into_iter().filter_map(|service| Some((service, service.form_for(&activities)?))).collect();
    if fitting.is_empty() { ALL_SERVICES.into_iter().map(|service| (service, &service.forms[0])).collect() } else { fitting }
}

fn matter(dice: &mut Dice, number: u32, form: &Form, officers: usize, now: Instant) -> Matter {
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
    // Nobody rejects an ending or asks about one.
    let state = match (purpose, state) {
        (Purpose::Ending, "rejected") => "approved",
        (Purpose::Ending, "information-requested") => "received",
        (_, state) => state,
    };
    let closed = matches!(state, "approved" | "rejected" | "withdrawn");
    // Most are young: the product of two throws.
    let days = i64::from(if closed { 3 + dice.below(38) * dice.below(38) } else { dice.below(56) * dice.below(56) / 55 });
    let arrived_at = now.plus_seconds(-days * DAY - i64::from(dice.below(86_400)));
    let decided_at = closed.then(|| arrived_at.plus_seconds(i64::from(1 + dice.below(38)).min(days) * DAY));
    let moved_at = arrived_at.plus_seconds(i64::from(dice.below(9)).min(days) * DAY).min(now);
    let officer = dice.below(u32::try_from(officers).unwrap_or(1)) as usize;
    let (service, form) = dice.one_of(&joinable(form));
    let base = u64::from(number) * IDS;
    let [id, submission, sent, moved, answered, question_id] = [1, 2, 3, 4, 5, 6].map(|place| dice.id(base + place));
    let asked = match state {
        "information-requested" => Some((21, None)),
        "in-processing" if purpose != Purpose::Ending && dice.below(5) == 0 => Some((21, Some(moved_at.plus_seconds(2 * DAY).min(now)))),
        _ => None,
    };
    let question = asked.map(|(days, answered_at)| {
        let deadline = moved_at.day().plus_days(days);
        Question { id: question_id, text: dice.one_of(&QUESTIONS), deadline, answered_at }
    });
    let mut place = base + 6;
    let next_id = |dice: &mut Dice| {
        place += 1;
        dice.id(place)
    };
    let tasks = decided_at.filter(|_| state == "approved").map(|at| steps::tasks(dice, (purpose, form), at, now, next_id));
    Matter {
        id,
        purpose,
        service,
        form,
        state,
        case_number: format!("KE-{}-9{number:06}", arrived_at.day().year()),
        arrived_at,
        moved_at,
        decided_at,
        officer: (!matches!(state, "received" | "withdrawn")).then_some(officer),
        question,
        tasks: tasks.unwrap_or_default(),
        submission,
        events: [sent, moved, answered],
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use customership::life::TaskKind;

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
        assert!(one.iter().all(|customer| customer.matter.decided_at.is_none_or(|at| at <= now) && customer.matter.moved_at <= now));
    }

    #[test]
    fn as_many_business_ids_as_are_wanted() {
        let ids: BTreeSet<String> = (0..100_000).map(business_id).collect();
        assert_eq!((ids.len(), ids.contains("")), (100_000, false));
    }

    #[test]
    fn there_is_something_of_each_kind_to_do() {
        let now = Instant::from_micros(1_795_514_400_000_000);
        let matters: Vec<Matter> = (0..1000).map(|number| customer(1, number, 12, now).matter).collect();
        for state in ["received", "in-processing", "information-requested", "approved", "rejected", "withdrawn"] {
            assert!(matters.iter().any(|matter| matter.state == state), "{state}");
        }
        let open: Vec<&Task> = matters.iter().flat_map(|matter| &matter.tasks).filter(|task| task.done.is_none()).collect();
        for kind in [TaskKind::OpenConnections, TaskKind::CommissioningTest, TaskKind::BeginUse, TaskKind::CloseConnections] {
            assert!(open.iter().any(|task| task.kind == kind && task.taken) && open.iter().any(|task| task.kind == kind && !task.taken), "{kind:?}");
        }
        assert!(matters.iter().all(|matter| matter.tasks.iter().filter(|task| task.done.is_none()).count() <= 1));
        assert!(matters.iter().all(|matter| matter.tasks.len() <= steps::MOST));
        let asked =
            |answered| matters.iter().filter_map(|matter| matter.question.as_ref()).any(|question| question.answered_at.is_some() == answered);
        assert!(asked(true) && asked(false));
    }
}
