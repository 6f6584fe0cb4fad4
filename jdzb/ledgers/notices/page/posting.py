"""What goes onto paper: posting prints, an old page printed again, the register, Excel."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from jdzb.core import clock, paths
from jdzb.core.errors import Refused
from jdzb.core.sheet import A4, Paper, Sheet
from jdzb.gui.kit import dialogs, exporting, tasks
from jdzb.gui.kit.printdialog import FOLDER, PrintDialog
from jdzb.ledgers.notices import service, service_life, service_outlook
from jdzb.ledgers.notices.entries import OF_A_BOOK, Notice, day
from jdzb.ledgers.notices.page import steps
from jdzb.ledgers.notices.page.editor import PUBLIC
from jdzb.ledgers.notices.page.viewing import Viewer
from jdzb.press import bundle, kept_sheets, pdf, printing, reprint
from jdzb.store import printout
from jdzb.store.branch import read_branch
from jdzb.store.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from jdzb.gui.kit.page import Window

HANGS = "已经贴好"
NO_PRINT = "这一份没有留存的样张，不能补印。"


class Press:
    """What leaves the page of the noticeboard."""

    def __init__(self, widget: tk.Misc, shell: Window, session: Session) -> None:
        self.widget, self.shell, self.session = widget, shell, session

    # -- sheets ----------------------------------------------------------------------------------

    def sheet(self, notice: Notice, paper: Paper | None = None) -> Sheet | None:
        """The page of a notice as it stands; None of another book's sheet that is not made now."""
        if notice.kind != OF_A_BOOK:
            return service_outlook.sheet(self.session, notice, paper)
        made = dict(self.shell.board.sheets()).get(notice.source or "")
        if made is None:
            return None
        foot, since, until = made.footer, day(notice.since), day(notice.until)
        if foot.period in PUBLIC or not (foot.since and foot.until):  # the days it hangs
            foot = replace(foot, since=since or foot.since, until=until or foot.until)
        return replace(made, footer=foot, paper=paper or made.paper)

    def look(self, notice: Notice) -> None:
        """The page that was printed; else the draft, whose printing enters nothing."""
        kept = kept_sheets.path_of(notice.printed) if notice.printed else None
        if kept is None or not kept.is_file():
            self._print(notice, posting=False)
        elif Viewer(self.widget, notice.title, kept.read_bytes()).run() == "again":
            self.again(notice)

    # -- posting ---------------------------------------------------------------------------------

    def post(self, notice: Notice) -> None:
        """Ask from when to when, print, and enter that it hangs."""
        answer = steps.plan(self.widget, self.session, notice)
        if answer is None:
            return
        changed, planned = answer
        if changed.rows:
            self.shell.on_changed(changed)
        if planned.printed:
            self.shell.on_changed(service_life.post(self.session, notice.id, planned))
        else:
            self._print(planned, posting=True)

    def _print(self, notice: Notice, *, posting: bool) -> None:
        if self.sheet(notice) is None:
            raise Refused(
                why=f"《{notice.title}》现在排不出来，没有打印。请到原来的台账里打印这张表，"
                "打印时勾选“登记到公开栏”。"
            )
        looked: list[Paper] = []
        stamps: list[Sheet] = []
        out: list[Sheet] = []

        def make(paper: Paper) -> Sheet:
            found = self.sheet(notice, paper if looked else None)
            looked.append(paper)
            if found is None:
                raise Refused(why=f"《{notice.title}》现在排不出来，没有打印。")
            return found

        def stamp(page: Sheet) -> Sheet:
            stamps.append(printout.stamp(self.session, page))
            return stamps[-1]

        PrintDialog(self.widget, _Quiet(self.shell), make, stamp, on_out=out.append).run()
        if posting and not out and stamps and self._hangs(notice):
            out.append(stamps[-1])
        if posting and out:
            plan = replace(notice, printed=kept_sheets.entry_of(out[-1]))
            self.shell.on_changed(service_life.post(self.session, notice.id, plan))
        elif posting:
            self.shell.say("没有打印，没有登记张贴；公示起止已记下，随时可以再张贴。")

    def _hangs(self, notice: Notice) -> bool:
        """Ask whether it was put up all the same: it was tried, and nothing was printed."""
        text = (
            f"《{notice.title}》没有打印成功，没有登记张贴。"
            f"如果已经用别的办法印好、贴上墙了，请按“{HANGS}”。"
        )
        return dialogs.ask_choice(self.widget, text, ("还没有贴", HANGS)) == HANGS

    # -- once more -------------------------------------------------------------------------------

    def again(self, notice: Notice) -> None:
        """补印: the kept page as it was, marked with today; opened, to be printed from there."""
        kept = kept_sheets.path_of(notice.printed) if notice.printed else None
        if kept is None or not kept.is_file():
            raise Refused(why=f"《{notice.title}》：{NO_PRINT}")
        content, today = kept.read_bytes(), clock.today()
        target = _place(f"{notice.title}_补印.pdf")

        def work(_: tasks.Token) -> None:
            pdf.save(reprint.reprint(content, today), target)
            printing.open_pdf(target)

        def done(_: None) -> None:
            self.shell.say(f"补印件已打开：{target}")

        tasks.run_task(self.widget, work, done, title="正在补印")

    # -- the register ----------------------------------------------------------------------------

    def register(self, notices: Sequence[Notice], title: str) -> None:
        """The notices shown, as a list on paper."""
        made = service_outlook.register_sheet(self.session, notices, title)
        PrintDialog(
            self.widget, self.shell, lambda paper: replace(made, paper=paper),
            lambda page: printout.stamp(self.session, page), (A4,),
        ).run()  # fmt: skip

    def export(self, notices: Sequence[Notice]) -> None:
        """The notices shown, as a spreadsheet where the user wants it."""
        exporting.export(self.widget, self.shell, service.to_grid(self.session, notices))

    def catalogue(self, year: int, quarter: int) -> None:
        """公开目录 of a quarter; printed, it may be entered in the register itself."""
        made = service_outlook.catalogue_sheet(self.session, year, quarter)
        looked: list[Paper] = []

        def make(paper: Paper) -> Sheet:
            looked.append(paper)
            return made if len(looked) == 1 else replace(made, paper=paper)

        PrintDialog(
            self.widget, self.shell, make, lambda page: printout.stamp(self.session, page)
        ).run()

    def bundle(self, notices: Sequence[Notice], year: int) -> None:
        """Every page posted in a year as one PDF with contents, where the user wants it."""
        title = f"{year}年公示汇编"
        parts = [_part(one) for one in notices if (one.posted_on or "").startswith(str(year))]
        if not parts:
            raise bundle.NothingToBundle(name=title)
        file = dialogs.choose_save_file(self.widget, f"{title}.pdf", "年度汇编", dialogs.PDF)
        if file is None:
            return
        branch = read_branch(self.session).title or "支部名称待补充"

        def work(token: tasks.Token) -> bundle.Bundle:
            return bundle.bundle(title, branch, parts, file, token.progress)

        def done(made: bundle.Bundle) -> None:
            self.shell.say(f"已汇编 {len(parts)} 份，共 {made.pages} 页：{file}")
            if made.missing:
                names = "、".join(f"《{one.title}》" for one in made.missing)
                dialogs.warn(self.widget, f"有 {len(made.missing)} 份没有留存的样张：{names}。")

        tasks.run_task(self.widget, work, done, title="正在汇编")


class _Quiet:
    """The window as a host of the print dialog that offers no register: it is this one's own."""

    def __init__(self, shell: Window) -> None:
        self.say = shell.say


def _part(notice: Notice) -> bundle.Part:
    kept = kept_sheets.path_of(notice.printed) if notice.printed else None
    path = kept if kept is not None and kept.is_file() else None
    posted = day(notice.posted_on) or clock.today()
    return bundle.Part(notice.title, posted, path, "更正" if notice.corrects else "")


def _place(name: str) -> Path:
    """Where a page is written that is only opened; an older one is left alone."""
    folder = paths.home() / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "".join("_" if char in '<>:"/\\|?*' else char for char in name)
    if path.exists():
        path = path.with_stem(f"{path.stem}_{clock.now():%m%d-%H%M%S}")
    return path
