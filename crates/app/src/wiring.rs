//! Joins the program with the outside: real services where they are set, stand-ins elsewhere, never stand-ins in production.

use std::{net::SocketAddr, path::Path, sync::Arc};

use adapters::{
    documents::TypstDocuments,
    identification::Oidc,
    mail::Smtp,
    mandates::{WebApi, WebApiSettings},
    registers::Shapes,
    text_messages::{Gateway, GatewaySettings, SenderName},
};
use anyhow::{Context as _, bail, ensure};
use identity::Program;
use kit_core::{Clock, Ids, Secret};
use kit_db::Db;
use office::bulletins::{Carrier, Courier};
use ports::{MailTransport, World};
use standins::{
    ClientKeys, LogoutChannel, Profile, StandIns,
    clock::Moved,
    code_server::{self, CodeServer},
    mail::MailStore,
    text_messages::TextStore,
};
use tokio::{
    net::TcpListener,
    sync::{mpsc, watch},
    task::JoinSet,
    time::{Duration, timeout},
};

use crate::{Settings, background, bounces::Bounces, http, logins, settings::Mode};

/// What a run is given: settings, and where time, ids and data come from.
#[derive(Debug)]
pub struct Outside {
    pub settings: Settings,
    pub db: Db,
    pub clock: Clock,
    pub ids: Ids,
}

/// A program that runs until it is dropped.
#[derive(Debug)]
pub struct Running {
    pub address: SocketAddr,
    pub public_url: String,
    /// Where the stand-ins show themselves, if they run.
    pub stand_ins: Option<String>,
    /// Where mails come back to, if this process takes them.
    pub bounces: Option<SocketAddr>,
    pub program: Program,
    tasks: JoinSet<anyhow::Result<()>>,
    couriers: JoinSet<()>,
    stop_couriers: watch::Sender<bool>,
}

/// How long what is on its way to a mail server or gateway is waited for at the end.
const LAST_WORDS: Duration = Duration::from_secs(10);
/// The code server's registers are fetched from this hour on, if nothing else is set; a stand-in's only when asked.
const FETCH_HOUR: u8 = 3;

impl Running {
    /// Waits until something stops, or until `stop` says so.
    pub async fn until(mut self, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
        let outcome = tokio::select! {
            () = stop => Ok(()),
            Some(ended) = self.tasks.join_next() => ended.context("a task broke off")?,
        };
        // What is on its way is noted before the end, so that nobody has to wonder whether it has arrived.
        self.stop_couriers.send_replace(true);
        let noted = async { while self.couriers.join_next().await.is_some() {} };
        if timeout(LAST_WORDS, noted).await.is_err() {
            tracing::warn!("messages that were on their way are left to be looked at");
        }
        outcome
    }
}

