//! Code lists of the social-care application. **The codes, 1 and on, are ours**, and so are most of the English names:
//! the national numbers must come from the code service before real use.
//!
//! Known: the service tasks' names; the three older document groups; the last day of joining by phase II, 31.8.2024;
//! the first of the profiles. Guesses: the other profiles; the name of the fourth document group; the first days of
//! the profiles and of phase II; that phase I and phase II ended on the same day. Swedish names of profiles and
//! document groups are our own rendering.

use kit_core::Day;
use kit_db::{Sql, values};

use super::Line;
use crate::codes::CodeList::{self, DocumentGroup, ServiceTask, SystemProfile};

/// List, code, first day, last day, and the names in Finnish, Swedish and English.
type Dated = (CodeList, &'static str, &'static str, &'static str, [&'static str; 3]);

/// The year of the code set of service tasks.
const TASKS: &str = "2016-01-01";
/// The archive began, with phase I.
const ARCHIVE: &str = "2018-05-01";
const PHASE_TWO: &str = "2020-01-01";
const LAST_PHASE: &str = "2024-08-31";
const DUTY: &str = "2024-09-01";
const ENDLESS: &str = "2100-12-31";

#[rustfmt::skip]
pub(super) const CODES: &[Dated] = &[
    (ServiceTask, "1", TASKS, ENDLESS, ["Iäkkäiden palvelut", "Service för äldre", "Services for older people"]),
    (ServiceTask, "2", TASKS, ENDLESS, ["Lapsiperheiden palvelut", "Service för barnfamiljer", "Services for families with children"]),
    (ServiceTask, "3", TASKS, ENDLESS, ["Lastensuojelu", "Barnskydd", "Child welfare"]),
    (ServiceTask, "4", TASKS, ENDLESS, ["Perheoikeudelliset palvelut", "Familjerättsliga tjänster", "Family law services"]),
    (ServiceTask, "5", TASKS, ENDLESS, ["Päihde- ja riippuvuustyön erityiset palvelut", "Missbrukarvård", "Special services for substance abuse and addiction"]),
    (ServiceTask, "6", TASKS, ENDLESS, ["Työikäisten palvelut", "Service för personer i arbetsför ålder", "Services for people of working age"]),
    (ServiceTask, "7", TASKS, ENDLESS, ["Vammaispalvelut", "Handikappservice", "Services for people with disabilities"]),
    (DocumentGroup, "1", ARCHIVE, ENDLESS, ["Vanhat asiakirjat", "Gamla handlingar", "Old documents"]),
    (DocumentGroup, "2", ARCHIVE, LAST_PHASE, ["I-vaiheen asiakirjat", "Handlingar i fas I", "Phase I documents"]),
    (DocumentGroup, "3", PHASE_TWO, LAST_PHASE, ["II-vaiheen asiakirjat", "Handlingar i fas II", "Phase II documents"]),
    (DocumentGroup, "4", DUTY, ENDLESS, ["Liittymisvelvoitteen mukaiset asiakirjat", "Handlingar enligt anslutningsskyldigheten", "Documents under the duty to join"]),
    (SystemProfile, "1", ARCHIVE, ENDLESS, [
        "Arkistoon toimitettavia tietoja tuottava sovellus",
        "Tillämpning som producerar uppgifter till arkivet",
        "Application that produces data for the archive",
    ]),
    (SystemProfile, "2", ARCHIVE, ENDLESS, [
        "Arkiston tietoja hyödyntävä sovellus",
        "Tillämpning som använder uppgifter ur arkivet",
        "Application that uses data from the archive",
    ]),
    (SystemProfile, "3", ARCHIVE, ENDLESS, [
        "Arkistoon toimitettavia tietoja tuottava ja arkiston tietoja hyödyntävä sovellus",
        "Tillämpning som producerar uppgifter till arkivet och använder uppgifter ur det",
        "Application that produces data for the archive and uses data from it",
    ]),
];

const CODE: Sql = Sql("INSERT INTO code (list, code, begins, ends, name_fi, name_sv, name_en) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (list, code, begins) DO NOTHING");

pub(super) fn lines() -> Vec<Line> {
    CODES.iter().map(line).collect()
}

fn line((list, code, begins, ends, [fi, sv, en]): &Dated) -> Line {
    (CODE, values![list.key(), *code, Day::parse_iso(begins), Day::parse_iso(ends), *fi, *sv, *en].to_vec())
}
