"""核对: the township's check of a package, a stick or a bare ledger against its own register.

The file is read in a child process with a time limit and a memory limit; a child that dies or hangs
is a finding. The register is written before the answer is given.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from jdzb.core import clock, paths
from jdzb.core.errors import JdzbError
from jdzb.core.visible import visible
from jdzb.handover import audit, examination, naming, register, unpack
from jdzb.handover.audit import Audit, Finding
from jdzb.handover.examination import Request
from jdzb.handover.register import Register, Start
from jdzb.store import disk, scratch

KEPT = "核对留存"
CHILD = ("handover", "_child")
_KEPT_COPIES = 3
_PACKAGE = re.compile(r"(?P<base>.+)\.jdzb\.zip(\.age)?", re.IGNORECASE)


class NothingToVerify(JdzbError):
    """The path holds no package and no ledger."""

    sentence = "“{name}”里没有交接包，也不是账本，没有核对。请插好U盘，选中交接包或它所在的文件夹。"


def verify(path: Path, register_path: Path, password: str = "", *, keep: bool = True) -> Audit:
    """Check one package or ledger, and note it in the register.

    The head becomes the one to be extended only when nothing is at fault. Raises NothingToVerify,
    BadRegister; OSError when the register cannot be written.
    """
    if not path.is_file():
        raise NothingToVerify(name=path.name)
    known = register.read(register_path)
    with scratch.folder() as folder:
        found = run(_request(path, Path(folder), password, known, register_path.parent))
        kept = _keep(found, _source(path, Path(folder)), register_path.parent) if keep else ""
    known = register.noted(register.read(register_path), found)
    if found.ok and found.verdict in ("first", "same", "extended"):
        known = register.accepted(known, found, kept)
    register.write(register_path, known)
    return found


def accept(found: Audit, register_path: Path, actor: str, reason: str) -> Audit:
    """A person takes this head as a new start, after a restored backup or for another ledger.

    Who, when and why is kept in the register, and told by the audit from now on.
    """
    known = register.read(register_path)
    start = Start(clock.stamp(), actor, reason, found.origin, found.size, found.root, found.verdict)
    taken = register.accepted(known, found, "", new_start=True)
    register.write(register_path, replace(taken, starts=(*known.starts, start)))
    return replace(found, accepted=start.words)


def packages(path: Path) -> list[Path]:
    """The file itself, or of a folder the newest package of each ledger.

    Raises NothingToVerify.
    """
    if path.is_file():
        return [path]
    newest: dict[str, tuple[str, float, Path]] = {}
    for one in sorted(path.iterdir()) if path.is_dir() else ():
        if (match := _PACKAGE.fullmatch(one.name)) and one.is_file() and one.name[0] not in "~.":
            named = naming.NAMED.fullmatch(match["base"])
            key, day = (named["origin"], named["day"]) if named else (one.name, "")
            ranked = (day, one.stat().st_mtime, one)
            newest[key] = max(newest.get(key, ranked), ranked)
    if not newest:
        raise NothingToVerify(name=path.name or str(path))
    return [one for _, _, one in newest.values()]


# --- the child ----------------------------------------------------------------------------------


def run(request: Request, seconds: float = examination.SECONDS) -> Audit:
    """The examination in a process of its own; its death or silence is a finding."""
    try:
        done = subprocess.run(
            _command(), input=json.dumps(asdict(request)).encode(), capture_output=True,
            timeout=seconds, cwd=request.folder, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return _failed(request, f"核对了 {seconds:.0f} 秒还没有完，已停下")
    if done.returncode:
        return _failed(request, f"读这个文件时程序停了（{done.returncode}）")
    try:
        return audit.from_json(json.loads(done.stdout))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return _failed(request, "读这个文件时没有得到结果")


def _command() -> Sequence[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, *CHILD]
    return [sys.executable, str(paths.program() / "main.py"), *CHILD]


def _failed(request: Request, why: str) -> Audit:
    told = f"{why}：文件可能有意做坏，没有采用里面的内容。"
    name = visible(Path(request.path).name, 120)
    finding = Finding("package", "fault", told)
    return Audit(name, clock.today().isoformat(), "unreadable", (finding,))


def _request(path: Path, folder: Path, password: str, known: Register, home: Path) -> Request:
    copies = ((one.origin, home.absolute() / one.kept) for one in known.villages if one.kept)
    return Request(
        str(path.absolute()), str(folder), password, known.identity,
        tuple(one.seen for one in known.villages),
        tuple((one.origin, one.branch) for one in known.villages),
        tuple((origin, str(copy)) for origin, copy in copies),
        register.unaccepted(known),
    )  # fmt: skip


# --- the kept copy ------------------------------------------------------------------------------


def _source(path: Path, work: Path) -> Path:
    """The ledger as it came: out of the package, or the file itself."""
    inside = work / unpack.OUT
    return inside if inside.exists() else path


def _keep(found: Audit, source: Path, home: Path) -> str:
    """Keep the ledger as it came, so that a later rewriting can be shown.

    Returns its place, seen from ``home``; nothing when there is no ledger to keep.
    """
    if not found.origin or found.verdict == "unreadable":
        return ""
    folder = home / KEPT / re.sub(r"[^A-Z0-9]", "_", found.origin)
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{found.size:07d}-{found.code[:11]}{'' if found.ok else '-不符'}.db"
    if not target.exists():
        fresh = target.with_suffix(".new")
        disk.copy(source, fresh)
        disk.replace(fresh, target)
    alike = [one for one in folder.glob("*.db") if one.stem.endswith("-不符") is not found.ok]
    for old in sorted(alike, key=lambda one: one.stat().st_mtime)[:-_KEPT_COPIES]:
        old.unlink()
    return target.relative_to(home).as_posix()


def summary(found: Sequence[Audit]) -> dict[str, object]:
    """The answer for a folder: one audit as it is, several together."""
    if len(found) == 1:
        return audit.to_json(found[0])
    told = " ".join(one.sentence for one in found)
    ok = all(one.ok for one in found)
    return {"ok": ok, "packages": [audit.to_json(one) for one in found], "sentence": told}
