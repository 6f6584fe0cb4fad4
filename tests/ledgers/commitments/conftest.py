"""A small branch that promises: three members and a frail one, no promise yet."""

import pytest

from jdzb.ledgers.commitments import service
from jdzb.ledgers.commitments.entries import Commitment
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members import service_standing
from jdzb.ledgers.members.entries import FRAIL, Mark, Member
from jdzb.store.branch import save_branch

NAMES = ("林秀兰", "周桂芳", "郑德福", "董老根")


@pytest.fixture
def people(session):
    """The ids of the members by name; 董老根 is 年老体弱."""
    save_branch(session, {"name": "青山村党支部", "township": "柳河镇"})
    ids = {
        name: members.add(session, Member(name, joined="2001-01", full="2002-01")).id
        for name in NAMES
    }
    service_standing.mark(session, Mark(ids["董老根"], FRAIL, "2020-01"))
    return ids


@pytest.fixture
def promise(session, people):
    """Make promises: promise("林秀兰", target=36) gives the id of one; '' is the branch."""

    def make(name="林秀兰", what="走访留守老人", year=2026, **more):
        values = {"target": 36, "unit": "户次", "due": f"{year}-12-31"} | more
        return service.add(session, Commitment(year, what, people.get(name), **values)).id

    return make


@pytest.fixture
def page(tk_root, session, people):
    """The commitments page on a window of its own, its promises in front."""
    from jdzb.gui.pages import entry
    from jdzb.gui.shell import Shell
    from jdzb.ledgers.commitments.page import CommitmentsPage
    from tests.gui.driving import settle

    shell = Shell(tk_root, session, (entry(CommitmentsPage),))
    tk_root.focus_force()
    settle(tk_root)
    return shell.page
