"""The demo village promises: a year under way, and a year that is over."""

import pytest

from jdzb.cli import demo, demo_commitments, demo_meetings
from jdzb.ledgers.commitments import (
    LEDGER,
    service,
    service_progress,
    service_sheets,
    service_wishes,
    service_year,
)
from jdzb.press import pdf
from jdzb.store import check


@pytest.fixture
def village(session):
    ids = demo.village(session)
    demo_meetings.meet(session, ids)
    return ids


def test_a_year_under_way_has_promises_progress_wishes_and_posts(session, village):
    assert demo_commitments.commit(session, village) == len(service.of_year(session, 2026))
    states = {one.state for one in service_progress.standings(session, 2026)}
    assert {"进行中", "落后", "超期", "已达到"} <= states
    done = [view.step for view in service_year.steps(session, 2026) if view.done]
    assert done == ["提诺", "审诺", "公示", "践诺"]
    assert "根据支部委员会2月28日审核意见" in service_sheets.everybody(session, 2026).text()
    assert len({state for _, state in service_wishes.wishes(session)}) == 5
    assert any(one.holders for one in service_wishes.posts(session))
    assert LEDGER.findings(session) == []
    assert check.check_ledger(session).ok


def test_before_april_it_is_the_year_before_with_its_outcomes(session, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2027-02-10")
    demo_commitments.commit(session, demo.village(session))
    assert service.years(session) == [2026]
    assert all(one.outcome and one.reported for one in service.of_year(session, 2026))
    assert len(service_year.ballots(session, 2026)) > 30
    pdf.check(service_sheets.result(session, 2026))


@pytest.mark.parametrize("today", ["2026-07-15", "2028-02-29"])
def test_on_any_day_it_is_written_without_a_day_to_come(session, monkeypatch, today):
    monkeypatch.setenv("JDZB_TODAY", today)
    demo_commitments.commit(session, demo.village(session))
    days = [row["day"] for row in session.rows("commitment_progress")]
    assert max(days, default=today) <= today
