use kit_core::{Clock, Ids, Instant, Uuid};
use kit_db::{Attachment, Db, DbError, MailId, Outbox, OutgoingMail, WaitingMail, on_both_databases, testing::TestDb};

on_both_databases!(
    kit_db::testing::migrations:
    a_mail_waits_with_its_files_until_it_is_sent,
    a_lease_ends_by_time_and_a_refused_mail_waits_for_its_hour,
    what_was_given_up_stays_so,
    nothing_of_a_mail_is_left_when_its_cause_fails,
    eight_claimers_take_each_mail_once,
);

const NOW: Instant = Instant::from_micros(1_795_298_400_000_000);
const LEASE: i64 = 60;

fn mail(n: i64) -> OutgoingMail {
    let id = MailId(Ids::random().next(Clock::system().now()));
    let about = Uuid::from_u128(1);
    OutgoingMail {
        id,
        kind: "test",
        about,
        to: "posti@esimerkki.example".to_owned(),
        subject: format!("Viesti {n}"),
        body: "Hei".to_owned(),
        attachments: vec![],
    }
}

async fn add(db: &Db, mail: OutgoingMail) {
    db.write(move |tx| async move { Outbox::add(&tx, &mail, "esimerkki.example", NOW).await }).await.unwrap();
}

async fn claim(db: &Db, now: Instant) -> Option<WaitingMail> {
    db.write(move |tx| async move { Outbox::claim(&tx, now, LEASE).await }).await.unwrap()
}

async fn a_mail_waits_with_its_files_until_it_is_sent(db: TestDb) {
    let mut mail = mail(1);
    let id = mail.id;
    db.write(move |tx| async move {
        for (name, content) in [("b.pdf", "toinen"), ("a.pdf", "ensimmäinen"), ("c.pdf", "toinen")] {
            let file = Outbox::keep_file(&tx, "application/pdf", content.as_bytes(), NOW).await?;
            mail.attachments.push(Attachment { name: name.to_owned(), file });
        }
        Outbox::add(&tx, &mail, "esimerkki.example", NOW).await
    })
    .await
    .unwrap();
    let waiting = claim(&db, NOW).await.unwrap();
    assert_eq!((waiting.id, waiting.attempts, waiting.created_at, waiting.subject.as_str()), (id, 1, NOW, "Viesti 1"));
    assert_eq!(waiting.message_id, format!("<{id}@esimerkki.example>"));
    let names: Vec<_> = waiting.attachments.iter().map(|(name, content)| (name.as_str(), std::str::from_utf8(content).unwrap())).collect();
    assert_eq!(names, [("b.pdf", "toinen"), ("a.pdf", "ensimmäinen"), ("c.pdf", "toinen")]);
    assert!(claim(&db, NOW).await.is_none(), "somebody has it");
    db.write(move |tx| async move { Outbox::sent(&tx, id, NOW).await }).await.unwrap();
    assert!(claim(&db, NOW.plus_seconds(10 * LEASE)).await.is_none(), "it was sent");
}

async fn a_lease_ends_by_time_and_a_refused_mail_waits_for_its_hour(db: TestDb) {
    let mail = mail(1);
    let id = mail.id;
    add(&db, mail).await;
    assert!(claim(&db, NOW.plus_seconds(-1)).await.is_none(), "its time has not come");
    assert_eq!(claim(&db, NOW).await.unwrap().attempts, 1);
    assert!(claim(&db, NOW.plus_seconds(LEASE - 1)).await.is_none());
    assert_eq!(claim(&db, NOW.plus_seconds(LEASE)).await.unwrap().attempts, 2, "the first claimer has died");
    let later = NOW.plus_seconds(3600);
    db.write(move |tx| async move { Outbox::try_later(&tx, id, later, "450").await }).await.unwrap();
    assert!(claim(&db, NOW.plus_seconds(3599)).await.is_none());
    assert_eq!(claim(&db, later).await.unwrap().attempts, 3);
}

async fn what_was_given_up_stays_so(db: TestDb) {
    let mail = mail(1);
    let id = mail.id;
    add(&db, mail).await;
    claim(&db, NOW).await.unwrap();
    db.write(move |tx| async move { Outbox::give_up(&tx, id, NOW, "550").await }).await.unwrap();
    assert!(claim(&db, NOW.plus_seconds(100_000)).await.is_none());
}

async fn nothing_of_a_mail_is_left_when_its_cause_fails(db: TestDb) {
    let mail = mail(1);
    let failed: Result<(), DbError> = db
        .write(move |tx| async move {
            Outbox::add(&tx, &mail, "esimerkki.example", NOW).await?;
            Err(DbError::Refused("the cause".to_owned()))
        })
        .await;
    assert!(failed.is_err());
    assert!(claim(&db, NOW).await.is_none());
}

async fn eight_claimers_take_each_mail_once(db: TestDb) {
    const MAILS: usize = 40;
    for n in 0..MAILS {
        add(&db, mail(n as i64)).await;
    }
    let claimers = (0..8).map(|_| {
        let db = Db::clone(&db);
        tokio::spawn(async move {
            let mut taken = Vec::new();
            // A claimer may come back with nothing when others were faster; it asks again.
            for _ in 0..3 * MAILS {
                if let Some(mail) = claim(&db, NOW).await {
                    let id = mail.id;
                    db.write(move |tx| async move { Outbox::sent(&tx, id, NOW).await }).await.unwrap();
                    taken.push(id);
                }
            }
            taken
        })
    });
    let mut all = Vec::new();
    for claimer in claimers.collect::<Vec<_>>() {
        all.extend(claimer.await.unwrap());
    }
    assert_eq!(all.len(), MAILS);
    all.sort_unstable();
    all.dedup();
    assert_eq!(all.len(), MAILS, "none twice");
}
