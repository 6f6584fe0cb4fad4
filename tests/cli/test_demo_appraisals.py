"""Two appraisals of the demo village, written by the services: one final, one being approved."""

import pytest

from jdzb.cli import demo, demo_appraisals, demo_meetings
from jdzb.core import paths
from jdzb.ledgers.appraisals import (
    LEDGER,
    service,
    service_marks,
    service_stages,
    service_standings,
)
from jdzb.store import check, database


@pytest.fixture
def ids(session):
    found = demo.village(session)
    demo_meetings.meet(session, found)
    assert demo_appraisals.appraise(session, found) == 2
    return found


def test_the_village_has_last_years_result_and_this_years_round_before_the_township(session, ids):
    running, final = service.browse(session)
    assert (running.title, running.closed_on) == ("2026年度合格党员评定", None)
    assert (final.title, final.closed_on) == ("2025年度民主评议党员", "2025-12-28")
    whole = service.whole(session, running.id)
    assert [(one.title, one.said) for one in service_stages.steps(whole)] == [
        ("党员自评", "38/38"), ("支部审核", "38/38"), ("民主评议", "41票"),
        ("乡镇审批", "11-18 上报"), ("公示", "7 天"), ("定档", ""),
    ]  # fmt: skip
    found = service_standings.standings(session, running.id)
    assert found.ties == ()
    assert (found.graded.assessed, found.graded.waiting) == (35, 0)
    assert found.graded.counts == {"优秀": 4, "合格": 30, "不合格": 1}
    assert [(one.subject.name, what) for one, what in found.below] == [
        ("吴春生", "谈话"), ("吴春生", "帮教"),
    ]  # fmt: skip
    assert check.check_ledger(session).ok


def test_each_point_taken_off_has_its_evidence_and_no_fact_is_left_to_be_judged(session, ids):
    running = service.browse(session)[0]
    whole = service.whole(session, running.id)
    assert all(one.evidence for one in whole.marks)
    books = {one.evidence.split(":")[0] for one in whole.marks if ":" in one.evidence}
    assert books >= {"meeting_attendance", "duty_attendance"}
    refused = [one for one in whole.marks if not one.counts]
    assert [one.reason for one in refused] == ["当天到镇里开会，事后补了签到"]
    facts = demo_appraisals.facts(session, whole)
    assert service_marks.proposals(whole, facts) == ()
    assert service_marks.outdated(whole, facts) == ()


def test_the_village_is_in_order_and_waits_for_the_township_alone(session, ids):
    assert LEDGER.findings(session) == []
    assert [one.what for one in LEDGER.due(session)] == [
        "2026年度合格党员评定：乡镇审批（11-18 上报）"
    ]
    (remark,) = LEDGER.remarks(session, ids["袁小龙"], 2026)
    assert (remark.label, remark.text, remark.tone) == ("2025年评议", "基本合格", "amber")


def test_the_village_may_be_made_on_any_day_of_the_year(home, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2027-01-10")
    with database.open_ledger(paths.ledger_file()) as session:
        found = demo.village(session)
        demo_meetings.meet(session, found)
        demo_appraisals.appraise(session, found)
        assert [one.title for one in service.browse(session)] == [
            "2026年度合格党员评定", "2025年度民主评议党员",
        ]  # fmt: skip
