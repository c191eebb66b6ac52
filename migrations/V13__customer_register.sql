-- Whose data a row of the access log is about, so that a customer can be told who has seen them.

CREATE INDEX customer_business_id ON customer (business_id);

ALTER TABLE access_log ADD COLUMN customer UUID;
UPDATE access_log SET customer = object_id WHERE object = 'customer';
UPDATE access_log SET customer = (SELECT a.customer_id FROM application a WHERE a.id = access_log.object_id) WHERE object = 'application';
UPDATE access_log SET customer = (SELECT d.customer_id FROM document d WHERE d.id = access_log.object_id) WHERE object = 'document';
UPDATE access_log SET customer = (SELECT t.customer_id FROM office_task t WHERE t.id = access_log.object_id) WHERE object = 'task';
-- Of drafts that are gone only the organisation is left that was acted for; it tells where it is one customer's alone.
UPDATE access_log SET customer = (SELECT c.id FROM customer c WHERE c.business_id = access_log.on_behalf_of)
WHERE customer IS NULL AND on_behalf_of IS NOT NULL
  AND (SELECT COUNT(*) FROM customer c WHERE c.business_id = access_log.on_behalf_of) = 1;
CREATE INDEX access_log_customer ON access_log (customer, at, id);

-- The register of customers: in the order of their names, found by the words of them. Both are folded by the program.
ALTER TABLE customer ADD COLUMN sort_name TEXT NOT NULL DEFAULT '';
CREATE INDEX customer_sort_name ON customer (sort_name, id);
CREATE INDEX customer_of_kind ON customer (kind, sort_name, id);
CREATE TABLE customer_word (
    customer_id UUID NOT NULL REFERENCES customer (id),
    word        TEXT NOT NULL,
    PRIMARY KEY (customer_id, word)
);
CREATE INDEX customer_word_word ON customer_word (word, customer_id);
CREATE INDEX application_of_customer ON application (customer_id, created_at, id);
CREATE INDEX document_of_customer ON document (customer_id, created_at, id);

-- Bodies that never apply: suppliers of systems, intermediaries, recipients of disruption notices. Each is a row of
-- customer too, so that contacts, changes and the access log are the same; without an OID its `oid` is `body-` and its id.
CREATE TABLE body (
    customer_id UUID        NOT NULL PRIMARY KEY REFERENCES customer (id),
    fields      TEXT        NOT NULL,
    value       TEXT        NOT NULL,
    revision    BIGINT      NOT NULL,
    changed_at  TIMESTAMPTZ NOT NULL,
    ended_at    TIMESTAMPTZ
);

-- What came on paper and was keyed in by an officer: the day it came, who signed it, the paper as a file.
CREATE TABLE paper (
    id             UUID        NOT NULL PRIMARY KEY,
    customer_id    UUID        NOT NULL REFERENCES customer (id),
    arrived        DATE        NOT NULL,
    signed_by      TEXT        NOT NULL,
    language       TEXT        NOT NULL,
    file_name      TEXT        NOT NULL,
    sha256         BYTEA       NOT NULL REFERENCES stored_file (sha256),
    keyed_by       UUID        NOT NULL,
    keyed_by_name  TEXT        NOT NULL,
    keyed_at       TIMESTAMPTZ NOT NULL
);
CREATE INDEX paper_of_customer ON paper (customer_id, keyed_at, id);
-- The matters that a paper is about.
CREATE TABLE application_paper (
    application_id UUID NOT NULL REFERENCES application (id),
    paper_id       UUID NOT NULL REFERENCES paper (id),
    PRIMARY KEY (application_id, paper_id)
);
-- The paper that an officer is keying in.
ALTER TABLE session ADD COLUMN paper UUID;
