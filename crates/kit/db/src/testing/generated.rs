//! Documents that are made from the code, and compared by a test.

use std::{env, fs, path::Path};

/// Fails if `docs/generated/<name>` is not `text`. `cargo xtask docs` writes it; the calling test's name
/// therefore contains `generated_document`.
pub fn generated_document(name: &str, text: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../docs/generated").join(name);
    if env::var_os("EKSTRANET_WRITE_DOCUMENTS").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("docs/generated can be made");
        fs::write(&file, text).expect("docs/generated can be written");
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == text, "docs/generated/{name} is not what the code says now: cargo xtask docs");
}
