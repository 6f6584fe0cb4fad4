"""Ctrl+F: everything in every book, found while it is typed, opened by Enter."""

import pytest

from jdzb.core import paths
from jdzb.gui import find
from jdzb.gui.find import FEW, FindDialog, More
from jdzb.gui.kit import scaling
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.ledgers.duty import service_visits
from jdzb.ledgers.duty.entries_visits import parse_visit
from jdzb.ledgers.members import service_standing
from jdzb.store import readonly
from jdzb.store.database import open_ledger
from tests.gui import clipping
from tests.gui.driving import in_turn, press, settle


@pytest.fixture
def shell(tk_root, village, home, answers):
    """The window over the demo village; dialogs that nobody announced fail the test."""
    paths.ledger_file().write_bytes(village.read_bytes())
    with open_ledger(paths.ledger_file()) as session:
        window = Shell(tk_root, session, PAGES)
        window.open_page("members")
        tk_root.focus_force()
        tk_root.update()
        yield window


def look(shell, act):
    """Ctrl+F; act(dialog) must close it."""
    in_turn(shell.root, lambda: press(shell.root, "<Control-f>"), act)


def type_(dialog, text):
    dialog.search.delete(0, "end")
    dialog.search.insert("end", text)  # as an input method does: whole words
    settle(dialog, lambda: dialog._shown == text.strip())


def shown(dialog):
    return dialog.list.get("1.0", "end")


def marked(dialog):
    places = dialog.list.tag_ranges("found")
    pairs = zip(places[::2], places[1::2], strict=True)
    return {dialog.list.get(start, end) for start, end in pairs}


def go_to(dialog, row):
    """Arrows to the line of a record; the keyboard never leaves the box."""
    for _ in range(200):
        one = dialog.rows[dialog.chosen]
        if not isinstance(one, More) and one.row == row:
            assert dialog.focus_get() is dialog.search
            return
        press(dialog.search, "<Down>")
    raise AssertionError(shown(dialog))


def record(shell, table, column, skip=0):
    found = [row for row in shell.session.rows(table) if row[column]]
    return found[skip]


PLACES = [
    ("members", "members", "name", lambda page: page.card.person.member.id),
    ("duty_visits", "duty", "visitor", lambda page: int(page.front.list.table.selected())),
    ("meetings", "meetings", "theme", lambda page: page.front.saved.meeting),
    ("commitments", "commitments", "what", lambda page: page.front.standing.commitment.id),
    ("commitment_wishes", "commitments", "wish", lambda page: page.front.chosen[0].id),
    ("notices", "notices", "title", lambda page: page.notice.id),
    ("appraisal_rounds", "appraisals", "title", lambda page: page.round_id),
]


@pytest.mark.parametrize(("table", "book", "column", "front"), PLACES, ids=[p[0] for p in PLACES])
def test_a_record_of_every_book_is_found_and_opened_by_keys(shell, table, book, column, front):
    row = record(shell, table, column)

    def act(dialog):
        type_(dialog, " ".join(row[column].split())[:12])
        go_to(dialog, (table, row["id"]))
        press(dialog.search, "<Return>")

    look(shell, act)
    settle(shell.root)
    assert book == shell.page.KEY
    assert front(shell.page) == row["id"]


def test_the_words_found_are_marked_and_more_are_said_and_shown(shell):
    def act(dialog):
        type_(dialog, "水渠")
        assert "水渠" in marked(dialog)
        type_(dialog, "2026")
        rest = [one for one in dialog.rows if isinstance(one, More)]
        assert rest
        assert f"还有 {rest[0].left} 条" in shown(dialog)
        dialog.chosen = dialog.rows.index(rest[0])
        press(dialog.search, "<Return>")
        assert dialog.winfo_exists()
        assert rest[0] not in dialog.rows
        books = [one for one in dialog.rows if one.ledger == rest[0].ledger]
        assert len(books) == FEW + rest[0].left
        dialog.cancel()

    look(shell, act)


