"""The shared PC on the screen: who works, the lock, another taking over, the idle minutes."""

import tkinter as tk
from tkinter import ttk

import pytest

from jdzb.core.fields import Field
from jdzb.gui import forgotten, kept, locking, login
from jdzb.gui.kit import dialog, dialogs, machine, theme
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.kit.page import Page
from jdzb.gui.pages import entry
from jdzb.gui.shell import Shell
from jdzb.store import operators, passwords
from tests.gui import clipping
from tests.gui.driving import settle, windows

WORD, OTHER = "青山三棵树 2026", "柳河五条鱼 2027"


class Notes(Page):
    """A page with one line to type."""

    KEY, TITLE = "notes", "便条"

    def build(self):
        ttk.Label(self.body, text="内容").pack()
        self.entry = ttk.Entry(self.body)
        self.entry.pack()

    def focus_search(self):
        self.entry.focus_set()

    def unsaved(self):
        return bool(self.entry.get())

    def discard(self):
        self.entry.delete(0, "end")


@pytest.fixture(autouse=True)
def _a_fast_pc(monkeypatch):
    monkeypatch.setattr(passwords, "_MEMORY", 64)
    monkeypatch.setattr(login, "SECOND", 5)


@pytest.fixture
def people(session):
    """A secretary and a clerk with passwords, a member on duty without."""
    for name, role, word in (
        ("林秀兰", "书记", WORD), ("罗四海", "文书", OTHER), ("吴春生", "值班员", ""),
    ):  # fmt: skip
        operators.register(session, {"name": name, "role": role}, word)
    return {one.name: one for one in operators.working(session)}


@pytest.fixture
def shell(tk_root, session, people):
    operators.take_over(session, people["林秀兰"])
    made = Shell(tk_root, session, (entry(Notes),))
    tk_root.update()
    yield made
    tk_root.setvar(dialog.LOCK, "")
    tk_root.setvar(dialog.REFUSAL, "")


def texts(widget):
    """Every word that can be read now."""
    if not widget.winfo_viewable():
        return []
    found = [str(widget["text"])] if "text" in (widget.keys() or ()) else []
    if isinstance(widget, ttk.Entry) and not str(widget["show"]):
        found.append(widget.get())
    return found + [text for child in widget.winfo_children() for text in texts(child)]


def type_in(screen, name, word):
    screen.table.select(*[key for key, one in screen.people.items() if one.name == name])
    screen.update()
    screen.password.insert(0, word)
    screen.enter()


# --- the login screen ----------------------------------------------------------------------------


@pytest.fixture
def screen(tk_root, session, people):
    came = []
    made = login.LoginScreen(tk_root, session, came.append, last="罗四海")
    made.came = came
    made.pack(fill="both", expand=True)
    tk_root.update()
    made.start()
    yield made
    made.grab_release()


def test_the_one_of_last_time_is_chosen_and_the_keyboard_is_in_the_password(screen):
    assert screen.chosen.name == "罗四海"
    screen.password.insert(0, OTHER)
    screen.password.event_generate("<Return>")
    assert [one.name for one in screen.came] == ["罗四海"]


def test_the_arrows_go_through_the_names_while_the_keyboard_stays_where_one_types(screen):
    screen.password.event_generate("<Down>")
    assert screen.chosen.name == "吴春生"
    assert screen.focus_get() is screen.table.tree
    screen.table.tree.event_generate("<Up>")
    assert (screen.chosen.name, screen.focus_get()) == ("罗四海", screen.password)
    screen.password.event_generate("<Return>")  # nothing typed is no try
    assert screen.came == []
    assert screen.button.instate(["!disabled"])


def test_a_wrong_password_is_one_sentence_and_a_wait(screen):
    type_in(screen, "林秀兰", OTHER)
    assert screen.came == []
    assert "密码不对，没有进入" in screen.news._whole
    assert screen.button.instate(["disabled"])
    screen.password.configure(state="normal")
    screen.password.insert(0, WORD)
    screen.enter()
    assert screen.came == []  # not before the wait is over
    settle(screen, until=lambda: screen.button.instate(["!disabled"]))
    type_in(screen, "林秀兰", WORD)
    assert [one.name for one in screen.came] == ["林秀兰"]


