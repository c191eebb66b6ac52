use std::{
    fs::{self, File},
    io::BufWriter,
    path::Path,
};

use anyhow::Context as _;
use standins::code_server::{PROVIDERS, rows, shapes};

/// Writes the invented register as text, XML and sheet, and as the interface's rows, one on a line.
pub fn write(rows: u32, seed: u64, folder: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut made = rows::generate(rows as usize, seed);
    let spoiled = rows::spoil(&mut made, seed);
    let create = |name: &str| File::create(folder.join(name)).map(BufWriter::new).with_context(|| format!("cannot write {name}"));
    shapes::text(&made, &mut create("providers.txt")?)?;
    shapes::xml(&made, PROVIDERS.1, &mut create("providers.xml")?)?;
    fs::write(folder.join("providers.xlsx"), shapes::sheet(&made)?)?;
    shapes::lines(&made, PROVIDERS.0, &mut create("providers.jsonl")?)?;
    println!("{} rows, {spoiled} of them with a fault, in {}", made.len(), folder.display());
    Ok(())
}
