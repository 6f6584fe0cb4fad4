-- The noticeboard: what hangs on the wall, from draft to taken down, objections and photos.

CREATE TABLE notices (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    category TEXT NOT NULL,
    source TEXT,
    body TEXT,
    grid TEXT,
    signer TEXT,
    signed_on TEXT CHECK (signed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    paper TEXT,
    place TEXT,
    proposed_by TEXT,
    proposed_on TEXT CHECK (proposed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    checked_by TEXT,
    checked_on TEXT CHECK (checked_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    approved_by TEXT,
    approved_on TEXT CHECK (approved_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    posted_by TEXT,
    posted_on TEXT CHECK (posted_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    since TEXT CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    until TEXT CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    short_reason TEXT,
    printed INTEGER,
    taken_by TEXT,
    taken_on TEXT CHECK (taken_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    corrects INTEGER REFERENCES notices (id),
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX notices_by_since ON notices (since);

CREATE TABLE notice_objections (
    id INTEGER PRIMARY KEY,
    notice INTEGER NOT NULL REFERENCES notices (id),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    who TEXT,
    what TEXT NOT NULL,
    answer TEXT,
    answered_on TEXT CHECK (answered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    answered_by TEXT,
    void TEXT
) STRICT;

CREATE INDEX notice_objections_by_notice ON notice_objections (notice);

CREATE TABLE notice_photos (
    id INTEGER PRIMARY KEY,
    notice INTEGER NOT NULL REFERENCES notices (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    name TEXT NOT NULL,
    taken_on TEXT CHECK (taken_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX notice_photos_by_notice ON notice_photos (notice);
