//! Asiakastiedot: the customer's own address, e-mail and phone, common to all services; name, business ID and OID
//! come from the register and are only shown (Finnish guide 3.1.4, figure 5; Swedish guide 3.1.3, figure 6).

mod page;
mod rules;

pub use rules::{CustomerData, CustomerDataError, CustomerDataPolicy, CustomerDataWarning};
