"""Files made by a hostile hand: none is called sound, none writes outside its folder, none hangs."""

import json

import pytest

from jdzb.handover import audit, examination, verify
from tests.handover import hostile, villages


def examined(path, work, **facts):
    work.mkdir()
    return examination.examine(examination.Request(str(path), str(work), **facts))


def test_the_good_files_are_sound(tmp_path):
    for number, make in enumerate((villages.ledger, villages.package_in)):
        found = examined(make(tmp_path), tmp_path / f"work{number}")
        assert (found.ok, found.verdict, found.findings) == (True, "first", ())
        assert (found.branch, found.township) == ("青山村党支部", "柳河镇")


@pytest.mark.parametrize("trick", hostile.PACKAGES)
def test_no_hostile_package_gets_through(trick, tmp_path):
    path = villages.package_in(tmp_path)
    hostile.PACKAGES[trick](path)
    before = set(tmp_path.rglob("*"))
    found = examined(path, tmp_path / "work")
    assert (found.ok, found.verdict) == (False, "unreadable")
    (finding,) = found.findings
    assert finding.severity == "fault"
    outside = {p for p in tmp_path.rglob("*") if not p.is_relative_to(tmp_path / "work")}
    assert outside == before


@pytest.mark.parametrize("trick", hostile.LEDGERS)
def test_no_hostile_ledger_gets_through(trick, tmp_path):
    path = villages.ledger(tmp_path)
    hostile.LEDGERS[trick](path)
    before = path.read_bytes()
    found = examined(path, tmp_path / "work")
    assert not found.ok
    assert found.faults
    assert path.read_bytes() == before
    assert json.loads(json.dumps(audit.to_json(found)))["ok"] is False


def test_a_dropped_trigger_is_named(tmp_path):
    path = villages.tampered(villages.ledger(tmp_path), "DROP TRIGGER members_updated")
    assert "触发器 members_updated 不见了" in examined(path, tmp_path / "work").sentence


def test_a_stale_journal_beside_the_ledger_is_not_played(tmp_path):
    """Opened for writing, SQLite would play it and destroy the newer record."""
    older = villages.ledger(tmp_path)
    older = older.rename(tmp_path / "older.db")
    path = villages.ledger(tmp_path)
    hostile.plant_stale_journal(path, older)
    assert path.with_name(path.name + "-journal").stat().st_size > 4096
    found = examined(path, tmp_path / "work")
    assert found.ok
    assert path.with_name(path.name + "-journal").exists()


def test_values_that_deceive_the_eye_are_spelt_out_and_cut(tmp_path, session):
    villages.fill(session)
    name = "\u202e支部\x1b[31m\u200b" + "很" * 5000
    session.set_setting("branch.name", name)
    session.set_setting("branch.township", "=1+1")
    session.close()
    found = examined(session.path, tmp_path / "work")
    assert found.ok, found.sentence
    assert found.branch.startswith("⟨U+202E⟩支部⟨U+001B⟩[31m⟨U+200B⟩很")
    assert found.branch.endswith("…（共5009字）")
    assert len(found.branch) < 120


def test_a_child_that_dies_is_a_finding(tmp_path, monkeypatch):
    path = villages.ledger(tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    request = examination.Request(str(path), str(work))
    monkeypatch.setattr(verify, "CHILD", ("handover", "no-such-command"))
    found = verify.run(request)
    assert (found.ok, found.verdict) == (False, "unreadable")
    assert "程序停了" in found.sentence


def test_a_child_that_hangs_is_stopped_and_is_a_finding(tmp_path):
    path = villages.ledger(tmp_path)
    work = tmp_path / "work"
    work.mkdir()
    found = verify.run(examination.Request(str(path), str(work)), seconds=0.01)
    assert (found.ok, found.verdict) == (False, "unreadable")
    assert "还没有完" in found.sentence
