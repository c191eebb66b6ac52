-- Notices by role: what officers write to many at once, to whom, and what became of it at each recipient.

-- The customer's own address in force. Derived from customer_section, as contacts are.
CREATE TABLE customer_address (
    customer_id UUID NOT NULL PRIMARY KEY REFERENCES customer (id),
    email       TEXT NOT NULL
);

CREATE TABLE bulletin (
    id              UUID        NOT NULL PRIMARY KEY,
    kind            TEXT        NOT NULL,
    state           TEXT        NOT NULL CHECK (state IN ('draft', 'sending', 'paused', 'cancelled', 'done')),
    revision        BIGINT      NOT NULL,
    title           TEXT        NOT NULL,
    -- Small letters: subject, text, officer.
    search          TEXT        NOT NULL,
    -- As it was typed; the choices and texts below are what came through the check.
    fields          TEXT        NOT NULL,
    complete        BOOLEAN     NOT NULL,
    urgent          BOOLEAN     NOT NULL,
    by_mail         BOOLEAN     NOT NULL,
    by_text_message BOOLEAN     NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    changed_at      TIMESTAMPTZ NOT NULL,
    written_by      TEXT        NOT NULL,
    sent_at         TIMESTAMPTZ,
    sent_by         TEXT,
    done_at         TIMESTAMPTZ,
    CHECK (state = 'draft' OR (sent_at IS NOT NULL AND complete))
);
CREATE INDEX bulletin_list ON bulletin (changed_at, id);
CREATE INDEX bulletin_sending ON bulletin (sent_at, id) WHERE state = 'sending';

CREATE TABLE bulletin_text (
    bulletin_id  UUID NOT NULL REFERENCES bulletin (id),
    language     TEXT NOT NULL,
    subject      TEXT NOT NULL,
    body         TEXT NOT NULL,
    text_message TEXT NOT NULL,
    PRIMARY KEY (bulletin_id, language)
);

-- Whom it is for: 'service', 'role', 'customer-kind', 'customer' (a business ID).
CREATE TABLE bulletin_choice (
    bulletin_id UUID NOT NULL REFERENCES bulletin (id),
    what        TEXT NOT NULL,
    value       TEXT NOT NULL,
    PRIMARY KEY (bulletin_id, what, value)
);

