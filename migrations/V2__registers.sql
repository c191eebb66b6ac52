-- What we mirror of the national registers: organisations, access points, information systems.

CREATE TABLE register_unit (
    oid         TEXT        NOT NULL,
    begins      DATE        NOT NULL,
    ends        DATE        NOT NULL,
    name        TEXT        NOT NULL,
    business_id TEXT,
    parent_oid  TEXT,
    register    TEXT        NOT NULL CHECK (register IN ('providers', 'practitioners', 'pharmacies')),
    sector      BIGINT      NOT NULL CHECK (sector IN (1, 2, 3)),
    legal_form  TEXT        NOT NULL,
    health      BOOLEAN     NOT NULL,
    social      BOOLEAN     NOT NULL,
    street      TEXT        NOT NULL,
    postal_code TEXT        NOT NULL,
    town        TEXT        NOT NULL,
    loaded_at   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (oid, begins)
);
CREATE INDEX register_unit_business_id ON register_unit (business_id);

CREATE TABLE access_point (
    oid          TEXT NOT NULL PRIMARY KEY,
    name         TEXT NOT NULL,
    manager_name TEXT NOT NULL
);

CREATE TABLE information_system (
    code         TEXT NOT NULL PRIMARY KEY,
    name         TEXT NOT NULL,
    manufacturer TEXT NOT NULL
);

CREATE TABLE information_system_service (
    system  TEXT NOT NULL REFERENCES information_system (code),
    service TEXT NOT NULL,
    PRIMARY KEY (system, service)
);

CREATE TABLE access_point_system (
    access_point TEXT NOT NULL REFERENCES access_point (oid),
    system       TEXT NOT NULL REFERENCES information_system (code),
    PRIMARY KEY (access_point, system)
);
