"""Damage of every kind: whatever changes a stored fact is reported, by refusing or by the check."""

import random
import shutil
import sqlite3

import pytest

from jdzb.cli import demo
from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.store import check, database
from tests.reliability import work

SECTOR = 512


def bit(data, rng):
    """damage: one bit turned"""
    place = rng.randrange(len(data) * 8)
    data[place // 8] ^= 1 << place % 8


def sector_zeroed(data, rng):
    """damage: a sector of zeros"""
    _put_sector(data, rng, bytes(SECTOR))


def sector_random(data, rng):
    """damage: a sector of noise"""
    _put_sector(data, rng, rng.randbytes(SECTOR))


def _put_sector(data, rng, content):
    start = rng.randrange(len(data) // SECTOR) * SECTOR
    data[start : start + SECTOR] = content


def truncated(data, rng):
    """damage: the end cut off"""
    del data[rng.randrange(len(data)) :]


def zero_tail(data, rng):
    """damage: the end never written"""
    start = rng.randrange(len(data) // SECTOR) * SECTOR
    data[start:] = bytes(len(data) - start)


@pytest.mark.parametrize(
    ("damage", "numbers"),
    [
        (bit, {"small": 30, "full": 4500}),
        (sector_zeroed, {"small": 6, "full": 800}),
        (sector_random, {"small": 6, "full": 800}),
        (truncated, {"small": 6, "full": 900}),
        (zero_tail, {"small": 6, "full": 600}),
    ],
)
def test_all_damage_that_changes_a_stored_fact_is_reported(
    damage, numbers, trials, tally, ledger, tmp_path, monkeypatch
):
    number, rng = trials(**numbers), random.Random(damage.__name__)
    whole, facts = ledger.read_bytes(), everything(ledger)
    reported, unharmed, unseen = 0, 0, []
    path = tmp_path / "damaged" / paths.LEDGER_NAME
    monkeypatch.setenv("JDZB_MACHINE", str(path.parent / "machine"))  # a PC that saw none of them
    for trial in range(number):
        data = bytearray(whole)
        damage(data, rng)
        _lay(path, data)
        facts_left = everything(path)
        if reports(path):
            reported += 1
        elif facts_left == facts:
            unharmed += 1
        else:
            unseen.append(trial)
    tally(damage.__doc__, number, f"{reported:,} reported, {unharmed:,} changed nothing")
    assert unseen == []
    assert reported


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A closed ledger with the demo village and some days of work in it."""
    path = tmp_path_factory.mktemp("whole") / paths.LEDGER_NAME
    with pytest.MonkeyPatch.context() as place:
        place.setenv("JDZB_TODAY", "2026-11-21")
        place.setenv("JDZB_MACHINE", str(path.parent / "machine"))
        with database.open_ledger(path) as session:
            demo.village(session)
            rng = random.Random(1)
            for _ in range(40):
                work.one(session, rng)
            assert check.findings(check.check_ledger(session)) == []
    return path


def reports(path):
    """True when the program refuses the file or finds something; anything but a sentence fails."""
    try:
        with database.open_ledger(path) as session:
            return bool(check.findings(check.check_ledger(session)))
    except JdzbError:
        return True


def everything(path):
    """Every stored fact a lenient reader still gets out of the file, or None when it cannot.

    An index that misses a row hides it from the books, so what SQLite says of them counts as well.
    """
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.text_factory = bytes
    try:
        tables = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name"
        ).fetchall()
        indexes = connection.execute("PRAGMA integrity_check").fetchall()
        return indexes, [(name, _rows(connection, name.decode())) for name, _ in tables]
    except (sqlite3.Error, UnicodeDecodeError):
        return None
    finally:
        connection.close()


def _rows(connection, table):
    return connection.execute(f'SELECT * FROM "{table}" NOT INDEXED ORDER BY rowid').fetchall()


def _lay(path, data):
    """The damaged bytes as the only file of a fresh folder."""
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    path.write_bytes(data)
