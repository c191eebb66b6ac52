use registers::OrganisationKind as K;

/// Who pays, as the ministry's decree groups payers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayerClass {
    Pharmacies,
    PublicHealth,
    PrivateHealth,
    StateHealth,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    DispensedPrescription,
    /// Of the wellbeing services county or of Helsinki, a year.
    Resident,
    /// One medicine each.
    IssuedPrescription,
    /// A year.
    Client,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Thousandths of a euro: fees are given with three decimals.
    Thousandths(i64),
    NotKnown,
}

/// Where an amount was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The page on user fees on kanta.fi.
    UserFees,
    /// Kanta's notice on the fees of 2022–2023.
    Notice,
    NotRead,
}

/// What a payer class pays in a period.
#[derive(Clone, Copy, Debug)]
pub struct Fee {
    pub payer: PayerClass,
    /// First and last year; without a last one it goes on.
    pub years: (i16, Option<i16>),
    pub basis: Basis,
    pub amount: Amount,
    /// At least so much a year, in euros.
    pub least: Option<i64>,
    pub source: Source,
}

const fn fee(payer: PayerClass, years: (i16, Option<i16>), basis: Basis, amount: Amount, least: Option<i64>, source: Source) -> Fee {
    Fee { payer, years, basis, amount, least, source }
}

const SINCE_2026: (i16, Option<i16>) = (2026, None);
const IN_2024_2025: (i16, Option<i16>) = (2024, Some(2025));
const IN_2022_2023: (i16, Option<i16>) = (2022, Some(2023));

use Amount::{NotKnown, Thousandths};
use Basis::{Client, DispensedPrescription, IssuedPrescription, Resident};
use PayerClass::{Pharmacies, PrivateHealth, PublicHealth, StateHealth};
use Source::{NotRead, Notice, UserFees};

/// All periods that are known of, the newest first for each payer. A new decree is a new line.
pub const FEES: [Fee; 12] = [
    fee(Pharmacies, SINCE_2026, DispensedPrescription, NotKnown, None, NotRead),
    fee(Pharmacies, IN_2024_2025, DispensedPrescription, Thousandths(53), None, UserFees),
    fee(Pharmacies, IN_2022_2023, DispensedPrescription, Thousandths(54), None, Notice),
    fee(PublicHealth, SINCE_2026, Resident, NotKnown, None, NotRead),
    fee(PublicHealth, IN_2024_2025, Resident, Thousandths(2715), None, UserFees),
    fee(PublicHealth, IN_2022_2023, Resident, Thousandths(2509), None, Notice),
    fee(PrivateHealth, SINCE_2026, IssuedPrescription, NotKnown, None, NotRead),
    fee(PrivateHealth, IN_2024_2025, IssuedPrescription, NotKnown, Some(90), UserFees),
    fee(PrivateHealth, IN_2022_2023, IssuedPrescription, Thousandths(489), Some(90), Notice),
    fee(StateHealth, SINCE_2026, Client, NotKnown, None, NotRead),
    fee(StateHealth, IN_2024_2025, Client, NotKnown, None, NotRead),
    fee(StateHealth, IN_2022_2023, Client, Thousandths(2509), None, Notice),
];

pub fn fees_of(payer: PayerClass) -> impl Iterator<Item = &'static Fee> {
    FEES.iter().filter(move |fee| fee.payer == payer)
}

/// To which payers a customer belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payers {
    /// One of these: the register does not tell counties and state units apart.
    Of(&'static [PayerClass]),
    /// Social care is not among the services that fees pay for.
    Nobody,
    NotKnown,
}

/// `health`: the customer works in health care, by the register.
pub fn payers(kind: K, health: bool) -> Payers {
    match kind {
        K::Pharmacist => Payers::Of(&[Pharmacies]),
        K::PublicHealth => Payers::Of(&[PublicHealth, StateHealth]),
        K::PrivateHealth | K::Practitioner => Payers::Of(&[PrivateHealth]),
        K::Foundation | K::Association if health => Payers::Of(&[PrivateHealth]),
        K::PublicSocial | K::PrivateSocial | K::Foundation | K::Association => Payers::Nobody,
        K::HospitalPharmacy | K::Other => Payers::NotKnown,
    }
}
