//! What every page has around it: head, header with language and user, navigation, notices, side, footer, session warning.

use askama::Template;
use kit_core::Language;

use crate::assets;
use crate::components::{HiddenField, Html, LanguageMenu, Link, Notice, SkipLink, Text, safe_href};

/// A whole page. `page.to_string()` is the document.
#[derive(Clone, Debug, Template)]
#[template(path = "layout/page.html")]
pub struct Page<'a> {
    pub variant: Variant,
    pub language: Language,
    /// The window's title is this, a dash and the service's name; begin it with «Virhe: » when the page shows errors.
    pub title: Text<'a>,
    /// Path and query of this page without `lang`, for the language menu.
    pub path: Text<'a>,
    pub texts: LayoutTexts<'a>,
    /// Where the service's name leads.
    pub home: Text<'a>,
    pub navigation: Vec<NavItem<'a>>,
    pub user: Option<User<'a>>,
    /// The login button of a public page.
    pub login: Option<Link<'a>>,
    /// Shown on every page while parts of the outside world are stood in for.
    pub stand_in_banner: Option<Text<'a>>,
    pub notices: Vec<Notice<'a>>,
    pub sidebar: Option<Html<'a>>,
    /// The content of `main`; holds the page's only `h1`.
    pub body: Html<'a>,
    pub footer_links: Vec<Link<'a>>,
    pub session: Option<SessionWarning<'a>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// Nobody is logged in.
    #[default]
    Public,
    /// A customer's representative.
    SignedIn,
    /// An officer: wider page, header of another colour.
    Officer,
}

impl Variant {
    const fn class(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::SignedIn => "signed-in",
            Self::Officer => "officer",
        }
    }
}

/// The layout's own words, in the page's language.
#[derive(Clone, Copy, Debug)]
pub struct LayoutTexts<'a> {
    /// «Kanta Ekstranet»
    pub service_name: &'a str,
    /// «Avoin, riippumaton toteutus»
    pub service_note: &'a str,
    /// «Siirry sisältöön»
    pub skip_to_content: &'a str,
    /// Name of the language menu: «Kieli»
    pub language_menu: &'a str,
    /// Name of the main navigation: «Päävalikko»
    pub main_navigation: &'a str,
    /// The button that opens the navigation on a narrow screen: «Valikko»
    pub menu: &'a str,
    /// «Kirjautunut»
    pub signed_in_as: &'a str,
    /// «Asioit puolesta»
    pub acting_for: &'a str,
    /// «Rooli»
    pub role: &'a str,
    /// «Kirjaudu ulos»
    pub log_out: &'a str,
    /// Name of the footer's links: «Tietoa palvelusta»
    pub footer: &'a str,
}

#[derive(Clone, Debug)]
pub struct NavItem<'a> {
    pub link: Link<'a>,
    pub current: bool,
}

impl<'a> NavItem<'a> {
    pub fn new(href: impl Into<Text<'a>>, label: impl Into<Text<'a>>, current: bool) -> Self {
        Self { link: Link::new(href, label), current }
    }
}

/// Who is logged in, for whom and as what.
#[derive(Clone, Debug)]
pub struct User<'a> {
    pub name: Text<'a>,
    pub organisation: Option<Text<'a>>,
    pub role: Option<Text<'a>>,
    /// Where the log-out form is sent (POST).
    pub log_out: Text<'a>,
    pub csrf: HiddenField<'a>,
}

/// A warning that the session ends, shown by the script five minutes before.
#[derive(Clone, Debug)]
pub struct SessionWarning<'a> {
    /// Seconds without a request after which the session ends.
    pub idle_seconds: u32,
    /// Answers 2xx to a POST that carries the CSRF token, and thereby prolongs the session.
    pub extend: Text<'a>,
    pub csrf: HiddenField<'a>,
    /// «Istuntosi päättyy pian»
    pub title: Text<'a>,
    /// With `%n` in place of the minutes: «Istunto päättyy %n minuutin kuluttua.»
    pub minutes: Text<'a>,
    /// «Istunto päättyy alle minuutin kuluttua.»
    pub last_minute: Text<'a>,
    /// «Istunto on päättynyt. Kirjaudu uudelleen …»
    pub ended: Text<'a>,
    /// «Jatka istuntoa»
    pub go_on: Text<'a>,
}

impl<'a> Page<'a> {
    pub fn new(
        variant: Variant,
        language: Language,
        title: impl Into<Text<'a>>,
        path: impl Into<Text<'a>>,
        texts: LayoutTexts<'a>,
        body: Html<'a>,
    ) -> Self {
        Self {
            variant,
            language,
            title: title.into(),
            path: path.into(),
            texts,
            home: Text::Borrowed("/"),
            navigation: Vec::new(),
            user: None,
            login: None,
            stand_in_banner: None,
            notices: Vec::new(),
            sidebar: None,
            body,
            footer_links: Vec::new(),
            session: None,
        }
    }

    pub fn home(mut self, href: impl Into<Text<'a>>) -> Self {
        self.home = safe_href(href);
        self
    }

    fn languages(&self) -> LanguageMenu<'_> {
        LanguageMenu::new(self.texts.language_menu, self.language, self.path.as_ref())
    }

    fn skip_link(&self) -> SkipLink<'_> {
        SkipLink::new(self.texts.skip_to_content)
    }
}
