//! Controls by the words that stand on them.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use fantoccini::{Locator, elements::Element};

use serde_json::json;

use crate::Browser;

/// By this name the driver knows an element among a script's arguments (WebDriver, «web element identifier»).
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Words on the page, without the asterisk of a mandatory field, as an XPath text.
fn words(text: &str) -> String {
    let parts: Vec<String> = text.split('\'').map(|part| format!("'{part}'")).collect();
    if parts.len() == 1 { parts.concat() } else { format!("concat({})", parts.join(", \"'\", ")) }
}

fn label(text: &str, kinds: &str) -> String {
    format!("//*[{kinds}][@id = //label[normalize-space(translate(., '*', '')) = {}]/@for]", words(text))
}

const TYPED: &str = "self::input[not(@type = 'radio' or @type = 'checkbox')] or self::textarea";
const CHOSEN: &str = "self::input[@type = 'radio' or @type = 'checkbox']";

impl Browser {
    /// Types into the field with this label, in place of what was there.
    pub async fn fill(&self, label: &str, value: &str) -> Result<()> {
        self.fill_nth(label, 0, value).await
    }

    /// As [`Browser::fill`], when several rows have such a field: counted from 0.
    pub async fn fill_nth(&self, name: &str, nth: usize, value: &str) -> Result<()> {
        let field = self.one(&label(name, TYPED), nth, name).await?;
        field.clear().await?;
        field.send_keys(value).await.with_context(|| name.to_owned())
    }

    /// Chooses a file of this machine for the field with this label.
    pub async fn attach(&self, name: &str, file: &Path) -> Result<()> {
        let field = self.one(&label(name, "self::input[@type = 'file']"), 0, name).await?;
        field.send_keys(&file.canonicalize()?.to_string_lossy()).await.with_context(|| name.to_owned())
    }

    /// What the field with this label holds.
    pub async fn value(&self, label: &str) -> Result<String> {
        self.value_nth(label, 0).await
    }

    pub async fn value_nth(&self, name: &str, nth: usize) -> Result<String> {
        Ok(self.one(&label(name, TYPED), nth, name).await?.prop("value").await?.unwrap_or_default())
    }

    /// Chooses the radio button or ticks the box with this label.
    pub async fn choose(&self, label: &str) -> Result<()> {
        self.choose_nth(label, 0).await
    }

    pub async fn choose_nth(&self, name: &str, nth: usize) -> Result<()> {
        let choice = self.one(&label(name, CHOSEN), nth, name).await?;
        if !choice.is_selected().await? {
            self.click(&choice, name).await?;
        }
        ensure!(choice.is_selected().await?, "«{name}» cannot be chosen");
        Ok(())
    }

    /// Takes the tick out of a box.
    pub async fn untick_nth(&self, name: &str, nth: usize) -> Result<()> {
        let choice = self.one(&label(name, CHOSEN), nth, name).await?;
        if choice.is_selected().await? {
            self.click(&choice, name).await?;
        }
        Ok(())
    }

    pub async fn is_chosen_nth(&self, name: &str, nth: usize) -> Result<bool> {
        Ok(self.one(&label(name, CHOSEN), nth, name).await?.is_selected().await?)
    }

    /// Chooses from a list by the label of the list and of the entry.
    pub async fn select(&self, name: &str, entry: &str) -> Result<()> {
        let list = self.one(&label(name, "self::select"), 0, name).await?;
        list.select_by_label(entry).await.with_context(|| format!("{name}: {entry}"))
    }

    /// Presses the button with these words, also those that only a screen reader says; none that is hidden from it.
    pub async fn press(&self, words: &str) -> Result<()> {
        self.press_nth(words, 0).await
    }

    pub async fn press_nth(&self, name: &str, nth: usize) -> Result<()> {
        self.leave_by(&self.button(name, nth).await?, name).await
    }

    /// Presses a button that leads to no other page.
    pub async fn press_and_stay(&self, name: &str) -> Result<()> {
        self.click(&self.button(name, 0).await?, name).await
    }

    async fn button(&self, name: &str, nth: usize) -> Result<Element> {
        let button = format!("//button[normalize-space() = {0}][not(@aria-hidden = 'true')] | //input[@type = 'submit'][@value = {0}]", words(name));
        self.one(&button, nth, name).await
    }

    /// Follows the link with these words.
    pub async fn follow(&self, words: &str) -> Result<()> {
        self.follow_nth(words, 0).await
    }

    pub async fn follow_nth(&self, name: &str, nth: usize) -> Result<()> {
        self.leave_by(&self.link(name, nth).await?, name).await
    }

    async fn leave_by(&self, element: &Element, name: &str) -> Result<()> {
        self.mark_page().await?;
        self.click(element, name).await?;
        self.wait_for_new_page().await.with_context(|| name.to_owned())
    }

    /// The address that a link leads to.
    pub async fn link_address(&self, name: &str) -> Result<String> {
        self.link(name, 0).await?.prop("href").await?.context("a link without an address")
    }

    async fn link(&self, name: &str, nth: usize) -> Result<Element> {
        self.one(&format!("//a[@href][normalize-space() = {}]", words(name)), nth, name).await
    }

    /// Opens what hides behind a summary, e.g. a field's help.
    pub async fn unfold(&self, name: &str) -> Result<()> {
        let summary = format!("//summary[normalize-space() = {}]", words(name));
        self.click(&self.one(&summary, 0, name).await?, name).await
    }

    /// Brings it to the middle of the screen, clear of what sticks to the edges, and clicks.
    async fn click(&self, element: &Element, name: &str) -> Result<()> {
        let target = json!({ ELEMENT: String::from(element.element_id()) });
        self.client.execute("arguments[0].scrollIntoView({ block: 'center' })", vec![target]).await?;
        element.click().await.with_context(|| name.to_owned())
    }

    async fn one(&self, path: &str, nth: usize, name: &str) -> Result<Element> {
        let mut shown = Vec::new();
        for element in self.client.find_all(Locator::XPath(path)).await? {
            if element.is_displayed().await? {
                shown.push(element);
            }
        }
        let (count, address) = (shown.len(), self.address().await?);
        shown.into_iter().nth(nth).with_context(|| format!("«{name}» number {nth} is not on {address}, there are {count}"))
    }
}

#[test]
fn words_with_apostrophes_are_words_too() {
    assert_eq!(words("Aloita"), "'Aloita'");
    assert_eq!(words("D'Artagnan"), "concat('D', \"'\", 'Artagnan')");
}
