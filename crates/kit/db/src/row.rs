use kit_core::{Day, Instant, Language, Uuid};
use rusqlite::types::Value as Lite;

use crate::{DbError, pg::PgDay, pg::PgInstant};

/// One row of an answer; columns are read by their place, from 0.
#[derive(Debug)]
pub struct Row(pub(crate) RowOf);

#[derive(Debug)]
pub(crate) enum RowOf {
    Lite(Vec<Lite>),
    Pg(tokio_postgres::Row),
}

impl Row {
    pub fn get<T: Column>(&self, place: usize) -> Result<T, DbError> {
        match &self.0 {
            RowOf::Lite(columns) => columns.get(place).and_then(T::from_lite).ok_or_else(|| wrong::<T>(place)),
            RowOf::Pg(row) => T::from_pg(row, place).map_err(|_| wrong::<T>(place)),
        }
    }
}

fn wrong<T>(place: usize) -> DbError {
    DbError::Fault(format!("column {place} is not a {}", std::any::type_name::<T>()))
}

/// A type that a column can be read as.
pub trait Column: Sized {
    fn from_lite(value: &Lite) -> Option<Self>;
    fn from_pg(row: &tokio_postgres::Row, place: usize) -> Result<Self, tokio_postgres::Error>;
}

macro_rules! column {
    ($type:ty, $lite:expr) => {
        impl Column for $type {
            fn from_lite(value: &Lite) -> Option<Self> {
                let read: fn(&Lite) -> Option<Self> = $lite;
                read(value)
            }
            fn from_pg(row: &tokio_postgres::Row, place: usize) -> Result<Self, tokio_postgres::Error> {
                row.try_get(place)
            }
        }
    };
}

column!(i64, |v| if let Lite::Integer(n) = v { Some(*n) } else { None });
column!(bool, |v| if let Lite::Integer(n) = v { Some(*n != 0) } else { None });
column!(String, |v| if let Lite::Text(text) = v { Some(text.clone()) } else { None });
column!(Vec<u8>, |v| if let Lite::Blob(bytes) = v { Some(bytes.clone()) } else { None });
column!(Uuid, |v| if let Lite::Blob(bytes) = v { Self::from_slice(bytes).ok() } else { None });

impl Column for Instant {
    fn from_lite(value: &Lite) -> Option<Self> {
        i64::from_lite(value).map(Self::from_micros)
    }
    fn from_pg(row: &tokio_postgres::Row, place: usize) -> Result<Self, tokio_postgres::Error> {
        row.try_get::<_, PgInstant>(place).map(|at| at.0)
    }
}

impl Column for Day {
    fn from_lite(value: &Lite) -> Option<Self> {
        String::from_lite(value).as_deref().and_then(Self::parse_iso)
    }
    fn from_pg(row: &tokio_postgres::Row, place: usize) -> Result<Self, tokio_postgres::Error> {
        row.try_get::<_, PgDay>(place).map(|day| day.0)
    }
}

impl Column for Language {
    fn from_lite(value: &Lite) -> Option<Self> {
        String::from_lite(value).as_deref().and_then(Self::from_code)
    }
    fn from_pg(row: &tokio_postgres::Row, place: usize) -> Result<Self, tokio_postgres::Error> {
        row.try_get::<_, &str>(place).map(|code| Self::from_code(code).unwrap_or_default())
    }
}

impl<T: Column + PgNullable> Column for Option<T> {
    fn from_lite(value: &Lite) -> Option<Self> {
        match value {
            Lite::Null => Some(None),
            present => T::from_lite(present).map(Some),
        }
    }
    fn from_pg(row: &tokio_postgres::Row, place: usize) -> Result<Self, tokio_postgres::Error> {
        T::nullable(row, place)
    }
}

/// How PostgreSQL's driver reads a column that may be empty.
pub trait PgNullable: Sized {
    fn nullable(row: &tokio_postgres::Row, place: usize) -> Result<Option<Self>, tokio_postgres::Error>;
}

macro_rules! nullable {
    ($($type:ty as $driver:ty => $make:expr),* $(,)?) => {$(
        impl PgNullable for $type {
            fn nullable(row: &tokio_postgres::Row, place: usize) -> Result<Option<Self>, tokio_postgres::Error> {
                let make: fn($driver) -> Self = $make;
                row.try_get::<_, Option<$driver>>(place).map(|value| value.map(make))
            }
        }
    )*};
}

nullable! {
    i64 as i64 => |v| v,
    bool as bool => |v| v,
    String as String => |v| v,
    Vec<u8> as Vec<u8> => |v| v,
    Uuid as Uuid => |v| v,
    Instant as PgInstant => |v| v.0,
    Day as PgDay => |v| v.0,
    Language as String => |v| Self::from_code(&v).unwrap_or_default(),
}
