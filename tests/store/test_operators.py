"""Who works: roles kept at the door of the file, passwords beside it, the forgotten one's trace."""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from jdzb.core import clock, errors, roles
from jdzb.core.fields import InvalidForm
from jdzb.ledgers import LEDGERS
from jdzb.ledgers.duty import service_attendance, service_visits
from jdzb.ledgers.duty.entries_attendance import Attendance
from jdzb.ledgers.duty.entries_visits import Visit
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store import backup, check, database, erasure, history, operators, passwords
from jdzb.store.branch import save_branch

WORD = "青山三棵树 2026"
OTHER = "柳河五条鱼 2027"


@pytest.fixture
def lin(session):
    """The secretary, with a password."""
    operators.register(session, {"name": "林秀兰", "role": "书记"}, WORD)
    return operators.working(session)[0]


@pytest.fixture(autouse=True)
def _a_fast_pc(monkeypatch):
    """The same algorithm with little memory: many hashes are made here."""
    monkeypatch.setattr(passwords, "_MEMORY", 64)


def one(session, name):
    return next(who for who in operators.working(session) if who.name == name)


def colleague(session, name, role, password=""):
    operators.register(session, {"name": name, "role": role}, password)
    return one(session, name)


# --- registering ---------------------------------------------------------------------------------


def test_a_secretary_is_registered_first_and_goes_last(session):
    with pytest.raises(operators.SecretaryNeeded):
        operators.register(session, {"name": "罗四海", "role": "值班员"})
    operators.register(session, {"name": "林秀兰", "role": "书记"})
    clerk = colleague(session, "罗四海", "文书")
    (lin,) = (who for who in operators.working(session) if who.role == "书记")
    with pytest.raises(operators.SecretaryNeeded):
        operators.retire(session, lin.id, "换届")
    with pytest.raises(operators.SecretaryNeeded):
        operators.amend(session, lin.id, {"name": "林秀兰", "role": "只读"}, "换届")
    operators.retire(session, clerk.id, "调走")
    operators.retire(session, lin.id, "不再分人")
    assert operators.working(session) == []
    assert check.check_ledger(session).ok


def test_a_form_names_every_problem_and_a_name_is_taken_once(session, lin):
    with pytest.raises(InvalidForm) as caught:
        operators.register(session, {})
    assert {problem.field for problem in caught.value.problems} == {"name", "role"}
    with pytest.raises(InvalidForm, match="已经有"):
        operators.register(session, {"name": "林秀兰", "role": "文书"})
    operators.amend(session, lin.id, {"name": "林秀兰", "role": "书记"}, "没有改")


def test_every_act_is_in_the_history_with_its_reason(session, lin):
    operators.amend(session, lin.id, {"name": "林秀兰主任", "role": "书记"}, "改称呼")
    operators.set_password(session, lin.id, OTHER, "到期更换")
    found = history.of_row(session, "operators", lin.id)
    assert [version.reason for version in found] == ["到期更换", "改称呼", None]
    with pytest.raises(errors.ReasonNeeded):
        operators.set_password(session, lin.id, WORD, " ")


# --- passwords -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "weak", ["", "1234567", "12345678", "aaaaaaab", "１２３４５６７８", "林秀兰1"]
)
def test_a_weak_password_is_refused_in_one_sentence(session, lin, weak):
    with pytest.raises(passwords.WeakPassword) as caught:
        passwords.refuse_weak(weak, lin.name)
    assert str(caught.value).startswith("密码")
    assert lin.password == one(session, "林秀兰").password


def test_the_password_lets_in_and_another_does_not(session, lin):
    assert operators.admit(session, lin, OTHER) > 0
    assert (session.actor, session.role) == ("文书", roles.NOBODY)
    assert operators.admit(session, lin, WORD) == 0
    assert (session.actor, session.role) == ("林秀兰", "书记")
    save_branch(session, {"name": "青山村党支部"})
    assert session.entries()[-1].actor == "林秀兰"


def test_the_wait_grows_with_wrong_tries_outlives_the_program_and_ends_with_the_right_one(
    session, lin
):
    assert [operators.admit(session, lin, OTHER) for _ in range(4)] == [1, 2, 4, 8]
    assert json.loads(passwords.file_of(session.path).read_text("utf-8"))["wrong"]
    operators.admit(session, lin, WORD)
    assert operators.admit(session, lin, OTHER) == 1


def test_full_width_typing_is_the_same_password(session):
    colleague(session, "林秀兰", "书记", "ＡＢＣ三棵树２０２６")
    assert operators.admit(session, one(session, "林秀兰"), "ABC三棵树2026") == 0


