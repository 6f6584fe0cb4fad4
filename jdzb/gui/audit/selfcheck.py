"""② 自查: the township's own examination, made on a copy, before the township makes it."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path

from jdzb.core.ledger import Changed
from jdzb.gui.audit.findings import TONES, FindingDialog, FindingList, Told
from jdzb.gui.kit import tasks
from jdzb.gui.kit.widgets import Card
from jdzb.handover import explanations, package, verify
from jdzb.handover.audit import Audit, Finding, Seen
from jdzb.handover.examination import Request
from jdzb.store import anchors, copyout, scratch
from jdzb.store.session import Session
from jdzb.store.transparency import Head

NOTE = "乡镇会看到同样的结果"
RUNNING, OLDER = "正在自查……", "自查以后又有改动，按 F5 再查"
SLOW = "账本较大，自查要等一会儿；期间可以做别的事。"
READ_ONLY = "现在是只读查看，没有自查。请关掉程序再打开，选“恢复备份…”；恢复以后再自查、交接。"
LARGE = 48 << 20  # bytes: above, the copy takes the window more than half a second
LONGEST = 900.0  # seconds for one's own ledger, which nobody made to be slow


class SelfCheck(Card):
    """``check()`` examines the ledger as it is now, beside the window; ``found`` is what it said.

    ``on_changed`` is told when an explanation has been written.
    """

    def __init__(
        self, parent: tk.Misc, session: Session, on_changed: Callable[[Changed], object]
    ) -> None:
        super().__init__(parent, "② 自查", NOTE)
        self.session, self._on_changed = session, on_changed
        self.list = FindingList(self.body)
        self.list.pack(fill="both", expand=True)
        self.found: Audit | None = None
        self._examined = -1
        self._running = False

    @property
    def stale(self) -> bool:
        """True when the ledger has grown since it was examined."""
        return self.session.head().size != self._examined

    def check_unasked(self) -> None:
        """Check what has grown; a large ledger holds up the window, so that one is asked for."""
        if not self.stale or self._running:
            return
        if self.session.path.stat().st_size <= LARGE:
            self.check()
        elif self.found is None:
            self.list.show([Told("grey", SLOW, "开始自查", self.check)])
        else:
            self.entitle("② 自查", OLDER)

    def check(self) -> None:
        """Copy the ledger, examine the copy in a process of its own, show what it says."""
        if self.session.read_only:
            self.list.show([Told("grey", READ_ONLY)])
            return
        if self._running:
            return
        folder = scratch.folder()
        copy = Path(folder.name) / "自查.db"
        size, seen = self.session.head().size, received(self.session)
        copyout.vacuum_into(self.session, copy)
        self._running = True
        if self.found is None:
            self.list.show([Told("grey", RUNNING)])
        self.entitle("② 自查", RUNNING)
        work = Path(folder.name) / "work"
        work.mkdir()
        request = Request(str(copy), str(work), known=(seen,) if seen else ())

        def examine(_: tasks.Token) -> Audit:
            with folder:
                return verify.run(request, LONGEST)

        tasks.run_task(
            self, examine, lambda found: self._done(found, size), self._failed, quiet=True
        )

    def _done(self, found: Audit, size: int) -> None:
        self._running = False
        self.found, self._examined = found, size
        self.entitle("② 自查", NOTE)
        self.show()

    def _failed(self, error: Exception) -> None:
        self._running = False
        self.entitle("② 自查", "自查没有做完，按 F5 再试")
        raise error

    def show(self) -> None:
        """Show what was found, with what has been explained by now."""
        if self.found is not None:
            told = explanations.known(self.session)
            lines = [self._line(one, told) for one in self.found.findings]
            self.list.show([*_sound(self.found), *self._memory(), *lines])

    def _line(self, finding: Finding, told: explanations.Known) -> Told:
        known = told.get((finding.kind, finding.what))
        tone = TONES[finding.severity]
        if tone == "green" or finding.kind == "rectification":  # these are answered at the right
            return Told(tone, finding.what, "看依据", lambda: self._look(finding))
        link = "已写说明" if known else "写说明"
        return Told(tone, finding.what, link, lambda: self._explain(finding))

    def _memory(self) -> list[Told]:
        """What this computer remembers, when it does not agree."""
        verdict = anchors.compare_with_memory(self.session)
        return [Told("red", anchors.words(verdict))] if verdict and verdict.alarm else []

    def _look(self, finding: Finding) -> None:
        FindingDialog(self, finding).run()

    def _explain(self, finding: Finding) -> None:
        known = explanations.known(self.session).get((finding.kind, finding.what))
        text = FindingDialog(self, finding, True, known.text if known else "").run()
        if text and not (known and text == known.text):
            examined = not self.stale
            self._on_changed(explanations.explain(self.session, finding, text))
            if examined:  # an explanation adds nothing to be examined
                self._examined = self.session.head().size
            self.show()


def received(session: Session) -> Seen | None:
    """The handover that the township has answered last; None when it has answered none."""
    answered = {row["size"] for row in session.rows("audits")}
    handed = [one for one in package.handed(session) if one.size in answered]
    if not handed:
        return None
    last = handed[-1]
    return Seen(session.head().origin, last.size, last.root, last.at[:10])


def _sound(found: Audit) -> list[Told]:
    """What is in order, said first."""
    lines = []
    whole = not any(one.kind.startswith(("file.", "package")) for one in found.findings)
    if whole and found.verdict != "unreadable":
        told = f"账本完整，{found.rows:,} 条记录都与历史（{found.size:,} 条）一致"
        lines.append(Told("green", told))
    if found.previous and found.verdict in ("same", "extended"):
        before = _code_of(found.previous)
        told = f"上次审计以来的历史没有改写（{found.code[:11]} 接续 {before[:11]}）"
        lines.append(Told("green", told))
    return lines


def _code_of(seen: Seen) -> str:
    return Head(seen.size, bytes.fromhex(seen.root), seen.origin).code
