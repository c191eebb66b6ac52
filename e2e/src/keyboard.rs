//! The keyboard alone, for those who use no pointer.

use anyhow::{Context, Result, bail};
use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};

use crate::Browser;

impl Browser {
    pub async fn key(&self, key: Key) -> Result<()> {
        self.keys(&[char::from(key)], None).await
    }

    /// Tab, forwards.
    pub async fn tab(&self) -> Result<()> {
        self.key(Key::Tab).await
    }

    /// Tab, backwards.
    pub async fn back_tab(&self) -> Result<()> {
        self.keys(&[char::from(Key::Tab)], Some(char::from(Key::Shift))).await
    }

    pub async fn enter(&self) -> Result<()> {
        self.key(Key::Enter).await
    }

    pub async fn space(&self) -> Result<()> {
        self.keys(&[' '], None).await
    }

    /// Types into what has the focus.
    pub async fn type_text(&self, text: &str) -> Result<()> {
        self.keys(&text.chars().collect::<Vec<_>>(), None).await
    }

    async fn keys(&self, keys: &[char], held: Option<char>) -> Result<()> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        if let Some(value) = held {
            actions = actions.then(KeyAction::Down { value });
        }
        for value in keys {
            actions = actions.then(KeyAction::Down { value: *value }).then(KeyAction::Up { value: *value });
        }
        if let Some(value) = held {
            actions = actions.then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// What has the focus, in the words a screen reader would begin with: label, legend, button's or link's text.
    pub async fn focused(&self) -> Result<String> {
        const NAME: &str = "
            const e = document.activeElement;
            if (!e || e === document.body) return '';
            const words = e.labels && e.labels.length ? e.labels[0].textContent : e.getAttribute('aria-label') || e.textContent;
            return words.replace(/\\s+/g, ' ').replace(/ \\*$/, '').trim();";
        Ok(self.client.execute(NAME, vec![]).await?.as_str().context("no focus")?.to_owned())
    }

    /// Goes on by Tab until this has the focus; fails after a whole round.
    pub async fn tab_to(&self, words: &str) -> Result<()> {
        const MOST: usize = 150;
        let mut passed = Vec::new();
        for _ in 0..MOST {
            self.tab().await?;
            let focused = self.focused().await?;
            if focused == words {
                return Ok(());
            }
            passed.push(focused);
        }
        bail!("«{words}» cannot be reached by Tab; passed: {}", passed.join(" → "))
    }

    /// Is what has the focus marked so that one sees it?
    pub async fn focus_is_visible(&self) -> Result<bool> {
        const VISIBLE: &str = "
            const e = document.activeElement, s = getComputedStyle(e), l = e.labels && e.labels[0] && getComputedStyle(e.labels[0], '::before');
            const marked = s => s && ((s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none');
            return e.matches(':focus-visible') && Boolean(marked(s) || marked(l));";
        Ok(self.client.execute(VISIBLE, vec![]).await?.as_bool().unwrap_or_default())
    }
}
