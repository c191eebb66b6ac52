-- Decisions: who did what by id, decisions that wait for a second officer, the steps after an approval.

-- None: the program, or from before ids were kept.
ALTER TABLE application_event ADD COLUMN actor UUID;

-- A decision that waits for a second officer. Any change of the state removes it.
CREATE TABLE decision_proposal (
    application_id UUID        NOT NULL PRIMARY KEY REFERENCES application (id),
    outcome        TEXT        NOT NULL CHECK (outcome IN ('approve', 'reject', 'undo')),
    reason         TEXT,
    officer        UUID        NOT NULL,
    officer_name   TEXT        NOT NULL,
    proposed_at    TIMESTAMPTZ NOT NULL
);

-- How a task came out, on which day, and the report that belongs to it.
ALTER TABLE office_task ADD COLUMN outcome TEXT;
ALTER TABLE office_task ADD COLUMN done_on DATE;
ALTER TABLE office_task ADD COLUMN note TEXT;
ALTER TABLE office_task ADD COLUMN report BYTEA;
ALTER TABLE office_task ADD COLUMN report_name TEXT;
ALTER TABLE office_task ADD COLUMN report_type TEXT;
CREATE INDEX office_task_application ON office_task (application_id, created_at, id);
