//! From which day a technical change holds: today's mailed form asks for it three weeks ahead (domain notes 5.4).

mod page;
mod rules;

pub use rules::{ChangeDay, ChangeDayError, ChangeDayPolicy, ChangeDayWarning};
