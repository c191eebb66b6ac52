-- Access points and information systems as officers keep them: what state they are in, until when a system is certified.
-- The revision rises with each change, so that nobody overwrites another's.

ALTER TABLE access_point ADD COLUMN state TEXT NOT NULL DEFAULT 'in-use' CHECK (state IN ('planned', 'in-use', 'ended'));
ALTER TABLE access_point ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;

ALTER TABLE information_system ADD COLUMN class TEXT NOT NULL DEFAULT '';
ALTER TABLE information_system ADD COLUMN certified_until DATE;
ALTER TABLE information_system ADD COLUMN deviation TEXT NOT NULL DEFAULT '';
ALTER TABLE information_system ADD COLUMN state TEXT NOT NULL DEFAULT 'in-use' CHECK (state IN ('in-use', 'ended'));
ALTER TABLE information_system ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;

-- What an officer did to one of them; the access log names these rows.
CREATE TABLE technical_change (
    id           UUID        NOT NULL PRIMARY KEY,
    what         TEXT        NOT NULL CHECK (what IN ('access-point', 'information-system')),
    code         TEXT        NOT NULL,
    at           TIMESTAMPTZ NOT NULL,
    officer      UUID        NOT NULL,
    officer_name TEXT        NOT NULL,
    verb         TEXT        NOT NULL CHECK (verb IN ('add', 'save', 'end', 'import'))
);
CREATE INDEX technical_change_code ON technical_change (what, code, at);
