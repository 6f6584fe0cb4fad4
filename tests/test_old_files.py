"""A museum: one ledger of every release, never edited; each opens, is raised, and passes the check."""

import shutil
from pathlib import Path

import pytest

from jdzb.ledgers.duty import service_month
from jdzb.ledgers.duty.entries import Month
from jdzb.ledgers.members import service as members
from jdzb.store import check, database, header, migrations

MUSEUM = Path(__file__).parent / "data" / "old"


@pytest.fixture(params=sorted(MUSEUM.glob("*.db")), ids=lambda path: path.stem)
def old(request, tmp_path):
    """A copy of an old ledger, so that the museum stays as it is."""
    return Path(shutil.copy(request.param, tmp_path / "支部台账.db"))


def test_the_museum_is_not_empty():
    assert (MUSEUM / "jdzb-0.1.0.db").exists()


def test_an_old_ledger_opens_at_todays_version_and_is_sound(old):
    with database.open_ledger(old) as session:
        assert check.findings(check.check_ledger(session)) == []
    assert header.read_header(old).user_version == migrations.latest_version()


def test_the_demo_village_of_the_first_release_still_reads(old):
    with database.open_ledger(old) as session:
        names = {member.name for member in members.browse(session)}
        assert {"陈志强", "马䶮", "周𬭎"} <= names
        december = service_month.view(session, Month(2026, 12))
        assert all(day.names for day in december.days)
        assert december.spread <= 1
