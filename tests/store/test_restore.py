"""A restore shows what is lost, is declared in the history, and throws nothing away."""

import shutil
import signal
import sqlite3
import subprocess
import sys

import pytest

from jdzb import ledgers
from jdzb.core import paths
from jdzb.core.errors import ReasonNeeded
from jdzb.store import (
    anchors,
    backup,
    candidate,
    check,
    database,
    drill,
    migrations,
    readonly,
    restore,
)
from jdzb.store.names import Names

WHY = "值班电脑换了硬盘"


def write(path, *words):
    with database.open_ledger(path) as session:
        for word in words:
            session.set_setting("branch.name", word)
        return session.head()


def backed_up(path):
    with database.open_ledger(path) as session:
        return backup.make(session).path


@pytest.fixture
def path(home):
    write(paths.ledger_file(), "一", "二")
    return paths.ledger_file()


@pytest.fixture
def old(path):
    """A backup after 二; the ledger has 三 and 四 since."""
    made = backed_up(path)
    write(path, "三", "四")
    return made


def name_in(path):
    with readonly.open_readonly(path) as session:
        return session.setting("branch.name")


def events(path, kind="restore"):
    with readonly.open_readonly(path) as session:
        return session.entries("tbl = ?", (kind,))


def examined(file, path):
    with database.open_ledger(path) as session:
        return candidate.compare(restore.examine(file), session)


def test_what_would_be_lost_is_listed_latest_first(path, old):
    found = examined(old, path)
    assert found.relation == "older"
    assert [step.what for step in found.lost] == ["设置 branch.name"] * 2
    assert found.lost[0].actor == "文书"
    assert (found.branch, found.gained, found.faults) == ("二", 0, ())
    told = candidate.words(found)
    assert "二，" in told[0]
    assert "2次操作会没有" in told[1]


def test_a_restore_brings_the_backup_back_and_declares_what_was_lost(path, old):
    lost = write(path)
    done = restore.restore(old, path, "林秀兰", WHY)
    assert name_in(path) == "二"
    [event] = events(path)
    assert (event.actor, event.reason, event.new["reason"]) == ("林秀兰", WHY, WHY)
    assert event.new["lost"]["size"] == lost.size
    assert event.new["lost"]["root"] == lost.root.hex()
    assert len(event.new["lost"]["leaves"]) == 2
    with database.open_ledger(path) as session:
        assert check.check_ledger(session).ok
        assert session.head() == done.head
        assert session.verdict.standing == "restored"
        assert anchors.judge(anchors.read_log(session.connection), lost).standing == "restored"
    assert name_in(done.kept / path.name) == "四"
    left = {entry.name for entry in path.parent.iterdir()}
    assert left == {path.name, "backups", "kept"}


def test_after_a_restore_work_goes_on_and_the_alarm_stays_silent(path, old):
    restore.restore(old, path, "文书", WHY)
    write(path, "五")
    with database.open_ledger(path) as session:
        assert session.verdict.standing in ("extended", "same")
        assert session.setting("branch.name") == "五"


def test_a_copy_put_back_by_hand_is_an_alarm_unlike_a_restore(path, old):
    shutil.copy(old, path)
    with database.open_ledger(path) as session:
        assert session.verdict.alarm
        assert session.verdict.standing == "older"


def test_a_copy_put_back_by_hand_can_be_declared(path, old):
    lost = write(path)
    shutil.copy(old, path)
    with database.open_ledger(path) as session:
        restore.declare(session, session.verdict.anchor.head, WHY)
    with database.open_ledger(path) as session:
        assert not session.verdict.alarm
        assert session.verdict.anchor.head.size in (lost.size, session.head().size)
        assert check.check_ledger(session).ok


def test_without_a_reason_nothing_is_restored(path, old):
    before = path.read_bytes()
    with pytest.raises(ReasonNeeded):
        restore.restore(old, path, "文书", "  ")
    assert path.read_bytes() == before


def test_an_unchanged_newer_or_foreign_copy_is_told_apart(path, old, tmp_path):
    assert examined(backed_up(path), path).relation == "same"
    newer = tmp_path / "newer.db"
    shutil.copy(path, newer)
    shutil.copy(old, path)
    assert examined(newer, path).relation == "newer"
    assert examined(newer, path).lost == ()
    write(path, "另一支")
    branch = examined(newer, path)
    assert (branch.relation, branch.gained, len(branch.lost)) == ("branch", 2, 1)
    stranger = tmp_path / "s" / "支部台账.db"
    write(stranger, "别的村")
    assert examined(stranger, path).relation == "stranger"
    assert restore.examine(newer).relation == "unknown"


