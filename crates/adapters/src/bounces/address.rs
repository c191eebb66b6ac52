use std::fmt;

use anyhow::{Context as _, ensure};
use hmac::{Hmac, KeyInit as _, Mac as _};
use kit_core::{Secret, Uuid};
use kit_db::{MailId, WaitingMail};
use lettre::Address;
use ports::MailKey;
use sha2::Sha256;

/// What the key for these addresses is made of, beside the key by which persons are recognised.
const LABEL: &str = "ekstranet: addresses that mails come back to";
/// Digits of an id and of a tag, in base 32.
const ID: usize = 26;
const TAG: usize = 13;
/// The longest left side of an address is 64 characters (RFC 5321, 4.5.3.1.1): this is left beside id, place, round and tag.
const LONGEST_NAME: usize = 10;

/// The addresses that mails come back to: `bounces+m<id>.<tag>@domain`, of a notice `bounces+n<id>-<place>-<round>.<tag>@domain`.
/// Id and tag are in base 32, as servers may change the case of letters. The tag is an HMAC: who does not know the key can tell
/// of no mail but the one whose address they have seen.
#[derive(Clone)]
pub struct BounceAddress {
    name: String,
    domain: String,
    mac: Hmac<Sha256>,
}

impl fmt::Debug for BounceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BounceAddress").field("name", &self.name).field("domain", &self.domain).finish_non_exhaustive()
    }
}

impl BounceAddress {
    /// `address` is what all of them have in common: `bounces@example.org`.
    pub fn new(address: &str, key: &Secret) -> anyhow::Result<Self> {
        let parsed: Address = address.parse().with_context(|| format!("the address that mails come back to, {address}"))?;
        let (name, domain) = (parsed.user().to_ascii_lowercase(), parsed.domain().to_ascii_lowercase());
        let plain = name.len() <= LONGEST_NAME && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        ensure!(plain && domain.is_ascii(), "left of the @ in {address} stand at most {LONGEST_NAME} letters, digits and hyphens");
        let derived = keyed(key.expose().as_bytes()).chain_update(LABEL).finalize().into_bytes();
        Ok(Self { name, domain, mac: keyed(&derived) })
    }

    /// The return path of a mail. None if it has no room in an address.
    pub fn of(&self, mail: &WaitingMail) -> Option<Address> {
        let text = text(MailKey::of(mail));
        let name = format!("{}+{text}.{}", self.name, digits(u128::from(self.tag(&text)), TAG));
        Address::new(name, &self.domain).ok()
    }

    /// Which mail an address stands for. None: it is not one of these, or not made here.
    pub fn read(&self, address: &str) -> Option<MailKey> {
        let (name, domain) = address.rsplit_once('@')?;
        let name = name.to_ascii_lowercase();
        let (text, tag) = name.strip_prefix(&self.name)?.strip_prefix('+')?.rsplit_once('.')?;
        let tag = u64::try_from(number(tag, TAG)?).ok()?;
        let made_here = self.mac.clone().chain_update(text).verify_truncated_left(&tag.to_be_bytes()).is_ok();
        if made_here && domain.eq_ignore_ascii_case(&self.domain) { key(text) } else { None }
    }

    fn tag(&self, text: &str) -> u64 {
        let whole = self.mac.clone().chain_update(text).finalize().into_bytes();
        whole.iter().take(8).fold(0, |tag, byte| (tag << 8) | u64::from(*byte))
    }
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    #[allow(clippy::expect_used, reason = "HMAC takes a key of any length (RFC 2104)")]
    Hmac::new_from_slice(key).expect("any key will do")
}

fn text(key: MailKey) -> String {
    match key {
        MailKey::Letter(MailId(id)) => format!("m{}", digits(id.as_u128(), ID)),
        MailKey::Notice { notice, place, round } => format!("n{}-{place}-{round}", digits(notice.as_u128(), ID)),
    }
}

fn key(text: &str) -> Option<MailKey> {
    let id = |text| number(text, ID).map(Uuid::from_u128);
    if let Some(letter) = text.strip_prefix('m') {
        return Some(MailKey::Letter(MailId(id(letter)?)));
    }
    let (notice, rest) = text.strip_prefix('n')?.split_once('-')?;
    let (place, round) = rest.split_once('-')?;
    Some(MailKey::Notice { notice: id(notice)?, place: place.parse().ok()?, round: round.parse().ok()? })
}

/// In base 32, 0 to 9 and a to v.
fn digits(number: u128, width: usize) -> String {
    let digit = |place: usize| u32::try_from(number.unbounded_shr(u32::try_from(place * 5).unwrap_or(u32::MAX)) & 31).unwrap_or_default();
    (0..width).rev().filter_map(|place| char::from_digit(digit(place), 32)).collect()
}

fn number(digits: &str, width: usize) -> Option<u128> {
    let plain = digits.len() == width && digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain.then(|| u128::from_str_radix(digits, 32).ok()).flatten()
}
