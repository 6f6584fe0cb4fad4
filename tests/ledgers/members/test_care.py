"""The lines about the members on the first page."""

import pytest

from jdzb.ledgers.members import service, service_standing
from jdzb.ledgers.members.entries import Mark, Member
from jdzb.ledgers.members.service_care import care


@pytest.fixture
def people(session):
    names = ("陈志强", "林秀兰", "吴春生", "罗四海")
    found = [Member(name, joined=f"200{n}-11-02", full=f"200{n + 1}-11") for n, name in
             enumerate(names)]  # fmt: skip
    return {one.name: service.add(session, one).id for one in found}


def lines(session):
    return {one.label: one for one in care(session)}


def test_an_empty_register_tells_nothing(session):
    assert care(session) == []


def test_counts_and_political_birthdays(session, people):
    service.add(session, Member("新人"), status="入党积极分子")
    found = lines(session)
    assert "正式党员 4　积极分子 1" in found
    names = [name for _, name in found["本月政治生日"].people]
    assert names == ["陈志强（26年）", "林秀兰（25年）", "吴春生（24年）", "罗四海（23年）"]


@pytest.mark.parametrize(
    ("since", "contact", "lost"),
    [
        ("2026-01", None, True),
        (None, None, True),
        ("2026-01", "2026-08-22", True),
        ("2026-01", "2026-08-23", False),
        ("2026-09", None, False),
        (None, "2026-11-20", False),
    ],
)
def test_a_mobile_member_not_contacted_for_ninety_days_is_named(
    session, people, since, contact, lost
):
    mark = Mark(people["罗四海"], "流动党员", since=since, last_contact=contact)
    service_standing.mark(session, mark)
    label = "流动党员 1，90 天没有联系的 1 人" if lost else "流动党员 1，90 天内都联系过"
    people_ = ((people["罗四海"], "罗四海"),) if lost else ()
    assert lines(session)[label].people == people_


def test_who_came_back_is_not_asked_after(session, people):
    service_standing.mark(
        session, Mark(people["罗四海"], "流动党员", since="2026-01", until="2026-10")
    )
    assert not [label for label in lines(session) if "流动" in label]