def test_a_newer_copy_loses_nothing_and_declares_nothing_lost(path, old, tmp_path):
    newer = tmp_path / "newer.db"
    shutil.copy(path, newer)
    shutil.copy(old, path)
    restore.restore(newer, path, "文书", WHY)
    [event] = events(path)
    assert event.new["lost"] is None
    assert name_in(path) == "四"


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda data: b"hello", "不是支部台账"),
        (lambda data: b"", "不是支部台账"),
        (lambda data: data[:-4096], "不完整"),
        (lambda data: data[:8192] + bytes(len(data) - 8192), "不能用来恢复"),
        (lambda data: data[:60] + b"\0\0\x03\xe7" + data[64:], "新版程序"),
    ],
)
def test_what_is_no_good_backup_is_refused_and_nothing_changes(path, old, damage, why):
    before = path.read_bytes()
    old.write_bytes(damage(old.read_bytes()))
    with pytest.raises(restore.UselessBackup, match=why) as caught:
        examined(old, path)
    assert "现在的账本没有改动" in str(caught.value)
    with pytest.raises(restore.UselessBackup):
        restore.restore(old, path, "文书", WHY)
    assert path.read_bytes() == before
    assert {entry.name for entry in path.parent.iterdir()} == {path.name, "backups"}


def test_a_gone_backup_is_one_sentence(path, old):
    old.unlink()
    with pytest.raises(restore.RestoreFailed, match="没有恢复"):
        restore.restore(old, path, "文书", WHY)


def test_a_damaged_ledger_is_replaced_and_its_lost_head_comes_from_memory(path, old):
    lost = write(path, "五")
    with path.open("rb+") as file:
        file.truncate(8192)
    damaged = path.read_bytes()
    done = restore.restore(old, path, "文书", WHY)
    assert (done.kept / path.name).read_bytes() == damaged
    [event] = events(path)
    assert (event.new["lost"]["size"], event.new["lost"]["root"]) == (lost.size, lost.root.hex())
    with database.open_ledger(path) as session:
        assert session.verdict.standing == "restored"
        assert check.check_ledger(session).ok


def test_a_rollback_journal_of_the_damaged_file_is_kept_too_and_never_played_back(path, old):
    path.write_bytes(b"x" * 8192)
    rollback = path.with_name(path.name + "-journal")
    rollback.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(5000))
    done = restore.restore(old, path, "文书", WHY)
    assert not rollback.exists()
    assert (done.kept / rollback.name).exists()
    assert name_in(path) == "二"


def test_on_a_new_pc_there_is_nothing_to_keep(home, path, old, tmp_path):
    target = tmp_path / "new" / "支部台账.db"
    target.parent.mkdir()
    done = restore.restore(old, target, "文书", WHY)
    assert done.kept is None
    assert name_in(target) == "二"


