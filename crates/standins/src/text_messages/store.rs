use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use anyhow::Context as _;
use serde::{Deserialize, Serialize};
use tokio::{fs, io::AsyncWriteExt as _, sync::Mutex as Gate};

/// A message as it was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptText {
    pub reference: String,
    pub from: String,
    pub to: String,
    pub text: String,
}

/// What became of a message that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    New,
    /// The very same was there already.
    Before,
    /// Another one has its key.
    Another,
}

/// The messages that the gateway has taken, in their order; as lines of a file, if it has one, so that they outlive the process.
#[derive(Clone, Debug)]
pub struct TextStore {
    kept: Arc<Mutex<Messages>>,
    file: Option<Arc<Gate<fs::File>>>,
}

#[derive(Debug, Default)]
struct Messages {
    all: Vec<KeptText>,
    by_key: HashMap<String, usize>,
}

impl Messages {
    fn add(&mut self, message: KeptText) -> Kept {
        match self.by_key.get(&message.reference).map(|place| &self.all[*place]) {
            Some(before) if *before == message => Kept::Before,
            Some(_) => Kept::Another,
            None => {
                self.by_key.insert(message.reference.clone(), self.all.len());
                self.all.push(message);
                Kept::New
            }
        }
    }
}

impl TextStore {
    pub fn in_memory() -> Self {
        Self { kept: Arc::default(), file: None }
    }

    /// Reads what the file has; a last line that was cut off by a kill was never acknowledged.
    pub async fn open(path: impl Into<PathBuf>) -> anyhow::Result<Self> {
        let path = path.into();
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).await.with_context(|| folder.display().to_string())?;
        }
        let before = fs::read_to_string(&path).await.unwrap_or_default();
        let whole = before.rfind('\n').map_or(0, |end| end + 1);
        let mut messages = Messages::default();
        before[..whole].lines().filter_map(|line| serde_json::from_str(line).ok()).for_each(|message| {
            messages.add(message);
        });
        let file = fs::OpenOptions::new().create(true).append(true).open(&path).await.with_context(|| path.display().to_string())?;
        file.set_len(whole as u64).await.with_context(|| path.display().to_string())?;
        Ok(Self { kept: Arc::new(Mutex::new(messages)), file: Some(Arc::new(Gate::new(file))) })
    }

    pub(super) async fn keep(&self, message: KeptText) -> anyhow::Result<Kept> {
        let line = serde_json::to_string(&message)?;
        let Some(file) = &self.file else { return Ok(self.messages().add(message)) };
        let mut file = file.lock().await;
        let kept = self.messages().add(message);
        if kept == Kept::New {
            file.write_all(format!("{line}\n").as_bytes()).await.context("a text message to keep")?;
            file.flush().await.context("a text message to keep")?;
        }
        Ok(kept)
    }

    pub fn find(&self, reference: &str) -> Option<KeptText> {
        let messages = self.messages();
        messages.by_key.get(reference).map(|place| messages.all[*place].clone())
    }

    /// All messages in the order of their arrival.
    pub fn all(&self) -> Vec<KeptText> {
        self.messages().all.clone()
    }

    fn messages(&self) -> MutexGuard<'_, Messages> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
