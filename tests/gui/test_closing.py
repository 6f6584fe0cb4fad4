"""The window closes only when all that lies over it agrees; nothing typed is lost, nothing raises."""

import subprocess
import sys
from tkinter import ttk

import pytest

from jdzb.core.fields import Field
from jdzb.gui.kit import dialog
from jdzb.gui.kit.datepicker import DatePicker
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.shell import Shell

LAYOUT = Layout((Field("name", "姓名", "name"),), (Spot("name", 0),))


@pytest.fixture
def shell(tk_root, session):
    return Shell(tk_root, session, ())


def close_window(root):
    """As the window manager does."""
    root.tk.call(root.protocol("WM_DELETE_WINDOW"))


def in_form(shell, act, typed="陈志强"):
    """Open a form, type, act(form) while it is open; the answer of the form."""
    form = FormDialog(shell.root, "党员", LAYOUT, lambda raw: None)

    def use():
        form.form.fill({"name": typed})
        act(form)

    form.after(200, use)
    return form.run()


def test_a_form_with_typed_text_is_asked_and_may_stay(shell, answers, said):
    seen = []

    def act(form):
        answers.append("返回继续填写")
        close_window(shell.root)
        shell.root.after(200, lambda: (seen.append(form.form.read()), form.close(None)))

    in_form(shell, act)
    assert seen == [{"name": "陈志强"}]
    assert said == [("ask_choice", "填写的内容还没有保存。")]
    assert shell.root.winfo_exists()


def test_what_a_form_opened_gives_way_first(shell, answers):
    seen = []

    def act(form):
        picker = DatePicker(form.form.input("name"), "", lambda _: None)
        answers.append("返回继续填写")
        close_window(shell.root)
        seen.append(picker.winfo_exists())
        shell.root.after(200, lambda: form.close(None))

    in_form(shell, act)
    assert seen == [0]


def test_the_list_of_a_choice_does_not_hide_its_dialog(shell):
    """Tk's own windows have no Python behind them; the dialog that owns them is found."""

    class Choosing(dialog.Dialog[str]):
        def build(self, body):
            self.box = ttk.Combobox(body, values=["甲", "乙"], state="readonly")
            self.box.pack()

    choosing = Choosing(shell.root, "选")
    choosing.after(150, lambda: choosing.tk.call("ttk::combobox::Post", choosing.box))
    choosing.after(300, lambda: dialog.dismiss(shell.root, dialog.held_by(shell.root)))
    assert choosing.run() is None


PROGRAM = """
import sys, tkinter as tk
from jdzb.core import paths
from jdzb.gui import start
from jdzb.gui.kit import dialogs
from jdzb.gui.shell import Shell
from jdzb.store.database import open_ledger

def when_open(act):
    tops = [w for w in root.winfo_children() if isinstance(w, tk.Toplevel) and w.winfo_viewable()]
    if tops:
        act()
    else:
        root.after(20, when_open, act)

root = start.make_root()
start.log_to(paths.home() / "logs")
with open_ledger(paths.ledger_file()) as session:
    shell = Shell(root, session, ())
    root.deiconify()
    root.after(20, lambda: print([dialogs.ask_text(root, "一"), dialogs.ask_text(root, "二")]))
    when_open(ACT)
    root.mainloop()
shell.report(ValueError, ValueError("too late"), None)
print("ended")
"""


@pytest.mark.parametrize(
    "act", ["lambda: root.tk.call(root.protocol('WM_DELETE_WINDOW'))", "root.destroy"]
)
def test_the_program_ends_without_a_traceback_from_under_its_dialogs(home, act):
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM.replace("ACT", act)], capture_output=True,
        encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert process.stdout.split("\n")[-2:] == ["ended", ""]
    if "protocol" in act:
        assert process.stdout.startswith("[None, None]")
        assert process.stderr == ""
    [log] = (home / "logs").glob("*.log")
    assert "too late" in log.read_text("utf-8")


def test_a_sentence_that_cannot_be_shown_is_logged_and_nothing_is_raised(shell, logged_errors):
    try:
        shell.root.tk.call("rename", "toplevel", "kept_toplevel")
        shell.report(ValueError, ValueError("first"), None)
    finally:
        shell.root.tk.call("rename", "kept_toplevel", "toplevel")
    assert "first" in logged_errors[0]
    assert "could not be shown" in logged_errors[1]
    logged_errors.clear()
