use std::io::Cursor;

use adapters::registers::{CodeServer, Rest, sheet, text, xml};
use kit_core::{Clock, Day, Ids};
use kit_db::Db;
use ports::RegisterSource;
use registers::{
    CodeList, ShippedList,
    import::{Extent, Register, Stopped, Terms, What, import, runs},
};
use standins::code_server::{self, PROVIDERS, rows::Row, shapes};
use tokio::net::TcpListener;

/// A database into which registers come, on a day in November.
pub struct Registry {
    pub db: Db,
    pub clock: Clock,
    pub ids: Ids,
    /// Whole registers are believed even if much leaves by them.
    pub may_shrink: bool,
}

impl Registry {
    pub fn on(db: &Db) -> Self {
        Self { db: db.clone(), clock: Clock::fixed(Day::new(2026, 11, 24).unwrap().start()), ids: Ids::seeded(7), may_shrink: false }
    }

    pub async fn import(&self, source: &mut dyn RegisterSource, extent: Extent) -> Result<runs::Run, Stopped> {
        self.import_as(Register::Providers, source, extent).await
    }

    pub async fn import_as(&self, register: Register, source: &mut dyn RegisterSource, extent: Extent) -> Result<runs::Run, Stopped> {
        self.take(What::Register(register), source, extent).await
    }

    pub async fn list(&self, list: CodeList, source: &mut dyn RegisterSource) -> Result<runs::Run, Stopped> {
        self.take(What::List(list), source, Extent::Whole).await
    }

    async fn take(&self, what: What, source: &mut dyn RegisterSource, extent: Extent) -> Result<runs::Run, Stopped> {
        let id = self.ids.next(self.clock.now());
        let whole = extent == Extent::Whole;
        let begun = runs::Begun { id, what: what.key(), shape: "text", origin: "malli".to_owned(), whole, officer: None };
        import((&self.db, &self.clock, &self.ids), begun, Terms { what, extent, may_shrink: self.may_shrink }, source, &mut |_, _| {}).await
    }

    pub async fn shipped(&self, list: ShippedList, source: &mut dyn RegisterSource) -> Result<runs::Run, Stopped> {
        self.take(What::Shipped(list), source, Extent::Whole).await
    }

    pub async fn whole(&self, rows: &[Row]) -> runs::Run {
        self.import(&mut text(Cursor::new(as_text(rows))), Extent::Whole).await.unwrap()
    }
}

pub fn as_text(rows: &[Row]) -> Vec<u8> {
    let mut bytes = Vec::new();
    shapes::text(rows, &mut bytes).unwrap();
    bytes
}

pub fn as_xml(rows: &[Row]) -> Vec<u8> {
    let mut bytes = Vec::new();
    shapes::xml(rows, PROVIDERS.1, &mut bytes).unwrap();
    bytes
}

pub fn as_sheet(rows: &[Row]) -> Vec<u8> {
    shapes::sheet(rows).unwrap()
}

/// The file shapes, each with its reader.
pub type Shape = (&'static str, fn(&[Row]) -> Vec<u8>, fn(Vec<u8>) -> Box<dyn RegisterSource>);

pub const FILES: [Shape; 3] = [
    ("text", as_text, |bytes| Box::new(text(Cursor::new(bytes)))),
    ("xml", as_xml, |bytes| Box::new(xml(Cursor::new(bytes)))),
    ("sheet", as_sheet, |bytes| Box::new(sheet(bytes))),
];

/// A code server with these rows; its address.
pub async fn code_server(served: &code_server::CodeServer) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/v6", listener.local_addr().unwrap());
    let routes = code_server::routes(served.clone());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    address
}

pub fn rest(address: &str, since: Option<Day>) -> Rest {
    rest_of(PROVIDERS, address, since)
}

pub fn rest_of((classification, version): (&str, &str), address: &str, since: Option<Day>) -> Rest {
    let at = CodeServer { address: address.to_owned(), classification: classification.to_owned(), version: version.to_owned() };
    Rest::new(at, since).unwrap()
}
