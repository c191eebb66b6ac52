-- Texts in the making, and what has happened to texts; what figures and the search of the access log stand on.

-- A new version of a text while it is being written: one for each kind, in two languages that go together.
CREATE TABLE text_draft (
    kind     TEXT        NOT NULL,
    language TEXT        NOT NULL CHECK (language IN ('fi', 'sv')),
    id       UUID        NOT NULL,
    based_on TEXT        NOT NULL,
    fields   TEXT        NOT NULL,
    revision BIGINT      NOT NULL,
    saved_at TIMESTAMPTZ NOT NULL,
    saved_by TEXT        NOT NULL,
    PRIMARY KEY (kind, language)
);

-- Who began, saved, discarded or published what. Rows are only ever added.
CREATE TABLE text_event (
    id         UUID        NOT NULL PRIMARY KEY,
    at         TIMESTAMPTZ NOT NULL,
    kind       TEXT        NOT NULL,
    draft      UUID        NOT NULL,
    what       TEXT        NOT NULL CHECK (what IN ('begun', 'saved', 'discarded', 'published')),
    language   TEXT,
    version    TEXT,
    actor      UUID        NOT NULL,
    actor_name TEXT        NOT NULL
);
CREATE INDEX text_event_kind ON text_event (kind, at, id);

-- Versions of one day come one after the other: the last one published is in force.
ALTER TABLE published_text ADD COLUMN place BIGINT NOT NULL DEFAULT 1;

-- Figures.
CREATE INDEX application_received ON application (received_at, service, purpose) WHERE received_at IS NOT NULL;
CREATE INDEX application_processed ON application (decided_at, state, purpose, service, received_at, id) WHERE decided_at IS NOT NULL;
CREATE INDEX application_event_turns ON application_event (application_id, at, id, kind) WHERE kind IN ('information-requested', 'answered');
CREATE INDEX mail_created ON mail (created_at, sent_at, failed_at);

-- The access log by time; changes among the many looks.
CREATE INDEX access_log_at ON access_log (at, id);
CREATE INDEX access_log_changes ON access_log (at, id) WHERE action <> 'read';

-- A row of the log with the names it points at, as the search loads it.
CREATE VIEW access_log_row AS
    SELECT l.id, l.at, l.actor_kind, l.actor, COALESCE(o.name, p.name) AS actor_name, l.on_behalf_of, l.action, l.object, l.object_id,
           c.name AS customer_name, c.business_id, a.case_number, l.customer
    FROM access_log l
    LEFT JOIN officer o ON o.id = l.actor
    LEFT JOIN person p ON p.id = l.actor
    LEFT JOIN customer c ON c.id = l.customer
    LEFT JOIN application a ON l.object = 'application' AND a.id = l.object_id;
