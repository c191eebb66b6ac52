//! The ending of a service or of the customership: what ends and when, and whom to contact about it (Finnish guide 5,
//! figures 15–17; domain notes 5.1).

mod contact;
mod rules;
mod terms;

pub use rules::{
    Closes, Ending, EndingContact, EndingContactError, EndingContactPolicy, EndingDates, EndingTermsError, EndingTermsPolicy, EndingTermsWarning,
    Ends, EndsEarlier, closes,
};
