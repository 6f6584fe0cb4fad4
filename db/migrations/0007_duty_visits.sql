-- The duty book: who came, what about, what was done, and how it ended (三联办).

CREATE TABLE duty_visits (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    time TEXT,
    visitor TEXT NOT NULL,
    home TEXT,
    phone TEXT,
    matter TEXT NOT NULL,
    receiver INTEGER REFERENCES members (id),
    handling TEXT NOT NULL CHECK (handling IN ('当场办', '支部办', '总支办')),
    handed_on TEXT CHECK (handed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    raised_on TEXT CHECK (raised_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    answer TEXT,
    answered_on TEXT CHECK (answered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    satisfaction TEXT CHECK (satisfaction IN ('满意', '基本满意', '不满意')),
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX duty_visits_by_day ON duty_visits (day);
