-- The appraisals book: rounds with their frozen scheme, who is assessed, scores, marks with their
-- evidence, ballots, stages, decisions, results; talks and 2+1 help. Points are hundredths.

CREATE TABLE appraisal_rounds (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    scheme TEXT NOT NULL,
    year INTEGER NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    span TEXT,
    closed_on TEXT CHECK (closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX appraisal_rounds_by_year ON appraisal_rounds (year);

-- Without a round: a scheme of the county's own; with one: the text that round goes by.
CREATE TABLE appraisal_schemes (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    round INTEGER REFERENCES appraisal_rounds (id),
    note TEXT,
    void TEXT,
    text TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX appraisal_schemes_once ON appraisal_schemes (key)
    WHERE round IS NULL AND void IS NULL;
CREATE INDEX appraisal_schemes_by_round ON appraisal_schemes (round) WHERE round IS NOT NULL;

CREATE TABLE appraisal_subjects (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    place INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('党员', '支部', '村干部', '党小组')),
    member INTEGER REFERENCES members (id),
    name TEXT NOT NULL,
    standing TEXT,
    takes TEXT NOT NULL CHECK (takes IN ('评定', '参加但不评定', '不参加')),
    why TEXT,
    basis TEXT,
    void TEXT
) STRICT;

CREATE INDEX appraisal_subjects_by_round ON appraisal_subjects (round);
CREATE INDEX appraisal_subjects_by_member ON appraisal_subjects (member);

CREATE TABLE appraisal_scores (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    subject INTEGER NOT NULL REFERENCES appraisal_subjects (id),
    period TEXT NOT NULL,
    side TEXT,
    item TEXT NOT NULL,
    points INTEGER CHECK (points >= 0),
    choice TEXT,
    name TEXT,
    title TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX appraisal_scores_once
    ON appraisal_scores (round, subject, period, coalesce(side, ''), item) WHERE void IS NULL;

CREATE TABLE appraisal_marks (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    subject INTEGER NOT NULL REFERENCES appraisal_subjects (id),
    period TEXT NOT NULL,
    item TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('扣分', '加分', '否决')),
    points INTEGER NOT NULL CHECK (points >= 0),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    what TEXT NOT NULL,
    evidence TEXT,
    fact TEXT,
    verdict TEXT NOT NULL CHECK (verdict IN ('采纳', '不采纳')),
    reason TEXT,
    name TEXT,
    title TEXT,
    void TEXT
) STRICT;

CREATE INDEX appraisal_marks_by_round ON appraisal_marks (round, subject);

CREATE TABLE appraisal_ballots (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    period TEXT NOT NULL,
    ballot TEXT NOT NULL,
    day TEXT CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    handed INTEGER,
    returned INTEGER,
    invalid INTEGER,
    blank INTEGER,
    note TEXT,
    title TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX appraisal_ballots_once
    ON appraisal_ballots (round, period, ballot) WHERE void IS NULL;

CREATE TABLE appraisal_turnouts (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    ballot INTEGER NOT NULL REFERENCES appraisal_ballots (id),
    who TEXT NOT NULL,
    should INTEGER,
    present INTEGER,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX appraisal_turnouts_once
    ON appraisal_turnouts (ballot, who) WHERE void IS NULL;
CREATE INDEX appraisal_turnouts_by_round ON appraisal_turnouts (round);

CREATE TABLE appraisal_tallies (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    ballot INTEGER NOT NULL REFERENCES appraisal_ballots (id),
    subject INTEGER NOT NULL REFERENCES appraisal_subjects (id),
    item TEXT NOT NULL,
    counts TEXT NOT NULL,
    blank INTEGER,
    name TEXT,
    title TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX appraisal_tallies_once
    ON appraisal_tallies (ballot, subject, item) WHERE void IS NULL;
CREATE INDEX appraisal_tallies_by_round ON appraisal_tallies (round);

CREATE TABLE appraisal_papers (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    ballot INTEGER NOT NULL REFERENCES appraisal_ballots (id),
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('有效', '无效')),
    answers TEXT,
    note TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX appraisal_papers_once
    ON appraisal_papers (ballot, number) WHERE void IS NULL;
CREATE INDEX appraisal_papers_by_round ON appraisal_papers (round);

CREATE TABLE appraisal_stages (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    period TEXT NOT NULL,
    stage TEXT NOT NULL,
    subject INTEGER REFERENCES appraisal_subjects (id),
    begun_on TEXT CHECK (begun_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    done_on TEXT CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    who TEXT,
    link TEXT,
    since TEXT CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    until TEXT CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    title TEXT,
    name TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX appraisal_stages_once
    ON appraisal_stages (round, period, stage, coalesce(subject, 0))
    WHERE void IS NULL;

CREATE TABLE appraisal_decisions (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    kind TEXT NOT NULL CHECK (kind IN ('同分', '名额')),
    subject INTEGER NOT NULL REFERENCES appraisal_subjects (id),
    grade TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    reason TEXT NOT NULL,
    name TEXT,
    void TEXT
) STRICT;

CREATE INDEX appraisal_decisions_by_round ON appraisal_decisions (round);

CREATE TABLE appraisal_results (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    subject INTEGER NOT NULL REFERENCES appraisal_subjects (id),
    rank INTEGER,
    total INTEGER,
    grade TEXT,
    parts TEXT,
    fallen TEXT,
    name TEXT,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX appraisal_results_once
    ON appraisal_results (round, subject) WHERE void IS NULL;
CREATE INDEX appraisal_results_by_subject ON appraisal_results (subject);

CREATE TABLE appraisal_talks (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    member INTEGER NOT NULL REFERENCES members (id),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    kind TEXT NOT NULL CHECK (kind IN ('谈话', '自我批评', '通报')),
    talker INTEGER REFERENCES members (id),
    text TEXT,
    remedy TEXT,
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX appraisal_talks_by_member ON appraisal_talks (member);

CREATE TABLE appraisal_helps (
    id INTEGER PRIMARY KEY,
    round INTEGER REFERENCES appraisal_rounds (id),
    member INTEGER NOT NULL REFERENCES members (id),
    first INTEGER NOT NULL REFERENCES members (id),
    second INTEGER NOT NULL REFERENCES members (id),
    third TEXT NOT NULL,
    since TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    until TEXT NOT NULL CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    plan TEXT,
    outcome TEXT CHECK (outcome IN ('转为合格', '继续帮教', '仍不合格')),
    ended_on TEXT CHECK (ended_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX appraisal_helps_by_member ON appraisal_helps (member);

CREATE TABLE appraisal_help_notes (
    id INTEGER PRIMARY KEY,
    help INTEGER NOT NULL REFERENCES appraisal_helps (id),
    month TEXT NOT NULL CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    who TEXT,
    text TEXT NOT NULL,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX appraisal_help_notes_once
    ON appraisal_help_notes (help, month) WHERE void IS NULL;

CREATE TABLE appraisal_files (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    mark INTEGER REFERENCES appraisal_marks (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    name TEXT NOT NULL,
    kind TEXT,
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX appraisal_files_by_round ON appraisal_files (round);
