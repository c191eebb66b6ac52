//! Liityntäpisteet ja järjestelmät: through which access points and with which systems the service is used
//! (Finnish guide 3.1.2–3.1.3, figure 4; Swedish guide 3.1.2, figure 4).

mod block;
mod page;
mod rules;
mod warnings;

pub(crate) use page::point;
pub use rules::{AccessPointUse, AccessPoints, AccessPointsError, AccessPointsPolicy, Beside, Known};
pub use warnings::AccessPointsWarning;
