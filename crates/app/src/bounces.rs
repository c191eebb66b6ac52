//! Mails that come back: where they are taken, and the addresses that they come back to.

use std::{net::SocketAddr, sync::Arc};

use adapters::bounces::{BounceAddress, serve};
use anyhow::{Context as _, bail};
use kit_core::Secret;
use office::bounces::Reports;
use ports::World;
use tokio::net::TcpListener;

use crate::Settings;

/// The address in development, where the stand-in of the mail server brings mails back.
const STAND_IN: &str = "bounces@ekstranet.example";

/// The settings of mails that come back, opened.
#[derive(Debug)]
pub struct Bounces {
    listener: Option<TcpListener>,
    address: Option<String>,
    addresses: Option<BounceAddress>,
}

impl Bounces {
    /// With the stand-in of the mail server nothing has to be set: it is told where to bring mails.
    pub async fn open(settings: &Settings, with_stand_ins: bool) -> anyhow::Result<Self> {
        let stand_in = with_stand_ins && settings.smtp_url.is_none() && settings.bounce_address.is_none();
        let (listen, address) = match (settings.bounce_listen, &settings.bounce_address) {
            (listen, None) if stand_in => (Some(listen.unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0)))), Some(STAND_IN.to_owned())),
            (Some(_), None) => bail!("--bounce-listen wants --bounce-address"),
            (listen, address) => (listen, address.clone()),
        };
        let listener = match listen {
            Some(place) => Some(TcpListener::bind(place).await.with_context(|| format!("cannot listen on {place}"))?),
            None => None,
        };
        Ok(Self { listener, address, addresses: None })
    }

    pub fn listens_on(&self) -> anyhow::Result<Option<SocketAddr>> {
        self.listener.as_ref().map(TcpListener::local_addr).transpose().context("where mails come back to")
    }

    /// The key that shows that an address was made here.
    pub fn recognise_by(&mut self, key: &Secret) -> anyhow::Result<()> {
        self.addresses = self.address.as_deref().map(|address| BounceAddress::new(address, key)).transpose()?;
        Ok(())
    }

    /// None: mails come back to their sender's mailbox, and the program does not hear of it.
    pub fn addresses(&self) -> Option<BounceAddress> {
        self.addresses.clone()
    }

    /// Takes them for ever, if this process is to.
    pub fn serve(self, world: Arc<World>) -> Option<impl Future<Output = ()> + Send + use<>> {
        let (listener, addresses) = self.listener.zip(self.addresses)?;
        Some(serve(listener, addresses, Arc::new(Reports::new(world))))
    }
}
