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
    branch.save_branch(session, {"name": "青山村党支部", "township": "柳河镇"})

    def open_(*others):
        shell = Shell(tk_root, session, (entry(AppraisalsPage), *others))
        tk_root.focus_force()
        settle(tk_root)
        return shell.page

    return open_
