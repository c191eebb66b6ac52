//! A message in the few forms that we use, read from Fluent.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey},
    parser,
};

#[derive(Clone, Debug)]
pub struct Message(pub Vec<Part>);

#[derive(Clone, Debug)]
pub enum Part {
    Text(String),
    Variable(String),
    /// Which text, by a number: exact numbers, 1 for `one`, and the rest.
    Choice {
        number: String,
        exact: Vec<(i64, Vec<Part>)>,
        rest: Vec<Part>,
    },
}

impl Message {
    /// Names of the variables; true where a number is wanted.
    pub fn variables(&self) -> BTreeMap<String, bool> {
        let mut numbers = BTreeSet::new();
        let mut names = BTreeSet::new();
        collect(&self.0, &mut names, &mut numbers);
        names.into_iter().map(|name| (name.clone(), numbers.contains(&name))).collect()
    }
}

fn collect(parts: &[Part], names: &mut BTreeSet<String>, numbers: &mut BTreeSet<String>) {
    for part in parts {
        match part {
            Part::Text(_) => {}
            Part::Variable(name) => drop(names.insert(name.clone())),
            Part::Choice { number, exact, rest } => {
                names.insert(number.clone());
                numbers.insert(number.clone());
                exact.iter().for_each(|(_, parts)| collect(parts, names, numbers));
                collect(rest, names, numbers);
            }
        }
    }
}

pub fn read(source: &str) -> Result<Vec<(String, Message)>, String> {
    let resource = parser::parse(source).map_err(|(_, errors)| format!("{errors:?}"))?;
    let mut messages = Vec::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let id = message.id.name.to_owned();
                let pattern = message.value.as_ref().ok_or_else(|| format!("{id} is empty"))?;
                messages.push((id.clone(), Message(parts(pattern).map_err(|e| format!("{id}: {e}"))?)));
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            Entry::Term(term) => return Err(format!("-{}: terms are not supported", term.id.name)),
            Entry::Junk { content } => return Err(format!("cannot be read: {content}")),
        }
    }
    Ok(messages)
}

fn parts(pattern: &Pattern<&str>) -> Result<Vec<Part>, String> {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => Ok(Part::Text((*value).to_owned())),
            PatternElement::Placeable { expression } => part(expression),
        })
        .collect()
}

fn part(expression: &Expression<&str>) -> Result<Part, String> {
    match expression {
        Expression::Inline(InlineExpression::VariableReference { id }) => Ok(Part::Variable(id.name.to_owned())),
        Expression::Inline(InlineExpression::StringLiteral { value }) => Ok(Part::Text((*value).to_owned())),
        Expression::Select { selector: InlineExpression::VariableReference { id }, variants } => {
            let mut exact = Vec::new();
            let mut rest = Vec::new();
            for variant in variants {
                let parts = parts(&variant.value)?;
                match variant.key {
                    _ if variant.default => rest = parts,
                    VariantKey::Identifier { name: "one" } => exact.push((1, parts)),
                    VariantKey::Identifier { name } => return Err(format!("[{name}] is not supported")),
                    VariantKey::NumberLiteral { value } => exact.push((value.parse().map_err(|_| format!("[{value}] is no whole number"))?, parts)),
                }
            }
            Ok(Part::Choice { number: id.name.to_owned(), exact, rest })
        }
        Expression::Inline(_) | Expression::Select { .. } => Err("only variables, literals and choices by number are supported".to_owned()),
    }
}
