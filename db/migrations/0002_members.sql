-- The register: one card for each person, the dated statuses that the card's own dates do not tell,
-- and the dated marks. Dates are ISO text, 1985-06-12 or 1985-06; a NULL `since` is 'always'.

CREATE TABLE members (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) > 0),
    sex TEXT CHECK (sex IN ('男', '女')),
    nation TEXT,
    birth TEXT CHECK (birth GLOB '[12][0-9][0-9][0-9]-[01][0-9]*'),
    education TEXT,
    joined TEXT CHECK (joined GLOB '[12][0-9][0-9][0-9]-[01][0-9]*'),
    full TEXT CHECK (full GLOB '[12][0-9][0-9][0-9]-[01][0-9]*'),
    party_post TEXT,
    party_group TEXT,
    village_post TEXT,
    assigned_posts TEXT,
    phone TEXT,
    address TEXT,
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX members_by_name ON members (name);

CREATE TABLE member_statuses (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    status TEXT NOT NULL CHECK (status IN (
        '正式党员', '预备党员', '入党积极分子', '发展对象', '入党申请人', '转出', '去世', '出党', '停止党籍'
    )),
    since TEXT CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]*'),
    reason TEXT,
    void TEXT
) STRICT;

CREATE INDEX member_statuses_by_member ON member_statuses (member);

CREATE TABLE member_marks (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    mark TEXT NOT NULL CHECK (mark IN ('流动党员', '困难党员', '年老体弱')),
    since TEXT CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]*'),
    until TEXT CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]*'),
    place TEXT,
    contact TEXT,
    last_contact TEXT CHECK (last_contact GLOB '[12][0-9][0-9][0-9]-[01][0-9]*'),
    note TEXT,
    void TEXT
) STRICT;

CREATE INDEX member_marks_by_member ON member_marks (member);