def test_a_ledger_in_use_is_not_replaced(path, old, impatient):
    code = (
        "import sys; from pathlib import Path; from jdzb.store import database\n"
        "with database.open_ledger(Path(sys.argv[1])) as s: print(flush=True); input()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process.stdout.readline()
    with pytest.raises(database.LedgerInUse):
        restore.restore(old, path, "文书", WHY)
    process.communicate(b"\n")
    assert name_in(path) == "四"


def test_a_backup_of_an_older_schema_is_raised_and_still_known_as_ours(
    path, old, tmp_path, monkeypatch
):
    """Today's program makes the backup, tomorrow's has one more migration."""
    folder = tmp_path / "migrations"
    shutil.copytree(paths.resources() / "db" / "migrations", folder)
    number = migrations.latest_version() + 1
    (folder / f"{number:04d}_later.sql").write_text("ALTER TABLE settings ADD COLUMN unit TEXT;")
    real = migrations.all_migrations
    monkeypatch.setattr(migrations, "all_migrations", lambda: real(folder))
    migrations.expected_schema.cache_clear()
    try:
        assert examined(old, path).relation == "older"
        restore.restore(old, path, "文书", WHY)
        assert name_in(path) == "二"
        with database.open_ledger(path) as session:
            assert check.check_ledger(session).ok
    finally:
        migrations.expected_schema.cache_clear()


@pytest.mark.parametrize("step", ["open_copy", "_lost", "_keep"])
def test_killed_on_the_way_the_old_ledger_is_whole_and_the_next_restore_cleans_up(path, old, step):
    code = (
        "import os, sys; from pathlib import Path; from jdzb.store import database, restore\n"
        "place = database if sys.argv[3] == 'open_copy' else restore\n"
        "real = getattr(place, sys.argv[3])\n"
        "def die(*a):\n    real(*a)\n    os.kill(os.getpid(), 9)\n"
        "setattr(place, sys.argv[3], die)\n"
        "restore.restore(Path(sys.argv[1]), Path(sys.argv[2]), '文书', '试')\n"
    )
    process = subprocess.run([sys.executable, "-c", code, str(old), str(path), step], check=False)
    assert process.returncode == -signal.SIGKILL
    assert name_in(path) == "四"
    with database.open_ledger(path) as session:
        assert check.check_ledger(session).ok
    restore.restore(old, path, "文书", WHY)
    assert not list(path.parent.glob("恢复中*"))
    assert name_in(path) == "二"


# --- the drill -----------------------------------------------------------------------------------


def test_the_drill_brings_the_latest_backup_back_elsewhere_and_says_so(path, old, monkeypatch):
    before = path.read_bytes()
    latest = backed_up(path)
    assert drill.due(path.parent)
    found = drill.run(path.parent)
    assert (found.file, found.why, found.day) == (latest.name, "", "2026-11-21")
    assert "全部恢复成功" in drill.words(found)
    assert drill.last(path.parent) == found
    assert not drill.due(path.parent)
    assert path.read_bytes() == before
    monkeypatch.setenv("JDZB_TODAY", "2026-12-25")
    assert drill.due(path.parent)
    with database.open_ledger(path) as session:
        assert session.verdict.standing == "same", "a trial is not remembered"


def altered(backup_file):
    """A backup in which another program changed a setting and left no history of it."""
    tool = sqlite3.connect(backup_file, isolation_level=None)
    trigger, sql = tool.execute(
        "SELECT name, sql FROM sqlite_schema WHERE name = 'settings_updated'"
    ).fetchone()
    tool.execute(f"DROP TRIGGER {trigger}")
    tool.execute("UPDATE settings SET value = '假'")
    tool.execute(sql)
    tool.close()


ALTERED = "设置‘支部名称’（settings 表第 1 条）的“value”被改动：历史是“二”，现在是“假”。"


def test_what_is_wrong_with_a_backup_is_told_in_the_words_of_the_books(path, old):
    altered(old)
    assert restore.examine(old, Names(ledgers.naming, ledgers.titling)).faults == (ALTERED,)


def test_the_drill_tells_a_fault_in_the_words_of_the_books(path, old):
    altered(old)
    found = drill.run(path.parent, Names(ledgers.naming, ledgers.titling))
    assert found.why == ALTERED


def test_a_backup_that_cannot_be_brought_back_is_told(path, old):
    tool = sqlite3.connect(old, isolation_level=None)
    tool.execute("DROP TRIGGER settings_updated")
    tool.execute("UPDATE settings SET value = '假'")
    tool.close()
    found = drill.run(path.parent)
    assert found.why
    assert "没有成功" in drill.words(found)


def test_without_a_backup_there_is_no_drill(path):
    assert drill.run(path.parent) is None
    assert not drill.due(path.parent)
    assert "还没有" in drill.words(drill.last(path.parent))
    (path.parent / "backups").mkdir()
    (path.parent / "backups" / drill.NOTE).write_text("[1]")
    assert drill.last(path.parent) is None


def test_the_whole_way_round_every_record_comes_back(path, home, tmp_path):
    """The restore drill: a year of work, a backup, a lost disk, a new PC."""
    with database.open_ledger(path) as session:
        with session.together("填一年") as batch:
            for number in range(300):
                batch.rows.append(
                    session.add("settings", {"key": f"k{number}", "value": "值"}, what="加").rows[0]
                )
        rows, head = session.rows("settings"), session.head()
        made = backup.make(session)
        second = tmp_path / "disk"
        second.mkdir()
        backup.settle(made, second)
    shutil.rmtree(home)
    home.mkdir()
    restore.restore(next(second.iterdir()), path, "文书", WHY)
    with database.open_ledger(path) as session:
        assert session.rows("settings") == rows
        assert check.check_ledger(session).ok
        assert session.head().size == head.size + 1
    assert [entry.name for entry in home.iterdir()] == [path.name]
