use std::{
    fs::{self, File},
    io::BufWriter,
    path::Path,
};

use anyhow::Context as _;
use kit_core::{Clock, Instant};
use registers::synthetic::{self, Published};
use standins::code_server::{
    PROVIDERS,
    rows::{self, Row},
    shapes,
};

/// Writes the invented register as text, XML and sheet, and as the interface's rows, one on a line.
pub fn write(rows: u32, seed: u64, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut made = rows::generate(rows as usize, seed);
    let spoiled = rows::spoil(&mut made, seed);
    made.extend(of_the_desk(Clock::system().now()));
    let create = |name: &str| File::create(folder.join(name)).map(BufWriter::new).with_context(|| format!("cannot write {name}"));
    shapes::text(&made, &mut create("providers.txt")?)?;
    shapes::xml(&made, PROVIDERS.1, &mut create("providers.xml")?)?;
    fs::write(folder.join("providers.xlsx"), shapes::sheet(&made)?)?;
    shapes::lines(&made, PROVIDERS.0, &mut create("providers.jsonl")?)?;
    println!("{} rows, {spoiled} of them with a fault, in {}", made.len(), folder.display());
    Ok(())
}

/// The organisations for which one acts on a desk: with them in it, an invented register may take the place of theirs.
pub fn of_the_desk(now: Instant) -> Vec<Row> {
    synthetic::published(now).into_iter().filter(|unit| unit.register == "providers").map(row).collect()
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
