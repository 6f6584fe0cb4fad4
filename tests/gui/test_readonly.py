"""A ledger that is only looked at: the window says so, and nothing is asked that cannot be kept."""

import pytest

from jdzb.core.fields import Field
from jdzb.gui.kit.formdialog import FormDialog, Layout, Spot
from jdzb.gui.pages import PAGES
from jdzb.gui.settings import SettingsDialog
from jdzb.gui.shell import Shell
from jdzb.store import readonly

SENTENCE = "现在是只读查看，没有保存，账本没有改动。要继续记录，请先恢复一份好的备份。"


@pytest.fixture
def looked_at(tk_root, session):
    """The window on a ledger that is only looked at."""
    session.close()
    with readonly.open_readonly(session.path) as seen:
        pages = [page for page in PAGES if page.key in ("members", "audit")]
        shell = Shell(tk_root, seen, pages)
        tk_root.update()
        yield shell
        tk_root.setvar("::jdzb_refusal", "")
        for child in tk_root.winfo_children():
            child.destroy()


def texts(widget):
    own = [str(widget["text"])] if "text" in (widget.keys() or ()) else []
    return own + [text for child in widget.winfo_children() for text in texts(child)]


def test_the_window_says_that_it_only_looks(looked_at):
    assert looked_at.root.title() == "支部台账（只读查看）"
    shown = texts(looked_at.frame)
    assert "● 只读" in shown
    assert "● 已保存" not in shown
    assert any(text.startswith("只读查看：") for text in shown)


def test_a_form_is_refused_before_it_is_filled(looked_at, said):
    layout = Layout((Field("name", "姓名"),), (Spot("name", 0),))
    assert FormDialog(looked_at.root, "添加党员", layout, dict).run() is None
    assert said == [("warn", SENTENCE)]


def test_of_the_settings_the_text_size_remains(looked_at):
    dialog = SettingsDialog(looked_at.root, looked_at, looked_at.session)
    assert dialog.primary.instate(["disabled"])
    dialog._resize(125)
    dialog.cancel()
    assert not dialog.winfo_exists()


def test_the_settings_are_shown_and_nothing_in_them_can_be_changed(looked_at, said):
    dialog = SettingsDialog(looked_at.root, looked_at, looked_at.session)
    assert dialog.form.input("name").instate(["disabled"])
    rules = dialog.turn("rules")
    assert len(rules.table.lines()) > 100
    assert rules.change_button.instate(["disabled"])
    rules.change()
    assert said == [("warn", SENTENCE)]
    holidays = dialog.turn("holidays")
    assert all(button.instate(["disabled"]) for button in holidays.buttons.values())
    holidays.change()
    assert said[1:] == [("warn", SENTENCE)]
    for key in ("schemes", "operators", "machine"):
        dialog.turn(key)
    dialog.cancel()
    assert not dialog.winfo_exists()


def test_the_page_of_the_audit_says_what_can_be_done(looked_at, said):
    page = looked_at.open_page("audit")
    looked_at.root.update()
    (line,) = page.check.list.texts()
    assert "没有自查" in line
    page.carry()
    assert [kind for kind, _ in said] == ["inform"]
    assert "恢复备份" in said[0][1]
