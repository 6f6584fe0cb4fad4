"""A copy that leaves the computer: the same ledger, checked, and a sentence when it fails."""

import pytest

from jdzb.store import copyout


@pytest.fixture
def filled(session):
    session.add("settings", {"key": "branch.name", "value": "青山村"}, what="写名称")
    added = session.add("settings", {"key": "other", "value": "x"}, what="写别的")
    session.void("settings", added.id, what="作废", reason="写错")
    return session


def test_the_copy_is_the_same_ledger_in_one_file(filled, tmp_path):
    target = tmp_path / "copy.db"
    copyout.vacuum_into(filled, target)
    head, report = copyout.examine(target)
    assert head == filled.head()
    assert report.ok
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.db"]


def test_the_facts_count_what_is_in_force(filled):
    facts = copyout.facts(filled)
    assert facts.counts["settings"] == 1
    assert facts.counts["members"] == 0
    assert facts.head == filled.head()
    assert facts.last_at.startswith("2026-11-21T")


def test_what_is_there_already_is_not_overwritten(filled, tmp_path):
    target = tmp_path / "copy.db"
    target.write_bytes(b"somebody's")
    with pytest.raises(copyout.CopyFailed, match="已经有了"):
        copyout.vacuum_into(filled, target)
    assert target.read_bytes() == b"somebody's"


def test_a_copy_into_nowhere_is_a_sentence(filled, tmp_path):
    with pytest.raises(copyout.CopyFailed):
        copyout.vacuum_into(filled, tmp_path / "nowhere" / "copy.db")


def test_a_broken_copy_is_reported_or_refused(filled, tmp_path):
    target = tmp_path / "copy.db"
    copyout.vacuum_into(filled, target)
    whole = target.read_bytes()
    place = whole.index("写名称".encode())
    target.write_bytes(whole[:place] + b"\xe6" + whole[place + 1 :].replace(b"x", b"y", 1))
    _, report = copyout.examine(target)
    assert not report.ok
    target.write_bytes(b"no database at all" * 300)
    with pytest.raises(copyout.CopyFailed):
        copyout.examine(target)
