-- Registers as they are imported: a row's key is its register, its OID and its first day, as one OID may be valid several
-- times. `content` is the digest of what the register said of the row; none: it has left the register, or was not imported.

CREATE TABLE register_row (
    register     TEXT        NOT NULL CHECK (register IN ('providers', 'practitioners', 'pharmacies')),
    oid          TEXT        NOT NULL,
    begins       DATE        NOT NULL,
    ends         DATE        NOT NULL,
    name         TEXT        NOT NULL,
    short_name   TEXT        NOT NULL DEFAULT '',
    business_id  TEXT,
    parent_oid   TEXT,
    sector       BIGINT      NOT NULL CHECK (sector IN (1, 2, 3)),
    legal_form   TEXT        NOT NULL,
    health       BOOLEAN     NOT NULL,
    social       BOOLEAN     NOT NULL,
    health_unit  BOOLEAN     NOT NULL DEFAULT FALSE,
    social_unit  BOOLEAN     NOT NULL DEFAULT FALSE,
    street       TEXT        NOT NULL,
    postal_code  TEXT        NOT NULL,
    town         TEXT        NOT NULL,
    municipality TEXT        NOT NULL DEFAULT '',
    content      BYTEA,
    loaded_at    TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (oid, begins, register)
);
INSERT INTO register_row (register, oid, begins, ends, name, business_id, parent_oid, sector, legal_form, health, social, street, postal_code, town, loaded_at)
    SELECT register, oid, begins, ends, name, business_id, parent_oid, sector, legal_form, health, social, street, postal_code, town, loaded_at
    FROM register_unit;
DROP TABLE register_unit;
ALTER TABLE register_row RENAME TO register_unit;
CREATE INDEX register_unit_business_id ON register_unit (business_id);
CREATE INDEX register_unit_parent ON register_unit (parent_oid, name);

-- Folded words of the names of units, by which officers find them. Words are only added: a unit is found by names that it
-- once had, too.
CREATE TABLE register_word (
    word     TEXT    NOT NULL,
    oid      TEXT    NOT NULL,
    register TEXT    NOT NULL,
    -- Of an organisation at the top: those come first in a search, however many units share a word with them.
    top      BOOLEAN NOT NULL,
    PRIMARY KEY (word, oid, register)
);
CREATE INDEX register_word_top ON register_word (word, oid, register) WHERE top = TRUE;

-- One import. What it reports of single rows stands beside it.
CREATE TABLE register_run (
    id           UUID        NOT NULL PRIMARY KEY,
    what         TEXT        NOT NULL,
    shape        TEXT        NOT NULL,
    origin       TEXT        NOT NULL,
    whole        BOOLEAN     NOT NULL,
    officer      UUID,
    officer_name TEXT        NOT NULL,
    started_at   TIMESTAMPTZ NOT NULL,
    seen_at      TIMESTAMPTZ NOT NULL,
    ended_at     TIMESTAMPTZ,
    state        TEXT        NOT NULL CHECK (state IN ('running', 'done', 'stopped')),
    -- Which process does it: when that is gone, the next import does not wait for it. Empty: nobody can tell.
    process      TEXT        NOT NULL,
    why          TEXT        NOT NULL DEFAULT '',
    detail       TEXT        NOT NULL DEFAULT '',
    expected     BIGINT,
    read_rows    BIGINT      NOT NULL DEFAULT 0,
    skipped      BIGINT      NOT NULL DEFAULT 0,
    added        BIGINT      NOT NULL DEFAULT 0,
    changed      BIGINT      NOT NULL DEFAULT 0,
    ended_rows   BIGINT      NOT NULL DEFAULT 0,
    same         BIGINT      NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX register_run_one ON register_run (what) WHERE state = 'running';
CREATE INDEX register_run_started ON register_run (started_at);

CREATE TABLE register_fault (
    run_id UUID   NOT NULL REFERENCES register_run (id),
    number BIGINT NOT NULL,
    line   BIGINT NOT NULL,
    oid    TEXT   NOT NULL,
    fault  TEXT   NOT NULL,
    value  TEXT   NOT NULL,
    PRIMARY KEY (run_id, number)
);

-- What has become of an organisation at the top of a register, for those whose customer it is.
CREATE TABLE register_change (
    id       UUID   NOT NULL PRIMARY KEY,
    run_id   UUID   NOT NULL REFERENCES register_run (id),
    register TEXT   NOT NULL,
    oid      TEXT   NOT NULL,
    kind     TEXT   NOT NULL CHECK (kind IN ('renamed', 'left', 'returned')),
    before   TEXT   NOT NULL,
    after    TEXT   NOT NULL,
    seen_at  TIMESTAMPTZ
);
CREATE INDEX register_change_unseen ON register_change (id) WHERE seen_at IS NULL;
