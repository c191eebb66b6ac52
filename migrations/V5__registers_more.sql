-- More of the national registers: who holds which pharmacy, dated code lists, what a system can do in a service.

-- A pharmacist's licence for a pharmacy; both are rows of register_unit. The day of the takeover may not be known yet.
CREATE TABLE pharmacy_licence (
    pharmacy_oid   TEXT NOT NULL,
    pharmacist_oid TEXT NOT NULL,
    kind           TEXT NOT NULL CHECK (kind IN ('main', 'subsidiary')),
    takeover       DATE,
    ends           DATE NOT NULL,
    PRIMARY KEY (pharmacy_oid, pharmacist_oid)
);
CREATE INDEX pharmacy_licence_pharmacist ON pharmacy_licence (pharmacist_oid);

-- One code with one validity; without an end it is 2100-12-31, as in the registers.
CREATE TABLE code (
    list    TEXT NOT NULL,
    code    TEXT NOT NULL,
    begins  DATE NOT NULL,
    ends    DATE NOT NULL,
    name_fi TEXT NOT NULL,
    name_sv TEXT NOT NULL,
    name_en TEXT,
    PRIMARY KEY (list, code, begins)
);

-- Supports requests for the renewal of prescriptions; is a viewer of images. Rows from before have neither.
ALTER TABLE information_system_service ADD COLUMN renewals BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE information_system_service ADD COLUMN viewer BOOLEAN NOT NULL DEFAULT FALSE;

-- The organisation of the register that runs an access point, if it is one.
ALTER TABLE access_point ADD COLUMN manager_oid TEXT;
CREATE INDEX access_point_manager ON access_point (manager_oid);
