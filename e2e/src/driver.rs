//! Chromium's driver as a process of its own.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

const MISSING: &str = "chromedriver does not start: apt-get install chromium chromium-driver";

/// A running driver and the session that it holds for us; both end with the value.
#[derive(Debug)]
pub(crate) struct Driver {
    child: Child,
    pub port: u16,
    pub session: Option<String>,
}

impl Driver {
    pub fn start() -> Result<Self> {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().context(MISSING)?;
        let Some(output) = child.stdout.take() else { bail!(MISSING) };
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port = lines.find_map(|line| line.strip_prefix("ChromeDriver was started successfully on port ")?.trim_end_matches('.').parse().ok());
        // What it says later is read and dropped, else it would wait for a reader.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, port: port.context(MISSING)?, session: None })
    }

    /// One request, by hand: for what the client does not offer, and for when there is no runtime any more.
    pub fn request(&self, method: &str, path: &str, body: &Value) -> Result<Value> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let length = body.len();
        let head = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
        stream.write_all((head + &body).as_bytes())?;
        let mut answer = BufReader::new(stream);
        let (mut head, mut length) = (String::new(), 0);
        while answer.read_line(&mut head)? > 2 {
            let line = head.lines().next_back().unwrap_or_default().to_ascii_lowercase();
            length = line.strip_prefix("content-length:").and_then(|n| n.trim().parse().ok()).unwrap_or(length);
        }
        // The driver keeps the line open, whatever is asked.
        let mut body = vec![0; length];
        answer.read_exact(&mut body)?;
        let mut answer: Value = serde_json::from_slice(&body).with_context(|| head.clone())?;
        ensure!(head.starts_with("HTTP/1.1 200"), "{path}: {}", answer["value"]["message"]);
        Ok(answer["value"].take())
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(session) = &self.session {
            self.request("DELETE", &format!("/session/{session}"), &Value::Null).ok();
        }
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
