use serde::Serialize;

/// One e-mail address, as it was written, with a dot in its domain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@')?;
        let plain = |part: &str| !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control() || "@,;:<>()[]\"\\".contains(c));
        let dots = |part: &str| !part.starts_with('.') && !part.ends_with('.') && !part.contains("..");
        let domain_fits = domain.contains('.') && domain.split('.').all(|label| !label.starts_with('-') && !label.ends_with('-'));
        (plain(local) && plain(domain) && dots(local) && dots(domain) && domain_fits && local.is_ascii() && local.len() <= 64 && text.len() <= 254)
            .then(|| Self(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_at_and_a_domain_with_a_dot() {
        for right in ["osoite@organisaatio.fi", " a.b+c@esimerkki.example ", "info@sähkö.fi"] {
            assert!(Email::parse(right).is_some(), "{right}");
        }
        for wrong in ["", "a", "a@b", "@b.fi", "a@", "a b@c.fi", "a@b..fi", "a@b.fi, c@d.fi", "a\n@b.fi", "<a@b.fi>", "a@-b.fi", ".a@b.fi"] {
            assert!(Email::parse(wrong).is_none(), "{wrong}");
        }
    }
}
