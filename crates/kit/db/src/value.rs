use kit_core::{Day, Instant, Language, Uuid};

/// A value on its way into a statement.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Null,
    Int(i64),
    Bool(bool),
    Text(String),
    Uuid(Uuid),
    Instant(Instant),
    Day(Day),
    Bytes(Vec<u8>),
}

/// `values![a, b]`: the values of a statement's `$1`, `$2`, in order.
#[macro_export]
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$($crate::Value::from($value)),*] };
}

macro_rules! from {
    ($($type:ty => $make:expr),* $(,)?) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                let make: fn($type) -> Self = $make;
                make(value)
            }
        }
    )*};
}

from! {
    i64 => Self::Int,
    bool => Self::Bool,
    String => Self::Text,
    &String => |text| Self::Text(text.clone()),
    &str => |text| Self::Text(text.to_owned()),
    Uuid => Self::Uuid,
    Instant => Self::Instant,
    Day => Self::Day,
    Vec<u8> => Self::Bytes,
    &[u8] => |bytes| Self::Bytes(bytes.to_vec()),
    Language => |language| Self::Text(language.code().to_owned()),
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
