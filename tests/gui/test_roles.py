"""Every page as a member on duty and a reader see it: nothing of theirs gets into the ledger."""

import pytest

from jdzb import app
from jdzb.core import paths, roles
from jdzb.gui import login
from jdzb.gui.keeper import Keeper, Wish
from jdzb.gui.kit import dialog, dialogs, machine, scaling
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.store import operators, passwords
from jdzb.store.database import open_ledger
from tests.gui import clipping
from tests.gui.driving import settle, windows

PLACES = [
    (page.key, view.key if view else "")
    for page in PAGES
    for view in getattr(page.load(), "VIEWS", ()) or (None,)
]
LEAVES = ("打印", "导出", "帮助")  # what only reads, or asks for a file


@pytest.fixture
def opened(tk_root, village):
    """as_("值班员") gives the window of one in that role over the demo village."""
    ledger = paths.ledger_file()
    ledger.write_bytes(village.read_bytes())
    with open_ledger(ledger) as session:
        operators.register(session, {"name": "林秀兰", "role": "书记"})

        def as_(role):
            operators.register(session, {"name": "吴春生", "role": role})
            operators.take_over(session, operators.working(session)[1])
            return Shell(tk_root, session, PAGES)

        yield as_
        tk_root.setvar(dialog.REFUSAL, "")


@pytest.fixture
def heard(monkeypatch):
    """What was said; every question that does not ask for text is answered with nothing."""
    said = []
    for name in ("warn", "inform", "show_text"):
        monkeypatch.setattr(dialogs, name, lambda _, text, *__, **___: said.append(text))
    for name in ("ask_yes_no", "ask_choice", "ask_text", "choose_open_file", "choose_save_file",
                 "choose_folder"):  # fmt: skip
        monkeypatch.setattr(dialogs, name, lambda *_, **__: None)
    return said


def sweep(root):
    """Close again and again what only came up to be looked at or filled."""
    for one in list(windows(root)):
        if one.winfo_exists():
            one.destroy()
    root.after(30, sweep, root)


def press_all(shell, place):
    """Press every button of a page's header that does more than print."""
    page = shell.open_page(place[0])
    if place[1]:
        page.turn(place[1])
    shell.root.update()
    for action in list(page.header._buttons):
        if not action.startswith(LEAVES) and action in page.header._buttons:
            page.header.button(action).invoke()
            shell.root.update()
            page.discard()


@pytest.mark.parametrize("role", [roles.ON_DUTY, roles.READER])
def test_no_button_of_any_page_writes_what_the_role_may_not(opened, role, heard, callback_errors):
    shell = opened(role)
    before = shell.session.head()
    shell.root.after(30, sweep, shell.root)
    for place in PLACES:
        press_all(shell, place)
    assert shell.session.head() == before
    assert sum(role in text for text in heard) >= 3
    assert all("jdzb.core." in one.splitlines()[-1] for one in callback_errors)  # sentences
    callback_errors.clear()


def test_the_band_says_it_on_every_page_and_is_not_cut_off(opened):
    shell = opened(roles.ON_DUTY)
    for percent in (100, 150):
        scaling.set_text_size(shell.root, percent)
        for page in PAGES:
            shell.open_page(page.key)
            shell.root.update()
            assert roles.ON_DUTY in shell.band._whole
            assert not [one for one in clipping.offences(shell.root) if str(shell.band) in one]


def test_a_secretary_and_a_clerk_see_no_band(opened):
    shell = opened(roles.CLERK)
    for page in PAGES:
        shell.open_page(page.key)
        assert not shell.band.winfo_ismapped()


# --- from the door -------------------------------------------------------------------------------


@pytest.fixture
def lin(session, monkeypatch):
    monkeypatch.setattr(passwords, "_MEMORY", 64)
    operators.register(session, {"name": "林秀兰", "role": "书记"}, "青山三棵树 2026")
    return operators.working(session)[0]


def test_the_program_asks_at_the_door_who_works_and_remembers_him(tk_root, session, lin, home):
    machine.keep("worker", "7")
    (home / "drafts").mkdir()
    (home / "drafts" / "meetings.json").write_text("别人的")

    def come_in():
        (screen,) = (one for one in tk_root.winfo_children() if isinstance(one, login.LoginScreen))
        screen.password.insert(0, "青山三棵树 2026")
        screen.enter()

    tk_root.after(300, come_in)
    assert app._admit(tk_root, session)
    assert (session.actor, session.role) == ("林秀兰", "书记")
    assert (machine.recall("operator"), machine.recall("worker")) == ("林秀兰", str(lin.id))
    assert not (home / "drafts" / "meetings.json").exists()
    assert (home / "drafts" / "of-7" / "meetings.json").read_text() == "别人的"
    tk_root.deiconify()
    settle(tk_root)


def test_without_operators_nobody_is_asked(tk_root, session):
    assert app._admit(tk_root, session)
    assert (session.actor, session.role) == ("文书", roles.NOBODY)


def test_only_a_secretary_puts_a_backup_in_the_place_of_the_ledger(opened, home):
    shell = opened(roles.CLERK)
    keeper = Keeper(shell.root, shell, shell.session)
    with pytest.raises(roles.NotAllowed, match="恢复备份"):
        keeper.leave(Wish(home / "备份.db", "试试"))
    assert keeper.wish is None
