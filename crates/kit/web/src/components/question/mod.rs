use askama::Template;

use super::Text;

/// What stands around every field: label, hint, help, error and warning, tied to the field for screen readers.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// Name of the field in the form, and the id of its element.
    pub name: Text<'a>,
    pub label: Text<'a>,
    /// Always visible, read out with the field.
    pub hint: Option<Text<'a>>,
    pub help: Option<Help<'a>>,
    /// What is wrong: it has to be mended.
    pub error: Option<Text<'a>>,
    /// What is odd and may stay as it is. It says so in words, beginning e.g. with «Tarkista:».
    pub warning: Option<Text<'a>>,
    pub required: bool,
}

impl<'a> Question<'a> {
    pub fn new(name: impl Into<Text<'a>>, label: impl Into<Text<'a>>) -> Self {
        Self { name: name.into(), label: label.into(), hint: None, help: None, error: None, warning: None, required: false }
    }

    /// The value of `aria-describedby`; empty if there is nothing to point at.
    pub fn described_by(&self) -> String {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.name));
        let error = self.error.as_ref().map(|_| format!("{}-error", self.name));
        let warning = self.warning.as_ref().map(|_| format!("{}-warning", self.name));
        [hint, error, warning].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// How the whole field looks: wrong, odd or neither.
    pub(super) const fn class(&self) -> &'static str {
        match (&self.error, &self.warning) {
            (Some(_), _) => " field--error",
            (None, Some(_)) => " field--warning",
            (None, None) => "",
        }
    }
}

/// Help behind a «?»: opens without JavaScript, by keyboard and by screen reader.
#[derive(Clone, Debug, Template)]
#[template(path = "components/question/help.html")]
pub struct Help<'a> {
    /// Says whose help it is: «Ohje: Lähiosoite».
    pub label: Text<'a>,
    pub text: Text<'a>,
}

html_safe!(Help);

/// The builder methods that all fields share.
macro_rules! question_methods {
    () => {
        /// A sentence that is always visible under the label.
        pub fn hint(mut self, text: impl Into<$crate::components::Text<'a>>) -> Self {
            self.question.hint = Some(text.into());
            self
        }

        /// Longer help behind «?». The label says whose help it is: «Ohje: Lähiosoite».
        pub fn help(mut self, label: impl Into<$crate::components::Text<'a>>, text: impl Into<$crate::components::Text<'a>>) -> Self {
            self.question.help = Some($crate::components::Help { label: label.into(), text: text.into() });
            self
        }

        /// What is wrong with the value.
        pub fn error(self, text: impl Into<$crate::components::Text<'a>>) -> Self {
            self.maybe_error(Some(text))
        }

        pub fn maybe_error(mut self, text: Option<impl Into<$crate::components::Text<'a>>>) -> Self {
            self.question.error = text.map(Into::into);
            self
        }

        /// What is odd about the value and may stay as it is: «Tarkista: …».
        pub fn warning(self, text: impl Into<$crate::components::Text<'a>>) -> Self {
            self.maybe_warning(Some(text))
        }

        pub fn maybe_warning(mut self, text: Option<impl Into<$crate::components::Text<'a>>>) -> Self {
            self.question.warning = text.map(Into::into);
            self
        }

        /// Marked with an asterisk. The server checks; the browser does not stop the form.
        pub fn required(self) -> Self {
            self.required_if(true)
        }

        pub fn required_if(mut self, required: bool) -> Self {
            self.question.required = required;
            self
        }
    };
}
pub(super) use question_methods;
