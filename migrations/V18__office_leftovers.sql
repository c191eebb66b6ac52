-- Since when an officer has a case open. None: from before that was kept.
ALTER TABLE presence ADD COLUMN since TIMESTAMPTZ;

-- Who has done a task, so that they may take it back. None: the program, or from before ids were kept.
ALTER TABLE office_task ADD COLUMN done_by_id UUID;
