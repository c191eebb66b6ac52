//! PDF files by Typst as a library: PDF/UA-1 and PDF/A-2a in one file.
//!
//! # What a document is given
//! `Document::data` is a JSON object of texts. All words that are shown come from it, so the layouts
//! know no language. A text may hold line breaks; it is never read as markup. Common to all:
//!
//! | key | what |
//! |---|---|
//! | `author` | who publishes it: metadata and the foot of each page |
//! | `document` | its name, as the main heading |
//! | `labels` | object: `item`, `content` (headings of the two columns of tables); `version`, `effective` if those are given |
//! | `version`, `effective` | optional: `1.0`, `1.1.2026` |
//! | `status_note` | optional: a framed note under the name, e.g. the mark of a sample |
//! | `lead` | optional: text before everything else; an empty line parts paragraphs |
//!
//! Pieces: a *row* is `{"label", "value"}`, where `value` is a text or a list of texts (one a line), and
//! `"kind": "digest"` shows a hexadecimal digest in groups of eight. An *article* is
//! `{"heading", "paragraphs": [text], "list": [text]?}`; articles are numbered by the layout.
//!
//! * [`Template::Articles`] has `articles`.
//! * [`Template::Commitment`] has `customer` `{"heading", "rows"}`, `articles`, and either `signature`
//!   `{"heading", "rows"}` or, before signing, `unsigned_note`.
//! * [`Template::Form`] has `parts`: `{"heading", "paragraphs"?, "list"?, "fields"?}`, numbered by the layout. A *field* is
//!   a box to write in: `{"label", "help"?, "lines": 1?, "width": "full"|"half"|"third"?}`, or one to tick: with
//!   `"ticks": [text]`, one below the other or, with `"inline": true`, side by side.
//! * [`Template::Receipt`] has `header` (rows), `sections`: `{"heading", "rows"?, "groups"?: [{"heading", "rows"}]}`, and
//!   `next`: `{"heading", "list": [text]}`, shown if there is something in the list.
//!
//! Characters that no font of the program has, and those that must not stand in an archived file
//! (control and direction characters), are shown by their code point: `[U+0000]`.

mod shelf;
mod shown;
#[cfg(test)]
mod tests;

use kit_core::{Instant, Language};
use ports::{Document, Documents, RenderError, Template};
use serde_json::{Value, json};
use typst::{
    diag::SourceDiagnostic,
    foundations::{Bytes, Datetime},
};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use shelf::{Desk, Shelf};
use shown::Fonts;

/// Makes PDF files with Typst. Cheap to clone by `Arc`; holds the fonts and the layouts.
#[derive(Debug)]
pub struct TypstDocuments {
    shelf: Shelf,
    standards: PdfStandards,
}

impl TypstDocuments {
    pub fn new() -> Result<Self, RenderError> {
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1]).map_err(|error| RenderError(error.message().to_string()))?;
        Ok(Self { shelf: Shelf::new()?, standards })
    }

    fn make(&self, document: &Document, fonts: Fonts) -> Result<Vec<u8>, RenderError> {
        let data = serde_json::to_vec(&self.shelf.glyphs.shown(&whole(document), fonts)).map_err(|error| RenderError(error.to_string()))?;
        let desk = Desk { shelf: &self.shelf, template: document.template, data: Bytes::new(data) };
        let pages = typst::compile(&desk).output.map_err(told)?;
        typst_pdf::pdf(&pages, &self.options(document.made_at)).map_err(told)
    }

    fn options(&self, made_at: Instant) -> PdfOptions {
        PdfOptions { timestamp: datetime(made_at).map(Timestamp::new_utc), standards: self.standards.clone(), ..PdfOptions::default() }
    }
}

impl Documents for TypstDocuments {
    fn render(&self, document: &Document) -> Result<Vec<u8>, RenderError> {
        // A letter of one font with a mark of another has no picture: then the main font alone must do.
        let made = self.make(document, Fonts::All).or_else(|_| self.make(document, Fonts::Main));
        comemo::evict(0);
        made
    }
}

fn whole(document: &Document) -> Value {
    let region = if document.language == Language::En { "GB" } else { "FI" };
    json!({ "title": document.title, "language": document.language.code(), "region": region, "data": document.data })
}

/// The moment in UTC, to the second.
fn datetime(at: Instant) -> Option<Datetime> {
    let iso = at.iso();
    let number = |from: usize, to: usize| iso.get(from..to)?.parse::<u8>().ok();
    Datetime::from_ymd_hms(iso.get(..4)?.parse().ok()?, number(5, 7)?, number(8, 10)?, number(11, 13)?, number(14, 16)?, number(17, 19)?)
}

fn told(errors: impl IntoIterator<Item = SourceDiagnostic>) -> RenderError {
    let messages: Vec<_> = errors.into_iter().map(|error| error.message.to_string()).collect();
    RenderError(messages.join("; "))
}

const fn source(template: Template) -> &'static str {
    match template {
        Template::Articles => include_str!("templates/articles.typ"),
        Template::Commitment => include_str!("templates/commitment.typ"),
        Template::Form => include_str!("templates/form.typ"),
        Template::Receipt => include_str!("templates/receipt.typ"),
    }
}
