//! Imports beside the pages.

use std::sync::Arc;

use customership::life;
use kit_core::{Day, Uuid};
use kit_db::{DbError, Read};
use ports::{RegisterSource, World};
use registers::import::{Extent, Terms, carry_out, runs};

/// Carries out a run that was begun. What becomes of it stands in the run.
pub fn go_on(world: &Arc<World>, run: Uuid, terms: Terms, mut source: Box<dyn RegisterSource>) {
    let world = Arc::clone(world);
    tokio::spawn(async move {
        let with = (&world.db, &world.clock, &world.ids);
        match carry_out(with, run, terms, &mut *source, &mut |_, _| {}).await {
            Ok(run) => {
                tracing::info!(id = %run.id, read = run.read, "a register was imported");
                if let Err(error) = life::follow_registers(&world).await {
                    tracing::warn!(%error, "what follows from an import is done later");
                }
            }
            Err(stopped) => tracing::warn!(id = %run, %stopped, "an import of a register stopped"),
        }
    });
}

/// The register from the code server: all of it, or what has changed since the last import. None: it cannot be asked.
pub async fn fetched(world: &World, terms: Terms) -> Result<Option<Box<dyn RegisterSource>>, DbError> {
    let since = match terms.extent {
        Extent::Whole => None,
        Extent::Changes => since(&world.db.read().await?, terms.what.key()).await?,
    };
    let fetched = world.registers.fetch(terms.what.key(), since);
    if let Err(fault) = &fetched {
        tracing::warn!(%fault, "the code server cannot be asked");
    }
    Ok(fetched.ok())
}

/// The day before the last import that was done: what changed on that day may have come after it.
async fn since(read: &Read, register: &str) -> Result<Option<Day>, DbError> {
    Ok(runs::last_done(read, register).await?.map(|at| at.day().plus_days(-1)))
}