/// Starts everything: the stand-ins, the pages, the background work.
pub async fn run(outside: Outside) -> anyhow::Result<Running> {
    let Outside { mut settings, db, clock, ids } = outside;
    let with_stand_ins = needs_stand_ins(&settings)?;
    let listener = TcpListener::bind(settings.listen).await.with_context(|| format!("cannot listen on {}", settings.listen))?;
    settings.listen = listener.local_addr()?;
    let public_url = settings.public_url();
    let mut tasks = JoinSet::new();
    let (moved, clock_moved) = mpsc::channel(1);
    let mut bounces = Bounces::open(&settings, with_stand_ins).await?;
    let comes_back_to = bounces.listens_on()?;
    let fetch_hour = settings.register_fetch_hour.or_else(|| settings.code_server_url.is_some().then_some(FETCH_HOUR));
    let stand_ins = if with_stand_ins { Some(start_stand_ins(&mut settings, &clock, &ids, moved, (&mut tasks, comes_back_to)).await?) } else { None };
    let person_key = person_key(&settings, &ids)?;
    bounces.recognise_by(&person_key)?;
    let smtp = Smtp::new(settings.smtp_url.as_deref().unwrap_or_default(), &settings.mail_from)?;
    let transport: Arc<dyn MailTransport> = Arc::new(smtp.coming_back_to(bounces.addresses()));
    let (own_keys, identification, officers) =
        (logins::own_keys(&settings, &clock)?, logins::identification(&settings)?, logins::officers(&settings)?);
    let form_targets = logins::form_targets(&[&identification, &officers]);
    let world = Arc::new(World {
        documents: Arc::new(TypstDocuments::new()?),
        identification: Arc::new(Oidc::new(identification, Arc::clone(&own_keys), clock.clone(), ids.clone())?),
        mandates: Arc::new(WebApi::new(mandates(&settings)?, clock.clone(), ids.clone())?),
        officers: Arc::new(Oidc::new(officers, own_keys, clock.clone(), ids.clone())?),
        registers: Arc::new(Shapes { code_server: settings.code_server_url.clone() }),
        settings: ports::Settings {
            public_url: public_url.clone(),
            person_key,
            stand_ins: stand_ins.clone(),
            idle_seconds: settings.idle_seconds,
            longest_session_seconds: settings.longest_session_seconds,
            allowed_rights: settings.allowed_rights()?,
            rights_valid_seconds: settings.rights_valid_minutes * 60,
            providers: form_targets.clone(),
            archivists_card: settings.archivists_card,
            drafts: settings.draft_terms()?,
            question_days: settings.question_days,
            largest_file: settings.largest_file_mb * 1024 * 1024,
            four_eyes: settings.four_eyes.into(),
            archivist_url: settings.archivist_url.clone(),
            officer_groups: logins::officer_groups(&settings)?,
        },
        db,
        clock,
        ids,
    });
    let caught_up = customership::queue::catch_up(&world.db, settings.handling_days).await.context("the officers' queue")?;
    if caught_up > 0 {
        tracing::info!(caught_up, "the officers' queue was made up for");
    }
    let program = Program::new(Arc::clone(&world));
    let service = http::service(&program, &form_targets);
    let mut due = background::DueWork::default();
    due.look(&world).await;
    tasks.spawn(async move { axum::serve(listener, service).await.context("the pages stopped") });
    tasks.spawn(never_ends(due.for_ever(Arc::clone(&world), clock_moved)));
    let (stop_couriers, stop) = watch::channel(false);
    let mut couriers = JoinSet::new();
    for carrier in [Carrier::Mail(Arc::clone(&transport)), Carrier::Text(Arc::new(gateway(&settings)?))] {
        couriers.spawn(Courier::new(Arc::clone(&world), carrier, settings.bulletin_rate).for_ever(stop.clone()));
    }
    if let Some(listening) = bounces.serve(Arc::clone(&world)) {
        tasks.spawn(never_ends(listening));
    }
    if let Some(hour) = fetch_hour {
        tasks.spawn(never_ends(background::fetch_registers(Arc::clone(&world), hour)));
    }
    tasks.spawn(never_ends(background::take_up_lists(Arc::clone(&world))));
    tasks.spawn(never_ends(background::deliver_mails(world, transport)));
    tasks.spawn(never_ends(background::tidy_up(program.clone())));
    Ok(Running { address: settings.listen, public_url, stand_ins, bounces: comes_back_to, program, tasks, couriers, stop_couriers })
}

async fn never_ends(work: impl Future<Output = ()>) -> anyhow::Result<()> {
    work.await;
    bail!("background work ended")
}

/// Are stand-ins needed, and allowed? In production everything has to be set.
pub fn needs_stand_ins(settings: &Settings) -> anyhow::Result<bool> {
    let outside = [
        ("--identification-issuer", settings.logins.identification_issuer.is_some()),
        ("--officers-issuer", settings.logins.officers_issuer.is_some()),
        ("--mandates-url", settings.mandates_url.is_some()),
        ("--smtp-url", settings.smtp_url.is_some()),
        ("--text-messages-url", settings.text_messages_url.is_some()),
    ];
    let missing: Vec<&str> = outside.iter().filter(|(_, set)| !set).map(|(name, _)| *name).collect();
    if settings.mode == Mode::Production {
        ensure!(missing.is_empty(), "stand-ins are not for production: set {}", missing.join(", "));
        ensure!(!settings.mandates_client_id.is_empty(), "set --mandates-client-id in production");
        ensure!(settings.mandate_theme.is_some(), "set --mandate-theme in production: the default is a placeholder");
        ensure!(settings.person_key_file.is_some(), "set --person-key-file in production");
        ensure!(settings.logins.identification_keys.is_some(), "set --identification-keys in production");
        ensure!(settings.public_url().starts_with("https://"), "the public address is https in production");
    }
    if !missing.is_empty() {
        let addresses = [settings.listen, settings.stand_in_listen, settings.stand_in_mail_listen];
        ensure!(
            addresses.iter().chain(&settings.bounce_listen).all(|address| address.ip().is_loopback()),
            "with stand-ins the program listens on loopback only"
        );
        let host = settings.public_url();
        let name =
            host.strip_prefix("http://").map(|rest| rest.rsplit_once(':').filter(|(_, port)| !port.ends_with(']')).map_or(rest, |(name, _)| name));
        let is_local = name.is_some_and(|name| ["127.0.0.1", "localhost", "[::1]"].contains(&name));
        ensure!(is_local, "with stand-ins the public address is a loopback address, not {host}");
    }
    Ok(!missing.is_empty())
}

