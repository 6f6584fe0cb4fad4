"""What is due in every book and on the floor, in the order of its days, and how a day is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from jdzb import ledgers
from jdzb.core import clock, rules
from jdzb.core.errors import JdzbError
from jdzb.core.ledger import Care, Course, Due, Ledger
from jdzb.store.session import Session

SOON = "today.soon.days"
NO_DAY, LOOK, PARTY = "尽快", "去看看", "《中国共产党"
_NEAR = {-1: "昨天", 0: "今天", 1: "明天", 2: "后天"}
_YEARS = {-1: "去年", 0: "", 1: "明年"}
T = TypeVar("T")


def due(session: Session) -> list[Due]:
    """Every due line: by day, what has none at the end. A book that cannot be read says so.

    Nothing before there are members: then the first thing is to enter them.
    """
    if is_new(session):
        return []
    from jdzb.handover import outlook  # 70 ms that the first draw does not wait for

    found = [one for book in ledgers.LEDGERS for one in _of(book, lambda b: b.due(session))]
    found += outlook.due(session)
    return sorted(found, key=lambda one: (one.when is None, one.when or date.max))


def is_new(session: Session) -> bool:
    """True while nobody is in the register."""
    return not session.rows("members", order="id LIMIT 1")


def _of(book: Ledger, ask: Callable[[Ledger], Sequence[Due]]) -> Sequence[Due]:
    try:
        return tuple(ask(book))
    except JdzbError as error:
        return (Due(book.key, clock.today(), f"{book.title}：{error}", "读不出来", LOOK),)


def courses(session: Session, year: int) -> list[Course]:
    """The year of organisational life."""
    return [one for book in ledgers.LEDGERS for one in _readable(book.year, session, year)]


def care(session: Session) -> list[Care]:
    """The lines about the members."""
    return [one for book in ledgers.LEDGERS for one in _readable(book.care, session)]


def _readable(ask: Callable[..., Sequence[T]], *of: object) -> Iterator[T]:
    """Nothing of a book that cannot be read: its due line says so."""
    try:
        yield from ask(*of)
    except JdzbError:
        return


def day_words(when: date | None) -> str:
    """今天, 明天, 11月25日, 明年1月5日, 2024年3月; 尽快 for what has no day."""
    if when is None:
        return NO_DAY
    today = clock.today()
    if (near := (when - today).days) in _NEAR:
        return _NEAR[near]
    if (years := when.year - today.year) in _YEARS:
        return f"{_YEARS[years]}{when.month}月{when.day}日"
    return f"{when.year}年{when.month}月"


def tone(when: date | None) -> str:
    """'red' when the day is over, 'amber' when it is near, else ''."""
    if when is None:
        return ""
    left = (when - clock.today()).days
    return "red" if left < 0 else "amber" if left <= rules.standard().whole(SOON) else ""


def basis_words(basis: str) -> str:
    """A basis for a narrow column: 支部工作条例第十三条, without 《中国共产党 before it."""
    if not basis.startswith(PARTY):
        return basis
    return basis.removeprefix(PARTY).replace("（试行）", "").replace("》", "", 1)


def counted(found: Sequence[Due]) -> str:
    """22 项，过期 6 项 · 按期限先后."""
    late = sum(tone(one.when) == "red" for one in found)
    told = f"{len(found)} 项" + (f"，过期 {late} 项" if late else "")
    return f"{told} · 按期限先后" if found else ""
