//! The tools of the journeys, proved on pages made of samples: what they find must be there.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_methods, reason = "tests")]

mod site;

use std::fs;

use e2e::{Browser, Options, target};
use site::Site;

const FORM: &str = r#"<!DOCTYPE html><html lang="fi"><head><title>Lomake</title><meta name="viewport" content="width=device-width"></head><body>
<main><h1>Lomake</h1><p id="scripts">ilman skriptejä</p><script>document.getElementById('scripts').textContent = 'skriptit päällä'</script>
<form method="get" action="/sent"><label for="a">Nimi<span aria-hidden="true"> *</span></label> <input id="a" name="name">
<fieldset><legend>Tyyppi</legend><input type="radio" id="b" name="kind" value="person"><label for="b">Yhteyshenkilö</label>
<input type="radio" id="c" name="kind" value="organisation"><label for="c">Organisaatio</label></fieldset>
<input type="checkbox" id="d" name="role" value="dpo"><label for="d">Tietosuojavastaava</label>
<button>Tallenna ja jatka</button></form> <a href="/next">Seuraava</a></main></body></html>"#;

async fn form(options: Options) -> (Site, Browser) {
    let site = Site::start(&[("/", FORM), ("/sent", FORM), ("/next", "<h1>Toinen sivu</h1>")]);
    let browser = Browser::open(&site.address, options).await.unwrap();
    browser.goto("/").await.unwrap();
    (site, browser)
}

#[tokio::test]
async fn a_form_is_filled_by_its_words_and_sent() {
    let (_site, browser) = form(Options::default()).await;
    browser.must_show("skriptit päällä").await.unwrap();
    browser.fill("Nimi", "Ensin").await.unwrap();
    browser.fill("Nimi", "Åsa Exempel").await.unwrap();
    assert_eq!(browser.value("Nimi").await.unwrap(), "Åsa Exempel");
    browser.choose("Organisaatio").await.unwrap();
    browser.choose("Tietosuojavastaava").await.unwrap();
    browser.press("Tallenna ja jatka").await.unwrap();
    assert_eq!(browser.path().await.unwrap(), "/sent?name=%C3%85sa+Exempel&kind=organisation&role=dpo");
    browser.follow("Seuraava").await.unwrap();
    assert_eq!((browser.path().await.unwrap().as_str(), browser.heading().await.unwrap().as_str()), ("/next", "Toinen sivu"));
    assert!(browser.must_show("Lomake").await.unwrap_err().to_string().contains("Toinen sivu"));
    assert!(browser.press("Lähetä").await.is_err());
}

#[tokio::test]
async fn a_form_is_filled_by_keyboard_alone() {
    let (_site, browser) = form(Options::default()).await;
    browser.tab_to("Nimi").await.unwrap();
    browser.type_text("Öivi Esimerkki").await.unwrap();
    browser.tab_to("Tietosuojavastaava").await.unwrap();
    browser.space().await.unwrap();
    assert!(browser.focus_is_visible().await.unwrap());
    browser.back_tab().await.unwrap();
    browser.tab_to("Tallenna ja jatka").await.unwrap();
    browser.enter().await.unwrap();
    assert_eq!(browser.path().await.unwrap(), "/sent?name=%C3%96ivi+Esimerkki&role=dpo");
    assert!(browser.tab_to("Lähetä").await.is_err());
}

#[tokio::test]
async fn without_scripts_the_page_runs_none_and_the_tools_still_work() {
    let (_site, browser) = form(Options { scripts: false, ..Options::default() }).await;
    browser.must_show("ilman skriptejä").await.unwrap();
    browser.fill("Nimi", "Malli").await.unwrap();
    browser.press("Tallenna ja jatka").await.unwrap();
    assert_eq!(browser.path().await.unwrap(), "/sent?name=Malli");
    assert_eq!(browser.overflows_at_width(320).await.unwrap(), None);
    assert!(browser.axe().await.unwrap_err().to_string().contains("scripts"));
}

