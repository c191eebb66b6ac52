-- Mails that come back after the mail server had taken them.

-- A mail that came back has failed too: sent_at, failed_at and bounced_at are set. Given up: failed_at alone.
ALTER TABLE mail ADD COLUMN bounced_at TIMESTAMPTZ;
-- An officer has seen to a mail that did not arrive.
ALTER TABLE mail ADD COLUMN handled_at TIMESTAMPTZ;
ALTER TABLE mail ADD COLUMN handled_by TEXT;
CREATE INDEX mail_failed ON mail (failed_at, id) WHERE failed_at IS NOT NULL AND handled_at IS NULL;

-- Addresses, in small letters, from which the last mail came back. Until an officer has seen to it.
CREATE TABLE bounced_address (
    address_key TEXT        NOT NULL PRIMARY KEY,
    bounced_at  TIMESTAMPTZ NOT NULL,
    reason      TEXT        NOT NULL
);

-- The recipients of notices get the state 'bounced'. A constraint of a column is changed by a table in its place.
CREATE TABLE bulletin_recipient_new (
    bulletin_id  UUID        NOT NULL REFERENCES bulletin (id),
    place        BIGINT      NOT NULL,
    channel      TEXT        NOT NULL CHECK (channel IN ('mail', 'text')),
    address_key  TEXT        NOT NULL,
    address      TEXT        NOT NULL,
    language     TEXT        NOT NULL,
    name         TEXT        NOT NULL,
    customer_id  UUID        NOT NULL REFERENCES customer (id),
    state        TEXT        NOT NULL CHECK (state IN ('waiting', 'claimed', 'in-flight', 'sent', 'delivered', 'failed', 'bounced', 'uncertain',
                                                       'cancelled')),
    -- How often it was sent anew after it had failed: part of a text message's key, and of the address that a mail comes back to.
    round        BIGINT      NOT NULL,
    attempts     BIGINT      NOT NULL,
    began_at     TIMESTAMPTZ NOT NULL,
    next_try_at  TIMESTAMPTZ NOT NULL,
    changed_at   TIMESTAMPTZ NOT NULL,
    owner        UUID,
    leased_until TIMESTAMPTZ,
    next_look_at TIMESTAMPTZ,
    last_error   TEXT,
    PRIMARY KEY (bulletin_id, place),
    UNIQUE (bulletin_id, channel, address_key)
);
INSERT INTO bulletin_recipient_new (bulletin_id, place, channel, address_key, address, language, name, customer_id, state, round, attempts,
                                    began_at, next_try_at, changed_at, owner, leased_until, next_look_at, last_error)
    SELECT bulletin_id, place, channel, address_key, address, language, name, customer_id, state, round, attempts,
           began_at, next_try_at, changed_at, owner, leased_until, next_look_at, last_error FROM bulletin_recipient;
DROP TABLE bulletin_recipient;
ALTER TABLE bulletin_recipient_new RENAME TO bulletin_recipient;
CREATE INDEX bulletin_recipient_waiting ON bulletin_recipient (bulletin_id, channel, next_try_at, place) WHERE state = 'waiting';
CREATE INDEX bulletin_recipient_state ON bulletin_recipient (bulletin_id, channel, state);
CREATE INDEX bulletin_recipient_leased ON bulletin_recipient (channel, leased_until) WHERE leased_until IS NOT NULL;
CREATE INDEX bulletin_recipient_look ON bulletin_recipient (next_look_at) WHERE next_look_at IS NOT NULL;
