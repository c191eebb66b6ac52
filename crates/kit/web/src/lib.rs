//! What all pages are made of: forms as they were typed, the route table, texts, components, the layout.

pub mod assets;
pub mod components;
mod fields;
mod form_view;
pub mod gallery;
pub mod layout;
mod page_error;
mod route;
pub mod upload;

pub use fields::{Fields, MOST_ROWS};
pub use form_view::FormView;
pub use page_error::PageError;
pub use route::Route;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
