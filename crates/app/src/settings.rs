//! Settings: each has a flag, an environment name and a line of help.

use std::{net::SocketAddr, path::PathBuf};

use anyhow::{Context as _, ensure};
use clap::{Parser, Subcommand, ValueEnum};
use ports::{AllowedRights, DraftTerms};

mod logins;
pub use logins::{Authentication, Logins, Request, Token};

use crate::register::RegisterCommand;

/// Open Kanta Ekstranet: joining the Kanta services.
#[derive(Clone, Debug, Parser)]
#[command(name = "ekstranet", version, about)]
pub struct Settings {
    #[command(subcommand)]
    pub command: Option<Command>,

    /// Address and port on which the program listens.
    #[arg(long, env = "EKSTRANET_LISTEN", default_value = "127.0.0.1:8080", global = true)]
    pub listen: SocketAddr,

    /// The database: `sqlite:PATH` or `postgres://user:password@host/name`.
    #[arg(long, env = "EKSTRANET_DATABASE", hide_env_values = true, default_value = "sqlite:./data/ekstranet.sqlite", global = true)]
    pub database: String,

    /// Folder for what is not in the database: keys made for development, the mails of the stand-in.
    #[arg(long, env = "EKSTRANET_DATA", default_value = "./data", global = true)]
    pub data: PathBuf,

    /// The address by which browsers reach the program. Default: `http://` and the listening address.
    #[arg(long, env = "EKSTRANET_PUBLIC_URL", global = true)]
    pub public_url: Option<String>,

    /// `development` stands in for outside services that are not set; `production` refuses to start without them.
    #[arg(long, env = "EKSTRANET_MODE", default_value = "development", global = true)]
    pub mode: Mode,

    /// Where the stand-ins of Suomi.fi and of the officers' login listen (development only, loopback only).
    #[arg(long, env = "EKSTRANET_STAND_IN_LISTEN", default_value = "127.0.0.1:8081", global = true)]
    pub stand_in_listen: SocketAddr,

    /// Where the stand-in of the mail server listens (development only, loopback only).
    #[arg(long, env = "EKSTRANET_STAND_IN_MAIL_LISTEN", default_value = "127.0.0.1:8025", global = true)]
    pub stand_in_mail_listen: SocketAddr,

    #[command(flatten)]
    pub logins: Logins,

    /// Base address of the Suomi.fi e-Authorizations Web API.
    #[arg(long, env = "EKSTRANET_MANDATES_URL", global = true)]
    pub mandates_url: Option<String>,

    /// Our Web API Client ID (eight characters).
    #[arg(long, env = "EKSTRANET_MANDATES_CLIENT_ID", default_value = "", global = true)]
    pub mandates_client_id: String,

    /// File with our Web API key.
    #[arg(long, env = "EKSTRANET_MANDATES_API_KEY_FILE", global = true)]
    pub mandates_api_key_file: Option<PathBuf>,

    /// File with our Web API OAuth password.
    #[arg(long, env = "EKSTRANET_MANDATES_OAUTH_PASSWORD_FILE", global = true)]
    pub mandates_oauth_password_file: Option<PathBuf>,

    /// Mandate theme that lets somebody act here (URI). The default is a placeholder, refused in production.
    #[arg(long, env = "EKSTRANET_MANDATE_THEME", global = true)]
    pub mandate_theme: Option<String>,

    /// Role codes that let somebody act alone, each with its reason: `CODE=reason;CODE=reason`.
    #[arg(long, env = "EKSTRANET_ACTING_ROLES", default_value = AllowedRights::ROLES, global = true)]
    pub acting_roles: String,

    /// Minutes after which a right is checked again before anything is sent.
    #[arg(long, env = "EKSTRANET_RIGHTS_VALID_MINUTES", default_value_t = 60, value_parser = clap::value_parser!(i64).range(1..=1440), global = true)]
    pub rights_valid_minutes: i64,

    /// Mail server: `smtp://host:port` or `smtps://user:password@host`.
    #[arg(long, env = "EKSTRANET_SMTP_URL", hide_env_values = true, global = true)]
    pub smtp_url: Option<String>,

    /// Sender of mails.
    #[arg(long, env = "EKSTRANET_MAIL_FROM", default_value = "Kanta Ekstranet <ekstranet@esimerkki.example>", global = true)]
    pub mail_from: String,

    /// What the addresses have in common to which mails come back: `bounces@example.org` stands for `bounces+…@example.org`.
    #[arg(long, env = "EKSTRANET_BOUNCE_ADDRESS", global = true)]
    pub bounce_address: Option<String>,

    /// Where the program takes mails that come back, by SMTP: for the mail relay alone.
    #[arg(long, env = "EKSTRANET_BOUNCE_LISTEN", global = true)]
    pub bounce_listen: Option<SocketAddr>,

    /// The code server's interface with its version, e.g. `https://koodistopalvelu.kanta.fi/codeserver/csapi/v6`.
    #[arg(long, env = "EKSTRANET_CODE_SERVER_URL", global = true)]
    pub code_server_url: Option<String>,

    /// The hour, 0 to 23 in Helsinki, from which the registers are fetched from the code server each night; on Sundays whole.
    /// If it is not said: from three on, where a code server is set.
    #[arg(long, env = "EKSTRANET_REGISTER_FETCH_HOUR", value_parser = clap::value_parser!(u8).range(0..=23), global = true)]
    pub register_fetch_hour: Option<u8>,

    /// Base address of the text message gateway.
    #[arg(long, env = "EKSTRANET_TEXT_MESSAGES_URL", global = true)]
    pub text_messages_url: Option<String>,

