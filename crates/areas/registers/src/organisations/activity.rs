use super::{Organisation, OrganisationKind, Sector};

/// A field in which an organisation works (toimiala): it decides which services the organisation may join.
/// One organisation may have several (domain notes 2.1; registers 1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Activity {
    PublicHealth,
    PublicSocial,
    PrivateHealth,
    PrivateSocial,
    /// An independent practitioner's.
    Practice,
    /// A pharmacist's.
    Pharmacy,
    HospitalPharmacy,
}

impl Activity {
    pub const ALL: [Self; 7] =
        [Self::PublicHealth, Self::PublicSocial, Self::PrivateHealth, Self::PrivateSocial, Self::Practice, Self::Pharmacy, Self::HospitalPharmacy];

    pub const fn key(self) -> &'static str {
        match self {
            Self::PublicHealth => "public-health",
            Self::PublicSocial => "public-social",
            Self::PrivateHealth => "private-health",
            Self::PrivateSocial => "private-social",
            Self::Practice => "practice",
            Self::Pharmacy => "pharmacy",
            Self::HospitalPharmacy => "hospital-pharmacy",
        }
    }
}

impl Organisation {
    /// In the order of [`Activity::ALL`]. None for a register row whose flags fit nothing.
    pub fn activities(&self) -> Vec<Activity> {
        use OrganisationKind as K;
        match self.kind {
            K::Practitioner => vec![Activity::Practice],
            K::Pharmacist => vec![Activity::Pharmacy],
            K::HospitalPharmacy => vec![Activity::HospitalPharmacy],
            K::PublicHealth | K::PublicSocial | K::PrivateHealth | K::PrivateSocial | K::Foundation | K::Association | K::Other => {
                self.by_sector_and_flags()
            }
        }
    }

    fn by_sector_and_flags(&self) -> Vec<Activity> {
        let (health, social) = match self.sector {
            Sector::Public => (Activity::PublicHealth, Activity::PublicSocial),
            Sector::Private => (Activity::PrivateHealth, Activity::PrivateSocial),
        };
        [self.health.then_some(health), self.social.then_some(social)].into_iter().flatten().collect()
    }
}
