use kit_core::{FieldErrors, Language};
use kit_web::Fields;
use registers::{BusinessId, Oid};
use serde::Serialize;

use crate::values::line;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyKind {
    /// Of information systems.
    Supplier,
    /// Runs access points or connections for others.
    Intermediary,
    /// Is told of disruptions, and nothing else.
    Recipient,
}

impl BodyKind {
    pub const ALL: [Self; 3] = [Self::Supplier, Self::Intermediary, Self::Recipient];

    /// The word in the database, beside the kinds of organisations.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Supplier => "supplier",
            Self::Intermediary => "intermediary",
            Self::Recipient => "recipient",
        }
    }

    pub fn find(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Who has dealings with the agency is known by a business ID; who is only told need not have one.
    const fn needs_business_id(self) -> bool {
        matches!(self, Self::Supplier | Self::Intermediary)
    }
}

/// A body's own data; its contacts are beside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Body {
    pub kind: BodyKind,
    pub name: String,
    pub business_id: Option<String>,
    pub oid: Option<String>,
    /// In which it is written to.
    pub language: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyError {
    KindMissing,
    NameMissing,
    BusinessIdMissing,
    BusinessId,
    Oid,
    LanguageMissing,
}

pub fn check(fields: &Fields) -> Result<Body, FieldErrors<BodyError>> {
    use BodyError as E;
    let mut errors = FieldErrors::default();
    let typed = |name: &str| fields.get(name).trim().to_owned();
    let kind = errors.take("kind", BodyKind::find(&typed("kind")).ok_or(E::KindMissing));
    let name = errors.take("name", line(&typed("name")).ok_or(E::NameMissing));
    let business_id = match typed("business_id").as_str() {
        "" if kind.is_some_and(BodyKind::needs_business_id) => Err(E::BusinessIdMissing),
        "" => Ok(None),
        text => BusinessId::parse(text).map(|id| Some(id.to_string())).ok_or(E::BusinessId),
    };
    let business_id = errors.take("business_id", business_id);
    let oid = match typed("oid").as_str() {
        "" => Ok(None),
        text => Oid::parse(text).map(|oid| Some(oid.as_str().to_owned())).ok_or(E::Oid),
    };
    let oid = errors.take("oid", oid);
    let written = Language::from_code(&typed("language")).filter(|language| *language != Language::En);
    let language = errors.take("language", written.ok_or(E::LanguageMissing));
    let all = || Some(Body { kind: kind?, name: name?, business_id: business_id?, oid: oid?, language: language?.code() });
    let value = all();
    errors.or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(kind: &str, business_id: &str, oid: &str) -> Fields {
        Fields::from_pairs([("kind", kind), ("name", " Malli  Systems Oy "), ("business_id", business_id), ("oid", oid), ("language", "sv")])
    }

    fn errors(fields: &Fields) -> Vec<(String, BodyError)> {
        check(fields).err().map(|errors| errors.iter().map(|e| (e.field.clone(), e.error)).collect()).unwrap_or_default()
    }

    #[test]
    fn a_supplier_has_a_business_id_and_a_recipient_may_have_one() {
        let body = check(&fields("supplier", "99001002", "")).unwrap();
        assert_eq!((body.name.as_str(), body.business_id.as_deref(), body.language), ("Malli Systems Oy", Some("9900100-2"), "sv"));
        assert_eq!(errors(&fields("intermediary", "", "")), [("business_id".to_owned(), BodyError::BusinessIdMissing)]);
        assert_eq!(errors(&fields("recipient", "", "")), []);
        assert_eq!(errors(&fields("recipient", "9900100-3", "1.2")).len(), 2);
    }

    #[test]
    fn nothing_is_asked_twice_of_an_empty_form() {
        let fields = errors(&Fields::default()).into_iter().map(|(field, _)| field).collect::<Vec<_>>();
        assert_eq!(fields, ["kind", "name", "language"]);
    }
}
