"""Photos and papers of a meeting: kept, listed, taken out, carried on the stick."""

import pytest

from jdzb.core.errors import Refused
from jdzb.handover import package
from jdzb.ledgers.meetings import service, service_files
from jdzb.ledgers.meetings.entries import Meeting
from jdzb.store import attachments, check

JPEG = b"\xff\xd8\xff\xe0" + b"scan" * 100
PDF = b"%PDF-1.5\n" + b"x" * 100
ZIP = b"PK\x03\x04" + b"x" * 100


@pytest.fixture
def meeting(session):
    added = service.record(
        session, service.fresh(session, Meeting("支部党员大会", "2026-11-20"))
    ).id
    service.complete(session, added)
    return added


def file(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_a_scan_is_kept_with_complete_minutes_and_read_back(session, meeting, tmp_path):
    path = file(tmp_path, "签到表.jpg", JPEG)
    service_files.add_file(session, meeting, path, service_files.SIGNED)
    path.unlink()
    (found,) = service_files.files(session, meeting)
    assert (found.name, found.kind) == ("签到表.jpg", "签到表")
    assert service_files.content(found) == JPEG
    assert service.minutes(session, meeting).files == (found,)
    assert check.check_ledger(session).ok


@pytest.mark.parametrize(("name", "content"), [("通报.pdf", PDF), ("课件.pptx", ZIP)])
def test_papers_are_kept_too_and_come_out_under_their_name(
    session, meeting, tmp_path, name, content
):
    service_files.add_file(session, meeting, file(tmp_path, name, content))
    (found,) = service_files.files(session, meeting)
    (tmp_path / "out").mkdir()
    copy = service_files.copy_out(found, tmp_path / "out")
    assert (copy.name, copy.read_bytes()) == (name, content)


@pytest.mark.parametrize(
    ("name", "content"), [("病毒.exe", b"MZ" * 50), ("改名.pdf", b"MZ" * 50), ("包.zip", ZIP)]
)
def test_other_files_are_refused_and_nothing_stays(session, meeting, tmp_path, home, name, content):
    with pytest.raises(attachments.NotKept, match=name):
        service_files.add_file(session, meeting, file(tmp_path, name, content))
    assert service_files.files(session, meeting) == []
    assert not [*home.glob("attachments/*")]


def test_the_same_file_twice_is_refused_until_it_was_taken_out(session, meeting, tmp_path):
    path = file(tmp_path, "签到表.jpg", JPEG)
    added = service_files.add_file(session, meeting, path).id
    with pytest.raises(Refused, match="没有重复添加"):
        service_files.add_file(session, meeting, path)
    service_files.void_file(session, added, "传错了")
    assert service_files.files(session, meeting) == []
    service_files.add_file(session, meeting, path)
    assert len(service_files.files(session, meeting)) == 1


def test_the_stick_carries_it_under_its_hash_and_knows_its_name(session, meeting, tmp_path):
    service_files.add_file(session, meeting, file(tmp_path, "签到表.pdf", PDF))
    (found,) = service_files.files(session, meeting)
    names = {m.name: m.original for m in package.draft(session, tmp_path).members}
    assert names[f"attachments/{found.sha256}.pdf"] == "签到表.pdf"
