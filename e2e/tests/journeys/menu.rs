//! The pages of the menu, on a wide and a narrow screen, in both languages of the customers.

use e2e::{Options, Program};

use crate::{reader::Reader, story::Customer};

/// Customers of most services, of which the pages say most.
const COUNTY: Customer = Customer {
    person: "Hilla Helena Hyvinvointialue",
    organisation: "Esimerkkilän hyvinvointialue",
    business_id: "9900403-5",
    own_oid: "1.2.246.10.99004035.10.0",
};

/// What stands in the menu, and the heading of the page.
const MENU: [(&str, &str); 5] = [
    ("Palvelut ja asiakastiedot", "Palvelut ja asiakastiedot"),
    ("Ohjeet ja lomakkeet", "Ohjeet ja lomakkeet"),
    ("Laskutus", "Laskutus"),
    ("Kanta-palveluiden irtisanominen", "Kanta-palveluiden irtisanominen"),
    ("Tietosuoja", "Tietosuoja"),
];

const ENTER: char = '\u{e007}';

/// A table of figures may be rolled, in a region of its own that the keyboard reaches (WCAG 1.4.10).
const SIDEWAYS: &str = "
    const may = e => e.matches('[role=region][aria-labelledby][tabindex=\"0\"]') && e.querySelector(':scope > table');
    const rolls = e => e.scrollWidth > e.clientWidth + 1 && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX) && !may(e);
    return [...document.querySelectorAll('body *')].filter(rolls).map(e => e.outerHTML.slice(0, 120));";

#[tokio::test]
async fn every_page_of_the_menu_fits_all_screens_in_both_languages() {
    const NARROW: u32 = 320;
    let program = Program::start().unwrap();
    let mut county = Reader::new(&program, Options::default()).await;
    county.logs_in(COUNTY).await;
    for (language, width) in [("fi", 1280), ("fi", NARROW), ("sv", NARROW), ("sv", 1280)] {
        county = county.now(language, (width, 900));
        county.goto(&format!("/services?lang={language}")).await;
        for (entry, heading) in MENU {
            county.follows_menu(width == NARROW, entry).await;
            county.is_on(heading).await;
            county.rolls_nothing_sideways().await;
        }
        county.follows_menu(width == NARROW, "Ohjeet ja lomakkeet").await;
        county.follow("Resepti").await;
        county.sees("Liittyminen: Resepti").await;
        county.is_on("Ohjeet ja lomakkeet").await;
        county.rolls_nothing_sideways().await;
    }
    county.seen.tell("pages of the menu");
}

impl Reader {
    /// By keyboard: on a wide screen the menu stands open in a way that the driver takes for folded.
    pub async fn follows_menu(&self, is_folded: bool, entry: &str) {
        if is_folded {
            self.browser.unfold(&self.say("Valikko")).await.unwrap();
        }
        self.browser.tab_to(&self.say(entry)).await.unwrap();
        self.browser.leave_by_key(ENTER).await.unwrap();
    }

    /// No other part of the page has to be rolled sideways to be read.
    async fn rolls_nothing_sideways(&self) {
        let rolling = self.browser.script(SIDEWAYS, vec![]).await.unwrap();
        assert_eq!(rolling, serde_json::json!([]), "at {}", self.browser.address().await.unwrap());
    }
}
