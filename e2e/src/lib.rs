//! The program in a browser, as people use it: Chromium, driven through its own driver.
//!
//! A journey names what a reader sees: labels, buttons, links. It reaches nothing by position in the
//! markup, so that a page that cannot be read cannot be tested either.
#![allow(clippy::disallowed_methods, clippy::print_stderr, reason = "a test's tools: they start programs, wait, read settings of the test and tell")]

mod accessibility;
mod browser;
mod controls;
mod download;
mod driver;
mod keyboard;
mod program;
mod texts;

pub use accessibility::Findings;
pub use browser::{Browser, Options};
pub use program::Program;
pub use texts::Texts;

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use anyhow::{Context, Result};

/// Where builds and tests leave their files.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"), PathBuf::from)
}

/// A new folder under `target/tmp`.
fn new_folder(kind: &str) -> Result<PathBuf> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let folder = target().join(format!("tmp/{kind}/{}-{number}", std::process::id()));
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    Ok(folder.canonicalize()?)
}

/// Ports that nobody listens to just now.
fn free_ports<const N: usize>() -> Result<[u16; N]> {
    let mut listeners = Vec::new();
    let mut ports = [0; N];
    for port in &mut ports {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        *port = listener.local_addr()?.port();
        listeners.push(listener);
    }
    Ok(ports)
}