/// Starts the stand-ins and sets what is not set to them; their address.
async fn start_stand_ins(
    settings: &mut Settings,
    clock: &Clock,
    ids: &Ids,
    moved: Moved,
    (tasks, bounces): (&mut JoinSet<anyhow::Result<()>>, Option<SocketAddr>),
) -> anyhow::Result<String> {
    let pages = TcpListener::bind(settings.stand_in_listen).await.with_context(|| format!("cannot listen on {}", settings.stand_in_listen))?;
    let smtp =
        TcpListener::bind(settings.stand_in_mail_listen).await.with_context(|| format!("cannot listen on {}", settings.stand_in_mail_listen))?;
    let base_url = format!("http://{}", pages.local_addr()?);
    let mut config = StandIns::new(&base_url, settings.public_url(), clock.clone(), ids.clone());
    // Representatives log in by the profile of the Finnish Trust Network, as at the real service; officers by the plain standard.
    // Each side hears of a logout elsewhere in its own way, so that both are in use.
    let public_url = settings.public_url();
    for client in &mut config.representatives {
        *client = client.clone().ftn(Profile::FtnOidc, ClientKeys::At(format!("{public_url}/.well-known/jwks.json")));
        client.logout = LogoutChannel::Back(format!("{public_url}/logout/back-channel"));
    }
    for client in &mut config.officers {
        client.logout = LogoutChannel::Front(format!("{public_url}/logout/front-channel"));
    }
    let store = MailStore::open(settings.data.join("stand-in-mails")).await?;
    let texts = TextStore::open(settings.data.join("stand-in-text-messages")).await?;
    let logins = &mut settings.logins;
    logins.identification_issuer.get_or_insert_with(|| config.identification_issuer());
    logins.officers_issuer.get_or_insert_with(|| config.officers_issuer());
    if settings.mandates_url.is_none() {
        settings.mandates_url = Some(config.mandates_base());
        settings.mandates_client_id = standins::MANDATES_CLIENT_ID.to_owned();
    }
    if settings.smtp_url.is_none() {
        settings.smtp_url = Some(format!("smtp://{}", smtp.local_addr()?));
    }
    settings.text_messages_url.get_or_insert_with(|| config.text_messages_base());
    settings.code_server_url.get_or_insert_with(|| format!("{base_url}{}", code_server::BASE));
    let registers = CodeServer::filled_by(crate::register::made::fill);
    tasks.spawn(standins::serve_for_development(pages, config, (store.clone(), texts, registers), settings.data.clone(), moved));
    tasks.spawn(async move {
        match bounces {
            Some(bounces) => standins::mail::serve_smtp_with_bounces(smtp, store, bounces).await,
            None => standins::mail::serve_smtp(smtp, store).await,
        }
    });
    Ok(base_url)
}

fn mandates(settings: &Settings) -> anyhow::Result<WebApiSettings> {
    let secret = |file: &Option<std::path::PathBuf>, stand_in: &str| match file {
        Some(path) => read_secret(path),
        None if settings.mode == Mode::Development => Ok(Secret::new(stand_in)),
        None => bail!("set --mandates-api-key-file and --mandates-oauth-password-file"),
    };
    Ok(WebApiSettings {
        base_url: settings.mandates_url.clone().unwrap_or_default(),
        client_id: settings.mandates_client_id.clone(),
        api_key: secret(&settings.mandates_api_key_file, standins::MANDATES_API_KEY)?,
        oauth_password: secret(&settings.mandates_oauth_password_file, standins::MANDATES_OAUTH_PASSWORD)?,
    })
}

