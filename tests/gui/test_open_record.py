"""Any record of any book is shown on its page, whatever the page was showing."""

import pytest

from jdzb.core import paths
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.ledgers import LEDGERS, book_of
from jdzb.ledgers.members import service_standing
from jdzb.store.database import open_ledger
from tests.gui.driving import in_turn

# What is entered in a dialog and has no line of its own: its history is shown instead.

NO_PLACE = {
    "duty_leaves", "duty_fixed", "duty_closures", "duty_pairs", "duty_wishes", "meeting_kinds",
}  # fmt: skip
TABLES = [table.name for book in LEDGERS for table in book.tables]


@pytest.fixture
def shell(tk_root, village, home, answers):
    """The window over the demo village; what could only show a history is kept."""
    paths.ledger_file().write_bytes(village.read_bytes())
    with open_ledger(paths.ledger_file()) as session:
        window = Shell(tk_root, session, PAGES)
        window.asked = []
        window.show_history = lambda rows, title: window.asked.append((*rows, title))
        yield window


def rows_of(shell, table):
    """The first and the last record in force."""
    found = shell.session.rows(table)
    return [found[0], found[-1]] if found else []


@pytest.mark.parametrize("book", [book.key for book in LEDGERS])
def test_every_record_in_force_has_its_place_on_the_page_of_its_book(shell, book):
    seen = 0
    for table in [name for name in TABLES if book_of(name) == book]:
        for row in rows_of(shell, table):
            shell.asked.clear()
            shell.open_record(table, row["id"])
            shell.root.update()
            assert book == shell.page.KEY
            assert bool(shell.asked) == (table in NO_PLACE), (table, row)
            seen += 1
    assert seen > 1


def test_a_record_out_of_force_shows_its_history(shell):
    row = shell.session.rows("duty_visits")[0]
    shell.session.void("duty_visits", row["id"], what="作废来访", reason="登记错了")
    shell.open_record("duty_visits", row["id"])
    assert [rows for rows, _ in shell.asked] == [("duty_visits", row["id"])]
    assert row["visitor"] in shell.asked[0][1]


def test_a_table_of_no_book_shows_its_history(shell):
    front = shell.page.KEY
    shell.open_record("settings", shell.session.rows("settings")[0]["id"])
    assert shell.asked
    assert front == shell.page.KEY


def test_a_member_who_left_is_found_behind_any_filter(shell):
    gone = shell.session.rows("members")[5]["id"]
    shell.on_changed(service_standing.leave(shell.session, gone, "转出", "2026-11-01"))
    page = shell.open_page("members")
    page.people.search.insert(0, "没有这个人")
    page.people.day_input.put("2019-01-01")
    shell.open_record("members", gone)
    assert page.card.person.member.id == gone
    assert shell.asked == []


def test_a_duty_of_another_month_chooses_its_day_and_its_person(shell):
    row = shell.session.rows("duty_turns", order="day")[0]
    shell.open_page("duty").turn("visits")
    shell.open_record("duty_turns", row["id"])
    view = shell.page.front
    assert view.day.day.isoformat() == row["day"]
    assert view.day_card.turn.member == row["member"]


def test_a_sign_in_has_the_keys_on_its_line(shell):
    row = shell.session.rows("duty_attendance", order="day")[3]
    shell.open_record("duty_attendance", row["id"])
    shell.root.update()
    view = shell.page.front
    assert view.KEY == "signing"
    assert view.day.isoformat() == row["day"]
    assert next(one for one in view.rows if one.focus_get() == one).spot.row.id == row["id"]


def test_a_visit_is_shown_behind_any_filter(shell):
    row = next(one for one in shell.session.rows("duty_visits") if one["answered_on"])
    view = shell.open_page("duty").turn("visits")
    view.list.states.choose("waiting")
    view.list.search.insert(0, "没有这件事")
    shell.open_record("duty_visits", row["id"])
    assert view.list.table.selected() == str(row["id"])


def test_an_item_of_a_meeting_shows_the_minutes(shell):
    row = shell.session.rows("meeting_items")[0]
    shell.open_page("meetings").turn("plan")
    shell.open_record("meeting_items", row["id"])
    view = shell.page.front
    assert (view.KEY, view.saved.meeting) == ("minutes", row["meeting"])


def test_minutes_not_saved_may_be_kept(shell, answers):
    page = shell.open_page("meetings")
    draft = next(one for one in shell.session.rows("meetings") if not one["completed_on"])
    page.minutes().show_meeting(draft["id"])
    page.front.editor.facts.inputs["place"].put("村部二楼")
    assert page.unsaved()
    other = next(one for one in shell.session.rows("meetings") if one["id"] != draft["id"])
    answers.append("返回继续填写")
    shell.open_record("meetings", other["id"])
    assert page.front.saved.meeting == draft["id"]
    assert page.unsaved()
    answers.append("返回继续填写")
    shell.open_record("members", 1)
    assert shell.page is page


def test_a_wish_of_any_state_is_chosen(shell):
    row = next(one for one in shell.session.rows("commitment_wishes") if one["fulfilled_on"])
    view = shell.open_page("commitments").turn("wishes")
    view.tabs.choose("待认领")
    shell.open_record("commitment_wishes", row["id"])
    assert view.chosen[0].id == row["id"]


def test_what_was_done_for_a_promise_shows_the_promise(shell):
    row = shell.session.rows("commitment_progress")[-1]
    shell.open_record("commitment_progress", row["id"])
    assert shell.page.front.standing.commitment.id == row["commitment"]


def test_an_objection_shows_the_notice(shell):
    row = shell.session.rows("notice_objections")[0]
    shell.open_page("notices").search.insert(0, "没有这一份")
    shell.open_record("notice_objections", row["id"])
    assert shell.page.notice.id == row["notice"]


def test_a_mark_shows_the_round_with_the_person(shell):
    row = shell.session.rows("appraisal_marks")[-1]
    page = shell.open_page("appraisals")
    page.card.search.insert(0, "没有这个人")
    shell.open_record("appraisal_marks", row["id"])
    assert page.round_id == row["round"]
    assert page.line.subject.id == row["subject"]


def test_a_change_of_today_opens_its_record(shell):
    row = shell.session.rows("notices")[0]
    values = {"note": "换过浆糊"}
    shell.session.amend("notices", row["id"], values, what="修改公示", reason="补记")
    in_turn(shell.root, shell.show_changes, lambda dialog: dialog.way.invoke())
    assert shell.page.notice.id == row["id"]
    assert shell.asked == []
