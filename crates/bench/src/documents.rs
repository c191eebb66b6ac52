//! Documents: processor time of a commitment with new data each time.

use std::{fs, time::Instant};

use anyhow::{Context, Result, ensure};
use customership::documents::{Signature, TextKind, commitment, in_force};
use kit_core::{Digest, Language};
use registers::organisations;

use crate::{measure::Series, table::Table, world::World};

pub async fn render(table: &mut Table, world: &World, times: usize) -> Result<()> {
    let (read, today) = (world.db.read().await?, world.now.day());
    let text = in_force(&read, TextKind::Commitment, Language::Fi, today).await?.context("no commitment text")?;
    let documents = &world.running.program.world.documents;
    let (mut wall, mut bytes) = (Series::default(), 0);
    let mut begun_at = 0.0;
    for turn in 0..=times {
        let visitor = &world.visitors[turn % world.visitors.len()];
        let mut organisation = organisations::find_by_oid(&read, &visitor.oid, today).await?.context("no such organisation")?;
        organisation.name = format!("{} {turn}", organisation.name);
        let case_number = format!("KE-2026-{turn:05}");
        let arrived_at = world.now.plus_seconds(i64::try_from(turn)?);
        let submission = Digest::of(&case_number);
        let signature =
            Signature { signer: "Maija Mallikas", right: "NIMKO", case_number: &case_number, accepted_at: world.now, arrived_at, submission };
        let begun = Instant::now();
        let pdf = documents.render(&commitment(&text, &organisation, &signature)).map_err(|e| anyhow::anyhow!(e))?;
        ensure!(pdf.starts_with(b"%PDF"), "no pdf");
        if turn == 0 {
            // The first one reads the fonts: it does not count.
            begun_at = processor_seconds()?;
        } else {
            wall.add(begun.elapsed().as_secs_f64() * 1000.0);
            bytes = pdf.len();
        }
    }
    let each = (processor_seconds()? - begun_at) * 1000.0 / f64::from(u32::try_from(times)?);
    table.at_most("commitment pdf, new data each, processor time", each, "ms", Some(40.0));
    table.at_most("the same, on the clock", wall.median(), "ms", None);
    table.at_most("its size", f64::from(u32::try_from(bytes)?) / 1000.0, "kB", None);
    Ok(())
}

/// Processor time of this process, in seconds; the kernel counts it in hundredths.
fn processor_seconds() -> Result<f64> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let after_name = stat.rsplit_once(')').map(|(_, rest)| rest).context("no name")?;
    let ticks: Vec<f64> = after_name.split_whitespace().skip(11).take(2).map(str::parse).collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / 100.0)
}
