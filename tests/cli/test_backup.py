"""Backing up and restoring from the command line."""

import json

from jdzb.core import paths
from jdzb.store import database


def village(name):
    with database.open_ledger(paths.ledger_file()) as session:
        session.set_setting("branch.name", name)


def test_backup_tells_file_size_entries_and_that_it_is_sound(jdzb, home):
    village("青山村党支部")
    process = jdzb("backup", "--json")
    assert process.returncode == 0
    told = json.loads(process.stdout)
    [made] = (home / "backups").iterdir()
    assert told == {"path": str(made), "size": made.stat().st_size, "entries": 2, "ok": True}
    assert "已备份到" in jdzb("backup").stdout


def test_without_a_ledger_there_is_nothing_to_back_up(jdzb, home):
    process = jdzb("backup")
    assert (process.returncode, process.stdout) == (1, "")
    assert "没有账本" in process.stderr
    assert list(home.iterdir()) == []


def test_the_second_place_that_is_gone_is_one_sentence_after_the_first_was_made(jdzb, home):
    village("一")
    (home / "machine.json").write_text('{"backup_folder": "/nowhere"}')
    process = jdzb("backup", "--json")
    assert process.returncode == 1
    assert json.loads(process.stdout)["ok"]
    assert process.stderr.count("\n") == 1
    assert "第二位置" in process.stderr


def test_restore_names_what_is_lost_and_where_the_old_file_lies(jdzb, home):
    village("一")
    made = json.loads(jdzb("backup", "--json").stdout)["path"]
    village("二")
    process = jdzb("restore", made, "--reason", "试")
    assert process.returncode == 0, process.stderr
    assert "1次操作会没有" in process.stdout
    assert "文书 设置 branch.name" in process.stdout
    assert str(home / "kept") in process.stdout
    assert json.loads(jdzb("check", "--json").stdout)["ok"]
    with database.open_ledger(paths.ledger_file()) as session:
        assert session.setting("branch.name") == "一"
        assert session.entries("tbl = 'restore'")[0].reason == "试"
    told = json.loads(jdzb("restore", made, "--json").stdout)
    assert (told["relation"], len(told["lost"])) == ("older", 1)


def test_a_damaged_ledger_is_restored_too(jdzb, home):
    village("一")
    made = json.loads(jdzb("backup", "--json").stdout)["path"]
    paths.ledger_file().write_bytes(b"x" * 9000)
    assert jdzb("restore", made).returncode == 0
    with database.open_ledger(paths.ledger_file()) as session:
        assert session.setting("branch.name") == "一"


def test_what_is_no_backup_is_one_sentence(jdzb, home):
    village("一")
    (home / "x.db").write_text("hello")
    process = jdzb("restore", home / "x.db")
    assert process.returncode == 1
    assert process.stderr.count("\n") == 1
    assert "不能用来恢复" in process.stderr
    assert "没有恢复" in jdzb("restore", home / "none.db").stderr
