//! Suomi.fi e-Authorizations by its Web API, acting for an organisation (YPA). Each call carries a checksum of its own
//! address; the choice itself is made by the person on the service's page.
//! Source: the agency's own clients and documentation of the Web API.

mod checksum;
mod settings;
mod web_api;

pub use settings::WebApiSettings;
pub use web_api::WebApi;