def test_no_password_at_all_is_asked_for(screen):
    screen.enter()
    assert screen.news._whole == f"请先输{screen.chosen.name}的密码。"
    assert screen.came == []


def test_who_has_no_password_comes_in_by_the_name(screen):
    screen.table.select(*[key for key, one in screen.people.items() if one.name == "吴春生"])
    screen.update()
    assert screen.password.instate(["disabled"])
    assert "没有设密码" in screen.news._whole
    screen.enter()
    assert [one.name for one in screen.came] == ["吴春生"]


def test_a_password_that_is_not_on_this_pc_is_explained(screen, session):
    passwords.file_of(session.path).unlink()
    type_in(screen, "林秀兰", WORD)
    assert "这台电脑上没有林秀兰的密码" in screen.news._whole
    assert screen.came == []


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_on_the_screen_is_cut_off_with_many_names(tk_root, session, people, scale):
    for letter in "甲乙丙丁戊己庚辛壬":
        operators.register(session, {"name": f"欧阳建{letter}", "role": "值班员"})
    theme.set_scale(tk_root, scale)
    made = login.LoginScreen(tk_root, session, lambda _: None, why=locking.WHY.format(who="林秀兰"))
    made.pack(fill="both", expand=True)
    tk_root.update()
    made.news.show(login.STRANGE.format(name="林秀兰"))
    settle(tk_root)
    assert clipping.offences(tk_root) == []
    (card,) = made.winfo_children()
    assert card.winfo_y() >= 0
    assert card.winfo_y() + card.winfo_height() <= tk_root.winfo_height()


# --- the lock ------------------------------------------------------------------------------------


def test_the_lock_hides_the_page_and_keeps_what_is_typed(shell):
    shell.page.entry.insert(0, "没写完的话")
    shell.page.entry.event_generate("<Control-l>")
    shell.root.update()
    assert "没写完的话" not in texts(shell.root)
    assert not shell.frame.winfo_viewable()
    type_in(shell.locker.screen, "林秀兰", WORD)
    shell.root.update()
    assert shell.page.entry.get() == "没写完的话"
    assert shell.frame.winfo_viewable()
    assert shell.locker.screen is None


def test_no_key_of_the_window_reaches_through_the_lock(shell, session):
    session.set_setting("branch.name", "青山村党支部")
    shell.lock()
    shell.root.update()
    for key in ("<Control-z>", "<Control-Tab>", "<F6>", "<Alt-Key-1>", "<Control-p>", "<F1>"):
        shell.locker.screen.password.event_generate(key)
        shell.locker.screen.table.tree.event_generate(key)
        shell.root.update()
    assert session.setting("branch.name") == "青山村党支部"
    assert [one for one in windows(shell.root) if one.winfo_viewable()] == []


def test_dialogs_are_hidden_and_come_back_with_what_was_typed(shell):
    layout = Layout((Field("name", "姓名"),), (Spot("name", 0),))
    form = FormDialog(shell.root, "添加党员", layout, dict)
    seen = []

    def lock_and_unlock():
        form.form.fill({"name": "写了一半"})
        question = dialogs.Dialog(form, "再问一句")
        shell.root.after(30, locked, question)
        question.run()

    def locked(question):
        question.focus_force()
        question.event_generate("<Control-l>")  # the key works above every window
        shell.root.update()
        seen.append((form.winfo_viewable(), question.winfo_viewable(), texts(form)))
        type_in(shell.locker.screen, "林秀兰", WORD)
        shell.root.update()
        seen.append((form.winfo_viewable(), question.winfo_viewable()))
        seen.append(dialog.held_by(shell.root) == str(question))
        question.destroy()
        form.after(30, form.destroy)

    shell.root.after(30, lock_and_unlock)
    form.run()
    assert seen == [(0, 0, []), (1, 1), True]


