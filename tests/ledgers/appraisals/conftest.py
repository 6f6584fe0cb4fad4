"""The page of the appraisals on a real window, over what a test has put into the file."""

import pytest

from jdzb.gui.pages import entry
from jdzb.gui.shell import Shell
from jdzb.ledgers.appraisals.page import AppraisalsPage
from jdzb.store import branch
from tests.gui.driving import settle


@pytest.fixture
def page(tk_root, session, said):
    """page(*others) opens the window with this page in front; questions are answered by `answers`."""
    del said
    report = tk_root.report_callback_exception
    branch.save_branch(session, {"name": "青山村党支部", "township": "柳河镇"})

    def open_(*others):
        shell = Shell(tk_root, session, (entry(AppraisalsPage), *others))
        tk_root.focus_force()
        settle(tk_root)
        return shell.page

    yield open_
    for child in tk_root.winfo_children():
        child.destroy()
    for sequence in tk_root.bind():
        tk_root.unbind(sequence)
    tk_root.report_callback_exception = report
    tk_root.protocol("WM_DELETE_WINDOW", "")
    tk_root.minsize(1, 1)
