use askama::Template;

use super::{Example, Link, Text};

/// A box that tells something: calm by kind, never by colour alone.
#[derive(Clone, Debug, Template)]
#[template(path = "components/notice/notice.html")]
pub struct Notice<'a> {
    pub kind: NoticeKind,
    pub title: Text<'a>,
    pub lines: Vec<Text<'a>>,
    pub links: Vec<Link<'a>>,
    /// Read out by a screen reader when the page opens: the answer to what was just done.
    pub announced: bool,
}

html_safe!(Notice);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    Info,
    Success,
    Warning,
    Error,
}

impl NoticeKind {
    const fn class(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Info => "M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.8 4.8h2.4v2.4H8.8zm0 4h2.4v6.4H8.8z",
            Self::Success => "M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.7 14.4 4.6 10.3l1.5-1.5 2.6 2.6 5.2-5.2 1.5 1.5z",
            Self::Warning => "M10 1.5 19.5 18H.5zm-1.1 6v5h2.2v-5zm0 6.2v2.1h2.2v-2.1z",
            Self::Error => "M10 1a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm1.2 14H8.8v-2.4h2.4zm0-4H8.8V4.6h2.4z",
        }
    }

    const fn role(self) -> &'static str {
        match self {
            Self::Info | Self::Success => "status",
            Self::Warning | Self::Error => "alert",
        }
    }
}

impl<'a> Notice<'a> {
    pub fn new(kind: NoticeKind, title: impl Into<Text<'a>>) -> Self {
        Self { kind, title: title.into(), lines: Vec::new(), links: Vec::new(), announced: false }
    }

    pub fn info(title: impl Into<Text<'a>>) -> Self {
        Self::new(NoticeKind::Info, title)
    }

    pub fn success(title: impl Into<Text<'a>>) -> Self {
        Self::new(NoticeKind::Success, title)
    }

    pub fn warning(title: impl Into<Text<'a>>) -> Self {
        Self::new(NoticeKind::Warning, title)
    }

    pub fn failure(title: impl Into<Text<'a>>) -> Self {
        Self::new(NoticeKind::Error, title)
    }

    pub fn line(mut self, text: impl Into<Text<'a>>) -> Self {
        self.lines.push(text.into());
        self
    }

    pub fn link(mut self, href: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        self.links.push(Link::new(href, label));
        self
    }

    pub fn announced(mut self) -> Self {
        self.announced = true;
        self
    }
}

pub(super) fn examples() -> Vec<Example> {
    vec![
        ("notice/info", Notice::info("Voit keskeyttää milloin tahansa").line("Tiedot säilyvät, ja voit jatkaa myöhemmin.").to_string()),
        ("notice/success", Notice::success("Tiedot tallennettiin").announced().to_string()),
        (
            "notice/warning, links",
            Notice::warning("Käsittelijä pyytää lisätietoja")
                .line("Vastaa viimeistään 12.3.2026.")
                .line("Hakemus odottaa vastaustasi.")
                .link("/hakemus/1/lisatieto", "Vastaa lisätietopyyntöön")
                .to_string(),
        ),
        (
            "notice/warning, fields",
            Notice::warning("Tarkista vielä 2 kohtaa")
                .line("Jos tiedot ovat oikein, ne voivat jäädä näin.")
                .link("#main", "Postinumeroa vastaa postitoimipaikka Helsinki.")
                .link("#main", "Emme tunne tällaisia puhelinnumeroita.")
                .to_string(),
        ),
        ("notice/error", Notice::failure("Palvelu ei vastaa").line("Yritä hetken kuluttua uudelleen.").announced().to_string()),
        ("notice/hostile", Notice::info("<script>").line("<b>").link("javascript:alert(1)", "\"><i>").to_string()),
    ]
}
