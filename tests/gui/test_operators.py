"""The window of the operators: registering, passwords, retiring, the minutes of the lock."""

import pytest

from jdzb.core import roles
from jdzb.gui import operators as window
from jdzb.gui.forgotten import NewPassword
from jdzb.gui.kit import dialog, machine, theme
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store import operators, passwords
from tests.gui import clipping
from tests.gui.driving import in_turn

WORD = "青山三棵树 2026"


@pytest.fixture(autouse=True)
def _a_fast_pc(monkeypatch):
    monkeypatch.setattr(passwords, "_MEMORY", 64)


@pytest.fixture
def shell(tk_root, session):
    made = Shell(tk_root, session, [page for page in PAGES if page.key == "duty"])
    tk_root.update()
    yield made
    tk_root.setvar(dialog.LOCK, "")
    tk_root.setvar(dialog.REFUSAL, "")


@pytest.fixture
def box(shell, session):
    made = window.OperatorsDialog(shell.root, shell, session)
    made.deiconify()
    shell.root.update()
    yield made
    made.destroy()


def fill(name, role):
    def act(form):
        form.form.fill({"name": name, "role": role})
        form.save()

    return act


def type_password(word):
    def act(asked):
        assert isinstance(asked, NewPassword)
        for entry in asked.entries[-2:]:
            entry.insert(0, word)
        asked.accept()

    return act


def test_a_secretary_is_registered_with_a_password_and_then_has_to_log_in(
    shell, session, answers, said
):
    answers.append("设密码")

    def close(box):
        in_turn(shell.root, box.add, fill("林秀兰", "书记"), type_password(WORD))
        box.cancel()

    in_turn(shell.root, lambda: window.open_operators(shell.root, shell, session), close)
    (lin,) = operators.working(session)
    assert (lin.name, lin.role, bool(lin.password)) == ("林秀兰", "书记", True)
    assert "谁都能用这个名字进来" in said[0][1]
    assert shell.locker.screen is not None
    assert shell.locker.screen.people[str(lin.id)] == lin


def test_the_first_who_is_no_secretary_is_refused_in_a_sentence(box, shell, said, callback_errors):
    seen = []

    def try_it(form):
        form.form.fill({"name": "吴春生", "role": "值班员"})
        with pytest.raises(operators.SecretaryNeeded):
            form.save()
        seen.append(form.winfo_exists())
        form.destroy()

    in_turn(shell.root, box.add, try_it)
    assert seen == [1]
    assert operators.working(box.session) == []


def test_amending_resetting_and_retiring_ask_for_the_reason(box, shell, session, answers):
    for name, role in (("林秀兰", "书记"), ("罗四海", "文书")):
        operators.register(session, {"name": name, "role": role}, WORD)
    box.fill()
    box.table.select("2")
    answers.append("轮换")
    in_turn(shell.root, box.amend, fill("罗四海", "值班员"))
    answers.append("本人忘了，当面重设")
    in_turn(shell.root, box.set_password, type_password("柳河五条鱼 2027"))
    answers.append("调走")
    box.retire()
    reasons = [one.reason for one in session.entries("tbl = 'operators' AND pk = 2")]
    assert reasons == [None, "轮换", "本人忘了，当面重设", "调走"]
    assert [one.name for one in operators.working(session)] == ["林秀兰"]


def test_the_member_chosen_gives_the_name_and_what_is_typed_stays(box, shell, session):
    lin = members.add(session, Member("林秀兰", joined="2001-03", full="2002-03")).id
    chen = members.add(session, Member("陈志强", joined="2001-03", full="2002-03")).id
    seen = []

    def look(form):
        for told in ({"member": str(lin)}, {"member": str(chen)}, {"name": "文书小陈"}):
            form.form.fill(told)
            form.form.fill({"member": str(chen)} if "name" in told else {})
            seen.append(form.form.read()["name"])
        form.close(None)

    in_turn(shell.root, box.add, look)
    assert seen == ["林秀兰", "陈志强", "文书小陈"]


def test_a_clerk_only_changes_his_own_password(shell, session):
    for name, role in (("林秀兰", "书记"), ("罗四海", "文书")):
        operators.register(session, {"name": name, "role": role}, WORD)
    clerk = operators.working(session)[1]
    operators.take_over(session, clerk)
    box = window.OperatorsDialog(shell.root, shell, session)
    states = {text: button.instate(["!disabled"]) for text, button in box.acts.items()}
    assert [text for text, on in states.items() if on] == ["改自己的密码…"]
    box.add(), box.amend(), box.retire(), box.set_password()

    def change(asked):
        asked.entries[0].insert(0, WORD)
        type_password("柳河五条鱼 2027")(asked)

    in_turn(shell.root, box.change_own, change)
    assert operators.admit(session, operators.working(session)[1], "柳河五条鱼 2027") == 0
    box.destroy()


def test_the_name_is_not_simply_changed_where_operators_are(shell, session):
    operators.register(session, {"name": "林秀兰", "role": "书记"}, WORD)
    operators.take_over(session, operators.working(session)[0])
    with pytest.raises(Exception, match="Ctrl\\+L"):
        shell.set_operator("罗四海")
    assert (session.actor, session.role) == ("林秀兰", roles.SECRETARY)


def test_the_minutes_are_kept_for_this_machine(box):
    assert box.minutes.get() == "10 分钟"
    box.minutes.set("不锁")
    box._keep_minutes()
    assert machine.recall("lock_minutes") == "0"


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_cut_off(shell, session, scale):
    for name, role in (("林秀兰", "书记"), ("罗四海", "文书"), ("欧阳建国主任", "值班员")):
        operators.register(session, {"name": name, "role": role})
    theme.set_scale(shell.root, scale)
    box = window.OperatorsDialog(shell.root, shell, session)
    seen = []

    def look(found):
        seen.append(clipping.offences(found))
        found.destroy()

    in_turn(shell.root, box.run, look)
    form = window.OperatorForm(shell.root, session, "登记操作人", dict, {})
    in_turn(shell.root, form.run, look)
    asked = NewPassword(shell.root, "新密码", "请本人来输。", old=True)
    in_turn(shell.root, asked.run, look)
    assert seen == [[], [], []]
