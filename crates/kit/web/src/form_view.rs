//! A form on its way back to the page: what was typed, what is wrong with it, help for each field.

use std::borrow::Cow;

use kit_core::FieldErrors;

use crate::{
    Fields, Texts,
    components::{Checkbox, Checkboxes, Choice, ErrorSummary, HiddenField, Html, Radios, Text, TextInput, Textarea},
};

/// Makes the components of a form, each with its value and error.
#[derive(Clone, Debug)]
pub struct FormView<'a> {
    fields: &'a Fields,
    errors: Vec<(String, Cow<'static, str>)>,
    texts: Texts,
    csrf: &'a str,
}

impl<'a> FormView<'a> {
    pub fn new(fields: &'a Fields, texts: Texts, csrf: &'a str) -> Self {
        Self { fields, errors: Vec::new(), texts, csrf }
    }

    /// Says in words what is wrong.
    #[must_use]
    pub fn errors<E, T: Into<Cow<'static, str>>>(mut self, errors: &FieldErrors<E>, text: impl Fn(&E) -> T) -> Self {
        self.errors = errors.iter().map(|e| (e.field.clone(), text(&e.error).into())).collect();
        self
    }

    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }

    /// The summary at the top of the page; nothing if nothing is wrong.
    pub fn summary(&self) -> Html<'static> {
        if self.errors.is_empty() {
            return Html::default();
        }
        let count = i64::try_from(self.errors.len()).unwrap_or(i64::MAX);
        let items = self.errors.iter().map(|(field, text)| (Text::Borrowed(field.as_str()), Text::Borrowed(text.as_ref()))).collect();
        Html::of(ErrorSummary::new(self.texts.error_word(), self.texts.error_summary(count)).items(items))
    }

    pub fn csrf(&self) -> HiddenField<'_> {
        HiddenField::new("csrf", self.csrf)
    }

    pub fn hidden(&self, name: &'a str, value: impl Into<Text<'a>>) -> HiddenField<'a> {
        HiddenField::new(name, value)
    }

    /// What was typed.
    pub fn fields(&self) -> &'a Fields {
        self.fields
    }

    pub fn value(&self, name: &str) -> &'a str {
        self.fields.get(name)
    }

    pub fn has(&self, name: &str, value: &str) -> bool {
        self.fields.has(name, value)
    }

    pub fn text<'s>(&'s self, name: impl Into<Text<'s>>, label: &'s str) -> TextInput<'s> {
        let name = name.into();
        let (value, error) = (self.fields.get(&name), self.error(&name));
        TextInput::new(name, label, value).maybe_error(error)
    }

    pub fn area<'s>(&'s self, name: impl Into<Text<'s>>, label: &'s str) -> Textarea<'s> {
        let name = name.into();
        let (value, error) = (self.fields.get(&name), self.error(&name));
        Textarea::new(name, label, value).maybe_error(error)
    }

    /// One of several: value and label of each.
    pub fn radios<'s>(&'s self, name: impl Into<Text<'s>>, legend: &'s str, options: &[(&'s str, &'s str)]) -> Radios<'s> {
        let name = name.into();
        let chosen = self.fields.get(&name);
        let choices = options.iter().map(|(value, label)| Choice::new(*value, *label).checked_if(*value == chosen)).collect();
        let error = self.error(&name);
        Radios::new(name, legend, choices).maybe_error(error)
    }

    /// Any of several: value and label of each.
    pub fn boxes<'s>(&'s self, name: impl Into<Text<'s>>, legend: &'s str, options: &[(&'s str, &'s str)]) -> Checkboxes<'s> {
        let name = name.into();
        let choices = options.iter().map(|(value, label)| Choice::new(*value, *label).checked_if(self.fields.has(&name, value))).collect();
        let error = self.error(&name);
        Checkboxes::new(name, legend, choices).maybe_error(error)
    }

    /// One box that is ticked or not; its value is `yes`.
    pub fn tick<'s>(&'s self, name: &'s str, label: &'s str) -> Checkbox<'s> {
        Checkbox::new(name, label, self.fields.has(name, "yes")).maybe_error(self.error(name))
    }

    /// The rows of a repeated group, by number.
    pub fn rows(&self, group: &str) -> Vec<usize> {
        self.fields.rows(group)
    }

    /// What is wrong with a field, in words.
    pub fn error_of(&self, name: &str) -> Option<&str> {
        self.error(name)
    }

    /// The label of a help button: «Ohje: Lähiosoite».
    pub fn help_label(&self, label: &str) -> String {
        self.texts.help_for(label)
    }

    fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_ref())
    }
}
