"""The window with the backups, the guided restore, and what is done without being asked."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jdzb.core import paths
from jdzb.gui import rescue, restoring
from jdzb.gui.backups import NONE, PICK, BackupsDialog
from jdzb.gui.keeper import PROBLEM, Keeper, Wish
from jdzb.gui.kit import machine, tasks
from jdzb.gui.shell import Shell
from jdzb.store import backup, candidate, check, database, drill, restore
from tests.gui.clipping import offences

WHY = "录错了"


@pytest.fixture
def at_once(monkeypatch):
    """Long work runs where it is asked for, so that a test can go on when it is done."""

    def run(widget, work, on_done, on_error=None, title="", quiet=False):
        try:
            done = work(tasks.Token())
        except Exception as error:
            if on_error is None:
                raise
            on_error(error)
        else:
            on_done(done)

    monkeypatch.setattr(tasks, "run_task", run)


@pytest.fixture
def written(session):
    for number in range(12):
        session.set_setting("branch.name", f"村{number}")
    return session


@pytest.fixture
def window(tk_root, written, at_once):
    tk_root.said = []
    window = BackupsDialog(tk_root, written, tk_root.said.append)
    yield window
    if window.winfo_exists():
        window.destroy()


def texts(window):
    return [line.cells for line in window.table.lines()]


def agree(monkeypatch, reason):
    """The user reads the guided restore and agrees, or not."""
    seen = []

    def run(dialog):
        seen.append(dialog.found)
        dialog.destroy()
        return reason

    monkeypatch.setattr(restoring.RestoreDialog, "run", run)
    return seen


def test_a_backup_made_by_hand_is_listed_and_said(window, written, home, tk_root):
    assert texts(window) == []
    window.make()
    [cells] = texts(window)
    assert cells[1] == str(written.head().size)
    assert cells[3] == "已核对"
    assert "检查无误" in tk_root.said[0]
    assert backup.good(home).head == written.head()


def test_the_second_place_is_chosen_used_and_forgotten(window, home, tmp_path, answers):
    place = tmp_path / "disk"
    place.mkdir()
    answers += [PICK, place, NONE]
    window.set_second()
    assert [path.name for path in place.iterdir()] == [backup.good(home).path.name]
    assert str(place) in window.second._whole
    assert "在同一块盘上" in window.second._whole
    window.set_second()
    assert backup.second_place(home) is None


def test_a_second_place_that_is_gone_is_told_in_red(window, home):
    machine.keep(backup.SECOND, str(home / "gone"))
    window.make()
    assert "第二位置" in window.told._whole
    assert str(window.told["style"]) == "Red.TLabel"
    assert len(texts(window)) == 1


def test_a_restore_shows_what_is_lost_and_ends_in_a_wish(window, written, monkeypatch):
    window.make()
    written.set_setting("branch.name", "后来")
    seen = agree(monkeypatch, WHY)
    window.restore()
    assert [step.what for step in seen[0].lost] == ["设置 branch.name"]
    assert window.answer == Wish(seen[0].path, WHY)


def test_without_a_reason_there_is_no_wish(window, monkeypatch):
    window.make()
    agree(monkeypatch, None)
    window.restore()
    assert window.answer is None
    assert window.winfo_exists()


def test_a_useless_file_is_told(window, home, answers, said):
    (home / "x.db").write_text("hello")
    answers.append(home / "x.db")
    window.restore_file()
    assert "不能用来恢复" in said[-1][1]


def test_the_guided_restore_wants_a_reason(tk_root, written, home):
    made = backup.make(written)
    written.set_setting("branch.name", "后来")
    found = candidate.compare(restore.examine(made.path), written)
    dialog = restoring.RestoreDialog(tk_root, found)
    dialog.accept()
    assert dialog.problem._whole == restoring.NEED
    dialog.entry.insert(0, WHY)
    dialog.accept()
    assert dialog.answer == WHY


def test_a_long_entry_that_would_be_lost_ends_in_dots_and_enter_shows_it(
    tk_root, written, home, said
):
    made = backup.make(written)
    written.event("note", {"x": 1}, what="更正" + "住址和联系电话" * 12)
    found = candidate.compare(restore.examine(made.path), written)
    dialog = restoring.RestoreDialog(tk_root, found)
    dialog.fit()
    dialog.deiconify()
    dialog.update()
    (line,) = dialog.lost.lines()
    assert line.cells[2].endswith("…")
    dialog._show_whole("0")
    assert said[-1] == ("inform", found.lost[0].what)
    dialog.destroy()


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_cut_off(tk_root, written, home, percent):
    from jdzb.gui.kit import theme

    theme.set_scale(tk_root, percent)
    made = backup.make(written)
    drill.run(home)
    for number in range(20):
        written.set_setting("branch.name", f"后来{number}")
    found = candidate.compare(restore.examine(made.path), written)
    dialogs = (
        BackupsDialog(tk_root, written, print),
        restoring.RestoreDialog(tk_root, found),
    )
    for dialog in dialogs:
        dialog.fit()
        dialog.deiconify()
        dialog.update()
        assert offences(dialog) == []
        dialog.destroy()


# --- without being asked -------------------------------------------------------------------------


@pytest.fixture
def keeper(tk_root, written, at_once):
    return Keeper(tk_root, Shell(tk_root, written, ()), written)


def test_once_a_day_a_backup_is_made(keeper, home, monkeypatch):
    keeper._daily()
    keeper._daily()
    assert len(backup.listing(home)) == 1
    monkeypatch.setenv("JDZB_TODAY", "2026-11-22")
    keeper.session.set_setting("branch.name", "明天")
    keeper._daily()
    assert len(backup.listing(home)) == 2


def test_at_closing_the_ledger_is_backed_up_and_let_go(keeper, home):
    keeper.at_closing()
    assert len(backup.listing(home)) == 1
    with database.open_ledger(paths.ledger_file()) as again:
        other = Keeper(keeper.root, keeper.shell, again)
        other.at_closing()
    assert len(backup.listing(home)) == 1, "nothing was new"


def test_what_went_wrong_at_closing_is_said_at_the_next_opening(keeper, home, said):
    (home / "backups").write_text("x")
    keeper.at_closing()
    assert "没有备份成" in machine.recall(PROBLEM)
    keeper.start()
    assert "没有备份成" in said[0][1]
    assert machine.recall(PROBLEM) == ""


def test_once_a_month_the_drill_is_held(keeper, home):
    keeper._drill()
    assert drill.last(home) is None
    keeper._daily()
    keeper._drill()
    assert drill.last(home).why == ""


def test_a_ledger_that_contradicts_its_history_is_told(keeper, home):
    keeper.session.connection.execute("DROP TRIGGER settings_updated")
    keeper.session.connection.execute("UPDATE settings SET value = '假'")
    keeper._daily()
    assert "待查" in keeper.shell.status.text


# --- the start -----------------------------------------------------------------------------------


def test_an_older_copy_is_told_and_may_be_declared(tk_root, home, answers, said):
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        made = backup.make(session).path
        session.set_setting("branch.name", "新")
    shutil.copy(made, path)
    with database.open_ledger(path) as session:
        answers += [rescue.DECLARE, WHY]
        assert rescue.about(tk_root, session, session.verdict) == rescue.DECLARE
        assert "旧账本" in said[0][1]
    with database.open_ledger(path) as session:
        assert not session.verdict.alarm


def test_a_damaged_ledger_is_restored_from_the_latest_good_backup(
    tk_root, home, answers, said, monkeypatch
):
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        session.set_setting("branch.name", "好")
        backup.make(session)
    path.write_bytes(path.read_bytes()[:8192])
    agree(monkeypatch, WHY)
    answers += [rescue.EXPORT, rescue.BACK]
    saving = rescue.Rescue(tk_root, path, "文书")
    assert saving.ask(database.header.DamagedLedger(name=path.name, why="试"))
    assert "最近的好备份" in said[0][1]
    assert "读出了" in said[1][1]
    with database.open_ledger(path) as session:
        assert session.setting("branch.name") == "好"
        assert check.check_ledger(session).ok


def test_a_damaged_ledger_can_be_looked_at_or_left(tk_root, home, answers, said):
    path = paths.ledger_file()
    database.open_ledger(path).close()
    path.write_bytes(path.read_bytes()[:8192])
    error = database.header.DamagedLedger(name=path.name, why="试")
    saving = rescue.Rescue(tk_root, path, "文书")
    answers += [rescue.LOOK, rescue.LEAVE]
    assert not saving.ask(error)
    saving.session.close()
    leaving = rescue.Rescue(tk_root, path, "文书")
    assert not leaving.ask(error)
    assert leaving.session is None


PROGRAM = """
import sys
from jdzb import app
from jdzb.core import paths
from jdzb.gui import keeper
from pathlib import Path

started = []
start = keeper.Keeper.start

def begin(self, news=""):
    started.append(self)
    print(len(started), " ".join(news.split()), self.session.setting("branch.name"), flush=True)
    if len(started) == 1:
        self.root.after(300, self.leave, keeper.Wish(Path(sys.argv[1]), "试"))
    else:
        self.root.after(300, self.shell.close)

keeper.Keeper.start = begin
sys.exit(app.run_window(paths.home()))
"""


def test_after_a_restore_the_program_opens_the_ledger_again_by_itself(home):
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        session.set_setting("branch.name", "旧")
        made = backup.make(session).path
        session.set_setting("branch.name", "新")
    process = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(made)], capture_output=True, encoding="utf-8",
        timeout=60, env={**os.environ, "PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip
    assert process.stderr == ""
    assert process.returncode == 0
    first, second = process.stdout.splitlines()
    assert first == "1  新"
    assert second.startswith("2 已恢复")
    assert second.endswith("旧")
    with database.open_ledger(path) as session:
        assert session.entries("tbl = 'restore'")[0].reason == "试"
    assert not list(Path(home).glob("logs/*"))