-- The recipients as they were when it was sent, each address once.
CREATE TABLE bulletin_recipient (
    bulletin_id  UUID        NOT NULL REFERENCES bulletin (id),
    place        BIGINT      NOT NULL,
    channel      TEXT        NOT NULL CHECK (channel IN ('mail', 'text')),
    address_key  TEXT        NOT NULL,
    address      TEXT        NOT NULL,
    language     TEXT        NOT NULL,
    name         TEXT        NOT NULL,
    customer_id  UUID        NOT NULL REFERENCES customer (id),
    state        TEXT        NOT NULL CHECK (state IN ('waiting', 'claimed', 'in-flight', 'sent', 'delivered', 'failed', 'uncertain', 'cancelled')),
    -- How often it was sent anew after it had failed: part of a text message's key.
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
CREATE INDEX bulletin_recipient_waiting ON bulletin_recipient (bulletin_id, channel, next_try_at, place) WHERE state = 'waiting';
CREATE INDEX bulletin_recipient_state ON bulletin_recipient (bulletin_id, channel, state);
CREATE INDEX bulletin_recipient_leased ON bulletin_recipient (channel, leased_until) WHERE leased_until IS NOT NULL;
CREATE INDEX bulletin_recipient_look ON bulletin_recipient (next_look_at) WHERE next_look_at IS NOT NULL;

-- The customers whom a notice is for: of the chosen kinds, or named. Kind 'outside': bodies that never apply.
CREATE VIEW bulletin_customer AS
    SELECT b.id AS bulletin_id, c.id AS customer_id,
           CASE WHEN c.language = 'en' AND NOT EXISTS (SELECT 1 FROM bulletin_text x WHERE x.bulletin_id = b.id AND x.language = 'en') THEN 'fi'
                ELSE c.language END AS language,
           CASE WHEN NOT EXISTS (SELECT 1 FROM customer_service u WHERE u.customer_id = c.id)
                     OR EXISTS (SELECT 1 FROM customer_service u JOIN bulletin_choice s ON s.value = u.service
                                WHERE u.customer_id = c.id AND u.ended_at IS NULL AND s.bulletin_id = b.id AND s.what = 'service')
                THEN 1 ELSE 0 END AS concerned
    FROM bulletin b CROSS JOIN customer c
    WHERE (EXISTS (SELECT 1 FROM bulletin_choice k WHERE k.bulletin_id = b.id AND k.what = 'customer-kind' AND k.value = c.kind)
           OR (EXISTS (SELECT 1 FROM bulletin_choice k WHERE k.bulletin_id = b.id AND k.what = 'customer-kind' AND k.value = 'outside')
               AND NOT EXISTS (SELECT 1 FROM customer_service u WHERE u.customer_id = c.id)))
      AND (NOT EXISTS (SELECT 1 FROM bulletin_choice n WHERE n.bulletin_id = b.id AND n.what = 'customer')
           OR EXISTS (SELECT 1 FROM bulletin_choice n WHERE n.bulletin_id = b.id AND n.what = 'customer' AND n.value = c.business_id));

-- The holders of the chosen roles at those customers: a role of a service counts in that service while it is in use.
CREATE VIEW bulletin_contact AS
    SELECT w.bulletin_id, w.customer_id, k.place, k.name, k.email, k.phone, w.language
    FROM bulletin_customer w
    JOIN contact_role r ON r.customer_id = w.customer_id
    JOIN bulletin_choice chosen ON chosen.bulletin_id = w.bulletin_id AND chosen.what = 'role' AND chosen.value = r.role
    JOIN contact k ON k.customer_id = r.customer_id AND k.place = r.place
    WHERE (r.service = '' AND w.concerned = 1)
       OR (EXISTS (SELECT 1 FROM bulletin_choice s WHERE s.bulletin_id = w.bulletin_id AND s.what = 'service' AND s.value = r.service)
           AND NOT EXISTS (SELECT 1 FROM customer_service u WHERE u.customer_id = r.customer_id AND u.service = r.service AND u.ended_at IS NOT NULL));

-- Addresses, an address once for each who has it. Finnish mobile numbers begin with +3584 or +35850.
CREATE VIEW bulletin_audience AS
    SELECT k.bulletin_id, 'mail' AS channel, k.email AS address, LOWER(k.email) AS address_key, k.name, k.customer_id, k.place, k.language
    FROM bulletin_contact k JOIN bulletin b ON b.id = k.bulletin_id WHERE b.by_mail AND k.email <> ''
    UNION ALL
    SELECT k.bulletin_id, 'text' AS channel, k.phone AS address, k.phone AS address_key, k.name, k.customer_id, k.place, k.language
    FROM bulletin_contact k JOIN bulletin b ON b.id = k.bulletin_id
    WHERE b.by_text_message AND (k.phone LIKE '+3584%' OR k.phone LIKE '+35850%' OR (k.phone LIKE '+%' AND k.phone NOT LIKE '+358%'))
    UNION ALL
    SELECT w.bulletin_id, 'mail' AS channel, a.email AS address, LOWER(a.email) AS address_key, c.name, w.customer_id, -1 AS place, w.language
    FROM bulletin_customer w
    JOIN bulletin b ON b.id = w.bulletin_id
    JOIN customer_address a ON a.customer_id = w.customer_id
    JOIN customer c ON c.id = w.customer_id
    WHERE b.by_mail AND w.concerned = 1
      AND EXISTS (SELECT 1 FROM bulletin_choice r WHERE r.bulletin_id = w.bulletin_id AND r.what = 'role' AND r.value = 'customer')
      AND EXISTS (SELECT 1 FROM customer_service u WHERE u.customer_id = w.customer_id AND u.ended_at IS NULL);
