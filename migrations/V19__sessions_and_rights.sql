-- Sessions anew: nothing of the provider's identity token is kept (a person's holds the identity code in the clear). Whoever
-- was logged in logs in again.
DROP TABLE session;
CREATE TABLE session (
    key_hash         BYTEA       NOT NULL PRIMARY KEY,
    -- Names the session on its owner's page.
    id               UUID        NOT NULL UNIQUE,
    kind             TEXT        NOT NULL CHECK (kind IN ('person', 'officer')),
    who              UUID        NOT NULL,
    name             TEXT        NOT NULL,
    csrf             TEXT        NOT NULL,
    language         TEXT        NOT NULL,
    -- Hashes of the provider's names for person and session: a logout there is found by them.
    provider_subject BYTEA       NOT NULL,
    provider_sid     BYTEA,
    -- Identity code and what the provider wants at logout, under a key that only the browser has.
    sealed           BYTEA       NOT NULL,
    -- Browser and system in two words.
    device           TEXT        NOT NULL,
    duties           TEXT        NOT NULL,
    organisation_oid TEXT,
    business_id      TEXT,
    organisation     TEXT,
    acting_right     TEXT,
    right_checked_at TIMESTAMPTZ,
    paper            UUID,
    created_at       TIMESTAMPTZ NOT NULL,
    seen_at          TIMESTAMPTZ NOT NULL
);
CREATE INDEX session_who ON session (kind, who);
CREATE INDEX session_provider_subject ON session (provider_subject);
CREATE INDEX session_provider_sid ON session (provider_sid);

-- Logout tokens of the provider's back channel: each works once.
CREATE TABLE logout_token (
    token_hash BYTEA       NOT NULL PRIMARY KEY,
    taken_at   TIMESTAMPTZ NOT NULL
);

-- The mandate service's last answer to a session: what may be chosen from, and what was missing.
CREATE TABLE rights_found (
    session_key BYTEA       NOT NULL PRIMARY KEY,
    found       TEXT        NOT NULL,
    answered_at TIMESTAMPTZ NOT NULL
);

-- Each answer of the mandate service and what became of it, to be kept for five years at least. Rows are only ever added.
CREATE TABLE rights_log (
    id           UUID        NOT NULL PRIMARY KEY,
    person       UUID        NOT NULL,
    asked_at     TIMESTAMPTZ NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    outcome      TEXT        NOT NULL,
    business_id  TEXT,
    organisation TEXT,
    roles        TEXT,
    complete     BOOLEAN,
    acting_right TEXT,
    request_ids  TEXT        NOT NULL
);
CREATE INDEX rights_log_person ON rights_log (person, at);
CREATE INDEX rights_log_business_id ON rights_log (business_id, at);
