"""Backups are whole, examined, thinned with care, and never push a good one out."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
from datetime import date, timedelta

import pytest

from jdzb.core import paths
from jdzb.store import backup, check, database, readonly, restore


def note(session, word):
    session.set_setting("branch.name", word)


def backups(home):
    return sorted(path.name for path in (home / backup.FOLDER).iterdir())


def test_a_backup_is_a_whole_ledger_under_the_name_of_its_moment_and_length(session, home):
    note(session, "青山村党支部")
    made = backup.make(session)
    size = session.head().size
    assert made.path.parent == home / "backups"
    assert made.path.name.startswith("支部台账-20261121-")
    assert made.path.name.endswith(f"-{size:05d}.db")
    assert (made.ok, made.head, made.entries) == (True, session.head(), size)
    assert made.made[:10] == "2026-11-21"
    with readonly.open_readonly(made.path) as copy:
        assert copy.setting("branch.name") == "青山村党支部"
        assert check.check_ledger(copy).ok
    assert backups(home) == [made.path.name]


def test_an_unchanged_history_needs_no_new_copy(session, home):
    assert backup.unsaved(session, home)
    assert backup.due(session, home)
    backup.make(session)
    assert not backup.unsaved(session, home)
    note(session, "一")
    assert backup.unsaved(session, home)
    assert not backup.due(session, home), "one was made today"


def test_once_a_day_one_is_due(session, home, monkeypatch):
    backup.make(session)
    note(session, "一")
    monkeypatch.setenv("JDZB_TODAY", "2026-11-22")
    assert backup.due(session, home)
    backup.make(session)
    assert not backup.due(session, home)
    monkeypatch.setenv("JDZB_TODAY", "2026-11-23")
    assert not backup.due(session, home), "nothing has changed"


def test_two_of_one_minute_and_length_stand_beside_each_other(session, home):
    first, second = backup.make(session), backup.make(session)
    assert first.path != second.path
    assert {made.ok for made in backup.listing(home)} == {True}
    assert len(backup.listing(home)) == 2


def test_what_contradicts_its_history_is_kept_but_marked(home):
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        note(session, "一")
    tool = sqlite3.connect(path, isolation_level=None)
    tool.execute("DROP TRIGGER settings_updated")
    tool.execute("UPDATE settings SET value = '二'")
    tool.close()
    with database.open_ledger(path) as session:
        made = backup.make(session)
    assert not made.ok
    assert made.path.name.endswith("-待查.db")
    assert backup.good(home) is None


def test_a_cut_backup_is_no_good_one(session, home):
    older = backup.make(session)
    note(session, "一")
    made = backup.make(session)
    with made.path.open("rb+") as file:
        file.truncate(made.size - 4096)
    assert [found.ok for found in backup.listing(home)] == [False, True]
    assert backup.good(home) == older
    made.path.write_bytes(b"")
    assert backup.good(home) == older
    assert backup.unsaved(session, home)


@pytest.fixture
def years(home, monkeypatch):
    """One backup a day for 800 days, written as copies of 800 lengths of one ledger."""
    folder = home / backup.FOLDER
    folder.mkdir()
    first = date(2024, 9, 12)
    monkeypatch.setenv("JDZB_TODAY", first.isoformat())
    with database.open_ledger(paths.ledger_file()) as session:
        for number in range(60):
            day = first + timedelta(days=number * 14 if number < 40 else 40 * 14 + number)
            monkeypatch.setenv("JDZB_TODAY", day.isoformat())
            note(session, str(number))
            backup.make(session)
    return folder


def days_of(folder):
    return {backup.read(path).at[:10] for path in folder.iterdir()}


def test_fourteen_days_eight_weeks_and_every_year_stay(years):
    gone = backup.thin(years)
    left = sorted(days_of(years))
    assert gone
    last = date.fromisoformat(left[-1])
    assert {(last - timedelta(days=n)).isoformat() for n in range(14)} <= set(left)
    weeks = {date.fromisoformat(day).isocalendar()[:2] for day in left}
    assert len(weeks) >= 8
    assert {"2024", "2025", "2026"} == {day[:4] for day in left}
    assert len(left) <= backup.kept()[0] + 8 + 3
    assert backup.thin(years) == []


def test_one_made_before_a_great_change_stays_that_day(session, home):
    first = backup.make(session)
    for number in range(5):
        note(session, str(number))
        backup.settle(backup.make(session), None)
    assert first.path.exists()


def test_a_clock_set_back_pushes_nothing_out(years, monkeypatch):
    """All names say the same day of 1999; the log's own days still count."""
    before = sorted(days_of(years))
    for path in sorted(years.iterdir()):
        path.rename(path.with_name("支部台账-19990101-0000-" + path.name.split("-")[3]))
    backup.thin(years)
    left = days_of(years)
    assert set(before[-14:]) <= left


