//! The program on a database, with customers who are logged in and whose applications are filled in.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use app::{Outside, Running, Settings};
use axum::{body::Body, http::Request};
use clap::Parser;
use customership::{
    applications::{self, ApplicationId, ChangeError, Customer, CustomerId, Purpose, SectionSave},
    sections::SectionKey,
    services::Service,
};
use identity::{
    Access, Representative, Route,
    access::log::{LogActor, LogRow},
    session::{Acting, Actor, ProviderKeys, Session},
};
use kit_core::{Clock, Digest, Ids, Instant, Language, Secret, Uuid};
use kit_db::{Db, Sql, values};
use kit_web::Fields;
use registers::BusinessId;
use tokio::sync::mpsc;
use tower::ServiceExt;

/// So many customers are logged in at once.
pub const CUSTOMERS: usize = 512;

/// Everything runs in this process: the program, its stand-ins, the load.
pub struct World {
    pub name: &'static str,
    pub db: Db,
    pub running: Running,
    pub visitors: Vec<Visitor>,
    pub ids: Ids,
    pub now: Instant,
    /// For what is not in the database.
    pub folder: PathBuf,
    actor: LogActor,
}

/// A customer who is logged in, with an application on its way.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub application: ApplicationId,
    /// The session's cookie, as the browser sends it.
    pub cookie: String,
    /// The token that the session's forms carry.
    pub csrf: String,
    pub oid: String,
}

const UNIT: Sql = Sql(
    "INSERT INTO register_unit (oid, begins, ends, name, business_id, parent_oid, register, sector, legal_form, health, social, street, postal_code, town, loaded_at)
     VALUES ($1, '1900-01-01', '2100-12-31', $2, $3, NULL, 'providers', 2, 'limited-company', TRUE, FALSE, 'Mallikatu 1', '00100', 'Helsinki', $4)",
);

impl World {
    /// The program on a new database, with [`CUSTOMERS`] customers.
    pub async fn start(name: &'static str, database: &str, folder: &Path) -> Result<Self> {
        let (running, db, clock, ids) = run(database, folder).await?;
        let now = clock.now();
        let customers: Vec<Customer> = business_ids().take(CUSTOMERS).map(|business_id| customer(&ids, now, &business_id)).collect();
        let mut visitors = Vec::new();
        for customer in &customers {
            visitors.push(logged_in(&running, &ids, now, customer).await?);
        }
        let actor = actor(&running, &visitors).await?;
        let world = Self { name, db, running, visitors, ids, now, folder: folder.to_owned(), actor };
        for (place, customer) in customers.into_iter().enumerate() {
            world.apply(place, customer).await?;
        }
        Ok(world)
    }

    /// The program once more, on the database of another.
    pub async fn join(other: &Self, database: &str, folder: &Path) -> Result<Self> {
        let (running, db, _, ids) = run(database, folder).await?;
        let (visitors, actor) = (other.visitors.clone(), other.actor.clone());
        Ok(Self { name: other.name, db, running, visitors, ids, now: other.now, folder: folder.to_owned(), actor })
    }

    /// A customer in the register, and their application with all its sections.
    async fn apply(&self, place: usize, customer: Customer) -> Result<()> {
        let (application, now) = (self.visitors[place].application, self.now);
        let service = Service::find("patient-data").context("no such service")?;
        let form = service.forms.first().context("no form")?;
        let saves: Vec<SectionSave> = form
            .sections
            .iter()
            .map(|section| SectionSave {
                customer: customer.id,
                section: section.key(),
                fields: typed(section.key()),
                log: self.log_row(application),
                ..self.save(place, 0)
            })
            .collect();
        let written = self.db.write(move |tx| async move {
            tx.exec(UNIT, &values![&customer.oid, &customer.name, &customer.business_id, now]).await?;
            applications::begin(&tx, application, &customer, (service, form, Purpose::Joining), Language::Fi, now).await?;
            for save in &saves {
                applications::save_section(&tx, save).await?;
            }
            Ok::<(), ChangeError>(())
        });
        written.await.map_err(|refused| anyhow::anyhow!("an application was not written: {refused:?}"))
    }

    /// A customer's save of the section «access points» over a revision.
    pub fn save(&self, customer: usize, over_revision: i64) -> SectionSave {
        let application = self.visitors[customer].application;
        SectionSave {
            application,
            customer: CustomerId(Uuid::nil()),
            section: SectionKey::AccessPoints,
            fields: typed(SectionKey::AccessPoints),
            complete: true,
            over_revision,
            unchanged: false,
            saved_by: NAME.to_owned(),
            at: self.now,
            log: self.log_row(application),
        }
    }

    /// The row that tells of a save, with an id of its own.
    pub fn log_row(&self, application: ApplicationId) -> LogRow {
        let actor = self.actor.clone();
        LogRow {
            id: self.ids.next(self.now),
            at: self.now,
            actor,
            action: "save",
            about: CustomerId(Uuid::nil()).about_its("application", application.0),
        }
    }

    /// How often each customer's section «access points» was saved.
    pub async fn revisions(&self) -> Result<Vec<i64>> {
        const REVISION: Sql = Sql("SELECT revision FROM application_section WHERE application_id = $1 AND section = 'access-points'");
        let read = self.db.read().await?;
        let mut revisions = Vec::new();
        for visitor in &self.visitors {
            let row = read.first(REVISION, &values![visitor.application.0]).await?.context("an application lost its section")?;
            revisions.push(row.get(0)?);
        }
        Ok(revisions)
    }
}

