"""The window around the pages: rail, keys, undo, status bar, and sentences instead of errors."""

import subprocess
import tkinter as tk
from datetime import timedelta
from tkinter import ttk

import pytest

from jdzb.core import clock
from jdzb.core.errors import Refused
from jdzb.gui.kit import theme
from jdzb.gui.kit.page import Page
from jdzb.gui.kit.widgets import Action
from jdzb.gui.manual import ManualWindow
from jdzb.gui.pages import entry
from jdzb.gui.shell import Shell
from jdzb.store.branch import read_branch, save_branch
from tests.gui import clipping


class Notes(Page):
    """A page with a line that is saved into the settings of the ledger."""

    KEY, TITLE, HELP, TABLES = "notes", "便条", "记一句话。", frozenset({"settings"})

    def build(self):
        self.log = []
        self.entry = ttk.Entry(self.body)
        self.entry.pack(anchor="w")

    def refresh(self, changed):
        self.log.append(changed and changed.what)
        self.header.show(self.TITLE, read_branch(self.session).name)

    def buttons(self):
        return (Action("出错", self.fail), Action("保存", self.save, primary=True))

    def fail(self):
        raise Refused(why="这一天已经有人值班，没有改动。")

    def focus_search(self):
        self.entry.focus_set()

    def print_(self):
        self.log.append("print")

    def unsaved(self):
        return bool(self.entry.get())

    def discard(self):
        self.entry.delete(0, "end")

    def save(self):
        changed = save_branch(self.session, {"name": self.entry.get()})
        self.discard()
        self.shell.on_changed(changed)
        return True


class Other(Page):
    """A second page."""

    KEY, TITLE = "other", "另页"


@pytest.fixture
def shell(tk_root, session):
    made = Shell(tk_root, session, (entry(Notes), entry(Other)))
    tk_root.update()
    tk_root.focus_force()
    tk_root.update()
    return made


def press(shell, *keys):
    for key in keys:
        (shell.root.focus_get() or shell.root).event_generate(f"<{key}>")
        shell.root.update()


def test_pages_are_made_when_first_seen_and_keys_go_through_them(shell):
    assert (shell.page.KEY, list(shell._made)) == ("notes", ["notes"])
    press(shell, "Alt-Key-2")
    assert shell.page.KEY == "other"
    press(shell, "Control-Tab")
    assert shell.page.KEY == "notes"
    shell.rail.item("other").invoke()
    assert (shell.page.KEY, shell.rail._value.get()) == ("other", "other")


def test_a_save_is_said_redrawn_and_undone(shell, session):
    shell.page.entry.insert(0, "青山村党支部")
    press(shell, "Control-s")
    assert read_branch(session).name == "青山村党支部"
    assert shell.page.log == [None, "修改支部信息"]
    assert shell.status.text == "已修改支部信息（Ctrl+Z 撤销）"
    press(shell, "Control-z")
    assert read_branch(session).name == ""
    assert shell.page.log[-1] == "撤销：修改支部信息"
    assert shell.status.text == "已撤销：修改支部信息"


def test_nothing_to_undo_is_a_sentence(shell, said, callback_errors):
    press(shell, "Control-z")
    ((kind, sentence),) = said
    assert kind == "warn"
    assert "今天没有可以撤销的改动" in sentence
    callback_errors.clear()


def test_unsaved_text_is_not_undone_behind_the_users_back(shell, session):
    shell.page.entry.insert(0, "青山村党支部")
    press(shell, "Control-s")
    shell.page.entry.insert(0, "没写完")
    press(shell, "Control-z")
    assert read_branch(session).name == "青山村党支部"
    assert "还没有保存" in shell.status.text


@pytest.mark.parametrize(
    ("answer", "page", "saved"),
    [("保存", "other", "柳河村党支部"), ("不保存", "other", ""), ("返回继续填写", "notes", ""), (None, "notes", "")],
)  # fmt: skip
def test_leaving_unsaved_text_is_asked_about(shell, session, answers, answer, page, saved):
    shell.page.entry.insert(0, "柳河村党支部")
    answers.append(answer)
    press(shell, "Alt-Key-2")
    assert page == shell.page.KEY
    assert shell.rail._value.get() == page
    assert read_branch(session).name == saved


