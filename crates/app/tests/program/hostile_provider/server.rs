//! The provider's machine: it answers whatever a case wants, well-formed or not.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// What is sent back.
#[derive(Clone, Debug)]
pub enum Reply {
    Json(String),
    Bytes {
        status: &'static str,
        kind: &'static str,
        body: Vec<u8>,
    },
    /// Another place is named.
    Moved(String),
    /// More is promised than comes.
    CutShort,
    Silence,
    Reset,
}

impl Reply {
    pub fn bytes(status: &'static str, kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self::Bytes { status, kind, body: body.into() }
    }
}

#[derive(Default)]
struct Script {
    keys: Option<Reply>,
    tokens: HashMap<String, Reply>,
    asked: Vec<(String, String)>,
}

#[derive(Clone)]
pub struct Server {
    pub issuer: String,
    script: Arc<Mutex<Script>>,
}

impl Server {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self { issuer: format!("http://{}", listener.local_addr().unwrap()), script: Arc::default() };
        let answering = server.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let server = answering.clone();
                tokio::spawn(async move { server.answer(stream).await });
            }
        });
        server
    }

    pub fn publish(&self, keys: Reply) {
        self.script.lock().unwrap().keys = Some(keys);
    }

    /// What this code is changed for.
    pub fn promise(&self, code: &str, reply: Reply) {
        self.script.lock().unwrap().tokens.insert(code.to_owned(), reply);
    }

    /// Paths and bodies of what was asked so far.
    pub fn asked(&self) -> Vec<(String, String)> {
        self.script.lock().unwrap().asked.clone()
    }

    async fn answer(&self, mut stream: TcpStream) {
        let Some((path, body)) = request(&mut stream).await else { return };
        let reply = {
            let mut script = self.script.lock().unwrap();
            script.asked.push((path.clone(), body.clone()));
            if path == "/jwks" { script.keys.clone() } else { field(&body, "code").and_then(|code| script.tokens.get(&code).cloned()) }
        };
        let refused = || Reply::bytes("400 Bad Request", "application/json", r#"{"error":"invalid_grant"}"#);
        let bytes = match reply.unwrap_or_else(refused) {
            Reply::Json(body) => http("200 OK", "content-type: application/json", body.as_bytes()),
            Reply::Bytes { status, kind, body } => http(status, &format!("content-type: {kind}"), &body),
            Reply::Moved(place) => http("302 Found", &format!("location: {place}"), b""),
            Reply::CutShort => b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{\"id_token\":".to_vec(),
            Reply::Silence => {
                tokio::time::sleep(Duration::from_secs(20)).await;
                return;
            }
            Reply::Reset => return,
        };
        let _ = stream.write_all(&bytes).await;
        let _ = stream.shutdown().await;
    }
}

fn http(status: &str, header: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {status}\r\n{header}\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// Path and body of a request.
async fn request(stream: &mut TcpStream) -> Option<(String, String)> {
    let (mut bytes, mut part) = (Vec::new(), [0; 8192]);
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok());
            if body.len() >= length.unwrap_or(0) {
                return Some((head.split(' ').nth(1)?.to_owned(), body.to_owned()));
            }
        }
        match stream.read(&mut part).await {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&part[..read]),
        }
    }
}

/// A field of a form.
pub fn field(form: &str, name: &str) -> Option<String> {
    let address = reqwest::Url::parse(&format!("http://x/?{form}")).ok()?;
    address.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
