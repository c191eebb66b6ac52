use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use anyhow::Context as _;
use tokio::fs;

/// Mails as files `<n>.eml` in a folder, numbered from 1 in the order of their arrival. What is in the folder stays.
#[derive(Clone, Debug)]
pub struct MailStore {
    folder: Arc<Path>,
    last: Arc<AtomicU64>,
}

impl MailStore {
    /// Makes the folder if it is missing.
    pub async fn open(folder: impl Into<PathBuf>) -> anyhow::Result<Self> {
        let folder = folder.into();
        fs::create_dir_all(&folder).await.with_context(|| format!("the folder for mails, {}", folder.display()))?;
        let store = Self { folder: folder.into(), last: Arc::default() };
        let last = store.numbers().await?.first().copied().unwrap_or_default();
        store.last.store(last, Ordering::SeqCst);
        Ok(store)
    }

    /// Keeps a mail and gives its number. It is in its place as a whole or not at all.
    pub async fn keep(&self, mail: &[u8]) -> anyhow::Result<u64> {
        let number = self.last.fetch_add(1, Ordering::SeqCst) + 1;
        let unfinished = self.folder.join(format!("{number}.part"));
        fs::write(&unfinished, mail).await.context("a mail to keep")?;
        fs::rename(unfinished, self.path(number)).await.context("a mail to keep")?;
        Ok(number)
    }

    /// The mail as it came, with its envelope's recipients in `Delivered-To` and its sender in `Return-Path` before it.
    pub async fn mail(&self, number: u64) -> Option<Vec<u8>> {
        fs::read(self.path(number)).await.ok()
    }

    /// Keeps what the sender was told of a mail.
    pub(super) async fn keep_report(&self, number: u64, report: &str) -> anyhow::Result<()> {
        fs::write(self.folder.join(format!("{number}.report")), report).await.context("what was told of a mail")
    }

    /// What the sender was told, and before it what was answered to that.
    pub(super) async fn report(&self, number: u64) -> Option<String> {
        fs::read_to_string(self.folder.join(format!("{number}.report"))).await.ok()
    }

    /// The numbers of all mails, newest first.
    pub async fn numbers(&self) -> anyhow::Result<Vec<u64>> {
        let mut files = fs::read_dir(&self.folder).await.context("the folder for mails")?;
        let mut numbers = Vec::new();
        while let Some(file) = files.next_entry().await.context("the folder for mails")? {
            numbers.extend(number_of(&file.path()));
        }
        numbers.sort_unstable_by(|a, b| b.cmp(a));
        Ok(numbers)
    }

    fn path(&self, number: u64) -> PathBuf {
        self.folder.join(format!("{number}.eml"))
    }
}

fn number_of(path: &Path) -> Option<u64> {
    (path.extension() == Some(OsStr::new("eml"))).then(|| path.file_stem()?.to_str()?.parse().ok())?
}
