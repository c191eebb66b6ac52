use askama::Template;

use super::Text;

/// A value that travels with the form: the CSRF token, the revision of what is edited.
#[derive(Clone, Debug, Template)]
#[template(path = "components/hidden_field/hidden_field.html")]
pub struct HiddenField<'a> {
    pub name: Text<'a>,
    pub value: Text<'a>,
}

html_safe!(HiddenField);

impl<'a> HiddenField<'a> {
    pub fn new(name: impl Into<Text<'a>>, value: impl Into<Text<'a>>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}
