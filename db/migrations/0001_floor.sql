-- The floor: the journal, the head of its log, and the settings of the branch.
-- Triggers are not written here: jdzb/store/journal.py derives them from the tables after every migration.

CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    tbl TEXT NOT NULL,
    pk INTEGER NOT NULL,
    op TEXT NOT NULL CHECK (op IN ('I', 'U', 'D', 'X')),
    old TEXT,
    new TEXT,
    txn INTEGER,
    at TEXT,
    actor TEXT,
    what TEXT,
    reason TEXT,
    salt BLOB,
    old_commitment BLOB,
    new_commitment BLOB,
    leaf BLOB
) STRICT;

CREATE INDEX journal_by_row ON journal (tbl, pk);
CREATE INDEX journal_unsealed ON journal (seq) WHERE leaf IS NULL;

CREATE TABLE loghead (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    peaks BLOB NOT NULL,
    root BLOB NOT NULL
) STRICT;

CREATE TABLE settings (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL,
    void TEXT
) STRICT;
