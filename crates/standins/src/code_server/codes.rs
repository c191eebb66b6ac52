//! The code list of service tasks as the code server gives it. The names are the national ones, the codes are ours.

use super::Concept;

/// What a code list has beside the code and its days; the Swedish name under a name of its own.
pub const ATTRIBUTES: [&str; 3] = ["Abbreviation", "LongName", "LongName_sv"];

const TASKS: [(&str, &str, &str); 7] = [
    ("1", "Iäkkäiden palvelut", "Service för äldre"),
    ("2", "Lapsiperheiden palvelut", "Service för barnfamiljer"),
    ("3", "Lastensuojelu", "Barnskydd"),
    ("4", "Perheoikeudelliset palvelut", "Familjerättsliga tjänster"),
    ("5", "Päihde- ja riippuvuustyön erityiset palvelut", "Missbrukarvård"),
    ("6", "Työikäisten palvelut", "Service för personer i arbetsför ålder"),
    ("7", "Vammaispalvelut", "Handikappservice"),
];

pub fn service_tasks() -> Vec<Concept> {
    let task = |(code, fi, sv): &(&str, &str, &str)| Concept {
        code: (*code).to_owned(),
        begins: "2016-01-01".to_owned(),
        ends: "2100-12-31".to_owned(),
        status: "ACTIVE".to_owned(),
        values: [*fi, *fi, *sv].map(str::to_owned).to_vec(),
    };
    TASKS.iter().map(task).collect()
}

/// The header of the list as a text, and its lines.
pub fn as_table(list: &[Concept]) -> (Vec<&'static str>, Vec<Vec<String>>) {
    let header = ["CodeId"].into_iter().chain(ATTRIBUTES).chain(["BeginDate", "ExpirationDate", "Status"]).collect();
    let cells = |row: &Concept| {
        let last = [row.begins.clone(), row.ends.clone(), row.status.clone()];
        [row.code.clone()].into_iter().chain(row.values.clone()).chain(last).collect()
    };
    (header, list.iter().map(cells).collect())
}
