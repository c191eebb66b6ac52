-- The work on a case: questions pinned to what was sent, messages, notes, what makes two customers look alike.

-- One round of asking: all that was asked in one go, with a deadline. The id is that of its event.
CREATE TABLE information_request (
    id             UUID        NOT NULL PRIMARY KEY,
    application_id UUID        NOT NULL REFERENCES application (id),
    asked_at       TIMESTAMPTZ NOT NULL,
    deadline       DATE        NOT NULL,
    answered_at    TIMESTAMPTZ
);
CREATE INDEX information_request_application ON information_request (application_id, asked_at);

-- A question pinned to a section or to a field of it. Without a request it is collected, and the customer does not see it.
-- place: the name of the row that the field belonged to when it was asked, e.g. a contact's; else empty.
CREATE TABLE question (
    id             UUID        NOT NULL PRIMARY KEY,
    application_id UUID        NOT NULL REFERENCES application (id),
    section        TEXT        NOT NULL,
    field          TEXT        NOT NULL,
    place          TEXT        NOT NULL,
    text           TEXT        NOT NULL,
    collected_at   TIMESTAMPTZ NOT NULL,
    collected_by   TEXT        NOT NULL,
    request        UUID        REFERENCES information_request (id),
    typed          TEXT        NOT NULL,
    answer         TEXT,
    answered_at    TIMESTAMPTZ,
    answered_by    TEXT,
    settled_at     TIMESTAMPTZ,
    settled_by     TEXT,
    accepted       BOOLEAN     NOT NULL
);
CREATE INDEX question_application ON question (application_id, collected_at, id);

-- Between the customer and the officers, on a case. A customer's message is unread until an officer has marked it or answered.
CREATE TABLE message (
    id             UUID        NOT NULL PRIMARY KEY,
    application_id UUID        NOT NULL REFERENCES application (id),
    at             TIMESTAMPTZ NOT NULL,
    by_officer     BOOLEAN     NOT NULL,
    actor          UUID        NOT NULL,
    actor_name     TEXT        NOT NULL,
    text           TEXT        NOT NULL,
    read_at        TIMESTAMPTZ,
    read_by        TEXT
);
CREATE INDEX message_application ON message (application_id, at, id);
CREATE INDEX message_unread ON message (application_id, at) WHERE by_officer = FALSE AND read_at IS NULL;

-- Officers' notes, never shown to the customer. about: the key of a check, or empty for the case as a whole.
CREATE TABLE case_note (
    id             UUID        NOT NULL PRIMARY KEY,
    application_id UUID        NOT NULL REFERENCES application (id),
    about          TEXT        NOT NULL,
    submission     BIGINT      NOT NULL,
    at             TIMESTAMPTZ NOT NULL,
    actor          UUID        NOT NULL,
    actor_name     TEXT        NOT NULL,
    text           TEXT        NOT NULL
);
CREATE INDEX case_note_application ON case_note (application_id, at, id);

-- What a customer has sent that others should not have too: its address of electronic mail, its e-invoice address.
CREATE TABLE submission_mark (
    application_id UUID NOT NULL REFERENCES application (id),
    customer_id    UUID NOT NULL REFERENCES customer (id),
    kind           TEXT NOT NULL,
    value          TEXT NOT NULL,
    PRIMARY KEY (application_id, kind)
);
CREATE INDEX submission_mark_value ON submission_mark (kind, value, application_id);
