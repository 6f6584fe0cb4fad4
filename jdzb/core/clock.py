"""The only source of time. ``JDZB_TODAY`` (a date, or a date and time) sets it for trials."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

from jdzb.core.errors import JdzbError


class WrongToday(JdzbError):
    """``JDZB_TODAY`` is not a date."""

    sentence = (
        "环境变量 JDZB_TODAY 的值“{value}”不是日期；没有改动任何记录。请写成 2026-11-21 的样子。"
    )


_pretended: list[datetime] = []


@contextmanager
def pretended(moment: datetime) -> Iterator[None]:
    """Inside the block it is that local moment: for the demo village, whose history is invented."""
    _pretended.append(moment.replace(microsecond=0))
    try:
        yield
    finally:
        _pretended.pop()


def now() -> datetime:
    """The local wall-clock time, without zone, to the second.

    Raises WrongToday when ``JDZB_TODAY`` is set to something that is no date.
    """
    if _pretended:
        return _pretended[-1]
    value = os.environ.get("JDZB_TODAY")
    real = datetime.now().replace(microsecond=0)
    if not value:
        return real
    try:
        if "T" in value or " " in value:
            return datetime.fromisoformat(value).replace(tzinfo=None, microsecond=0)
        return datetime.combine(date.fromisoformat(value), real.time())
    except ValueError as error:
        raise WrongToday(value=value) from error


def today() -> date:
    """The local date."""
    return now().date()


def stamp() -> str:
    """The moment in UTC for the journal, as ``2026-11-21T01:12:00Z``.

    With ``JDZB_TODAY`` set, the stamp carries that day, so that trials are consistent.
    """
    if os.environ.get("JDZB_TODAY"):
        return now().isoformat() + "Z"
    if _pretended:
        return now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def local(stamp: str) -> datetime:
    """A stamp of the journal as local wall-clock time without zone; raises ValueError."""
    moment = datetime.fromisoformat(stamp)
    if not os.environ.get("JDZB_TODAY"):
        moment = moment.astimezone()
    return moment.replace(tzinfo=None)


def told(stamp: str) -> str:
    """A stamp as the user reads it, ``2026-11-21 09:12`` local time; what is none, cut short."""
    try:
        return f"{local(stamp):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return stamp[:16]


def bounds(day: date) -> tuple[str, str]:
    """The stamps between which a local day lies, its end not included."""
    return _first_stamp(day), _first_stamp(day + timedelta(days=1))


def _first_stamp(day: date) -> str:
    moment = datetime.combine(day, time())
    if not os.environ.get("JDZB_TODAY"):
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.isoformat() + "Z"
