-- What the township found, as the village received it, and what the village did about it.

CREATE TABLE audits (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    size INTEGER NOT NULL CHECK (size >= 0),
    code TEXT NOT NULL,
    verdict TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    void TEXT
) STRICT;

CREATE UNIQUE INDEX audits_once ON audits (sha256) WHERE void IS NULL;

CREATE TABLE rectifications (
    id INTEGER PRIMARY KEY,
    audit INTEGER NOT NULL REFERENCES audits (id),
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    evidence TEXT,
    due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    answer TEXT,
    answered_on TEXT CHECK (answered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    closed_on TEXT CHECK (closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    void TEXT
) STRICT;

CREATE INDEX rectifications_by_audit ON rectifications (audit);
