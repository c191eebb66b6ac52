//! What follows from a matter that was approved: the tasks of its steps, as far as they have come by now.

use customership::{
    applications::Purpose,
    life::{TaskKind, TaskOutcome, next_step},
    services::Form,
};
use kit_core::{Day, Instant, Uuid};

use super::make::{DAY, Dice};

/// Tasks of one matter: a test that fails twice is the most that happens.
pub const MOST: usize = 5;
const TAKEN: u32 = 45;

#[derive(Clone, Debug)]
pub struct Task {
    pub id: Uuid,
    pub kind: TaskKind,
    /// The first day on which it can be done.
    pub day: Day,
    pub created_at: Instant,
    pub done: Option<(Instant, TaskOutcome)>,
    /// Somebody has taken it.
    pub taken: bool,
}

/// The tasks of a matter that was approved at `decided_at`: those that are done, and the one that is open.
pub fn tasks(
    dice: &mut Dice,
    (purpose, form): (Purpose, &Form),
    decided_at: Instant,
    now: Instant,
    mut id: impl FnMut(&mut Dice) -> Uuid,
) -> Vec<Task> {
    let (mut all, mut created_at) = (Vec::new(), decided_at);
    let mut next = match purpose {
        Purpose::Joining => Some(TaskKind::OpenConnections),
        Purpose::TechnicalChange => None,
        Purpose::Ending => Some(TaskKind::CloseConnections),
    };
    while let Some(kind) = next.filter(|_| all.len() < MOST) {
        let days = i64::from(match kind {
            TaskKind::CloseConnections | TaskKind::UpdateConnections => 1 + dice.below(20),
            TaskKind::OpenConnections => 1 + dice.below(25),
            TaskKind::CommissioningTest => 5 + dice.below(50),
            TaskKind::BeginUse | TaskKind::RegisterRenamed | TaskKind::RegisterLeft | TaskKind::RegisterReturned => 2 + dice.below(40),
        });
        let outcome = match (kind, dice.below(10)) {
            (TaskKind::CommissioningTest, 0) if all.len() < 3 => TaskOutcome::Failed,
            (TaskKind::CommissioningTest, 1) => TaskOutcome::Waived,
            (TaskKind::CommissioningTest, _) => TaskOutcome::Passed,
            _ => TaskOutcome::Done,
        };
        let done_at = created_at.plus_seconds(days * DAY);
        let done = (done_at <= now).then_some((done_at, outcome));
        let first = if kind.is_step() { created_at.day() } else { created_at.day().plus_days(1) };
        all.push(Task { id: id(dice), kind, day: first, created_at, done, taken: dice.below(100) < TAKEN });
        next = done.and_then(|_| next_step(kind, outcome, form));
        created_at = done_at;
    }
    all
}
