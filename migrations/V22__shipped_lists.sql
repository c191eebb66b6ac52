-- Lists that come with the program, as they were imported last: what is here is used instead of what came with it, unless
-- that is newer. `content` is the list as lines of cells with `;` between them, `digest` its SHA-256: by it a running
-- process sees that there is another.

CREATE TABLE shipped_list (
    list      TEXT        NOT NULL PRIMARY KEY CHECK (list IN ('postal-codes', 'operators')),
    run_id    UUID        NOT NULL REFERENCES register_run (id),
    -- The day of the data as the file says it, else that of the import.
    dated     DATE        NOT NULL,
    entries   BIGINT      NOT NULL,
    content   TEXT        NOT NULL,
    digest    BYTEA       NOT NULL,
    loaded_at TIMESTAMPTZ NOT NULL
);
