//! A PostgreSQL of our own on the disk, as `initdb` makes it: `fsync` and `synchronous_commit` are on.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, ensure};

/// Runs until it is dropped. Reached by a socket in its folder.
#[derive(Debug)]
pub struct Cluster {
    bin: PathBuf,
    folder: PathBuf,
}

const OWNER: &str = "postgres";

impl Cluster {
    pub fn start(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder)?;
        let cluster = Self { bin: programs()?, folder: folder.to_owned() };
        if is_root() {
            done(Command::new("chown").arg(OWNER).arg(folder))?;
        }
        let data = cluster.data();
        done(cluster.as_owner("initdb").args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "-D"]).arg(&data))?;
        let options = format!("-k {} -c listen_addresses=", folder.display());
        done(cluster.as_owner("pg_ctl").args(["start", "-w", "-l"]).arg(cluster.log()).arg("-o").arg(options).arg("-D").arg(&data))?;
        Ok(cluster)
    }

    pub fn address(&self) -> String {
        format!("postgres://postgres@{}/postgres", self.folder.display().to_string().replace('/', "%2F"))
    }

    pub fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// What the measurement depends on, as the server itself says it.
    pub fn settings(&self) -> Result<String> {
        self.ask(
            "SELECT concat_ws(', ', 'version ' || current_setting('server_version'), 'fsync ' || current_setting('fsync'),
             'synchronous_commit ' || current_setting('synchronous_commit'), 'shared_buffers ' || current_setting('shared_buffers'),
             'locale ' || (SELECT datcollate FROM pg_database WHERE datname = current_database()))",
        )
    }

    /// One answer of one statement.
    pub fn ask(&self, sql: &str) -> Result<String> {
        let output = self.program("psql").args(["-U", "postgres", "-X", "-A", "-t", "-h"]).arg(&self.folder).args(["-c", sql]).output()?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// What stands in the tables, as inserts of 400 rows each.
    pub fn dump(&self, tables: &[&str], file: &Path) -> Result<()> {
        let mut dump = self.program("pg_dump");
        dump.args(["-U", "postgres", "--data-only", "--rows-per-insert=400", "-d", "postgres", "-h"]).arg(&self.folder).arg("-f").arg(file);
        for table in tables {
            dump.args(["-t", table]);
        }
        done(&mut dump)
    }

    /// Runs a file of statements as one transaction.
    pub fn run_file(&self, file: &Path) -> Result<()> {
        done(self.program("psql").args(["-U", "postgres", "-X", "-q", "-1", "-v", "ON_ERROR_STOP=1", "-h"]).arg(&self.folder).arg("-f").arg(file))
    }

    /// `pgbench`, ready for its script and options.
    pub fn pgbench(&self) -> Command {
        let mut pgbench = self.program("pgbench");
        pgbench.env("PGDATABASE", "postgres").args(["-U", "postgres", "-n", "-M", "prepared", "-h"]).arg(&self.folder);
        pgbench
    }

    fn program(&self, name: &str) -> Command {
        Command::new(self.bin.join(name))
    }

    /// PostgreSQL refuses to run as root.
    fn as_owner(&self, name: &str) -> Command {
        if !is_root() {
            return self.program(name);
        }
        let mut runuser = Command::new("runuser");
        runuser.args(["-u", OWNER, "--"]).arg(self.bin.join(name)).current_dir("/");
        runuser
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        done(self.as_owner("pg_ctl").args(["stop", "-m", "immediate", "-D"]).arg(self.data())).ok();
    }
}

fn done(command: &mut Command) -> Result<()> {
    let shown = format!("{command:?}");
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).status().with_context(|| shown.clone())?;
    ensure!(status.success(), "{shown}: {status}");
    Ok(())
}

fn is_root() -> bool {
    crate::machine::field("/proc/self/status", "Uid").is_some_and(|ids| ids.starts_with("0\t"))
}

/// The folder of PostgreSQL's programs: the newest of Debian's, else the one in PATH.
fn programs() -> Result<PathBuf> {
    let version = |bin: &PathBuf| bin.parent().and_then(Path::file_name).and_then(|name| name.to_str()?.parse::<u32>().ok());
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let of_debian = versions.filter(|bin| bin.join("initdb").exists()).max_by_key(version);
    let in_path = || std::env::split_paths(&std::env::var_os("PATH")?).find(|folder| folder.join("initdb").exists());
    of_debian.or_else(in_path).context("PostgreSQL is not installed: apt-get install postgresql-15")
}
