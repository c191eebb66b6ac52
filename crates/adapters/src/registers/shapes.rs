use std::{io::Cursor, path::Path};

use kit_core::Day;
use ports::{RegisterShapes, RegisterSource, SourceFault};

use super::{CodeServer, Rest, fixed, sheet, text, xml};

/// Registers from files that somebody has sent, and from the code server.
#[derive(Debug)]
pub struct Shapes {
    /// The interface with its version, without a slash at the end.
    pub code_server: Option<String>,
}

impl RegisterShapes for Shapes {
    fn open(&self, name: &str, bytes: Vec<u8>) -> Option<(&'static str, Box<dyn RegisterSource>)> {
        let end = Path::new(name).extension()?.to_str()?.to_lowercase();
        Some(match end.as_str() {
            "txt" | "csv" => ("text", Box::new(text(Cursor::new(bytes)))),
            "dat" => ("fixed", Box::new(fixed(Cursor::new(bytes)))),
            "xml" => ("xml", Box::new(xml(Cursor::new(bytes)))),
            "xls" | "xlsx" => ("sheet", Box::new(sheet(bytes))),
            _ => return None,
        })
    }

    fn serves(&self, register: &str) -> bool {
        self.code_server.clone().and_then(|address| CodeServer::with(address, register)).is_some()
    }

    fn fetch(&self, register: &str, since: Option<Day>) -> Result<Box<dyn RegisterSource>, SourceFault> {
        let unavailable = |why: &str| SourceFault::Unavailable(why.to_owned());
        let address = self.code_server.clone().ok_or_else(|| unavailable("no code server is set"))?;
        let at = CodeServer::with(address, register).ok_or_else(|| unavailable("the code server does not have this register"))?;
        let rest = Rest::new(at, since).map_err(|error| SourceFault::Unavailable(error.to_string()))?;
        Ok(Box::new(rest))
    }

    fn code_server(&self) -> Option<&str> {
        self.code_server.as_deref()
    }
}
