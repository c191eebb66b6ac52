use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use kit_core::Instant;

/// Things that are known for a while, each by its key.
pub struct Kept<T>(Mutex<HashMap<String, (Instant, T)>>);

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> Kept<T> {
    fn at(&self, now: Instant) -> MutexGuard<'_, HashMap<String, (Instant, T)>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|_, (until, _)| now <= *until);
        kept
    }

    pub fn put(&self, now: Instant, until: Instant, key: &str, value: T) {
        self.at(now).insert(key.to_owned(), (until, value));
    }

    /// Keeps it unless something is there by that key: false.
    pub fn put_new(&self, now: Instant, until: Instant, key: &str, value: T) -> bool {
        let mut kept = self.at(now);
        let is_new = !kept.contains_key(key);
        if is_new {
            kept.insert(key.to_owned(), (until, value));
        }
        is_new
    }

    pub fn take(&self, now: Instant, key: &str) -> Option<T> {
        self.at(now).remove(key).map(|(_, value)| value)
    }

    pub fn change<R>(&self, now: Instant, key: &str, change: impl FnOnce(&mut T) -> R) -> Option<R> {
        self.at(now).get_mut(key).map(|(_, value)| change(value))
    }

    /// The first one of which this holds, with its key.
    pub fn key_of(&self, now: Instant, holds: impl Fn(&T) -> bool) -> Option<String> {
        self.at(now).iter().find(|(_, (_, value))| holds(value)).map(|(key, _)| key.clone())
    }
}

impl<T: Clone> Kept<T> {
    pub fn get(&self, now: Instant, key: &str) -> Option<T> {
        self.at(now).get(key).map(|(_, value)| value.clone())
    }
}
