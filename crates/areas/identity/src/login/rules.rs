//! Where one goes after a login.

/// A path of ours, or the front page: never another site, however it is written.
pub fn own_path(path: &str) -> &str {
    let plain = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '@']) && !path.chars().any(char::is_control);
    if plain { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_login_one_stays_on_this_site() {
        assert_eq!(own_path("/applications/1?x=2"), "/applications/1?x=2");
        for evil in ["", "https://evil.example", "//evil.example", "/\\evil.example", "/a@evil", "\n/x", "x"] {
            assert_eq!(own_path(evil), "/", "{evil}");
        }
    }
}
