"""The ten commonest jobs on the real window, by mouse and by keys alone, clicks and keys counted.

What is counted stands in the manual, and must be so.
"""

import os
import stat
import time
from functools import partial
from tkinter import ttk

import pytest

from jdzb.core import paths
from jdzb.gui.kit.calendar import MonthGrid
from jdzb.gui.kit.printdialog import HELD
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.handover import drives
from jdzb.ledgers.appraisals import service as appraisals
from jdzb.ledgers.appraisals.entries import Round
from jdzb.press import manual
from jdzb.press.markdown import chapters, read
from jdzb.store.database import open_ledger
from tests.gui.driving import settle
from tests.gui.walking import Until, Walker

SAVE = "保存（Ctrl+S）"


@pytest.fixture
def printer(tmp_path, monkeypatch):
    """A printer that keeps what was printed: the system's own command, a stand-in on PATH."""
    folder, out = tmp_path / "bin", tmp_path / "printed"
    folder.mkdir()
    for name, script in (("lpstat", "echo 'printer Office is idle.'"), ("lp", f"echo $@ >> {out}")):
        file = folder / name
        file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return out


@pytest.fixture
def stick(tmp_path, monkeypatch):
    """A stick that is plugged in: an entry in a table of mounts of its own."""
    table, root = tmp_path / "mounts", tmp_path / "media"
    (root / "U盘").mkdir(parents=True)
    table.write_text(f"/dev/sdz1 {root / 'U盘'} vfat rw 0 0\n", "utf-8")
    found = partial(drives.removable, mounts=table, blocks=tmp_path / "blocks", media=(root,))
    monkeypatch.setattr(drives, "removable", found)
    return root / "U盘"


@pytest.fixture
def window(tk_root, village, home, monkeypatch, printer, stick):
    """The window over a copy of the village's ledger, with dialogs that really open."""
    monkeypatch.setenv("JDZB_TODAY", "2026-11-21T08:26")
    ledger = paths.ledger_file()
    ledger.write_bytes(village.read_bytes())
    with open_ledger(ledger, "文书") as session:
        tk_root.geometry("1366x708")
        shell = Shell(tk_root, session, PAGES)
        shell.open_page("today").fill()
        shell.start()
        settle(tk_root, lambda: "duelist" in str(tk_root.focus_get()))
        settle(tk_root)
        yield shell


@pytest.fixture
def walker(tk_root):
    return Walker(tk_root)


def told(shell, words):
    """Waits until the foot of the window says so."""
    return Until(lambda: words in shell.status.text)


