-- The commitments book: promises of members and branch with their progress, evidence and outcome;
-- the steps of a year; ballots of 评诺; wishes of villagers; the catalogue of posts.

CREATE TABLE commitments (
    id INTEGER PRIMARY KEY,
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2100),
    member INTEGER REFERENCES members (id),
    what TEXT NOT NULL,
    bound TEXT CHECK (bound IN ('不少于', '不超过')),
    target INTEGER CHECK (target >= 0),
    unit TEXT,
    due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    reported TEXT,
    reported_on TEXT CHECK (reported_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    outcome TEXT CHECK (outcome IN ('兑现', '部分兑现', '未兑现')),
    settled_on TEXT CHECK (settled_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX commitments_by_year ON commitments (year, member);
CREATE INDEX commitments_by_member ON commitments (member, year);

CREATE TABLE commitment_progress (
    id INTEGER PRIMARY KEY,
    commitment INTEGER NOT NULL REFERENCES commitments (id),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    amount INTEGER CHECK (amount >= 0),
    what TEXT NOT NULL,
    void TEXT
) STRICT;

CREATE INDEX commitment_progress_by_commitment ON commitment_progress (commitment, day);

CREATE TABLE commitment_files (
    id INTEGER PRIMARY KEY,
    commitment INTEGER NOT NULL REFERENCES commitments (id),
    progress INTEGER REFERENCES commitment_progress (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    name TEXT NOT NULL,
    kind TEXT,
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX commitment_files_by_commitment ON commitment_files (commitment);
CREATE INDEX commitment_files_by_progress ON commitment_files (progress) WHERE progress IS NOT NULL;

CREATE TABLE commitment_steps (
    id INTEGER PRIMARY KEY,
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2100),
    step TEXT NOT NULL CHECK (step IN ('提诺', '审诺', '公示', '践诺', '述诺', '评诺')),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    link TEXT,
    note TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX commitment_steps_once ON commitment_steps (year, step) WHERE void IS NULL;

CREATE TABLE commitment_ballots (
    id INTEGER PRIMARY KEY,
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2100),
    member INTEGER REFERENCES members (id),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    handed INTEGER NOT NULL,
    returned INTEGER NOT NULL CHECK (returned BETWEEN 0 AND handed),
    satisfied INTEGER NOT NULL CHECK (satisfied >= 0),
    fairly INTEGER NOT NULL CHECK (fairly >= 0),
    dissatisfied INTEGER NOT NULL CHECK (dissatisfied >= 0),
    abstain INTEGER NOT NULL CHECK (abstain >= 0),
    invalid INTEGER NOT NULL CHECK (invalid >= 0),
    note TEXT,
    void TEXT,
    CHECK (satisfied + fairly + dissatisfied + abstain + invalid = returned)
) STRICT;

CREATE UNIQUE INDEX commitment_ballots_once ON commitment_ballots (year, ifnull(member, 0))
    WHERE void IS NULL;

CREATE TABLE commitment_wishes (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    villager TEXT NOT NULL,
    home TEXT,
    wish TEXT NOT NULL,
    due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    claimed_by INTEGER REFERENCES members (id),
    claimed_on TEXT CHECK (claimed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    fulfilled_on TEXT CHECK (fulfilled_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    how TEXT,
    thanks TEXT,
    naming TEXT CHECK (naming IN ('公开', '不公开')),
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX commitment_wishes_by_member ON commitment_wishes (claimed_by);

CREATE TABLE commitment_posts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    duties TEXT,
    seats INTEGER,
    note TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX commitment_posts_once ON commitment_posts (name) WHERE void IS NULL;
