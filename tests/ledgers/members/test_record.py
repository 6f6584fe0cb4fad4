"""What the books tell of a member, on the card in a real window."""

from dataclasses import replace
from datetime import date, timedelta
from tkinter import ttk

import pytest

from jdzb import ledgers
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.ledgers.duty import service as duty
from jdzb.ledgers.duty.entries import Turn
from jdzb.ledgers.meetings import service as meetings
from jdzb.ledgers.meetings.columns import ABSENT, CAME
from jdzb.ledgers.meetings.entries import Meeting
from jdzb.ledgers.meetings.page.minutes import MinutesView
from jdzb.ledgers.members import service
from jdzb.ledgers.members.entries import Member
from jdzb.ledgers.members.page import MembersPage
from jdzb.ledgers.members.page.record import LATEST, Facts, Record
from tests.gui import clipping
from tests.gui.driving import settle, windows

THEME = "主题党日"


@pytest.fixture
def wei(session):
    """The one whose card is looked at."""
    return service.add(session, Member("张伟", joined="2010-11-01", full="2011-11-01")).id


def hold(session, day, state, kind=THEME):
    fresh = meetings.fresh(session, Meeting(kind, day))
    came = tuple(replace(one, state=state) for one in fresh.attendance)
    return meetings.record(session, replace(fresh, attendance=came)).id


@pytest.fixture
def record(tk_root, session):
    """record(): the page stands, 履职 of the first on the list is on the card."""

    def open_():
        shell = Shell(tk_root, session, PAGES)
        shell.open_page("members")
        tk_root.focus_force()
        card = shell.page.card
        shell.page.people.table.select(shell.page.people.shown[0].id)
        settle(tk_root, lambda: card.person)
        card.tabs.choose("record")
        settle(tk_root, lambda: found(card))
        return found(card)[0]

    return open_


def found(card):
    return [one for one in clipping.walk(card) if isinstance(one, Record)]


def texts(part):
    settle(part)
    labels = [one for one in clipping.walk(part) if isinstance(one, ttk.Label)]
    return [str(one.cget("text")).replace("\n", "") for one in labels]


def test_the_card_tells_hours_attendance_and_the_rule_that_bites(session, wei, record):
    for month, state in ((7, CAME), (8, ABSENT), (9, ABSENT), (10, ABSENT)):
        hold(session, f"2026-{month:02d}-05", state)
    told = texts(record())
    assert "2 / 32，还差 30" in told
    assert "应到 4 次：到会 1，缺席 3" in told
    assert "今年无故缺席 3 次，须书记谈话" in told
    facts = [text for text in told if text.startswith(THEME)]
    assert facts == ["主题党日无故缺席"] * 3 + ["主题党日到会"]
    assert told.index("10月5日") < told.index("7月5日")


def test_a_year_of_which_nothing_is_told_has_one_quiet_line(wei, record):
    part = record()
    part.turn(-20)
    assert [text for text in texts(part) if "记录" in text] == ["2006年还没有记录。"]


def test_another_year_is_asked_for_when_it_is_looked_at(session, wei, record):
    hold(session, "2025-07-05", CAME)
    part = record()
    assert "主题党日到会" not in texts(part)
    part.turn(-1)
    assert "主题党日到会" in texts(part)
    assert not any("今年" in text for text in texts(part))


def test_a_fact_opens_the_record_behind_it(session, wei, record, tk_root):
    meeting = hold(session, "2026-07-05", CAME)
    label = next(
        one for one in clipping.walk(record())
        if isinstance(one, ttk.Label) and one.cget("text") == "主题党日到会"
    )  # fmt: skip
    label.event_generate("<Button-1>")
    tk_root.update()
    view = next(one for one in clipping.walk(tk_root) if isinstance(one, MinutesView))
    assert view.winfo_ismapped()
    assert view.saved.meeting == meeting


def test_of_two_hundred_facts_the_latest_stand_and_the_list_has_all(session, wei, record, tk_root):
    with session.together("登记"):
        for day in range(200):
            hold(session, str(date(2026, 1, 1) + timedelta(days=day)), CAME, "党课")
    part = record()
    assert texts(part).count("党课到会") == LATEST
    lines = []

    def look():
        for window in windows(tk_root):
            if isinstance(window, Facts) and window.winfo_viewable():
                lines.extend(window.table.lines())
                window.cancel()
                return
        tk_root.after(20, look)

    tk_root.after(20, look)
    part.show_all()
    assert len(lines) == 200
    assert lines[0].cells == ("2026年7月19日", "党课到会")


def test_what_another_page_wrote_is_there_when_the_page_comes_back(session, wei, record):
    part = record()
    assert "主题党日到会" not in texts(part)
    hold(session, "2026-07-05", CAME)
    page = part
    while not isinstance(page, MembersPage):
        page = page.master
    page.start()
    settle(page, lambda: found(page.card) and found(page.card)[0] is not part)
    assert "主题党日到会" in texts(found(page.card)[0])


def test_the_shelf_gathers_the_facts_of_all_books_newest_first(session, wei):
    duty.add(session, Turn(date(2026, 11, 3), wei))
    hold(session, "2026-07-05", CAME)
    told = ledgers.told_of(session, wei, 2026)
    assert [(fact.ledger, fact.what) for fact in told.facts] == [
        ("duty", "值班"), ("meetings", "主题党日到会"),
    ]  # fmt: skip
    assert {remark.label for remark in told.remarks} >= {"学时", "会议"}
