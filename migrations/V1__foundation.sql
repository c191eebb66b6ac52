-- Files by content, mails that wait, counters. Instants are TIMESTAMPTZ (SQLite: microseconds), ids UUID (SQLite: 16 bytes).

CREATE TABLE stored_file (
    sha256      BYTEA       NOT NULL PRIMARY KEY,
    media_type  TEXT        NOT NULL,
    content     BYTEA       NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL
);

CREATE TABLE mail (
    id           UUID        NOT NULL PRIMARY KEY,
    message_id   TEXT        NOT NULL UNIQUE,
    kind         TEXT        NOT NULL,
    about        UUID        NOT NULL,
    recipient    TEXT        NOT NULL,
    subject      TEXT        NOT NULL,
    body         TEXT        NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    next_try_at  TIMESTAMPTZ NOT NULL,
    attempts     BIGINT      NOT NULL,
    locked_until TIMESTAMPTZ,
    sent_at      TIMESTAMPTZ,
    failed_at    TIMESTAMPTZ,
    last_error   TEXT
);
CREATE INDEX mail_waiting ON mail (next_try_at, id) WHERE sent_at IS NULL AND failed_at IS NULL;
CREATE INDEX mail_about ON mail (about);

CREATE TABLE mail_attachment (
    mail_id UUID   NOT NULL REFERENCES mail (id),
    place   BIGINT NOT NULL,
    name    TEXT   NOT NULL,
    sha256  BYTEA  NOT NULL REFERENCES stored_file (sha256),
    PRIMARY KEY (mail_id, place)
);

CREATE TABLE counter (
    name  TEXT   NOT NULL PRIMARY KEY,
    value BIGINT NOT NULL
);
