//! Who is there, for whom, and what they may see: login, acting for an organisation, sessions, access, access log,
//! and the public pages that tell about all this.

pub mod access;
mod login;
pub mod session;
mod start;

pub use access::{Access, Answer, Form, Identified, Officer, Program, RegisterForm, Representative, Route, UploadForm, Visit};
pub use login::{keying, rules as rights};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

pub fn routes() -> Vec<Route> {
    [start::routes(), login::routes()].into_iter().flatten().collect()
}
