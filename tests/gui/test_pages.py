"""Every page, with a whole village in the ledger: nothing cut off, and all of it by keys."""

import pytest

from jdzb.core import paths
from jdzb.gui.kit import scaling
from jdzb.gui.manual import ManualWindow
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.store.database import open_ledger
from tests.gui import clipping

SIZES = ("1366x708", "1280x640")
PLACES = [
    (page.key, view.key if view else "")
    for page in PAGES
    for view in getattr(page.load(), "VIEWS", ()) or (None,)
]
every_place = pytest.mark.parametrize("place", PLACES, ids="/".join)


def opened(window, place):
    """The page, with its view in front if it has several."""
    page = window.open_page(place[0])
    if place[1]:
        page.turn(place[1])
    if place[0] == "today":
        page.fill()  # else a moment later
    return page


@pytest.fixture
def window(tk_root, village, home):
    """The window over a copy of the village's ledger."""
    ledger = paths.ledger_file()
    ledger.write_bytes(village.read_bytes())
    with open_ledger(ledger) as session:
        yield Shell(tk_root, session, PAGES)


@pytest.fixture
def empty_window(tk_root, session):
    """The window over a ledger in which nothing has been written yet."""
    return Shell(tk_root, session, PAGES)


def test_the_rail_says_what_the_pages_say_of_themselves():
    kinds = [page.load() for page in PAGES]
    assert [(kind.KEY, kind.TITLE) for kind in kinds] == [(page.key, page.title) for page in PAGES]


@every_place
def test_nothing_is_cut_off_on_any_page_at_any_text_size(window, place):
    opened(window, place)
    found = []
    for size in SIZES:
        window.root.geometry(size)
        window.root.update()
        for percent in (100, 150, 100):
            scaling.set_text_size(window.root, percent)
            window.root.update()
            found += [f"{size} {percent} %: {line}" for line in clipping.offences(window.root)]
    assert not found, "\n".join(found)


@every_place
def test_nothing_is_cut_off_in_an_empty_ledger(empty_window, place):
    opened(empty_window, place)
    for percent in (100, 150):
        scaling.set_text_size(empty_window.root, percent)
        assert clipping.offences(empty_window.root) == []


@every_place
def test_the_keyboard_never_stays_with_a_page_that_is_gone(empty_window, place):
    page = opened(empty_window, place)
    empty_window.root.update()
    focus = empty_window.root.focus_lastfor()
    assert str(focus).startswith(str(page))
    assert focus.winfo_viewable()


def below(button):
    """A button and those that the arrow key goes on to: a list of them is one stop of Tab."""
    reached = {str(button)}
    button.focus_set()
    for _ in range(200):
        button.update()
        button.focus_get().event_generate("<Down>")
        button.update()
        if str(button.focus_get()) in reached:
            return reached
        reached.add(str(button.focus_get()))
    return reached


@every_place
def test_tab_and_arrows_reach_every_button_of_a_page(window, place):
    page = opened(window, place)
    window.root.focus_force()
    window.root.update()
    page.start()
    window.root.update()
    buttons = {
        str(widget)
        for widget in clipping.walk(page)
        if widget.winfo_class() == "TButton"
        and widget.winfo_viewable()
        and not widget.instate(["disabled"])
    }
    reached, widget = {}, window.root.focus_get()
    for _ in range(200):
        widget = widget.tk_focusNext()
        if str(widget) in reached:
            break
        reached[str(widget)] = widget
    found = set(reached)
    for stop in reached.values() if buttons - found else ():
        if stop.winfo_class() == "TButton":
            found |= below(stop)
    assert buttons <= found


@every_place
def test_every_page_explains_itself_and_answers_its_keys(window, place, said):
    page = opened(window, place)
    window.help()
    (book,) = (one for one in window.root.winfo_children() if isinstance(one, ManualWindow))
    assert len(page.HELP) > 20
    assert book.reader.text.get("1.0", "1.end") == page.TITLE
    book.destroy()
    page.refresh(None)
    page.focus_search()
    window.root.update()
    assert str(window.root.focus_lastfor()).startswith(str(page))
