use crate::page::Said;

/// Something that goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The mandate session is over when the roles are asked for: 401.
    SessionExpired,
    /// `complete: false`.
    Incomplete,
    /// An empty array of organisations.
    NoOrganisations,
    /// 403 at register.
    RegisterRefused,
    /// The choice comes back with `error=access_denied`.
    ChoiceDenied,
    /// The choice comes back with neither a code nor an error.
    ChoiceSilent,
    /// The mandate code has been used: `invalid_grant`.
    CodeUsed,
    /// The mandate service's clock is off.
    Clock(Skew),
    /// Answers have members that nobody knows.
    UnknownMembers,
    /// A role code that nobody knows, beside the right ones.
    UnknownRole,
    /// The organisation comes without the roles that were there before.
    RoleLost,
    /// Identification comes back as cancelled.
    LoginDenied,
    /// The identification code has been used.
    LoginCodeUsed,
    /// The provider has changed its signing key.
    KeysChanged,
    /// A lower level of identification than was asked for.
    LowLevel,
    /// The person's names are missing: the population register did not answer.
    NoNames,
    At(Step, Trouble),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Skew {
    /// Within the five minutes that are allowed.
    AheadWithin,
    AheadBeyond,
    BehindWithin,
    BehindBeyond,
}

impl Skew {
    pub const ALL: [Self; 4] = [Self::AheadWithin, Self::AheadBeyond, Self::BehindWithin, Self::BehindBeyond];

    pub const fn seconds(self) -> i64 {
        match self {
            Self::AheadWithin => 299,
            Self::AheadBeyond => 301,
            Self::BehindWithin => -299,
            Self::BehindBeyond => -301,
        }
    }
}

impl Skew {
    const fn about(self) -> Said {
        match self {
            Self::AheadWithin => said("Valtuuspalvelun kello 4.59 edellä", "Fullmaktstjänstens klocka 4.59 före", "Mandate clock 4:59 ahead"),
            Self::AheadBeyond => said("Valtuuspalvelun kello 5.01 edellä", "Fullmaktstjänstens klocka 5.01 före", "Mandate clock 5:01 ahead"),
            Self::BehindWithin => said("Valtuuspalvelun kello 4.59 jäljessä", "Fullmaktstjänstens klocka 4.59 efter", "Mandate clock 4:59 behind"),
            Self::BehindBeyond => said("Valtuuspalvelun kello 5.01 jäljessä", "Fullmaktstjänstens klocka 5.01 efter", "Mandate clock 5:01 behind"),
        }
    }
}

/// A call, or a page, of an outside service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    LoginPage,
    LoginToken,
    LoginKeys,
    LoginEnd,
    MandatesRegister,
    MandatesPage,
    MandatesToken,
    MandatesRoles,
    MandatesUnregister,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Trouble {
    /// 500.
    Broken,
    /// No answer for half a minute.
    Silent,
    /// An answer after three seconds.
    Slow,
}

const fn at(step: Step) -> [Fault; 3] {
    [Fault::At(step, Trouble::Broken), Fault::At(step, Trouble::Silent), Fault::At(step, Trouble::Slow)]
}

impl Step {
    pub const ALL: [Self; 9] = [
        Self::LoginPage,
        Self::LoginToken,
        Self::LoginKeys,
        Self::LoginEnd,
        Self::MandatesRegister,
        Self::MandatesPage,
        Self::MandatesToken,
        Self::MandatesRoles,
        Self::MandatesUnregister,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Self::LoginPage => "login-page",
            Self::LoginToken => "login-token",
            Self::LoginKeys => "login-keys",
            Self::LoginEnd => "login-end",
            Self::MandatesRegister => "mandates-register",
            Self::MandatesPage => "mandates-page",
            Self::MandatesToken => "mandates-token",
            Self::MandatesRoles => "mandates-roles",
            Self::MandatesUnregister => "mandates-unregister",
        }
    }
}

/// All faults, in the order of the page.
pub const ALL: &[Fault] = &{
    let mut all = [Fault::LoginDenied; 19 + 3 * Step::ALL.len()];
    let named = [
        Fault::LoginDenied,
        Fault::LoginCodeUsed,
        Fault::KeysChanged,
        Fault::LowLevel,
        Fault::NoNames,
        Fault::RegisterRefused,
        Fault::ChoiceDenied,
        Fault::ChoiceSilent,
        Fault::CodeUsed,
        Fault::SessionExpired,
        Fault::Incomplete,
        Fault::NoOrganisations,
        Fault::RoleLost,
        Fault::UnknownRole,
        Fault::UnknownMembers,
        Fault::Clock(Skew::AheadWithin),
        Fault::Clock(Skew::AheadBeyond),
        Fault::Clock(Skew::BehindWithin),
        Fault::Clock(Skew::BehindBeyond),
    ];
    let mut place = 0;
    while place < named.len() {
        all[place] = named[place];
        place += 1;
    }
    let mut step = 0;
    while step < Step::ALL.len() {
        let three = at(Step::ALL[step]);
        all[place] = three[0];
        all[place + 1] = three[1];
        all[place + 2] = three[2];
        place += 3;
        step += 1;
    }
    all
};

