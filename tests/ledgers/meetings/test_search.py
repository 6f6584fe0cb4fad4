"""Words found in minutes, with their places."""

from dataclasses import replace

import pytest

from jdzb.ledgers.meetings import service, service_search
from jdzb.ledgers.meetings.entries import Criticism, Guest, Item, Meeting
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member


@pytest.fixture
def held(session):
    """Three meetings; the ids by day."""
    member = members.add(session, Member("袁小龙", joined="2001-01", full="2002-01")).id
    texts = {
        "2026-09-25": "大家说了很多话。" * 40
        + "建议先修南沟水渠，\n再装 WiFi。"
        + "又说了话。" * 40,
        "2026-10-25": "水渠已经动工。",
        "2026-11-20": "讨论春灌。",
    }
    found = {}
    for day, talk in texts.items():
        fresh = service.fresh(session, Meeting("支部党员大会", day, resolution="同意"))
        item = Item("议题", talk=talk, decision="先修水渠" if day < "2026-10" else None)
        notes = (Criticism(member, text="到组里走得少"),)
        guests = (Guest("赵镇长", "柳河镇"),) if day > "2026-11" else ()
        minutes = replace(fresh, items=(item,), criticisms=notes, guests=guests)
        found[day] = service.record(session, minutes).id
    return found


def days(session, query):
    return [hit.meeting.day for hit in service_search.find(session, query).hits]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("水渠", ["2026-10-25", "2026-09-25"]),
        ("渠", ["2026-10-25", "2026-09-25"]),
        ("水渠 动工", ["2026-10-25"]),
        ("春灌 赵镇长", ["2026-11-20"]),
        ("wifi", ["2026-09-25"]),
        ("2026-11", ["2026-11-20"]),
        ("水渠 春灌", []),
        ("走得少", []),
        ("%", []),
        ("  ", []),
    ],
)
def test_every_word_must_stand_somewhere_in_a_meeting(session, held, query, expected):
    assert days(session, query) == expected


def test_the_words_are_marked_where_they_stand(session, held):
    hit = service_search.find(session, "水渠 WiFi").hits[0]
    found = [one for one in hit.excerpts if one.label == "发言要点"]
    (piece,) = found
    assert [piece.text[a:b] for a, b in piece.marks] == ["水渠", "WiFi"]
    assert piece.cut == (True, True)
    assert "\n" not in piece.text
    assert any(one.label == "决定" for one in hit.excerpts)


def test_more_meetings_than_shown_are_counted(session, held):
    found = service_search.find(session, "同意", most=2)
    assert (found.total, len(found.hits)) == (3, 2)


def test_what_is_void_is_not_found(session, held):
    service.void(session, held["2026-10-25"], "登记错了")
    assert days(session, "动工") == []
    session.undo()
    assert days(session, "动工") == ["2026-10-25"]
