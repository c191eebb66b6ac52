use std::{
    fs,
    io::{ErrorKind, Write as _},
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::Path,
};

use anyhow::{Context as _, ensure};

use super::pair::new_pem;

const SIGNING: &str = "signing.pem";
const ENCRYPTION: &str = "encryption.pem";
const NEXT_SIGNING: &str = "next-signing.pem";
const NEXT_ENCRYPTION: &str = "next-encryption.pem";
const PREVIOUS_ENCRYPTION: &str = "previous-encryption.pem";

/// What lies in the folder.
#[derive(PartialEq, Eq)]
pub struct Files {
    pub signing: String,
    pub encryption: String,
    pub next_signing: Option<String>,
    pub next_encryption: Option<String>,
    pub previous_encryption: Option<String>,
}

impl Files {
    pub fn read(folder: &Path) -> anyhow::Result<Self> {
        let must = |name: &str| read(folder, name)?.with_context(|| format!("{name} is missing"));
        Ok(Self {
            signing: must(SIGNING)?,
            encryption: must(ENCRYPTION)?,
            next_signing: read(folder, NEXT_SIGNING)?,
            next_encryption: read(folder, NEXT_ENCRYPTION)?,
            previous_encryption: read(folder, PREVIOUS_ENCRYPTION)?,
        })
    }
}

fn read(folder: &Path, name: &str) -> anyhow::Result<Option<String>> {
    let path = folder.join(name);
    let metadata = match fs::metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).context(name.to_owned()),
    };
    ensure!(metadata.mode() & 0o007 == 0, "everybody on this machine may read {name}: chmod 600");
    fs::read_to_string(&path).map(Some).context(name.to_owned())
}

/// The pairs in use, if there are none at all.
pub fn make_first_keys(folder: &Path) -> anyhow::Result<()> {
    for name in [SIGNING, ENCRYPTION] {
        if !folder.join(name).exists() {
            write(folder, name)?;
        }
    }
    Ok(())
}

/// Makes the pairs that will be used next, or the first ones. They are published at once and used after [`rotate_keys`].
/// What was encrypted before the last rotation cannot be read any more.
pub fn make_next_keys(folder: &Path) -> anyhow::Result<&'static str> {
    if !folder.join(SIGNING).exists() && !folder.join(NEXT_SIGNING).exists() {
        make_first_keys(folder)?;
        return Ok("the first keys");
    }
    for name in [NEXT_SIGNING, NEXT_ENCRYPTION] {
        ensure!(!folder.join(name).exists(), "{name} is there already: rotate first");
    }
    write(folder, NEXT_ENCRYPTION)?;
    write(folder, NEXT_SIGNING)?;
    match fs::remove_file(folder.join(PREVIOUS_ENCRYPTION)) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).context(PREVIOUS_ENCRYPTION),
        _ => Ok("the next keys"),
    }
}

/// The next pairs are used from now on. Broken off halfway, it goes on where it was.
pub fn rotate_keys(folder: &Path) -> anyhow::Result<()> {
    let rename = |from: &str, to: &str| fs::rename(folder.join(from), folder.join(to)).with_context(|| format!("{from} to {to}"));
    ensure!(folder.join(NEXT_SIGNING).exists(), "there are no next keys: make them, and let providers see them for a day");
    if folder.join(NEXT_ENCRYPTION).exists() {
        if folder.join(ENCRYPTION).exists() {
            rename(ENCRYPTION, PREVIOUS_ENCRYPTION)?;
        }
        rename(NEXT_ENCRYPTION, ENCRYPTION)?;
    }
    rename(NEXT_SIGNING, SIGNING)
}

/// A new key in a file that only its owner reads; whole, or not there. If another process was faster, its key stays.
fn write(folder: &Path, name: &str) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let unfinished = folder.join(format!("{name}.{}.new", std::process::id()));
    fs::remove_file(&unfinished).ok();
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished).with_context(|| name.to_owned())?;
    file.write_all(new_pem()?.as_bytes())?;
    file.sync_all()?;
    let placed = fs::hard_link(&unfinished, folder.join(name));
    fs::remove_file(&unfinished)?;
    match placed {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error).context(name.to_owned()),
        _ => Ok(()),
    }
}
