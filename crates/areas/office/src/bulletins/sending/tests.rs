use std::time::Duration;

use kit_db::{Sql, testing::TestDb};

use crate::{
    bulletins::{begin, mails_to, office, recipients, send, settled},
    support::{Browser, migrated, persona},
};

kit_db::on_both_databases!(migrated: refused_ones_are_seen_and_sent_to_again, what_is_paused_waits_and_what_is_cancelled_does_not_leave,
    an_uncertain_one_is_settled_by_an_officer);

async fn refused_ones_are_seen_and_sent_to_again(database: TestDb) {
    const REFUSING: Sql = Sql("UPDATE contact SET email = 'x@refused.example', phone = '+358400000410' WHERE email = 'exempla@exempelvard.example'");
    const MENDED: Sql = Sql("UPDATE contact SET email = 'exempla@exempelvard.example' WHERE email = 'x@refused.example'");
    let (app, mut officer) = office(database).await;
    app.db.write(|tx| async move { tx.exec(REFUSING, &[]).await }).await.unwrap();
    let address = begin(&mut officer, "disruption").await;
    officer.press("Tallenna ja esikatsele").await;
    send(&app, &mut officer, &address).await;
    officer.page.shows("Ei mennyt perille");
    officer.follow("Ei mennyt perille").await.shows("x@refused.example").shows("550").shows("+358400000410").shows("the phone was not reached");
    app.db.write(|tx| async move { tx.exec(MENDED, &[]).await }).await.unwrap();
    officer.get(&address).await;
    officer.press("Lähetä uudelleen 2 vastaanottajalle, joille viesti ei mennyt perille").await;
    settled(&app).await;
    let failed: Vec<String> = recipients(&app, &address).await.into_iter().filter(|line| line.ends_with("failed")).collect();
    assert_eq!(failed, ["text +358400000410 sv failed"], "the mail has arrived; the phone is still away");
    assert_eq!(mails_to(&app, "exempla@exempelvard.example").await.len(), 1);
    assert_eq!(mails_to(&app, "malla@mallilaakarit.example").await.len(), 1, "who had it does not get it again");
}

async fn what_is_paused_waits_and_what_is_cancelled_does_not_leave(database: TestDb) {
    const LATER: Sql = Sql("UPDATE contact SET email = 'x@later.example', phone = '+358400000451' WHERE email = 'exempla@exempelvard.example'");
    const WAITING: Sql = Sql("SELECT COUNT(*) FROM bulletin_recipient WHERE state = 'waiting' AND attempts > 0");
    let (app, mut officer) = office(database).await;
    app.db.write(|tx| async move { tx.exec(LATER, &[]).await }).await.unwrap();
    let address = begin(&mut officer, "disruption").await;
    officer.press("Tallenna ja esikatsele").await;
    officer.press("Lähetä tiedote").await;
    for _ in 0..200 {
        if app.count(WAITING).await == 2 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    officer.get(&format!("{address}?refresh=on")).await.shows("Lopeta päivittäminen");
    assert_eq!(officer.page.headers["refresh"], "5");
    officer.get(&address).await;
    assert!(!officer.page.headers.contains_key("refresh"), "only if the reader wishes");
    officer.press("Keskeytä").await.shows("Keskeytetty");
    officer.press("Jatka lähettämistä").await.shows("Lähetetään");
    officer.press("Keskeytä").await;
    app.clock.advance(3600);
    let mut officer = app.log_in_officer(persona::HANDLER).await;
    officer.get(&address).await.shows("Odottaa").lacks("Peruttu");
    officer.press("Peru loput").await.shows("Loput peruttu").lacks("Odottaa");
    let cancelled: Vec<String> = recipients(&app, &address).await.into_iter().filter(|line| line.ends_with("cancelled")).collect();
    assert_eq!(cancelled, ["mail x@later.example sv cancelled", "text +358400000451 sv cancelled"]);
    assert!(officer.page.form("Keskeytä").is_none() && officer.page.form("Peru loput").is_none());
}

async fn an_uncertain_one_is_settled_by_an_officer(database: TestDb) {
    const LEFT: Sql =
        Sql("UPDATE bulletin_recipient SET state = 'in-flight', owner = bulletin_id, leased_until = changed_at WHERE state IN ('sent', 'delivered')");
    const SENDING: Sql = Sql("UPDATE bulletin SET state = 'sending'");
    let (app, mut officer) = office(database).await;
    let address = begin(&mut officer, "disruption").await;
    officer.press("Tallenna ja esikatsele").await;
    send(&app, &mut officer, &address).await;
    // As a process leaves it that is killed while all of them are on their way.
    app.db.write(|tx| async move { Ok::<_, kit_db::DbError>((tx.exec(LEFT, &[]).await?, tx.exec(SENDING, &[]).await?)) }).await.unwrap();
    app.clock.advance(60);
    settled(&app).await;
    let states = recipients(&app, &address).await;
    assert!(states.iter().all(|line| line.ends_with(if line.starts_with("mail") { "uncertain" } else { "delivered" })), "{states:?}");
    let stand_in = Browser::new(app.running.stand_ins.as_deref().unwrap());
    let texts = stand_in.get_once("/text-messages").await.texts("tbody tr").len();
    assert_eq!(texts, 4, "the gateway was asked, and nobody got a second text message");
    officer.get(&address).await.shows("4 vastaanottajasta ei tiedetä");
    officer.follow("Näytä epävarmat").await;
    officer.page.shows("aapo@esimerkki.example").shows(&format!("<{}.", address.rsplit('/').next().unwrap()));
    officer.press("Lähetä uudelleen : aapo@esimerkki.example").await;
    settled(&app).await;
    assert_eq!(mails_to(&app, "aapo@esimerkki.example").await.len(), 2, "sent again because an officer wished it");
    officer.get(&format!("{address}/recipients?state=uncertain")).await.lacks("aapo@esimerkki.example");
    officer.press("Merkitse kaikki lähetetyiksi").await;
    let states = recipients(&app, &address).await;
    assert!(states.iter().filter(|line| line.starts_with("mail")).all(|line| line.ends_with("sent")), "{states:?}");
    assert_eq!(mails_to(&app, "malla@mallilaakarit.example").await.len(), 1);
}
