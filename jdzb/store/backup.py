"""Backups: whole copies of the ledger in one folder, each examined before it gets its name.

The name says when it was made and how long the history is: ``支部台账-20261122-0431-01204.db``. A
copy in which the examination found something ends in ``-待查`` and never pushes a good one out.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Final

from jdzb.core import clock, rules
from jdzb.core.errors import JdzbError
from jdzb.store import anchors, check, companions, disk, occupant, readonly, reasons
from jdzb.store.session import Session
from jdzb.store.transparency import Head

FOLDER: Final = "backups"
SECOND: Final = "backup_folder"  # in machine.json
LATEST, DAYS, WEEKS = "backup.latest", "backup.days", "backup.weeks"  # rules
_SUSPECT = "-待查"
_NAME = re.compile(rf"支部台账-(\d{{8}})-(\d{{4}})-(\d+)(-\d+)?({_SUSPECT})?\.db")
_numbers = itertools.count()  # two backups of one process may be under way


class BackupFailed(JdzbError):
    """No backup was made; what was there is still there."""

    sentence = "没有备份成：{why}。账本和原有的备份都在，没有改动；处理后请再备份一次。"


class SecondPlaceFailed(JdzbError):
    """The backup did not reach the second place."""

    sentence = (
        "本机的备份已做好，但没有写到第二位置“{folder}”：{why}。"
        "请插好那个盘或检查文件夹，再备份一次。"
    )


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its file, head and last entry's moment (UTC), entries, bytes.

    ``ok`` says that the examination found nothing when it was made and that it still opens;
    ``head`` is None when it does not.
    """

    path: Path
    head: Head | None
    at: str
    entries: int
    ok: bool
    size: int

    @property
    def made(self) -> str:
        """When it was made, as its name says: ``2026-11-22 04:31``."""
        day, minute = self.path.name.split("-")[1:3]
        return f"{day[:4]}-{day[4:6]}-{day[6:]} {minute[:2]}:{minute[2:]}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A copy still under its temporary name, and where it belongs."""

    file: Path
    folder: Path


def make(session: Session, folder: Path | None = None) -> Backup:
    """Back the open ledger up into ``folder`` (``backups`` beside it). Raises BackupFailed."""
    return finish(start(session, folder))


def start(session: Session, folder: Path | None = None) -> Draft:
    """Copy the open ledger under a temporary name; then it may be closed. Raises BackupFailed."""
    folder = folder or session.path.parent / FOLDER
    file = _temporary(folder)
    with _told(file):
        folder.mkdir(parents=True, exist_ok=True)
        _forget_leftovers(folder)
        target = sqlite3.connect(file, isolation_level=None)
        try:
            target.execute("PRAGMA journal_mode = OFF").fetchall()  # half a copy gets no name
            target.execute("PRAGMA synchronous = OFF")
            session.connection.backup(target)
        finally:
            target.close()
    anchors.remember(session, "备份")
    return Draft(file, folder)


def finish(draft: Draft) -> Backup:
    """Sync the copy, examine the whole of it, and name it; on any thread. Raises BackupFailed."""
    with _told(draft.file):
        disk.sync_file(draft.file)
        with readonly.open_readonly(draft.file, private=False) as session:
            head, sound = session.head(), not check.check_ledger(session).faults
        name = f"支部台账-{clock.now():%Y%m%d-%H%M}-{head.size:05d}{'' if sound else _SUSPECT}"
        path = _free_name(draft.folder, name)
        disk.replace(draft.file, path)
    return read(path)


def settle(made: Backup, second: Path | None) -> None:
    """Copy a backup and its companions to the second place; thin both. Raises SecondPlaceFailed."""
    with contextlib.suppress(OSError):
        thin(made.path.parent, made.path)
    if second is None:
        return
    try:
        thin(second, copy_to(made.path, second))
        companions.carry(made.path.parent.parent, second, made.head)
    except OSError as error:
        raise SecondPlaceFailed(folder=second, why=reasons.of_system(error)) from error


def copy_to(file: Path, folder: Path) -> Path:
    """Copy a file into a folder that is there, read it back, name it anew. Raises OSError."""
    rest, target = _temporary(folder), _free_name(folder, file.stem, file)
    try:
        disk.copy(file, rest)
        if _digest(rest) != _digest(file):
            raise OSError("写进去的和读出来的不一样")
        disk.replace(rest, target)
    finally:
        with contextlib.suppress(OSError):
            rest.unlink(missing_ok=True)
    return target


def read(path: Path) -> Backup:
    """What a backup says of itself, without examining the whole of it; never raises."""
    try:
        size = path.stat().st_size
        with readonly.open_readonly(path, private=False) as session:
            head = session.head()
            last = session.query("SELECT at FROM journal ORDER BY seq DESC LIMIT 1")
        at = str(last[0]["at"] or "") if last else ""
    except (JdzbError, OSError, sqlite3.Error, UnicodeDecodeError, TypeError, ValueError):
        return Backup(path, None, "", 0, ok=False, size=path.stat().st_size if path.exists() else 0)
    return Backup(path, head, at, head.size, ok=_SUSPECT not in path.name, size=size)