def test_spoilt_ones_push_no_good_one_out(years):
    backup.thin(years)
    good = {path.name for path in years.iterdir()}
    source = next(iter(years.iterdir()))
    for number in range(20):
        (years / f"支部台账-20261231-{number:04d}-99999-待查.db").write_bytes(source.read_bytes())
    backup.thin(years)
    left = {path.name for path in years.iterdir()}
    assert good <= left
    assert len(left - good) == 3


def test_files_that_are_not_ours_are_left_alone(session, home):
    (home / "backups").mkdir()
    for name in ("升级前-第2版-20260101-000000.db", "支部台账-旧.db", "读我.txt"):
        (home / "backups" / name).write_text("x")
    backup.settle(backup.make(session), None)
    assert len(backups(home)) == 4
    assert len(backup.listing(home)) == 1


def test_after_a_restore_the_longer_lost_history_does_not_push_out_the_new_one(
    session, home, tmp_path, monkeypatch
):
    for number in range(5):
        note(session, str(number))
    lost = backup.make(session)
    monkeypatch.setenv("JDZB_TODAY", "2026-11-21T23:58")
    with database.open_ledger(tmp_path / "支部台账.db") as other:
        made = backup.make(other, home / "backups")
    backup.thin(home / "backups")
    assert {made.path, lost.path} == {found.path for found in backup.listing(home)}


def test_the_second_place_gets_the_same_bytes(session, home, tmp_path):
    second = tmp_path / "disk"
    second.mkdir()
    made = backup.make(session)
    backup.settle(made, second)
    assert (second / made.path.name).read_bytes() == made.path.read_bytes()
    assert [path.name for path in second.iterdir()] == [made.path.name]


def test_photos_and_posted_sheets_go_to_the_second_place_and_come_back(session, home, tmp_path):
    second, photo = tmp_path / "disk", home / "attachments" / "ab12.jpg"
    for folder in (second, photo.parent, home / "sheets"):
        folder.mkdir(exist_ok=True)
    photo.write_bytes(b"photo")
    (home / "sheets" / "7.pdf").write_bytes(b"sheet")
    (home / "attachments" / ".part-1").write_bytes(b"half")
    made = backup.make(session)
    backup.settle(made, second)
    backup.settle(made, second)  # once more adds nothing
    there = next(path for path in second.iterdir() if path.is_dir())
    files = [path for path in sorted(there.rglob("*")) if path.is_file()]
    assert [path.name for path in files] == ["ab12.jpg", "7.pdf"]
    session.close()
    other = tmp_path / "other"
    (other / "attachments").mkdir(parents=True)
    (other / "attachments" / "ab12.jpg").write_bytes(b"here")
    restore.restore(second / made.path.name, other / paths.ledger_file().name, "文书", "换电脑")
    assert (other / "sheets" / "7.pdf").read_bytes() == b"sheet"
    assert (other / "attachments" / "ab12.jpg").read_bytes() == b"here"


