//! Load through HTTP: `wrk` for pages, connections of our own where the next request depends on the last.

use std::{fmt::Write, fs, net::SocketAddr, path::Path};

use anyhow::{Context, Result, bail, ensure};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    process::Command,
};

/// A request of the load: path and cookie.
pub type Request = (String, String);

const SCRIPT: &str = "\
local requests, at = {}, 0
init = function(args)
  for line in io.lines(args[1]) do
    local path, cookie = line:match('^(%S+) (%S+)$')
    requests[#requests + 1] = wrk.format('GET', path, { ['Host'] = wrk.headers['Host'], ['Cookie'] = cookie })
  end
end
request = function()
  at = at % #requests + 1
  return requests[at]
end
";

/// Requests per second by `wrk`, one thread and 16 connections that send the requests in turn.
pub async fn wrk(folder: &Path, address: SocketAddr, requests: &[Request], seconds: f64) -> Result<f64> {
    let (script, list) = (folder.join("load.lua"), folder.join("load.txt"));
    fs::write(&script, SCRIPT)?;
    let lines = requests.iter().fold(String::new(), |mut text, (path, cookie)| {
        let _ = writeln!(text, "{path} {cookie}");
        text
    });
    fs::write(&list, lines)?;
    let mut wrk = Command::new("wrk");
    wrk.args(["-t1", "-c16", &format!("-d{:.0}s", seconds.max(1.0)), "-s"]).arg(&script).arg(format!("http://{address}/")).arg("--").arg(&list);
    let output = wrk.output().await.context("wrk: apt-get install wrk")?;
    let text = String::from_utf8_lossy(&output.stdout);
    if !output.status.success() || text.contains("Non-2xx") || text.contains("Socket errors") {
        bail!("wrk: {text}{}", String::from_utf8_lossy(&output.stderr));
    }
    let rate = text.lines().find_map(|line| line.strip_prefix("Requests/sec:")?.trim().parse().ok());
    rate.with_context(|| format!("wrk gave no rate: {text}"))
}

/// One connection that is kept.
#[derive(Debug)]
pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::new() })
    }

    pub async fn get(&mut self, (path, cookie): &Request) -> Result<Answer> {
        self.ask(format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: {cookie}\r\n\r\n").as_bytes()).await
    }

    /// Sends a request and reads the whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        loop {
            let read = self.stream.read_buf(&mut self.buffer).await?;
            ensure!(read > 0, "the connection ended");
            if let Some(answer) = whole_answer(&self.buffer)? {
                return Ok(answer);
            }
        }
    }
}

/// The answer, if all of it has come.
fn whole_answer(bytes: &[u8]) -> Result<Option<Answer>> {
    let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(None) };
    let head = std::str::from_utf8(&bytes[..end])?.to_ascii_lowercase();
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).context("no status")?;
    let length: usize = lines.find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).context("no length")?;
    let body = &bytes[end + 4..];
    Ok((body.len() >= length).then(|| Answer { status, body: body[..length].to_vec() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_whole_when_its_body_is() {
        let text = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
        assert!(whole_answer(&text[..20]).unwrap().is_none() && whole_answer(&text[..text.len() - 1]).unwrap().is_none());
        let answer = whole_answer(text).unwrap().unwrap();
        assert_eq!((answer.status, answer.body.as_slice()), (200, &b"ok"[..]));
    }
}
