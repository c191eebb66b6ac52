//! The parts that pages are made of. One folder each: a struct with typed fields, its markup, its style, and named examples
//! that are the gallery, the test data and what the accessibility check looks at.
//!
//! A component is shown in a template by `{{ input }}`; what it was given as [`Text`] is escaped there, once.

/// Its markup is not escaped again where it is shown inside another template.
macro_rules! html_safe {
    ($name:ident) => {
        impl askama::filters::HtmlSafe for $name<'_> {}
    };
}

mod bar_chart;
mod breadcrumb;
mod button;
mod changes;
mod chart;
mod check_list;
mod checkboxes;
mod date_input;
mod description_rows;
mod empty_state;
mod error_summary;
mod file_input;
mod file_link;
mod hidden_field;
mod language_menu;
mod markup;
mod notice;
mod pagination;
mod question;
mod radios;
mod repeat_group;
mod select;
mod side_panel;
mod skip_link;
mod stepper;
mod summary_list;
mod table;
mod tag;
mod text_input;
mod textarea;
mod timeline;

pub use bar_chart::{Bar, BarChart};
pub use breadcrumb::{BackLink, Breadcrumb};
pub use button::{Actions, Button, ButtonKind};
pub use changes::{ChangeGroup, ChangeWords, Changes, FieldChange};
pub use chart::{Category, Chart, ChartWords, Numbers, Series, Shape};
pub use check_list::{CheckItem, CheckList, CheckOutcome};
pub use checkboxes::{Checkbox, Checkboxes};
pub use date_input::DateInput;
pub use description_rows::DescriptionRows;
pub use empty_state::EmptyState;
pub use error_summary::ErrorSummary;
pub use file_input::FileInput;
pub use file_link::FileLink;
pub use hidden_field::HiddenField;
pub use language_menu::LanguageMenu;
pub use markup::{Example, Html, Link, Text, safe_href};
pub use notice::{Notice, NoticeKind};
pub use pagination::Pagination;
pub use question::{Help, Question};
pub use radios::{Choice, Radios};
pub use repeat_group::RepeatGroup;
pub use select::Select;
pub use side_panel::SidePanel;
pub use skip_link::SkipLink;
pub use stepper::{Step, StepState, StepWords, Stepper};
pub use summary_list::{Edit, Fold, SummaryGroup, SummaryList, SummaryRow};
pub use table::{Cell, Column, Table};
pub use tag::{Tag, TagKind};
pub use text_input::{InputKind, TextInput, Width};
pub use textarea::{CharacterCount, Textarea};
pub use timeline::{Timeline, TimelineEvent};

/// The examples of all components, in the order of the gallery.
pub(crate) fn examples() -> Vec<Example> {
    [
        text_input::examples,
        textarea::examples,
        date_input::examples,
        file_input::examples,
        select::examples,
        radios::examples,
        checkboxes::examples,
        button::examples,
        repeat_group::examples,
        error_summary::examples,
        notice::examples,
        stepper::examples,
        summary_list::examples,
        description_rows::examples,
        file_link::examples,
        tag::examples,
        table::examples,
        timeline::examples,
        bar_chart::examples,
        chart::examples,
        check_list::examples,
        changes::examples,
        side_panel::examples,
        pagination::examples,
        empty_state::examples,
        breadcrumb::examples,
        language_menu::examples,
        skip_link::examples,
    ]
    .iter()
    .flat_map(|examples| examples())
    .collect()
}

pub(crate) mod samples {
    pub(crate) use super::bar_chart::example as bar_chart;
    pub(crate) use super::stepper::example as stepper;
    pub(crate) use super::table::example as table;
    pub(crate) use super::timeline::example as timeline;
}