def test_the_ledger_carries_no_hash_and_the_file_of_another_ledger_opens_nothing(session, lin):
    file = passwords.file_of(session.path)
    assert b"argon2" not in session.path.read_bytes()
    assert "argon2id" in file.read_text("utf-8")
    forged = json.loads(file.read_text("utf-8"))
    forged["hashes"] = [passwords._hasher().hash(OTHER)]
    file.write_text(json.dumps(forged), "utf-8")
    assert operators.unknown_here(session, lin)
    assert operators.admit(session, lin, OTHER) > 0
    file.unlink()
    assert operators.unknown_here(session, lin)


def test_a_spoilt_file_lets_nobody_in_and_breaks_nothing(session, lin):
    for spoilt in ("", "[]", '{"hashes": 3}', '{"hashes": [1], "wrong": []}', "\ud800"):
        passwords.file_of(session.path).write_text(spoilt, "utf-8", "surrogatepass")
        assert operators.admit(session, lin, WORD) > 0


def test_who_has_no_password_is_let_in_by_his_name(session, lin):
    guard = colleague(session, "吴春生", "值班员")
    assert operators.admit(session, guard, "") == 0
    assert (session.actor, session.role) == ("吴春生", "值班员")


def test_anybody_changes_his_own_password_and_nobody_elses(session, lin):
    guard = colleague(session, "吴春生", "值班员", WORD)
    operators.admit(session, guard, WORD)
    with pytest.raises(operators.WrongPassword):
        operators.change_own(session, guard.id, OTHER, OTHER)
    operators.change_own(session, guard.id, WORD, OTHER)
    assert (session.actor, session.role) == ("吴春生", "值班员")
    assert operators.admit(session, one(session, "吴春生"), OTHER) == 0
    with pytest.raises(roles.NotAllowed):
        operators.set_password(session, lin.id, OTHER, "试试")
    assert operators.admit(session, lin, WORD) == 0


def test_a_password_undone_is_the_old_one_again(session, lin):
    operators.set_password(session, lin.id, OTHER, "到期更换")
    assert operators.admit(session, one(session, "林秀兰"), OTHER) == 0
    session.undo()
    assert operators.admit(session, one(session, "林秀兰"), WORD) == 0


