-- Customers, their applications and what is frozen of them.

CREATE TABLE customer (
    id           UUID        NOT NULL PRIMARY KEY,
    oid          TEXT        NOT NULL UNIQUE,
    business_id  TEXT        NOT NULL,
    name         TEXT        NOT NULL,
    kind         TEXT        NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    committed_at TIMESTAMPTZ,
    began_at     TIMESTAMPTZ,
    revision     BIGINT      NOT NULL
);

-- Data in force, common to all services of a customer: the checked value of a section.
CREATE TABLE customer_section (
    customer_id UUID        NOT NULL REFERENCES customer (id),
    section     TEXT        NOT NULL,
    value       TEXT        NOT NULL,
    revision    BIGINT      NOT NULL,
    changed_at  TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (customer_id, section)
);

CREATE TABLE customer_service (
    customer_id    UUID        NOT NULL REFERENCES customer (id),
    service        TEXT        NOT NULL,
    application_id UUID        NOT NULL,
    approved_at    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (customer_id, service)
);

CREATE TABLE application (
    id            UUID        NOT NULL PRIMARY KEY,
    customer_id   UUID        NOT NULL REFERENCES customer (id),
    service       TEXT        NOT NULL,
    state         TEXT        NOT NULL CHECK (state IN ('draft', 'received', 'in-processing', 'information-requested', 'approved', 'rejected', 'withdrawn')),
    revision      BIGINT      NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    changed_at    TIMESTAMPTZ NOT NULL,
    language      TEXT        NOT NULL,
    case_number   TEXT        UNIQUE,
    received_at   TIMESTAMPTZ,
    officer       UUID,
    officer_name  TEXT,
    decided_at    TIMESTAMPTZ,
    CHECK (state = 'draft' OR (case_number IS NOT NULL AND received_at IS NOT NULL)),
    CHECK (state NOT IN ('in-processing', 'information-requested', 'approved', 'rejected') OR officer IS NOT NULL),
    CHECK (state NOT IN ('approved', 'rejected', 'withdrawn') OR decided_at IS NOT NULL)
);
-- One open application per customer and service.
CREATE UNIQUE INDEX application_open ON application (customer_id, service)
    WHERE state IN ('draft', 'received', 'in-processing', 'information-requested');
CREATE INDEX application_queue ON application (received_at, id) WHERE state IN ('received', 'in-processing', 'information-requested');
CREATE INDEX application_decided ON application (decided_at) WHERE state IN ('approved', 'rejected', 'withdrawn');

-- What was typed, section by section.
CREATE TABLE application_section (
    application_id UUID        NOT NULL REFERENCES application (id),
    section        TEXT        NOT NULL,
    fields         TEXT        NOT NULL,
    complete       BOOLEAN     NOT NULL,
    revision       BIGINT      NOT NULL,
    saved_at       TIMESTAMPTZ NOT NULL,
    saved_by       TEXT        NOT NULL,
    PRIMARY KEY (application_id, section)
);

-- The answer to an officer's question, while it is being written.
CREATE TABLE answer_draft (
    application_id UUID        NOT NULL PRIMARY KEY REFERENCES application (id),
    text           TEXT        NOT NULL,
    saved_at       TIMESTAMPTZ NOT NULL
);

-- What was sent: canonical JSON and its SHA-256. Rows are only ever added.
CREATE TABLE submission (
    application_id UUID        NOT NULL REFERENCES application (id),
    number         BIGINT      NOT NULL,
    canonical      TEXT        NOT NULL,
    sha256         BYTEA       NOT NULL,
    fields         TEXT        NOT NULL,
    accepted_at    TIMESTAMPTZ NOT NULL,
    arrived_at     TIMESTAMPTZ NOT NULL,
    sent_by        UUID        NOT NULL,
    sent_by_name   TEXT        NOT NULL,
    acting_right   TEXT        NOT NULL,
    PRIMARY KEY (application_id, number)
);

CREATE TABLE application_event (
    id             UUID        NOT NULL PRIMARY KEY,
    application_id UUID        NOT NULL REFERENCES application (id),
    at             TIMESTAMPTZ NOT NULL,
    kind           TEXT        NOT NULL,
    actor_kind     TEXT        NOT NULL,
    actor_name     TEXT        NOT NULL,
    note           TEXT
);
CREATE INDEX application_event_application ON application_event (application_id, at, id);

-- The signed commitment of a customer: one in force for the whole customership.
CREATE TABLE commitment (
    application_id UUID        NOT NULL PRIMARY KEY REFERENCES application (id),
    customer_id    UUID        NOT NULL REFERENCES customer (id),
    signed_by      UUID        NOT NULL,
    signed_by_name TEXT        NOT NULL,
    acting_right   TEXT        NOT NULL,
    signed_at      TIMESTAMPTZ NOT NULL,
    sha256         BYTEA       NOT NULL,
    ended_at       TIMESTAMPTZ
);
CREATE UNIQUE INDEX commitment_in_force ON commitment (customer_id) WHERE ended_at IS NULL;

-- Documents of a customer, as they were made.
CREATE TABLE document (
    id             UUID        NOT NULL PRIMARY KEY,
    customer_id    UUID        NOT NULL REFERENCES customer (id),
    application_id UUID        NOT NULL REFERENCES application (id),
    kind           TEXT        NOT NULL,
    name           TEXT        NOT NULL,
    language       TEXT        NOT NULL,
    sha256         BYTEA       NOT NULL REFERENCES stored_file (sha256),
    created_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX document_application ON document (application_id, created_at, id);

-- Texts that customers accept, as dated versions: service descriptions, general terms, the commitment.
CREATE TABLE published_text (
    kind      TEXT        NOT NULL,
    version   TEXT        NOT NULL,
    language  TEXT        NOT NULL,
    effective DATE        NOT NULL,
    content   TEXT        NOT NULL,
    sha256    BYTEA       NOT NULL,
    pdf       BYTEA       REFERENCES stored_file (sha256),
    PRIMARY KEY (kind, version, language)
);

-- An application with its customer, as the program loads it.
CREATE VIEW application_row AS
    SELECT a.id, a.service, a.state, a.revision, a.created_at, a.changed_at, a.language, a.case_number, a.received_at, a.officer, a.officer_name,
           a.decided_at, c.id AS customer_id, c.oid, c.business_id, c.name, c.kind,
           (SELECT COUNT(*) FROM commitment m WHERE m.customer_id = c.id AND m.ended_at IS NULL AND m.application_id <> a.id) AS commitments_before
    FROM application a JOIN customer c ON c.id = a.customer_id;
