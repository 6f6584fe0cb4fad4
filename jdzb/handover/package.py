"""Making the package: the ledger's copy, what proves it, the sheets posted, one ZIP, sealed or not.

``draft`` needs the ledger and its thread; ``assemble`` needs neither and may run beside the window.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import jdzb
from jdzb import ledgers
from jdzb.core import clock, paths
from jdzb.core.errors import JdzbError
from jdzb.core.sheet import Sheet
from jdzb.handover import leaflet, naming, receipt, sealing
from jdzb.handover.contents import (
    CHUNK,
    LEDGER,
    Member,
    attachments,
    photo_names,
    sheets_since,
    zip_entry,
)
from jdzb.handover.manifest import Handed, Manifest, Verdict
from jdzb.handover.sealing import Sealing
from jdzb.press import pdf
from jdzb.store import check, copyout, reasons
from jdzb.store.branch import read_branch
from jdzb.store.session import Session
from jdzb.store.transparency import Head

LARGEST = 2 << 30  # bytes of all members together: what every ZIP tool opens
TOLD = 20  # findings of the check that the manifest quotes
EVENT = "package"
WORK = "交接中"  # in the home folder, while a package is made
Progress = Callable[[float, str], None]


class TooLarge(JdzbError):
    """The members are too many bytes for a plain ZIP."""

    sentence = (
        "交接包有 {size} MB，超过 {most} MB，没有打包。请先把用不着的附件移出 attachments 文件夹。"
    )


class NotBuilt(JdzbError):
    """A file could not be read or written while packing."""

    sentence = "没有打成交接包：{why}。账本没有改动，请检查本机硬盘后再试。"


def quiet(share: float, words: str) -> None:
    """A progress that nobody watches; a real one raises Cancelled to stop the work."""
    del share, words


@dataclass(frozen=True, slots=True)
class Draft:
    """What the ledger gave: its copy in the work folder, its facts, what else is to go."""

    copy: Path
    head: Head
    manifest: Manifest
    members: tuple[Member, ...]
    at: datetime
    former: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A package on the local disk. ``former`` names this ledger's earlier ones, oldest first."""

    path: Path
    name: str
    size: int
    sha256: str
    manifest: Manifest
    receipt: Sheet
    sealed: str
    former: tuple[str, ...] = ()


@contextlib.contextmanager
def work_folder() -> Iterator[Path]:
    """An empty folder in the home, gone afterwards; what a kill left of the last one goes first.

    Not the system's own: the ledger's copy must lie where only those come who come to the ledger.
    Raises NotBuilt.
    """
    folder = paths.home() / WORK
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
    except OSError as error:
        raise NotBuilt(why=reasons.of_system(error)) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def build(
    session: Session, folder: Path, sealed: Sealing | None = None, progress: Progress = quiet
) -> Built:
    """Make the package of the ledger as it is in ``folder``, an empty folder of the local disk.

    Raises CopyFailed, TooLarge, NotBuilt, and what ``progress`` raises. The head of the package is
    that of the moment; the handover itself is journalled when the package lies on the stick.
    """
    return assemble(draft(session, folder), sealed, progress)


def draft(session: Session, folder: Path) -> Draft:
    """Copy the ledger into the folder and collect what goes with it."""
    facts, now, branch = copyout.facts(session), clock.now(), read_branch(session)
    earlier = handed(session)
    previous = earlier[-1] if earlier else None
    sheets = sheets_since(session, previous.size if previous else 0)
    created = clock.stamp()
    manifest = Manifest(
        program=jdzb.__version__, sqlite=facts.sqlite, branch=branch.name,
        township=branch.township, origin=facts.head.origin, size=facts.head.size,
        root=facts.head.root.hex(), code=facts.head.code, previous=previous,
        version=facts.version, schema=facts.schema, counts=facts.counts, created=created,
        clock_suspect=created < facts.last_at, operator=session.actor, check=Verdict(True),
        sheets=tuple(printed for printed, _ in sheets), files={},
    )  # fmt: skip
    members = [member for _, member in sheets if member]
    members += attachments(paths.home() / "attachments", photo_names(session))
    copy = folder / LEDGER
    copyout.vacuum_into(session, copy)
    former = tuple(one.name for one in earlier)
    return Draft(copy, facts.head, manifest, tuple(members), now, former)


