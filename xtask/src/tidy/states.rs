//! A matter is moved by a transition and written by `move_on`: what an officer decides by decisions/apply.rs alone
//! (decision 0019).

use super::files::Source;

const STORE: &str = "crates/areas/customership/src/applications/store.rs";
const STATES: &str = "crates/areas/customership/src/applications/state.rs";
/// Who writes a new state: officers' acts, what the program does on its day, the customer's sending and taking back.
const MOVERS: [&str; 4] = [
    "crates/areas/customership/src/decisions/apply.rs",
    "crates/areas/customership/src/life/end.rs",
    "crates/areas/customership/src/journeys/joining/sending.rs",
    "crates/areas/customership/src/journeys/joining/withdrawal.rs",
];
/// Transitions that decide, visible in this area alone, and the one rule that calls them.
const DECIDING: [&str; 4] = [".approve(", ".reject(", ".give_back(", ".undo("];
const RULE: &str = "crates/areas/customership/src/decisions/rules.rs";

pub fn states(sources: &[Source]) -> Vec<String> {
    let is_wrong = |source: &Source, line: &str| {
        let path = source.path.as_str();
        (writes_a_state(line) && path != STORE)
            || ((line.contains("move_on(") || line.contains("MOVE_ON")) && path != STORE && !MOVERS.contains(&path))
            || (makes_a_next(line) && path != STATES)
            || (path.starts_with("crates/areas/customership/") && DECIDING.iter().any(|call| line.contains(call)) && path != RULE)
    };
    let program = sources.iter().filter(|source| source.path.starts_with("crates/") && source.is_rust() && !source.is_test());
    program.flat_map(|source| source.lines().filter(|(_, line)| is_wrong(source, line)).map(|(at, line)| source.at(at, line))).collect()
}

fn writes_a_state(line: &str) -> bool {
    let set = line.split_once("UPDATE application SET").map(|(_, set)| set.split(" WHERE ").next().unwrap_or_default());
    set.is_some_and(|set| set.split(',').any(|column| column.trim().starts_with("state ")))
}

/// `Next(…)` as an expression; `FnOnce(…) -> Next` and the like are not.
fn makes_a_next(line: &str) -> bool {
    line.match_indices("Next(").any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::{super::files::made_of, *};

    #[test]
    fn a_state_written_past_the_rule_is_found() {
        let wrong = "const A: Sql = Sql(\"UPDATE application SET revision = 1, state = $2 WHERE id = $1\");\napplications::move_on(tx, &a, &to, now)\n\
                     let to = state.approve(officer, now)?;\nlet to = Next(State::Draft);\n";
        let page = "crates/areas/customership/src/questions/page.rs";
        assert_eq!(states(&made_of(&[(page, wrong)])).len(), 4);
        let right = "const A: Sql = Sql(\"UPDATE application SET reminded_at = $2 WHERE state = 'draft'\");\nDueNext(x)\n";
        assert!(states(&made_of(&[(page, right)])).is_empty());
    }
}
