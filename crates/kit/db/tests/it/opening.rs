use kit_db::{Db, DbError, Sql, on_both_databases, testing, testing::TestDb, values};

on_both_databases!(
    testing::migrations: the_schema_is_there_once_and_stays, a_second_opening_finds_what_the_first_wrote, a_statement_is_understood_or_not
);

/// Several processes of the program may start on one database at once.
async fn the_schema_is_there_once_and_stays(db: TestDb) {
    let others: Vec<Db> = (0..4).map(|_| Db::open(db.address()).unwrap()).collect();
    for other in &others {
        assert_eq!(other.migrate(testing::migrations()).await.unwrap(), 0, "the copy has them all");
    }
}

async fn a_second_opening_finds_what_the_first_wrote(db: TestDb) {
    const ADD: Sql = Sql("INSERT INTO counter (name, value) VALUES ($1, $2)");
    const VALUE: Sql = Sql("SELECT value FROM counter WHERE name = $1");
    db.write(|tx| async move { tx.exec(ADD, &values!["cases", 7]).await }).await.unwrap();
    let other = Db::open(db.address()).unwrap();
    let row = other.read().await.unwrap().first(VALUE, &values!["cases"]).await.unwrap().unwrap();
    assert_eq!(row.get::<i64>(0).unwrap(), 7);
}

async fn a_statement_is_understood_or_not(db: TestDb) {
    db.prepare("SELECT value FROM counter WHERE name = $1").await.unwrap();
    let why = db.prepare("SELECT worth FROM counter WHERE name = $1").await.unwrap_err();
    assert!(why.contains("worth"), "{why}");
}

#[test]
fn an_address_says_which_database() {
    assert!(matches!(Db::open("mysql://localhost/x"), Err(DbError::Fault(_))));
    assert!(matches!(Db::open("/var/lib/x.db"), Err(DbError::Fault(_))));
}

#[tokio::test]
async fn each_test_database_is_new_and_gone_afterwards() {
    let mut addresses = Vec::new();
    for db in testing::databases(testing::migrations).await {
        assert!(!addresses.contains(&db.address().to_owned()), "{}", db.name());
        addresses.push(db.address().to_owned());
    }
    // A dropped SQLite file would be made anew; a dropped PostgreSQL database cannot be reached.
    let gone = Db::open(&addresses[1]).unwrap();
    assert!(matches!(gone.read().await, Err(DbError::Unavailable(_))));
    let file = addresses[0].strip_prefix("sqlite:").unwrap();
    assert!(!std::path::Path::new(file).exists());
}
