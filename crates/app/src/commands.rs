//! The commands of the program: serve, migrate, doctor, identification-keys, demo-data.
#![allow(clippy::print_stdout, reason = "commands talk to the one who runs them")]

use anyhow::{Context as _, bail, ensure};
use kit_core::{Clock, Ids};
use kit_db::{Db, MailCounts, Outbox};
use standins::personas;
use tracing_subscriber::EnvFilter;

use crate::{Command, Outside, Running, Settings, settings::Mode, wiring};

pub fn start_log(settings: &Settings) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,typst=error"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    if settings.log_json { log.json().init() } else { log.init() }
}

pub async fn execute(settings: Settings) -> anyhow::Result<()> {
    match settings.command.clone().unwrap_or(Command::Serve) {
        Command::Serve => serve(settings).await,
        Command::Migrate => migrate(&settings).await.map(drop),
        Command::Doctor => doctor(settings).await,
        Command::IdentificationKeys { step } => {
            println!("{}", crate::logins::change_keys(&settings, step)?);
            Ok(())
        }
        Command::DemoData { customers, seed } => demo_data(&settings, customers, seed).await,
        Command::Register { command } => crate::register::execute(&settings, command).await,
    }
}

async fn demo_data(settings: &Settings, customers: u32, seed: u64) -> anyhow::Result<()> {
    ensure!(settings.mode == Mode::Development, "invented customers are not for production");
    let db = migrate(settings).await?;
    let made = crate::demo::write(&db, customers, seed, settings.handling_days, Clock::system().now()).await.context("the invented customers")?;
    println!("{} customers, {} matters, {} tasks, {} contacts", made.customers, made.matters, made.tasks, made.contacts);
    Ok(())
}

/// Opens the database and brings it up to date; in development the synthetic register is added to an empty one, and
/// what is new in it to one made earlier.
pub async fn migrate(settings: &Settings) -> anyhow::Result<Db> {
    let db = Db::open(&settings.database).context("the database")?;
    let applied = db.migrate(crate::migrations()).await.context("the schema")?;
    if applied > 0 {
        tracing::info!(applied, "migrations applied");
    }
    customership::documents::load_samples(&db).await.context("the sample texts")?;
    customership::contacts::catch_up(&db).await.context("the contacts")?;
    customership::customer_names::catch_up(&db).await.context("the names of customers")?;
    if settings.mode == Mode::Development && registers::synthetic::load(&db, Clock::system().now()).await.context("the synthetic register")? {
        tracing::info!("the synthetic register was loaded");
    }
    registers::shipped::take_up(&db).await.context("the postal codes and operators")?;
    Ok(db)
}

async fn serve(settings: Settings) -> anyhow::Result<()> {
    let with_stand_ins = wiring::needs_stand_ins(&settings)?;
    settings.draft_terms()?;
    let clock = if with_stand_ins { standins::clock::open(&settings.data) } else { Clock::system() };
    let db = migrate(&settings).await?;
    let running = wiring::run(Outside { settings, db, clock, ids: Ids::random() }).await?;
    greet(&running);
    running.until(told_to_stop()).await
}

async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut terminate) => {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
        }
        Err(_) => drop(interrupt.await),
    }
}

/// Says where to look and as whom to log in.
fn greet(running: &Running) {
    println!("Kanta Ekstranet: {}", running.public_url);
    let Some(stand_ins) = &running.stand_ins else {
        return;
    };
    println!("\nTest use: identification, mandates and mail are stand-ins at {stand_ins}");
    println!("Mails that were sent, with attachments: {stand_ins}/mail");
    println!("Text messages that were sent: {stand_ins}/text-messages");
    println!("The program's clock, to be moved forward: {stand_ins}/clock");
    println!("\nTest persons:");
    for person in personas::PERSONS {
        println!("  {} {}: {}", person.given_names, person.family_name, person.about.en);
    }
    println!("\nOfficers, {}/officers/login:", running.public_url);
    for officer in personas::OFFICERS {
        println!("  {}: {}", officer.name, officer.about.en);
    }
}

/// One thing that the doctor looked at.
struct Finding {
    what: &'static str,
    result: anyhow::Result<String>,
}

async fn doctor(settings: Settings) -> anyhow::Result<()> {
    let findings = examine(settings).await;
    for Finding { what, result } in &findings {
        match result {
            Ok(text) => println!("ok    {what}: {text}"),
            Err(error) => println!("FAIL  {what}: {error:#}"),
        }
    }
    if findings.iter().any(|finding| finding.result.is_err()) { bail!("something is not in order") } else { Ok(()) }
}

async fn examine(settings: Settings) -> Vec<Finding> {
    let opened = migrate(&settings).await;
    let mut findings = Vec::new();
    match &opened {
        Ok(db) => {
            findings
                .push(Finding { what: "database and schema", result: Ok(settings.database.split('@').next_back().unwrap_or_default().to_owned()) });
            findings.push(Finding { what: "register", result: register(db).await });
            findings.push(Finding { what: "mails", result: mails(db).await });
        }
        Err(error) => findings.push(Finding { what: "database and schema", result: Err(anyhow::anyhow!("{error:#}")) }),
    }
    let outside = wiring::needs_stand_ins(&settings).map(|needed| if needed { "stand-ins, for development".to_owned() } else { "as set".to_owned() });
    findings.push(Finding { what: "outside services", result: outside });
    let keys = crate::logins::own_keys(&settings, &Clock::system()).map(|_| "there".to_owned());
    findings.push(Finding { what: "identification keys", result: keys });
    findings
}

async fn register(db: &Db) -> anyhow::Result<String> {
    let units = registers::organisations::count(&db.read().await?).await?;
    if units == 0 { bail!("the register is empty: nobody can act for an organisation") } else { Ok(format!("{units} units")) }
}

async fn mails(db: &Db) -> anyhow::Result<String> {
    let MailCounts { waiting, given_up, bounced } = Outbox::counts(&db.read().await?).await?;
    let told = format!("{waiting} wait, {bounced} came back and wait for an officer");
    if given_up > 0 { bail!("{given_up} were given up, {told}") } else { Ok(told) }
}
