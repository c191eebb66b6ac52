-- Which process does an import: when it is gone, the next one does not wait for it. Empty: nobody can tell.
ALTER TABLE register_run ADD COLUMN process TEXT NOT NULL DEFAULT '';

-- Words are only added: a unit is found by names that it once had, too.
DROP INDEX register_word_unit;
