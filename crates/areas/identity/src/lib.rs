//! Who is there, for whom, and what they may see: login, acting for an organisation, sessions, access, access log,
//! and the public pages that tell about all this.

pub mod access;
mod acting;
mod doctor;
mod login;
mod logout;
mod own_sessions;
pub mod session;
mod start;

pub use access::{Access, Answer, Form, Identified, Officer, Program, RegisterForm, Representative, Route, UploadForm, Visit};
pub use acting::{check_again, rules as rights};
pub use login::keying;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

pub fn routes() -> Vec<Route> {
    [start::routes(), login::routes(), acting::routes(), doctor::routes(), own_sessions::routes(), logout::routes()].into_iter().flatten().collect()
}
