//! Somebody in front of a browser. What goes wrong ends the test.

use std::{
    cell::{Cell, RefCell},
    collections::HashMap,
    path::Path,
    rc::Rc,
};

use e2e::{Browser, Options, Program, Texts};
use serde_json::{Value, json};

/// Facts of the page that every page owes to its readers.
const FACTS: &str = "
    const focused = document.activeElement;
    const links = [...document.querySelectorAll('#error-summary a')];
    const words = [...document.querySelectorAll('button, a, label, legend, summary, h1, h2, h3, p, li, dt, th, caption')]
        .filter(e => !e.closest('[lang]:not(html)') && !e.querySelector('[lang]') && e.checkVisibility()).map(e => e.innerText.replace(/ \\*$/, '').trim());
    return { language: document.documentElement.lang, headings: document.querySelectorAll('h1').length, words,
        errors: links.map(a => a.textContent.trim()), focused: focused ? focused.id : '',
        lost: links.map(a => a.hash.slice(1)).filter(id => !document.getElementById(id)) };";

/// What is odd: at the top, beside the fields, tied to them; and does any of it look like an error?
const ODDITIES: &str = "
    const links = [...document.querySelectorAll('#warnings a')];
    const fields = links.map(a => document.getElementById(a.hash.slice(1)));
    const beside = fields.map(f => document.getElementById(f.id + '-warning'));
    const sample = document.body.appendChild(document.createElement('div'));
    sample.innerHTML = '<div class=\"error-summary\"></div><div class=\"field field--error\"><p class=\"error\"></p></div>';
    const look = e => { const s = getComputedStyle(e); return [s.color, s.backgroundColor, s.borderInlineStartColor].join(); };
    const wrong = name => look(sample.querySelector(name));
    const alike = look(document.querySelector('#warnings .notice')) === wrong('.error-summary')
        || fields.some(f => look(f.closest('.field')) === wrong('.field')) || beside.some(e => look(e) === wrong('.error'));
    sample.remove();
    return { top: links.map(a => a.textContent.trim()), beside: beside.map(e => e.innerText.trim()), alike,
        tied: fields.every((f, i) => f.closest(`[aria-describedby~='${beside[i].id}']`)) };";

const OPEN_ALL: &str = "
    const folded = [...document.querySelectorAll('details:not([open])')];
    folded.forEach(e => e.open = true);
    const width = document.documentElement.scrollWidth, room = document.documentElement.clientWidth;
    folded.forEach(e => e.open = false);
    return width > room ? width + ' px' : null;";

/// What all readers of a story have seen together: titles tell pages apart.
#[derive(Default)]
pub struct Seen {
    titles: RefCell<HashMap<String, String>>,
    pages: Cell<usize>,
    by_axe: Cell<usize>,
}

impl Seen {
    pub fn tell(&self, story: &str) {
        println!("{story}: {} states looked at, {} of them with axe, {} titles", self.pages.get(), self.by_axe.get(), self.titles.borrow().len());
    }
}

pub struct Reader {
    pub browser: Browser,
    pub texts: Rc<Texts>,
    pub seen: Rc<Seen>,
    options: Options,
}

impl Reader {
    pub async fn new(program: &Program, options: Options) -> Self {
        let texts = Rc::new(Texts::read(options.language).unwrap());
        let browser = Browser::open(&program.address, options).await.unwrap();
        Self { browser, texts, seen: Rc::default(), options }
    }

    /// The same browser, its reader now of this language and with a screen of this size.
    pub fn now(self, language: &'static str, size: (u32, u32)) -> Self {
        self.browser.resize(size).unwrap();
        Self { texts: Rc::new(Texts::read(language).unwrap()), options: Options { size, language, ..self.options }, ..self }
    }

    /// Somebody else, with a browser of their own, who reads the same language on the same kind of screen.
    pub async fn another(&self, program: &Program) -> Self {
        let browser = Browser::open(&program.address, self.options).await.unwrap();
        Self { browser, texts: Rc::clone(&self.texts), seen: Rc::clone(&self.seen), options: self.options }
    }

    pub fn say(&self, finnish: &str) -> String {
        self.texts.say(finnish).unwrap()
    }

    pub fn has_scripts(&self) -> bool {
        self.options.scripts
    }

    pub async fn goto(&self, path: &str) {
        self.browser.goto(path).await.unwrap();
    }

    pub async fn press(&self, button: &str) {
        self.browser.press(&self.say(button)).await.unwrap();
    }

    pub async fn follow(&self, link: &str) {
        self.browser.follow(&self.say(link)).await.unwrap();
    }

    pub async fn fill(&self, label: &str, value: &str) {
        self.fill_nth(label, 0, value).await;
    }

    pub async fn fill_nth(&self, label: &str, row: usize, value: &str) {
        self.browser.fill_nth(&self.say(label), row, value).await.unwrap();
    }

    pub async fn choose(&self, label: &str) {
        self.choose_nth(label, 0).await;
    }

    pub async fn choose_nth(&self, label: &str, row: usize) {
        self.browser.choose_nth(&self.say(label), row).await.unwrap();
    }

    /// Chooses by a label that is a name: the same in all languages.
    pub async fn choose_named(&self, name: &str) {
        self.browser.choose(name).await.unwrap();
    }

