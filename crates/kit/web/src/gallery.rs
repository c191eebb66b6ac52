//! Every component in every state, and one page that shows them all: what the tests and the accessibility check look at.

use kit_core::Language;

use crate::components::{self, Example, Html};
use crate::layout::{LayoutTexts, Page, Variant};

/// The named examples of all components, e.g. `text_input/error`, and the markup of each.
pub fn gallery(_language: Language) -> Vec<Example> {
    components::examples()
}
