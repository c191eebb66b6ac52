//! The program itself, with its stand-ins, on ports and data of its own.

use std::{
    fs::{self, File},
    io::{Read, Write},
    net::TcpStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{free_ports, new_folder, target};

const PATIENCE: Duration = Duration::from_secs(30);

/// The running program; it is killed, and its data are removed, when the value is dropped.
#[derive(Debug)]
pub struct Program {
    child: Child,
    folder: PathBuf,
    /// Where it listens: `http://127.0.0.1:…`.
    pub address: String,
    /// Where its stand-ins show themselves, and the mails that were sent.
    pub stand_ins: String,
    settings: Vec<(&'static str, String)>,
}

impl Program {
    /// Starts `target/debug/ekstranet`, or what `EKSTRANET_BIN` names, with its usual database in a new folder.
    pub fn start() -> Result<Self> {
        Self::start_with(&[])
    }

    /// As [`Program::start`], with further settings, e.g. `("EKSTRANET_DATABASE", address)`.
    pub fn start_with(further: &[(&'static str, &str)]) -> Result<Self> {
        let [own, stand_ins, mail] = free_ports()?;
        let local = |port: u16| format!("127.0.0.1:{port}");
        let mut settings = vec![("EKSTRANET_LISTEN", local(own)), ("EKSTRANET_STAND_IN_LISTEN", local(stand_ins))];
        settings.push(("EKSTRANET_STAND_IN_MAIL_LISTEN", local(mail)));
        settings.extend(further.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let folder = new_folder("program")?;
        let child = spawn(&folder, &settings)?;
        let (address, stand_ins) = (format!("http://{}", local(own)), format!("http://{}", local(stand_ins)));
        let mut program = Self { child, folder, address, stand_ins, settings };
        program.wait()?;
        Ok(program)
    }

    /// Kills it on the spot, as a power cut would, and starts it anew on the same data.
    pub fn kill_and_restart(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        self.child = spawn(&self.folder, &self.settings)?;
        self.wait()
    }

    /// What it wrote to its log so far.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn process_id(&self) -> u32 {
        self.child.id()
    }

    fn wait(&mut self) -> Result<()> {
        let begun = Instant::now();
        while !answers(&self.address) {
            if let Some(status) = self.child.try_wait()? {
                bail!("the program ended with {status}:\n{}", self.log());
            }
            if begun.elapsed() > PATIENCE {
                bail!("the program does not answer at {}:\n{}", self.address, self.log());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        if thread::panicking() {
            eprintln!("the program's log:\n{}", self.log());
        }
        fs::remove_dir_all(&self.folder).ok();
    }
}

fn spawn(folder: &Path, settings: &[(&'static str, String)]) -> Result<Child> {
    let program = std::env::var_os("EKSTRANET_BIN").map_or_else(|| target().join("debug/ekstranet"), PathBuf::from);
    let program = program.canonicalize().with_context(|| format!("{}: cargo build -p app", program.display()))?;
    let log = File::options().create(true).append(true).open(folder.join("log"))?;
    let mut command = Command::new(&program);
    command.current_dir(folder).envs(settings.iter().map(|(name, value)| (*name, value.as_str())));
    command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
    command.spawn().with_context(|| program.display().to_string())
}

/// Does somebody answer a request for the front page, with anything but an error?
fn answers(address: &str) -> bool {
    let ask = || -> std::io::Result<String> {
        let host = address.trim_start_matches("http://");
        let mut stream = TcpStream::connect(host)?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(stream, "GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")?;
        let mut head = [0; 12];
        stream.read_exact(&mut head)?;
        Ok(String::from_utf8_lossy(&head).into_owned())
    };
    ask().is_ok_and(|head| head.starts_with("HTTP/1.1 2") || head.starts_with("HTTP/1.1 3"))
}
