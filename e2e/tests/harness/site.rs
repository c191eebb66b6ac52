//! Pages that do not change, from memory.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    thread,
};

pub struct Site {
    pub address: String,
}

impl Site {
    /// Serves these paths until the test ends.
    pub fn start(pages: &[(&str, &str)]) -> Self {
        let pages: HashMap<String, String> = pages.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        thread::spawn(move || listener.incoming().flatten().for_each(|stream| drop(answer(stream, &pages))));
        Self { address }
    }
}

fn answer(mut stream: TcpStream, pages: &HashMap<String, String>) -> std::io::Result<()> {
    let mut lines = BufReader::new(stream.try_clone()?).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    while lines.next().transpose()?.is_some_and(|line| !line.is_empty()) {}
    let path = request.split(' ').nth(1).unwrap_or_default().split('?').next().unwrap_or_default();
    let (status, body) = pages.get(path).map_or(("404 Not Found", ""), |page| ("200 OK", page.as_str()));
    let kind = match path.rsplit_once('.').map(|(_, end)| end) {
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        _ => "text/html",
    };
    let length = body.len();
    write!(stream, "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
}
