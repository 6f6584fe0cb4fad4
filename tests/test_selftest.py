"""The self-test that every package must pass, here from the source."""

import re

from jdzb.gui.pages import PAGES
from jdzb.ledgers import LEDGERS


def test_the_self_test_passes_on_a_screen_and_leaves_nothing_behind(jdzb, home, tmp_path):
    process = jdzb("--selftest", TMPDIR=str(tmp_path))
    assert process.returncode == 0, process.stdout + process.stderr
    expected, passed = map(
        int, re.findall(r"自检：应做 (\d+) 项，通过 (\d+) 项。$", process.stdout)[0]
    )
    lines = process.stdout.splitlines()[:-1]
    assert expected == passed == len(lines)
    assert all(line.startswith("通过：") for line in lines)
    for title in [book.title for book in LEDGERS]:
        assert sum(line.startswith(f"通过：{title}：") for line in lines) == 6
    assert {f"通过：窗口：{page.title}" for page in PAGES} <= set(lines)
    assert list(home.iterdir()) == []
    assert not list(tmp_path.glob("jdzb-*"))


def test_what_the_package_lacks_is_named_and_the_rest_still_done(jdzb, tmp_path):
    (tmp_path / "openpyxl.py").write_text("raise ImportError('left out')")
    process = jdzb("--selftest", PYTHONPATH=str(tmp_path), DISPLAY="")
    assert process.returncode == 1
    failed = [line for line in process.stdout.splitlines() if line.startswith("没有通过：")]
    assert len(failed) == len(LEDGERS)
    assert all("Excel" in line and "left out" in line for line in failed)
    assert process.stdout.strip().endswith("没有屏幕，窗口没有试。")
    assert "Traceback" not in process.stdout + process.stderr
