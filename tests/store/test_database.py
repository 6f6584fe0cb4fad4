"""Opening and closing: one file at rest, one program at a time, nothing opened that is not ours."""

import os
import shutil
import sqlite3
import struct
import subprocess
import sys

import pytest

from jdzb.core import paths
from jdzb.core.errors import JdzbError
from jdzb.store import check, database, header, journal, migrations


@pytest.fixture
def ledger(home):
    """A closed ledger with one setting in it."""
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        session.set_setting("branch.name", "青山村党支部")
    return path


def patch(path, place, data):
    with path.open("rb+") as file:
        file.seek(place)
        file.write(data)


def test_one_file_alone_is_left_when_closed(ledger):
    assert [entry.name for entry in ledger.parent.iterdir()] == ["支部台账.db"]


def test_the_settings_of_the_file_are_what_was_measured(session):
    def value(name):
        return session.connection.execute(f"PRAGMA {name}").fetchone()[0]

    assert value("journal_mode") == "truncate"
    assert value("locking_mode") == "exclusive"
    assert (value("synchronous"), value("foreign_keys"), value("secure_delete")) == (3, 1, 1)
    assert value("application_id") == migrations.APPLICATION_ID


def test_a_second_window_is_told_that_the_ledger_is_in_use(ledger, impatient):
    with database.open_ledger(ledger), pytest.raises(database.LedgerInUse) as caught:
        database.open_ledger(ledger)
    assert "请先关掉那一个" in str(caught.value)


def test_a_foreign_tool_cannot_write_while_the_program_has_the_file(ledger):
    with database.open_ledger(ledger):
        tool = sqlite3.connect(ledger, timeout=0)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            tool.execute("UPDATE settings SET value = 'x'")
        tool.close()