async fn run(database: &str, folder: &Path) -> Result<(Running, Db, Clock, Ids)> {
    std::fs::create_dir_all(folder)?;
    let listen = ["ekstranet", "--listen=127.0.0.1:0", "--stand-in-listen=127.0.0.1:0", "--stand-in-mail-listen=127.0.0.1:0"];
    let data = format!("--data={}", folder.display());
    let settings = Settings::parse_from(listen.into_iter().chain([data.as_str(), "--database", database]));
    let (db, ids, clock) = (app::commands::migrate(&settings).await?, Ids::random(), Clock::system());
    let running = app::run(Outside { settings, db: db.clone(), clock: clock.clone(), ids: ids.clone() }).await?;
    Ok((running, db, clock, ids))
}

const NAME: &str = "Maija Mallikas";

async fn logged_in(running: &Running, ids: &Ids, now: Instant, customer: &Customer) -> Result<Visitor> {
    let (secret, csrf, application) = (ids.secret(), ids.secret(), ApplicationId(ids.next(now)));
    let session = session(ids, now, &secret, &csrf, customer);
    running.program.sessions.begin(&running.program.world.db, session, None).await?;
    let cookie = format!("ekstranet={}", secret.expose());
    Ok(Visitor { application, cookie, csrf: csrf.expose().to_owned(), oid: customer.oid.clone() })
}

/// Business IDs that are clearly nobody's: those from 9910000 on that have a check digit.
fn business_ids() -> impl Iterator<Item = BusinessId> {
    (9_910_000..).flat_map(|number| (0..=9).filter_map(move |check| BusinessId::parse(&format!("{number}-{check}"))))
}

fn customer(ids: &Ids, now: Instant, business_id: &BusinessId) -> Customer {
    let (name, oid) = (format!("Esimerkkiasiakas {business_id} Oy"), registers::synthetic::oid_of(business_id.as_str()));
    Customer { id: CustomerId(ids.next(now)), oid, business_id: business_id.to_string(), name, kind: "private-health".to_owned() }
}

fn session(ids: &Ids, now: Instant, secret: &Secret, csrf: &Secret, customer: &Customer) -> Session {
    let (oid, business_id, name) = (customer.oid.clone(), customer.business_id.clone(), customer.name.clone());
    let acting = Acting { oid, business_id, name, right: "NIMKO".to_owned(), checked_at: now };
    Session {
        key: Digest::of(secret.expose()),
        id: ids.next(now),
        actor: Actor::Person { id: ids.next(now), name: NAME.to_owned(), acting: Some(acting) },
        csrf: csrf.expose().to_owned(),
        language: Language::Fi,
        provider: ProviderKeys { subject: Digest::of("measured"), sid: None },
        sealed: Vec::new(),
        device: String::new(),
        created_at: now,
        seen_at: now,
    }
}

/// The first visitor as the log names them: by way of the guard, through a page that only looks.
async fn actor(running: &Running, visitors: &[Visitor]) -> Result<LogActor> {
    let (tell, mut told) = mpsc::channel(1);
    let page = move |representative: Representative| async move {
        tell.try_send(LogActor::from(&representative)).ok();
        "seen"
    };
    let router = identity::access::router(&running.program, [Route::get("/who", Access::Representative, page)]);
    let cookie = &visitors.first().context("no customers")?.cookie;
    router.oneshot(Request::get("/who").header("cookie", cookie).body(Body::empty())?).await?;
    told.recv().await.context("the session does not let in")
}

/// What was typed into each section.
pub fn typed(section: SectionKey) -> Fields {
    Fields::from_pairs(match section {
        SectionKey::UseOfService => vec![("profile", "1"), ("document_groups", "4"), ("service_tasks", "1")],
        SectionKey::AccessPoints => vec![("points.0.oid", "1.2.246.10.99015033.10.0.13.1"), ("points.0.systems", "mallipotilas")],
        SectionKey::CustomerData => vec![
            ("street", "Mallikatu 1 B 23"),
            ("postal_code", "00100"),
            ("town", "Helsinki"),
            ("email", "asiakas@esimerkki.example"),
            ("phone", "09 123 4567"),
        ],
        SectionKey::Contacts => vec![
            ("contacts.0.kind", "person"),
            ("contacts.0.first_name", "Malla"),
            ("contacts.0.last_name", "Mallikas"),
            ("contacts.0.phone", "040 123 4567"),
            ("contacts.0.email", "malla@esimerkki.example"),
            ("contacts.0.roles", "administrative"),
            ("contacts.0.roles", "data-protection"),
            ("contacts.0.roles", "technical"),
            ("contacts.0.roles", "disruptions"),
            ("contacts.0.of-patient-data", "billing"),
            ("contacts.0.of-patient-data", "archivist"),
        ],
        SectionKey::Billing => vec![("invoice_language", "fi"), ("address", "PL 1"), ("postal_code", "00100"), ("town", "Helsinki")],
        SectionKey::ServiceDescription | SectionKey::Commitment => vec![("accepted", "yes")],
        // Of notices, which are not measured.
        SectionKey::ChangeDay | SectionKey::EndingTerms | SectionKey::EndingContact => Vec::new(),
    })
}
