use std::{collections::HashMap, iter};

use kit_core::{Day, Digest, names};
use kit_db::{DbError, Read, Sql, Tx, Value, values};

use super::{
    Register,
    plan::{Key, Plan, Present},
    units::Unit,
};

const PRESENT: Sql = Sql("SELECT oid, begins, ends, content, parent_oid, name FROM register_unit WHERE register = $1");
const PUT: Sql = Sql("INSERT INTO register_unit (register, oid, begins, ends, name, short_name, business_id, parent_oid, sector, legal_form, health,
     social, health_unit, social_unit, street, postal_code, town, municipality, content, loaded_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     ON CONFLICT (oid, begins, register) DO UPDATE SET ends = excluded.ends, name = excluded.name, short_name = excluded.short_name,
     business_id = excluded.business_id, parent_oid = excluded.parent_oid, sector = excluded.sector, legal_form = excluded.legal_form,
     health = excluded.health, social = excluded.social, health_unit = excluded.health_unit, social_unit = excluded.social_unit,
     street = excluded.street, postal_code = excluded.postal_code, town = excluded.town, municipality = excluded.municipality,
     content = excluded.content, loaded_at = excluded.loaded_at");
// What had not begun yet never was; what was valid ends with yesterday.
const FORGET: Sql = Sql("DELETE FROM register_unit WHERE register = $1 AND oid = $2 AND begins = $3 AND begins >= $4");
const LEAVE: Sql =
    Sql("UPDATE register_unit SET ends = $4, content = NULL, loaded_at = $5 WHERE register = $1 AND oid = $2 AND begins = $3 AND ends > $4");
/// Ten words at once: most of what an import writes is words.
const WORDS: Sql = Sql("INSERT INTO register_word (register, word, oid, top)
     VALUES ($1, $2, $3, $4), ($1, $5, $6, $7), ($1, $8, $9, $10), ($1, $11, $12, $13), ($1, $14, $15, $16), 
     ($1, $17, $18, $19), ($1, $20, $21, $22), ($1, $23, $24, $25), ($1, $26, $27, $28), ($1, $29, $30, $31) ON CONFLICT (word, oid, register) DO NOTHING");
const WORD: Sql = Sql("INSERT INTO register_word (register, word, oid, top) VALUES ($1, $2, $3, $4) ON CONFLICT (word, oid, register) DO NOTHING");
const END_LICENCE: Sql = Sql("UPDATE pharmacy_licence SET ends = $3 WHERE pharmacy_oid = $1 AND ends > $3
     AND pharmacist_oid = (SELECT parent_oid FROM register_unit WHERE register = 'pharmacies' AND oid = $1 AND begins = $2)");
const LICENCE: Sql = Sql("INSERT INTO pharmacy_licence (pharmacy_oid, pharmacist_oid, kind, takeover, ends) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (pharmacy_oid, pharmacist_oid) DO UPDATE SET kind = excluded.kind, takeover = excluded.takeover, ends = excluded.ends");

/// Rows that leave in one handful.
const HANDFUL: usize = 400;
/// Words by which a unit is found.
const MOST_WORDS: usize = 5;

/// All rows of the register, by key.
pub async fn present(read: &Read, register: Register) -> Result<HashMap<Key, Present>, DbError> {
    let rows = read.rows(PRESENT, &values![register.key()]).await?;
    let mut present = HashMap::with_capacity(rows.len());
    for row in rows {
        let content: Option<Vec<u8>> = row.get(3)?;
        let parent: Option<String> = row.get(4)?;
        let top = if parent.is_none() { Some(row.get(5)?) } else { None };
        let there = Present { ends: row.get(2)?, content: content.as_deref().and_then(Digest::from_bytes), top };
        present.insert((row.get(0)?, row.get(1)?), there);
    }
    Ok(present)
}

/// Writes what was decided, in the transaction of the run.
pub async fn apply(tx: &Tx, register: Register, plan: &Plan, today: Day, now: kit_core::Instant) -> Result<(), DbError> {
    let yesterday = today.plus_days(-1);
    if register == Register::Pharmacies {
        // Before anything is put: who holds a pharmacy from now on stands in the rows that come.
        let keys = plan.leave.iter().map(|(oid, begins)| (oid, *begins)).chain(plan.put.iter().map(|unit| (&unit.oid, unit.begins)));
        batch(tx, keys.map(|(oid, begins)| (END_LICENCE, values![oid, begins, yesterday].to_vec())).collect()).await?;
    }
    for keys in plan.leave.chunks(HANDFUL) {
        let lines = keys.iter().flat_map(|(oid, begins)| {
            let key = values![register.key(), oid, *begins];
            [(FORGET, [&key[..], &values![today]].concat()), (LEAVE, [&key[..], &values![yesterday, now]].concat())]
        });
        batch(tx, lines.collect()).await?;
    }
    for units in plan.put.chunks(HANDFUL) {
        batch(tx, units.iter().flat_map(|unit| lines(register, unit, now)).collect()).await?;
    }
    put_words(tx, register, &plan.put).await
}

/// A word, the unit that has it, and whether that is a top.
type Word<'a> = (String, &'a str, bool);

/// In the order of the words, so that neighbours of the index are written together.
async fn put_words(tx: &Tx, register: Register, units: &[Unit]) -> Result<(), DbError> {
    let of_unit = |unit| names::words(own_name(unit)).into_iter().take(MOST_WORDS).map(move |word| (word, unit.oid.as_str(), unit.parent.is_none()));
    let mut words: Vec<Word<'_>> = units.iter().flat_map(of_unit).collect();
    words.sort_unstable();
    words.dedup();
    let (tens, rest) = words.as_chunks::<10>();
    for some in tens.chunks(HANDFUL) {
        let line = |ten: &[Word<'_>; 10]| (WORDS, iter::once(register.key().into()).chain(ten.iter().flat_map(word)).collect());
        batch(tx, some.iter().map(line).collect()).await?;
    }
    batch(tx, rest.iter().map(|one| (WORD, iter::once(register.key().into()).chain(word(one)).collect())).collect()).await
}

fn word((word, oid, top): &Word<'_>) -> [Value; 3] {
    [word.as_str().into(), (*oid).into(), (*top).into()]
}

fn lines(register: Register, unit: &Unit, now: kit_core::Instant) -> Vec<(Sql, Vec<Value>)> {
    let ([health, social], [health_unit, social_unit]) = (unit.provider, unit.place);
    let content = unit.content();
    let row = values![
        register.key(),
        &unit.oid,
        unit.begins,
        unit.ends,
        &unit.name,
        &unit.short_name,
        unit.business_id.clone(),
        unit.parent.clone(),
        unit.sector,
        unit.legal_form,
        health,
        social,
        health_unit,
        social_unit,
        &unit.street,
        &unit.postal_code,
        &unit.town,
        &unit.municipality,
        content.bytes().as_slice(),
        now
    ];
    let licence = unit
        .holding
        .as_ref()
        .zip(unit.parent.as_ref())
        .map(|(holding, pharmacist)| (LICENCE, values![&unit.oid, pharmacist, holding.kind.key(), holding.takeover, holding.ends].to_vec()));
    [(PUT, row.to_vec())].into_iter().chain(licence).collect()
}

/// A unit's name often goes on with those of all above it: «Asema, Keskus, Organisaatio».
fn own_name(unit: &Unit) -> &str {
    match (&unit.parent, unit.name.split_once(',')) {
        (Some(_), Some((own, _))) => own,
        _ => &unit.name,
    }
}

pub async fn batch(tx: &Tx, lines: Vec<(Sql, Vec<Value>)>) -> Result<(), DbError> {
    let statements: Vec<(Sql, &[Value])> = lines.iter().map(|(sql, values)| (*sql, values.as_slice())).collect();
    tx.batch(&statements).await.map(drop)
}
