-- Which services an officer's task is about: of two endings each closes the connections of those that it ended itself.
-- Empty: all that its notice names.
ALTER TABLE office_task ADD COLUMN services TEXT NOT NULL DEFAULT '';
