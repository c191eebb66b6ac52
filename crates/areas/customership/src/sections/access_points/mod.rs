//! Liityntäpisteet ja järjestelmät: through which access points and with which systems the service is used
//! (Finnish guide 3.1.2, figure 4; Swedish guide 3.1.2, figure 4).

mod page;
mod rules;

pub use rules::{AccessPointUse, AccessPoints, AccessPointsError, AccessPointsPolicy, Known};
