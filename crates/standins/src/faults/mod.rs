//! What can go wrong at the outside services, switched on for tests: by a test in the same process ([`Faults`]), by a call or a
//! page (`/control/faults`), or by a person to whom it always happens.

mod list;
mod page;
mod troubles;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

pub use list::{ALL, Fault, Skew, Step, Trouble};
pub use page::{TITLE, routes};
pub use troubles::troubles;

/// The faults that are switched on, each with how many times it still happens; none: until it is switched off.
/// Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Faults(Arc<Mutex<HashMap<Fault, Option<u32>>>>);

impl Faults {
    fn lock(&self) -> MutexGuard<'_, HashMap<Fault, Option<u32>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// These and no others, until they are changed.
    pub fn set(&self, faults: &[Fault]) {
        self.set_times(faults, None);
    }

    /// These and no others, each so many times.
    pub fn set_times(&self, faults: &[Fault], times: Option<u32>) {
        *self.lock() = faults.iter().map(|fault| (*fault, times)).collect();
    }

    pub fn clear(&self) {
        self.set(&[]);
    }

    pub fn is_on(&self, fault: Fault) -> bool {
        self.lock().contains_key(&fault)
    }

    /// Does it happen now? One time less remains.
    pub fn happens(&self, fault: Fault) -> bool {
        let mut faults = self.lock();
        let Some(times) = faults.get_mut(&fault) else { return false };
        if let Some(left) = times {
            *left = left.saturating_sub(1);
            if *left == 0 {
                faults.remove(&fault);
            }
        }
        true
    }

    /// By how many seconds the mandate service's clock is off.
    pub fn skew(&self) -> i64 {
        let on = self.lock();
        Skew::ALL.iter().filter(|skew| on.contains_key(&Fault::Clock(**skew))).map(|skew| skew.seconds()).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_has_a_key_of_its_own() {
        for fault in ALL {
            assert_eq!(Fault::of(&fault.key()), Some(*fault));
        }
        assert_eq!(Fault::of("nothing"), None);
        let keys: std::collections::BTreeSet<_> = ALL.iter().map(|fault| fault.key()).collect();
        assert_eq!(keys.len(), ALL.len());
    }

    #[test]
    fn a_fault_happens_as_often_as_it_was_told_to() {
        let faults = Faults::default();
        faults.set_times(&[Fault::UnknownRole], Some(2));
        assert_eq!([0; 3].map(|_| faults.happens(Fault::UnknownRole)), [true, true, false]);
        faults.set(&[Fault::UnknownRole]);
        assert_eq!([0; 3].map(|_| faults.happens(Fault::UnknownRole)), [true; 3]);
        faults.clear();
        assert!(!faults.happens(Fault::UnknownRole));
    }
}
