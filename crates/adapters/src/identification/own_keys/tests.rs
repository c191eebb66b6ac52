use kit_core::Ids;

use super::*;

const NOW: Instant = Instant::from_micros(1_795_244_707_000_000);

fn folder() -> PathBuf {
    std::env::temp_dir().join(format!("ekstranet-keys-{}", Ids::random().next(NOW)))
}

fn published(keys: &OwnKeys) -> Vec<(String, String)> {
    let text = |key: &Value, name: &str| key[name].as_str().unwrap_or_default().to_owned();
    keys.set().public()["keys"].as_array().unwrap().iter().map(|key| (text(key, "use"), text(key, "kid"))).collect()
}

#[test]
fn the_next_keys_are_published_first_and_used_later_without_a_restart() {
    let folder = folder();
    assert!(OwnKeys::open(&folder, Clock::fixed(NOW)).is_err(), "nothing is made unasked");
    assert_eq!(make_next_keys(&folder).unwrap(), "the first keys");
    let clock = Clock::fixed(NOW);
    let keys = OwnKeys::open(&folder, clock.clone()).unwrap();
    let first = published(&keys);
    assert_eq!(first.iter().map(|(purpose, _)| purpose.as_str()).collect::<Vec<_>>(), ["sig", "enc"]);
    assert!(rotate_keys(&folder).is_err(), "there are no next ones");

    assert_eq!(make_next_keys(&folder).unwrap(), "the next keys");
    assert!(make_next_keys(&folder).is_err(), "once");
    assert_eq!(published(&keys), first, "not looked at yet");
    clock.advance(LOOK_AGAIN);
    let both = published(&keys);
    assert_eq!((&both[0], &both[2]), (&first[0], &first[1]));
    assert_eq!(both.len(), 4);

    rotate_keys(&folder).unwrap();
    // A token that names a key is reason enough to look at once; the key that was replaced opens still.
    assert_eq!(keys.for_decryption(Some(&first[1].1)).len(), 1);
    clock.advance(LOOK_AGAIN);
    assert_eq!(published(&keys), [both[1].clone(), both[3].clone()]);
    assert_eq!(keys.for_decryption(Some(&first[1].1)).len(), 1, "encrypted before the change");
    assert_eq!(keys.for_decryption(None).len(), 2);
    assert!(keys.for_decryption(Some("unknown")).is_empty());

    std::fs::write(folder.join("signing.pem"), "half a file").unwrap();
    clock.advance(LOOK_AGAIN);
    assert_eq!(published(&keys), [both[1].clone(), both[3].clone()], "what is not whole is not taken");
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_key_that_everybody_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    OwnKeys::open_or_make(&folder, Clock::fixed(NOW)).unwrap();
    std::fs::set_permissions(folder.join("signing.pem"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let error = OwnKeys::open(&folder, Clock::fixed(NOW)).unwrap_err();
    assert!(format!("{error:#}").contains("chmod 600"), "{error:#}");
    std::fs::remove_dir_all(folder).unwrap();
}
