//! Code lists (registers 3, 1.3): codes with their validities and their names in Finnish and Swedish.

use std::collections::HashMap;

use kit_core::{Clock, Day, Ids};
use kit_db::{Db, DbError, Sql, Tx, Value, values};

use super::{
    Came, Incoming, Stopped, Terms,
    columns::{Cells, Field},
    fault::{FaultKind, RowFault},
    gather, runs,
    store::batch,
    units,
};
use crate::{Code, CodeList, codes};

const PUT: Sql = Sql("INSERT INTO code (list, code, begins, ends, name_fi, name_sv, name_en) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (list, code, begins) DO UPDATE SET ends = excluded.ends, name_fi = excluded.name_fi, name_sv = excluded.name_sv,
     name_en = excluded.name_en");
// Applications keep codes: one that leaves is not chosen any more, but still has its name.
const LEAVE: Sql = Sql("UPDATE code SET ends = $4 WHERE list = $1 AND code = $2 AND begins = $3");

/// The interface's names first, then the text's.
pub const FIELDS: &[Field] = &[
    Field::new("code", &["conceptCodeId", "CodeId", "id", "Tunniste"]),
    Field::new("begins", &["beginDate", "Voimassaolo alkaa"]),
    Field::new("ends", &["expirationDate", "Voimassaolo päättyy"]),
    Field::optional("status", &["status", "Tila"]),
    Field::new("short-name", &["Abbreviation", "Lyhenne"]),
    Field::new("name", &["LongName", "Pitkä nimi"]),
    Field::optional("name-sv", &["LongName_sv", "Ruotsinkielinen nimi", "Ruotsinkielinen pitkä nimi", "Nimi ruotsiksi"]),
    Field::optional("name-en", &["LongName_en", "Englanninkielinen nimi", "Nimi englanniksi"]),
];

/// Letters of a code and of a name, at most.
const LONGEST: usize = 200;

/// What a row says; names that it does not have stay as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    line: u64,
    code: String,
    begins: Day,
    ends: Day,
    fi: String,
    sv: String,
    en: String,
    deleted: bool,
}

/// Takes a whole list.
pub async fn take(
    (db, clock, _): (&Db, &Clock, &Ids),
    id: kit_core::Uuid,
    (list, terms): (CodeList, Terms),
    incoming: Incoming<'_>,
    came: &mut Came,
) -> Result<(), Stopped> {
    let lines = gather((db, clock, id), (FIELDS, &|line, cells| read(line, cells).map(|read| (read, 0))), incoming, came).await?;
    apply(db, clock, id, (list, terms.may_shrink), lines, came).await
}

fn read(line: u64, cells: Cells<'_>) -> Result<Line, RowFault> {
    let code = cells.text("code");
    let wrong = |kind, value| units::fault(line, &code, kind, value);
    if cells.any_longer_than(LONGEST) {
        return Err(wrong(FaultKind::TooLong, String::new()));
    }
    if code.is_empty() {
        return Err(wrong(FaultKind::NoOid, String::new()));
    }
    let fi = Some(cells.text("name")).filter(|name| !name.is_empty()).unwrap_or_else(|| cells.text("short-name"));
    if fi.is_empty() {
        return Err(wrong(FaultKind::NoName, String::new()));
    }
    let (begins, ends) = units::days(cells).map_err(|(kind, value)| wrong(kind, value))?;
    let deleted = units::is_deleted(&cells.text("status"));
    Ok(Line { line, code, begins, ends, fi, sv: cells.text("name-sv"), en: cells.text("name-en"), deleted })
}

/// What to write.
#[derive(Debug, Default)]
struct Plan {
    counts: runs::Counts,
    put: Vec<Code>,
    leave: Vec<(String, Day)>,
}

fn plan(list: CodeList, lines: Vec<Line>, present: Vec<Code>, today: Day, faults: &mut Vec<RowFault>) -> Plan {
    let mut there: HashMap<(String, Day), Code> = present.into_iter().map(|code| ((code.code.clone(), code.begins), code)).collect();
    let (mut plan, mut came) = (Plan::default(), HashMap::new());
    for line in lines.into_iter().filter(|line| !line.deleted) {
        let key = (line.code.clone(), line.begins);
        if came.insert(key.clone(), ()).is_some() {
            faults.push(units::fault(line.line, &line.code, FaultKind::Double, line.begins.iso()));
            continue;
        }
        let before = there.remove(&key);
        let code = line.over(list, before.as_ref());
        match before {
            Some(before) if before == code => plan.counts.same += 1,
            before => {
                if before.is_some() {
                    plan.counts.changed += 1;
                } else {
                    plan.counts.added += 1;
                }
                plan.put.push(code);
            }
        }
    }
    plan.leave = there.into_iter().filter(|(_, code)| code.ends >= today).map(|(key, _)| key).collect();
    plan.counts.ended = plan.leave.len();
    plan
}

impl Line {
    /// Without a Swedish name of its own a code keeps the one that it has, else the Finnish one is better than nothing.
    fn over(self, list: CodeList, before: Option<&Code>) -> Code {
        let kept = |text: String, before: Option<&String>| Some(text).filter(|text| !text.is_empty()).or_else(|| before.cloned());
        let sv = kept(self.sv, before.map(|code| &code.names.sv)).unwrap_or_else(|| self.fi.clone());
        let en = kept(self.en, before.and_then(|code| code.names.en.as_ref()));
        Code { list, code: self.code, begins: self.begins, ends: self.ends, names: codes::Names { fi: self.fi, sv, en } }
    }
}

async fn apply(
    db: &Db,
    clock: &Clock,
    id: kit_core::Uuid,
    (list, may_shrink): (CodeList, bool),
    lines: Vec<Line>,
    came: &mut Came,
) -> Result<(), Stopped> {
    let (now, today) = (clock.now(), clock.today());
    let present = codes::all(&db.read().await?, list).await?;
    let of = present.iter().filter(|code| code.ends >= today).count();
    if lines.is_empty() {
        return Err(Stopped::Empty);
    }
    let plan = plan(list, lines, present, today, &mut came.faults);
    // Code lists are short: half of one is a lot.
    if !may_shrink && plan.leave.len() * 2 > of {
        return Err(Stopped::Shrinks { leaving: plan.leave.len(), of });
    }
    let (read, faults) = (came.read, came.faults.clone());
    db.write(move |tx| async move {
        if !runs::done(&tx, id, read, plan.counts, &faults, now).await? {
            return Err(Stopped::GivenUp);
        }
        write(&tx, list, plan, today).await?;
        Ok(())
    })
    .await
}

async fn write(tx: &Tx, list: CodeList, plan: Plan, today: Day) -> Result<(), DbError> {
    let yesterday = today.plus_days(-1);
    let leave = plan.leave.into_iter().map(|(code, begins)| (LEAVE, values![list.key(), code, begins, yesterday.max(begins.plus_days(-1))].to_vec()));
    let put = plan.put.into_iter().map(|code| {
        let values: Vec<Value> = values![list.key(), code.code, code.begins, code.ends, code.names.fi, code.names.sv, code.names.en].to_vec();
        (PUT, values)
    });
    batch(tx, leave.chain(put).collect()).await
}
