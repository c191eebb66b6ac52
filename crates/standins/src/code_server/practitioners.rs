//! Invented practitioners with a register row of their own (registers 1.6): an OID from a registration number, no units.

use super::{chance::Chance, rows::Row};

const GIVEN: [&str; 6] = ["Aino", "Eero", "Åsa", "Pentti", "Märta", "Väinö"];
const FAMILY: [&str; 5] = ["Esimerkki", "Malli", "Exempel", "Mallinen", "Esimerkkilä"];

/// So many, always the same for the same seed.
pub fn generate(rows: usize, seed: u64) -> Vec<Row> {
    let mut chance = Chance::new(seed ^ 0x203);
    (0..rows).map(|place| practitioner(place, &mut chance)).collect()
}

fn practitioner(place: usize, chance: &mut Chance) -> Row {
    let digits = format!("{:010}", 9_900_000_000_u64 + place as u64);
    let name = format!("Mallivastaanotto {} {} {}", chance.one(&GIVEN), chance.one(&FAMILY), place + 1);
    let street = format!("Mallikatu {}", 1 + chance.below(90));
    Row {
        oid: format!("1.2.246.537.28.{digits}{}", luhn(&digits)),
        begins: if chance.below(3) == 0 { format!("{}-03-01", 2000 + chance.below(24)) } else { "1900-01-01".to_owned() },
        ends: "2100-12-31".to_owned(),
        status: "ACTIVE".to_owned(),
        short_name: name.clone(),
        name,
        post: street.clone(),
        street,
        postal_code: "00999".to_owned(),
        town: "Esimerkkilä".to_owned(),
        sector: "2 Yksityinen".to_owned(),
        municipality: "991 Esimerkkilä".to_owned(),
        business_id: chance.business_id(),
        ..Row::default()
    }
}

/// The end digit of a registration number: three public samples have it so.
fn luhn(digits: &str) -> u32 {
    let weigh = |(place, digit): (usize, char)| {
        let twice = digit.to_digit(10).unwrap_or_default() * if place % 2 == 0 { 2 } else { 1 };
        twice / 10 + twice % 10
    };
    (10 - digits.chars().rev().enumerate().map(weigh).sum::<u32>() % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn registration_numbers_end_as_the_public_samples_do() {
        for sample in ["00198705840", "10000222116", "10000196039"] {
            assert_eq!(luhn(&sample[..10]).to_string(), sample[10..], "{sample}");
        }
        let made = generate(50, 1);
        assert!(made.iter().all(|row| row.oid.len() == "1.2.246.537.28.".len() + 11));
        assert_eq!(made, generate(50, 1));
    }
}
