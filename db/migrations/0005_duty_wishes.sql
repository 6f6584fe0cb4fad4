-- The duty book: who serves together or apart, and the days members ask for.

CREATE TABLE duty_pairs (
    id INTEGER PRIMARY KEY,
    one INTEGER NOT NULL REFERENCES members (id),
    other INTEGER NOT NULL REFERENCES members (id) CHECK (other <> one),
    kind TEXT NOT NULL CHECK (kind IN ('同班', '不同班')),
    note TEXT,
    void TEXT
) STRICT;

CREATE TABLE duty_wishes (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    kind TEXT NOT NULL CHECK (kind IN ('想值', '不想值')),
    note TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX duty_wishes_once ON duty_wishes (member, day) WHERE void IS NULL;