    pub async fn sees(&self, finnish: &str) {
        self.browser.must_show(&self.say(finnish)).await.unwrap();
    }

    /// Sees what is the same in all languages.
    pub async fn sees_name(&self, name: &str) {
        self.browser.must_show(name).await.unwrap();
    }

    /// A page as it should be, with this heading.
    pub async fn is_on(&self, heading: &str) {
        assert_eq!(self.browser.heading().await.unwrap(), self.say(heading), "at {}", self.browser.address().await.unwrap());
        self.looks().await;
    }

    /// A page as it should be: language, heading, title, width, accessibility.
    pub async fn looks(&self) {
        let facts = self.page().await;
        assert_eq!(facts["errors"], json!([]), "errors at {}", self.browser.address().await.unwrap());
        let title = self.browser.title().await.unwrap();
        assert!(!title.starts_with(&self.say("Virhe")), "{title}");
        self.title_is_of_this_place(&title).await;
    }

    /// A page that says what is wrong, exactly this, and leads to the fields.
    pub async fn is_told(&self, errors: &[&str]) {
        let facts = self.page().await;
        let expected: Vec<String> = errors.iter().map(|error| self.say(error)).collect();
        assert_eq!(facts["errors"], json!(expected));
        assert_eq!(facts["lost"], json!([]), "errors that lead nowhere");
        let title = self.browser.title().await.unwrap();
        assert!(title.starts_with(&format!("{}: ", self.say("Virhe"))), "{title}");
        if self.has_scripts() {
            assert_eq!(facts["focused"], "error-summary");
        }
    }

    /// A page that says what is odd, exactly this, at the top and beside the fields, and other than what is wrong.
    pub async fn is_asked_to_check(&self, oddities: &[&str]) {
        self.looks().await;
        let found = self.browser.script(ODDITIES, vec![]).await.unwrap();
        let top: Vec<String> = oddities.iter().map(|oddity| self.say(oddity)).collect();
        let beside: Vec<String> = oddities.iter().map(|oddity| self.say(&format!("Tarkista: {oddity}"))).collect();
        assert_eq!(found, json!({ "top": top, "beside": beside, "alike": false, "tied": true }));
    }

    async fn page(&self) -> Value {
        let address = self.browser.address().await.unwrap();
        let facts = self.browser.script(FACTS, vec![]).await.unwrap();
        assert_eq!(facts["language"], self.texts.language(), "language of {address}");
        assert_eq!(facts["headings"], 1, "headings of {address}");
        let words = facts["words"].as_array().unwrap().iter().filter_map(Value::as_str);
        let foreign: Vec<&str> = words.filter(|words| self.texts.is_foreign(words)).collect();
        assert!(foreign.is_empty(), "Finnish on {address}: {foreign:?}");
        self.fits(&address).await;
        self.seen.pages.set(self.seen.pages.get() + 1);
        if self.has_scripts() {
            self.browser.must_be_accessible().await.unwrap();
            self.seen.by_axe.set(self.seen.by_axe.get() + 1);
        }
        facts
    }

    /// One title is not of two places.
    async fn title_is_of_this_place(&self, title: &str) {
        let address = self.browser.address().await.unwrap();
        let place = address.split(['?', '#']).next().unwrap_or_default().to_owned();
        let before = self.seen.titles.borrow_mut().insert(title.to_owned(), place.clone());
        assert!(before.as_ref().is_none_or(|before| *before == place), "«{title}» is the title of {place} and of {before:?}");
    }

    /// Nothing sticks out, also when everything that can be unfolded is.
    async fn fits(&self, address: &str) {
        let out = self.browser.overflows_at_width(self.options.size.0).await.unwrap();
        assert_eq!(out, None, "wider than the screen: {address}");
        let out = self.browser.script(OPEN_ALL, vec![]).await.unwrap();
        assert_eq!(out, Value::Null, "wider than the screen when unfolded: {address}");
        self.browser.resize(self.options.size).unwrap();
    }

    /// Opens each document that the page links to; how many there are.
    pub async fn opens_documents(&self) -> usize {
        let links = self.browser.pdf_links().await.unwrap();
        for link in &links {
            assert!(self.browser.download(link).await.unwrap().starts_with(b"%PDF-"), "{link}");
        }
        links.len()
    }

    /// Puts what unfolds by these words at the top of a narrow screen; on a wide one it is hidden.
    pub async fn scrolls_to(&self, summary: &str) {
        const SCROLL: &str = "[...document.querySelectorAll('summary')].find(e => e.textContent.trim() === arguments[0])?.scrollIntoView()";
        self.browser.script(SCROLL, vec![json!(self.say(summary))]).await.unwrap();
    }

    /// For the README, when it is asked for: by the reader whose screen is so wide.
    pub async fn takes_picture_at(&self, width: u32, name: &str) {
        let is_asked = std::env::var_os("EKSTRANET_PICTURES").is_some_and(|wish| wish == "1");
        if is_asked && self.has_scripts() && self.options.size.0 == width {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/pictures");
            self.browser.picture(&folder.join(format!("{name}.png"))).await.unwrap();
        }
    }
}
