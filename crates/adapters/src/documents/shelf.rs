use ports::{RenderError, Template};
use typst::{
    Feature, Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook, FontStyle},
    utils::LazyHash,
};

use super::shown::Glyphs;

const BASE: &str = include_str!("templates/base.typ");
/// The font of the text.
pub const MAIN: &str = "Libertinus Serif";
/// Digests, and characters that the main font lacks.
const SECOND: &str = "DejaVu Sans Mono";

/// What every document is made from: Typst's library, the fonts and the layouts, all from the program itself.
pub struct Shelf {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    pub glyphs: Glyphs,
    base: Source,
    articles: Source,
    commitment: Source,
    form: Source,
    receipt: Source,
    data: FileId,
}

impl std::fmt::Debug for Shelf {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shelf")
    }
}

impl Shelf {
    pub fn new() -> Result<Self, RenderError> {
        let fonts = fonts();
        // Row headings of tables are still behind Typst's feature flag.
        let features = [Feature::A11yExtras].into_iter().collect();
        Ok(Self {
            library: LazyHash::new(Library::builder().with_features(features).build()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            glyphs: Glyphs::of(&fonts),
            fonts,
            base: file("base.typ", BASE)?,
            articles: file("articles.typ", super::source(Template::Articles))?,
            commitment: file("commitment.typ", super::source(Template::Commitment))?,
            form: file("form.typ", super::source(Template::Form))?,
            receipt: file("receipt.typ", super::source(Template::Receipt))?,
            data: path("data.json")?,
        })
    }

    const fn layout(&self, template: Template) -> &Source {
        match template {
            Template::Articles => &self.articles,
            Template::Commitment => &self.commitment,
            Template::Form => &self.form,
            Template::Receipt => &self.receipt,
        }
    }
}

fn fonts() -> Vec<Font> {
    let all = typst_assets::fonts().flat_map(|data| Font::iter(Bytes::new(data)));
    all.filter(|font| [MAIN, SECOND].contains(&font.info().family.as_str()) && font.info().variant.style == FontStyle::Normal).collect()
}

fn file(name: &str, text: &str) -> Result<Source, RenderError> {
    Ok(Source::new(path(name)?, text.to_owned()))
}

/// File ids live as long as the process: these few are all there ever are.
fn path(name: &str) -> Result<FileId, RenderError> {
    let path = VirtualPath::new(name).map_err(|error| RenderError(error.to_string()))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

/// The world of one document: its layout, the base and its data. Everything else is refused.
pub struct Desk<'a> {
    pub shelf: &'a Shelf,
    pub template: Template,
    pub data: Bytes,
}

impl World for Desk<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.shelf.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shelf.book
    }

    fn main(&self) -> FileId {
        self.shelf.layout(self.template).id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let known = [self.shelf.layout(self.template), &self.shelf.base];
        known.into_iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.shelf.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shelf.fonts.get(index).cloned()
    }

    /// Documents know no «today»: what they print is given to them.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
