use std::{mem, thread};

use ports::{Answer, RegisterSource, SourceFault, SourceRow};
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Rows in one handful.
const HANDFUL: usize = 500;
/// Handfuls that wait while others are checked.
const WAITING: usize = 4;

enum Fed {
    Columns(Vec<String>),
    Rows(Vec<SourceRow>),
    Broken(SourceFault),
}

/// Takes what a reader finds, on its own thread.
pub struct Sink {
    to: Sender<Fed>,
    rows: Vec<SourceRow>,
}

impl Sink {
    pub fn columns(&self, names: Vec<String>) -> Result<(), SourceFault> {
        self.to.blocking_send(Fed::Columns(names)).map_err(|_| nobody())
    }

    /// Waits when nobody takes the rows as fast as they are found.
    pub fn row(&mut self, row: SourceRow) -> Result<(), SourceFault> {
        self.rows.push(row);
        if self.rows.len() < HANDFUL { Ok(()) } else { self.hand_over() }
    }

    fn hand_over(&mut self) -> Result<(), SourceFault> {
        let rows = mem::take(&mut self.rows);
        if rows.is_empty() { Ok(()) } else { self.to.blocking_send(Fed::Rows(rows)).map_err(|_| nobody()) }
    }
}

/// The import has stopped: so does the reader, unheard.
fn nobody() -> SourceFault {
    SourceFault::Unavailable("nobody listens any more".to_owned())
}

/// A source that is read on a thread of its own, a few handfuls ahead.
#[derive(Debug)]
pub struct Feed {
    from: Receiver<Fed>,
}

impl Feed {
    /// Begins to read. `read` hands over the columns first, then row after row.
    pub fn start(read: impl FnOnce(&mut Sink) -> Result<(), SourceFault> + Send + 'static) -> Self {
        let (to, from) = channel(WAITING);
        thread::spawn(move || {
            let mut sink = Sink { to, rows: Vec::new() };
            let outcome = read(&mut sink).and_then(|()| sink.hand_over());
            if let Err(fault) = outcome {
                // Who has stopped to listen does not want to hear of it.
                drop(sink.to.blocking_send(Fed::Broken(fault)));
            }
        });
        Self { from }
    }
}

impl RegisterSource for Feed {
    fn columns(&mut self) -> Answer<'_, Result<Vec<String>, SourceFault>> {
        Box::pin(async {
            match self.from.recv().await {
                Some(Fed::Columns(names)) => Ok(names),
                Some(Fed::Broken(fault)) => Err(fault),
                Some(Fed::Rows(_)) | None => Err(SourceFault::Damaged("it has no columns".to_owned())),
            }
        })
    }

    fn rows(&mut self) -> Answer<'_, Result<Vec<SourceRow>, SourceFault>> {
        Box::pin(async {
            match self.from.recv().await {
                Some(Fed::Rows(rows)) => Ok(rows),
                Some(Fed::Broken(fault)) => Err(fault),
                Some(Fed::Columns(_)) => Err(SourceFault::Damaged("it has columns twice".to_owned())),
                None => Ok(Vec::new()),
            }
        })
    }

    fn expected(&self) -> Option<u64> {
        None
    }
}
