//! Laskutustiedot: where and in which language the user fee invoice is sent; an e-invoice is the first choice if its
//! address is given (Finnish guide 3.1.6, figure 7; Swedish guide 3.1.5, figure 8).

mod page;
mod rules;

pub use rules::{Billing, BillingError, BillingPolicy, BillingWarning, EInvoice, InvoiceLanguage};
