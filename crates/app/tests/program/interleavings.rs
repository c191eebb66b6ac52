//! Two representatives of one customer at once, in two applications that share their common data: whatever the order
//! of looking and saving, nothing that was saved is overwritten unseen. The pages are held against a model.

use std::collections::BTreeMap;

use kit_db::testing::TestDb;

use crate::{
    chance::{Chance, times},
    support::{Browser, Joining, Page, TestApp, migrated, persona},
};

kit_db::on_both_databases!(migrated: two_representatives_never_overwrite_each_other);

/// How many interleavings, and how many looks and saves in each.
const EVERY_DAY: usize = 150;
const TURNS: usize = 8;

/// What can be saved: the section, the field that changes, and whether all applications share it.
const PLACES: [(&str, &str, bool); 3] =
    [("access-points", "points.0.other_system", false), ("customer-data", "street", true), ("billing", "address", true)];

/// What there is, as it should be: the value and its revision.
#[derive(Clone, Debug, PartialEq)]
struct Kept {
    value: String,
    revision: i64,
}

/// What somebody has on their screen.
#[derive(Clone)]
struct Screen {
    kept: Kept,
    form: Vec<(String, String)>,
}

struct Person {
    browser: Browser,
    screens: BTreeMap<(usize, usize), Screen>,
}

struct World {
    applications: [String; 2],
    model: BTreeMap<(usize, usize), Kept>,
    saves: usize,
    refusals: usize,
}

impl World {
    fn path(&self, application: usize, place: usize) -> String {
        format!("/applications/{}/steps/{}", self.applications[application], PLACES[place].0)
    }

    /// Common data are the same thing in both applications.
    fn key(application: usize, place: usize) -> (usize, usize) {
        (if PLACES[place].2 { 0 } else { application }, place)
    }

    async fn look(&mut self, person: &mut Person, application: usize, place: usize) {
        let page = person.browser.get(&self.path(application, place)).await.clone();
        assert_eq!(page.status, 200);
        let seen = shown(&page, place);
        assert_eq!(seen, self.model[&Self::key(application, place)], "the page shows what was saved last");
        let form = person.browser.form("Tallenna ja jatka").fields;
        person.screens.insert((application, place), Screen { kept: seen, form });
    }

    /// The form on the screen with a new value.
    fn typed(person: &Person, application: usize, place: usize, value: &str) -> Option<Vec<(String, String)>> {
        let mut form = person.screens.get(&(application, place))?.form.clone();
        form.retain(|(name, _)| name != PLACES[place].1);
        form.push((PLACES[place].1.to_owned(), value.to_owned()));
        Some(form)
    }

    /// Takes in what an answer says: saved over the revision on the screen, or refused because somebody was faster.
    fn settle(&mut self, person: &mut Person, application: usize, place: usize, value: &str, answer: &Page) {
        let key = Self::key(application, place);
        let seen = person.screens[&(application, place)].kept.revision;
        if seen == self.model[&key].revision {
            assert_eq!(answer.status, 303, "over the newest revision it is saved: {}", answer.text());
            self.model.insert(key, Kept { value: value.to_owned(), revision: seen + 1 });
            person.screens.remove(&(application, place));
            self.saves += 1;
        } else {
            assert_eq!(answer.status, 409, "over an old revision it is not saved");
            let theirs = &self.model[&key].value;
            assert!(answer.html.contains(theirs.as_str()) && answer.html.contains(value), "both texts are shown");
            assert_eq!(shown(answer, place), Kept { value: value.to_owned(), revision: self.model[&key].revision }, "and one may decide");
            let mut form = person.screens[&(application, place)].form.clone();
            form.iter_mut().filter(|(name, _)| name == "revision").for_each(|(_, revision)| *revision = self.model[&key].revision.to_string());
            person.screens.insert((application, place), Screen { kept: self.model[&key].clone(), form });
            self.refusals += 1;
        }
    }
}

fn shown(page: &Page, place: usize) -> Kept {
    Kept { value: attribute(&page.html, PLACES[place].1), revision: attribute(&page.html, "revision").parse().unwrap() }
}

/// The value of the field of that name.
fn attribute(html: &str, name: &str) -> String {
    let field = html.split_once(&format!("name=\"{name}\"")).unwrap_or_else(|| panic!("no field {name}")).1;
    let value = field.split_once("value=\"").unwrap().1;
    value.split_once('"').unwrap().0.to_owned()
}

async fn two_representatives_never_overwrite_each_other(database: TestDb) {
    let app = TestApp::start(database).await;
    let mut first = Person { browser: app.log_in(persona::SIGNATORY).await, screens: BTreeMap::new() };
    let mut second = Person { browser: app.log_in_for(persona::ACCOUNTANT, "Esimerkkiklinikka Oy").await, screens: BTreeMap::new() };
    let mut applications = Vec::new();
    for service in ["patient-data", "prescription"] {
        let mut joining = Joining::begin_for(&mut first.browser, service).await;
        joining.fill_in().await;
        applications.push(joining.id.clone());
    }
    let mut world = World { applications: applications.try_into().unwrap(), model: BTreeMap::new(), saves: 0, refusals: 0 };
    for (application, place) in [(0, 0), (0, 1), (0, 2), (1, 0)] {
        let page = first.browser.get(&world.path(application, place)).await.clone();
        world.model.insert(World::key(application, place), shown(&page, place));
    }
    let rounds = times("EKSTRANET_INTERLEAVINGS", EVERY_DAY);
    for round in 0..rounds {
        let mut chance = Chance::new(u64::try_from(round).unwrap());
        for turn in 0..TURNS {
            let (application, place) = (chance.below(2), chance.below(PLACES.len()));
            let person = if chance.one_in(2) { &mut first } else { &mut second };
            let value = format!("Arvo {round} {turn}");
            match chance.below(5) {
                0 | 1 => world.look(person, application, place).await,
                2 | 3 => {
                    if let Some(form) = World::typed(person, application, place, &value) {
                        let answer = person.browser.post_once(&world.path(application, place), &form).await;
                        world.settle(person, application, place, &value, &answer);
                    }
                }
                _ => at_the_same_moment(&mut world, [&mut first, &mut second], application, place, &value).await,
            }
        }
    }
    println!("{rounds} interleavings: {} saves, {} refused because somebody was faster, none lost", world.saves, world.refusals);
    assert!(world.saves > rounds / 2 && world.refusals > rounds / 20, "{} saves, {} refusals", world.saves, world.refusals);
}

/// Both press at once what both have just looked at: one is saved, the other is told.
async fn at_the_same_moment(world: &mut World, people: [&mut Person; 2], application: usize, place: usize, value: &str) {
    let [first, second] = people;
    world.look(first, application, place).await;
    world.look(second, application, place).await;
    let values = [format!("{value} a"), format!("{value} b")];
    let forms = [&*first, &*second].map(|person| World::typed(person, application, place, "").unwrap());
    let [one, other] = [0, 1].map(|who| {
        let mut form = forms[who].clone();
        form.iter_mut().filter(|(name, _)| name == PLACES[place].1).for_each(|(_, typed)| typed.clone_from(&values[who]));
        form
    });
    let path = world.path(application, place);
    let answers = tokio::join!(first.browser.post_once(&path, &one), second.browser.post_once(&path, &other));
    if answers.0.status == 303 {
        world.settle(first, application, place, &values[0], &answers.0);
        world.settle(second, application, place, &values[1], &answers.1);
    } else {
        world.settle(second, application, place, &values[1], &answers.1);
        world.settle(first, application, place, &values[0], &answers.0);
    }
}