    /// File with our key to the text message gateway.
    #[arg(long, env = "EKSTRANET_TEXT_MESSAGES_KEY_FILE", global = true)]
    pub text_messages_key_file: Option<PathBuf>,

    /// Sender of text messages: 3 to 11 letters, digits and spaces, or a number like +358401234567.
    #[arg(long, env = "EKSTRANET_TEXT_MESSAGES_FROM", default_value = "Kanta", global = true)]
    pub text_messages_from: String,

    /// Mails and text messages of notices that a process sends at most in a second, of each; 0: as many as it can.
    #[arg(long, env = "EKSTRANET_BULLETIN_RATE", default_value_t = 0, global = true)]
    pub bulletin_rate: u32,

    /// File with the key of the hash by which persons are recognised (at least 32 characters).
    #[arg(long, env = "EKSTRANET_PERSON_KEY_FILE", global = true)]
    pub person_key_file: Option<PathBuf>,

    /// Seconds without a request after which a session ends.
    #[arg(long, env = "EKSTRANET_IDLE_SECONDS", default_value_t = 32 * 60, global = true)]
    pub idle_seconds: i64,

    /// Seconds after which a session ends however busy it is.
    #[arg(long, env = "EKSTRANET_LONGEST_SESSION_SECONDS", default_value_t = 8 * 3600, global = true)]
    pub longest_session_seconds: i64,

    /// Ask for an archivist's certificate card number, as the older forms did.
    #[arg(long, env = "EKSTRANET_ARCHIVISTS_CARD", global = true)]
    pub archivists_card: bool,

    /// Days without a change after which a reminder of an unsent application is mailed.
    #[arg(long, env = "EKSTRANET_DRAFT_REMINDER_DAYS", default_value_t = 60, value_parser = clap::value_parser!(i32).range(1..), global = true)]
    pub draft_reminder_days: i32,

    /// Days without a change after which an unsent application is removed, at the earliest 14 days after its reminder.
    #[arg(long, env = "EKSTRANET_DRAFT_REMOVAL_DAYS", default_value_t = 180, value_parser = clap::value_parser!(i32).range(1..), global = true)]
    pub draft_removal_days: i32,

    /// Largest file that officers and customers may send, in megabytes.
    #[arg(long, env = "EKSTRANET_LARGEST_FILE_MB", default_value_t = 10, global = true)]
    pub largest_file_mb: usize,

    /// Which decisions wait for a second officer, who has not worked on the case.
    #[arg(long, env = "EKSTRANET_FOUR_EYES", value_enum, default_value_t = FourEyes::None, global = true)]
    pub four_eyes: FourEyes,
    /// Days that a customer has to answer an officer's questions, unless the officer says otherwise.
    #[arg(long, env = "EKSTRANET_QUESTION_DAYS", default_value_t = 14, value_parser = clap::value_parser!(i32).range(1..=365), global = true)]
    pub question_days: i32,
    /// Days from its arrival within which a matter is to be decided: the deadline in the officers' queue.
    #[arg(long, env = "EKSTRANET_HANDLING_DAYS", default_value_t = 21, value_parser = clap::value_parser!(i64).range(1..=3650), global = true)]
    pub handling_days: i64,
    /// Address of the archivist's user interface, as it is mailed after an approval.
    #[arg(long, env = "EKSTRANET_ARCHIVIST_URL", default_value = "https://arkistonhoitaja.esimerkki.example", global = true)]
    pub archivist_url: String,

    /// Write the log as JSON lines.
    #[arg(long, env = "EKSTRANET_LOG_JSON", global = true)]
    pub log_json: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Runs the service (what happens without a command).
    Serve,
    /// Brings the schema of the database up to date.
    Migrate,
    /// Looks whether settings, database and outside services are in order.
    Doctor,
    /// Our keys at identity providers: `new` makes the pair that will be used next, `rotate` begins to use it.
    IdentificationKeys { step: KeysStep },
    /// Writes invented customers, matters and contacts into the database, the same each time (development only).
    DemoData {
        /// So many customers, each with about one matter and ten contacts.
        #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=400_000))]
        customers: u32,
        /// Another seed gives other customers.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
    /// The national registers: import, fetch, generate.
    Register {
        #[command(subcommand)]
        command: RegisterCommand,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KeysStep {
    New,
    Rotate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    Development,
    Production,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FourEyes {
    None,
    Approvals,
    All,
}

impl From<FourEyes> for ports::FourEyes {
    fn from(asked: FourEyes) -> Self {
        match asked {
            FourEyes::None => Self::None,
            FourEyes::Approvals => Self::Approvals,
            FourEyes::All => Self::All,
        }
    }
}

impl Settings {
    /// The public address, without a slash at the end.
    pub fn public_url(&self) -> String {
        let given = self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen));
        given.trim_end_matches('/').to_owned()
    }

    /// Which rights are enough to act for an organisation.
    pub fn allowed_rights(&self) -> anyhow::Result<AllowedRights> {
        let theme = self.mandate_theme.as_deref().unwrap_or(AllowedRights::PLACEHOLDER_THEME);
        AllowedRights::parse(theme, &self.acting_roles).context("--mandate-theme is an address, --acting-roles is CODE=reason;CODE=reason")
    }

    pub fn draft_terms(&self) -> anyhow::Result<DraftTerms> {
        let terms = DraftTerms { reminder_days: self.draft_reminder_days, removal_days: self.draft_removal_days };
        ensure!(terms.removal_days > terms.reminder_days, "--draft-removal-days has to be larger than --draft-reminder-days");
        Ok(terms)
    }
}