fn gateway(settings: &Settings) -> anyhow::Result<Gateway> {
    let key = match &settings.text_messages_key_file {
        Some(path) => read_secret(path)?,
        None if settings.mode == Mode::Development => Secret::new(standins::text_messages::KEY),
        None => bail!("set --text-messages-key-file"),
    };
    let sender = SenderName::parse(&settings.text_messages_from).with_context(|| format!("--text-messages-from: {}", settings.text_messages_from))?;
    Gateway::new(GatewaySettings { url: settings.text_messages_url.clone().unwrap_or_default(), key, sender })
}

/// The key by which persons are recognised. In development it is made once and kept with the data.
fn person_key(settings: &Settings, ids: &Ids) -> anyhow::Result<Secret> {
    if let Some(path) = &settings.person_key_file {
        let key = read_secret(path)?;
        ensure!(key.expose().len() >= 32, "the person key has at least 32 characters");
        return Ok(key);
    }
    let path = settings.data.join("person.key");
    if !path.exists() {
        std::fs::create_dir_all(&settings.data).with_context(|| settings.data.display().to_string())?;
        write_secret(&path, &ids.secret()).with_context(|| path.display().to_string())?;
    }
    read_secret(&path)
}

/// A file that only its owner reads.
fn write_secret(path: &Path, secret: &Secret) -> std::io::Result<()> {
    use std::{io::Write as _, os::unix::fs::OpenOptionsExt as _};
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(secret.expose().as_bytes())?;
    file.sync_all()
}

pub fn read_secret(path: &Path) -> anyhow::Result<Secret> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Secret::new(text.trim()))
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    fn refusal(arguments: &[&str]) -> Option<String> {
        let settings = Settings::parse_from(["ekstranet"].iter().chain(arguments));
        needs_stand_ins(&settings).err().map(|error| error.to_string())
    }

    #[test]
    fn stand_ins_run_on_loopback_in_development_and_nowhere_else() {
        assert_eq!(refusal(&[]), None);
        assert!(refusal(&["--mode=production"]).is_some_and(|text| text.contains("stand-ins are not for production") && text.contains("--smtp-url")));
        assert!(refusal(&["--listen=0.0.0.0:80"]).is_some_and(|text| text.contains("loopback only")));
        assert!(refusal(&["--stand-in-listen=10.0.0.1:80"]).is_some_and(|text| text.contains("loopback only")));
        assert!(refusal(&["--public-url=http://localhost.evil.example"]).is_some_and(|text| text.contains("loopback address")));
        assert_eq!(refusal(&["--public-url=http://localhost:8080/"]), None);
        assert!(refusal(&["--public-url=https://ekstra.esimerkki.example"]).is_some_and(|text| text.contains("loopback address")));
    }

    #[test]
    fn production_wants_everything_set() {
        let services = [
            "--identification-issuer=https://i",
            "--officers-issuer=https://o",
            "--mandates-url=https://m",
            "--mandates-client-id=m",
            "--mandate-theme=http://m/theme",
            "--smtp-url=smtps://s",
            "--text-messages-url=https://t",
        ];
        let all = |more: &[&'static str]| ["--mode=production"].into_iter().chain(services).chain(more.iter().copied()).collect::<Vec<_>>();
        assert!(refusal(&all(&[])).is_some_and(|text| text.contains("--person-key-file")));
        assert!(refusal(&all(&["--person-key-file=k", "--public-url=https://e.example"])).is_some_and(|text| text.contains("--identification-keys")));
        let keys = ["--person-key-file=k", "--identification-keys=k"];
        assert!(refusal(&all(&keys)).is_some_and(|text| text.contains("https")));
        assert_eq!(refusal(&all(&[keys[0], keys[1], "--public-url=https://ekstra.esimerkki.example", "--listen=0.0.0.0:8080"])), None);
    }
}