def test_a_dialog_that_comes_up_meanwhile_waits_for_the_unlocking(shell):
    seen = []
    late = dialogs.Dialog(shell.root, "到期提醒")

    def look():
        seen.append(late.winfo_viewable())
        type_in(shell.locker.screen, "林秀兰", WORD)
        shell.root.after(50, back)

    def back():
        seen.append(late.winfo_viewable())
        late.destroy()

    shell.lock()
    shell.root.after(50, look)
    late.run()
    assert seen == [0, 1]


def test_another_takes_over_and_finds_nothing_of_what_was_typed(shell, session, answers, said):
    shell.page.entry.insert(0, "没写完的话")
    shell.lock()
    answers.append(False)
    type_in(shell.locker.screen, "罗四海", OTHER)
    assert (session.actor, shell.locker.other) == ("林秀兰", None)
    answers.append(True)
    type_in(shell.locker.screen, "罗四海", OTHER)
    assert "便条" in said[-1][1]
    assert (session.actor, session.role) == ("罗四海", "文书")
    assert shell.locker.other.name == "罗四海"
    assert kept._read(kept._file(session.path.parent, str(shell.locker.other.id))) == []
    lin = next(one for one in operators.working(session) if one.name == "林秀兰")
    ((_, where, text),) = kept._read(kept._file(session.path.parent, str(lin.id)))
    assert (where, text) == ("便条", "内容：没写完的话")


def test_what_was_kept_is_shown_to_its_author_until_he_has_it(shell, session, monkeypatch):
    assert kept.keep(session, "1", [("便条", "内容：没写完的话")])
    shown = []

    def run(self):
        shown.append(self.found[0][2])
        return len(shown) == 2

    monkeypatch.setattr(kept.KeptDialog, "run", run)
    kept.offer(shell.root, session, "2")
    assert shown == []
    for _ in range(3):
        kept.offer(shell.root, session, "1")
    assert shown == ["内容：没写完的话"] * 2


def test_drafts_of_the_pages_stay_with_their_author(home):
    drafts = home / "drafts"
    drafts.mkdir()
    (drafts / "meetings.json").write_text("一")
    kept.hand_over(home, "1", "2")
    assert not (drafts / "meetings.json").exists()
    (drafts / "meetings.json").write_text("二")
    kept.hand_over(home, "2", "1")
    assert (drafts / "meetings.json").read_text() == "一"
    kept.hand_over(home, "1", "2")
    assert (drafts / "meetings.json").read_text() == "二"


def test_a_page_with_a_draft_of_its_own_is_not_written_down_twice(shell, session):
    shell.page.entry.insert(0, "没写完的话")
    assert kept.unsaved(shell.root, shell.page) == [("便条", "内容：没写完的话")]
    (session.path.parent / "drafts").mkdir()
    (session.path.parent / "drafts" / "notes.json").write_text("{}")
    found = kept.unsaved(shell.root, shell.page)
    assert found == [("便条", "")]
    assert kept.keep(session, "1", found)
    assert not kept._file(session.path.parent, "1").exists()


def test_closing_a_locked_window_keeps_what_was_typed(shell, session, monkeypatch):
    gone = []
    monkeypatch.setattr(shell.root, "destroy", lambda: gone.append(True))
    shell.page.entry.insert(0, "没写完的话")
    shell.lock()
    shell.close()
    assert gone
    assert "没写完的话" in (session.path.parent / "drafts" / "kept-1.json").read_text("utf-8")


# --- idle ----------------------------------------------------------------------------------------


def away(shell, minutes):
    """Nobody has touched key or mouse for so long."""
    now = int(shell.root.tk.eval("clock milliseconds"))
    shell.root.setvar(locking.USED, str(now - minutes * 60_000))


def test_it_locks_when_nobody_was_there_for_the_minutes_of_this_machine(shell):
    shell.locker.start()
    away(shell, 9)
    shell.locker.look()
    assert shell.locker.screen is None
    away(shell, 10)
    shell.locker.look()
    assert shell.locker.screen is not None


