#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "tests start the gateway that they try the client on")]

use kit_core::Secret;
use ports::{TextMessage, TextMessageState, TextMessages as _, Undelivered};
use standins::text_messages::{KEY, TextStore, serve_gateway};
use tokio::net::TcpListener;

use super::{Gateway, GatewaySettings, SenderName};

fn gateway(url: String, key: &str) -> Gateway {
    Gateway::new(GatewaySettings { url, key: Secret::new(key), sender: SenderName::parse("Kanta").unwrap() }).unwrap()
}

async fn stand_in() -> (String, TextStore) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/text-messages", listener.local_addr().unwrap());
    let store = TextStore::in_memory();
    tokio::spawn(serve_gateway(listener, store.clone()));
    (url, store)
}

fn message(key: &str, to: &str) -> TextMessage {
    TextMessage { key: key.to_owned(), to: to.to_owned(), text: "Häiriö on ohi. Störningen är över. 😀".to_owned() }
}

#[tokio::test]
async fn a_message_is_taken_once_however_often_it_is_handed_over() {
    let (url, store) = stand_in().await;
    let gateway = gateway(url, KEY);
    for _ in 0..3 {
        assert_eq!(gateway.send(&message("a.1.0", "+358401234567")).await.unwrap(), TextMessageState::Accepted);
    }
    let kept = store.all();
    assert_eq!(kept.len(), 1);
    assert_eq!((kept[0].from.as_str(), kept[0].to.as_str()), ("Kanta", "+358401234567"));
    assert!(kept[0].text.ends_with('😀'));
    let told = gateway.look_up(&["a.1.0".to_owned(), "a.2.0".to_owned()]).await.unwrap();
    assert_eq!(told, [("a.1.0".to_owned(), TextMessageState::Delivered)]);
    let other = TextMessage { text: "Muu".to_owned(), ..message("a.1.0", "+358401234567") };
    assert!(matches!(gateway.send(&other).await, Err(Undelivered::Refused(_))), "another message under the same key");
}

#[tokio::test]
async fn refusals_delays_and_failed_deliveries_are_told_apart() {
    let (url, store) = stand_in().await;
    let own = gateway(url.clone(), KEY);
    assert!(matches!(own.send(&message("a", "+358400000550")).await, Err(Undelivered::Refused(_))));
    assert!(matches!(own.send(&message("b", "+358400000451")).await, Err(Undelivered::TryLater(_))));
    assert!(matches!(own.send(&message("c", "0401234567")).await, Err(Undelivered::Refused(_))), "not in the form of E.164");
    assert_eq!(own.send(&message("d", "+358400000410")).await.unwrap(), TextMessageState::Accepted);
    let told = own.look_up(&["d".to_owned()]).await.unwrap();
    assert!(matches!(&told[..], [(_, TextMessageState::Failed(why))] if !why.is_empty()));
    assert!(matches!(gateway(url, "wrong").send(&message("e", "+358401234567")).await, Err(Undelivered::TryLater(_))), "our key will be mended");
    let nobody = gateway("http://127.0.0.1:9".to_owned(), KEY).send(&message("f", "+358401234567")).await;
    assert!(matches!(nobody, Err(Undelivered::TryLater(_))), "{nobody:?}");
    assert_eq!(store.all().len(), 1);
}

#[tokio::test]
async fn a_gateway_that_hangs_up_may_have_taken_the_message() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { drop(listener.accept().await.unwrap()) });
    let broken = gateway(url, KEY).send(&message("a", "+358401234567")).await;
    assert!(matches!(broken, Err(Undelivered::Uncertain(_))), "{broken:?}");
}

#[test]
fn a_sender_is_a_short_name_or_a_number() {
    for right in ["Kanta", "Kela Kanta", "+358401234567"] {
        assert!(SenderName::parse(right).is_some(), "{right}");
    }
    for wrong in ["", "K1", "12345", "Kanta-palvelut", "Käsittelijä", "+0401234567", "Kanta Ekstranet"] {
        assert!(SenderName::parse(wrong).is_none(), "{wrong}");
    }
}
