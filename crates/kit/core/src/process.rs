//! Which process it is, so that another one can tell that it is gone.

use std::fs;

/// The mark of this process: the machine's start, the space in which its number counts, its number, when it began. Empty
/// where the system does not say so; then nobody can tell.
pub fn mark() -> String {
    of("self").unwrap_or_default()
}

/// Is the process with that mark gone for certain? Never of one on another machine or behind another wall.
pub fn is_gone(mark: &str) -> bool {
    let (mine, mut parts) = (self::mark(), mark.split(' '));
    let (Some(place), Some(number)) = (parts.next(), parts.next()) else {
        return false;
    };
    let here = mine.split(' ').next() == Some(place) && number.parse::<u32>().is_ok();
    // A number may have been given to another process since: the beginning tells.
    here && of(number).is_none_or(|there| there != mark)
}

fn of(process: &str) -> Option<String> {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let space = fs::read_link("/proc/self/ns/pid").ok()?;
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name stands in brackets and may hold anything; the state follows, and the beginning is the twentieth after it.
    let (front, back) = stat.rsplit_once(") ")?;
    let number = front.split(' ').next()?;
    let (state, began) = (back.split(' ').next()?, back.split(' ').nth(19)?);
    // What was killed and not buried does nothing any more.
    (state != "Z").then(|| format!("{}/{} {number} {began}", boot.trim(), space.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_is_gone_when_its_number_is_free_or_another_has_it() {
        let mine = mark();
        let parts: Vec<&str> = mine.split(' ').collect();
        let [place, number, began] = parts[..] else { panic!("{mine}") };
        assert!(!is_gone(&mine), "we are here");
        assert!(is_gone(&format!("{place} {number} 1{began}")), "another had our number before us");
        assert!(is_gone(&format!("{place} 4194999 {began}")), "no process has this number");
        assert!(!is_gone(&format!("elsewhere/{place} 4194999 {began}")), "who knows of other machines");
        assert!(["", "x", "x y z"].into_iter().all(|odd| !is_gone(odd)));
    }
}
