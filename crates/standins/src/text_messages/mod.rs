//! A text message gateway that delivers nothing: it keeps each message and shows it on a page.
//!
//! | path | does |
//! | --- | --- |
//! | `POST /text-messages/messages` | takes a message: bearer key, `Idempotency-Key`, JSON with `reference`, `from`, `to`, `text` |
//! | `POST /text-messages/messages/statuses` | tells what became of the messages with these `references` |
//! | `/text-messages`, `/text-messages?to=number` | all messages, or those to numbers that hold the text; newest first |
//!
//! To try a program's patience: +358400000550 is refused for good, +358400000451 for now, +358400000410 is taken and never reached.

mod calls;
mod pages;
mod store;

use anyhow::{Context as _, ensure};
use axum::{
    Router,
    routing::{get, post},
};
use tokio::net::TcpListener;

pub use store::{KeptText, TextStore};

/// The key that opens the gateway. No secret: the stand-ins listen on loopback only.
pub const KEY: &str = "stand-in-text-messages";

pub fn routes(store: TextStore) -> Router {
    Router::new()
        .route("/text-messages", get(pages::list))
        .route("/text-messages/messages", post(calls::take))
        .route("/text-messages/messages/statuses", post(calls::tell))
        .with_state(store)
}

/// Serves the gateway alone, on loopback only.
pub async fn serve_gateway(listener: TcpListener, store: TextStore) -> anyhow::Result<()> {
    let address = listener.local_addr().context("the stand-in gateway's own address")?;
    ensure!(address.ip().is_loopback(), "the stand-in gateway listens on loopback only, not on {address}");
    axum::serve(listener, routes(store).merge(crate::page::routes())).await.context("the stand-in gateway stopped")
}
