use std::borrow::Cow;
use std::fmt;

use askama::filters::HtmlSafe;

/// Plain text: escaped by the template that shows it.
pub type Text<'a> = Cow<'a, str>;

/// A named example of a component: what the gallery, the tests and the accessibility check look at.
pub type Example = (&'static str, String);

/// Finished markup, which is not escaped again. Made only from components and templates, never from what somebody typed.
#[derive(Clone, Debug, Default)]
pub struct Html<'a>(Cow<'a, str>);

impl<'a> Html<'a> {
    /// The markup of a component or of several one after the other.
    pub fn of(component: impl HtmlSafe) -> Html<'static> {
        Html(Cow::Owned(component.to_string()))
    }

    /// Markup that an own template has rendered.
    pub fn rendered(markup: impl Into<Cow<'a, str>>) -> Self {
        Self(markup.into())
    }

    /// Plain text, escaped.
    pub fn text(text: &str) -> Html<'static> {
        Html(Cow::Owned(escape(text)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html<'_> {}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}

/// A link: where it leads and what it says.
#[derive(Clone, Debug)]
pub struct Link<'a> {
    pub href: Text<'a>,
    pub label: Text<'a>,
}

impl<'a> Link<'a> {
    pub fn new(href: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self { href: safe_href(href), label: label.into() }
    }
}

/// An address that a link may have: within this service, or of a harmless scheme. Any other becomes `#`.
pub fn safe_href<'a>(href: impl Into<Text<'a>>) -> Text<'a> {
    let href = href.into();
    let inside = href.starts_with(['#', '?']) || (href.starts_with('/') && !href.starts_with("//") && !href.starts_with("/\\"));
    let known = ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| href.starts_with(scheme));
    if inside || known { href } else { Cow::Borrowed("#") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_never_runs_a_script_and_never_leaves_by_a_trick() {
        for bad in ["javascript:alert(1)", "data:text/html,x", "//example.org", "/\\example.org", " /x"] {
            assert_eq!(safe_href(bad), "#", "{bad}");
        }
        for good in ["/hakemus", "#osoite", "?lang=sv", "https://www.suomi.fi", "mailto:tuki@example.org"] {
            assert_eq!(safe_href(good), good);
        }
    }

    #[test]
    fn text_is_escaped_and_markup_is_not() {
        assert_eq!(Html::text("<b>&\"'").to_string(), "&lt;b&gt;&amp;&quot;&#39;");
        assert_eq!(Html::rendered("<b>x</b>").to_string(), "<b>x</b>");
    }
}