def test_a_key_or_the_mouse_counts_as_being_there(shell):
    shell.locker.start()
    for event, facts in (("<KeyPress-a>", {}), ("<Motion>", {"x": 5, "y": 5})):
        away(shell, 30)
        shell.page.entry.event_generate(event, **facts)
        shell.locker.look()
        assert shell.locker.screen is None


def test_a_machine_may_have_minutes_of_its_own_or_never_lock(shell):
    shell.locker.start()
    machine.keep(locking.MINUTES, "0")
    away(shell, 600)
    shell.locker.look()
    assert shell.locker.screen is None
    machine.keep(locking.MINUTES, "5")
    away(shell, 6)
    shell.locker.look()
    assert shell.locker.screen is not None


def test_without_operators_nothing_is_locked(tk_root, session):
    made = Shell(tk_root, session, (entry(Notes),))
    made.lock()
    assert made.locker.screen is None
    assert "还没有登记操作人" in made.status.text
    made.locker.start()
    away(made, 600)
    made.locker.look()
    assert made.locker.screen is None


# --- what the role says on the pages -------------------------------------------------------------


def test_every_page_says_how_far_a_role_goes_and_refuses_its_forms(tk_root, session, people, said):
    operators.take_over(session, people["吴春生"])
    made = Shell(tk_root, session, (entry(Notes),))
    tk_root.update()
    assert any("这一页只能看" in text for text in texts(made.frame))
    layout = Layout((Field("name", "姓名"),), (Spot("name", 0),))
    assert FormDialog(tk_root, "添加党员", layout, dict).run() is None
    assert "值班员" in said[-1][1]
    tk_root.setvar(dialog.REFUSAL, "")


# --- forgotten -----------------------------------------------------------------------------------


def test_who_is_no_secretary_is_sent_to_one(tk_root, session, people, said):
    assert forgotten.guide(tk_root, session, people["罗四海"]) == ""
    assert "请书记重设" in said[0][1]


def test_the_way_without_the_password_is_asked_for_and_waits(tk_root, session, people, answers):
    answers.append(False)
    assert forgotten.guide(tk_root, session, people["林秀兰"]) == ""
    assert operators.pending(session, people["林秀兰"]) is None
    answers.append(True)
    assert "才能设新的" in forgotten.guide(tk_root, session, people["林秀兰"])
    assert session.entries()[-1].actor == "未登录"
    assert "才能设新的" in forgotten.guide(tk_root, session, people["林秀兰"])


def test_who_is_meant_is_told_at_the_next_login_and_calls_it_back(
    tk_root, session, people, answers, said
):
    operators.ask_reset(session, people["林秀兰"])
    answers.append(True)
    forgotten.tell(tk_root, session, people["林秀兰"])
    assert "不用原密码重设您的密码" in said[0][1]
    assert operators.pending(session, people["林秀兰"]) is None
    forgotten.tell(tk_root, session, people["林秀兰"])
    assert len(said) == 1


def test_a_new_password_is_typed_twice_alike(tk_root):
    box = forgotten.NewPassword(tk_root, "新密码")
    tk_root.update()
    for first, second, told in (("短", "短", "太短"), (WORD, OTHER, "不一样")):
        for field, text in zip(box.entries, (first, second), strict=True):
            field.delete(0, "end")
            field.insert(0, text)
        box.accept()
        assert told in str(box.problem["text"])
        assert box.winfo_exists()
    box.entries[1].insert(0, WORD)
    box.accept()
    assert box.answer == WORD
    assert not isinstance(box, tk.Tk)


def test_what_cannot_be_written_is_said_on_the_login_screen_itself(screen, session, answers):
    session.connection.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON main.journal BEGIN "
        "SELECT RAISE(ABORT, 'disk full'); END"
    )
    answers.append(True)
    screen.table.select("1")
    screen.update()
    screen.forgot.invoke()
    assert "没有保存" in screen.news._whole
    assert operators.pending(session, screen.chosen) is None