def test_a_second_place_that_is_gone_is_told_and_the_first_stays(session, home, tmp_path):
    made = backup.make(session)
    with pytest.raises(backup.SecondPlaceFailed, match="本机的备份已做好"):
        backup.settle(made, tmp_path / "gone")
    assert backup.good(home) == made
    assert not (tmp_path / "gone").exists()


def test_the_second_place_is_read_from_the_settings_of_the_pc(home, tmp_path):
    assert backup.second_place(home) is None
    for text in ("", "[]", "{}", '{"backup_folder": 1}', '{"backup_folder": ""}'):
        (home / "machine.json").write_text(text)
        assert backup.second_place(home) is None
    (home / "machine.json").write_text(f'{{"backup_folder": "{tmp_path}"}}')
    assert backup.second_place(home) == tmp_path


def test_a_folder_that_cannot_be_made_is_one_sentence(session, home):
    (home / "backups").write_text("x")
    with pytest.raises(backup.BackupFailed, match=r"没有备份成.*账本和原有的备份都在"):
        backup.make(session)
    assert check.check_ledger(session).ok


def test_a_full_disk_leaves_the_old_backup_and_no_rest(session, home):
    """A limit on the size of files stands for the full disk."""
    for number in range(200):
        note(session, str(number) * 50)
    made = backup.make(session)
    note(session, "满")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (made.size // 2, limits[1]))
    try:
        with pytest.raises(backup.BackupFailed):
            backup.make(session)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)
    assert backups(home) == [made.path.name]
    assert backup.make(session).ok


def test_a_kill_leaves_no_backup_under_a_final_name_and_its_rest_goes_with_the_next(home):
    code = (
        "import os, signal, sys; from pathlib import Path; from jdzb.store import backup, database\n"
        "backup.start(database.open_ledger(Path(sys.argv[1])))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    path = paths.ledger_file()
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert [name[0] for name in backups(home)] == ["~"]
    assert backup.listing(home) == []
    with database.open_ledger(path) as session:
        made = backup.make(session)
    assert backups(home) == [made.path.name]


def test_the_ledger_may_be_closed_before_the_copy_is_examined(home):
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        draft = backup.start(session)
    with database.open_ledger(path) as again:
        note(again, "别的")
        made = backup.finish(draft)
    assert made.ok
    assert made.entries == 1
    assert os.access(made.path, os.R_OK)


def test_a_backup_opens_as_a_ledger_when_copied_back_by_hand(session, tmp_path):
    made = backup.make(session)
    target = tmp_path / "new" / "支部台账.db"
    target.parent.mkdir()
    shutil.copy(made.path, target)
    with database.open_ledger(target) as copy:
        assert check.check_ledger(copy).faults == ()


def test_two_ledgers_share_a_second_place_and_neither_pushes_the_other_out(home, tmp_path):
    second, lone = tmp_path / "second", None
    second.mkdir()
    with database.open_ledger(tmp_path / "small" / paths.LEDGER_NAME) as small:
        lone = backup.make(small)
        backup.settle(lone, second)
    with database.open_ledger(paths.ledger_file()) as large:
        for number in range(backup.kept()[0] + 3):
            note(large, str(number))
            backup.settle(backup.make(large), second)
    assert (second / lone.path.name).exists()


def test_another_file_of_the_same_name_in_the_second_place_stays(session, home, tmp_path):
    second = tmp_path / "second"
    second.mkdir()
    made = backup.make(session)
    (second / made.path.name).write_bytes(b"of another ledger")
    copy = backup.copy_to(made.path, second)
    assert copy.name == made.path.name.replace(".db", "-2.db")
    assert (second / made.path.name).read_bytes() == b"of another ledger"
    assert backup.copy_to(made.path, second) == copy


def test_one_made_while_the_clock_was_far_ahead_is_not_the_latest(session, home, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2099-01-01")
    backup.make(session)
    monkeypatch.setenv("JDZB_TODAY", "2026-11-21")
    note(session, "之后")
    made = backup.make(session)
    assert backup.good(home).path == backup.listing(home)[0].path == made.path
