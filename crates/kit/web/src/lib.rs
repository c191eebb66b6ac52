pub mod assets;
pub mod components;
pub mod gallery;
pub mod layout;