KILLED = """
import os, signal, sys
from jdzb.core import paths
from jdzb.store import database, disk, operators, passwords
session = database.open_ledger(paths.ledger_file())
lin = operators.working(session)[0]
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[1] == "naming": disk.replace = die
if sys.argv[1] == "sealing": session.connection.create_function("dies", 0, die); session.connection.execute(
    "CREATE TEMP TRIGGER dies BEFORE UPDATE ON main.operators BEGIN SELECT dies(); END")
operators.set_password(session, lin.id, sys.argv[2], "更换")
if sys.argv[1] == "after": die()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize(
    ("moment", "counts"), [("naming", WORD), ("sealing", WORD), ("after", OTHER)]
)
def test_a_kill_while_a_password_is_set_leaves_the_old_one_or_the_new(session, lin, moment, counts):
    path = session.path
    session.close()
    done = subprocess.run(
        [sys.executable, "-c", KILLED, moment, OTHER], check=False, env={**os.environ}
    )
    assert done.returncode == -signal.SIGKILL
    with database.open_ledger(path) as again:
        lin = operators.working(again)[0]
        assert not operators.unknown_here(again, lin)
        assert operators.admit(again, lin, counts) == 0
        assert check.check_ledger(again).ok


# --- roles, at the door of the file --------------------------------------------------------------


@pytest.fixture(params=LEDGERS, ids=lambda ledger: ledger.key)
def ledger(request):
    return request.param


@pytest.fixture(params=roles.ROLES)
def role(request):
    return request.param


def as_(session, role):
    session.actor, session.role = "某人", role


def test_every_table_of_every_book_is_written_only_as_far_as_the_role_goes(ledger, role):
    for table in ledger.tables:
        may = roles.may(role, roles.Touched(table.name, "I"))
        duty = table.name in ("duty_attendance", "duty_visits")
        assert may == {"书记": True, "文书": True, "值班员": duty, "只读": False}[role]


def test_adding_amending_and_voiding_in_every_book_obey_the_role(ledger, role, session):
    ledger.prepare(session)
    entry = ledger.parse(ledger.example)
    as_(session, role)
    allowed = role in ("书记", "文书")
    row = _tried(session, lambda: ledger.add(session, entry), allowed, role)
    if not allowed:
        as_(session, roles.NOBODY)
        row = ledger.add(session, entry)
        as_(session, role)
    text = next(f for f in reversed(ledger.tables[0].fields) if f.kind in ("text", "note"))
    other = ledger.parse({**ledger.example, text.name: "改过的说明"})
    _tried(session, lambda: ledger.amend(session, row.id, other, "写错了"), allowed, role)
    _tried(session, session.undo, allowed, role)
    _tried(session, lambda: ledger.void(session, row.id, "登记错了"), allowed, role)
    assert check.check_ledger(session).ok


def _tried(session, act, allowed, role):
    if allowed:
        return act()
    before = session.head()
    with pytest.raises(roles.NotAllowed, match=role):
        act()
    assert session.head() == before
    return None


def test_the_member_on_duty_signs_in_logs_visits_and_takes_back_his_own(session):
    who = members.add(session, Member("吴春生", joined="2001-03", full="2002-03")).id
    as_(session, roles.ON_DUTY)
    service_attendance.sign(session, Attendance(clock.today(), "上午", who, came="08:26"))
    assert session.undo().what.startswith("撤销：")
    assert service_visits.add_visit(session, Visit(clock.today(), "张三", "修路")).txn
    session.event("print", {"title": "值班表"}, what="打印值班表")
    with pytest.raises(roles.NotAllowed):
        session.event("package", {}, what="交接")


def test_the_clerk_leaves_operators_rules_and_erasure_to_the_secretary(session, lin):
    who = members.add(session, Member("吴春生", joined="2001-03", full="2002-03")).id
    as_(session, roles.CLERK)
    for act in (
        lambda: operators.register(session, {"name": "新人", "role": "书记"}),
        lambda: operators.retire(session, colleague_id(session), "试试"),
        lambda: session.set_setting("rules.notices.days", "1"),
        lambda: erasure.erase(session, "members", who, ["phone"], reason="本人申请"),
    ):
        with pytest.raises((roles.NotAllowed, operators.SecretaryNeeded)):
            act()
    assert save_branch(session, {"name": "青山村党支部"}).txn


def colleague_id(session):
    return operators.working(session)[0].id


def test_a_refusal_names_who_may_and_what_is_kept(session):
    as_(session, roles.READER)
    with pytest.raises(roles.NotAllowed) as caught:
        session.set_setting("branch.name", "别的支部")
    assert "没有改动任何记录" in str(caught.value)
    assert "Ctrl+L" in str(caught.value)
    assert session.setting("branch.name") == ""


def test_a_backup_of_the_day_is_made_whoever_works(session, home):
    as_(session, roles.READER)
    backup.finish(backup.start(session))


# --- forgotten -----------------------------------------------------------------------------------


def later(hours):
    return clock.pretended(datetime(2026, 11, 21, 9) + timedelta(hours=hours))


@pytest.fixture
def real_clock(monkeypatch):
    """Moments are pretended one by one instead of the day of all tests."""
    monkeypatch.delenv("JDZB_TODAY")


def test_another_secretary_resets_it_with_a_reason(session, lin):
    chen = colleague(session, "陈志强", "书记", WORD)
    operators.admit(session, chen, WORD)
    operators.set_password(session, lin.id, OTHER, "本人忘了，当面重设")
    last = session.entries("tbl = 'operators'")[-1]
    assert (last.actor, last.reason) == ("陈志强", "本人忘了，当面重设")
    assert operators.admit(session, one(session, "林秀兰"), OTHER) == 0


@pytest.mark.usefixtures("real_clock")
def test_a_reset_without_the_old_password_waits_and_says_so_in_the_history(home):
    with later(0), database.open_ledger(home / "支部台账.db") as session:
        operators.register(session, {"name": "林秀兰", "role": "书记"}, WORD)
        lin = operators.working(session)[0]
        with pytest.raises(operators.TooEarly):
            operators.reset(session, lin, OTHER)
        assert not operators.ask_reset(session, lin).due
    with later(11), database.open_ledger(home / "支部台账.db") as session:
        with pytest.raises(operators.TooEarly):
            operators.reset(session, lin, OTHER)
        assert operators.admit(session, lin, WORD) == 0
    with later(13), database.open_ledger(home / "支部台账.db") as session:
        operators.reset(session, lin, OTHER)
        assert operators.pending(session, lin) is None
        told = session.entries("op <> 'X' AND tbl = 'operators'")[-1]
        assert (told.actor, told.reason) == ("未登录", "重设密码（未用原密码）")
        assert session.entries()[-1].table == operators.RESET
        assert operators.admit(session, operators.working(session)[0], OTHER) == 0
        assert check.check_ledger(session).ok


@pytest.mark.usefixtures("real_clock")
def test_who_is_meant_calls_the_request_back(home):
    with later(0), database.open_ledger(home / "支部台账.db") as session:
        operators.register(session, {"name": "林秀兰", "role": "书记"}, WORD)
        lin = operators.working(session)[0]
        operators.ask_reset(session, lin)
    with later(20), database.open_ledger(home / "支部台账.db") as session:
        operators.admit(session, lin, WORD)
        operators.drop_reset(session, lin)
        assert operators.pending(session, lin) is None
        with pytest.raises(operators.TooEarly):
            operators.reset(session, lin, OTHER)
