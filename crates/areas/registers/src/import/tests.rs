use std::vec::IntoIter;

use kit_core::{Clock, Day, Ids};
use kit_db::{
    Db, on_both_databases,
    testing::{TestDb, migrations},
};
use ports::{Answer, RegisterSource, SourceFault, SourceRow};

use super::{Extent, FaultKind, Register, Stopped, Terms, What, import, runs};
use crate::{BusinessId, organisations};

on_both_databases!(migrations:
    a_register_comes_in_and_comes_again_unchanged,
    what_is_wrong_with_a_row_is_told_and_the_others_come_in,
    an_organisation_has_several_validities_and_the_day_chooses,
    what_stops_an_import_leaves_the_register_as_it_was,
    a_register_that_has_shrunk_is_not_believed_unless_somebody_says_so,
    changes_alone_leave_the_rest_and_strike_out_what_is_deleted);

const COLUMNS: [&str; 18] = [
    "conceptCodeId",
    "beginDate",
    "expirationDate",
    "status",
    "Abbreviation",
    "LongName",
    "ParentId",
    "StreetAddress",
    "PostAddress",
    "PostNumber",
    "PostOffice",
    "Sektori",
    "Sijainti kunta",
    "Y-Tunnus",
    "Terv.toimintayksikkö",
    "Sos.toimintayksikkö",
    "Terv.palveluyksikkö",
    "Sos.palveluyksikkö",
];

/// A register written out: line by line, or broken off by a fault.
struct Written {
    columns: Vec<String>,
    rows: IntoIter<SourceRow>,
    promised: Option<u64>,
    breaks: bool,
}

impl RegisterSource for Written {
    fn columns(&mut self) -> Answer<'_, Result<Vec<String>, SourceFault>> {
        Box::pin(async { Ok(self.columns.clone()) })
    }

    fn rows(&mut self) -> Answer<'_, Result<Vec<SourceRow>, SourceFault>> {
        let some: Vec<_> = self.rows.by_ref().take(2).collect();
        let end = if self.breaks { Err(SourceFault::Damaged("it ends in the middle".to_owned())) } else { Ok(Vec::new()) };
        Box::pin(async move { if some.is_empty() { end } else { Ok(some) } })
    }

    fn expected(&self) -> Option<u64> {
        self.promised
    }
}

/// A row: OID, parent, name, business ID, days. What a test does not care about is usual.
type Line<'a> = [&'a str; 6];

fn written(lines: &[Line<'_>]) -> Written {
    let cells = |[oid, parent, name, business_id, begins, ends]: Line<'_>| {
        [
            oid,
            begins,
            ends,
            "ACTIVE",
            name,
            "",
            parent,
            "Mallikatu 1",
            "",
            "00999",
            "Esimerkkilä",
            "2 yksityinen",
            "091 Helsinki",
            business_id,
            "T",
            "F",
            "F",
            "F",
        ]
        .map(str::to_owned)
        .to_vec()
    };
    let rows: Vec<_> = (2..).zip(lines).map(|(line, row)| SourceRow { line, cells: Some(cells(*row)) }).collect();
    Written { columns: COLUMNS.map(str::to_owned).to_vec(), rows: rows.into_iter(), promised: None, breaks: false }
}

const CLINIC: Line<'_> = ["1.2.246.10.99001002.10.0", "", "Esimerkkiklinikka Oy", "9900100-2", "1900-01-01", "2100-12-31"];
const PLACE: Line<'_> =
    ["1.2.246.10.99001002.10.1", "1.2.246.10.99001002.10.0", "Asema, Esimerkkiklinikka Oy", "", "2019-03-01T00:00:01", "2100-12-31T23:59:59"];
const CARE: Line<'_> = ["1.2.246.10.99002013.10.0", "", "Esimerkkihoiva Oy", "9900201-3", "", ""];
const WHOLE: Terms = Terms { what: What::Register(Register::Providers), extent: Extent::Whole, may_shrink: false };

struct Registry<'a> {
    db: &'a Db,
    clock: Clock,
    ids: Ids,
}

