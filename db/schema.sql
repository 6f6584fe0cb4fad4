-- Made by `make schema` from the 4 migrations; do not edit. SHA-256 63a6bfbaefd5732b02d458f3bd0b4fbb387f8b779f9c8ff1000fcd6a237ee8bb

CREATE TABLE audits (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    size INTEGER NOT NULL CHECK (size >= 0),
    code TEXT NOT NULL,
    verdict TEXT NOT NULL,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
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

CREATE TABLE duty_turns (
    id INTEGER PRIMARY KEY,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    member INTEGER NOT NULL REFERENCES members (id),
    origin TEXT NOT NULL CHECK (origin IN ('排班', '手工')),
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

CREATE UNIQUE INDEX audits_once ON audits (sha256) WHERE void IS NULL;

CREATE UNIQUE INDEX duty_fixed_once ON duty_fixed (member, weekday) WHERE void IS NULL;

CREATE INDEX duty_leaves_by_day ON duty_leaves (until);

CREATE INDEX duty_turns_by_member ON duty_turns (member, day);

CREATE UNIQUE INDEX duty_turns_once ON duty_turns (day, member) WHERE void IS NULL;

CREATE INDEX journal_by_row ON journal (tbl, pk);

CREATE INDEX journal_unsealed ON journal (seq) WHERE leaf IS NULL;

CREATE INDEX member_marks_by_member ON member_marks (member);

CREATE INDEX member_statuses_by_member ON member_statuses (member);

CREATE INDEX members_by_name ON members (name);

CREATE INDEX rectifications_by_audit ON rectifications (audit);

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

