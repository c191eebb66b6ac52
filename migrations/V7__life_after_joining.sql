-- What is in force for each service; notices of change and of ending beside applications; what falls due on a day.

-- An application is a matter of one purpose: joining, a technical change, an ending.
ALTER TABLE application ADD COLUMN purpose TEXT NOT NULL DEFAULT 'joining';
DROP INDEX application_open;
CREATE UNIQUE INDEX application_open ON application (customer_id, service, purpose)
    WHERE state IN ('draft', 'received', 'in-processing', 'information-requested');
-- Its reminder, once, when it has been idle for long.
ALTER TABLE application ADD COLUMN reminded_at TIMESTAMPTZ;

-- What was typed goes with the value in force, so that it can be changed as it was given.
ALTER TABLE customer_section ADD COLUMN fields TEXT NOT NULL DEFAULT '[]';

-- A service in use has a last day once its ending has been notified, and an end.
ALTER TABLE customer_service ADD COLUMN form TEXT NOT NULL DEFAULT 'provider';
ALTER TABLE customer_service ADD COLUMN last_day DATE;
ALTER TABLE customer_service ADD COLUMN ended_at TIMESTAMPTZ;

-- Data in force of one service: access points and systems, use of the service, what was accepted.
CREATE TABLE service_section (
    customer_id    UUID        NOT NULL REFERENCES customer (id),
    service        TEXT        NOT NULL,
    section        TEXT        NOT NULL,
    fields         TEXT        NOT NULL,
    value          TEXT        NOT NULL,
    application_id UUID        NOT NULL REFERENCES application (id),
    changed_at     TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (customer_id, service, section)
);

-- Changes of data in force: who, when, for whom, by which right, from what to what. Rows are only ever added.
CREATE TABLE customer_change (
    id           UUID        NOT NULL PRIMARY KEY,
    customer_id  UUID        NOT NULL REFERENCES customer (id),
    at           TIMESTAMPTZ NOT NULL,
    section      TEXT        NOT NULL,
    actor        UUID        NOT NULL,
    actor_name   TEXT        NOT NULL,
    acting_right TEXT        NOT NULL,
    before       TEXT,
    after        TEXT        NOT NULL
);
CREATE INDEX customer_change_customer ON customer_change (customer_id, at, id);

-- What falls due on a day in Helsinki. Done once, by whichever process comes first.
CREATE TABLE due (
    id             UUID        NOT NULL PRIMARY KEY,
    day            DATE        NOT NULL,
    kind           TEXT        NOT NULL,
    application_id UUID        NOT NULL REFERENCES application (id),
    done_at        TIMESTAMPTZ,
    cancelled_at   TIMESTAMPTZ
);
CREATE INDEX due_waiting ON due (day, id) WHERE done_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX due_application ON due (application_id);

-- Officers' tasks that follow from a matter: connections to be closed.
CREATE TABLE office_task (
    id             UUID        NOT NULL PRIMARY KEY,
    kind           TEXT        NOT NULL,
    application_id UUID        NOT NULL REFERENCES application (id),
    customer_id    UUID        NOT NULL REFERENCES customer (id),
    day            DATE        NOT NULL,
    created_at     TIMESTAMPTZ NOT NULL,
    done_at        TIMESTAMPTZ,
    done_by        TEXT
);
CREATE INDEX office_task_open ON office_task (day, id) WHERE done_at IS NULL;

DROP VIEW application_row;
CREATE VIEW application_row AS
    SELECT a.id, a.service, a.state, a.revision, a.created_at, a.changed_at, a.language, a.case_number, a.received_at, a.officer, a.officer_name,
           a.decided_at, c.id AS customer_id, c.oid, c.business_id, c.name, c.kind,
           (SELECT COUNT(*) FROM commitment m WHERE m.customer_id = c.id AND m.ended_at IS NULL AND m.application_id <> a.id) AS commitments_before,
           (SELECT COUNT(*) FROM commitment m WHERE m.ended_at IS NULL AND m.application_id = a.id) AS commitments_own,
           a.form, a.purpose
    FROM application a JOIN customer c ON c.id = a.customer_id;