impl<'a> Registry<'a> {
    fn on(db: &'a TestDb) -> Self {
        let clock = Clock::fixed(Day::new(2026, 11, 24).unwrap().start());
        Self { db, clock, ids: Ids::seeded(7) }
    }

    async fn import(&self, terms: Terms, mut source: Written) -> Result<runs::Run, Stopped> {
        let id = self.ids.next(self.clock.now());
        let whole = terms.extent == Extent::Whole;
        let begun = runs::Begun { id, what: terms.what.key(), shape: "text", origin: "malli.txt".to_owned(), whole, officer: None };
        import((self.db, &self.clock, &self.ids), begun, terms, &mut source, &mut |_, _| {}).await
    }

    async fn name(&self, business_id: &str) -> Vec<String> {
        let business_id = BusinessId::parse(business_id).unwrap();
        let read = self.db.read().await.unwrap();
        organisations::find_by_business_id(&read, &business_id, self.clock.today()).await.unwrap().into_iter().map(|found| found.name).collect()
    }

    async fn faults(&self) -> Vec<(u64, FaultKind)> {
        let read = self.db.read().await.unwrap();
        let last = runs::latest(&read, 1).await.unwrap().remove(0);
        runs::faults(&read, last.id).await.unwrap().into_iter().map(|fault| (fault.line, fault.kind)).collect()
    }
}

async fn a_register_comes_in_and_comes_again_unchanged(db: TestDb) {
    let registry = Registry::on(&db);
    let run = registry.import(WHOLE, written(&[PLACE, CLINIC, CARE])).await.unwrap();
    assert_eq!((run.state.as_str(), run.read, run.added, run.skipped), ("done", 3, 3, 0), "a place may come before its organisation");
    assert_eq!(registry.name("9900100-2").await, ["Esimerkkiklinikka Oy"]);
    let again = registry.import(WHOLE, written(&[CARE, CLINIC, PLACE])).await.unwrap();
    assert_eq!((again.added, again.changed, again.ended, again.same), (0, 0, 0, 3));
}

async fn what_is_wrong_with_a_row_is_told_and_the_others_come_in(db: TestDb) {
    let registry = Registry::on(&db);
    let child = |oid, parent| -> Line<'static> { [oid, parent, "Toimipaikka", "", "", ""] };
    let lines = [
        CLINIC,
        ["", "", "Esimerkki", "", "", ""],
        ["1.2.x", "", "Esimerkki", "", "", ""],
        ["1.2.246.1", "", "", "", "", ""],
        ["1.2.246.2", "", "Esimerkki", "9900100-3", "", ""],
        ["1.2.246.3", "", "Esimerkki", "", "32.1.2026", ""],
        ["1.2.246.4", "", "Esimerkki", "", "2026-02-01", "2026-01-31"],
        CLINIC,
        child("1.2.246.5", "1.2.246.999"),
        child("1.2.246.6", "1.2.246.2"),
        child("1.2.246.7", "1.2.246.8"),
        child("1.2.246.8", "1.2.246.7"),
        child("1.2.246.9", "1.2.246.5"),
    ];
    let run = registry.import(WHOLE, written(&lines)).await.unwrap();
    assert_eq!((run.added, run.skipped), (1, 12));
    use FaultKind as F;
    let mut faults = registry.faults().await;
    faults.sort_by_key(|(line, _)| *line);
    let wanted = [
        (3, F::NoOid),
        (4, F::WrongOid),
        (5, F::NoName),
        (6, F::WrongBusinessId),
        (7, F::WrongDay),
        (8, F::EndsBeforeItBegins),
        (9, F::Double),
        (10, F::UnknownParent),
        (11, F::ParentLeftOut),
        (12, F::Loop),
        (13, F::Loop),
        (14, F::ParentLeftOut),
    ];
    assert_eq!(faults, wanted);
}

