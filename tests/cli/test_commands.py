"""The command line as another program would use it: real processes, JSON read back, exit codes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pypdf
import pytest

from jdzb.core import paths
from jdzb.store import check, database
from tests.conftest import ROOT, TODAY

SAMPLE = ROOT / "tests" / "data" / "党员花名册.xlsx"


def done(process):
    assert process.returncode == 0, process.stderr
    return process.stdout


def sentence_on_stderr(process):
    """The one sentence of a failure; no traceback."""
    assert process.returncode != 0
    assert "Traceback" not in process.stderr
    lines = process.stderr.strip().splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("。") or "--help" in lines[0]
    return lines[0]


@pytest.fixture(scope="module")
def roster(tmp_path_factory):
    """The folder of a ledger into which the sample was imported, by the command itself, once."""
    folder = tmp_path_factory.mktemp("roster")
    where = {"JDZB_HOME": str(folder / "home"), "JDZB_MACHINE": str(folder / "machine")}
    subprocess.run(
        [sys.executable, ROOT / "main.py", "members", "import", SAMPLE], check=True, cwd=folder,
        capture_output=True,
        env={**os.environ, **where, "JDZB_TODAY": TODAY.isoformat(), "PYTHONUTF8": "1"},
    )  # fmt: skip
    return folder / "home"


@pytest.fixture
def imported(jdzb, roster, home):
    """The program over a copy of that ledger."""
    shutil.copytree(roster, home, dirs_exist_ok=True)
    return jdzb


def test_the_sample_comes_in_whole_and_the_second_time_adds_nobody(jdzb):
    first = json.loads(done(jdzb("members", "import", SAMPLE, "--json")))
    assert {key: first[key] for key in ("read", "added", "changed", "unchanged", "skipped")} == {
        "read": 52, "added": 52, "changed": 0, "unchanged": 0, "skipped": 0,
    }  # fmt: skip
    assert [(one["row"], one["column"]) for one in first["problems"]] == [
        (15, "入党时间"), (35, "入党时间"), (49, "入党时间"),
    ]  # fmt: skip
    assert all(
        set(one) == {"sheet", "row", "column", "value", "expected"} for one in first["problems"]
    )
    again = json.loads(done(jdzb("members", "import", SAMPLE, "--json")))
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 52)


def test_a_dry_run_tells_the_same_and_writes_nothing(jdzb, home):
    dry = json.loads(done(jdzb("members", "import", SAMPLE, "--dry-run", "--json")))
    assert dry["added"] == 52
    assert list(home.iterdir()) == []


def test_the_list_has_iso_dates_and_the_state_of_the_day(imported):
    people = json.loads(done(imported("members", "list", "--json")))
    assert len(people) == 52
    assert set(people[0]) == {
        "name", "sex", "birth", "joined", "full", "group", "post", "phone", "status", "marks",
    }  # fmt: skip
    by_name = {one["name"]: one for one in people}
    first = by_name["郭金水"]
    assert (first["birth"], first["joined"], first["full"]) == ("1948-06", "1967-06-06", "1968-06")
    assert (first["post"], first["status"]) == ("书记", "正式党员")
    assert by_name["唐学军"]["phone"] == "18757450782"
    assert by_name["梁燚"]["birth"] == "1967-04"
    assert by_name["谢秀兰"]["marks"] == ["流动党员"]
    assert by_name["马婷婷"]["status"] == "预备党员"
    then = json.loads(done(imported("members", "list", "--as-of", "1990-06-30", "--json")))
    assert {one["name"] for one in then} < set(by_name)
    assert all(one["joined"][:7] <= "1990-06" for one in then)


def test_december_is_filled_fairly(imported):
    roster = json.loads(done(imported("duty", "roster", "2026-12", "--json")))
    assert roster["month"] == "2026-12"
    assert [day["date"] for day in roster["days"]] == [f"2026-12-{n:02d}" for n in range(1, 32)]
    assert all(day["why"] is None for day in roster["days"])
    counted = dict.fromkeys(roster["turns"], 0)
    for day in roster["days"]:
        weekend = day["date"] in {f"2026-12-{n:02d}" for n in (5, 6, 12, 13, 19, 20, 26, 27)}
        if weekend:
            assert day["members"] == ["郭金水"]
        else:
            assert len(set(day["members"])) == 2
            for name in day["members"]:
                counted[name] += 1
    assert counted == roster["turns"]
    assert max(counted.values()) - min(counted.values()) <= 1


@pytest.mark.parametrize(
    ("paper", "width", "height"), [("a4", 297, 210), ("a4-portrait", 210, 297), ("a3", 420, 297)]
)
def test_the_sheet_is_one_page_with_every_name_and_every_font_embedded(
    imported, tmp_path, paper, width, height
):
    roster = json.loads(done(imported("duty", "roster", "2026-12", "--json")))
    target = tmp_path / "表.pdf"
    done(imported("duty", "sheet", "2026-12", "--paper", paper, "-o", target))
    pages = pypdf.PdfReader(target).pages
    assert len(pages) == 1
    box = pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (width, height)
    text = pages[0].extract_text().replace(" ", "").replace("\u3000", "")
    assert all(name in text for day in roster["days"] for name in day["members"])
    for font in pages[0]["/Resources"]["/Font"].values():
        assert "/FontFile2" in font["/FontDescriptor"]


def test_the_sheet_is_named_by_its_title_when_no_name_is_given(imported, home):
    done(imported("duty", "roster", "2026-12"))
    done(imported("duty", "sheet", "2026-12"))
    assert (home.parent / "2026年12月党员值班表.pdf").exists()


def test_a_sheet_without_a_roster_is_refused(imported):
    assert "还没有排班" in sentence_on_stderr(imported("duty", "sheet", "2026-12"))


def test_a_sound_ledger_passes_and_a_changed_one_does_not(imported):
    assert json.loads(done(imported("check", "--json"))) == {"ok": True, "findings": []}
    import sqlite3

    tool = sqlite3.connect(paths.ledger_file())
    tool.execute("UPDATE members SET phone = '13800000000' WHERE id = 3")
    tool.commit()
    tool.close()
    process = imported("check", "--json")
    assert process.returncode == 1
    found = json.loads(process.stdout)
    assert not found["ok"]
    assert "’（members 表第 3 条）在程序之外被改动" in found["findings"][0]


def test_the_demo_fills_an_empty_folder_and_only_that(jdzb):
    assert "青山村" in done(jdzb("demo"))
    assert json.loads(done(jdzb("check", "--json")))["ok"]
    assert "已经有党员" in sentence_on_stderr(jdzb("demo"))
    roster = json.loads(done(jdzb("duty", "roster", "2026-12", "--json")))
    assert max(roster["turns"].values()) - min(roster["turns"].values()) <= 1


@pytest.mark.parametrize("years", ["0", "31", "二十", "-1"])
def test_a_number_of_years_that_cannot_be_is_refused(jdzb, years):
    assert "--years 应为" in sentence_on_stderr(jdzb("demo", f"--years={years}"))


def test_home_is_where_the_option_says(jdzb, tmp_path):
    done(jdzb("--home", tmp_path / "trial", "members", "import", SAMPLE))
    assert (tmp_path / "trial" / "支部台账.db").exists()


def test_help_and_version_are_there(jdzb):
    text = done(jdzb("--help"))
    for word in ("用法：", "members", "duty", "check", "demo"):
        assert word in text
    assert done(jdzb("--version")).startswith("支部台账 ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("members", "import", "没有.xlsx"),
        ("members", "import"),
        ("members", "list", "--as-of", "昨天"),
        ("duty", "roster", "十二月"),
        ("duty", "roster", "2026-12"),
        ("duty", "sheet", "2026-12", "--paper", "b5"),
        ("check",),
        ("胡乱",),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(jdzb, arguments):
    sentence_on_stderr(jdzb(*arguments))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("chek",), "没有“chek”这个命令，您要的是不是 check。"),
        (("handover", "verfy", "x"), "没有“verfy”这个命令，您要的是不是 verify。"),
        (("handover", "胡乱"), "没有“胡乱”这个命令，可用的命令有 pack、verify。"),
        (("duty", "sheet", "2026-12", "--paper", "b5"), "--paper 不能写“b5”，可以写 a4、"),
    ],
)
def test_a_mistyped_command_is_told_with_the_one_that_was_meant(jdzb, arguments, told):
    assert told in sentence_on_stderr(jdzb(*arguments))


def test_a_file_name_in_another_encoding_comes_in_or_is_told(jdzb, home):
    name = os.fsdecode(os.fsencode(home) + b"/\xbb\xa8.xlsx")
    assert "没有找到文件" in sentence_on_stderr(jdzb("members", "import", name))
    Path(name).write_bytes(SAMPLE.read_bytes())
    assert json.loads(done(jdzb("members", "import", name, "--json")))["added"] == 52
    assert json.loads(done(jdzb("check", "--json")))["ok"]


def test_an_id_number_in_the_file_name_is_not_kept(jdzb, home):
    copy = home.parent / "张三110101199003077758.xlsx"
    copy.write_bytes(SAMPLE.read_bytes())
    done(jdzb("members", "import", copy))
    assert b"110101199003077758" not in paths.ledger_file().read_bytes()


def test_another_encoding_of_the_terminal_stops_nothing(jdzb):
    foreign = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}
    assert "用法" in done(jdzb("--help", **foreign))
    assert "没有执行" in sentence_on_stderr(jdzb("胡乱", **foreign))


def test_an_error_nobody_foresaw_is_one_sentence_and_a_log(imported, home):
    import sqlite3

    tool = sqlite3.connect(paths.ledger_file())
    tool.execute("INSERT INTO duty_turns (day, member, origin) VALUES ('2026-11-39', 3, '手工')")
    tool.commit()
    tool.close()
    assert "logs" in sentence_on_stderr(imported("duty", "roster", "2026-12"))
    log = next((home / "logs").iterdir()).read_text(encoding="utf-8")
    assert "Traceback" in log
    assert "day is out of range for month" in log


def test_a_bad_today_is_said_in_one_sentence(jdzb):
    assert "JDZB_TODAY" in sentence_on_stderr(jdzb("demo", JDZB_TODAY="昨天"))


def test_without_a_screen_the_window_is_refused_with_the_headless_command(jdzb):
    words = sentence_on_stderr(jdzb(DISPLAY="", WAYLAND_DISPLAY=""))
    assert "main.py --help" in words


@pytest.mark.parametrize("part", range(8))
def test_killed_during_an_import_all_or_nothing_is_there(home, part):
    """kill -9 at eight moments from the start of the process to beyond its end."""
    command = [sys.executable, str(ROOT / "main.py"), "members", "import", str(SAMPLE)]
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and time.monotonic() - started < 0.25 + part * 0.06:
        time.sleep(0.005)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    with database.open_ledger(paths.ledger_file()) as session:
        assert len(session.rows("members")) in (0, 52)
        assert check.check_ledger(session).ok


def test_killed_between_any_two_rows_of_an_import_nothing_is_there(home):
    """The process kills itself after the n-th row is written, before the transaction ends."""
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from jdzb.store import database, session; from jdzb.press import xlsx\n"
        "from jdzb.ledgers.members import roster, service_import\n"
        "real, left = session.Session.add, [int(sys.argv[3])]\n"
        "def add(*a, **k):\n"
        "    left[0] -= 1\n"
        "    if not left[0]: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return real(*a, **k)\n"
        "session.Session.add = add\n"
        "s = database.open_ledger(Path(sys.argv[1]))\n"
        "s.connection.execute('PRAGMA cache_size = 1')\n"
        "service_import.apply(s, roster.plan(xlsx.read_workbook(Path(sys.argv[2]))))\n"
    )
    path = paths.ledger_file()
    for row in (1, 2, 26, 52, 60):
        arguments = [sys.executable, "-c", code, str(path), str(SAMPLE), str(row)]
        killed = subprocess.run(arguments, cwd=ROOT, check=False, capture_output=True)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        with database.open_ledger(path) as session:
            assert session.rows("members") == []
            assert check.check_ledger(session).ok
