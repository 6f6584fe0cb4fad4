"""What the board fetches from other books for the page of appraisals: facts, records, objections."""

from datetime import date

import pytest

from jdzb.cli import demo_notices
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.ledgers.meetings import service as meetings
from jdzb.ledgers.meetings.columns import ABSENT
from jdzb.ledgers.meetings.entries import Attendance, Meeting, Minutes
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.ledgers.notices import service_voices as voices
from jdzb.ledgers.notices.entries import Notice, Objection


@pytest.fixture
def board(tk_root, session):
    """The board of a window; somebody missed a meeting, a result hangs and was objected to."""
    member = members.add(session, Member("吴春生", joined="2001-03", full="2002-03")).id
    meeting = Meeting("主题党日", "2026-03-05")
    attendance = (Attendance(member, "吴春生", "正式党员", state=ABSENT),)
    recorded = meetings.record(session, Minutes(meeting, attendance)).id
    meetings.complete(session, recorded)
    facts = {
        "title": "2026年度评定结果", "category": "党务公开", "body": "结果如下。",
        "source": "appraisals:2026年度评定结果", "proposed_by": "林秀兰",
        "proposed_on": "2026-11-10", "signed_on": "2026-11-10",
    }  # fmt: skip
    day = date(2026, 11, 10)
    notice = demo_notices._steps(session, Notice(**facts), 2, day)
    demo_notices._post(session, notice, day)
    hangs = next(iter(Shell(tk_root, session, PAGES).board.posted_notices()))
    voices.object_to(session, Objection(hangs.id, "2026-11-12", what="为什么扣分"))
    yield Shell(tk_root, session, PAGES).board, member, hangs.id
    for child in tk_root.winfo_children():
        child.destroy()
    for sequence in tk_root.bind():
        tk_root.unbind(sequence)


def test_the_facts_of_some_members_are_those_of_their_cards(board):
    found, member, _ = board
    facts = found.facts_of([member], 2026)
    assert sorted(one.key for one in facts) == sorted(
        one.key for one in found.told_of(member, 2026).facts
    )
    assert "meetings.absent" in {one.key for one in facts}
    assert found.facts_of([], 2026) == []


def test_the_records_of_another_book_are_called_as_in_its_history(board):
    found, _, _ = board
    (one,) = found.records("meetings")
    assert one.title == "主题党日 2026-03-05"
    assert found.records("nothing") == ()


def test_an_objection_nobody_answered_is_found_by_source_and_by_number(board):
    found, _, notice = board
    assert "为什么扣分" in found.unanswered({"appraisals:2026年度评定结果"}, set())[0]
    assert len(found.unanswered(set(), {notice})) == 1
    assert found.unanswered({"appraisals:别的"}, set()) == []
