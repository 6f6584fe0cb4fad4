"""Carrying a package to a stick so that it can be pulled out at any moment.

A package is written under a passing name, synced, read back from the stick and compared; only then
it gets its own name, always a new one. Older packages go last. So a name that ends in .zip or .age
is a whole package, and there is never a moment without the last good one.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jdzb.core.errors import JdzbError
from jdzb.core.ledger import Changed
from jdzb.handover import drives, media, naming
from jdzb.handover.contents import CHUNK
from jdzb.handover.package import EVENT, Built, NotBuilt, Progress, quiet
from jdzb.store import reasons
from jdzb.store.session import Session

KEPT = 3  # packages of this ledger that stay on a stick
SPARE = 2 * CHUNK + (16 << 20)  # bytes that must stay free: two clusters, and room to breathe
FAT_LARGEST = (4 << 30) - 1
_KEPT_WORDS = "U盘上原有的交接包和电脑里的账本都没有动"


class NotCopied(JdzbError):
    """The package is not on the stick; nothing that was there has changed."""

    sentence = "没有拷到U盘：{why}。" + _KEPT_WORDS + "，请换一个U盘或文件夹再试。"


class PulledOut(NotCopied):
    """The stick went away while it was written or read."""

    sentence = (
        "拷到一半U盘读写出错，可能被拔出了，这次没有拷成。" + _KEPT_WORDS + "。"
        "请重新插好再拷一次；没有写完的半个文件届时会清掉。"
    )


class NoRoom(NotCopied):
    """The stick is too full."""

    sentence = (
        "U盘空间不够：需要 {need} MB，只剩 {free} MB，没有拷贝。" + _KEPT_WORDS + "，"
        "请删掉U盘上用不着的文件，或换一个U盘。"
    )


class ReadOnlyStick(NotCopied):
    """The stick cannot be written."""

    sentence = (
        "U盘不能写入（{why}），没有拷贝。" + _KEPT_WORDS + "，请拨开写保护开关，或换一个U盘。"
    )


class TooLargeForFat(NotCopied):
    """A file of this size does not exist on FAT32."""

    sentence = (
        "这个U盘是 FAT32 格式，放不下 4 GB 以上的文件（交接包有 {size} MB），没有拷贝。"
        + _KEPT_WORDS
        + "，请换一个 exFAT 格式的U盘。"
    )


class ReadsOtherwise(NotCopied):
    """What is read back is not what was written."""

    sentence = (
        "写进U盘的内容读回来不一样，没有算作交接。这个U盘可能已损坏，或标的容量是假的。"
        + _KEPT_WORDS
        + "，请换一个U盘。"
    )


@dataclass(frozen=True, slots=True)
class Copied:
    """A package that lies whole on the stick: it can be pulled out now.

    ``leftovers`` are half files of an earlier attempt that were cleared away, ``removed`` the
    packages that gave way to newer ones.
    """

    path: Path
    sha256: str
    leftovers: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def copy(built: Built, folder: Path, progress: Progress = quiet) -> Copied:
    """Put the package into a folder of the stick; on any thread.

    Raises NotCopied in one of its kinds, or what ``progress`` raises (Cancelled); then there is no
    half package under a package's name, and what was there before is there still.
    """
    try:
        if not folder.is_dir():
            raise NotCopied(why=f"没有找到文件夹“{folder}”")
        return _copy(built, folder, progress)
    except OSError as error:
        raise _failure(error, built, folder) from error


def leftovers(folder: Path) -> list[Path]:
    """The half files of an earlier attempt that was cut off. OSError passes through."""
    return sorted(path for path in folder.iterdir() if naming.PARTIAL.fullmatch(path.name))


def giving_way(former: Sequence[str], folder: Path) -> list[Path]:
    """The packages of earlier handovers, oldest first, that make room for one more on this stick.

    KEPT remain with the new one; only names that this program writes count. OSError passes through.
    """
    known = (name for name in dict.fromkeys(former) if naming.NAMED.fullmatch(name))
    mine = [folder / name for name in known if not {"/", "\\"} & set(name)]
    there = [path for path in mine if path.is_file()]
    return there[: max(0, len(there) - (KEPT - 1))]


def record(session: Session, built: Built, copied: Copied, label: str = "") -> Changed:
    """Journal the handover: the package's name, its head, its bytes, the stick."""
    facts = {
        "name": copied.path.name,
        "size": built.manifest.size,
        "root": built.manifest.root,
        "sha256": copied.sha256,
        "drive": label,
        "sealed": built.sealed,
    }
    return session.event(EVENT, facts, what=f"交接：{copied.path.name}")


