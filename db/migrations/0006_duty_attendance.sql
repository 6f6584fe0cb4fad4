-- The duty book: who really was there each half day, and what three sides say of it.

CREATE TABLE duty_attendance (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    half TEXT NOT NULL CHECK (half IN ('上午', '下午')),
    member INTEGER NOT NULL REFERENCES members (id),
    state TEXT NOT NULL CHECK (state IN ('到岗', '替班', '换班', '脱岗', '请假')),
    instead_of INTEGER REFERENCES members (id),
    came TEXT,
    went TEXT,
    note TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX duty_attendance_once ON duty_attendance (day, half, member) WHERE void IS NULL;
CREATE INDEX duty_attendance_by_member ON duty_attendance (member, day);

CREATE TABLE duty_reviews (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    period TEXT NOT NULL,
    own TEXT,
    grp TEXT,
    branch TEXT,
    note TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX duty_reviews_once ON duty_reviews (member, period) WHERE void IS NULL;
