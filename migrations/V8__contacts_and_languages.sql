-- The contacts in force, a row each, so that they can be searched for and written to. Derived from customer_section.
CREATE TABLE contact (
    customer_id UUID   NOT NULL REFERENCES customer (id),
    place       BIGINT NOT NULL,
    name        TEXT   NOT NULL,
    email       TEXT   NOT NULL,
    phone       TEXT   NOT NULL,
    PRIMARY KEY (customer_id, place)
);

-- A contact's roles. Service '': common to all services.
CREATE TABLE contact_role (
    customer_id UUID   NOT NULL,
    place       BIGINT NOT NULL,
    role        TEXT   NOT NULL,
    service     TEXT   NOT NULL,
    PRIMARY KEY (customer_id, place, role, service),
    FOREIGN KEY (customer_id, place) REFERENCES contact (customer_id, place)
);
CREATE INDEX contact_role_role ON contact_role (role, service, customer_id, place);

-- The language in which a customer is written to: that of its last approved application.
ALTER TABLE customer ADD COLUMN language TEXT NOT NULL DEFAULT 'fi';
UPDATE customer SET language = COALESCE(
    (SELECT a.language FROM application a WHERE a.customer_id = customer.id AND a.state = 'approved' ORDER BY a.decided_at DESC NULLS LAST LIMIT 1), 'fi');
