"""The self-test of the shipped program: a life of every book in a folder that goes afterwards.

It goes through every library the program needs, so that a package that lacks one says which.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jdzb.cli import demo, ledger
from jdzb.core import clock, paths, people
from jdzb.core.ledger import Grid, Ledger
from jdzb.handover import package, verify
from jdzb.handover.sealing import Sealing
from jdzb.ledgers import LEDGERS
from jdzb.press import bundle, docx, manual, pdf, preview, xlsx
from jdzb.store import backup, check, database, passwords, printout, restore
from jdzb.store.branch import save_branch
from jdzb.store.session import Session

PASSWORD = "自检用的八位密码"  # noqa: S105 - of a package that lives for a second
REASON = "自检"
Step = tuple[str, Callable[[], object]]
Windows = Callable[[Session], Iterator[Step] | None]


class Wrong(AssertionError):
    """What came out is not what should have."""


@dataclass(slots=True)
class Tally:
    """How many steps there are, and which failed."""

    steps: int = 0
    failed: list[str] = field(default_factory=list)

    def take(self, step: Step) -> None:
        """Do a step; what goes wrong is printed and counted, never raised."""
        name, work = step
        self.steps += 1
        try:
            work()
        except Exception as error:  # noqa: BLE001 - whatever it is, the other steps are wanted too
            self.failed.append(name)
            print(f"没有通过：{name}（{type(error).__name__}：{error}）", flush=True)
        else:
            print(f"通过：{name}", flush=True)


def run(windows: Windows) -> int:
    """Do every step in a temporary folder, print each and the sum; 0 when all passed.

    For a process of its own: the folders stay pointed there. ``windows(session)`` gives the steps
    of the window, None when there is no screen.
    """
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="jdzb-selftest-") as name:
        os.environ["JDZB_MACHINE"] = str(Path(name) / "machine")
        paths.set_home(Path(name) / "data")
        screen = _all(tally, Path(name), windows)
    passed = tally.steps - len(tally.failed)
    told = "" if screen else "没有屏幕，窗口没有试。"
    print(f"自检：应做 {tally.steps} 项，通过 {passed} 项。{told}", flush=True)
    return 1 if tally.failed else 0


def _all(tally: Tally, folder: Path, windows: Windows) -> bool:
    """Every step in order; True when there was a screen for those of the window."""
    path = paths.ledger_file()
    with database.open_ledger(path, ledger.ACTOR) as session:
        for step in _in_the_ledger(session, folder):
            tally.take(step)
    tally.take(("恢复备份", lambda: _restored(path)))
    tally.take(("打包加密、读回、核对", lambda: _verified(folder)))
    with database.open_ledger(path, ledger.ACTOR) as session:
        shown = windows(session)
        for step in shown or ():
            tally.take(step)
    return shown is not None


def _in_the_ledger(session: Session, folder: Path) -> Iterator[Step]:
    yield "新建账本", lambda: save_branch(session, demo.BRANCH)
    for book in LEDGERS:
        life = _Life(book, session, folder)
        for words, does in life.steps():
            yield f"{book.title}：{words}", does
    yield "按拼音找人", lambda: _must(people.match("czq", "陈志强"), "没有找到")
    yield "Word 文件", lambda: _must(docx.render(_sheet(session)).startswith(b"PK"), "不是 Word")
    yield "打印预览", lambda: _previewed(session)
    yield "合成一册", lambda: _bundled(session, folder)
    yield "手册", lambda: manual.write(folder / "manual.pdf", REASON)
    yield "密码", lambda: _locked(session.path)
    yield "检查账本", lambda: _sound(session)
    yield "备份", lambda: _must(backup.make(session).ok, "备份没有通过检查")


class _Life:
    """The life of one entry of a book, the example it comes with."""

    def __init__(self, book: Ledger, session: Session, folder: Path) -> None:
        self.book, self.session, self.folder = book, session, folder
        self.row = 0

    def steps(self) -> Iterator[Step]:
        """Add, amend, print, Excel out and in, void."""
        yield "登记", self.add
        yield "更正", self.amend
        yield "打印成 PDF", self.print_
        yield "Excel 导出和读回", self.excel
        yield "作废", self.void
        yield "待办和核对", self.tell

    def add(self) -> None:
        """The example as typed."""
        self.book.prepare(self.session)
        self.row = self.book.add(self.session, self.book.parse(self.book.example)).id
        self.book.get(self.session, self.row)

    def amend(self) -> None:
        """One text of it changed."""
        fields = self.book.tables[0].fields
        text = next(spec.name for spec in reversed(fields) if spec.kind in ("text", "note"))
        other = self.book.parse({**self.book.example, text: "自检改过"})
        self.book.amend(self.session, self.row, other, REASON)
        got = getattr(self.book.get(self.session, self.row), text)
        _must(got == "自检改过", f"读回是“{got}”")

    def print_(self) -> None:
        """Every sheet of the book."""
        for number, sheet in enumerate(self.book.sheets(self.session)):
            content = pdf.render(printout.stamp(self.session, sheet))
            pdf.save(content, self.folder / f"{self.book.key}-{number}.pdf")

    def excel(self) -> None:
        """What is written is read back as the same entries."""
        grid, file = self.book.to_grid(self.session), self.folder / f"{self.book.key}.xlsx"
        xlsx.write_grid(file, grid)
        rows = [tuple(map(_text, row)) for row in xlsx.read_workbook(file).sheets[0].rows]
        start = rows.index(grid.headers) + 1
        back = Grid(grid.title, grid.headers, tuple(rows[start : start + len(grid.rows)]))
        _must(back.rows == grid.rows, "读回的行不一样")
        read = [self.book.parse(raw) for raw in self.book.from_grid(self.session, back)]
        _must(len(read) == len(self.book.browse(self.session)), "读回的记录数不一样")

    def void(self) -> None:
        """Out of use, with a reason."""
        self.book.void(self.session, self.row, REASON)
        found = {one.id for one in self.book.browse(self.session)}
        _must(self.row not in found, "作废的还在")

    def tell(self) -> None:
        """What is due and what is not in order can be told."""
        self.book.due(self.session)
        self.book.findings(self.session)


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _must(right: object, words: str) -> None:
    if not right:
        raise Wrong(words)


def _sheet(session: Session) -> Any:
    return next(sheet for book in LEDGERS for sheet in book.sheets(session))


def _previewed(session: Session) -> None:
    content = pdf.render(_sheet(session))
    _must(preview.picture(content, 0, 200, 200).ppm, "没有画出来")


def _bundled(session: Session, folder: Path) -> None:
    kept = folder / "kept.pdf"
    kept.write_bytes(pdf.render(_sheet(session)))
    parts = [bundle.Part(REASON, clock.today(), kept)] * 2
    made = bundle.bundle(REASON, "", parts, folder / "bundle.pdf")
    _must(made.pages > len(parts) and not made.missing, f"{made.pages} 页")


def _locked(path: Path) -> None:
    mark = passwords.prepare(path, PASSWORD, ())
    _must(passwords.fits(path, mark, PASSWORD), "对的密码没有通过")
    _must(not passwords.fits(path, mark, PASSWORD[1:]), "错的密码通过了")


def _sound(session: Session) -> None:
    report = check.check_ledger(session)
    _must(report.ok, "；".join(check.findings(report)[:3]))


def _restored(path: Path) -> None:
    (made,) = (path.parent / "backups").glob("*.db")
    restore.restore(made, path, ledger.ACTOR, REASON)
    with database.open_ledger(path, ledger.ACTOR) as session:
        _sound(session)


def _verified(folder: Path) -> None:
    with ledger.opened(existing=True) as session, package.work_folder() as work:
        built = package.build(session, work, Sealing(password=PASSWORD))
        found = verify.verify(built.path, folder / "register.json", PASSWORD, keep=False)
    faults = [one.what for one in found.findings if one.severity == "fault"]
    _must(found.verdict == "first" and not faults, "；".join(faults[:3]) or found.verdict)
