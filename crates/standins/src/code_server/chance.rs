/// Repeatable chance (splitmix64): the same seed gives the same register on every machine.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % bound.max(1) as u64).unwrap_or_default()
    }

    pub fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// Valid, and out of a range that is not given out; one in seven begins with a nought.
    pub fn business_id(&mut self) -> String {
        loop {
            let number = if self.below(7) == 0 { 990_000 + self.below(9_999) } else { 4_000_000 + self.below(5_800_000) };
            let digits = format!("{number:07}");
            let sum: usize = digits.bytes().zip([7, 9, 10, 5, 8, 4, 2]).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
            match sum % 11 {
                0 => return format!("{digits}-0"),
                1 => {}
                rest => return format!("{digits}-{}", 11 - rest),
            }
        }
    }
}
