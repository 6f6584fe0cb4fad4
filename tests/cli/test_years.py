"""The village that lived for years: five weeks of it, through the same doors."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from jdzb.cli import years
from jdzb.core import clock, paths
from jdzb.ledgers.duty import service_visits
from jdzb.ledgers.meetings import service, service_outlook
from jdzb.ledgers.meetings.columns import ABSENT, CAME, EXCUSED
from jdzb.store import check, database
from tests.conftest import TODAY

WEEKS = timedelta(weeks=5)


@pytest.fixture(scope="module")
def village(tmp_path_factory):
    """The ledger after five weeks, lived once for all that look at it."""
    folder = tmp_path_factory.mktemp("village")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JDZB_HOME", str(folder))
        patch.setenv("JDZB_MACHINE", str(folder / "machine"))
        patch.setenv("JDZB_TODAY", TODAY.isoformat())
        live(paths.ledger_file())
        return paths.ledger_file()


@pytest.fixture
def lived(village, home):
    """A copy of it, open."""
    copy = shutil.copy(village, home)
    with database.open_ledger(Path(copy)) as session:
        yield session


def live(path):
    start = datetime.combine(TODAY - WEEKS, years.OPENS)
    with clock.pretended(start):
        session = database.open_ledger(path)
    with session:
        years.live(session, start, lambda year: None)


def rows_of(session):
    tables = (
        "members", "member_statuses", "member_marks", "duty_turns", "duty_leaves", "duty_visits",
        "meetings", "meeting_attendance", "meeting_items",
    )  # fmt: skip
    return {table: session.rows(table, voided=True) for table in tables}


def test_the_history_is_in_order_of_time_and_ends_yesterday(lived, today):
    stamps = [entry.at for entry in lived.entries()]
    assert len(stamps) > 1_500
    assert stamps == sorted(stamps)
    assert stamps[0] == f"{today - WEEKS}T08:30:00Z"
    assert stamps[-1][:10] == (today - timedelta(days=1)).isoformat()
    assert clock.today() == today


def test_the_ledger_is_sound_and_everything_a_branch_does_is_in_it(lived):
    assert check.findings(check.check_ledger(lived)) == []
    whats = " ".join(entry.what for entry in lived.entries())
    for words in ("排", "换成", "换班", "请假", "取消请假", "打印《", "撤销：", "联系", "标记",
                  "去世", "换届", "登记全体党员"):  # fmt: skip
        assert words in whats


def test_the_same_days_give_the_same_rows(lived, home):
    path = home / "again" / "支部台账.db"
    live(path)
    with database.open_ledger(path) as again:
        assert rows_of(again) == rows_of(lived)


def test_the_meetings_of_their_days_are_held_attended_and_decided(lived):
    held = service.browse(lived)
    assert {(one.kind, one.day) for one in held} >= {
        ("主题党日", "2026-11-05"), ("党小组会", "2026-11-12"), ("支部委员会", "2026-10-28"),
    }  # fmt: skip
    assert all(one.locked for one in held)
    states = {row["state"] for row in lived.rows("meeting_attendance")}
    assert states == {CAME, EXCUSED, ABSENT}
    committee = next(one for one in held if one.kind == "支部委员会")
    (item,) = service.minutes(lived, committee.id).items
    assert item.voted
    assert not [one for one in service_outlook.findings(lived) if one.key.endswith("quorum")]


def test_who_comes_with_a_matter_is_answered(lived, today):
    visits = service_visits.visits(lived)
    assert len(visits) > 5
    assert all(one.answered_on for one in visits if one.day < today - timedelta(days=7))


def test_a_ledger_that_exists_gets_no_history_of_years(jdzb, session):
    session.close()
    process = jdzb("demo", "--years", "1")
    assert process.returncode != 0
    assert "已经有账本" in process.stderr