def test_a_refusal_in_a_button_becomes_its_sentence(shell, said, callback_errors):
    shell.page.header.button("出错").focus_set()
    press(shell, "Return")
    assert said == [("warn", "这一天已经有人值班，没有改动。")]
    callback_errors.clear()


def test_an_unexpected_error_is_logged_and_no_traceback_is_shown(
    shell, said, callback_errors, logged_errors
):
    def break_():
        raise ZeroDivisionError("私密")

    shell.root.after(1, break_)
    while not said:
        shell.root.update()
    assert "私密" not in said[0][1]
    assert "已保存的记录都在" in said[0][1]
    assert "ZeroDivisionError" in logged_errors.pop()
    callback_errors.clear()


def manual_of(shell):
    """The manual that F1 opened; closed again."""
    (window,) = (one for one in shell.root.winfo_children() if isinstance(one, ManualWindow))
    shell.root.after_idle(window.destroy)
    return window


def test_keys_of_print_search_refresh_and_help_reach_the_page(shell, said):
    press(shell, "Control-p", "F3", "F5")
    assert shell.page.log == [None, "print", None]
    assert shell.root.focus_get() is shell.page.entry
    press(shell, "F1")
    assert manual_of(shell).title() == "使用手册"


@pytest.mark.parametrize(
    ("hint", "done"), [("Ctrl+P 打印", "print"), ("Ctrl+Z 撤销", "撤销：修改支部信息")]
)
def test_a_click_on_a_key_in_the_status_bar_does_what_the_key_does(shell, hint, done):
    shell.page.entry.insert(0, "青山村党支部")
    press(shell, "Control-s")
    [button] = [w for w in walk(shell.status) if isinstance(w, ttk.Button) and w["text"] == hint]
    for event in ("<Enter>", "<Button-1>", "<ButtonRelease-1>"):
        button.event_generate(event, x=5, y=5)
    shell.root.update()
    assert shell.page.log[-1] == done
    assert str(button["cursor"]) == "hand2"


def walk(widget):
    yield widget
    for child in widget.winfo_children():
        yield from walk(child)


def test_keys_work_while_the_capitals_are_locked(shell):
    press(shell, "Control-P")
    assert shell.page.log[-1] == "print"


def test_text_size_by_keys_is_seen_and_kept(shell, home):
    press(shell, "Control-plus", "Control-plus")
    assert theme.percent(shell.root) == 150
    assert "150" in (home / "machine.json").read_text("utf-8")
    assert clipping.offences(shell.root) == []
    press(shell, "Control-0")
    assert theme.percent(shell.root) == 100


def test_the_rail_can_be_walked_by_keys_alone(shell):
    shell.rail.item("notes").focus_set()
    press(shell, "Down", "Return")
    assert shell.page.KEY == "other"


def test_tab_goes_down_the_rail_from_its_page_to_its_foot(shell):
    item = shell.rail.item(shell.page.KEY)
    item.focus_set()
    shell.root.update()
    places = [item.winfo_rooty()]
    for _ in range(3):
        following = shell.root.focus_get().tk_focusNext()
        following.focus_set()
        shell.root.update()
        places.append(following.winfo_rooty())
    assert places == sorted(set(places))


def test_a_count_stands_on_the_rail_and_goes(shell):
    shell.badge("other", 5)
    shell.root.update()
    label = shell.rail._badges["other"]
    assert (label["text"], bool(label.winfo_viewable())) == ("5", True)
    shell.badge("other", 0)
    shell.root.update()
    assert not label.winfo_viewable()


def test_the_status_bar_shows_size_and_code_of_the_ledger(shell, session):
    code = shell.status.text.split("校验码 ")[1].split("\u3000")[0]
    assert code
    assert session.head().code.startswith(code)
    assert f"历史 {session.head().size} 条" in shell.status.text