def listing(home: Path) -> list[Backup]:
    """The backups of the ledger in ``home``, the latest made first."""
    return [read(path) for path in reversed(_files(home / FOLDER))]


def good(home: Path) -> Backup | None:
    """The latest backup that was found sound and still opens."""
    return next(
        (found for path in reversed(_files(home / FOLDER)) if (found := read(path)).ok), None
    )


def unsaved(session: Session, home: Path) -> bool:
    """True when no backup holds the history as it is now."""
    head = session.head()
    same = [path for path in _files(home / FOLDER) if _length(path) == head.size]
    return not any(found.ok and found.head == head for found in map(read, same))


def due(session: Session, home: Path) -> bool:
    """True when something is unsaved and no backup was made today."""
    today = f"{clock.today():%Y%m%d}"
    made = any(path.name.split("-")[1] == today for path in _files(home / FOLDER))
    return not made and unsaved(session, home)


def second_place(home: Path) -> Path | None:
    """The folder of the second copies as set for this PC; None when none is set."""
    try:
        kept = json.loads((home / "machine.json").read_text(encoding="utf-8"))
        found = kept.get(SECOND, "")
    except (OSError, ValueError, AttributeError):
        return None
    return Path(found) if found and isinstance(found, str) else None


def thin(folder: Path, spared: Path | None = None) -> list[Path]:
    """Take away what is too much: some latest, of some days, weeks and all years stay; what went.

    A day counts by the last entry of the log, not by the clock of the PC. Of each day, week and
    year the longest log stays, and where that differs (a backup was restored) the latest made too.
    Every ledger for itself: two may share a second place. Sound ones alone push others out; of
    those that are not, the three latest stay.
    """
    found = [read(path) for path in _files(folder)]
    ledgers: dict[str, list[Backup]] = {}
    for backup in found:
        if backup.ok and backup.head:
            ledgers.setdefault(backup.head.origin, []).append(backup)
    suspect = [backup.path for backup in found if not backup.ok]
    keep = {spared, *suspect[-3:]}
    latest, days, weeks = kept()
    for sound in ledgers.values():
        for order in (("entries", "made"), ("made", "entries")):
            newest_first = sorted(sound, key=attrgetter(*order), reverse=True)
            keep |= {backup.path for backup in newest_first[:latest]}
            keep |= _one_each(newest_first, lambda day: day.isoformat(), days)
            keep |= _one_each(newest_first, lambda day: str(day.isocalendar()[:2]), weeks)
            keep |= _one_each(newest_first, lambda day: str(day.year), len(sound))
    gone = [backup.path for backup in found if backup.path not in keep]
    for path in gone:
        with contextlib.suppress(OSError):
            path.unlink()
    return gone


def kept() -> tuple[int, ...]:
    """How many backups stay as they come, one a day, one a week."""
    return tuple(rules.standard().whole(key) for key in (LATEST, DAYS, WEEKS))


def _one_each(
    backups: Iterable[Backup], period: Callable[[date], str], most: int
) -> set[Path | None]:
    """The first of each of the first ``most`` periods."""
    kept: dict[str, Path] = {}
    for backup in backups:
        with contextlib.suppress(ValueError):
            kept.setdefault(period(date.fromisoformat(backup.at[:10])), backup.path)
    return set(list(kept.values())[:most])


def _files(folder: Path) -> list[Path]:
    """The backups in a folder by the time in their names, the oldest first.

    A time that is still to come was written by a wrong clock: it is nobody's latest.
    """
    now = f"支部台账-{clock.now():%Y%m%d-%H%M}~"  # after every name of this minute
    try:
        found = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
        return sorted(found, key=lambda path: (path.name < now, path.name))
    except OSError:
        return []


def _length(path: Path) -> int:
    return int(path.name.split("-")[3].split(".")[0])


def _free_name(folder: Path, name: str, same: Path | None = None) -> Path:
    """A name no backup has, but one of the ``same`` content: one that is there never goes."""
    stem, number = "-".join(name.split("-")[:4]), 1
    mark = _SUSPECT if name.endswith(_SUSPECT) else ""
    while (path := folder / f"{stem}{f'-{number}' if number > 1 else ''}{mark}.db").exists():
        if same and _digest(path) == _digest(same):
            break
        number += 1
    return path


def _temporary(folder: Path) -> Path:
    return folder / f"~{os.getpid()}-{next(_numbers)}.tmp"


def _forget_leftovers(folder: Path) -> None:
    """Take away what programs that died left under temporary names."""
    for leftover in folder.glob("~*-*.tmp"):
        with contextlib.suppress(OSError, ValueError):
            if not occupant.is_running(int(leftover.name[1:].split("-")[0])):
                leftover.unlink()


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()


@contextlib.contextmanager
def _told(file: Path) -> Iterator[None]:
    """What goes wrong becomes BackupFailed, and the temporary file goes."""
    try:
        yield
    except BaseException as error:
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise BackupFailed(why=reasons.of_system(error)) from error
        if isinstance(error, sqlite3.Error):
            raise BackupFailed(why=reasons.of_sqlite(error)) from error
        if isinstance(error, JdzbError):
            raise BackupFailed(why=f"写好的备份读不出来（{error}）") from error
        raise
