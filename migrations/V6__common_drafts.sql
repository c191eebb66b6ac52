-- Common data have one draft for all applications of a customer. An application keeps the form it was begun with.

CREATE TABLE customer_draft (
    customer_id UUID        NOT NULL REFERENCES customer (id),
    section     TEXT        NOT NULL,
    fields      TEXT        NOT NULL,
    revision    BIGINT      NOT NULL,
    saved_at    TIMESTAMPTZ NOT NULL,
    saved_by    TEXT        NOT NULL,
    PRIMARY KEY (customer_id, section)
);

-- What was typed last becomes the common draft. Until now there was one service only.
INSERT INTO customer_draft (customer_id, section, fields, revision, saved_at, saved_by)
SELECT d.customer_id, d.section, REPLACE(d.fields, '.service_roles"', '.of-patient-data"'), 1, d.saved_at, d.saved_by
FROM (
    SELECT a.customer_id, s.section, s.fields, s.saved_at, s.saved_by,
           ROW_NUMBER() OVER (PARTITION BY a.customer_id, s.section ORDER BY s.saved_at DESC, a.id DESC) AS place
    FROM application_section s JOIN application a ON a.id = s.application_id
    WHERE s.section IN ('customer-data', 'contacts', 'billing')
) d WHERE d.place = 1;

UPDATE application_section SET fields = '[]', revision = 1 WHERE section IN ('customer-data', 'contacts', 'billing');

ALTER TABLE application ADD COLUMN form TEXT NOT NULL DEFAULT 'provider';

DROP VIEW application_row;
CREATE VIEW application_row AS
    SELECT a.id, a.service, a.state, a.revision, a.created_at, a.changed_at, a.language, a.case_number, a.received_at, a.officer, a.officer_name,
           a.decided_at, c.id AS customer_id, c.oid, c.business_id, c.name, c.kind,
           (SELECT COUNT(*) FROM commitment m WHERE m.customer_id = c.id AND m.ended_at IS NULL AND m.application_id <> a.id) AS commitments_before,
           (SELECT COUNT(*) FROM commitment m WHERE m.ended_at IS NULL AND m.application_id = a.id) AS commitments_own,
           a.form
    FROM application a JOIN customer c ON c.id = a.customer_id;
