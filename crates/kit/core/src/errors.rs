//! What is wrong with a form, field by field, as values: texts belong to the page.

/// One thing wrong with one input. `field` is the input's name in the form, e.g. `contacts.0.email`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError<E> {
    pub field: String,
    pub error: E,
}

/// All that is wrong with a form, in the order of its fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldErrors<E>(Vec<FieldError<E>>);

impl<E> Default for FieldErrors<E> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<E> FieldErrors<E> {
    pub fn add(&mut self, field: impl Into<String>, error: E) {
        self.0.push(FieldError { field: field.into(), error });
    }

    /// Takes the value or notes why there is none.
    pub fn take<T>(&mut self, field: &str, value: Result<T, E>) -> Option<T> {
        value.map_err(|error| self.add(field, error)).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &FieldError<E>> {
        self.0.iter()
    }

    pub fn of(&self, field: &str) -> Option<&E> {
        self.0.iter().find(|e| e.field == field).map(|e| &e.error)
    }

    /// The same errors in other words.
    pub fn map<F>(self, change: impl Fn(E) -> F) -> FieldErrors<F> {
        FieldErrors(self.0.into_iter().map(|e| FieldError { field: e.field, error: change(e.error) }).collect())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The value, if nothing was wrong and every part is there.
    pub fn or<T>(self, value: Option<T>) -> Result<T, Self> {
        match value {
            Some(value) if self.is_empty() => Ok(value),
            Some(_) | None => Err(self),
        }
    }
}
