use kit_db::{Sql, testing::TestDb};

use crate::support::{Browser, TestApp, migrated, persona};

kit_db::on_both_databases!(migrated: each_who_may_not_act_is_told_what_is_missing_and_who_can_mend_it, an_organisation_that_the_registers_do_not_know_or_know_twice);

/// Sent to the mandate service and back, for the organisation of that name or the first.
async fn came_back(app: &TestApp, person: &str, organisation: Option<&str>) -> Browser {
    let mut browser = app.identified(person).await;
    browser.follow("Valitse organisaatio").await;
    if browser.page.form("Valitse ja siirry").is_some() {
        app.choose_organisation(&mut browser, organisation).await;
    } else {
        browser.press("Siirry asiointipalveluun").await;
    }
    browser
}

async fn each_who_may_not_act_is_told_what_is_missing_and_who_can_mend_it(database: TestDb) {
    const ROWS: Sql = Sql("SELECT COUNT(*) FROM rights_log WHERE outcome <> 'accepted' AND request_ids <> ''");
    let app = TestApp::start(database).await;
    // Who; what is missing, what was found, who can help, how the message begins.
    let table: [(&str, [&str; 4]); 4] = [
        (
            persona::BOARD_MEMBER,
            [
                "Sinulla ei ole nimenkirjoitusoikeutta yksin",
                "Hallituksen jäsen (J)",
                "virkailijavaltuuttamispalvelusta",
                "nimenkirjoittajat allekirjoittavat sen yhdessä",
            ],
        ),
        (
            persona::WRONG_MANDATE,
            [
                "se koskee muuta asiaa",
                "esimerkki_muu_valtuusasia",
                "edustamisvaltuuden",
                "toimitusjohtaja tai se, joka saa yksin kirjoittaa yrityksen nimen",
            ],
        ),
        (persona::FOUNDATION, ["Säätiön puolesta asioidaan vain valtuudella", "Nimenkirjoitusoikeus (NIMKO)", "valtuutusoikeus", "valtuutusoikeus"]),
        (
            persona::NOTHING,
            ["Suomi.fi-valtuuksista ei löytynyt organisaatiota", "", "Toimitusjohtaja", "Kanta Ekstranetissa organisaatiomme puolesta"],
        ),
    ];
    for (person, [missing, found, helper, message]) in table {
        let mut browser = came_back(&app, person, None).await;
        let page = &browser.page;
        page.shows(missing).shows(found).shows(helper).shows("Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto");
        let text = page.texts("textarea").join(" ");
        assert!(text.starts_with("Hei,") && text.contains(message) && text.contains("täsmälleen: Sosiaali- ja terveydenhuollon"), "{person}: {text}");
        // The page stands on its own: loaded again, and in the other languages.
        assert_eq!(browser.get("/organisation/missing?lang=sv").await.status, 200);
        browser.page.shows("Ibruktagande av social- och hälsovårdens digitala tjänster").shows("Vem kan hjälpa");
        browser.get("/organisation/missing?lang=en").await.shows("Who can help");
        browser.get("/organisation/missing?lang=fi").await.shows(missing);
        assert!(browser.get("/services").await.path().starts_with("/organisation"), "{person} is not in");
    }
    // Nobody can mend a register that is silent: no message, and no word of a missing right.
    let silent = came_back(&app, persona::REGISTER_SILENT, None).await;
    assert_eq!(silent.page.status, 503);
    silent.page.shows("ei voitu tarkistaa").shows("Se ei tarkoita, ettei sinulla ole oikeutta").shows("Jokin rekisteri ei vastannut");
    assert_eq!(silent.page.texts("textarea").len(), 0);
    assert_eq!(app.count(ROWS).await, 5, "a row for each answer");
}

async fn an_organisation_that_the_registers_do_not_know_or_know_twice(database: TestDb) {
    const GONE: Sql = Sql("UPDATE register_unit SET ends = $1 WHERE business_id = '9900100-2'");
    const TWICE: Sql = Sql("INSERT INTO register_unit (oid, business_id, name, register, sector, legal_form, health, social, street, postal_code, town, begins, ends, loaded_at)
         SELECT '1.2.246.10.99009999.10.0', business_id, name, register, sector, legal_form, health, social, street, postal_code, town, begins, ends, loaded_at
         FROM register_unit WHERE business_id = '9900201-3' AND parent_oid IS NULL");
    let app = TestApp::start(database).await;
    let yesterday = app.clock.now().plus_seconds(-2 * 24 * 3600).day();
    app.db
        .write(move |tx| async move {
            tx.exec(GONE, &kit_db::values![yesterday]).await?;
            tx.exec(TWICE, &[]).await
        })
        .await
        .unwrap();
    let never = came_back(&app, persona::SIGNATORY, None).await;
    never.page.shows("Organisaatiota ei löydy rekisteristä").shows("Oikeudessasi ei ole vikaa").shows("Nimenkirjoitusoikeus (NIMKO)");
    assert!(never.page.texts("textarea").join(" ").contains("9900100-2"));
    let twice = came_back(&app, persona::SOCIAL_CARE, None).await;
    twice.page.shows("useita rekisterimerkintöjä").shows("Asiakastuki");
}
