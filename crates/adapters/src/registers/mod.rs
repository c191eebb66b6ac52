//! Registers in the shapes in which they are published: each is read a few rows ahead, in bounded memory.

mod feed;
mod fixed;
mod rest;
mod shapes;
mod sheet;
mod text;
mod xml;

pub use feed::Feed;
pub use fixed::fixed;
pub use rest::{CodeServer, Rest};
pub use shapes::Shapes;
pub use sheet::{LARGEST as LARGEST_SHEET, sheet};
pub use text::text;
pub use xml::xml;