#[tokio::test]
async fn axe_and_a_narrow_screen_find_what_is_wrong() {
    let bad = "<!DOCTYPE html><html lang=\"fi\"><title>x</title><main><h1>x</h1><img src=\"/x.png\"><div style=\"width: 600px\">leveä</div></main>";
    let site = Site::start(&[("/", bad)]);
    let browser = Browser::open(&site.address, Options::default()).await.unwrap();
    browser.goto("/").await.unwrap();
    let found = browser.axe().await.unwrap();
    assert!(found.to_string().contains("image-alt"), "{found}");
    assert!(browser.overflows_at_width(320).await.unwrap().unwrap().contains("leveä"));
    assert_eq!(browser.overflows_at_width(1280).await.unwrap(), None);
}

#[tokio::test]
async fn stops_out_of_order_and_without_a_mark_are_found() {
    let page =
        |style: &str, more: &str| format!("<!DOCTYPE html><title>x</title><style>{style}</style><a href=\"/a\">Yksi</a>{more}<button>Kaksi</button>");
    let (good, unmarked, jumping) = (page("", ""), page("button { outline: none }", ""), page("", "<input tabindex=\"3\" aria-label=\"Kolme\">"));
    let site = Site::start(&[("/good", &good), ("/unmarked", &unmarked), ("/jumping", &jumping)]);
    let browser = Browser::open(&site.address, Options::default()).await.unwrap();
    browser.goto("/good").await.unwrap();
    for stop in [Some("Yksi".to_owned()), Some("Kaksi".to_owned()), None] {
        assert_eq!(browser.next_stop(false).await.unwrap(), stop);
    }
    assert_eq!(browser.next_stop(true).await.unwrap(), Some("Yksi".to_owned()));
    browser.goto("/unmarked").await.unwrap();
    browser.next_stop(false).await.unwrap();
    assert!(browser.next_stop(false).await.unwrap_err().to_string().contains("not marked"));
    browser.goto("/jumping").await.unwrap();
    assert!(browser.next_stop(false).await.unwrap_err().to_string().contains("out of order"));
}

#[tokio::test]
async fn every_component_and_sample_page_is_accessible_and_fits_a_narrow_screen() {
    let pages = kit_web::gallery::pages();
    let gallery = kit_web::gallery::gallery_page();
    let mut all: Vec<(String, &str)> = pages.iter().map(|(name, page)| (format!("/{name}"), page.as_str())).collect();
    all.push(("/gallery".to_owned(), &gallery));
    let mut files: Vec<(&str, &str)> = all.iter().map(|(path, page)| (path.as_str(), *page)).collect();
    files.extend(kit_web::assets::all().iter().map(|asset| (asset.path, std::str::from_utf8(asset.bytes).unwrap())));
    let site = Site::start(&files);
    let browser = Browser::open(&site.address, Options::default()).await.unwrap();
    let mut wrong = Vec::new();
    for (path, _) in &all {
        browser.resize((1280, 900)).unwrap();
        browser.goto(path).await.unwrap();
        let picture = target().join(format!("tmp/pictures{path}.png"));
        browser.screenshot(&picture).await.unwrap();
        assert!(fs::read(&picture).unwrap().starts_with(b"\x89PNG"));
        wrong.extend(browser.axe().await.unwrap().0.into_iter().map(|finding| format!("{path}: {finding}")));
        wrong.extend(browser.overflows_at_width(320).await.unwrap().map(|out| format!("{path}: wider than 320 px: {out}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn the_program_starts_on_its_own_and_again_on_the_same_data() {
    let mut program = e2e::Program::start().unwrap();
    let browser = Browser::open(&program.address, Options::default()).await.unwrap();
    browser.goto("/").await.unwrap();
    browser.must_show("Kanta Ekstranet").await.unwrap();
    browser.must_be_accessible().await.unwrap();
    program.kill_and_restart().unwrap();
    browser.reload().await.unwrap();
    browser.must_show("Kanta Ekstranet").await.unwrap();
    browser.goto(&program.stand_ins).await.unwrap();
    assert!(!browser.heading().await.unwrap().is_empty());
}