impl Fault {
    pub fn of(key: &str) -> Option<Self> {
        ALL.iter().copied().find(|fault| fault.key() == key)
    }

    /// Its name in calls.
    pub fn key(self) -> String {
        match self {
            Self::SessionExpired => "session-expired",
            Self::Incomplete => "incomplete",
            Self::NoOrganisations => "no-organisations",
            Self::RegisterRefused => "register-403",
            Self::ChoiceDenied => "choice-denied",
            Self::ChoiceSilent => "choice-silent",
            Self::CodeUsed => "code-used",
            Self::Clock(Skew::AheadWithin) => "clock-ahead-4-59",
            Self::Clock(Skew::AheadBeyond) => "clock-ahead-5-01",
            Self::Clock(Skew::BehindWithin) => "clock-behind-4-59",
            Self::Clock(Skew::BehindBeyond) => "clock-behind-5-01",
            Self::UnknownMembers => "unknown-members",
            Self::UnknownRole => "unknown-role",
            Self::RoleLost => "role-lost",
            Self::LoginDenied => "login-denied",
            Self::LoginCodeUsed => "login-code-used",
            Self::KeysChanged => "keys-changed",
            Self::LowLevel => "low-level",
            Self::NoNames => "no-names",
            Self::At(step, Trouble::Broken) => return format!("{}-500", step.key()),
            Self::At(step, Trouble::Silent) => return format!("{}-timeout", step.key()),
            Self::At(step, Trouble::Slow) => return format!("{}-slow", step.key()),
        }
        .to_owned()
    }

    /// What happens. Troubles of a step have no words of their own: their key says it.
    pub const fn about(self) -> Option<Said> {
        Some(match self {
            Self::SessionExpired => said("Valtuusistunto on vanhentunut", "Fullmaktssessionen har gått ut", "The mandate session is over"),
            Self::Incomplete => said("Kaikkia rekistereitä ei voitu kysyä", "Alla register kunde inte frågas", "Not all registers could be asked"),
            Self::NoOrganisations => said("Tyhjä organisaatioiden lista", "Tom lista över organisationer", "An empty list of organisations"),
            Self::RegisterRefused => {
                said("Valtuuspalvelu ei hyväksy henkilöä", "Fullmaktstjänsten godkänner inte personen", "The mandate service refuses the person")
            }
            Self::ChoiceDenied => said("Valinta keskeytyy", "Valet avbryts", "The choice is cancelled"),
            Self::ChoiceSilent => said("Valinta palaa ilman vastausta", "Valet återkommer utan svar", "The choice comes back without an answer"),
            Self::CodeUsed => said("Valtuuskoodi on jo käytetty", "Fullmaktskoden är redan använd", "The mandate code has been used"),
            Self::Clock(skew) => skew.about(),
            Self::UnknownMembers => said("Vastauksissa on tuntemattomia kenttiä", "Okända fält i svaren", "Unknown members in the answers"),
            Self::UnknownRole => said("Tuntematon roolikoodi", "Okänd rollkod", "An unknown role code"),
            Self::RoleLost => said("Rooli on poistunut", "Rollen har upphört", "The role is gone"),
            Self::LoginDenied => said("Tunnistautuminen keskeytyy", "Identifieringen avbryts", "Identification is cancelled"),
            Self::LoginCodeUsed => {
                said("Tunnistuskoodi on jo käytetty", "Identifieringskoden är redan använd", "The identification code has been used")
            }
            Self::KeysChanged => said("Allekirjoitusavain on vaihtunut", "Signeringsnyckeln har bytts", "The signing key has changed"),
            Self::LowLevel => said("Liian matala tunnistuksen taso", "För låg identifieringsnivå", "Too low a level of identification"),
            Self::NoNames => said("Nimet puuttuvat", "Namnen saknas", "The names are missing"),
            Self::At(..) => return None,
        })
    }
}

const fn said(fi: &'static str, sv: &'static str, en: &'static str) -> Said {
    Said { fi, sv, en }
}
