//! A lead brings a register in from the code server and looks at what has come.

use std::time::Duration;

use e2e::{Options, Program};

use crate::reader::Reader;

const SMALL: (u32, u32) = (320, 640);

#[tokio::test]
async fn a_lead_brings_a_register_in() {
    let program = Program::start().unwrap();
    let lead = Reader::new(&program, Options::default()).await;
    lead.enters_the_office("Johanna Johtava").await;
    lead.follows_menu(false, "Rekisterit").await;
    lead.is_on("Rekisterit").await;
    lead.follow("Tuo rekisteri").await;
    lead.is_on("Tuo rekisteri").await;
    lead.choose("Koodistopalvelu").await;
    lead.press("Aloita tuonti").await;
    for _ in 0..120 {
        if lead.browser.shows("Valmis").await.unwrap() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        lead.browser.reload().await.unwrap();
    }
    lead.sees("Valmis").await;
    lead.looks().await;
    let run = lead.browser.path().await.unwrap();
    lead.takes_picture_at(1280, "import").await;
    lead.goto("/office/registers/search").await;
    lead.fill("Hae organisaatiota tai yksikköä", "esimerkkikl").await;
    lead.press("Hae").await;
    lead.is_on("Haku rekistereistä").await;
    lead.browser.follow("Esimerkkiklinikka Oy").await.unwrap();
    lead.looks().await;
    lead.sees_name("9900100-2").await;
    let organisation = lead.browser.path().await.unwrap();
    lead.takes_picture_at(1280, "organisation").await;
    let small = lead.now("sv", SMALL);
    let places = [
        "/office/registers",
        "/office/registers/import",
        "/office/registers/search?q=malli",
        "/office/registers/points",
        "/office/registers/systems",
    ];
    for path in places.into_iter().chain([run.as_str(), organisation.as_str()]) {
        let mark = if path.contains('?') { '&' } else { '?' };
        small.goto(&format!("{path}{mark}lang=sv")).await;
        small.looks().await;
    }
    small.seen.tell("the registers");
}
