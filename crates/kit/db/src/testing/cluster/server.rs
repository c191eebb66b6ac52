//! The test cluster of this machine: a PostgreSQL of its own in memory or under `/tmp`, reached by a socket.
//!
//! It is shared by all test processes and stays up for the next run; nothing in it is worth keeping,
//! so it does not wait for the disk. PostgreSQL refuses to run as root: there it runs as `postgres`.

use std::{
    env,
    fs::{self, File},
    os::unix::fs::DirBuilderExt,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

const PACKAGE: &str = "PostgreSQL is not installed, and tests run on both databases: apt-get install postgresql-15";
const SETTINGS: &str = "\nlisten_addresses = ''\nmax_connections = 400\nfsync = off\nsynchronous_commit = off\nfull_page_writes = off\n\
                        shared_buffers = 128MB\nautovacuum = off\n\
                        wal_level = minimal\nmax_wal_senders = 0\nmax_wal_size = 256MB\nlog_min_messages = fatal\n";

/// The address of the running cluster; starts it first if need be.
pub(super) fn running() -> String {
    let folder = folder();
    let lock = File::create(folder.with_extension("lock")).expect("a lock file");
    lock.lock().expect("the lock");
    let bin = programs();
    let data = folder.join("data");
    let is_up = done(&mut as_owner(&bin.join("pg_ctl"), ["status", "-D"], &data));
    let is_up = is_up || data.exists() && start(&bin, &folder, &data);
    if !is_up {
        initialise(&bin, &folder, &data);
        assert!(start(&bin, &folder, &data), "the test cluster does not start: see {}/log", folder.display());
    }
    let socket = folder.display().to_string().replace('/', "%2F");
    format!("postgres://postgres@{socket}/postgres")
}

fn start(bin: &Path, folder: &Path, data: &Path) -> bool {
    let mut start = as_owner(&bin.join("pg_ctl"), ["start", "-w", "-D"], data);
    done(start.arg("-l").arg(folder.join("log")).arg("-o").arg(format!("-k {}", folder.display())))
}

fn initialise(bin: &Path, folder: &Path, data: &Path) {
    fs::remove_dir_all(folder).ok();
    // Whoever reaches the socket is let in: only its owner may.
    fs::DirBuilder::new().mode(0o700).create(folder).expect("a new folder");
    if is_root() {
        assert!(done(Command::new("chown").arg("postgres").arg(folder)), "the folder cannot be given to postgres");
    }
    let mut initdb =
        as_owner(&bin.join("initdb"), ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "-D"], data);
    assert!(done(&mut initdb), "initdb failed for {}", data.display());
    let settings = data.join("postgresql.conf");
    let text = fs::read_to_string(&settings).expect("initdb wrote its settings");
    fs::write(&settings, text + SETTINGS).expect("the settings can be written");
}

/// One cluster a user and version of its settings. A database is some 300 files, which many a disk is slow to make.
fn folder() -> PathBuf {
    const MEMORY: &str = "/dev/shm";
    const ENOUGH_KILOBYTES: u64 = 2_000_000;
    let free = Command::new("df").args(["-k", "--output=avail", MEMORY]).output().map(|df| String::from_utf8_lossy(&df.stdout).into_owned());
    let free = free.ok().and_then(|lines| lines.lines().nth(1)?.trim().parse::<u64>().ok()).unwrap_or_default();
    let settings = kit_core::Digest::of(SETTINGS).hex();
    let name = format!("ekstranet-test-postgres-{}-{}", user(), &settings[..8]);
    let in_memory = Path::new(MEMORY).join(&name);
    if in_memory.exists() || free >= ENOUGH_KILOBYTES { in_memory } else { Path::new("/tmp").join(name) }
}

fn user() -> String {
    let id = Command::new("id").arg("-un").output().expect("id");
    String::from_utf8_lossy(&id.stdout).trim().to_owned()
}

fn is_root() -> bool {
    user() == "root"
}

fn as_owner<const N: usize>(program: &Path, arguments: [&str; N], data: &Path) -> Command {
    let mut command = if is_root() {
        let mut runuser = Command::new("runuser");
        runuser.args(["-u", "postgres", "--"]).arg(program);
        runuser
    } else {
        Command::new(program)
    };
    command.args(arguments).arg(data).current_dir("/");
    command
}

fn done(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// The folder of PostgreSQL's programs: the newest of Debian's, else the one in PATH.
fn programs() -> PathBuf {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|entry| entry.path().join("bin"));
    let of_debian = versions.filter(|bin| bin.join("initdb").exists()).max_by_key(|bin| version(bin));
    let in_path = || env::split_paths(&env::var_os("PATH")?).find(|folder| folder.join("initdb").exists());
    of_debian.or_else(in_path).expect(PACKAGE)
}

fn version(bin: &Path) -> u32 {
    bin.parent().and_then(Path::file_name).and_then(|name| name.to_str()?.parse().ok()).unwrap_or_default()
}