def test_a_file_of_a_newer_version_is_refused_and_left_alone(ledger):
    patch(ledger, 60, struct.pack(">I", 999))
    before = ledger.read_bytes()
    with pytest.raises(header.NewerLedger) as caught:
        database.open_ledger(ledger)
    assert "新版程序" in str(caught.value)
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", header.DamagedLedger),
        (b"hello", header.ForeignFile),
        (b"PK\x03\x04" + bytes(5000), header.ForeignFile),
        (b"SQLite format 3\0" + bytes(84), header.ForeignFile),
    ],
)
def test_what_is_no_ledger_is_refused_and_left_alone(home, content, error):
    path = paths.ledger_file()
    path.write_bytes(content)
    with pytest.raises(error):
        database.open_ledger(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(home):
    path = paths.ledger_file()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(header.ForeignFile):
        database.open_ledger(path)


def test_a_cut_file_is_refused_before_sqlite_touches_it(ledger):
    with ledger.open("rb+") as file:
        file.truncate(ledger.stat().st_size - 4096)
    before = ledger.read_bytes()
    with pytest.raises(header.DamagedLedger):
        database.open_ledger(ledger)
    assert ledger.read_bytes() == before


def test_a_file_switched_to_wal_by_a_foreign_tool_is_refused(ledger):
    patch(ledger, 18, b"\x02\x02")
    with pytest.raises(header.DamagedLedger):
        database.open_ledger(ledger)
    assert [entry.name for entry in ledger.parent.iterdir()] == [ledger.name]


def test_garbage_inside_the_file_is_named_or_refused(ledger):
    patch(ledger, 4096, os.urandom(4096))
    with pytest.raises(JdzbError), database.open_ledger(ledger) as session:
        raise JdzbError if check.check_ledger(session).faults else AssertionError


def test_a_link_is_refused(ledger, tmp_path):
    link = tmp_path / "link.db"
    link.symlink_to(ledger)
    with pytest.raises(database.UnsafePlace):
        database.open_ledger(link)


def test_a_folder_where_nothing_can_be_made_gives_one_sentence(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("x")
    with pytest.raises(database.UnwritableFolder) as caught:
        database.open_ledger(blocked / "支部台账.db")
    assert "不能写入" in str(caught.value)


def test_edits_of_a_foreign_tool_are_journalled_and_named(ledger):
    tool = sqlite3.connect(ledger)
    tool.execute("UPDATE settings SET value = '别的村' WHERE key = 'branch.name'")
    tool.commit()
    tool.close()
    with database.open_ledger(ledger) as session:
        report = check.check_ledger(session)
    assert report.faults == ()
    assert [entry.new["value"] for entry in report.foreign] == ["别的村"]
    assert not report.ok


def test_a_dropped_trigger_is_seen_and_put_back(ledger):
    tool = sqlite3.connect(ledger)
    tool.execute("DROP TRIGGER settings_updated")
    tool.execute("UPDATE settings SET value = '别的村' WHERE key = 'branch.name'")
    tool.commit()
    tool.close()
    with database.open_ledger(ledger) as session:
        report = check.check_ledger(session)
        assert "settings_updated" in report.foreign[0].what
        fault = report.faults[0]
        assert (fault.kind, fault.column) == ("changed", "value")
        assert (fault.journal, fault.file) == ("青山村党支部", "别的村")
        session.set_setting("branch.name", "青山村")
        assert session.entries()[-1].new["value"] == "青山村"


def test_a_crashed_file_is_copied_aside_before_it_is_mended(ledger):
    code = (
        "import sys, os, signal; from pathlib import Path; from jdzb.store import database\n"
        "s = database.open_ledger(Path(sys.argv[1]))\n"
        "s.connection.execute('PRAGMA cache_size = 1')\n"
        "s.connection.execute('BEGIN IMMEDIATE')\n"
        "for n in range(3000): s.connection.execute("
        "\"INSERT INTO settings (key, value) VALUES (?, ?)\", (str(n), 'x' * 200))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(ledger)], check=False)
    rollback = ledger.with_name(ledger.name + "-journal")
    assert rollback.stat().st_size > 0
    with database.open_ledger(ledger) as session:
        assert session.setting("branch.name") == "青山村党支部"
        assert check.check_ledger(session).ok
    saved = list((ledger.parent / "crash-save").glob("*/*"))
    assert {path.name for path in saved} == {ledger.name, rollback.name}


def test_the_journal_of_a_program_at_work_is_not_taken_for_a_crash(ledger, impatient):
    code = (
        "import sys; from pathlib import Path; from jdzb.store import database\n"
        "s = database.open_ledger(Path(sys.argv[1]))\n"
        "s.connection.execute('PRAGMA cache_size = 1')\n"
        "s.connection.execute('BEGIN IMMEDIATE')\n"
        "for n in range(300): s.connection.execute("
        "\"INSERT INTO settings (key, value) VALUES (?, ?)\", (str(n), 'x' * 200))\n"
        "print('writing', flush=True); sys.stdin.readline()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(ledger)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout.readline() == b"writing\n"
    assert ledger.with_name(ledger.name + "-journal").stat().st_size > 0
    with pytest.raises(database.LedgerInUse):
        database.open_ledger(ledger)
    assert not (ledger.parent / "crash-save").exists()
    process.kill()
    process.wait()
    with database.open_ledger(ledger) as session:
        assert check.check_ledger(session).ok
    assert len(list((ledger.parent / "crash-save").glob("*/*"))) == 2


def test_a_clock_set_back_is_told_once_and_journalled(ledger, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2025-01-01")
    with database.open_ledger(ledger) as session:
        assert "（2025-01-01）" in session.notices[0]
        assert "调对" in session.notices[0]
        assert session.entries("tbl = 'clock'")[0].new["last"].startswith("2026-11-21")
        assert check.check_ledger(session).faults == ()
    with database.open_ledger(ledger) as session:
        assert session.notices == []


def test_a_clock_hours_back_on_the_same_day_is_told_to_the_minute(ledger, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2026-11-21T00:01")
    with database.open_ledger(ledger) as session:
        last = session.entries("tbl = 'clock'")[0].new["last"]
        assert "（2026-11-21 00:01）" in session.notices[0]
        assert f"（{last[:16].replace('T', ' ')}）" in session.notices[0]


def test_an_interrupted_creation_leaves_nothing_that_looks_like_a_ledger(home):
    path = paths.ledger_file()
    path.with_name(path.name + ".new").write_bytes(b"half")
    with database.open_ledger(path) as session:
        assert check.check_ledger(session).ok
    assert [entry.name for entry in home.iterdir()] == [path.name]


def test_an_old_file_is_raised_after_a_checked_copy(home, tmp_path, monkeypatch):
    folder = tmp_path / "migrations"
    shutil.copytree(paths.resources() / "db" / "migrations", folder)
    real = migrations.all_migrations
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        session.set_setting("branch.name", "青山村")
    old = migrations.latest_version()
    (folder / f"{old + 1:04d}_later.sql").write_text(
        "ALTER TABLE settings ADD COLUMN unit TEXT;\nCREATE TABLE later (\n"
        "  id INTEGER PRIMARY KEY, word TEXT, void TEXT) STRICT;\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(migrations, "all_migrations", lambda: real(folder))
    migrations.expected_schema.cache_clear()
    try:
        with database.open_ledger(path) as session:
            assert session.setting("branch.name") == "青山村"
            session.add("later", {"word": "新表"}, what="加")
            session.set_setting("branch.name", "青山村党支部")
            assert check.check_ledger(session).ok
            kinds = [entry.table for entry in session.entries("op = 'X'")]
            assert "migration" in kinds
        copy = next((home / "backups").glob(f"升级前-第{old}版-*.db"))
        assert header.read_header(copy).user_version == old
    finally:
        migrations.expected_schema.cache_clear()


def by_a_foreign_tool(path, *statements):
    tool = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        tool.execute(statement)
    tool.close()


def test_a_foreign_table_gets_no_triggers_and_does_not_stop_the_program(ledger):
    by_a_foreign_tool(
        ledger,
        'CREATE TABLE "a b" (x)',
        "CREATE TABLE c (x)",
        "CREATE TRIGGER spy AFTER INSERT ON settings BEGIN SELECT 1; END",
        "DROP TRIGGER settings_updated",
    )
    for _ in range(2):
        with database.open_ledger(ledger) as session:
            report = check.check_ledger(session)
            assert {fault.table for fault in report.faults} == {"table a b", "table c"}
            assert len(report.foreign) == 1
            assert {"spy", "settings_updated"} <= set(report.foreign[0].new["triggers"])


@pytest.mark.parametrize("version", [0, 1])
def test_a_version_number_turned_back_is_refused_and_left_alone(ledger, version):
    patch(ledger, 60, struct.pack(">I", version))
    with pytest.raises(header.DamagedLedger):
        database.open_ledger(ledger)
    patch(ledger, 60, struct.pack(">I", migrations.latest_version()))
    with database.open_ledger(ledger) as session:
        assert check.check_ledger(session).ok


def test_a_ledger_without_the_head_of_its_log_is_refused(ledger):
    by_a_foreign_tool(ledger, "DROP TRIGGER loghead_kept", "DELETE FROM loghead")
    with pytest.raises(header.DamagedLedger, match="总校验值"):
        database.open_ledger(ledger)


def test_a_head_that_is_no_head_stops_writing_with_a_sentence(ledger):
    by_a_foreign_tool(ledger, "UPDATE loghead SET peaks = x'00'")
    with database.open_ledger(ledger) as session:
        with pytest.raises(journal.BrokenLog):
            session.set_setting("branch.name", "别的村")
        assert session.setting("branch.name") == "青山村党支部"


def test_a_changed_root_stays_told_after_the_next_write(ledger):
    by_a_foreign_tool(ledger, "UPDATE loghead SET root = zeroblob(32)")
    for number in range(2):
        with database.open_ledger(ledger) as session:
            session.set_setting("branch.name", f"{number}村")
            report = check.check_ledger(session)
            assert report.faults == ()
            assert [entry.what for entry in report.foreign] == ["程序之外改动了历史的总校验值"]


def test_a_text_that_is_no_utf8_is_told_without_quoting_it(ledger):
    by_a_foreign_tool(
        ledger, "UPDATE settings SET value = value || CAST(x'FF' AS TEXT) WHERE key = 'branch.name'"
    )
    with pytest.raises(JdzbError) as caught:
        database.open_ledger(ledger).close()
    assert "读不出的文字" in str(caught.value)
    assert "青山村" not in str(caught.value)


def test_no_damage_to_the_file_comes_out_as_an_error_of_sqlite(ledger):
    sound = ledger.read_bytes()
    for page in range(1, len(sound) // 4096):
        for junk in (bytes(4096), bytes(range(256)) * 16):
            ledger.write_bytes(sound[: page * 4096] + junk + sound[(page + 1) * 4096 :])
            try:
                with database.open_ledger(ledger) as session:
                    assert check.check_ledger(session).faults
            except JdzbError:
                pass


def test_a_creation_that_fails_leaves_nothing_behind(home, monkeypatch):
    def full(connection):
        raise sqlite3.OperationalError

    monkeypatch.setattr(journal, "start_log", full)
    with pytest.raises(JdzbError):
        database.open_ledger(paths.ledger_file())
    assert list(home.iterdir()) == []


def test_two_programs_that_begin_at_once_share_one_ledger(home):
    """Three times three processes; none replaces the ledger another has already written to."""
    code = (
        "import sys; from pathlib import Path; from jdzb.store import database\n"
        "sys.stdin.readline()\n"
        "try:\n"
        "    with database.open_ledger(Path(sys.argv[1])) as s: s.set_setting(sys.argv[2], 'x')\n"
        "except database.LedgerInUse: sys.exit(3)\n"
    )
    for turn in range(3):
        path = home / str(turn) / paths.LEDGER_NAME
        started = [
            subprocess.Popen(
                [sys.executable, "-c", code, str(path), f"k{n}"], stdin=subprocess.PIPE
            )
            for n in range(3)
        ]
        for process in started:
            process.stdin.write(b"\n")
            process.stdin.close()
        codes = [process.wait() for process in started]
        assert set(codes) <= {0, 3}
        with database.open_ledger(path) as session:
            assert {row["key"] for row in session.rows("settings")} == {
                f"k{n}" for n, code in enumerate(codes) if code == 0
            }
        assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_what_a_kill_left_while_the_ledger_was_made_goes_at_the_next_start(ledger):
    for name in ("支部台账.db.new-1", "支部台账.db.new-1-journal"):
        (ledger.parent / name).write_bytes(b"x")
    database.open_ledger(ledger).close()
    assert [entry.name for entry in ledger.parent.iterdir()] == ["支部台账.db"]


def test_a_ledger_with_spoilt_pages_is_refused_before_anything_is_written(home):
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        for number in range(300):
            session.set_setting(f"note.{number}", "长" * 200)
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 8192 * 4096)
        file.write(bytes(range(256)) * 48)
    before = path.read_bytes()
    with pytest.raises(header.DamagedLedger, match="已损坏"):
        database.open_ledger(path)
    assert path.read_bytes() == before