def handed(session: Session) -> list[Handed]:
    """The earlier handovers of this ledger, oldest first, as journalled."""
    told = session.entries("op = 'X' AND tbl = ?", (EVENT,))
    return [handed for entry in told if (handed := _handed(entry.new or {}, entry.at))]


def _handed(facts: Mapping[str, Any], at: str) -> Handed | None:
    """The handover in an event; None when a foreign hand wrote the event."""
    name, size, root = (facts.get(key) for key in ("name", "size", "root"))
    if isinstance(name, str) and isinstance(size, int) and isinstance(root, str):
        return Handed(name, size, root, at)
    return None


def assemble(made: Draft, sealed: Sealing | None = None, progress: Progress = quiet) -> Built:
    """Check the copy, write the ZIP, seal it, and leave nothing else in the folder."""
    try:
        return _assembled(made, sealed, progress)
    except (OSError, zipfile.LargeZipFile) as error:
        why = reasons.of_system(error) if isinstance(error, OSError) else "文件太大"
        raise NotBuilt(why=why) from error
    finally:
        made.copy.unlink(missing_ok=True)


def _assembled(made: Draft, sealed: Sealing | None, progress: Progress) -> Built:
    progress(0.0, "正在检查账本的副本")
    manifest = replace(made.manifest, check=_verdict(made))
    how = sealed.words if sealed else "没有加密"
    name = naming.name_of(manifest, made.at.date()) + (sealing.SUFFIX if sealed else "")
    _refuse_large([Member(LEDGER, made.copy), *made.members])
    progress(0.2, "正在出交接单")
    files = {one.name: one.stored() for one in made.members}
    page = receipt.sheet(replace(manifest, files=files), name, how, made.at)
    members = (
        Member(LEDGER, made.copy),
        Member("README.txt", leaflet.text(manifest)),
        Member("receipt.pdf", pdf.render(page)),
        *made.members,
    )
    manifest = replace(manifest, files={one.name: one.stored() for one in members})
    path = made.copy.with_name(name)
    plain = path.with_name(name.removesuffix(sealing.SUFFIX))
    try:
        _write(plain, (*_proofs(manifest), *members), progress)
        if sealed:
            progress(0.9, "正在加密")
            sealing.seal(plain, path, sealed)
            plain.unlink()
    except BaseException:
        plain.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise
    size, digest = path.stat().st_size, digest_of(path)
    return Built(path, name, size, digest, manifest, page, how, made.former)


def _verdict(made: Draft) -> Verdict:
    """What the check says of the copy; a copy with another head is no copy."""
    with copyout.opened(made.copy) as session:
        if session.head() != made.head:
            raise copyout.CopyFailed(why="复制出来的账本与原来的不一样")
        report = check.check_ledger(session)
        told = check.findings(report, ledgers.naming, ledgers.titling(session))
    return Verdict(report.ok, len(told), tuple(told[:TOLD]))


def _proofs(manifest: Manifest) -> Iterator[Member]:
    """The manifest, and SHA256SUMS over it and everything else."""
    stated = Member("manifest.json", manifest.to_json())
    sums = {stated.name: stated.stored(), **manifest.files}
    lines = (f"{stored.sha256}  {name}\n" for name, stored in sums.items())
    yield stated
    yield Member("SHA256SUMS", "".join(lines).encode())


def _write(path: Path, members: Sequence[Member], progress: Progress) -> None:
    """The ZIP, members in order, on the disk and opened again once."""
    with path.open("xb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=False) as archive:
            for number, member in enumerate(members):
                progress(0.2 + 0.6 * number / len(members), f"正在写 {member.name}")
                with archive.open(zip_entry(member, clock.now()), "w") as inside:
                    for chunk in member.chunks():
                        inside.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    progress(0.8, "正在核对打好的包")
    with zipfile.ZipFile(path) as archive:
        if broken := archive.testzip():
            raise NotBuilt(why=f"{broken} 写坏了")


def _refuse_large(members: Sequence[Member]) -> None:
    size = sum(member.size for member in members)
    if size > LARGEST:
        raise TooLarge(size=size >> 20, most=LARGEST >> 20)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal. OSError passes through."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
