//! What tests stand on: the whole program on a fresh database, a browser without JavaScript, test persons.

mod browser;
mod page;
mod world;

pub use browser::Browser;
pub use page::Page;

pub use world::{Joining, TestApp, identify, migrated, sent_application};

/// Test persons by family name, as the stand-in offers them.
pub mod persona {
    pub const SIGNATORY: &str = "Nimenkirjoittaja";
    pub const SWEDISH: &str = "Exempel";
    pub const COUNTY: &str = "Hyvinvointialue";
    pub const PRACTITIONER: &str = "Esimerkki";
    pub const SOCIAL_CARE: &str = "Toimitusjohtaja";
    pub const ACCOUNTANT: &str = "Tilitoimisto";
    pub const WRONG_MANDATE: &str = "Väärävaltuus";
    pub const BOARD_MEMBER: &str = "Jäsen";
    pub const FOUNDATION: &str = "Säätiö";
    pub const FOUNDATION_MANDATE: &str = "Valtuutettu";
    pub const PUBLIC_SOCIAL: &str = "Valtuutettu";
    pub const HOSPITAL_PHARMACY: &str = "Valtuutettu";
    pub const PHARMACIST: &str = "Apteekkari";
    pub const LASTING_PHARMACIST: &str = "Pitkäaikainen";
    pub const SOCIAL_ASSOCIATION: &str = "Yhdistys";
    pub const HEALTH_ASSOCIATION: &str = "Yhdistys";
    /// For a company in both health and social care, first of three.
    pub const BOTH: &str = "Moniala";
    pub const NOTHING: &str = "Valtuudeton";
    pub const REGISTER_SILENT: &str = "Rekisterikatko";
    /// Holds a mandate for one company, whose signatories sign together.
    pub const MANDATE_HOLDER: &str = "Valtuudenhaltija";
    /// Holds an accounting firm's representation mandate.
    pub const EMPLOYEE: &str = "Edustusvaltuus";
    /// Has the role at the first choice and not at the second.
    pub const ROLE_LOST: &str = "Roolinvaihto";
    pub const EXPIRED: &str = "Vanhentunut";
    pub const EMPTY_ANSWER: &str = "Tyhjävastaus";
    pub const UNKNOWN_ROLE: &str = "Outorooli";
    pub const PARTLY_CHECKED: &str = "Osittainen";
    /// Refused by the mandate service.
    pub const DEAD: &str = "Edesmennyt";
    pub const HANDLER: &str = "Kaisa Käsittelijä";
    pub const OTHER_HANDLER: &str = "Henrik Handläggare";
    pub const LEAD: &str = "Johanna Johtava";
    pub const OTHER_LEAD: &str = "Lars Ledande";
    pub const CONTENTS: &str = "Sisko Sisällöntuottaja";
    pub const AUDITOR: &str = "Liisa Lukija";
    pub const NO_GROUP: &str = "Olavi Oikeudeton";
}
