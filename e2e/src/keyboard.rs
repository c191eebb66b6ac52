//! The keyboard alone, for those who use no pointer.

use anyhow::{Context, Result, bail, ensure};
use fantoccini::{
    actions::{InputSource, KeyAction, KeyActions},
    key::Key,
};

use serde_json::Value;

use crate::Browser;

const STOPS: &str = include_str!("stops.js");

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
        let arrived = self.stops("return document.activeElement === document.body ? '' : stops.arrived().words").await?;
        Ok(arrived.as_str().context("no focus")?.to_owned())
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

    /// Goes on by Tab, or back by Shift and Tab, to what is next in the document; its words. None at the end of the page.
    ///
    /// Fails if the focus goes elsewhere, cannot be seen, or is out of sight.
    pub async fn next_stop(&self, backwards: bool) -> Result<Option<String>> {
        if self.stops(&format!("return stops.next({backwards})")).await? == Value::Bool(false) {
            return Ok(None);
        }
        if backwards {
            self.back_tab().await?
        } else {
            self.tab().await?
        }
        let arrived = self.stops("return stops.arrived()").await?;
        let (words, wrong) = (arrived["words"].as_str().unwrap_or_default(), arrived["wrong"].as_str().unwrap_or_default());
        ensure!(wrong.is_empty(), "«{words}» at {}: {wrong}", self.address().await?);
        Ok(Some(words.to_owned()))
    }

    /// Enter or Space on what leads to another page.
    pub async fn leave_by_key(&self, key: char) -> Result<()> {
        self.mark_page().await?;
        self.keys(&[key], None).await?;
        self.wait_for_new_page().await
    }

    /// Is what has the focus marked so that one sees it?
    pub async fn focus_is_visible(&self) -> Result<bool> {
        let arrived = self.stops("return stops.arrived().wrong").await?;
        Ok(arrived.as_str().is_some_and(|wrong| !wrong.contains("not marked")))
    }

    async fn stops(&self, question: &str) -> Result<Value> {
        Ok(self.client.execute(&format!("{STOPS}{question}"), vec![]).await?)
    }
}
