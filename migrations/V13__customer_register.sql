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
