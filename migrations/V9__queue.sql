-- The officers' queue: one flat row for each matter and task, derived from them, with a column for each thing that is
-- filtered by; the words by which customers are found; who looks at which case.

CREATE TABLE queue_entry (
    id             UUID        NOT NULL PRIMARY KEY,
    kind           TEXT        NOT NULL,
    task           TEXT        NOT NULL,
    application_id UUID        NOT NULL REFERENCES application (id),
    customer_id    UUID        NOT NULL REFERENCES customer (id),
    customer_kind  TEXT        NOT NULL,
    service        TEXT        NOT NULL,
    case_number    TEXT        NOT NULL,
    case_key       BYTEA       NOT NULL,
    state          TEXT        NOT NULL,
    open           BOOLEAN     NOT NULL,
    answered       BOOLEAN     NOT NULL,
    arrived_at     TIMESTAMPTZ NOT NULL,
    handling_days  BIGINT      NOT NULL,
    question_due   DATE,
    deadline       DATE        NOT NULL,
    officer        UUID,
    officer_name   TEXT,
    closed_at      TIMESTAMPTZ
);
-- Each order of the list, with all that is filtered by: a filter reads an index and nothing else.
CREATE INDEX queue_entry_age ON queue_entry (open, arrived_at, id, kind, service, state, customer_kind, officer, deadline, customer_id);
CREATE INDEX queue_entry_deadline ON queue_entry (open, deadline, id, kind, service, state, customer_kind, officer, customer_id);
CREATE INDEX queue_entry_closed ON queue_entry (open, closed_at, id, kind, service, state, customer_kind, officer, deadline, customer_id);
CREATE INDEX queue_entry_customer ON queue_entry (customer_id);
CREATE INDEX queue_entry_application ON queue_entry (application_id);
CREATE INDEX queue_entry_case ON queue_entry (case_key);

-- Folded words of a customer: names, identifiers, contacts. Bytes, so that every collation finds the same beginnings.
CREATE TABLE queue_word (
    word        BYTEA NOT NULL,
    customer_id UUID  NOT NULL REFERENCES customer (id),
    PRIMARY KEY (word, customer_id)
);
CREATE INDEX queue_word_customer ON queue_word (customer_id, word);

-- Officers who have a case open, until they have not been seen for a while.
CREATE TABLE presence (
    application_id UUID        NOT NULL REFERENCES application (id),
    officer        UUID        NOT NULL,
    officer_name   TEXT        NOT NULL,
    seen_at        TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (application_id, officer)
);
