use serde::Serialize;

/// One e-mail address with a dot in its domain; the domain is kept in small letters, what stands before it as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Email(String);

/// What may stand before the @ beside letters and digits (`atext` of RFC 5322), and the dot between.
const LOCAL_SIGNS: &[u8] = b"!#$%&'*+-/=?^_`{|}~.";

impl Email {
    /// No name beside the address, no quotation marks, no number for a domain. Domains may have letters of any language.
    /// Whether the domain exists is not asked.
    pub fn parse(text: &str) -> Option<Self> {
        let (local, domain) = text.trim().split_once('@')?;
        let address = format!("{local}@{}", domain.to_lowercase());
        (is_local(local) && is_domain(domain) && address.len() <= 254).then_some(Self(address))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_local(local: &str) -> bool {
    let signs = local.bytes().all(|b| b.is_ascii_alphanumeric() || LOCAL_SIGNS.contains(&b));
    signs && local.len() <= 64 && local.split('.').all(|part| !part.is_empty())
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        let signs = label.chars().all(|c| c.is_alphanumeric() || c == '-');
        signs && !label.is_empty() && label.len() <= 63 && !label.starts_with('-') && !label.ends_with('-')
    };
    let last = domain.rsplit_once('.').map(|(_, last)| last);
    domain.split('.').all(is_label) && last.is_some_and(|last| !last.chars().all(char::is_numeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_at_and_a_domain_with_a_dot() {
        for right in ["osoite@organisaatio.fi", " a.b+c@esimerkki.example ", "info@sähkö.fi", "o'neill@esimerkki.example"] {
            assert!(Email::parse(right).is_some(), "{right}");
        }
        let wrong = [
            "",
            "a",
            "a@b",
            "@b.fi",
            "a@",
            "a b@c.fi",
            "a@b..fi",
            "a@b.fi, c@d.fi",
            "a\n@b.fi",
            "<a@b.fi>",
            "a@-b.fi",
            ".a@b.fi",
            "a@@b.fi",
            "a@b@c.fi",
            "Malla Mallikas <a@b.fi>",
            "\"a b\"@c.fi",
            "a@[1.2.3.4]",
            "a@1.2.3.4",
            "ä@b.fi",
            "a@b.fi.",
            "a@b_c.fi",
            "a@b.fi;c@d.fi",
        ];
        for wrong in wrong {
            assert!(Email::parse(wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn the_guides_addresses_are_taken_and_what_became_of_them_by_copying_is_refused() {
        assert!(Email::parse("asiakaspalvelu@organisaatio.fi").is_some());
        for damaged in ["osoite@organisaatio fi", "osoite@organisastiofi"] {
            assert!(Email::parse(damaged).is_none(), "{damaged}");
        }
    }

    #[test]
    fn only_the_domain_is_made_small() {
        let kept = |text| Email::parse(text).map(|email| email.as_str().to_owned());
        assert_eq!(kept("Malla.Mallikas@ESIMERKKI.Example").as_deref(), Some("Malla.Mallikas@esimerkki.example"));
        assert_eq!(kept("info@SÄHKÖ.fi").as_deref(), Some("info@sähkö.fi"));
    }

    #[test]
    fn an_address_is_not_longer_than_mail_can_carry() {
        let address = |local: usize, label: usize| format!("{}@{}.fi", "a".repeat(local), vec!["b".repeat(label); 3].join("."));
        assert!(Email::parse(&address(64, 60)).is_some());
        assert!(Email::parse(&address(65, 3)).is_none() && Email::parse(&address(3, 64)).is_none());
        assert!(Email::parse(&address(64, 63)).is_none(), "254 altogether");
    }
}
