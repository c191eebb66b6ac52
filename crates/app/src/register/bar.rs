use std::io::{IsTerminal as _, Write as _, stderr};

/// How far an import is, on one line of a terminal; silent elsewhere.
pub struct Bar {
    shown: bool,
}

const WIDTH: u64 = 40;

impl Bar {
    pub fn new() -> Self {
        Self { shown: stderr().is_terminal() }
    }

    pub fn tell(&mut self, read: u64, of: Option<u64>) {
        if !self.shown {
            return;
        }
        let line = match of.filter(|of| *of > 0) {
            Some(of) => {
                let filled = usize::try_from(WIDTH * read.min(of) / of).unwrap_or_default();
                format!("[{:·<width$}] {:3} %  {read} / {of}", "█".repeat(filled), 100 * read.min(of) / of, width = WIDTH as usize)
            }
            None => format!("{read} rows"),
        };
        // A terminal that is gone does not stop an import.
        self.shown = write!(stderr(), "\r{line}").is_ok();
    }

    pub fn end(&self) {
        if self.shown {
            drop(writeln!(stderr()));
        }
    }
}
