-- The meetings book: minutes with attendance, agenda items and votes; the year plan; talks; matters
-- of 四议两公开 and their steps; a branch's own kinds of meeting.

-- Short columns come first: the overviews never read the long texts behind them.
CREATE TABLE meetings (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    completed_on TEXT CHECK (completed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    void TEXT,
    party_group TEXT,
    since TEXT,
    until TEXT,
    should INTEGER,
    present INTEGER,
    hours INTEGER,
    place TEXT,
    chair TEXT,
    recorder TEXT,
    theme TEXT,
    lecturer TEXT,
    courseware TEXT,
    study TEXT,
    meet TEXT,
    practice TEXT,
    labour TEXT,
    lesson TEXT,
    resolution TEXT,
    note TEXT
) STRICT;

CREATE INDEX meetings_by_day ON meetings (day);
CREATE INDEX meetings_open ON meetings (day) WHERE completed_on IS NULL;

CREATE TABLE meeting_attendance (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    member INTEGER REFERENCES members (id),
    name TEXT NOT NULL,
    standing TEXT,
    voting TEXT NOT NULL CHECK (voting IN ('有', '无')),
    state TEXT CHECK (state IN ('到会', '请假', '缺席')),
    reason TEXT,
    void TEXT
) STRICT;

CREATE INDEX meeting_attendance_by_meeting ON meeting_attendance (meeting, void, voting, state);
CREATE INDEX meeting_attendance_by_member ON meeting_attendance (member, meeting);
CREATE INDEX meeting_attendance_absent ON meeting_attendance (meeting) WHERE state = '缺席';

CREATE TABLE meeting_excluded (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    member INTEGER REFERENCES members (id),
    name TEXT NOT NULL,
    why TEXT NOT NULL,
    basis TEXT,
    void TEXT
) STRICT;

CREATE INDEX meeting_excluded_by_meeting ON meeting_excluded (meeting);

CREATE TABLE meeting_guests (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    name TEXT NOT NULL,
    capacity TEXT,
    void TEXT
) STRICT;

CREATE INDEX meeting_guests_by_meeting ON meeting_guests (meeting);

CREATE TABLE meeting_matters (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    closed_on TEXT CHECK (closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    void TEXT
) STRICT;

CREATE TABLE meeting_items (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    place INTEGER NOT NULL,
    void TEXT,
    way TEXT CHECK (way IN ('举手', '无记名')),
    base INTEGER,
    yes INTEGER,
    no INTEGER,
    abstain INTEGER,
    matter INTEGER REFERENCES meeting_matters (id),
    step INTEGER CHECK (step BETWEEN 1 AND 6),
    publish TEXT NOT NULL CHECK (publish IN ('公开', '不公开')),
    published_on TEXT CHECK (published_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    notice INTEGER,
    link TEXT,
    title TEXT NOT NULL,
    decision TEXT,
    talk TEXT
) STRICT;

CREATE INDEX meeting_items_by_meeting ON meeting_items (meeting);
CREATE INDEX meeting_items_by_matter ON meeting_items (matter) WHERE matter IS NOT NULL;
CREATE INDEX meeting_items_voted ON meeting_items (meeting) WHERE yes IS NOT NULL;
CREATE INDEX meeting_items_undecided ON meeting_items (meeting) WHERE decision IS NULL;
CREATE INDEX meeting_items_waiting ON meeting_items (meeting)
    WHERE publish = '公开' AND published_on IS NULL;

CREATE TABLE meeting_steps (
    id INTEGER PRIMARY KEY,
    matter INTEGER NOT NULL REFERENCES meeting_matters (id),
    step INTEGER NOT NULL CHECK (step BETWEEN 1 AND 6),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    link TEXT,
    should INTEGER,
    present INTEGER,
    yes INTEGER,
    no INTEGER,
    abstain INTEGER,
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX meeting_steps_by_matter ON meeting_steps (matter);

CREATE TABLE meeting_criticisms (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    member INTEGER NOT NULL REFERENCES members (id),
    kind TEXT NOT NULL CHECK (kind IN ('自我批评', '相互批评')),
    critic INTEGER REFERENCES members (id),
    text TEXT,
    remedy TEXT,
    void TEXT
) STRICT;

CREATE INDEX meeting_criticisms_by_meeting ON meeting_criticisms (meeting);

CREATE TABLE meeting_files (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    name TEXT NOT NULL,
    kind TEXT,
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX meeting_files_by_meeting ON meeting_files (meeting);

CREATE TABLE meeting_talks (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    kind TEXT NOT NULL CHECK (kind IN ('谈心谈话', '缺席谈话', '提醒谈话')),
    talker INTEGER REFERENCES members (id),
    member INTEGER NOT NULL REFERENCES members (id),
    place TEXT,
    text TEXT,
    remedy TEXT,
    meeting INTEGER REFERENCES meetings (id),
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX meeting_talks_by_member ON meeting_talks (member);

CREATE TABLE meeting_plans (
    id INTEGER PRIMARY KEY,
    year INTEGER NOT NULL,
    month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
    kind TEXT NOT NULL,
    day TEXT CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    theme TEXT,
    lead TEXT,
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX meeting_plans_by_year ON meeting_plans (year);

CREATE TABLE meeting_kinds (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    short TEXT,
    who TEXT NOT NULL,
    period TEXT,
    times INTEGER,
    quorum TEXT,
    majority TEXT,
    base TEXT,
    hours INTEGER,
    note TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX meeting_kinds_once ON meeting_kinds (name) WHERE void IS NULL;
