"""Visits are found by who came, pinyin included, by what was said, and by who received them."""

import pytest

from jdzb.ledgers.duty import service_finding, service_visits
from jdzb.ledgers.duty.entries_visits import parse_visit
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member


@pytest.fixture
def visits(session):
    """Two visits received by 林秀兰."""
    lin = members.add(session, Member("林秀兰", joined="1996-07", full="1997-07")).id
    made = []
    for day, who, what in (
        ("2026-11-02", "周桂芳", "低保怎么申请"),
        ("2026-11-09", "何大勇", "问周桂芳家的水渠"),
    ):
        raw = {
            "day": day,
            "visitor": who,
            "matter": what,
            "receiver": str(lin),
            "handling": "支部办",
        }
        made.append(service_visits.add_visit(session, parse_visit({**raw, "handed_on": day})).id)
    return made


@pytest.mark.parametrize(
    ("typed", "places"),
    [("周桂芳", [0, 1]), ("zgf", [0]), ("水渠", [1]), ("林秀兰 低保", [0]), ("lxl", [1, 0]), ("2026-11-02", [0]),
     ("低保 水渠", []), ("100%", [])],
)  # fmt: skip
def test_a_visit_is_found_the_visitor_before_what_was_said(session, visits, typed, places):
    found = service_finding.find(session, typed, 5)
    assert [one.row[1] for one in found.found] == [visits[place] for place in places]
    assert found.total == len(places)


def test_more_than_asked_for_are_counted(session, visits):
    found = service_finding.find(session, "林秀兰", 1)
    assert (found.total, len(found.found)) == (2, 1)
