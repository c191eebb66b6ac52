#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::PathBuf;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

use super::{MailStore, serve_smtp, session::LARGEST};

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("standin-mail-{name}-{}", std::process::id()));
    std::fs::remove_dir_all(&folder).ok();
    folder
}

/// Says everything at once, ends with QUIT and gives all that was answered.
async fn talk(store: &MailStore, said: &[u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(serve_smtp(listener, store.clone()));
    let (mut reader, mut writer) = TcpStream::connect(address).await.unwrap().into_split();
    let said = [said, b"QUIT\r\n"].concat();
    let speaking = tokio::spawn(async move { writer.write_all(&said).await });
    let mut answers = String::new();
    reader.read_to_string(&mut answers).await.unwrap();
    speaking.await.unwrap().ok();
    server.abort();
    answers
}

const MAIL: &[u8] = b"EHLO test\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\nSubject: x\r\n\r\n..dot\r\n.\n.x\r\n.\r\n";

#[tokio::test]
async fn a_mail_is_kept_with_its_dots_and_survives_a_restart() {
    let folder = folder("kept");
    let store = MailStore::open(&folder).await.unwrap();
    assert!(talk(&store, MAIL).await.contains("250 Kept as 1\r\n221"));
    assert_eq!(store.mail(1).await.unwrap(), b"Delivered-To: c@d.example\r\nReturn-Path: <a@b.example>\r\nSubject: x\r\n\r\n.dot\r\n\n.x\r\n");

    let again = MailStore::open(&folder).await.unwrap();
    assert!(talk(&again, MAIL).await.contains("250 Kept as 2"));
    assert_eq!(again.numbers().await.unwrap(), [2, 1]);
}

#[tokio::test]
async fn commands_out_of_order_and_unwanted_addresses_are_refused() {
    let store = MailStore::open(folder("order")).await.unwrap();
    let answers = talk(
        &store,
        b"MAIL FROM:<a@b.example>\r\nHELO x\r\nDATA\r\nRCPT TO:<c@d.example>\r\nMAIL FROM:<>\r\nRCPT TO:<x@refused.example>\r\n\
          RCPT TO:<x@later.example>\r\nRCPT TO:nobody\r\nRSET\r\nNOOP\r\nVRFY x\r\n",
    )
    .await;
    let codes: Vec<_> = answers.lines().map(|line| &line[..3]).collect();
    assert_eq!(codes, ["220", "503", "250", "503", "503", "250", "550", "451", "501", "250", "250", "502", "221"]);
    assert!(store.numbers().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_mail_over_the_limit_is_refused_and_the_next_one_is_kept() {
    let store = MailStore::open(folder("large")).await.unwrap();
    let line = [vec![b'x'; 998], b"\r\n".to_vec()].concat();
    let large =
        [b"EHLO x\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n", line.repeat(LARGEST / 1000 + 1).as_slice(), b".\r\n"].concat();
    let answers = talk(&store, &[&large, MAIL].concat()).await;
    assert!(answers.contains("552 Too large") && answers.contains("250 Kept as 1"));
    let announced = talk(&store, b"EHLO x\r\nMAIL FROM:<a@b.example> SIZE=99999999\r\n").await;
    assert!(announced.contains("552"));
}