def _copy(built: Built, folder: Path, progress: Progress) -> Copied:
    cleared = _clear(folder)
    _refuse_full(built, folder)
    name = _free_name(built.name, folder)
    passing = folder / naming.partial(name)
    try:
        media.write(_read(built, progress), passing)
        _compare(built, passing, progress)
        final = folder / name
        passing.rename(final)
        media.settle(final)
    finally:
        with suppress(OSError):
            passing.unlink(missing_ok=True)
    removed = _thin(built, folder, name)
    progress(1.0, "可以拔出")
    return Copied(final, built.sha256, cleared, removed)


def _clear(folder: Path) -> tuple[str, ...]:
    """Remove the half files of earlier attempts; what cannot be removed is left for another day."""
    found = leftovers(folder)
    for path in found:
        with suppress(OSError):
            path.unlink()
    return tuple(path.name for path in found)


def _refuse_full(built: Built, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if free < built.size + SPARE:
        raise NoRoom(need=(built.size + SPARE >> 20) + 1, free=free >> 20)
    if built.size > FAT_LARGEST and drives.file_system(folder) in drives.FAT:
        raise TooLargeForFat(size=built.size >> 20)


def _free_name(name: str, folder: Path) -> str:
    """A name that is not taken: …-2.jdzb.zip for the second package of one head."""
    number = 1
    while (folder / naming.numbered(name, number)).exists():
        number += 1
    return naming.numbered(name, number)


def _read(built: Built, progress: Progress) -> Iterator[bytes]:
    """The package from the local disk; raises NotBuilt, so that the stick is not blamed."""
    done = 0
    try:
        with built.path.open("rb") as file:
            while chunk := file.read(CHUNK):
                progress(0.5 * done / built.size, "正在写到U盘")
                yield chunk
                done += len(chunk)
    except OSError as error:
        raise NotBuilt(why=reasons.of_system(error)) from error


def _compare(built: Built, path: Path, progress: Progress) -> None:
    def seen(size: int) -> None:
        progress(0.5 + 0.49 * min(1.0, size / built.size), "正在从U盘读回核对")

    if media.digest(path, seen) != built.sha256:
        raise ReadsOtherwise


def _thin(built: Built, folder: Path, newest: str) -> tuple[str, ...]:
    """Remove what is beyond the newest packages of this ledger; never a file it did not write.

    The order is the journal's, for the clock of a village computer is nobody's witness.
    """
    removed = []
    for path in giving_way([name for name in built.former if name != newest], folder):
        with suppress(OSError):
            path.unlink()
            removed.append(path.name)
    if removed:
        media.sync_folder(folder)
    return tuple(removed)


_DENIED = (errno.EROFS, errno.EACCES, errno.EPERM)
_FULL = (errno.ENOSPC, errno.EDQUOT)
_GONE = (
    errno.EIO, errno.ENODEV, errno.ENXIO, errno.ENOENT, errno.ENOTCONN, errno.ECONNABORTED,
    errno.ESHUTDOWN, errno.ESTALE,
)  # fmt: skip
_GONE_WINDOWS = (21, 31, 433, 1117, 1167)  # not ready, no such device, I/O error, not connected


def _failure(error: OSError, built: Built, folder: Path) -> JdzbError:
    """The sentence for an error of the system on the stick."""
    if error.errno in _GONE or getattr(error, "winerror", 0) in _GONE_WINDOWS:
        return PulledOut()
    if error.errno in _DENIED:
        return ReadOnlyStick(why=reasons.of_system(error))
    if error.errno in _FULL:
        return NoRoom(need=(built.size + SPARE >> 20) + 1, free=_free(folder))
    return NotCopied(why=reasons.of_system(error))


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free >> 20
    except OSError:
        return 0
