-- The duty book: who serves on which day, who is away, who always serves a weekday, days without duty.

CREATE TABLE duty_turns (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    member INTEGER NOT NULL REFERENCES members (id),
    origin TEXT NOT NULL CHECK (origin IN ('排班', '手工')),
    note TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX duty_turns_once ON duty_turns (day, member) WHERE void IS NULL;
CREATE INDEX duty_turns_by_member ON duty_turns (member, day);

CREATE TABLE duty_leaves (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    since TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    until TEXT NOT NULL CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' AND until >= since),
    reason TEXT,
    void TEXT
) STRICT;

CREATE INDEX duty_leaves_by_day ON duty_leaves (until);

CREATE TABLE duty_fixed (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    weekday TEXT NOT NULL,
    note TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX duty_fixed_once ON duty_fixed (member, weekday) WHERE void IS NULL;

CREATE TABLE duty_closures (
    id INTEGER PRIMARY KEY,
    since TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    until TEXT NOT NULL CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' AND until >= since),
    reason TEXT NOT NULL,
    void TEXT
) STRICT;
