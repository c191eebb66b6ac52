use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use axum::{Router, middleware};
use tokio::net::TcpListener;

use crate::{
    StandIns,
    clock::{self, Moved},
    code_server::{self, CodeServer},
    faults, front, identification,
    mail::{self, MailStore},
    mandates, officers, page,
    text_messages::{self, TextStore},
};

/// Serves the stand-ins of login and mandates, without a mailbox: see [`serve_with_mails`].
pub async fn serve(listener: TcpListener, config: StandIns) -> anyhow::Result<()> {
    serve_pages(listener, router(config, false)).await
}

/// Serves the stand-ins and the pages of the mailbox until the task is dropped. Refuses to listen anywhere but on loopback: whoever reaches this
/// service may log in as anybody.
pub async fn serve_with_mails(listener: TcpListener, config: StandIns, mails: MailStore) -> anyhow::Result<()> {
    serve_pages(listener, router(config, false).merge(mail::routes(mails))).await
}

/// The same, and the page on which the program's clock is moved, if it is one that can be. `folder` keeps where it was moved to.
pub async fn serve_for_development(
    listener: TcpListener,
    config: StandIns,
    (mails, texts, registers): (MailStore, TextStore, CodeServer),
    folder: PathBuf,
    moved: Moved,
) -> anyhow::Result<()> {
    let clock = config.clock.clone();
    let pages = router(config, clock.can_be_moved()).merge(mail::routes(mails)).merge(text_messages::routes(texts));
    let pages = pages.nest("/code-server", code_server::routes(registers));
    serve_pages(listener, if clock.can_be_moved() { pages.merge(clock::routes(clock, folder, moved)) } else { pages }).await
}

async fn serve_pages(listener: TcpListener, pages: Router) -> anyhow::Result<()> {
    let address = listener.local_addr().context("the stand-ins' own address")?;
    ensure!(address.ip().is_loopback(), "the stand-ins listen on loopback only, not on {address}");
    axum::serve(listener, pages).await.context("the stand-ins stopped")
}

pub(crate) fn router(config: StandIns, has_clock: bool) -> Router {
    let faults = config.faults.clone();
    Router::new()
        .merge(front::routes(has_clock))
        .merge(page::routes())
        .merge(faults::routes(faults.clone()))
        .nest("/identification", identification::routes(&config))
        .nest("/officers", officers::routes(&config))
        .nest("/mandates", mandates::routes(&config))
        .layer(middleware::from_fn_with_state(faults, faults::troubles))
}

#[cfg(test)]
mod tests {
    use kit_core::{Clock, Ids};

    use super::*;

    #[tokio::test]
    async fn listens_on_loopback_only() {
        let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
        let config = StandIns::new("", "", Clock::system(), Ids::random());
        assert!(serve(listener, config).await.unwrap_err().to_string().contains("loopback only"));
    }
}