def test_the_status_bar_says_when_the_ledger_was_last_copied(shell, session, monkeypatch):
    shell._show_facts()
    assert "还没有拷贝到U盘" in shell.status.text
    session.event("package", {"name": "a.zip", "size": 1, "root": "00"}, what="拷贝到U盘")
    day = clock.today()
    shell._show_facts()
    assert f"上次拷贝到U盘：{day.month}月{day.day}日（今天）" in shell.status.text
    monkeypatch.setenv("JDZB_TODAY", (day + timedelta(days=19)).isoformat())
    shell._show_facts()
    assert "（19天前）" in shell.status.text


def test_the_dot_says_whether_everything_is_saved(shell):
    dot = shell.status._dot._label
    shell.page.entry.focus_force()
    shell.root.update()
    shell.page.entry.insert(0, "青山村党支部")
    press(shell, "KeyRelease-a")
    assert dot["text"] == "● 未保存"
    press(shell, "Control-s")
    assert dot["text"] == "● 已保存"


def test_the_settings_are_saved_and_problems_stand_beside_their_fields(shell, session):
    from jdzb.gui.settings import SettingsDialog

    dialog = SettingsDialog(shell.root, shell, session)
    dialog.save()
    assert set(dialog.form.problems()) == set()
    dialog = SettingsDialog(shell.root, shell, session)
    dialog.person.fill({"operator": "林秀兰"})
    dialog.form.fill({"name": "青山村党支部", "phone": "不是号码"})
    dialog.save()
    assert set(dialog.form.problems()) == {"phone"}
    dialog.form.fill({"phone": "13812341027"})
    dialog.save()
    assert dialog.form.problems() == {"phone": "请填座机，不填手机"}
    dialog.form.fill({"phone": "0000-2560000"})
    dialog.save()
    assert not dialog.winfo_exists()
    assert (read_branch(session).phone, session.actor) == ("0000-2560000", "林秀兰")
    assert "林秀兰" in shell.rail._operator.whole


def test_the_settings_ask_before_they_forget_and_want_an_operator(shell, session, answers):
    from jdzb.gui.settings import SettingsDialog

    dialog = SettingsDialog(shell.root, shell, session)
    dialog.person.fill({"operator": ""})
    dialog.save()
    assert dialog.person.problems() == {"operator": "请填写操作人"}
    dialog.person.fill({"operator": "林秀兰"})
    answers += ["返回继续填写", "保存"]
    dialog.cancel()
    assert dialog.winfo_exists()
    dialog.cancel()
    assert session.actor == "林秀兰"


@pytest.mark.parametrize("percent", [100, 150])
def test_what_is_wrong_with_the_settings_moves_nothing(shell, session, percent):
    from jdzb.gui.settings import SettingsDialog

    shell.set_text_size(percent)
    dialog = SettingsDialog(shell.root, shell, session)
    dialog.fit()
    dialog.deiconify()
    dialog.update()
    before = [box.winfo_geometry() for box in dialog.form.winfo_children()]
    for phone in ("13812341027", "不是号码", "11010119900307233X"):
        wrong = {"township": "2025.07", "full_name": "支" * 3000, "phone": phone}
        dialog.form.fill(wrong)
        dialog.save()
        dialog.update()
        assert set(dialog.form.problems()) == {*wrong, "name"}
        assert [box.winfo_geometry() for box in dialog.form.winfo_children()] == before
    dialog.destroy()


def test_the_settings_fit_at_every_text_size(shell, session):
    from jdzb.gui.settings import SettingsDialog

    for percent in theme.TEXT_SIZES:
        shell.set_text_size(percent)
        dialog = SettingsDialog(shell.root, shell, session)
        dialog.fit()
        dialog.deiconify()
        assert clipping.offences(dialog) == []
        dialog.cancel()


@pytest.mark.parametrize("target", ["entry", "text"])
def test_chinese_comes_in_by_key_events_as_an_input_method_sends_them(shell, target):
    widget = shell.page.entry if target == "entry" else tk.Text(shell.page.body, height=2)
    if target == "text":
        widget.pack()
    shell.root.update()
    widget.focus_force()
    shell.root.update()
    typing = subprocess.Popen(["xdotool", "type", "--delay", "20", "李秀兰值班"])
    while typing.poll() is None:
        shell.root.update()
    for _ in range(20):
        shell.root.update()
    got = widget.get() if target == "entry" else widget.get("1.0", "end-1c")
    assert got == "李秀兰值班"
