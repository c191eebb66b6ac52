//! A form on its way back to the page: what was typed, what is wrong or odd about it, help for each field.

use std::{
    borrow::Cow,
    sync::{Arc, Mutex, PoisonError},
};

use kit_core::FieldErrors;

use crate::{
    Fields, Texts,
    components::{
        Checkbox, Checkboxes, Choice, DateInput, ErrorSummary, FileInput, HiddenField, Html, Notice, Radios, Text, TextInput, Textarea,
    },
};

/// Makes the components of a form, each with its value and with what is wrong or odd about it.
#[derive(Clone, Debug)]
pub struct FormView<'a> {
    fields: &'a Fields,
    errors: Vec<(String, Cow<'static, str>)>,
    warnings: Vec<(String, Cow<'static, str>)>,
    remarks: Vec<(String, String)>,
    /// Name and label of each field that was made.
    asked: Arc<Mutex<Vec<(String, String)>>>,
    texts: Texts,
    csrf: &'a str,
}

impl<'a> FormView<'a> {
    pub fn new(fields: &'a Fields, texts: Texts, csrf: &'a str) -> Self {
        Self { fields, errors: Vec::new(), warnings: Vec::new(), remarks: Vec::new(), asked: Arc::default(), texts, csrf }
    }

    /// Says in words what is wrong.
    #[must_use]
    pub fn errors<E, T: Into<Cow<'static, str>>>(mut self, errors: &FieldErrors<E>, text: impl Fn(&E) -> T) -> Self {
        self.errors = errors.iter().map(|e| (e.field.clone(), text(&e.error).into())).collect();
        self
    }

    /// Says in words what is odd and may stay as it is. A field with an error shows no warning: first things first.
    #[must_use]
    pub fn warnings<E, T: Into<Cow<'static, str>>>(mut self, warnings: &FieldErrors<E>, text: impl Fn(&E) -> T) -> Self {
        self.warnings = warnings.iter().map(|w| (w.field.clone(), text(&w.error).into())).collect();
        self
    }

    /// What somebody else says of a field: it stands under it, beside what is wrong or odd.
    #[must_use]
    pub fn remarks(mut self, remarks: Vec<(String, String)>) -> Self {
        self.remarks = remarks;
        self
    }

    /// Name and label of each field that has been made so far, in their order: once the form is rendered, all of them.
    pub fn asked(&self) -> Vec<(String, String)> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn note(&self, name: &str, label: &str) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push((name.to_owned(), label.to_owned()));
    }

    pub fn has_warnings(&self) -> bool {
        self.odd().next().is_some()
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

    /// What is odd, at the top of the page, each line a link to its field; nothing if nothing is odd. It is read out when the
    /// page opens, unless errors are.
    pub fn warning_summary(&self) -> Html<'static> {
        if !self.has_warnings() {
            return Html::default();
        }
        let count = i64::try_from(self.odd().count()).unwrap_or(i64::MAX);
        let notice = Notice::warning(self.texts.warning_summary(count)).line(self.texts.warning_summary_text());
        let notice = self.odd().fold(notice, |notice, (field, text)| notice.link(format!("#{field}"), text));
        Html::of(if self.has_errors() { notice } else { notice.announced() })
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
        self.note(&name, label);
        let (value, error, warning) = (self.fields.get(&name), self.error(&name), self.warning(&name));
        TextInput::new(name, label, value).maybe_error(error).maybe_warning(warning)
    }

    pub fn area<'s>(&'s self, name: impl Into<Text<'s>>, label: &'s str) -> Textarea<'s> {
        let name = name.into();
        self.note(&name, label);
        let (value, error, warning) = (self.fields.get(&name), self.error(&name), self.warning(&name));
        Textarea::new(name, label, value).maybe_error(error).maybe_warning(warning)
    }

    /// A file: what was chosen does not come back, as browsers want it.
    pub fn file<'s>(&'s self, name: &'s str, label: &'s str) -> FileInput<'s> {
        FileInput::new(name, label).maybe_error(self.error(name)).maybe_warning(self.warning(name))
    }

    /// A day as pp.kk.vvvv, typed or picked from the browser's calendar.
    pub fn date<'s>(&'s self, name: impl Into<Text<'s>>, label: &'s str) -> DateInput<'s> {
        let name = name.into();
        self.note(&name, label);
        let (value, error, warning) = (self.fields.get(&name), self.error(&name), self.warning(&name));
        let date = DateInput::new(name, label, value).hint(self.texts.day_hint()).picker(self.texts.pick_day());
        date.maybe_error(error).maybe_warning(warning)
    }

    /// One of several: value and label of each.
    pub fn radios<'s>(&'s self, name: impl Into<Text<'s>>, legend: &'s str, options: &[(&'s str, &'s str)]) -> Radios<'s> {
        let name = name.into();
        self.note(&name, legend);
        let chosen = self.fields.get(&name);
        let choices = options.iter().map(|(value, label)| Choice::new(*value, *label).checked_if(*value == chosen)).collect();
        let (error, warning) = (self.error(&name), self.warning(&name));
        Radios::new(name, legend, choices).maybe_error(error).maybe_warning(warning)
    }

    /// Any of several: value and label of each.
    pub fn boxes<'s>(&'s self, name: impl Into<Text<'s>>, legend: &'s str, options: &[(&'s str, &'s str)]) -> Checkboxes<'s> {
        let name = name.into();
        self.note(&name, legend);
        let choices = options.iter().map(|(value, label)| Choice::new(*value, *label).checked_if(self.fields.has(&name, value))).collect();
        let (error, warning) = (self.error(&name), self.warning(&name));
        Checkboxes::new(name, legend, choices).maybe_error(error).maybe_warning(warning)
    }

    /// One box that is ticked or not; its value is `yes`.
    pub fn tick<'s>(&'s self, name: &'s str, label: &'s str) -> Checkbox<'s> {
        self.note(name, label);
        Checkbox::new(name, label, self.fields.has(name, "yes")).maybe_error(self.error(name)).maybe_warning(self.warning(name))
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

    /// Fields that are odd and not wrong, and what is odd about them.
    fn odd(&self) -> impl Iterator<Item = (&str, &str)> {
        self.warnings.iter().map(|(field, text)| (field.as_str(), text.as_ref())).filter(|(field, _)| self.error(field).is_none())
    }

    /// What is odd about a field, as it stands under it: «Tarkista: …».
    pub fn warning_of(&self, name: &str) -> Option<String> {
        self.warning(name)
    }

    fn warning(&self, name: &str) -> Option<String> {
        let odd = self.odd().find(|(field, _)| *field == name).map(|(_, text)| self.texts.to_check(text));
        let remarks = self.remarks.iter().filter(|(field, _)| field == name).map(|(_, text)| text.clone());
        let all: Vec<String> = odd.into_iter().chain(remarks).collect();
        (!all.is_empty()).then(|| all.join(" "))
    }

    fn error(&self, name: &str) -> Option<&str> {
        self.errors.iter().find(|(field, _)| field == name).map(|(_, text)| text.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use kit_core::Language;

    use super::*;

    fn noted(pairs: &[(&str, &'static str)]) -> FieldErrors<&'static str> {
        let mut noted = FieldErrors::default();
        pairs.iter().for_each(|(field, text)| noted.add(*field, *text));
        noted
    }

    #[test]
    fn what_is_odd_looks_other_than_what_is_wrong() {
        let fields = Fields::from_pairs([("town", "Espoo"), ("phone", "x")]);
        let view = FormView::new(&fields, Texts(Language::Fi), "token").errors(&noted(&[("phone", "Kirjoita puhelinnumero")]), |text| *text);
        let view = view.warnings(&noted(&[("town", "Vastaa Helsinki."), ("phone", "Outo.")]), |text| *text);
        let town = view.text("town", "Postitoimipaikka").to_string();
        assert!(town.contains("field--warning") && town.contains("aria-describedby=\"town-warning\"") && !town.contains("aria-invalid"));
        assert!(town.contains("Tarkista: Vastaa Helsinki."));
        let phone = view.text("phone", "Puhelinnumero").to_string();
        assert!(phone.contains("field--error") && phone.contains("aria-invalid") && !phone.contains("Outo."));
        let summary = view.warning_summary().to_string();
        assert!(summary.contains("Tarkista vielä 1 kohta") && summary.contains("<a href=\"#town\">Vastaa Helsinki.</a>"));
        assert!(summary.contains("notice--warning") && !summary.contains("role=") && view.summary().to_string().contains("error-summary"));
    }

    #[test]
    fn a_remark_stands_at_its_field_and_the_form_says_which_fields_it_has() {
        let fields = Fields::default();
        let view = FormView::new(&fields, Texts(Language::Fi), "token").remarks(vec![("town".to_owned(), "Mikä kaupunki?".to_owned())]);
        let (town, phone) = (view.text("town", "Postitoimipaikka").to_string(), view.text("phone", "Puhelin").to_string());
        assert!(town.contains("Mikä kaupunki?") && town.contains("town-warning") && !phone.contains("Mikä"));
        assert!(!view.has_warnings());
        assert_eq!(view.asked().iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["town", "phone"]);
    }

    #[test]
    fn where_nothing_is_odd_nothing_is_said() {
        let fields = Fields::default();
        let view = FormView::new(&fields, Texts(Language::Sv), "token").warnings(&noted(&[]), |text| *text);
        assert_eq!((view.has_warnings(), view.warning_summary().as_str()), (false, ""));
    }
}
