-- Made by `make schema` from the 13 migrations; do not edit. SHA-256 fcee7a0dade61220fec6cea732461fd5a45c6063e883f97a0277285322755c62

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

CREATE TABLE appraisal_help_notes (
    id INTEGER PRIMARY KEY,
    help INTEGER NOT NULL REFERENCES appraisal_helps (id),
    month TEXT NOT NULL CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    who TEXT,
    text TEXT NOT NULL,
    void TEXT
) STRICT;

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

CREATE TABLE appraisal_schemes (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    round INTEGER REFERENCES appraisal_rounds (id),
    note TEXT,
    void TEXT,
    text TEXT NOT NULL
) STRICT;

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
, apart TEXT) STRICT;

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

CREATE TABLE appraisal_turnouts (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES appraisal_rounds (id),
    ballot INTEGER NOT NULL REFERENCES appraisal_ballots (id),
    who TEXT NOT NULL,
    should INTEGER,
    present INTEGER,
    void TEXT
) STRICT;

CREATE TABLE audits (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    size INTEGER NOT NULL CHECK (size >= 0),
    code TEXT NOT NULL,
    verdict TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    void TEXT
) STRICT;

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

CREATE TABLE commitment_posts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    duties TEXT,
    seats INTEGER,
    note TEXT,
    void TEXT
) STRICT;

CREATE TABLE commitment_progress (
    id INTEGER PRIMARY KEY,
    commitment INTEGER NOT NULL REFERENCES commitments (id),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    amount INTEGER CHECK (amount >= 0),
    what TEXT NOT NULL,
    void TEXT
) STRICT;

CREATE TABLE commitment_steps (
    id INTEGER PRIMARY KEY,
    year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2100),
    step TEXT NOT NULL CHECK (step IN ('提诺', '审诺', '公示', '践诺', '述诺', '评诺')),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    link TEXT,
    note TEXT,
    void TEXT
) STRICT;

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

CREATE TABLE duty_closures (
    id INTEGER PRIMARY KEY,
    since TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    until TEXT NOT NULL CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' AND until >= since),
    reason TEXT NOT NULL,
    void TEXT
) STRICT;

CREATE TABLE duty_fixed (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    weekday TEXT NOT NULL,
    note TEXT,
    void TEXT
) STRICT;

CREATE TABLE duty_leaves (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    since TEXT NOT NULL CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    until TEXT NOT NULL CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]' AND until >= since),
    reason TEXT,
    void TEXT
) STRICT;

CREATE TABLE duty_pairs (
    id INTEGER PRIMARY KEY,
    one INTEGER NOT NULL REFERENCES members (id),
    other INTEGER NOT NULL REFERENCES members (id) CHECK (other <> one),
    kind TEXT NOT NULL CHECK (kind IN ('同班', '不同班')),
    note TEXT,
    void TEXT
) STRICT;

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

CREATE TABLE duty_turns (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    member INTEGER NOT NULL REFERENCES members (id),
    origin TEXT NOT NULL CHECK (origin IN ('排班', '手工')),
    note TEXT,
    void TEXT
) STRICT;

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

CREATE TABLE duty_wishes (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    kind TEXT NOT NULL CHECK (kind IN ('想值', '不想值')),
    note TEXT,
    void TEXT
) STRICT;

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

CREATE TABLE loghead (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    origin TEXT NOT NULL,
    size INTEGER NOT NULL,
    peaks BLOB NOT NULL,
    root BLOB NOT NULL
) STRICT;

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

CREATE TABLE meeting_excluded (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    member INTEGER REFERENCES members (id),
    name TEXT NOT NULL,
    why TEXT NOT NULL,
    basis TEXT,
    void TEXT
) STRICT;

CREATE TABLE meeting_files (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    name TEXT NOT NULL,
    kind TEXT,
    note TEXT,
    void TEXT
) STRICT;

