use sha2::Digest as _;

/// A SHA-256 digest. Shown to people in groups of eight, so that two can be compared by eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    pub fn of(bytes: impl AsRef<[u8]>) -> Self {
        Self(sha2::Sha256::digest(bytes.as_ref()).into())
    }

    /// A digest that was kept as 32 bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub fn hex(&self) -> String {
        hex(&self.0)
    }

    /// `0a1b2c3d 4e5f6071 …`: eight groups, for people.
    pub fn groups(&self) -> String {
        let groups: Vec<String> = self.0.chunks(4).map(hex).collect();
        groups.join(" ")
    }

    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)] as char, DIGITS[usize::from(b & 15)] as char]).collect()
}
