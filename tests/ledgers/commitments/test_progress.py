"""践诺 in the file: amounts add up, evidence is kept, carried on the stick, and shown."""

import pytest

from jdzb.core.errors import Refused
from jdzb.handover import package
from jdzb.ledgers.commitments import service, service_progress, service_year
from jdzb.ledgers.commitments.entries import Progress, Step
from jdzb.store import check

JPEG = b"\xff\xd8\xff\xe0" + b"photo" * 100


def states(session, year=2026):
    return [(one.done, one.state) for one in service_progress.standings(session, year)]


def do(session, one, day, amount=None, **more):
    return service_progress.add(session, Progress(one, day, "走访", amount), **more)


def test_what_was_done_adds_up_and_a_voided_entry_does_not_count(session, promise):
    one = promise()
    do(session, one, "2026-03-10", 20)
    wrong = do(session, one, "2026-04-10", 30).id
    do(session, one, "2026-05-10")
    service_progress.void(session, wrong, "记错了人")
    assert states(session) == [(20, "落后")]
    service_progress.amend(session, 1, Progress(one, "2026-03-10", "走访", 36), "少记了")
    assert states(session) == [(36, "已达到")]


def test_of_a_whole_year_and_of_one_member_the_same_is_told(session, promise, people):
    ids = [
        promise(name, f"走访{n}") for name in ("", "林秀兰", "周桂芳", "郑德福") for n in "甲乙丙"
    ]
    for number, one in enumerate(ids):
        do(session, one, "2026-06-01", 3 * number)
    every = service_progress.standings(session, 2026)
    own = [
        found
        for member in (None, 1, 2, 3)
        for found in service_progress.standings_of(session, member, 2026)
    ]
    assert every == own
    assert [one.done for one in every] == [3 * number for number in range(12)]


def test_what_is_still_to_come_is_not_entered(session, promise):
    with pytest.raises(Refused, match="还没有到"):
        do(session, promise(), "2026-11-22", 1)


def test_the_posting_day_begins_the_time(session, promise):
    promise()
    before = service_progress.standings(session, 2026)[0].gone
    service_year.take(session, Step(2026, "公示", "2026-09-01"))
    assert service_progress.standings(session, 2026)[0].gone < before


def test_an_entry_and_its_photos_are_one_act(session, promise, tmp_path):
    one, photo = promise(), tmp_path / "走访.jpg"
    photo.write_bytes(JPEG)
    added = do(session, one, "2026-11-20", 3, files=[photo])
    (kept,) = service_progress.files(session, one)
    assert (kept.progress, kept.name, kept.kind) == (added.id, "走访.jpg", "现场照片")
    assert service_progress.content(kept) == JPEG
    assert service_progress.standings(session, 2026)[0].files == 1
    names = {m.name: m.original for m in package.draft(session, tmp_path).members}
    assert names[f"attachments/{kept.sha256}.jpg"] == "走访.jpg"
    session.undo()
    assert service_progress.of(session, one) == service_progress.files(session, one) == []
    assert check.check_ledger(session).ok


def test_a_bad_photo_leaves_nothing_half_entered(session, promise, tmp_path):
    one, bad = promise(), tmp_path / "病毒.exe"
    bad.write_bytes(b"MZ" * 50)
    with pytest.raises(Exception, match=r"病毒\.exe"):
        do(session, one, "2026-11-20", 3, files=[bad])
    assert service_progress.of(session, one) == []


def test_the_same_photo_is_kept_once_for_a_promise(session, promise, tmp_path):
    one, photo = promise(), tmp_path / "走访.jpg"
    photo.write_bytes(JPEG)
    added = service_progress.add_file(session, one, photo).id
    with pytest.raises(Refused, match="没有重复添加"):
        service_progress.add_file(session, one, photo)
    service_progress.void_file(session, added, "传错了")
    service_progress.add_file(session, promise("周桂芳"), photo)
    assert service_progress.files(session, one) == []


def test_a_voided_promise_is_looked_at_no_more(session, promise):
    one = promise()
    do(session, one, "2026-03-10", 20)
    service.void(session, one, "登记错了")
    assert states(session) == []
