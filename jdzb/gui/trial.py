"""The window's part of the self-test: every page drawn once with the ledger of the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from jdzb.gui import start
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.store.session import Session

Step = tuple[str, Callable[[], object]]


def steps(session: Session) -> Iterator[Step] | None:
    """A step for the window and one for each page; None when there is no screen."""
    root = start.make_root()
    return None if root is None else _Trial(root, session).steps()


class _Trial:
    """The window, and what went wrong while it was drawn: nobody is there to close a dialog."""

    def __init__(self, root: start.Root, session: Session) -> None:
        self.root, self.session = root, session
        self.errors: list[BaseException] = []

    def steps(self) -> Iterator[Step]:
        """The window opens, every page is drawn, the window goes."""
        yield "打开窗口", self.open
        for page in PAGES:
            yield f"窗口：{page.title}", partial(self.draw, page.key)
        self.root.destroy()

    def open(self) -> None:
        """As the program opens it."""
        self.shell = Shell(self.root, self.session, PAGES)
        self.root.report_callback_exception = lambda _, error, __: self.errors.append(error)
        start.present(self.root)
        self.shell.start()
        self.root.update()

    def draw(self, key: str) -> None:
        """One page in front, drawn; raises what its callbacks raised."""
        if key != self.shell.open_page(key).KEY:
            raise RuntimeError(key)
        self.root.update()
        if self.errors:
            raise self.errors.pop()
