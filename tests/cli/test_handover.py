"""`handover pack` as another program would use it: real processes, JSON, exit codes."""

import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from jdzb.core import paths
from jdzb.handover import package, sealing
from jdzb.press import kept_sheets
from jdzb.store import check, database
from tests.conftest import ROOT, TODAY
from tests.handover import villages

PASSWORD = "青山村密码2026"


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """The demo village with a sheet posted, made once by the commands themselves."""
    folder = tmp_path_factory.mktemp("village")
    where = {"JDZB_HOME": str(folder / "home"), "JDZB_MACHINE": str(folder / "machine")}
    for words in (["demo"], ["duty", "sheet", "2026-12"]):
        subprocess.run(
            [sys.executable, ROOT / "main.py", *words], check=True, capture_output=True, cwd=folder,
            env={**os.environ, **where, "JDZB_TODAY": TODAY.isoformat(), "PYTHONUTF8": "1"},
        )  # fmt: skip
    return folder / "home"


@pytest.fixture
def village(jdzb, filled, home):
    shutil.copytree(filled, home, dirs_exist_ok=True)
    return jdzb


@pytest.fixture
def empty(jdzb):
    """The program with a ledger that holds nothing yet."""
    database.open_ledger(paths.ledger_file()).close()
    return jdzb


def test_a_package_is_on_the_stick_and_the_ledger_knows(village, usb):
    done = village("handover", "pack", usb, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    (path,) = usb.iterdir()
    assert told["file"] == str(path)
    assert told["sha256"] == package.digest_of(path)
    kept = list((paths.home() / kept_sheets.FOLDER).glob("*.pdf"))
    assert (told["sheets"], told["sheets_missing"]) == (len(kept), 0)
    assert told["counts"]["members"] == 58
    assert told["check"] == {"ok": True, "findings": []}
    with database.open_ledger(paths.ledger_file()) as session:
        (handed,) = package.handed(session)
        assert check.check_ledger(session).ok
    assert (handed.name, handed.size) == (path.name, told["size"])


def test_no_copy_of_the_ledger_is_left_on_the_computer(empty, usb, home):
    (home / package.WORK).mkdir()
    (home / package.WORK / "ledger.db").write_bytes(b"left by a kill")
    done = empty("handover", "pack", usb)
    assert done.returncode == 0, done.stderr
    assert not (home / package.WORK).exists()
    assert [path for path in home.rglob("*.db") if path != paths.ledger_file()] == []


def test_people_are_told_the_code_and_that_it_can_be_pulled_out(village, usb):
    (usb / "~QINGSHAN-ABCDEFGH-20261101-AAAAA.jdzb.zip.tmp").write_bytes(b"half")
    done = village("handover", "pack", usb)
    assert done.returncode == 0, done.stderr
    assert "没有拷完的半个文件已清掉" in done.stdout
    assert "党员 58 人" in done.stdout
    assert done.stdout.rstrip().endswith("可以拔出。")


def test_every_fault_of_the_own_check_is_told(village, usb):
    changes = "UPDATE members SET name = '假', sex = '女' WHERE id BETWEEN 2 AND {}"
    villages.tampered(paths.ledger_file(), changes.format(4), triggers=False)
    told = village("handover", "pack", usb).stdout
    assert len(_faults(told)) == int(re.search("自查发现 ([0-9]+) 处", told)[1]) > 3
    villages.tampered(paths.ledger_file(), changes.format(40), triggers=False)
    told = village("handover", "pack", usb).stdout
    count = int(re.search("自查发现 ([0-9]+) 处", told)[1])
    assert len(_faults(told)) == package.TOLD
    assert f"  还有 {count - package.TOLD} 条，用 check 看全部。" in told


def _faults(told):
    return [line for line in told.splitlines() if "表第" in line]


def test_with_a_password_the_package_is_an_age_file(village, usb, tmp_path):
    (tmp_path / "password").write_text(f"{PASSWORD}\nanother line\n", encoding="utf-8-sig")
    done = village("handover", "pack", usb, "--password-file", tmp_path / "password")
    assert done.returncode == 0, done.stderr
    (path,) = usb.iterdir()
    assert path.name.endswith(".jdzb.zip.age")
    sealing.unseal(path, tmp_path / "open.zip", password=PASSWORD)
    assert subprocess.run(["unzip", "-tq", tmp_path / "open.zip"], check=False).returncode == 0


def test_the_key_of_the_township_is_used_once_it_is_known(empty, usb, tmp_path):
    secret, public = sealing.new_identity()
    with database.open_ledger(paths.ledger_file()) as session:
        session.set_setting("township_key", public)
    done = empty("handover", "pack", usb, "--json")
    assert json.loads(done.stdout)["sealed"] == "用乡镇密钥加密"
    (path,) = usb.iterdir()
    sealing.unseal(path, tmp_path / "open.zip", identity=secret)
    assert package.digest_of(tmp_path / "open.zip")


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"1234567\n"])
def test_a_password_that_is_none_stops_everything(empty, usb, tmp_path, content):
    if content is not None:
        (tmp_path / "password").write_bytes(content)
    done = empty("handover", "pack", usb, "--password-file", tmp_path / "password")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "没有打包" in done.stderr
    assert list(usb.iterdir()) == []


def test_a_stick_that_is_not_there_is_a_sentence_and_no_handover(empty, usb):
    shutil.rmtree(usb)
    done = empty("handover", "pack", usb)
    assert done.returncode == 1
    assert "没有找到文件夹" in done.stderr
    with database.open_ledger(paths.ledger_file()) as session:
        assert package.handed(session) == []


def test_without_a_ledger_nothing_is_packed(jdzb, usb):
    done = jdzb("handover", "pack", usb)
    assert done.returncode == 1
    assert "没有账本" in done.stderr
    assert list(usb.iterdir()) == []
