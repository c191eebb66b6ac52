//! Forms with files (multipart/form-data, RFC 7578), and files on their way back out.
//!
//! A file is bytes to us: its size is checked, its kind is told by its first bytes and never by what the sender says,
//! and it is never read any further. It goes out again to be saved, not to be shown.

use axum::{
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::Fields;

/// A form has at most so many parts.
const MOST_PARTS: usize = 500;
/// RFC 2046: a boundary is no longer.
const LONGEST_BOUNDARY: usize = 70;
/// Longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 100;

/// The kinds of files that we take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Pdf,
    Png,
    Jpeg,
    /// UTF-8 without control characters: notes, tables with commas.
    Text,
}

impl FileKind {
    /// By its first bytes; a text by all of them.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            Some(Self::Pdf)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else {
            let text = std::str::from_utf8(bytes).ok()?;
            text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t')).then_some(Self::Text)
        }
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Text => "text/plain; charset=utf-8",
        }
    }

    /// The endings of names that fit; the first is given to a name that has none of them.
    const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Text => &["txt", "csv"],
        }
    }
}

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileRefusal {
    /// No file was chosen, or it is empty.
    Missing,
    TooLarge,
    /// None of the kinds that we take.
    Kind,
}

/// A file as it was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentFile {
    /// Name of the field.
    pub field: String,
    /// As the sender named it.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A file that was looked at and may be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedFile {
    /// Without folders and odd characters, with an ending that fits its kind.
    pub name: String,
    pub kind: FileKind,
    pub bytes: Vec<u8>,
}

/// A form with its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    pub fields: Fields,
    files: Vec<SentFile>,
}

impl Upload {
    /// None: it is not what the header says.
    pub fn read(content_type: &str, body: &[u8]) -> Option<Self> {
        let boundary = boundary(content_type)?;
        let delimiter = format!("\r\n--{boundary}").into_bytes();
        // The first delimiter has no line break before it.
        let mut rest = body.strip_prefix(&delimiter[2..]).or_else(|| find(body, &delimiter).map(|at| &body[at + delimiter.len()..]))?;
        let (mut pairs, mut files) = (Vec::new(), Vec::new());
        while !rest.starts_with(b"--") {
            let after = &rest[find(rest, b"\r\n")? + 2..];
            let end = find(after, &delimiter)?;
            let part = &after[..end];
            // A part without a header begins with the empty line.
            let (head, content) = match part.strip_prefix(b"\r\n") {
                Some(content) => (&part[..0], content),
                None => find(part, b"\r\n\r\n").map(|at| (&part[..at], &part[at + 4..]))?,
            };
            if let Some((field, file)) = named(&String::from_utf8_lossy(head)) {
                match file {
                    Some(name) => files.push(SentFile { field, name, bytes: content.to_vec() }),
                    None => pairs.push((field, content)),
                }
            }
            if pairs.len() + files.len() > MOST_PARTS {
                return None;
            }
            rest = &after[end + delimiter.len()..];
        }
        Some(Self { fields: Fields::from_parts(pairs), files })
    }

    /// The file of a field as it was sent, of whatever kind: for who reads it and does not keep it.
    pub fn take(&mut self, field: &str, largest: usize) -> Result<SentFile, FileRefusal> {
        let place = self.files.iter().position(|file| file.field == field && !file.bytes.is_empty()).ok_or(FileRefusal::Missing)?;
        let file = self.files.swap_remove(place);
        if file.bytes.len() > largest { Err(FileRefusal::TooLarge) } else { Ok(file) }
    }

    /// The file of a field, if it may be kept.
    pub fn file(&self, field: &str, largest: usize) -> Result<CheckedFile, FileRefusal> {
        let file = self.files.iter().find(|file| file.field == field && !file.bytes.is_empty()).ok_or(FileRefusal::Missing)?;
        if file.bytes.len() > largest {
            return Err(FileRefusal::TooLarge);
        }
        let kind = FileKind::of(&file.bytes).ok_or(FileRefusal::Kind)?;
        Ok(CheckedFile { name: kept_name(&file.name, kind), kind, bytes: file.bytes.clone() })
    }
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    let first = *what.first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|byte| *byte == first)?;
        if bytes[at..].starts_with(what) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn boundary(content_type: &str) -> Option<&str> {
    let (kind, parameters) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let value = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("boundary").then_some(value.trim())
    })?;
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    (1..=LONGEST_BOUNDARY).contains(&value.len()).then_some(value)
}

/// Name of the field, and of the file if it is one.
fn named(head: &str) -> Option<(String, Option<String>)> {
    let line = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-disposition").then_some(value)
    })?;
    Some((parameter(line, "name")?, parameter(line, "filename")))
}

/// A quoted parameter, as browsers write them: a quotation mark in it is `%22`.
fn parameter(line: &str, name: &str) -> Option<String> {
    let start = format!("; {name}=\"");
    let value = line.split_once(&start)?.1.split_once('"')?.0;
    Some(value.replace("%22", "\"").replace("%0D", "").replace("%0A", " "))
}

/// The name that the file is kept under.
fn kept_name(name: &str, kind: FileKind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let is_plain = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '(' | ')');
    let plain: String = last.chars().filter(is_plain).take(LONGEST_NAME).collect();
    let plain = plain.trim_matches([' ', '.']);
    let fits = plain.rsplit_once('.').is_some_and(|(stem, ending)| !stem.is_empty() && kind.endings().contains(&ending.to_lowercase().as_str()));
    match (plain.is_empty(), fits) {
        (true, _) => format!("file.{}", kind.endings()[0]),
        (false, true) => plain.to_owned(),
        (false, false) => format!("{plain}.{}", kind.endings()[0]),
    }
}

/// A file that somebody has sent, to be saved by the browser and never shown in it.
pub fn serve_file(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' }).collect();
    let encoded: String = name.bytes().map(encode).collect();
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}");
    let value = |text: &str, otherwise: &'static str| HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(otherwise));
    let headers = [
        (header::CONTENT_TYPE, value(media_type, "application/octet-stream")),
        (header::CONTENT_DISPOSITION, value(&disposition, "attachment")),
        (HeaderName::from_static("x-content-type-options"), HeaderValue::from_static("nosniff")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox; frame-ancestors 'none'")),
    ];
    (headers, bytes).into_response()
}

/// RFC 5987.
fn encode(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') { char::from(byte).to_string() } else { format!("%{byte:02X}") }
}

#[cfg(test)]
mod tests;
