-- Who works in this ledger, and in which role. The passwords are not here: only the SHA-256 of their
-- salted argon2 hash, which binds the file operators.json of this PC to the ledger.

CREATE TABLE operators (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('书记', '文书', '值班员', '只读')),
    member INTEGER REFERENCES members (id),
    since TEXT NOT NULL CHECK (length(since) = 10),
    password TEXT CHECK (length(password) = 64),
    retired TEXT CHECK (length(retired) = 10),
    void TEXT
) STRICT;

CREATE UNIQUE INDEX operators_by_name ON operators (name) WHERE void IS NULL AND retired IS NULL;
