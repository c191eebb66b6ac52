-- May the officer be given matters? As their groups said when they last logged in.
ALTER TABLE officer ADD COLUMN handles BOOLEAN NOT NULL DEFAULT TRUE;
