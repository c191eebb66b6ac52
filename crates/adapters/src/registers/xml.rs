//! The code server's XML, «result V2.0» (registers 1.3): entries with their attributes, one after another.

use std::{
    collections::HashMap,
    io::{self, BufRead, Read},
};

use ports::{SourceFault, SourceRow};
use quick_xml::{
    Reader,
    events::{BytesStart, Event},
};

use super::feed::{Feed, Sink};

/// Bytes between two brackets at most: no name and no text of a register is longer.
const LONGEST: usize = 64 << 10;
/// Entries by which the columns are known: an attribute without a value may be left out of some.
const FIRST: usize = 200;

type Entry = HashMap<String, String>;

pub fn xml(input: impl BufRead + Send + 'static) -> Feed {
    Feed::start(move |sink| read(input, sink))
}

fn read(input: impl BufRead, sink: &mut Sink) -> Result<(), SourceFault> {
    let mut entries = Entries::of(Bounded { input, since: 0 });
    let mut first = Vec::new();
    while first.len() < FIRST {
        match entries.next()? {
            Some(entry) => first.push(entry),
            None => break,
        }
    }
    let mut columns: Vec<String> = first.iter().flat_map(Entry::keys).cloned().collect();
    columns.sort();
    columns.dedup();
    sink.columns(columns.clone())?;
    let mut line = 0;
    let mut hand_over = |mut entry: Entry| {
        line += 1;
        let cells = columns.iter().map(|name| entry.remove(name).unwrap_or_default()).collect();
        sink.row(SourceRow { line, cells: Some(cells) })
    };
    first.into_iter().try_for_each(&mut hand_over)?;
    while let Some(entry) = entries.next()? {
        hand_over(entry)?;
    }
    Ok(())
}

struct Entries<R: BufRead> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// Has the element that holds all been closed?
    whole: bool,
}

impl<R: BufRead> Entries<R> {
    fn of(input: R) -> Self {
        let mut reader = Reader::from_reader(input);
        reader.config_mut().check_end_names = true;
        Self { reader, buffer: Vec::new(), whole: false }
    }

    /// The next `termitementry` with its attributes, those of the element and those inside alike.
    fn next(&mut self) -> Result<Option<Entry>, SourceFault> {
        let mut entry: Option<Entry> = None;
        // The attribute whose text follows.
        let mut inside: Option<String> = None;
        let mut held = 0;
        loop {
            if held > LONGEST {
                return Err(SourceFault::TooLarge(format!("an entry has more than {LONGEST} bytes")));
            }
            self.buffer.clear();
            let event = self.reader.read_event_into(&mut self.buffer).map_err(damaged)?;
            match event {
                Event::Start(element) if named(&element, "termitementry") => entry = Some(own_attributes(&element)?),
                Event::Start(element) if named(&element, "attribute") && entry.is_some() => {
                    inside = own_attributes(&element)?.remove("type");
                }
                Event::Empty(element) if named(&element, "attribute") => {
                    held += add(&mut entry, own_attributes(&element)?.remove("type").as_ref(), "");
                }
                Event::Text(text) => held += add(&mut entry, inside.as_ref(), &text),
                Event::CData(text) => held += add(&mut entry, inside.as_ref(), &text),
                Event::GeneralRef(reference) => held += add(&mut entry, inside.as_ref(), &resolve(&reference)?),
                Event::End(element) => match local(element.name().as_ref()) {
                    "attribute" => held += add(&mut entry, inside.take().as_ref(), ""),
                    "termitementry" if entry.is_some() => return Ok(entry),
                    "result" => self.whole = true,
                    _ => {}
                },
                Event::Decl(declaration) => only_utf8(declaration.encoding().and_then(Result::ok).as_deref())?,
                Event::DocType(_) => return Err(SourceFault::Damaged("it declares a document type; registers have none".to_owned())),
                Event::Eof if self.whole => return Ok(None),
                Event::Eof => return Err(SourceFault::Damaged("it ends in the middle".to_owned())),
                Event::Start(_) | Event::Empty(_) | Event::Comment(_) | Event::PI(_) => {}
            }
        }
    }
}

/// The bytes that are held by it.
fn add(entry: &mut Option<Entry>, name: Option<&String>, text: &str) -> usize {
    let (Some(entry), Some(name)) = (entry, name) else {
        return 0;
    };
    entry.entry(name.clone()).or_default().push_str(text);
    name.len() + text.len()
}

fn named(element: &BytesStart<'_>, name: &str) -> bool {
    local(element.name().as_ref()) == name
}

/// The name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn own_attributes(element: &BytesStart<'_>) -> Result<Entry, SourceFault> {
    let one = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
        let attribute = attribute.map_err(damaged)?;
        let name = local(attribute.key.as_ref()).to_owned();
        Ok((name, quick_xml::escape::unescape(&attribute.value).map_err(damaged)?.into_owned()))
    };
    element.attributes().map(one).collect()
}

/// `&amp;` and its like, and letters by number. Others would have to be declared, which is refused.
fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Result<String, SourceFault> {
    if let Some(letter) = reference.resolve_char_ref().map_err(damaged)? {
        return Ok(letter.to_string());
    }
    quick_xml::escape::resolve_predefined_entity(reference)
        .map(str::to_owned)
        .ok_or_else(|| SourceFault::Damaged("it names an entity that XML does not have".to_owned()))
}

fn only_utf8(encoding: Option<&str>) -> Result<(), SourceFault> {
    match encoding {
        Some(name) if !name.eq_ignore_ascii_case("utf-8") => Err(SourceFault::Damaged(format!("it is written in {name}; UTF-8 is read"))),
        _ => Ok(()),
    }
}

fn damaged(error: impl ToString) -> SourceFault {
    SourceFault::Damaged(error.to_string())
}

/// Refuses more bytes without a bracket than a register has: the reader would hold them all.
struct Bounded<R> {
    input: R,
    since: usize,
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let there = self.fill_buf()?;
        let some = there.len().min(into.len());
        into[..some].copy_from_slice(&there[..some]);
        self.consume(some);
        Ok(some)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since > LONGEST {
            return Err(io::Error::other(format!("more than {LONGEST} bytes between two brackets")));
        }
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if let Ok(there) = self.input.fill_buf() {
            let passed = &there[..amount.min(there.len())];
            self.since = match passed.iter().rposition(|byte| matches!(byte, b'<' | b'>')) {
                Some(place) => passed.len() - place - 1,
                None => self.since + passed.len(),
            };
        }
        self.input.consume(amount);
    }
}
