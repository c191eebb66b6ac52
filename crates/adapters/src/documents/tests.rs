#![allow(clippy::disallowed_methods, reason = "tests time what they try and start the servers they try it on")]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "tests")]

use std::{fs, path::PathBuf, time::Instant as Stopwatch};

use kit_core::{Instant, Language};
use ports::{Document, Documents, Template};
use serde_json::{Value, json};
use typst::{
    foundations::Bytes,
    layout::{Abs, Frame, FrameItem},
};
use typst_layout::PagedDocument;

use super::{Desk, Fonts, TypstDocuments, whole};

const MADE_AT: Instant = Instant::from_micros(1_795_298_400_000_000);
const HASH: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const HOSTILE: &str = "#import \"x.typ\": * $x^2$ *lihava* _k_ @viite <script>alert(1)</script> \\ `koodi` // pois -- \"lainaus\" = ei otsikko ~";

fn documents() -> TypstDocuments {
    TypstDocuments::new().unwrap()
}

const SAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../areas/customership/src/documents/samples");

fn samples(name: &str, language: Language) -> Value {
    let text = fs::read_to_string(format!("{SAMPLES}/{name}.{}.json", language.code())).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Every text that is published as it is: the commitment has a customer's data in it.
fn texts(language: Language) -> Vec<(String, Document)> {
    let files = fs::read_dir(SAMPLES).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let end = format!(".{}.json", language.code());
    let names = files.filter_map(|file| Some(file.strip_suffix(&end)?.to_owned())).filter(|name| name != "commitment");
    let template = |name: &str| if name.starts_with("form_") { Template::Form } else { Template::Articles };
    names.map(|name| (name.clone(), document(template(&name), language, samples(&name, language)))).collect()
}

fn document(template: Template, language: Language, data: Value) -> Document {
    let title = data["document"].as_str().unwrap().to_owned();
    Document { template, language, title, made_at: MADE_AT, data }
}

fn row(label: &str, value: impl Into<Value>) -> Value {
    json!({ "label": label, "value": value.into() })
}

fn commitment(language: Language, signed: bool) -> Document {
    let sv = language == Language::Sv;
    let mut data = samples("commitment", language);
    let rows = if sv {
        json!([row("Namn", "Exempelkliniken Norrskenet Ab"), row("FO-nummer", "9999902-8"), row("E-post", "post@exempelkliniken.example")])
    } else {
        json!([row("Nimi", "Esimerkkiklinikka Revontuli Oy"), row("Y-tunnus", "9999902-8"), row("Sähköposti", "posti@esimerkkiklinikka.example")])
    };
    data["customer"]["rows"] = rows;
    let rows = if sv {
        json!([row("Undertecknare", "Åsa Exempel"), row("Godkänd", "21.11.2026 kl. 9.05.07"), { "label": "Kontrollsumma (SHA-256)", "value": HASH, "kind": "digest" }])
    } else {
        json!([row("Allekirjoittaja", "Öivi Esimerkki"), row("Hyväksytty", "21.11.2026 klo 9.05.07"), { "label": "Tarkistussumma (SHA-256)", "value": HASH, "kind": "digest" }])
    };
    if signed {
        data["signature"]["rows"] = rows;
    } else {
        data.as_object_mut().unwrap().remove("signature");
    }
    document(Template::Commitment, language, data)
}

fn receipt(language: Language, groups: usize, value: &str) -> Document {
    let sv = language == Language::Sv;
    let labels = if sv { json!({ "item": "Uppgift", "content": "Innehåll" }) } else { json!({ "item": "Tieto", "content": "Sisältö" }) };
    let group = |n: usize| {
        json!({ "heading": if sv { format!("Kontaktperson {n}") } else { format!("Yhteyshenkilö {n}") },
            "rows": [row(if sv { "Namn" } else { "Nimi" }, value), row("Roolit", json!(["Hallinnollinen yhteyshenkilö", "Tietosuojavastaava", value]))] })
    };
    let data = json!({
        "author": if sv { "Exempelmyndigheten" } else { "Esimerkkivirasto" },
        "document": if sv { "Mottagningsbevis" } else { "Vastaanottokuittaus" },
        "labels": labels,
        "lead": if sv { "Ansökan har tagits emot." } else { "Hakemus on otettu vastaan." },
        "header": [row(if sv { "Ärendenummer" } else { "Asianumero" }, "EKS-2026-000017"), { "label": "SHA-256", "value": HASH, "kind": "digest" }],
        "sections": [
            { "heading": if sv { "Kunduppgifter" } else { "Asiakastiedot" }, "rows": [row(if sv { "Namn" } else { "Nimi" }, value)] },
            { "heading": if sv { "Kontaktpersoner" } else { "Yhteyshenkilöt" }, "groups": (1..=groups).map(group).collect::<Vec<_>>() },
        ],
        "next": { "heading": if sv { "Det här gör du härnäst" } else { "Mitä teet seuraavaksi" }, "list": if groups == 1 { json!([]) } else { json!([value, value]) } },
    });
    document(Template::Receipt, language, data)
}

fn hostile() -> String {
    let long = "9".repeat(300);
    let letters = "ä".repeat(300);
    format!("{HOSTILE}\n{long}\n{letters}\nשלום עולם مرحبا \u{202E}nurin\u{202C} 😀 𝔄 e\u{301} n\u{6df} \u{E000}\u{0}\u{7}\tloppu\r\nuusi rivi")
}

/// Where everything that can be said is a stranger's text.
fn hostile_form(language: Language) -> Document {
    let text = hostile();
    let field = |width: &str| json!({ "label": text, "help": text, "width": width, "lines": 3 });
    let ticks = |inline: bool| json!({ "label": text, "ticks": [text, "x"], "inline": inline });
    let mut form = samples("form_termination_of_service", language);
    form["parts"] =
        json!([{ "heading": text, "paragraphs": [text], "list": [text], "fields": [field("half"), field("half"), ticks(false), ticks(true)] }]);
    document(Template::Form, language, form)
}

/// Every kind, short and long, plain and hostile, in both languages, each under its own name.
fn all() -> Vec<(String, Document)> {
    let mut all = Vec::new();
    for language in [Language::Fi, Language::Sv] {
        let mut add = |name: &str, document| all.push((format!("{name}.{}", language.code()), document));
        for (name, text) in texts(language) {
            add(&name, text);
        }
        add("commitment-unsigned", commitment(language, false));
        add("commitment-signed", commitment(language, true));
        add("receipt-short", receipt(language, 1, "Esimerkki"));
        add("receipt-long", receipt(language, 60, "Åkerö-Esimerkki, Pöytätie 5"));
        add("receipt-hostile", receipt(language, 3, &hostile()));
        let mut hostile_commitment = commitment(language, true);
        hostile_commitment.data["customer"]["rows"][0]["value"] = hostile().into();
        hostile_commitment.title = hostile();
        add("commitment-hostile", hostile_commitment);
        add("form-hostile", hostile_form(language));
    }
    all
}

/// The texts that are shown: a width is none.
fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(object) => object.iter().filter(|(key, _)| *key != "width").for_each(|(_, item)| strings(item, found)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Gathers the text of a frame, and checks that none of it leaves the page on the right.
fn words_of(frame: &Frame, left: Abs, text: &mut String) {
    for (at, item) in frame.items() {
        match item {
            FrameItem::Group(group) => words_of(&group.frame, left + at.x, text),
            FrameItem::Text(item) => {
                assert!(left + at.x + item.width() <= Abs::mm(185.5), "beyond the margin: {}", item.text);
                text.push_str(&item.text);
            }
            _ => {}
        }
    }
}

/// The text on the pages, without spaces: where lines break does not matter here.
fn text_of(documents: &TypstDocuments, document: &Document) -> String {
    let data = serde_json::to_vec(&documents.shelf.glyphs.shown(&whole(document), Fonts::All)).unwrap();
    let desk = Desk { shelf: &documents.shelf, template: document.template, data: Bytes::new(data) };
    let pages: PagedDocument = typst::compile(&desk).output.unwrap();
    let mut text = String::new();
    pages.pages().iter().for_each(|page| words_of(&page.frame, Abs::zero(), &mut text));
    text.replace(char::is_whitespace, "")
}

fn folder() -> PathBuf {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/tmp/pdf"));
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Leaves the files in `target/tmp/pdf`, where the archive and accessibility rules are checked by another program.
#[test]
fn writes_every_kind_and_twice_the_same_bytes() {
    let begun = Stopwatch::now();
    let documents = documents();
    eprintln!("ready in {} ms", begun.elapsed().as_millis());
    for (name, document) in all() {
        let begun = Stopwatch::now();
        let made = documents.render(&document).unwrap_or_else(|error| panic!("{name}: {error}"));
        eprintln!("{name}: {} ms, {} bytes", begun.elapsed().as_millis(), made.len());
        assert!(made == documents.render(&document).unwrap(), "{name} differs when made again");
        assert!(made.starts_with(b"%PDF-1."), "{name}");
        fs::write(folder().join(format!("{name}.pdf")), made).unwrap();
    }
}

#[test]
fn values_are_shown_as_they_were_typed() {
    let text = text_of(&documents(), &receipt(Language::Fi, 1, &hostile()));
    for expected in [HOSTILE, &"9".repeat(300), &"ä".repeat(300), "[U+202E]nurin[U+202C]", "[U+1F600]", "[U+E000][U+0000][U+0007]loppu", "uusirivi"]
    {
        assert!(text.contains(&expected.replace(' ', "")), "{expected} is missing in {text}");
    }
}

#[test]
fn every_published_text_is_on_paper_as_it_stands() {
    let documents = documents();
    for (name, document) in [Language::Fi, Language::Sv].into_iter().flat_map(texts) {
        let text = text_of(&documents, &document);
        let mut wanted = Vec::new();
        ["lead", "articles", "parts"].into_iter().for_each(|key| strings(&document.data[key], &mut wanted));
        for sentence in wanted {
            assert!(text.contains(&sentence.replace(char::is_whitespace, "")), "{name}: {sentence}");
        }
    }
}

#[test]
fn the_time_of_making_is_the_only_date() {
    let documents = documents();
    let mut document = receipt(Language::Fi, 1, "Esimerkki");
    let made = documents.render(&document).unwrap();
    document.made_at = MADE_AT.plus_seconds(60);
    let later = documents.render(&document).unwrap();
    assert!(made != later);
    let has = |pdf: &[u8], date: &[u8]| pdf.windows(date.len()).any(|window| window == date);
    assert!(has(&made, b"2026-11-21T22:00:00") && has(&later, b"2026-11-21T22:01:00"));
}

#[test]
fn a_document_without_its_name_is_refused_not_made() {
    let documents = documents();
    let mut document = receipt(Language::Fi, 1, "Esimerkki");
    document.data = json!({ "labels": {} });
    assert!(documents.render(&document).is_err());
}