CREATE TABLE meeting_guests (
    id INTEGER PRIMARY KEY,
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    name TEXT NOT NULL,
    capacity TEXT,
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

CREATE TABLE meeting_matters (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    closed_on TEXT CHECK (closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    void TEXT
) STRICT;

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

CREATE TABLE notice_photos (
    id INTEGER PRIMARY KEY,
    notice INTEGER NOT NULL REFERENCES notices (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    name TEXT NOT NULL,
    taken_on TEXT CHECK (taken_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    note TEXT,
    void TEXT
) STRICT;

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

CREATE TABLE rectifications (
    id INTEGER PRIMARY KEY,
    audit INTEGER NOT NULL REFERENCES audits (id),
    kind TEXT NOT NULL,
    what TEXT NOT NULL,
    evidence TEXT,
    due TEXT CHECK (due GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    answer TEXT,
    answered_on TEXT CHECK (answered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    closed_on TEXT CHECK (closed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    void TEXT
) STRICT;

CREATE TABLE settings (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL,
    void TEXT
) STRICT;

CREATE UNIQUE INDEX appraisal_ballots_once
    ON appraisal_ballots (round, period, ballot) WHERE void IS NULL;

CREATE INDEX appraisal_decisions_by_round ON appraisal_decisions (round);

CREATE INDEX appraisal_files_by_round ON appraisal_files (round);

CREATE UNIQUE INDEX appraisal_help_notes_once
    ON appraisal_help_notes (help, month) WHERE void IS NULL;

CREATE INDEX appraisal_helps_by_member ON appraisal_helps (member);

CREATE INDEX appraisal_marks_by_round ON appraisal_marks (round, subject);

CREATE INDEX appraisal_papers_by_round ON appraisal_papers (round);

CREATE UNIQUE INDEX appraisal_papers_once
    ON appraisal_papers (ballot, number) WHERE void IS NULL;

CREATE INDEX appraisal_results_by_subject ON appraisal_results (subject);

CREATE UNIQUE INDEX appraisal_results_once
    ON appraisal_results (round, subject) WHERE void IS NULL;

CREATE INDEX appraisal_rounds_by_year ON appraisal_rounds (year);

CREATE INDEX appraisal_schemes_by_round ON appraisal_schemes (round) WHERE round IS NOT NULL;

CREATE UNIQUE INDEX appraisal_schemes_once ON appraisal_schemes (key)
    WHERE round IS NULL AND void IS NULL;

CREATE UNIQUE INDEX appraisal_scores_once
    ON appraisal_scores (round, subject, period, coalesce(side, ''), item) WHERE void IS NULL;

CREATE UNIQUE INDEX appraisal_stages_once
    ON appraisal_stages (round, period, stage, coalesce(subject, 0))
    WHERE void IS NULL;

CREATE INDEX appraisal_subjects_by_member ON appraisal_subjects (member);

CREATE INDEX appraisal_subjects_by_round ON appraisal_subjects (round);

CREATE INDEX appraisal_talks_by_member ON appraisal_talks (member);

CREATE INDEX appraisal_tallies_by_round ON appraisal_tallies (round);

CREATE UNIQUE INDEX appraisal_tallies_once
    ON appraisal_tallies (ballot, subject, item) WHERE void IS NULL;

CREATE INDEX appraisal_turnouts_by_round ON appraisal_turnouts (round);

CREATE UNIQUE INDEX appraisal_turnouts_once
    ON appraisal_turnouts (ballot, who) WHERE void IS NULL;

CREATE UNIQUE INDEX audits_once ON audits (sha256) WHERE void IS NULL;

CREATE UNIQUE INDEX commitment_ballots_once ON commitment_ballots (year, ifnull(member, 0))
    WHERE void IS NULL;

CREATE INDEX commitment_files_by_commitment ON commitment_files (commitment);

CREATE INDEX commitment_files_by_progress ON commitment_files (progress) WHERE progress IS NOT NULL;

CREATE UNIQUE INDEX commitment_posts_once ON commitment_posts (name) WHERE void IS NULL;

CREATE INDEX commitment_progress_by_commitment ON commitment_progress (commitment, day);

CREATE UNIQUE INDEX commitment_steps_once ON commitment_steps (year, step) WHERE void IS NULL;

CREATE INDEX commitment_wishes_by_member ON commitment_wishes (claimed_by);

CREATE INDEX commitments_by_member ON commitments (member, year);

CREATE INDEX commitments_by_year ON commitments (year, member);

CREATE INDEX duty_attendance_by_member ON duty_attendance (member, day);

CREATE UNIQUE INDEX duty_attendance_once ON duty_attendance (day, half, member) WHERE void IS NULL;

CREATE UNIQUE INDEX duty_fixed_once ON duty_fixed (member, weekday) WHERE void IS NULL;

CREATE INDEX duty_leaves_by_day ON duty_leaves (until);

CREATE UNIQUE INDEX duty_reviews_once ON duty_reviews (member, period) WHERE void IS NULL;

CREATE INDEX duty_turns_by_member ON duty_turns (member, day);

CREATE UNIQUE INDEX duty_turns_once ON duty_turns (day, member) WHERE void IS NULL;

CREATE INDEX duty_visits_by_day ON duty_visits (day);

CREATE UNIQUE INDEX duty_wishes_once ON duty_wishes (member, day) WHERE void IS NULL;

CREATE INDEX journal_by_row ON journal (tbl, pk);

CREATE INDEX journal_unsealed ON journal (seq) WHERE leaf IS NULL;

CREATE INDEX meeting_attendance_absent ON meeting_attendance (meeting) WHERE state = '缺席';

CREATE INDEX meeting_attendance_by_meeting ON meeting_attendance (meeting, void, voting, state);

CREATE INDEX meeting_attendance_by_member ON meeting_attendance (member, meeting);

CREATE INDEX meeting_criticisms_by_meeting ON meeting_criticisms (meeting);

CREATE INDEX meeting_excluded_by_meeting ON meeting_excluded (meeting);

CREATE INDEX meeting_files_by_meeting ON meeting_files (meeting);

CREATE INDEX meeting_guests_by_meeting ON meeting_guests (meeting);

CREATE INDEX meeting_items_by_matter ON meeting_items (matter) WHERE matter IS NOT NULL;

CREATE INDEX meeting_items_by_meeting ON meeting_items (meeting);

CREATE INDEX meeting_items_undecided ON meeting_items (meeting) WHERE decision IS NULL;

CREATE INDEX meeting_items_voted ON meeting_items (meeting) WHERE yes IS NOT NULL;

CREATE INDEX meeting_items_waiting ON meeting_items (meeting)
    WHERE publish = '公开' AND published_on IS NULL;

CREATE UNIQUE INDEX meeting_kinds_once ON meeting_kinds (name) WHERE void IS NULL;

CREATE INDEX meeting_plans_by_year ON meeting_plans (year);

CREATE INDEX meeting_steps_by_matter ON meeting_steps (matter);

CREATE INDEX meeting_talks_by_member ON meeting_talks (member);

CREATE INDEX meetings_by_day ON meetings (day);

CREATE INDEX meetings_open ON meetings (day) WHERE completed_on IS NULL;

CREATE INDEX member_marks_by_member ON member_marks (member);

CREATE INDEX member_statuses_by_member ON member_statuses (member);

CREATE INDEX members_by_name ON members (name);

CREATE INDEX notice_objections_by_notice ON notice_objections (notice);

CREATE INDEX notice_photos_by_notice ON notice_photos (notice);

CREATE INDEX notices_by_since ON notices (since);

CREATE UNIQUE INDEX operators_by_name ON operators (name) WHERE void IS NULL AND retired IS NULL;

CREATE INDEX rectifications_by_audit ON rectifications (audit);

CREATE TRIGGER appraisal_ballots_id_kept BEFORE UPDATE OF id ON appraisal_ballots
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_ballots_inserted AFTER INSERT ON appraisal_ballots BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_ballots', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'period', NEW."period", 'ballot', NEW."ballot", 'day', NEW."day", 'handed', NEW."handed", 'returned', NEW."returned", 'invalid', NEW."invalid", 'blank', NEW."blank", 'note', NEW."note", 'title', NEW."title", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_ballots_kept BEFORE DELETE ON appraisal_ballots BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_ballots_updated AFTER UPDATE ON appraisal_ballots WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."period" IS NOT NEW."period" OR OLD."ballot" IS NOT NEW."ballot" OR OLD."day" IS NOT NEW."day" OR OLD."handed" IS NOT NEW."handed" OR OLD."returned" IS NOT NEW."returned" OR OLD."invalid" IS NOT NEW."invalid" OR OLD."blank" IS NOT NEW."blank" OR OLD."note" IS NOT NEW."note" OR OLD."title" IS NOT NEW."title" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_ballots', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'period', OLD."period", 'ballot', OLD."ballot", 'day', OLD."day", 'handed', OLD."handed", 'returned', OLD."returned", 'invalid', OLD."invalid", 'blank', OLD."blank", 'note', OLD."note", 'title', OLD."title", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'period', NEW."period", 'ballot', NEW."ballot", 'day', NEW."day", 'handed', NEW."handed", 'returned', NEW."returned", 'invalid', NEW."invalid", 'blank', NEW."blank", 'note', NEW."note", 'title', NEW."title", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_decisions_id_kept BEFORE UPDATE OF id ON appraisal_decisions
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_decisions_inserted AFTER INSERT ON appraisal_decisions BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_decisions', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'kind', NEW."kind", 'subject', NEW."subject", 'grade', NEW."grade", 'day', NEW."day", 'reason', NEW."reason", 'name', NEW."name", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_decisions_kept BEFORE DELETE ON appraisal_decisions BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_decisions_updated AFTER UPDATE ON appraisal_decisions WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."kind" IS NOT NEW."kind" OR OLD."subject" IS NOT NEW."subject" OR OLD."grade" IS NOT NEW."grade" OR OLD."day" IS NOT NEW."day" OR OLD."reason" IS NOT NEW."reason" OR OLD."name" IS NOT NEW."name" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_decisions', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'kind', OLD."kind", 'subject', OLD."subject", 'grade', OLD."grade", 'day', OLD."day", 'reason', OLD."reason", 'name', OLD."name", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'kind', NEW."kind", 'subject', NEW."subject", 'grade', NEW."grade", 'day', NEW."day", 'reason', NEW."reason", 'name', NEW."name", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_files_id_kept BEFORE UPDATE OF id ON appraisal_files
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_files_inserted AFTER INSERT ON appraisal_files BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_files', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'mark', NEW."mark", 'sha256', NEW."sha256", 'name', NEW."name", 'kind', NEW."kind", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_files_kept BEFORE DELETE ON appraisal_files BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_files_updated AFTER UPDATE ON appraisal_files WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."mark" IS NOT NEW."mark" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."name" IS NOT NEW."name" OR OLD."kind" IS NOT NEW."kind" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_files', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'mark', OLD."mark", 'sha256', OLD."sha256", 'name', OLD."name", 'kind', OLD."kind", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'mark', NEW."mark", 'sha256', NEW."sha256", 'name', NEW."name", 'kind', NEW."kind", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_help_notes_id_kept BEFORE UPDATE OF id ON appraisal_help_notes
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_help_notes_inserted AFTER INSERT ON appraisal_help_notes BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_help_notes', NEW.id, 'I', json_object('id', NEW."id", 'help', NEW."help", 'month', NEW."month", 'day', NEW."day", 'who', NEW."who", 'text', NEW."text", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_help_notes_kept BEFORE DELETE ON appraisal_help_notes BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_help_notes_updated AFTER UPDATE ON appraisal_help_notes WHEN OLD."id" IS NOT NEW."id" OR OLD."help" IS NOT NEW."help" OR OLD."month" IS NOT NEW."month" OR OLD."day" IS NOT NEW."day" OR OLD."who" IS NOT NEW."who" OR OLD."text" IS NOT NEW."text" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_help_notes', NEW.id, 'U', json_object('id', OLD."id", 'help', OLD."help", 'month', OLD."month", 'day', OLD."day", 'who', OLD."who", 'text', OLD."text", 'void', OLD."void"), json_object('id', NEW."id", 'help', NEW."help", 'month', NEW."month", 'day', NEW."day", 'who', NEW."who", 'text', NEW."text", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_helps_id_kept BEFORE UPDATE OF id ON appraisal_helps
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_helps_inserted AFTER INSERT ON appraisal_helps BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_helps', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'member', NEW."member", 'first', NEW."first", 'second', NEW."second", 'third', NEW."third", 'since', NEW."since", 'until', NEW."until", 'plan', NEW."plan", 'outcome', NEW."outcome", 'ended_on', NEW."ended_on", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_helps_kept BEFORE DELETE ON appraisal_helps BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_helps_updated AFTER UPDATE ON appraisal_helps WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."member" IS NOT NEW."member" OR OLD."first" IS NOT NEW."first" OR OLD."second" IS NOT NEW."second" OR OLD."third" IS NOT NEW."third" OR OLD."since" IS NOT NEW."since" OR OLD."until" IS NOT NEW."until" OR OLD."plan" IS NOT NEW."plan" OR OLD."outcome" IS NOT NEW."outcome" OR OLD."ended_on" IS NOT NEW."ended_on" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_helps', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'member', OLD."member", 'first', OLD."first", 'second', OLD."second", 'third', OLD."third", 'since', OLD."since", 'until', OLD."until", 'plan', OLD."plan", 'outcome', OLD."outcome", 'ended_on', OLD."ended_on", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'member', NEW."member", 'first', NEW."first", 'second', NEW."second", 'third', NEW."third", 'since', NEW."since", 'until', NEW."until", 'plan', NEW."plan", 'outcome', NEW."outcome", 'ended_on', NEW."ended_on", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_marks_id_kept BEFORE UPDATE OF id ON appraisal_marks
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_marks_inserted AFTER INSERT ON appraisal_marks BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_marks', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'subject', NEW."subject", 'period', NEW."period", 'item', NEW."item", 'kind', NEW."kind", 'points', NEW."points", 'day', NEW."day", 'what', NEW."what", 'evidence', NEW."evidence", 'fact', NEW."fact", 'verdict', NEW."verdict", 'reason', NEW."reason", 'name', NEW."name", 'title', NEW."title", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_marks_kept BEFORE DELETE ON appraisal_marks BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_marks_updated AFTER UPDATE ON appraisal_marks WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."subject" IS NOT NEW."subject" OR OLD."period" IS NOT NEW."period" OR OLD."item" IS NOT NEW."item" OR OLD."kind" IS NOT NEW."kind" OR OLD."points" IS NOT NEW."points" OR OLD."day" IS NOT NEW."day" OR OLD."what" IS NOT NEW."what" OR OLD."evidence" IS NOT NEW."evidence" OR OLD."fact" IS NOT NEW."fact" OR OLD."verdict" IS NOT NEW."verdict" OR OLD."reason" IS NOT NEW."reason" OR OLD."name" IS NOT NEW."name" OR OLD."title" IS NOT NEW."title" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_marks', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'subject', OLD."subject", 'period', OLD."period", 'item', OLD."item", 'kind', OLD."kind", 'points', OLD."points", 'day', OLD."day", 'what', OLD."what", 'evidence', OLD."evidence", 'fact', OLD."fact", 'verdict', OLD."verdict", 'reason', OLD."reason", 'name', OLD."name", 'title', OLD."title", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'subject', NEW."subject", 'period', NEW."period", 'item', NEW."item", 'kind', NEW."kind", 'points', NEW."points", 'day', NEW."day", 'what', NEW."what", 'evidence', NEW."evidence", 'fact', NEW."fact", 'verdict', NEW."verdict", 'reason', NEW."reason", 'name', NEW."name", 'title', NEW."title", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_papers_id_kept BEFORE UPDATE OF id ON appraisal_papers
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_papers_inserted AFTER INSERT ON appraisal_papers BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_papers', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'ballot', NEW."ballot", 'number', NEW."number", 'state', NEW."state", 'answers', NEW."answers", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_papers_kept BEFORE DELETE ON appraisal_papers BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_papers_updated AFTER UPDATE ON appraisal_papers WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."ballot" IS NOT NEW."ballot" OR OLD."number" IS NOT NEW."number" OR OLD."state" IS NOT NEW."state" OR OLD."answers" IS NOT NEW."answers" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_papers', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'ballot', OLD."ballot", 'number', OLD."number", 'state', OLD."state", 'answers', OLD."answers", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'ballot', NEW."ballot", 'number', NEW."number", 'state', NEW."state", 'answers', NEW."answers", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_results_id_kept BEFORE UPDATE OF id ON appraisal_results
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_results_inserted AFTER INSERT ON appraisal_results BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_results', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'subject', NEW."subject", 'rank', NEW."rank", 'total', NEW."total", 'grade', NEW."grade", 'parts', NEW."parts", 'fallen', NEW."fallen", 'name', NEW."name", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_results_kept BEFORE DELETE ON appraisal_results BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_results_updated AFTER UPDATE ON appraisal_results WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."subject" IS NOT NEW."subject" OR OLD."rank" IS NOT NEW."rank" OR OLD."total" IS NOT NEW."total" OR OLD."grade" IS NOT NEW."grade" OR OLD."parts" IS NOT NEW."parts" OR OLD."fallen" IS NOT NEW."fallen" OR OLD."name" IS NOT NEW."name" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_results', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'subject', OLD."subject", 'rank', OLD."rank", 'total', OLD."total", 'grade', OLD."grade", 'parts', OLD."parts", 'fallen', OLD."fallen", 'name', OLD."name", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'subject', NEW."subject", 'rank', NEW."rank", 'total', NEW."total", 'grade', NEW."grade", 'parts', NEW."parts", 'fallen', NEW."fallen", 'name', NEW."name", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_rounds_id_kept BEFORE UPDATE OF id ON appraisal_rounds
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_rounds_inserted AFTER INSERT ON appraisal_rounds BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_rounds', NEW.id, 'I', json_object('id', NEW."id", 'title', NEW."title", 'scheme', NEW."scheme", 'year', NEW."year", 'day', NEW."day", 'span', NEW."span", 'closed_on', NEW."closed_on", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_rounds_kept BEFORE DELETE ON appraisal_rounds BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_rounds_updated AFTER UPDATE ON appraisal_rounds WHEN OLD."id" IS NOT NEW."id" OR OLD."title" IS NOT NEW."title" OR OLD."scheme" IS NOT NEW."scheme" OR OLD."year" IS NOT NEW."year" OR OLD."day" IS NOT NEW."day" OR OLD."span" IS NOT NEW."span" OR OLD."closed_on" IS NOT NEW."closed_on" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_rounds', NEW.id, 'U', json_object('id', OLD."id", 'title', OLD."title", 'scheme', OLD."scheme", 'year', OLD."year", 'day', OLD."day", 'span', OLD."span", 'closed_on', OLD."closed_on", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'title', NEW."title", 'scheme', NEW."scheme", 'year', NEW."year", 'day', NEW."day", 'span', NEW."span", 'closed_on', NEW."closed_on", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_schemes_id_kept BEFORE UPDATE OF id ON appraisal_schemes
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_schemes_inserted AFTER INSERT ON appraisal_schemes BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_schemes', NEW.id, 'I', json_object('id', NEW."id", 'key', NEW."key", 'title', NEW."title", 'round', NEW."round", 'note', NEW."note", 'void', NEW."void", 'text', NEW."text"));
END;

CREATE TRIGGER appraisal_schemes_kept BEFORE DELETE ON appraisal_schemes BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_schemes_updated AFTER UPDATE ON appraisal_schemes WHEN OLD."id" IS NOT NEW."id" OR OLD."key" IS NOT NEW."key" OR OLD."title" IS NOT NEW."title" OR OLD."round" IS NOT NEW."round" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" OR OLD."text" IS NOT NEW."text" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_schemes', NEW.id, 'U', json_object('id', OLD."id", 'key', OLD."key", 'title', OLD."title", 'round', OLD."round", 'note', OLD."note", 'void', OLD."void", 'text', OLD."text"), json_object('id', NEW."id", 'key', NEW."key", 'title', NEW."title", 'round', NEW."round", 'note', NEW."note", 'void', NEW."void", 'text', NEW."text"));
END;

CREATE TRIGGER appraisal_scores_id_kept BEFORE UPDATE OF id ON appraisal_scores
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_scores_inserted AFTER INSERT ON appraisal_scores BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_scores', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'subject', NEW."subject", 'period', NEW."period", 'side', NEW."side", 'item', NEW."item", 'points', NEW."points", 'choice', NEW."choice", 'name', NEW."name", 'title', NEW."title", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_scores_kept BEFORE DELETE ON appraisal_scores BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_scores_updated AFTER UPDATE ON appraisal_scores WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."subject" IS NOT NEW."subject" OR OLD."period" IS NOT NEW."period" OR OLD."side" IS NOT NEW."side" OR OLD."item" IS NOT NEW."item" OR OLD."points" IS NOT NEW."points" OR OLD."choice" IS NOT NEW."choice" OR OLD."name" IS NOT NEW."name" OR OLD."title" IS NOT NEW."title" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_scores', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'subject', OLD."subject", 'period', OLD."period", 'side', OLD."side", 'item', OLD."item", 'points', OLD."points", 'choice', OLD."choice", 'name', OLD."name", 'title', OLD."title", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'subject', NEW."subject", 'period', NEW."period", 'side', NEW."side", 'item', NEW."item", 'points', NEW."points", 'choice', NEW."choice", 'name', NEW."name", 'title', NEW."title", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_stages_id_kept BEFORE UPDATE OF id ON appraisal_stages
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_stages_inserted AFTER INSERT ON appraisal_stages BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_stages', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'period', NEW."period", 'stage', NEW."stage", 'subject', NEW."subject", 'begun_on', NEW."begun_on", 'done_on', NEW."done_on", 'who', NEW."who", 'link', NEW."link", 'since', NEW."since", 'until', NEW."until", 'note', NEW."note", 'title', NEW."title", 'name', NEW."name", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_stages_kept BEFORE DELETE ON appraisal_stages BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_stages_updated AFTER UPDATE ON appraisal_stages WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."period" IS NOT NEW."period" OR OLD."stage" IS NOT NEW."stage" OR OLD."subject" IS NOT NEW."subject" OR OLD."begun_on" IS NOT NEW."begun_on" OR OLD."done_on" IS NOT NEW."done_on" OR OLD."who" IS NOT NEW."who" OR OLD."link" IS NOT NEW."link" OR OLD."since" IS NOT NEW."since" OR OLD."until" IS NOT NEW."until" OR OLD."note" IS NOT NEW."note" OR OLD."title" IS NOT NEW."title" OR OLD."name" IS NOT NEW."name" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_stages', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'period', OLD."period", 'stage', OLD."stage", 'subject', OLD."subject", 'begun_on', OLD."begun_on", 'done_on', OLD."done_on", 'who', OLD."who", 'link', OLD."link", 'since', OLD."since", 'until', OLD."until", 'note', OLD."note", 'title', OLD."title", 'name', OLD."name", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'period', NEW."period", 'stage', NEW."stage", 'subject', NEW."subject", 'begun_on', NEW."begun_on", 'done_on', NEW."done_on", 'who', NEW."who", 'link', NEW."link", 'since', NEW."since", 'until', NEW."until", 'note', NEW."note", 'title', NEW."title", 'name', NEW."name", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_subjects_id_kept BEFORE UPDATE OF id ON appraisal_subjects
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_subjects_inserted AFTER INSERT ON appraisal_subjects BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_subjects', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'place', NEW."place", 'kind', NEW."kind", 'member', NEW."member", 'name', NEW."name", 'standing', NEW."standing", 'takes', NEW."takes", 'why', NEW."why", 'basis', NEW."basis", 'void', NEW."void", 'apart', NEW."apart"));
END;

CREATE TRIGGER appraisal_subjects_kept BEFORE DELETE ON appraisal_subjects BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_subjects_updated AFTER UPDATE ON appraisal_subjects WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."place" IS NOT NEW."place" OR OLD."kind" IS NOT NEW."kind" OR OLD."member" IS NOT NEW."member" OR OLD."name" IS NOT NEW."name" OR OLD."standing" IS NOT NEW."standing" OR OLD."takes" IS NOT NEW."takes" OR OLD."why" IS NOT NEW."why" OR OLD."basis" IS NOT NEW."basis" OR OLD."void" IS NOT NEW."void" OR OLD."apart" IS NOT NEW."apart" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_subjects', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'place', OLD."place", 'kind', OLD."kind", 'member', OLD."member", 'name', OLD."name", 'standing', OLD."standing", 'takes', OLD."takes", 'why', OLD."why", 'basis', OLD."basis", 'void', OLD."void", 'apart', OLD."apart"), json_object('id', NEW."id", 'round', NEW."round", 'place', NEW."place", 'kind', NEW."kind", 'member', NEW."member", 'name', NEW."name", 'standing', NEW."standing", 'takes', NEW."takes", 'why', NEW."why", 'basis', NEW."basis", 'void', NEW."void", 'apart', NEW."apart"));
END;

CREATE TRIGGER appraisal_talks_id_kept BEFORE UPDATE OF id ON appraisal_talks
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_talks_inserted AFTER INSERT ON appraisal_talks BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_talks', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'member', NEW."member", 'day', NEW."day", 'kind', NEW."kind", 'talker', NEW."talker", 'text', NEW."text", 'remedy', NEW."remedy", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_talks_kept BEFORE DELETE ON appraisal_talks BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_talks_updated AFTER UPDATE ON appraisal_talks WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."member" IS NOT NEW."member" OR OLD."day" IS NOT NEW."day" OR OLD."kind" IS NOT NEW."kind" OR OLD."talker" IS NOT NEW."talker" OR OLD."text" IS NOT NEW."text" OR OLD."remedy" IS NOT NEW."remedy" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_talks', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'member', OLD."member", 'day', OLD."day", 'kind', OLD."kind", 'talker', OLD."talker", 'text', OLD."text", 'remedy', OLD."remedy", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'member', NEW."member", 'day', NEW."day", 'kind', NEW."kind", 'talker', NEW."talker", 'text', NEW."text", 'remedy', NEW."remedy", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_tallies_id_kept BEFORE UPDATE OF id ON appraisal_tallies
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_tallies_inserted AFTER INSERT ON appraisal_tallies BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_tallies', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'ballot', NEW."ballot", 'subject', NEW."subject", 'item', NEW."item", 'counts', NEW."counts", 'blank', NEW."blank", 'name', NEW."name", 'title', NEW."title", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_tallies_kept BEFORE DELETE ON appraisal_tallies BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_tallies_updated AFTER UPDATE ON appraisal_tallies WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."ballot" IS NOT NEW."ballot" OR OLD."subject" IS NOT NEW."subject" OR OLD."item" IS NOT NEW."item" OR OLD."counts" IS NOT NEW."counts" OR OLD."blank" IS NOT NEW."blank" OR OLD."name" IS NOT NEW."name" OR OLD."title" IS NOT NEW."title" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_tallies', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'ballot', OLD."ballot", 'subject', OLD."subject", 'item', OLD."item", 'counts', OLD."counts", 'blank', OLD."blank", 'name', OLD."name", 'title', OLD."title", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'ballot', NEW."ballot", 'subject', NEW."subject", 'item', NEW."item", 'counts', NEW."counts", 'blank', NEW."blank", 'name', NEW."name", 'title', NEW."title", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_turnouts_id_kept BEFORE UPDATE OF id ON appraisal_turnouts
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER appraisal_turnouts_inserted AFTER INSERT ON appraisal_turnouts BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('appraisal_turnouts', NEW.id, 'I', json_object('id', NEW."id", 'round', NEW."round", 'ballot', NEW."ballot", 'who', NEW."who", 'should', NEW."should", 'present', NEW."present", 'void', NEW."void"));
END;

CREATE TRIGGER appraisal_turnouts_kept BEFORE DELETE ON appraisal_turnouts BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER appraisal_turnouts_updated AFTER UPDATE ON appraisal_turnouts WHEN OLD."id" IS NOT NEW."id" OR OLD."round" IS NOT NEW."round" OR OLD."ballot" IS NOT NEW."ballot" OR OLD."who" IS NOT NEW."who" OR OLD."should" IS NOT NEW."should" OR OLD."present" IS NOT NEW."present" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('appraisal_turnouts', NEW.id, 'U', json_object('id', OLD."id", 'round', OLD."round", 'ballot', OLD."ballot", 'who', OLD."who", 'should', OLD."should", 'present', OLD."present", 'void', OLD."void"), json_object('id', NEW."id", 'round', NEW."round", 'ballot', NEW."ballot", 'who', NEW."who", 'should', NEW."should", 'present', NEW."present", 'void', NEW."void"));
END;

CREATE TRIGGER audits_id_kept BEFORE UPDATE OF id ON audits
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER audits_inserted AFTER INSERT ON audits BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('audits', NEW.id, 'I', json_object('id', NEW."id", 'day', NEW."day", 'size', NEW."size", 'code', NEW."code", 'verdict', NEW."verdict", 'sha256', NEW."sha256", 'void', NEW."void"));
END;

CREATE TRIGGER audits_kept BEFORE DELETE ON audits BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER audits_updated AFTER UPDATE ON audits WHEN OLD."id" IS NOT NEW."id" OR OLD."day" IS NOT NEW."day" OR OLD."size" IS NOT NEW."size" OR OLD."code" IS NOT NEW."code" OR OLD."verdict" IS NOT NEW."verdict" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('audits', NEW.id, 'U', json_object('id', OLD."id", 'day', OLD."day", 'size', OLD."size", 'code', OLD."code", 'verdict', OLD."verdict", 'sha256', OLD."sha256", 'void', OLD."void"), json_object('id', NEW."id", 'day', NEW."day", 'size', NEW."size", 'code', NEW."code", 'verdict', NEW."verdict", 'sha256', NEW."sha256", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_ballots_id_kept BEFORE UPDATE OF id ON commitment_ballots
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER commitment_ballots_inserted AFTER INSERT ON commitment_ballots BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('commitment_ballots', NEW.id, 'I', json_object('id', NEW."id", 'year', NEW."year", 'member', NEW."member", 'day', NEW."day", 'handed', NEW."handed", 'returned', NEW."returned", 'satisfied', NEW."satisfied", 'fairly', NEW."fairly", 'dissatisfied', NEW."dissatisfied", 'abstain', NEW."abstain", 'invalid', NEW."invalid", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_ballots_kept BEFORE DELETE ON commitment_ballots BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER commitment_ballots_updated AFTER UPDATE ON commitment_ballots WHEN OLD."id" IS NOT NEW."id" OR OLD."year" IS NOT NEW."year" OR OLD."member" IS NOT NEW."member" OR OLD."day" IS NOT NEW."day" OR OLD."handed" IS NOT NEW."handed" OR OLD."returned" IS NOT NEW."returned" OR OLD."satisfied" IS NOT NEW."satisfied" OR OLD."fairly" IS NOT NEW."fairly" OR OLD."dissatisfied" IS NOT NEW."dissatisfied" OR OLD."abstain" IS NOT NEW."abstain" OR OLD."invalid" IS NOT NEW."invalid" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('commitment_ballots', NEW.id, 'U', json_object('id', OLD."id", 'year', OLD."year", 'member', OLD."member", 'day', OLD."day", 'handed', OLD."handed", 'returned', OLD."returned", 'satisfied', OLD."satisfied", 'fairly', OLD."fairly", 'dissatisfied', OLD."dissatisfied", 'abstain', OLD."abstain", 'invalid', OLD."invalid", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'year', NEW."year", 'member', NEW."member", 'day', NEW."day", 'handed', NEW."handed", 'returned', NEW."returned", 'satisfied', NEW."satisfied", 'fairly', NEW."fairly", 'dissatisfied', NEW."dissatisfied", 'abstain', NEW."abstain", 'invalid', NEW."invalid", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_files_id_kept BEFORE UPDATE OF id ON commitment_files
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER commitment_files_inserted AFTER INSERT ON commitment_files BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('commitment_files', NEW.id, 'I', json_object('id', NEW."id", 'commitment', NEW."commitment", 'progress', NEW."progress", 'sha256', NEW."sha256", 'name', NEW."name", 'kind', NEW."kind", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_files_kept BEFORE DELETE ON commitment_files BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER commitment_files_updated AFTER UPDATE ON commitment_files WHEN OLD."id" IS NOT NEW."id" OR OLD."commitment" IS NOT NEW."commitment" OR OLD."progress" IS NOT NEW."progress" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."name" IS NOT NEW."name" OR OLD."kind" IS NOT NEW."kind" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('commitment_files', NEW.id, 'U', json_object('id', OLD."id", 'commitment', OLD."commitment", 'progress', OLD."progress", 'sha256', OLD."sha256", 'name', OLD."name", 'kind', OLD."kind", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'commitment', NEW."commitment", 'progress', NEW."progress", 'sha256', NEW."sha256", 'name', NEW."name", 'kind', NEW."kind", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_posts_id_kept BEFORE UPDATE OF id ON commitment_posts
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER commitment_posts_inserted AFTER INSERT ON commitment_posts BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('commitment_posts', NEW.id, 'I', json_object('id', NEW."id", 'name', NEW."name", 'duties', NEW."duties", 'seats', NEW."seats", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_posts_kept BEFORE DELETE ON commitment_posts BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER commitment_posts_updated AFTER UPDATE ON commitment_posts WHEN OLD."id" IS NOT NEW."id" OR OLD."name" IS NOT NEW."name" OR OLD."duties" IS NOT NEW."duties" OR OLD."seats" IS NOT NEW."seats" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('commitment_posts', NEW.id, 'U', json_object('id', OLD."id", 'name', OLD."name", 'duties', OLD."duties", 'seats', OLD."seats", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'name', NEW."name", 'duties', NEW."duties", 'seats', NEW."seats", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_progress_id_kept BEFORE UPDATE OF id ON commitment_progress
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER commitment_progress_inserted AFTER INSERT ON commitment_progress BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('commitment_progress', NEW.id, 'I', json_object('id', NEW."id", 'commitment', NEW."commitment", 'day', NEW."day", 'amount', NEW."amount", 'what', NEW."what", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_progress_kept BEFORE DELETE ON commitment_progress BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER commitment_progress_updated AFTER UPDATE ON commitment_progress WHEN OLD."id" IS NOT NEW."id" OR OLD."commitment" IS NOT NEW."commitment" OR OLD."day" IS NOT NEW."day" OR OLD."amount" IS NOT NEW."amount" OR OLD."what" IS NOT NEW."what" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('commitment_progress', NEW.id, 'U', json_object('id', OLD."id", 'commitment', OLD."commitment", 'day', OLD."day", 'amount', OLD."amount", 'what', OLD."what", 'void', OLD."void"), json_object('id', NEW."id", 'commitment', NEW."commitment", 'day', NEW."day", 'amount', NEW."amount", 'what', NEW."what", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_steps_id_kept BEFORE UPDATE OF id ON commitment_steps
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER commitment_steps_inserted AFTER INSERT ON commitment_steps BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('commitment_steps', NEW.id, 'I', json_object('id', NEW."id", 'year', NEW."year", 'step', NEW."step", 'day', NEW."day", 'link', NEW."link", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_steps_kept BEFORE DELETE ON commitment_steps BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER commitment_steps_updated AFTER UPDATE ON commitment_steps WHEN OLD."id" IS NOT NEW."id" OR OLD."year" IS NOT NEW."year" OR OLD."step" IS NOT NEW."step" OR OLD."day" IS NOT NEW."day" OR OLD."link" IS NOT NEW."link" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('commitment_steps', NEW.id, 'U', json_object('id', OLD."id", 'year', OLD."year", 'step', OLD."step", 'day', OLD."day", 'link', OLD."link", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'year', NEW."year", 'step', NEW."step", 'day', NEW."day", 'link', NEW."link", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_wishes_id_kept BEFORE UPDATE OF id ON commitment_wishes
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER commitment_wishes_inserted AFTER INSERT ON commitment_wishes BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('commitment_wishes', NEW.id, 'I', json_object('id', NEW."id", 'day', NEW."day", 'villager', NEW."villager", 'home', NEW."home", 'wish', NEW."wish", 'due', NEW."due", 'claimed_by', NEW."claimed_by", 'claimed_on', NEW."claimed_on", 'fulfilled_on', NEW."fulfilled_on", 'how', NEW."how", 'thanks', NEW."thanks", 'naming', NEW."naming", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER commitment_wishes_kept BEFORE DELETE ON commitment_wishes BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER commitment_wishes_updated AFTER UPDATE ON commitment_wishes WHEN OLD."id" IS NOT NEW."id" OR OLD."day" IS NOT NEW."day" OR OLD."villager" IS NOT NEW."villager" OR OLD."home" IS NOT NEW."home" OR OLD."wish" IS NOT NEW."wish" OR OLD."due" IS NOT NEW."due" OR OLD."claimed_by" IS NOT NEW."claimed_by" OR OLD."claimed_on" IS NOT NEW."claimed_on" OR OLD."fulfilled_on" IS NOT NEW."fulfilled_on" OR OLD."how" IS NOT NEW."how" OR OLD."thanks" IS NOT NEW."thanks" OR OLD."naming" IS NOT NEW."naming" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('commitment_wishes', NEW.id, 'U', json_object('id', OLD."id", 'day', OLD."day", 'villager', OLD."villager", 'home', OLD."home", 'wish', OLD."wish", 'due', OLD."due", 'claimed_by', OLD."claimed_by", 'claimed_on', OLD."claimed_on", 'fulfilled_on', OLD."fulfilled_on", 'how', OLD."how", 'thanks', OLD."thanks", 'naming', OLD."naming", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'day', NEW."day", 'villager', NEW."villager", 'home', NEW."home", 'wish', NEW."wish", 'due', NEW."due", 'claimed_by', NEW."claimed_by", 'claimed_on', NEW."claimed_on", 'fulfilled_on', NEW."fulfilled_on", 'how', NEW."how", 'thanks', NEW."thanks", 'naming', NEW."naming", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER commitments_id_kept BEFORE UPDATE OF id ON commitments
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER commitments_inserted AFTER INSERT ON commitments BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('commitments', NEW.id, 'I', json_object('id', NEW."id", 'year', NEW."year", 'member', NEW."member", 'what', NEW."what", 'bound', NEW."bound", 'target', NEW."target", 'unit', NEW."unit", 'due', NEW."due", 'reported', NEW."reported", 'reported_on', NEW."reported_on", 'outcome', NEW."outcome", 'settled_on', NEW."settled_on", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER commitments_kept BEFORE DELETE ON commitments BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER commitments_updated AFTER UPDATE ON commitments WHEN OLD."id" IS NOT NEW."id" OR OLD."year" IS NOT NEW."year" OR OLD."member" IS NOT NEW."member" OR OLD."what" IS NOT NEW."what" OR OLD."bound" IS NOT NEW."bound" OR OLD."target" IS NOT NEW."target" OR OLD."unit" IS NOT NEW."unit" OR OLD."due" IS NOT NEW."due" OR OLD."reported" IS NOT NEW."reported" OR OLD."reported_on" IS NOT NEW."reported_on" OR OLD."outcome" IS NOT NEW."outcome" OR OLD."settled_on" IS NOT NEW."settled_on" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('commitments', NEW.id, 'U', json_object('id', OLD."id", 'year', OLD."year", 'member', OLD."member", 'what', OLD."what", 'bound', OLD."bound", 'target', OLD."target", 'unit', OLD."unit", 'due', OLD."due", 'reported', OLD."reported", 'reported_on', OLD."reported_on", 'outcome', OLD."outcome", 'settled_on', OLD."settled_on", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'year', NEW."year", 'member', NEW."member", 'what', NEW."what", 'bound', NEW."bound", 'target', NEW."target", 'unit', NEW."unit", 'due', NEW."due", 'reported', NEW."reported", 'reported_on', NEW."reported_on", 'outcome', NEW."outcome", 'settled_on', NEW."settled_on", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_attendance_id_kept BEFORE UPDATE OF id ON duty_attendance
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER duty_attendance_inserted AFTER INSERT ON duty_attendance BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('duty_attendance', NEW.id, 'I', json_object('id', NEW."id", 'day', NEW."day", 'half', NEW."half", 'member', NEW."member", 'state', NEW."state", 'instead_of', NEW."instead_of", 'came', NEW."came", 'went', NEW."went", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_attendance_kept BEFORE DELETE ON duty_attendance BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER duty_attendance_updated AFTER UPDATE ON duty_attendance WHEN OLD."id" IS NOT NEW."id" OR OLD."day" IS NOT NEW."day" OR OLD."half" IS NOT NEW."half" OR OLD."member" IS NOT NEW."member" OR OLD."state" IS NOT NEW."state" OR OLD."instead_of" IS NOT NEW."instead_of" OR OLD."came" IS NOT NEW."came" OR OLD."went" IS NOT NEW."went" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('duty_attendance', NEW.id, 'U', json_object('id', OLD."id", 'day', OLD."day", 'half', OLD."half", 'member', OLD."member", 'state', OLD."state", 'instead_of', OLD."instead_of", 'came', OLD."came", 'went', OLD."went", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'day', NEW."day", 'half', NEW."half", 'member', NEW."member", 'state', NEW."state", 'instead_of', NEW."instead_of", 'came', NEW."came", 'went', NEW."went", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_closures_id_kept BEFORE UPDATE OF id ON duty_closures
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER duty_closures_inserted AFTER INSERT ON duty_closures BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('duty_closures', NEW.id, 'I', json_object('id', NEW."id", 'since', NEW."since", 'until', NEW."until", 'reason', NEW."reason", 'void', NEW."void"));
END;

CREATE TRIGGER duty_closures_kept BEFORE DELETE ON duty_closures BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER duty_closures_updated AFTER UPDATE ON duty_closures WHEN OLD."id" IS NOT NEW."id" OR OLD."since" IS NOT NEW."since" OR OLD."until" IS NOT NEW."until" OR OLD."reason" IS NOT NEW."reason" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('duty_closures', NEW.id, 'U', json_object('id', OLD."id", 'since', OLD."since", 'until', OLD."until", 'reason', OLD."reason", 'void', OLD."void"), json_object('id', NEW."id", 'since', NEW."since", 'until', NEW."until", 'reason', NEW."reason", 'void', NEW."void"));
END;

CREATE TRIGGER duty_fixed_id_kept BEFORE UPDATE OF id ON duty_fixed
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER duty_fixed_inserted AFTER INSERT ON duty_fixed BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('duty_fixed', NEW.id, 'I', json_object('id', NEW."id", 'member', NEW."member", 'weekday', NEW."weekday", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_fixed_kept BEFORE DELETE ON duty_fixed BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER duty_fixed_updated AFTER UPDATE ON duty_fixed WHEN OLD."id" IS NOT NEW."id" OR OLD."member" IS NOT NEW."member" OR OLD."weekday" IS NOT NEW."weekday" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('duty_fixed', NEW.id, 'U', json_object('id', OLD."id", 'member', OLD."member", 'weekday', OLD."weekday", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'member', NEW."member", 'weekday', NEW."weekday", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_leaves_id_kept BEFORE UPDATE OF id ON duty_leaves
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER duty_leaves_inserted AFTER INSERT ON duty_leaves BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('duty_leaves', NEW.id, 'I', json_object('id', NEW."id", 'member', NEW."member", 'since', NEW."since", 'until', NEW."until", 'reason', NEW."reason", 'void', NEW."void"));
END;

CREATE TRIGGER duty_leaves_kept BEFORE DELETE ON duty_leaves BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER duty_leaves_updated AFTER UPDATE ON duty_leaves WHEN OLD."id" IS NOT NEW."id" OR OLD."member" IS NOT NEW."member" OR OLD."since" IS NOT NEW."since" OR OLD."until" IS NOT NEW."until" OR OLD."reason" IS NOT NEW."reason" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('duty_leaves', NEW.id, 'U', json_object('id', OLD."id", 'member', OLD."member", 'since', OLD."since", 'until', OLD."until", 'reason', OLD."reason", 'void', OLD."void"), json_object('id', NEW."id", 'member', NEW."member", 'since', NEW."since", 'until', NEW."until", 'reason', NEW."reason", 'void', NEW."void"));
END;

CREATE TRIGGER duty_pairs_id_kept BEFORE UPDATE OF id ON duty_pairs
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER duty_pairs_inserted AFTER INSERT ON duty_pairs BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('duty_pairs', NEW.id, 'I', json_object('id', NEW."id", 'one', NEW."one", 'other', NEW."other", 'kind', NEW."kind", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_pairs_kept BEFORE DELETE ON duty_pairs BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER duty_pairs_updated AFTER UPDATE ON duty_pairs WHEN OLD."id" IS NOT NEW."id" OR OLD."one" IS NOT NEW."one" OR OLD."other" IS NOT NEW."other" OR OLD."kind" IS NOT NEW."kind" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('duty_pairs', NEW.id, 'U', json_object('id', OLD."id", 'one', OLD."one", 'other', OLD."other", 'kind', OLD."kind", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'one', NEW."one", 'other', NEW."other", 'kind', NEW."kind", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_reviews_id_kept BEFORE UPDATE OF id ON duty_reviews
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER duty_reviews_inserted AFTER INSERT ON duty_reviews BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('duty_reviews', NEW.id, 'I', json_object('id', NEW."id", 'member', NEW."member", 'period', NEW."period", 'own', NEW."own", 'grp', NEW."grp", 'branch', NEW."branch", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_reviews_kept BEFORE DELETE ON duty_reviews BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER duty_reviews_updated AFTER UPDATE ON duty_reviews WHEN OLD."id" IS NOT NEW."id" OR OLD."member" IS NOT NEW."member" OR OLD."period" IS NOT NEW."period" OR OLD."own" IS NOT NEW."own" OR OLD."grp" IS NOT NEW."grp" OR OLD."branch" IS NOT NEW."branch" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('duty_reviews', NEW.id, 'U', json_object('id', OLD."id", 'member', OLD."member", 'period', OLD."period", 'own', OLD."own", 'grp', OLD."grp", 'branch', OLD."branch", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'member', NEW."member", 'period', NEW."period", 'own', NEW."own", 'grp', NEW."grp", 'branch', NEW."branch", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_turns_id_kept BEFORE UPDATE OF id ON duty_turns
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER duty_turns_inserted AFTER INSERT ON duty_turns BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('duty_turns', NEW.id, 'I', json_object('id', NEW."id", 'day', NEW."day", 'member', NEW."member", 'origin', NEW."origin", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_turns_kept BEFORE DELETE ON duty_turns BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER duty_turns_updated AFTER UPDATE ON duty_turns WHEN OLD."id" IS NOT NEW."id" OR OLD."day" IS NOT NEW."day" OR OLD."member" IS NOT NEW."member" OR OLD."origin" IS NOT NEW."origin" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('duty_turns', NEW.id, 'U', json_object('id', OLD."id", 'day', OLD."day", 'member', OLD."member", 'origin', OLD."origin", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'day', NEW."day", 'member', NEW."member", 'origin', NEW."origin", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_visits_id_kept BEFORE UPDATE OF id ON duty_visits
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER duty_visits_inserted AFTER INSERT ON duty_visits BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('duty_visits', NEW.id, 'I', json_object('id', NEW."id", 'day', NEW."day", 'time', NEW."time", 'visitor', NEW."visitor", 'home', NEW."home", 'phone', NEW."phone", 'matter', NEW."matter", 'receiver', NEW."receiver", 'handling', NEW."handling", 'handed_on', NEW."handed_on", 'raised_on', NEW."raised_on", 'answer', NEW."answer", 'answered_on', NEW."answered_on", 'satisfaction', NEW."satisfaction", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_visits_kept BEFORE DELETE ON duty_visits BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER duty_visits_updated AFTER UPDATE ON duty_visits WHEN OLD."id" IS NOT NEW."id" OR OLD."day" IS NOT NEW."day" OR OLD."time" IS NOT NEW."time" OR OLD."visitor" IS NOT NEW."visitor" OR OLD."home" IS NOT NEW."home" OR OLD."phone" IS NOT NEW."phone" OR OLD."matter" IS NOT NEW."matter" OR OLD."receiver" IS NOT NEW."receiver" OR OLD."handling" IS NOT NEW."handling" OR OLD."handed_on" IS NOT NEW."handed_on" OR OLD."raised_on" IS NOT NEW."raised_on" OR OLD."answer" IS NOT NEW."answer" OR OLD."answered_on" IS NOT NEW."answered_on" OR OLD."satisfaction" IS NOT NEW."satisfaction" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('duty_visits', NEW.id, 'U', json_object('id', OLD."id", 'day', OLD."day", 'time', OLD."time", 'visitor', OLD."visitor", 'home', OLD."home", 'phone', OLD."phone", 'matter', OLD."matter", 'receiver', OLD."receiver", 'handling', OLD."handling", 'handed_on', OLD."handed_on", 'raised_on', OLD."raised_on", 'answer', OLD."answer", 'answered_on', OLD."answered_on", 'satisfaction', OLD."satisfaction", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'day', NEW."day", 'time', NEW."time", 'visitor', NEW."visitor", 'home', NEW."home", 'phone', NEW."phone", 'matter', NEW."matter", 'receiver', NEW."receiver", 'handling', NEW."handling", 'handed_on', NEW."handed_on", 'raised_on', NEW."raised_on", 'answer', NEW."answer", 'answered_on', NEW."answered_on", 'satisfaction', NEW."satisfaction", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_wishes_id_kept BEFORE UPDATE OF id ON duty_wishes
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER duty_wishes_inserted AFTER INSERT ON duty_wishes BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('duty_wishes', NEW.id, 'I', json_object('id', NEW."id", 'member', NEW."member", 'day', NEW."day", 'kind', NEW."kind", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER duty_wishes_kept BEFORE DELETE ON duty_wishes BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER duty_wishes_updated AFTER UPDATE ON duty_wishes WHEN OLD."id" IS NOT NEW."id" OR OLD."member" IS NOT NEW."member" OR OLD."day" IS NOT NEW."day" OR OLD."kind" IS NOT NEW."kind" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('duty_wishes', NEW.id, 'U', json_object('id', OLD."id", 'member', OLD."member", 'day', OLD."day", 'kind', OLD."kind", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'member', NEW."member", 'day', NEW."day", 'kind', NEW."kind", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER journal_sealed BEFORE UPDATE ON journal
WHEN OLD.leaf IS NOT NULL AND (OLD.seq IS NOT NEW.seq OR OLD.tbl IS NOT NEW.tbl OR OLD.pk IS NOT NEW.pk OR OLD.op IS NOT NEW.op OR OLD.txn IS NOT NEW.txn OR OLD.at IS NOT NEW.at OR OLD.actor IS NOT NEW.actor OR OLD.what IS NOT NEW.what OR OLD.reason IS NOT NEW.reason OR OLD.old_commitment IS NOT NEW.old_commitment OR OLD.new_commitment IS NOT NEW.new_commitment OR OLD.leaf IS NOT NEW.leaf OR (NEW.old IS NOT NULL AND OLD.old IS NOT NEW.old) OR (NEW.new IS NOT NULL AND OLD.new IS NOT NEW.new) OR (NEW.salt IS NOT NULL AND OLD.salt IS NOT NEW.salt)) BEGIN
  SELECT RAISE(ABORT, 'a sealed entry stays');
END;

CREATE TRIGGER loghead_kept BEFORE DELETE ON loghead BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_attendance_id_kept BEFORE UPDATE OF id ON meeting_attendance
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meeting_attendance_inserted AFTER INSERT ON meeting_attendance BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meeting_attendance', NEW.id, 'I', json_object('id', NEW."id", 'meeting', NEW."meeting", 'member', NEW."member", 'name', NEW."name", 'standing', NEW."standing", 'voting', NEW."voting", 'state', NEW."state", 'reason', NEW."reason", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_attendance_kept BEFORE DELETE ON meeting_attendance BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_attendance_updated AFTER UPDATE ON meeting_attendance WHEN OLD."id" IS NOT NEW."id" OR OLD."meeting" IS NOT NEW."meeting" OR OLD."member" IS NOT NEW."member" OR OLD."name" IS NOT NEW."name" OR OLD."standing" IS NOT NEW."standing" OR OLD."voting" IS NOT NEW."voting" OR OLD."state" IS NOT NEW."state" OR OLD."reason" IS NOT NEW."reason" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meeting_attendance', NEW.id, 'U', json_object('id', OLD."id", 'meeting', OLD."meeting", 'member', OLD."member", 'name', OLD."name", 'standing', OLD."standing", 'voting', OLD."voting", 'state', OLD."state", 'reason', OLD."reason", 'void', OLD."void"), json_object('id', NEW."id", 'meeting', NEW."meeting", 'member', NEW."member", 'name', NEW."name", 'standing', NEW."standing", 'voting', NEW."voting", 'state', NEW."state", 'reason', NEW."reason", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_criticisms_id_kept BEFORE UPDATE OF id ON meeting_criticisms
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meeting_criticisms_inserted AFTER INSERT ON meeting_criticisms BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meeting_criticisms', NEW.id, 'I', json_object('id', NEW."id", 'meeting', NEW."meeting", 'member', NEW."member", 'kind', NEW."kind", 'critic', NEW."critic", 'text', NEW."text", 'remedy', NEW."remedy", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_criticisms_kept BEFORE DELETE ON meeting_criticisms BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_criticisms_updated AFTER UPDATE ON meeting_criticisms WHEN OLD."id" IS NOT NEW."id" OR OLD."meeting" IS NOT NEW."meeting" OR OLD."member" IS NOT NEW."member" OR OLD."kind" IS NOT NEW."kind" OR OLD."critic" IS NOT NEW."critic" OR OLD."text" IS NOT NEW."text" OR OLD."remedy" IS NOT NEW."remedy" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meeting_criticisms', NEW.id, 'U', json_object('id', OLD."id", 'meeting', OLD."meeting", 'member', OLD."member", 'kind', OLD."kind", 'critic', OLD."critic", 'text', OLD."text", 'remedy', OLD."remedy", 'void', OLD."void"), json_object('id', NEW."id", 'meeting', NEW."meeting", 'member', NEW."member", 'kind', NEW."kind", 'critic', NEW."critic", 'text', NEW."text", 'remedy', NEW."remedy", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_excluded_id_kept BEFORE UPDATE OF id ON meeting_excluded
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meeting_excluded_inserted AFTER INSERT ON meeting_excluded BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meeting_excluded', NEW.id, 'I', json_object('id', NEW."id", 'meeting', NEW."meeting", 'member', NEW."member", 'name', NEW."name", 'why', NEW."why", 'basis', NEW."basis", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_excluded_kept BEFORE DELETE ON meeting_excluded BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_excluded_updated AFTER UPDATE ON meeting_excluded WHEN OLD."id" IS NOT NEW."id" OR OLD."meeting" IS NOT NEW."meeting" OR OLD."member" IS NOT NEW."member" OR OLD."name" IS NOT NEW."name" OR OLD."why" IS NOT NEW."why" OR OLD."basis" IS NOT NEW."basis" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meeting_excluded', NEW.id, 'U', json_object('id', OLD."id", 'meeting', OLD."meeting", 'member', OLD."member", 'name', OLD."name", 'why', OLD."why", 'basis', OLD."basis", 'void', OLD."void"), json_object('id', NEW."id", 'meeting', NEW."meeting", 'member', NEW."member", 'name', NEW."name", 'why', NEW."why", 'basis', NEW."basis", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_files_id_kept BEFORE UPDATE OF id ON meeting_files
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meeting_files_inserted AFTER INSERT ON meeting_files BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meeting_files', NEW.id, 'I', json_object('id', NEW."id", 'meeting', NEW."meeting", 'sha256', NEW."sha256", 'name', NEW."name", 'kind', NEW."kind", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_files_kept BEFORE DELETE ON meeting_files BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_files_updated AFTER UPDATE ON meeting_files WHEN OLD."id" IS NOT NEW."id" OR OLD."meeting" IS NOT NEW."meeting" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."name" IS NOT NEW."name" OR OLD."kind" IS NOT NEW."kind" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meeting_files', NEW.id, 'U', json_object('id', OLD."id", 'meeting', OLD."meeting", 'sha256', OLD."sha256", 'name', OLD."name", 'kind', OLD."kind", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'meeting', NEW."meeting", 'sha256', NEW."sha256", 'name', NEW."name", 'kind', NEW."kind", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_guests_id_kept BEFORE UPDATE OF id ON meeting_guests
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meeting_guests_inserted AFTER INSERT ON meeting_guests BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meeting_guests', NEW.id, 'I', json_object('id', NEW."id", 'meeting', NEW."meeting", 'name', NEW."name", 'capacity', NEW."capacity", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_guests_kept BEFORE DELETE ON meeting_guests BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_guests_updated AFTER UPDATE ON meeting_guests WHEN OLD."id" IS NOT NEW."id" OR OLD."meeting" IS NOT NEW."meeting" OR OLD."name" IS NOT NEW."name" OR OLD."capacity" IS NOT NEW."capacity" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meeting_guests', NEW.id, 'U', json_object('id', OLD."id", 'meeting', OLD."meeting", 'name', OLD."name", 'capacity', OLD."capacity", 'void', OLD."void"), json_object('id', NEW."id", 'meeting', NEW."meeting", 'name', NEW."name", 'capacity', NEW."capacity", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_items_id_kept BEFORE UPDATE OF id ON meeting_items
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meeting_items_inserted AFTER INSERT ON meeting_items BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meeting_items', NEW.id, 'I', json_object('id', NEW."id", 'meeting', NEW."meeting", 'place', NEW."place", 'void', NEW."void", 'way', NEW."way", 'base', NEW."base", 'yes', NEW."yes", 'no', NEW."no", 'abstain', NEW."abstain", 'matter', NEW."matter", 'step', NEW."step", 'publish', NEW."publish", 'published_on', NEW."published_on", 'notice', NEW."notice", 'link', NEW."link", 'title', NEW."title", 'decision', NEW."decision", 'talk', NEW."talk"));
END;

CREATE TRIGGER meeting_items_kept BEFORE DELETE ON meeting_items BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_items_updated AFTER UPDATE ON meeting_items WHEN OLD."id" IS NOT NEW."id" OR OLD."meeting" IS NOT NEW."meeting" OR OLD."place" IS NOT NEW."place" OR OLD."void" IS NOT NEW."void" OR OLD."way" IS NOT NEW."way" OR OLD."base" IS NOT NEW."base" OR OLD."yes" IS NOT NEW."yes" OR OLD."no" IS NOT NEW."no" OR OLD."abstain" IS NOT NEW."abstain" OR OLD."matter" IS NOT NEW."matter" OR OLD."step" IS NOT NEW."step" OR OLD."publish" IS NOT NEW."publish" OR OLD."published_on" IS NOT NEW."published_on" OR OLD."notice" IS NOT NEW."notice" OR OLD."link" IS NOT NEW."link" OR OLD."title" IS NOT NEW."title" OR OLD."decision" IS NOT NEW."decision" OR OLD."talk" IS NOT NEW."talk" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meeting_items', NEW.id, 'U', json_object('id', OLD."id", 'meeting', OLD."meeting", 'place', OLD."place", 'void', OLD."void", 'way', OLD."way", 'base', OLD."base", 'yes', OLD."yes", 'no', OLD."no", 'abstain', OLD."abstain", 'matter', OLD."matter", 'step', OLD."step", 'publish', OLD."publish", 'published_on', OLD."published_on", 'notice', OLD."notice", 'link', OLD."link", 'title', OLD."title", 'decision', OLD."decision", 'talk', OLD."talk"), json_object('id', NEW."id", 'meeting', NEW."meeting", 'place', NEW."place", 'void', NEW."void", 'way', NEW."way", 'base', NEW."base", 'yes', NEW."yes", 'no', NEW."no", 'abstain', NEW."abstain", 'matter', NEW."matter", 'step', NEW."step", 'publish', NEW."publish", 'published_on', NEW."published_on", 'notice', NEW."notice", 'link', NEW."link", 'title', NEW."title", 'decision', NEW."decision", 'talk', NEW."talk"));
END;

CREATE TRIGGER meeting_kinds_id_kept BEFORE UPDATE OF id ON meeting_kinds
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meeting_kinds_inserted AFTER INSERT ON meeting_kinds BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meeting_kinds', NEW.id, 'I', json_object('id', NEW."id", 'name', NEW."name", 'short', NEW."short", 'who', NEW."who", 'period', NEW."period", 'times', NEW."times", 'quorum', NEW."quorum", 'majority', NEW."majority", 'base', NEW."base", 'hours', NEW."hours", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_kinds_kept BEFORE DELETE ON meeting_kinds BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_kinds_updated AFTER UPDATE ON meeting_kinds WHEN OLD."id" IS NOT NEW."id" OR OLD."name" IS NOT NEW."name" OR OLD."short" IS NOT NEW."short" OR OLD."who" IS NOT NEW."who" OR OLD."period" IS NOT NEW."period" OR OLD."times" IS NOT NEW."times" OR OLD."quorum" IS NOT NEW."quorum" OR OLD."majority" IS NOT NEW."majority" OR OLD."base" IS NOT NEW."base" OR OLD."hours" IS NOT NEW."hours" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meeting_kinds', NEW.id, 'U', json_object('id', OLD."id", 'name', OLD."name", 'short', OLD."short", 'who', OLD."who", 'period', OLD."period", 'times', OLD."times", 'quorum', OLD."quorum", 'majority', OLD."majority", 'base', OLD."base", 'hours', OLD."hours", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'name', NEW."name", 'short', NEW."short", 'who', NEW."who", 'period', NEW."period", 'times', NEW."times", 'quorum', NEW."quorum", 'majority', NEW."majority", 'base', NEW."base", 'hours', NEW."hours", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_matters_id_kept BEFORE UPDATE OF id ON meeting_matters
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meeting_matters_inserted AFTER INSERT ON meeting_matters BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meeting_matters', NEW.id, 'I', json_object('id', NEW."id", 'title', NEW."title", 'day', NEW."day", 'closed_on', NEW."closed_on", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_matters_kept BEFORE DELETE ON meeting_matters BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_matters_updated AFTER UPDATE ON meeting_matters WHEN OLD."id" IS NOT NEW."id" OR OLD."title" IS NOT NEW."title" OR OLD."day" IS NOT NEW."day" OR OLD."closed_on" IS NOT NEW."closed_on" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meeting_matters', NEW.id, 'U', json_object('id', OLD."id", 'title', OLD."title", 'day', OLD."day", 'closed_on', OLD."closed_on", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'title', NEW."title", 'day', NEW."day", 'closed_on', NEW."closed_on", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_plans_id_kept BEFORE UPDATE OF id ON meeting_plans
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meeting_plans_inserted AFTER INSERT ON meeting_plans BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meeting_plans', NEW.id, 'I', json_object('id', NEW."id", 'year', NEW."year", 'month', NEW."month", 'kind', NEW."kind", 'day', NEW."day", 'theme', NEW."theme", 'lead', NEW."lead", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_plans_kept BEFORE DELETE ON meeting_plans BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_plans_updated AFTER UPDATE ON meeting_plans WHEN OLD."id" IS NOT NEW."id" OR OLD."year" IS NOT NEW."year" OR OLD."month" IS NOT NEW."month" OR OLD."kind" IS NOT NEW."kind" OR OLD."day" IS NOT NEW."day" OR OLD."theme" IS NOT NEW."theme" OR OLD."lead" IS NOT NEW."lead" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meeting_plans', NEW.id, 'U', json_object('id', OLD."id", 'year', OLD."year", 'month', OLD."month", 'kind', OLD."kind", 'day', OLD."day", 'theme', OLD."theme", 'lead', OLD."lead", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'year', NEW."year", 'month', NEW."month", 'kind', NEW."kind", 'day', NEW."day", 'theme', NEW."theme", 'lead', NEW."lead", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_steps_id_kept BEFORE UPDATE OF id ON meeting_steps
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meeting_steps_inserted AFTER INSERT ON meeting_steps BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meeting_steps', NEW.id, 'I', json_object('id', NEW."id", 'matter', NEW."matter", 'step', NEW."step", 'day', NEW."day", 'link', NEW."link", 'should', NEW."should", 'present', NEW."present", 'yes', NEW."yes", 'no', NEW."no", 'abstain', NEW."abstain", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_steps_kept BEFORE DELETE ON meeting_steps BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_steps_updated AFTER UPDATE ON meeting_steps WHEN OLD."id" IS NOT NEW."id" OR OLD."matter" IS NOT NEW."matter" OR OLD."step" IS NOT NEW."step" OR OLD."day" IS NOT NEW."day" OR OLD."link" IS NOT NEW."link" OR OLD."should" IS NOT NEW."should" OR OLD."present" IS NOT NEW."present" OR OLD."yes" IS NOT NEW."yes" OR OLD."no" IS NOT NEW."no" OR OLD."abstain" IS NOT NEW."abstain" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meeting_steps', NEW.id, 'U', json_object('id', OLD."id", 'matter', OLD."matter", 'step', OLD."step", 'day', OLD."day", 'link', OLD."link", 'should', OLD."should", 'present', OLD."present", 'yes', OLD."yes", 'no', OLD."no", 'abstain', OLD."abstain", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'matter', NEW."matter", 'step', NEW."step", 'day', NEW."day", 'link', NEW."link", 'should', NEW."should", 'present', NEW."present", 'yes', NEW."yes", 'no', NEW."no", 'abstain', NEW."abstain", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_talks_id_kept BEFORE UPDATE OF id ON meeting_talks
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meeting_talks_inserted AFTER INSERT ON meeting_talks BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meeting_talks', NEW.id, 'I', json_object('id', NEW."id", 'day', NEW."day", 'kind', NEW."kind", 'talker', NEW."talker", 'member', NEW."member", 'place', NEW."place", 'text', NEW."text", 'remedy', NEW."remedy", 'meeting', NEW."meeting", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meeting_talks_kept BEFORE DELETE ON meeting_talks BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meeting_talks_updated AFTER UPDATE ON meeting_talks WHEN OLD."id" IS NOT NEW."id" OR OLD."day" IS NOT NEW."day" OR OLD."kind" IS NOT NEW."kind" OR OLD."talker" IS NOT NEW."talker" OR OLD."member" IS NOT NEW."member" OR OLD."place" IS NOT NEW."place" OR OLD."text" IS NOT NEW."text" OR OLD."remedy" IS NOT NEW."remedy" OR OLD."meeting" IS NOT NEW."meeting" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meeting_talks', NEW.id, 'U', json_object('id', OLD."id", 'day', OLD."day", 'kind', OLD."kind", 'talker', OLD."talker", 'member', OLD."member", 'place', OLD."place", 'text', OLD."text", 'remedy', OLD."remedy", 'meeting', OLD."meeting", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'day', NEW."day", 'kind', NEW."kind", 'talker', NEW."talker", 'member', NEW."member", 'place', NEW."place", 'text', NEW."text", 'remedy', NEW."remedy", 'meeting', NEW."meeting", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER meetings_id_kept BEFORE UPDATE OF id ON meetings
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER meetings_inserted AFTER INSERT ON meetings BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('meetings', NEW.id, 'I', json_object('id', NEW."id", 'kind', NEW."kind", 'day', NEW."day", 'completed_on', NEW."completed_on", 'void', NEW."void", 'party_group', NEW."party_group", 'since', NEW."since", 'until', NEW."until", 'should', NEW."should", 'present', NEW."present", 'hours', NEW."hours", 'place', NEW."place", 'chair', NEW."chair", 'recorder', NEW."recorder", 'theme', NEW."theme", 'lecturer', NEW."lecturer", 'courseware', NEW."courseware", 'study', NEW."study", 'meet', NEW."meet", 'practice', NEW."practice", 'labour', NEW."labour", 'lesson', NEW."lesson", 'resolution', NEW."resolution", 'note', NEW."note"));
END;

CREATE TRIGGER meetings_kept BEFORE DELETE ON meetings BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER meetings_updated AFTER UPDATE ON meetings WHEN OLD."id" IS NOT NEW."id" OR OLD."kind" IS NOT NEW."kind" OR OLD."day" IS NOT NEW."day" OR OLD."completed_on" IS NOT NEW."completed_on" OR OLD."void" IS NOT NEW."void" OR OLD."party_group" IS NOT NEW."party_group" OR OLD."since" IS NOT NEW."since" OR OLD."until" IS NOT NEW."until" OR OLD."should" IS NOT NEW."should" OR OLD."present" IS NOT NEW."present" OR OLD."hours" IS NOT NEW."hours" OR OLD."place" IS NOT NEW."place" OR OLD."chair" IS NOT NEW."chair" OR OLD."recorder" IS NOT NEW."recorder" OR OLD."theme" IS NOT NEW."theme" OR OLD."lecturer" IS NOT NEW."lecturer" OR OLD."courseware" IS NOT NEW."courseware" OR OLD."study" IS NOT NEW."study" OR OLD."meet" IS NOT NEW."meet" OR OLD."practice" IS NOT NEW."practice" OR OLD."labour" IS NOT NEW."labour" OR OLD."lesson" IS NOT NEW."lesson" OR OLD."resolution" IS NOT NEW."resolution" OR OLD."note" IS NOT NEW."note" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('meetings', NEW.id, 'U', json_object('id', OLD."id", 'kind', OLD."kind", 'day', OLD."day", 'completed_on', OLD."completed_on", 'void', OLD."void", 'party_group', OLD."party_group", 'since', OLD."since", 'until', OLD."until", 'should', OLD."should", 'present', OLD."present", 'hours', OLD."hours", 'place', OLD."place", 'chair', OLD."chair", 'recorder', OLD."recorder", 'theme', OLD."theme", 'lecturer', OLD."lecturer", 'courseware', OLD."courseware", 'study', OLD."study", 'meet', OLD."meet", 'practice', OLD."practice", 'labour', OLD."labour", 'lesson', OLD."lesson", 'resolution', OLD."resolution", 'note', OLD."note"), json_object('id', NEW."id", 'kind', NEW."kind", 'day', NEW."day", 'completed_on', NEW."completed_on", 'void', NEW."void", 'party_group', NEW."party_group", 'since', NEW."since", 'until', NEW."until", 'should', NEW."should", 'present', NEW."present", 'hours', NEW."hours", 'place', NEW."place", 'chair', NEW."chair", 'recorder', NEW."recorder", 'theme', NEW."theme", 'lecturer', NEW."lecturer", 'courseware', NEW."courseware", 'study', NEW."study", 'meet', NEW."meet", 'practice', NEW."practice", 'labour', NEW."labour", 'lesson', NEW."lesson", 'resolution', NEW."resolution", 'note', NEW."note"));
END;

CREATE TRIGGER member_marks_id_kept BEFORE UPDATE OF id ON member_marks
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER member_marks_inserted AFTER INSERT ON member_marks BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('member_marks', NEW.id, 'I', json_object('id', NEW."id", 'member', NEW."member", 'mark', NEW."mark", 'since', NEW."since", 'until', NEW."until", 'place', NEW."place", 'contact', NEW."contact", 'last_contact', NEW."last_contact", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER member_marks_kept BEFORE DELETE ON member_marks BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER member_marks_updated AFTER UPDATE ON member_marks WHEN OLD."id" IS NOT NEW."id" OR OLD."member" IS NOT NEW."member" OR OLD."mark" IS NOT NEW."mark" OR OLD."since" IS NOT NEW."since" OR OLD."until" IS NOT NEW."until" OR OLD."place" IS NOT NEW."place" OR OLD."contact" IS NOT NEW."contact" OR OLD."last_contact" IS NOT NEW."last_contact" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('member_marks', NEW.id, 'U', json_object('id', OLD."id", 'member', OLD."member", 'mark', OLD."mark", 'since', OLD."since", 'until', OLD."until", 'place', OLD."place", 'contact', OLD."contact", 'last_contact', OLD."last_contact", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'member', NEW."member", 'mark', NEW."mark", 'since', NEW."since", 'until', NEW."until", 'place', NEW."place", 'contact', NEW."contact", 'last_contact', NEW."last_contact", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER member_statuses_id_kept BEFORE UPDATE OF id ON member_statuses
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER member_statuses_inserted AFTER INSERT ON member_statuses BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('member_statuses', NEW.id, 'I', json_object('id', NEW."id", 'member', NEW."member", 'status', NEW."status", 'since', NEW."since", 'reason', NEW."reason", 'void', NEW."void"));
END;

CREATE TRIGGER member_statuses_kept BEFORE DELETE ON member_statuses BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER member_statuses_updated AFTER UPDATE ON member_statuses WHEN OLD."id" IS NOT NEW."id" OR OLD."member" IS NOT NEW."member" OR OLD."status" IS NOT NEW."status" OR OLD."since" IS NOT NEW."since" OR OLD."reason" IS NOT NEW."reason" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('member_statuses', NEW.id, 'U', json_object('id', OLD."id", 'member', OLD."member", 'status', OLD."status", 'since', OLD."since", 'reason', OLD."reason", 'void', OLD."void"), json_object('id', NEW."id", 'member', NEW."member", 'status', NEW."status", 'since', NEW."since", 'reason', NEW."reason", 'void', NEW."void"));
END;

CREATE TRIGGER members_id_kept BEFORE UPDATE OF id ON members
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER members_inserted AFTER INSERT ON members BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('members', NEW.id, 'I', json_object('id', NEW."id", 'name', NEW."name", 'sex', NEW."sex", 'nation', NEW."nation", 'birth', NEW."birth", 'education', NEW."education", 'joined', NEW."joined", 'full', NEW."full", 'party_post', NEW."party_post", 'party_group', NEW."party_group", 'village_post', NEW."village_post", 'assigned_posts', NEW."assigned_posts", 'phone', NEW."phone", 'address', NEW."address", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER members_kept BEFORE DELETE ON members BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER members_updated AFTER UPDATE ON members WHEN OLD."id" IS NOT NEW."id" OR OLD."name" IS NOT NEW."name" OR OLD."sex" IS NOT NEW."sex" OR OLD."nation" IS NOT NEW."nation" OR OLD."birth" IS NOT NEW."birth" OR OLD."education" IS NOT NEW."education" OR OLD."joined" IS NOT NEW."joined" OR OLD."full" IS NOT NEW."full" OR OLD."party_post" IS NOT NEW."party_post" OR OLD."party_group" IS NOT NEW."party_group" OR OLD."village_post" IS NOT NEW."village_post" OR OLD."assigned_posts" IS NOT NEW."assigned_posts" OR OLD."phone" IS NOT NEW."phone" OR OLD."address" IS NOT NEW."address" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('members', NEW.id, 'U', json_object('id', OLD."id", 'name', OLD."name", 'sex', OLD."sex", 'nation', OLD."nation", 'birth', OLD."birth", 'education', OLD."education", 'joined', OLD."joined", 'full', OLD."full", 'party_post', OLD."party_post", 'party_group', OLD."party_group", 'village_post', OLD."village_post", 'assigned_posts', OLD."assigned_posts", 'phone', OLD."phone", 'address', OLD."address", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'name', NEW."name", 'sex', NEW."sex", 'nation', NEW."nation", 'birth', NEW."birth", 'education', NEW."education", 'joined', NEW."joined", 'full', NEW."full", 'party_post', NEW."party_post", 'party_group', NEW."party_group", 'village_post', NEW."village_post", 'assigned_posts', NEW."assigned_posts", 'phone', NEW."phone", 'address', NEW."address", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER notice_objections_id_kept BEFORE UPDATE OF id ON notice_objections
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER notice_objections_inserted AFTER INSERT ON notice_objections BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('notice_objections', NEW.id, 'I', json_object('id', NEW."id", 'notice', NEW."notice", 'day', NEW."day", 'who', NEW."who", 'what', NEW."what", 'answer', NEW."answer", 'answered_on', NEW."answered_on", 'answered_by', NEW."answered_by", 'void', NEW."void"));
END;

CREATE TRIGGER notice_objections_kept BEFORE DELETE ON notice_objections BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER notice_objections_updated AFTER UPDATE ON notice_objections WHEN OLD."id" IS NOT NEW."id" OR OLD."notice" IS NOT NEW."notice" OR OLD."day" IS NOT NEW."day" OR OLD."who" IS NOT NEW."who" OR OLD."what" IS NOT NEW."what" OR OLD."answer" IS NOT NEW."answer" OR OLD."answered_on" IS NOT NEW."answered_on" OR OLD."answered_by" IS NOT NEW."answered_by" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('notice_objections', NEW.id, 'U', json_object('id', OLD."id", 'notice', OLD."notice", 'day', OLD."day", 'who', OLD."who", 'what', OLD."what", 'answer', OLD."answer", 'answered_on', OLD."answered_on", 'answered_by', OLD."answered_by", 'void', OLD."void"), json_object('id', NEW."id", 'notice', NEW."notice", 'day', NEW."day", 'who', NEW."who", 'what', NEW."what", 'answer', NEW."answer", 'answered_on', NEW."answered_on", 'answered_by', NEW."answered_by", 'void', NEW."void"));
END;

CREATE TRIGGER notice_photos_id_kept BEFORE UPDATE OF id ON notice_photos
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER notice_photos_inserted AFTER INSERT ON notice_photos BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('notice_photos', NEW.id, 'I', json_object('id', NEW."id", 'notice', NEW."notice", 'sha256', NEW."sha256", 'name', NEW."name", 'taken_on', NEW."taken_on", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER notice_photos_kept BEFORE DELETE ON notice_photos BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER notice_photos_updated AFTER UPDATE ON notice_photos WHEN OLD."id" IS NOT NEW."id" OR OLD."notice" IS NOT NEW."notice" OR OLD."sha256" IS NOT NEW."sha256" OR OLD."name" IS NOT NEW."name" OR OLD."taken_on" IS NOT NEW."taken_on" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('notice_photos', NEW.id, 'U', json_object('id', OLD."id", 'notice', OLD."notice", 'sha256', OLD."sha256", 'name', OLD."name", 'taken_on', OLD."taken_on", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'notice', NEW."notice", 'sha256', NEW."sha256", 'name', NEW."name", 'taken_on', NEW."taken_on", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER notices_id_kept BEFORE UPDATE OF id ON notices
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER notices_inserted AFTER INSERT ON notices BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('notices', NEW.id, 'I', json_object('id', NEW."id", 'title', NEW."title", 'kind', NEW."kind", 'category', NEW."category", 'source', NEW."source", 'body', NEW."body", 'grid', NEW."grid", 'signer', NEW."signer", 'signed_on', NEW."signed_on", 'paper', NEW."paper", 'place', NEW."place", 'proposed_by', NEW."proposed_by", 'proposed_on', NEW."proposed_on", 'checked_by', NEW."checked_by", 'checked_on', NEW."checked_on", 'approved_by', NEW."approved_by", 'approved_on', NEW."approved_on", 'posted_by', NEW."posted_by", 'posted_on', NEW."posted_on", 'since', NEW."since", 'until', NEW."until", 'short_reason', NEW."short_reason", 'printed', NEW."printed", 'taken_by', NEW."taken_by", 'taken_on', NEW."taken_on", 'corrects', NEW."corrects", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER notices_kept BEFORE DELETE ON notices BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER notices_updated AFTER UPDATE ON notices WHEN OLD."id" IS NOT NEW."id" OR OLD."title" IS NOT NEW."title" OR OLD."kind" IS NOT NEW."kind" OR OLD."category" IS NOT NEW."category" OR OLD."source" IS NOT NEW."source" OR OLD."body" IS NOT NEW."body" OR OLD."grid" IS NOT NEW."grid" OR OLD."signer" IS NOT NEW."signer" OR OLD."signed_on" IS NOT NEW."signed_on" OR OLD."paper" IS NOT NEW."paper" OR OLD."place" IS NOT NEW."place" OR OLD."proposed_by" IS NOT NEW."proposed_by" OR OLD."proposed_on" IS NOT NEW."proposed_on" OR OLD."checked_by" IS NOT NEW."checked_by" OR OLD."checked_on" IS NOT NEW."checked_on" OR OLD."approved_by" IS NOT NEW."approved_by" OR OLD."approved_on" IS NOT NEW."approved_on" OR OLD."posted_by" IS NOT NEW."posted_by" OR OLD."posted_on" IS NOT NEW."posted_on" OR OLD."since" IS NOT NEW."since" OR OLD."until" IS NOT NEW."until" OR OLD."short_reason" IS NOT NEW."short_reason" OR OLD."printed" IS NOT NEW."printed" OR OLD."taken_by" IS NOT NEW."taken_by" OR OLD."taken_on" IS NOT NEW."taken_on" OR OLD."corrects" IS NOT NEW."corrects" OR OLD."note" IS NOT NEW."note" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('notices', NEW.id, 'U', json_object('id', OLD."id", 'title', OLD."title", 'kind', OLD."kind", 'category', OLD."category", 'source', OLD."source", 'body', OLD."body", 'grid', OLD."grid", 'signer', OLD."signer", 'signed_on', OLD."signed_on", 'paper', OLD."paper", 'place', OLD."place", 'proposed_by', OLD."proposed_by", 'proposed_on', OLD."proposed_on", 'checked_by', OLD."checked_by", 'checked_on', OLD."checked_on", 'approved_by', OLD."approved_by", 'approved_on', OLD."approved_on", 'posted_by', OLD."posted_by", 'posted_on', OLD."posted_on", 'since', OLD."since", 'until', OLD."until", 'short_reason', OLD."short_reason", 'printed', OLD."printed", 'taken_by', OLD."taken_by", 'taken_on', OLD."taken_on", 'corrects', OLD."corrects", 'note', OLD."note", 'void', OLD."void"), json_object('id', NEW."id", 'title', NEW."title", 'kind', NEW."kind", 'category', NEW."category", 'source', NEW."source", 'body', NEW."body", 'grid', NEW."grid", 'signer', NEW."signer", 'signed_on', NEW."signed_on", 'paper', NEW."paper", 'place', NEW."place", 'proposed_by', NEW."proposed_by", 'proposed_on', NEW."proposed_on", 'checked_by', NEW."checked_by", 'checked_on', NEW."checked_on", 'approved_by', NEW."approved_by", 'approved_on', NEW."approved_on", 'posted_by', NEW."posted_by", 'posted_on', NEW."posted_on", 'since', NEW."since", 'until', NEW."until", 'short_reason', NEW."short_reason", 'printed', NEW."printed", 'taken_by', NEW."taken_by", 'taken_on', NEW."taken_on", 'corrects', NEW."corrects", 'note', NEW."note", 'void', NEW."void"));
END;

CREATE TRIGGER operators_id_kept BEFORE UPDATE OF id ON operators
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER operators_inserted AFTER INSERT ON operators BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('operators', NEW.id, 'I', json_object('id', NEW."id", 'name', NEW."name", 'role', NEW."role", 'member', NEW."member", 'since', NEW."since", 'password', NEW."password", 'retired', NEW."retired", 'void', NEW."void"));
END;

CREATE TRIGGER operators_kept BEFORE DELETE ON operators BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER operators_updated AFTER UPDATE ON operators WHEN OLD."id" IS NOT NEW."id" OR OLD."name" IS NOT NEW."name" OR OLD."role" IS NOT NEW."role" OR OLD."member" IS NOT NEW."member" OR OLD."since" IS NOT NEW."since" OR OLD."password" IS NOT NEW."password" OR OLD."retired" IS NOT NEW."retired" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('operators', NEW.id, 'U', json_object('id', OLD."id", 'name', OLD."name", 'role', OLD."role", 'member', OLD."member", 'since', OLD."since", 'password', OLD."password", 'retired', OLD."retired", 'void', OLD."void"), json_object('id', NEW."id", 'name', NEW."name", 'role', NEW."role", 'member', NEW."member", 'since', NEW."since", 'password', NEW."password", 'retired', NEW."retired", 'void', NEW."void"));
END;

CREATE TRIGGER rectifications_id_kept BEFORE UPDATE OF id ON rectifications
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER rectifications_inserted AFTER INSERT ON rectifications BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('rectifications', NEW.id, 'I', json_object('id', NEW."id", 'audit', NEW."audit", 'kind', NEW."kind", 'what', NEW."what", 'evidence', NEW."evidence", 'due', NEW."due", 'answer', NEW."answer", 'answered_on', NEW."answered_on", 'closed_on', NEW."closed_on", 'void', NEW."void"));
END;

CREATE TRIGGER rectifications_kept BEFORE DELETE ON rectifications BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER rectifications_updated AFTER UPDATE ON rectifications WHEN OLD."id" IS NOT NEW."id" OR OLD."audit" IS NOT NEW."audit" OR OLD."kind" IS NOT NEW."kind" OR OLD."what" IS NOT NEW."what" OR OLD."evidence" IS NOT NEW."evidence" OR OLD."due" IS NOT NEW."due" OR OLD."answer" IS NOT NEW."answer" OR OLD."answered_on" IS NOT NEW."answered_on" OR OLD."closed_on" IS NOT NEW."closed_on" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('rectifications', NEW.id, 'U', json_object('id', OLD."id", 'audit', OLD."audit", 'kind', OLD."kind", 'what', OLD."what", 'evidence', OLD."evidence", 'due', OLD."due", 'answer', OLD."answer", 'answered_on', OLD."answered_on", 'closed_on', OLD."closed_on", 'void', OLD."void"), json_object('id', NEW."id", 'audit', NEW."audit", 'kind', NEW."kind", 'what', NEW."what", 'evidence', NEW."evidence", 'due', NEW."due", 'answer', NEW."answer", 'answered_on', NEW."answered_on", 'closed_on', NEW."closed_on", 'void', NEW."void"));
END;

CREATE TRIGGER settings_id_kept BEFORE UPDATE OF id ON settings
WHEN OLD.id IS NOT NEW.id BEGIN
  SELECT RAISE(ABORT, 'an id never changes');
END;

CREATE TRIGGER settings_inserted AFTER INSERT ON settings BEGIN
  INSERT INTO journal (tbl, pk, op, new) VALUES ('settings', NEW.id, 'I', json_object('id', NEW."id", 'key', NEW."key", 'value', NEW."value", 'void', NEW."void"));
END;

CREATE TRIGGER settings_kept BEFORE DELETE ON settings BEGIN
  SELECT RAISE(ABORT, 'nothing is deleted');
END;

CREATE TRIGGER settings_updated AFTER UPDATE ON settings WHEN OLD."id" IS NOT NEW."id" OR OLD."key" IS NOT NEW."key" OR OLD."value" IS NOT NEW."value" OR OLD."void" IS NOT NEW."void" BEGIN
  INSERT INTO journal (tbl, pk, op, old, new) VALUES ('settings', NEW.id, 'U', json_object('id', OLD."id", 'key', OLD."key", 'value', OLD."value", 'void', OLD."void"), json_object('id', NEW."id", 'key', NEW."key", 'value', NEW."value", 'void', NEW."void"));
END;

