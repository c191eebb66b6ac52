-- Who is here and for whom. Personal identity codes are never stored: a person is recognised by a keyed hash.

CREATE TABLE person (
    id            UUID        NOT NULL PRIMARY KEY,
    recognised_by BYTEA       NOT NULL UNIQUE,
    name          TEXT        NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at  TIMESTAMPTZ NOT NULL
);

CREATE TABLE officer (
    id            UUID        NOT NULL PRIMARY KEY,
    subject       TEXT        NOT NULL UNIQUE,
    name          TEXT        NOT NULL,
    first_seen_at TIMESTAMPTZ NOT NULL,
    last_seen_at  TIMESTAMPTZ NOT NULL
);

-- A login, or a choice of organisation, that has begun and not come back.
CREATE TABLE login_attempt (
    state_hash BYTEA       NOT NULL PRIMARY KEY,
    kind       TEXT        NOT NULL CHECK (kind IN ('person', 'officer', 'organisation')),
    browser    BYTEA       NOT NULL,
    nonce      TEXT        NOT NULL,
    verifier   TEXT        NOT NULL,
    next       TEXT        NOT NULL,
    language   TEXT        NOT NULL,
    choice     TEXT,
    created_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE session (
    key_hash         BYTEA       NOT NULL PRIMARY KEY,
    kind             TEXT        NOT NULL CHECK (kind IN ('person', 'officer')),
    who              UUID        NOT NULL,
    name             TEXT        NOT NULL,
    csrf             TEXT        NOT NULL,
    language         TEXT        NOT NULL,
    id_token         TEXT        NOT NULL,
    sealed_identity  BYTEA,
    duties           TEXT        NOT NULL,
    organisation_oid TEXT,
    business_id      TEXT,
    organisation     TEXT,
    acting_right     TEXT,
    right_checked_at TIMESTAMPTZ,
    created_at       TIMESTAMPTZ NOT NULL,
    seen_at          TIMESTAMPTZ NOT NULL
);
CREATE INDEX session_who ON session (kind, who);

-- What was typed into a form whose session had ended: sealed with a key that only the browser holds.
CREATE TABLE parked_form (
    key_hash   BYTEA       NOT NULL PRIMARY KEY,
    path       TEXT        NOT NULL,
    sealed     BYTEA       NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);

-- Who has seen or changed whose data, by which right. Rows are only ever added.
CREATE TABLE access_log (
    id           UUID        NOT NULL PRIMARY KEY,
    at           TIMESTAMPTZ NOT NULL,
    actor_kind   TEXT        NOT NULL,
    actor        UUID        NOT NULL,
    on_behalf_of TEXT,
    acting_right TEXT,
    action       TEXT        NOT NULL,
    object       TEXT        NOT NULL,
    object_id    UUID        NOT NULL
);
CREATE INDEX access_log_object ON access_log (object_id, at);
CREATE INDEX access_log_actor ON access_log (actor, at);
