use kit_core::Language;
use kit_web::Fields;
use registers::{Organisation, PostalPlace};

use super::PostalCode;

/// What is odd about the fields `postal_code` and `town` of a form, where each by itself is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostalOddity {
    /// The code is not among those we know.
    UnknownCode,
    /// The code belongs to another town.
    OtherTown(PostalPlace),
}

impl PostalOddity {
    /// None also where the register has the very same address for the customer: it is newer than our postal codes.
    pub fn of(fields: &Fields, own: &Organisation) -> Option<Self> {
        let (code, town) = (PostalCode::parse(fields.get("postal_code"))?, fields.get("town").trim());
        if code.as_str() == own.postal_code && town == own.town {
            return None;
        }
        match code.place() {
            None => Some(Self::UnknownCode),
            Some(place) => (!town.is_empty() && !place.may_be_written(town)).then_some(Self::OtherTown(place)),
        }
    }

    /// The field that is to be looked at.
    pub const fn field(self) -> &'static str {
        match self {
            Self::UnknownCode => "postal_code",
            Self::OtherTown(_) => "town",
        }
    }
}

/// The form with its empty `town` filled in from `postal_code`, if the code has one.
pub fn with_town(mut fields: Fields, language: Language) -> Fields {
    let place = PostalCode::parse(fields.get("postal_code")).and_then(|code| code.place());
    if fields.get("town").trim().is_empty()
        && let Some(town) = place.and_then(|place| place.town(language))
    {
        fields.set("town", town);
    }
    fields
}