async fn an_organisation_has_several_validities_and_the_day_chooses(db: TestDb) {
    let registry = Registry::on(&db);
    let old = ["1.2.246.10.99001002.10.0", "", "Vanha Esimerkkiklinikka Oy", "9900100-2", "1900-01-01", "2026-11-23"];
    let new = ["1.2.246.10.99001002.10.0", "", "Uusi Esimerkkiklinikka Oy", "9900100-2", "2026-11-24", "2100-12-31"];
    let run = registry.import(WHOLE, written(&[new, old])).await.unwrap();
    assert_eq!((run.added, run.skipped), (2, 0));
    assert_eq!(registry.name("9900100-2").await, ["Uusi Esimerkkiklinikka Oy"]);
}

async fn what_stops_an_import_leaves_the_register_as_it_was(db: TestDb) {
    let registry = Registry::on(&db);
    registry.import(WHOLE, written(&[CLINIC, PLACE])).await.unwrap();
    let mut gone = written(&[CARE]);
    gone.columns[13] = "Yritystunnus".to_owned();
    let stopped = registry.import(WHOLE, gone).await.unwrap_err();
    assert_eq!(stopped.to_string(), "columns are missing: business-id");
    let cut = registry.import(WHOLE, Written { breaks: true, ..written(&[CARE]) }).await.unwrap_err();
    assert_eq!(cut.key(), "damaged");
    let short = registry.import(WHOLE, Written { promised: Some(2), ..written(&[CARE]) }).await.unwrap_err();
    assert_eq!(short.to_string(), "it has 1 rows where 2 were promised");
    assert_eq!(registry.import(WHOLE, written(&[])).await.unwrap_err().key(), "empty");
    assert_eq!(registry.name("9900100-2").await, ["Esimerkkiklinikka Oy"]);
    assert_eq!(registry.name("9900201-3").await, Vec::<String>::new());
}

async fn a_register_that_has_shrunk_is_not_believed_unless_somebody_says_so(db: TestDb) {
    let registry = Registry::on(&db);
    let many: Vec<[String; 6]> =
        (0..60).map(|n| [format!("1.2.246.7.{n}"), String::new(), format!("Esimerkki {n}"), String::new(), String::new(), String::new()]).collect();
    let lines: Vec<Line<'_>> = many.iter().map(|line| line.each_ref().map(String::as_str)).collect();
    registry.import(WHOLE, written(&lines)).await.unwrap();
    let stopped = registry.import(WHOLE, written(&lines[..5])).await.unwrap_err();
    assert_eq!(stopped.to_string(), "55 of 60 rows would leave the register");
    let run = registry.import(Terms { may_shrink: true, ..WHOLE }, written(&lines[..5])).await.unwrap();
    assert_eq!((run.ended, run.same), (55, 5));
}

async fn changes_alone_leave_the_rest_and_strike_out_what_is_deleted(db: TestDb) {
    let registry = Registry::on(&db);
    registry.import(WHOLE, written(&[CLINIC, CARE])).await.unwrap();
    let mut changes = written(&[["1.2.246.10.99002013.10.0", "", "Esimerkkihoiva Oy", "9900201-3", "", ""], PLACE]);
    let mut rows: Vec<SourceRow> = changes.rows.collect();
    rows[0].cells.as_mut().unwrap()[3] = "DELETED".to_owned();
    changes.rows = rows.into_iter();
    let run = registry.import(Terms { extent: Extent::Changes, ..WHOLE }, changes).await.unwrap();
    assert_eq!((run.added, run.ended, run.skipped), (1, 1, 0), "a place hangs on an organisation that came before");
    assert_eq!(registry.name("9900100-2").await, ["Esimerkkiklinikka Oy"]);
    assert_eq!(registry.name("9900201-3").await, Vec::<String>::new());
    let read = registry.db.read().await.unwrap();
    let known = organisations::last_known(&read, CARE[0], registry.clock.today()).await.unwrap().unwrap();
    assert_eq!((known.name.as_str(), known.ends), ("Esimerkkihoiva Oy", registry.clock.today().plus_days(-1)), "it is known as it was");
    drop(read);
    registry.import(WHOLE, written(&[CLINIC, PLACE, CARE])).await.unwrap();
    assert_eq!(registry.name("9900201-3").await, ["Esimerkkihoiva Oy"], "it has come back");
}