def test_a_member_is_found_by_initials_also_after_leaving(shell):
    gone = shell.session.rows("members")[5]
    shell.on_changed(service_standing.leave(shell.session, gone["id"], "转出", "2026-11-01"))

    def act(dialog):
        type_(dialog, gone["name"])
        assert "转出" in shown(dialog)
        press(dialog.search, "<Return>")

    look(shell, act)
    assert shell.page.card.person.member.id == gone["id"]


def test_enter_before_the_pause_opens_what_was_just_typed(shell):
    name = shell.session.rows("members")[3]

    def act(dialog):
        dialog.search.delete(0, "end")
        dialog.search.insert(0, name["name"])
        press(dialog.search, "<Return>")

    look(shell, act)
    assert shell.page.card.person.member.id == name["id"]


def test_what_was_sought_stands_there_the_next_time(shell):
    def first(dialog):
        type_(dialog, "水渠")
        press(dialog.search, "<Escape>")

    def second(dialog):
        assert dialog.search.get() == "水渠"
        assert dialog.search.selection_present()
        assert "水渠" in marked(dialog)
        press(dialog.search, "<Escape>")

    look(shell, first)
    look(shell, second)


@pytest.mark.parametrize(
    "typed", ["%", "_", "'", '"; DROP TABLE members;--', "\\", "[a-z]*", "没有的词", "长" * 5000]
)
def test_what_is_nowhere_is_said_and_nothing_breaks(shell, typed):
    def act(dialog):
        type_(dialog, typed)
        assert "没有找到" in shown(dialog)
        assert dialog.rows == []
        press(dialog.search, "<Return>", "<Down>")
        press(dialog.search, "<Escape>")

    look(shell, act)


def test_hostile_text_is_found_as_it_is_written(shell):
    raw = {
        "day": "2026-11-20",
        "visitor": "贾某",
        "matter": "50%_off' \u202e[x]\n第二行\t完",
        "handling": "当场办",
        "answer": "已答",
        "answered_on": "2026-11-20",
    }
    made = service_visits.add_visit(shell.session, parse_visit(raw)).id

    def act(dialog):
        type_(dialog, "50%_off'")
        assert [one.row for one in dialog.rows] == [("duty_visits", made)]
        assert "\u202e" not in shown(dialog)
        assert marked(dialog) == {"50%_off'"}
        press(dialog.search, "<Escape>")

    look(shell, act)


def test_a_click_opens_a_line(shell):
    row = shell.session.rows("members")[2]

    def act(dialog):
        type_(dialog, row["name"])
        x, y, _, height = dialog.list.bbox("2.2")
        dialog.list.event_generate("<Button-1>", x=x + 3, y=y + height // 2)
        dialog.update()

    look(shell, act)
    assert shell.page.card.person.member.id == row["id"]


def test_a_ledger_only_looked_at_is_looked_through(tk_root, village, home, answers):
    with readonly.open_readonly(village) as seen:
        window = Shell(tk_root, seen, PAGES)
        window.open_page("members")
        name = seen.rows("members")[1]

        def act(dialog):
            type_(dialog, name["name"])
            press(dialog.search, "<Return>")

        in_turn(tk_root, window.find, act)
        assert window.page.card.person.member.id == name["id"]


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_cut_off_in_the_window_of_the_search(shell, percent):
    scaling.set_text_size(shell.root, percent)
    for typed in ("", "水渠", "林"):
        dialog = FindDialog(shell.root, shell.session, typed)
        dialog.fit()
        dialog.deiconify()
        settle(dialog)
        assert clipping.offences(dialog) == [], typed
        dialog.destroy()


def test_books_that_find_nothing_are_left_out(session):
    assert find.find_all(session, "林秀兰", {}) == {}
    assert find.find_all(session, "", {}) == {}


def test_the_keyboard_stays_in_the_box_while_the_first_page_is_still_being_filled(
    tk_root, village, home, answers
):
    paths.ledger_file().write_bytes(village.read_bytes())
    with open_ledger(paths.ledger_file()) as session:
        window = Shell(tk_root, session, PAGES)
        tk_root.focus_force()

        def act(dialog):
            settle(tk_root, lambda: window.page._filled and not window.page._stale)
            settle(tk_root)
            assert tk_root.focus_get() is dialog.search
            press(dialog.search, "<Escape>")

        in_turn(tk_root, window.find, act)
