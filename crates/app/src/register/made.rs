use std::{
    fs::{self, File},
    io::BufWriter,
    path::Path,
};

use anyhow::Context as _;
use kit_core::{Clock, Day, Instant};
use registers::{
    PharmacyKind,
    synthetic::{self, Published, PublishedPharmacy},
};
use standins::code_server::{
    CodeServer, PRACTITIONERS, PROVIDERS, SERVICE_TASKS, codes,
    pharmacies::{self, COLUMNS, Pharmacy},
    practitioners,
    rows::{self, Row},
    shapes,
};

/// So many rows of an invented register, in hundredths, are there beside it as practitioners.
const PRACTITIONERS_SHARE: usize = 15;
/// Rows of providers to each pharmacist.
const TO_A_PHARMACIST: usize = 160;

/// Writes the invented registers in the shapes in which each is published: providers and practitioners as text, XML, sheet
/// and as the interface's rows, one on a line; pharmacies as text and sheet; service tasks as text.
pub fn write(rows: u32, seed: u64, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let (rows, now) = (rows as usize, Clock::system().now());
    let mut made = rows::generate(rows, seed);
    let spoiled = rows::spoil(&mut made, seed);
    made.extend(of_the_desk(now, "providers"));
    register(&made, PROVIDERS, "providers", folder)?;
    let mut practices = practitioners::generate(rows * PRACTITIONERS_SHARE / 100, seed);
    practices.extend(of_the_desk(now, "practitioners"));
    register(&practices, PRACTITIONERS, "practitioners", folder)?;
    let mut of_pharmacies = pharmacies::generate((rows / TO_A_PHARMACIST).max(3), seed);
    of_pharmacies.extend(pharmacies_of_the_desk(now));
    let cells = || of_pharmacies.iter().map(Pharmacy::cells);
    shapes::table(&COLUMNS, cells(), &mut create(folder, "pharmacies.txt")?)?;
    fs::write(folder.join("pharmacies.xlsx"), shapes::sheet_of(&COLUMNS, cells())?)?;
    let (header, tasks) = codes::as_table(&codes::service_tasks());
    shapes::table(&header, tasks.into_iter(), &mut create(folder, "service-task.txt")?)?;
    let (providers, practices, of_pharmacies) = (made.len(), practices.len(), of_pharmacies.len());
    println!("{providers} providers, {spoiled} with a fault, {practices} practitioners, {of_pharmacies} pharmacies, in {}", folder.display());
    Ok(())
}

fn register(made: &[Row], (classification, version): (&str, &str), name: &str, folder: &Path) -> anyhow::Result<()> {
    shapes::text(made, &mut create(folder, &format!("{name}.txt"))?)?;
    shapes::xml(made, version, &mut create(folder, &format!("{name}.xml"))?)?;
    fs::write(folder.join(format!("{name}.xlsx")), shapes::sheet(made)?)?;
    Ok(shapes::lines(made, classification, &mut create(folder, &format!("{name}.jsonl"))?)?)
}

fn create(folder: &Path, name: &str) -> anyhow::Result<BufWriter<File>> {
    File::create(folder.join(name)).map(BufWriter::new).with_context(|| format!("cannot write {name}"))
}

/// What the code server of a desk has: the desk's own rows among invented ones, and the service tasks.
pub fn fill(served: &CodeServer) {
    const ROWS: usize = 2_000;
    let now = Clock::system().now();
    let day = now.day().iso();
    served.put([rows::generate(ROWS, 1), of_the_desk(now, "providers")].concat(), &day);
    let practices = [practitioners::generate(ROWS * PRACTITIONERS_SHARE / 100, 1), of_the_desk(now, "practitioners")].concat();
    served.put_register(PRACTITIONERS, &practices, &day);
    served.put_set(SERVICE_TASKS, &codes::ATTRIBUTES, codes::service_tasks(), &day);
}

/// Those for whom one acts on a desk: with them in it, an invented register may take the place of theirs. Practitioners
/// have no units.
pub fn of_the_desk(now: Instant, register: &str) -> Vec<Row> {
    let of_register = synthetic::published(now).into_iter().filter(|unit| unit.register == register);
    of_register.filter(|unit| register == "providers" || unit.parent.is_none()).map(row).collect()
}

fn row(unit: Published) -> Row {
    let [health, social] = unit.provider;
    Row {
        oid: unit.oid,
        begins: "1900-01-01".to_owned(),
        ends: unit.ends.map_or_else(|| "2100-12-31".to_owned(), |day| day.iso()),
        status: "ACTIVE".to_owned(),
        short_name: unit.name.clone(),
        name: unit.name,
        level: usize::from(unit.parent.is_some()),
        parent: unit.parent.unwrap_or_default(),
        post: unit.street.to_owned(),
        street: unit.street.to_owned(),
        postal_code: unit.postal_code.to_owned(),
        town: unit.town.to_owned(),
        sector: if unit.sector == 1 { "1 Julkinen" } else { "2 Yksityinen" }.to_owned(),
        municipality: "991 Esimerkkilä".to_owned(),
        business_id: unit.business_id.to_owned(),
        flags: [health, social, false, false],
    }
}

/// Pharmacists with rows of their own, so that they keep their names; their pharmacies; pharmacies of hospitals.
fn pharmacies_of_the_desk(now: Instant) -> Vec<Pharmacy> {
    let holders = synthetic::published(now).into_iter().filter(|unit| unit.register == "pharmacies").map(holder);
    holders.chain(synthetic::published_pharmacies(now).into_iter().map(held)).collect()
}

fn holder(unit: Published) -> Pharmacy {
    Pharmacy {
        oid: unit.oid,
        above: unit.parent.unwrap_or_default(),
        name: unit.name,
        postal_code: unit.postal_code.to_owned(),
        street: unit.street.to_owned(),
        town: unit.town.to_owned(),
        kind: if unit.sector == 1 { "Sairaala-apteekki" } else { "Apteekkari" }.to_owned(),
        business_id: unit.business_id.to_owned(),
        ends: "21001231".to_owned(),
        ..Pharmacy::default()
    }
}

fn held(pharmacy: PublishedPharmacy) -> Pharmacy {
    let (street, postal_code, town) = pharmacy.address;
    Pharmacy {
        oid: pharmacy.oid,
        above: pharmacy.above.unwrap_or_default(),
        name: pharmacy.name.to_owned(),
        postal_code: postal_code.to_owned(),
        street: street.to_owned(),
        town: town.to_owned(),
        kind: if pharmacy.kind == PharmacyKind::Main { "Apteekki" } else { "Sivuapteekki" }.to_owned(),
        business_id: pharmacy.business_id.to_owned(),
        pharmacist: pharmacy.pharmacist,
        begins: pharmacy.takeover.map(|day: Day| day.iso().replace('-', "")).unwrap_or_default(),
        ends: "21001231".to_owned(),
    }
}