def day(do, number):
    """A step: a click on a day of the calendar."""

    def act():
        grid = next(do.seen(MonthGrid))
        left, top, right, bottom = grid.bounds(number)
        do.click(grid.canvas, (left + right) // 2, (top + bottom) // 2)()

    return act


def printable(do):
    """Waits until the sheet can be printed, and the key that opened it has been let go."""
    seen = []  # since when it has been possible

    def ready():
        if do.has("打印机：Office") and do.offers("打印"):
            seen.append(time.monotonic())
        return bool(seen) and seen[-1] > seen[0] + HELD / 1000 + 0.1

    return Until(ready)


# --- by mouse, and what must be typed -------------------------------------------------------------


def sign_in(do, shell):
    yield do.press("签到")
    yield told(shell, "已登记陈志强11月21日上午签到")


def log_visit(do, shell):
    yield do.press("登记来访")
    yield from visit(do)
    yield do.press(SAVE)
    yield told(shell, "已登记11月21日李大妈来访")


def visit(do):
    yield do.titled("登记来访")
    yield do.type("李大妈")
    yield do.key("<Tab>", "<Tab>", "<Tab>")
    yield do.type("水渠堵了")


def record_meeting(do, shell):
    yield do.press("记一次会议")
    yield do.press("2  支部委员会")
    yield do.press("0 其余都到会（F8）")
    yield do.click(
        lambda: shell.page.views["minutes"].editor.agenda.blocks[0].title.inputs["title"]
    )
    yield do.type("研究水渠维修")
    yield do.press(SAVE)
    yield told(shell, "已记录11月21日支委会")


def roster_month(do, shell):
    yield do.press("值班")
    yield do.press("12月 ▶")
    yield do.press("1月 ▶")
    yield do.press("排班")
    yield told(shell, "2027年1月排好了")
    yield do.press("打印值班表")
    yield printable(do)
    yield do.press("打印")
    yield do.titled("新增公示")
    yield do.press(SAVE)
    yield told(shell, "已登记《2027年1月党员值班表》")


def swap_day(do, shell):
    yield do.press("值班")
    yield day(do, 25)
    yield do.press("换成*")
    yield do.press("外出")
    yield told(shell, "已把11月25日的田成林换成")


def post_notice(do, shell):
    yield do.press("公开栏")
    yield do.press("新增公示")
    yield do.press("自己写一份")
    yield do.type("停水通知")
    yield do.press(SAVE)
    for step in ("审核…", "批准…", "张贴并打印…"):
        yield do.press(step)
        yield do.press(SAVE)
    yield printable(do)
    yield do.press("打印")
    yield told(shell, "已张贴《停水通知》")


def take_down(do, shell):
    yield do.press("撤下")
    yield do.press(SAVE)
    yield told(shell, "已撤下")


def enter_progress(do, shell):
    yield do.press("承诺")
    yield do.row(lambda: next(do.seen(ttk.Treeview)), "修缮")
    yield from progress(do, shell)


def progress(do, shell):
    yield do.type("2")  # opens the form with it
    yield do.titled("记一笔")
    yield do.type("0")
    yield do.key("<Tab>")
    yield do.type("又修了一段")
    yield do.key("<Return>")
    yield told(shell, "修缮南沟水渠，解决下段灌溉”的践诺")


def enter_scores(do, shell):
    appraisals.open_round(shell.session, Round("2026年12月积分", "points", 2026, "2026-11-20"))
    yield do.press("评议")
    yield from scores(do, shell)


def scores(do, shell):
    yield do.at("scoregrid")
    yield do.pause()
    for first, *others in ("9", "8", "10"):
        yield do.type(first)
        yield do.at("texteditor")
        for digit in others:
            yield do.type(digit)
        yield do.key("<Return>")
        yield do.pause()
    yield told(shell, "已填写2026年12月积分")


def ready_to_copy(do):
    """Waits until the stick has been found and the ledger examined."""
    return Until(lambda: do.has("账本完整") and not do.has("没有找到U盘"))


def copy_to_stick(do, shell):
    yield do.press("审计")
    yield ready_to_copy(do)
    yield do.click(lambda: shell.page.stick.check)
    yield do.press("开始拷贝")
    yield Until(lambda: do.has("读回核对无误"))


# --- by keys alone --------------------------------------------------------------------------------


def sign_in_by_keys(do, shell):
    yield do.tab_to("签到", "<Return>", back=True)
    yield told(shell, "已登记陈志强11月21日")


def log_visit_by_keys(do, shell):
    yield do.tab_to("登记来访", "<Return>", back=True)
    yield from visit(do)
    yield do.key("<Control-s>")
    yield told(shell, "已登记11月21日李大妈来访")


def record_meeting_by_keys(do, shell):
    yield do.key("<Alt-Key-4>")
    yield do.at("meetingspage")
    yield do.key("<Control-n>")
    yield do.key("2")
    yield do.at("editor")
    yield do.key("<F8>")
    yield do.key("<F7>")
    yield do.at("agenda")
    yield do.type("研究水渠维修")
    yield do.key("<Control-s>")
    yield told(shell, "已记录11月21日支委会")


def roster_month_by_keys(do, shell):
    yield do.key("<Alt-Key-3>")
    yield do.at("monthgrid")
    yield do.key("<Next>")
    yield Until(lambda: do.has("2026年12月"))
    yield do.key("<Next>")
    yield Until(lambda: do.offers("排班"))
    yield do.tab_to("排班", "<Return>", back=True)
    yield told(shell, "2027年1月排好了")
    yield do.key("<Control-p>")
    yield printable(do)
    yield do.key("<Return>")
    yield do.titled("新增公示")
    yield do.key("<Control-s>")
    yield told(shell, "已登记《2027年1月党员值班表》")


def swap_day_by_keys(do, shell):
    yield do.key("<Alt-Key-3>")
    yield do.at("monthgrid")
    yield do.key("<Right>", "<Right>", "<Right>", "<Right>")
    yield do.tab_to("换成*", "<space>")
    yield do.titled("填写原因")
    yield do.tab_to("外出", "<Return>")
    yield told(shell, "已把11月25日的")


def post_notice_by_keys(do, shell):
    yield do.key("<Alt-Key-7>")
    yield do.at("noticespage")
    yield do.key("<Control-n>")
    yield do.key("<Return>")
    yield do.at("editor")
    yield do.type("停水通知")
    yield do.key("<Control-s>")
    for step in ("审核…", "批准…", "张贴并打印…"):
        yield Until(lambda: do.top is do.root)
        yield do.tab_to(step, "<Return>")
        yield do.at("formdialog")
        yield do.pause()
        yield do.key("<Control-s>")
    yield printable(do)
    yield do.key("<Return>")
    yield told(shell, "已张贴《停水通知》")


def take_down_by_keys(do, shell):
    yield do.key("<Down>", "<Down>", "<Down>")
    yield do.key("<Return>")
    yield do.titled("撤下《关于整修南沟水渠用工情况的公示》")
    yield do.key("<Control-s>")
    yield told(shell, "已撤下")


def enter_progress_by_keys(do, shell):
    yield do.key("<Alt-Key-5>")
    yield do.at("promisesview")
    yield from progress(do, shell)


def enter_scores_by_keys(do, shell):
    appraisals.open_round(shell.session, Round("2026年12月积分", "points", 2026, "2026-11-20"))
    yield do.key("<Alt-Key-6>")
    yield from scores(do, shell)


def copy_to_stick_by_keys(do, shell):
    yield do.key("<Alt-Key-8>")
    yield do.at("auditpage")
    yield ready_to_copy(do)
    yield Until(lambda: do.root.focus_get() is shell.page.stick.table.tree)
    yield do.tab_to(lambda: shell.page.stick.check, "<space>")
    yield do.tab_to("开始拷贝", "<Return>", back=True)
    yield Until(lambda: do.has("读回核对无误"))


JOBS = {
    "签到": (sign_in, sign_in_by_keys),
    "登记来访": (log_visit, log_visit_by_keys),
    "记一次会议": (record_meeting, record_meeting_by_keys),
    "排一个月的班，印出来": (roster_month, roster_month_by_keys),
    "换一天": (swap_day, swap_day_by_keys),
    "张贴公示": (post_notice, post_notice_by_keys),
    "撤下公示": (take_down, take_down_by_keys),
    "记承诺进展": (enter_progress, enter_progress_by_keys),
    "评议打三个分": (enter_scores, enter_scores_by_keys),
    "拷贝到U盘": (copy_to_stick, copy_to_stick_by_keys),
}
CLICK, KEY = 1.5, 0.5  # seconds, as the manual says


def in_words(walker):
    """As the manual tells it: 点 2 下、按 23 键，约 15 秒."""
    counts = ((walker.clicks, "点 {} 下"), (walker.keys, "按 {} 键"))
    words = "、".join(form.format(count) for count, form in counts if count)
    return f"{words}，约 {round(walker.clicks * CLICK + walker.keys * KEY)} 秒"


def in_manual(job, column):
    """What the manual says of a job: column 1 by mouse, 2 by keys alone."""
    (chapter,) = (one for one in chapters(read(manual.source())) if one.title == "十件常做的事")
    (table,) = (one for one in chapter.pieces if one.kind == "table")
    (row,) = (row for row in table.rows if row[0] == job)
    return row[column]


@pytest.mark.parametrize("job", JOBS)
def test_a_job_is_done_by_mouse_with_as_many_clicks_as_the_manual_says(window, walker, job):
    walker.walk(JOBS[job][0](walker, window))
    assert in_words(walker) == in_manual(job, 1)


@pytest.mark.parametrize("job", JOBS)
def test_a_job_is_done_without_the_mouse_with_as_many_keys_as_the_manual_says(window, walker, job):
    walker.walk(JOBS[job][1](walker, window))
    assert walker.clicks == 0
    assert in_words(walker) == in_manual(job, 2)


def test_the_manual_tells_of_these_ten_jobs():
    (chapter,) = (one for one in chapters(read(manual.source())) if one.title == "十件常做的事")
    (table,) = (one for one in chapter.pieces if one.kind == "table")
    assert [row[0] for row in table.rows[1:]] == [*JOBS]


def test_what_was_printed_came_to_the_printer(window, walker, printer):
    walker.walk(roster_month(walker, window))
    assert "2027年1月党员值班表" in printer.read_text("utf-8")
