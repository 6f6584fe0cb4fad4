"""The examination itself, done in a process of its own: read a file that may be hostile.

Nothing here writes but into the folder of the request. Whatever goes wrong becomes a finding; a
file that could not be read whole is never called sound.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from jdzb import ledgers
from jdzb.core import clock
from jdzb.core.errors import JdzbError
from jdzb.core.visible import visible
from jdzb.handover import audit, evidence, explanations, findings, naming, sealing, unpack
from jdzb.handover.audit import Audit, Evidence, Finding, Seen
from jdzb.handover.manifest import Manifest
from jdzb.store import anchors, check, journal, transparency, untrusted
from jdzb.store.branch import read_branch
from jdzb.store.session import Session
from jdzb.store.transparency import Head

SECONDS = 60.0
MEMORY = 3 * 1024**3  # bytes of address space; a ledger of 300,000 entries needs a quarter
_ORIGIN = re.compile(f"[{transparency.ALPHABET}]{{8}}")
_MOST = 200  # findings of one kind in full; the rest is counted


@dataclass(frozen=True, slots=True)
class Request:
    """What to examine: the file, an empty folder to work in, what opens it, what was seen before.

    ``known`` is the heads accepted before, by origin; ``branches`` says whose they are; ``kept`` is
    where the copy accepted last lies, by origin. ``noted`` are heads seen but never accepted.
    """

    path: str
    folder: str
    password: str = ""
    identity: str = ""
    known: tuple[Seen, ...] = ()
    branches: tuple[tuple[str, str], ...] = ()
    kept: tuple[tuple[str, str], ...] = ()
    noted: tuple[Seen, ...] = ()


def child() -> int:
    """The hidden command: a request as JSON on standard input, the audit on standard output."""
    asked = json.loads(sys.stdin.buffer.read())
    _bound_memory()
    found = examine(_request(asked))
    sys.stdout.buffer.write(json.dumps(audit.to_json(found), ensure_ascii=True).encode())
    sys.stdout.buffer.flush()
    return 0


def _request(asked: dict[str, Any]) -> Request:
    known, noted = (tuple(Seen(**one) for one in asked.pop(key)) for key in ("known", "noted"))
    branches = tuple((origin, name) for origin, name in asked.pop("branches"))
    kept = tuple((origin, path) for origin, path in asked.pop("kept"))
    return Request(**asked, known=known, branches=branches, kept=kept, noted=noted)


def _bound_memory() -> None:
    if sys.platform == "win32":  # a job object would be needed; the time limit stands
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def examine(request: Request) -> Audit:
    """Examine one package or ledger. Never raises for what the file holds."""
    path = Path(request.path)
    blank = Audit(visible(path.name, 120), clock.today().isoformat(), "unreadable", ())
    try:
        blank = replace(blank, sha256=_sha256(path))
        stated, ledger = _opened(path, request)
        with untrusted.open_untrusted(ledger, Path(request.folder)) as session:
            return _audit(blank, session, stated, request)
    except (sealing.CannotUnseal, unpack.SealedPackage) as error:
        return replace(blank, findings=(Finding(audit.LOCKED, "fault", visible(error, 400)),))
    except JdzbError as error:
        return replace(blank, findings=(Finding("package", "fault", visible(error, 400)),))
    except Exception as error:  # noqa: BLE001 - the file is hostile: whatever it raises is a finding
        told = f"文件读不下去（{visible(error, 120)}），没有采用里面的内容。"
        return replace(blank, findings=(Finding("package", "fault", told),))


def _opened(path: Path, request: Request) -> tuple[Manifest | None, Path]:
    """The manifest, None for a bare ledger, and the ledger."""
    with path.open("rb") as file:
        if file.read(16).startswith(b"SQLite format 3"):
            return None, path
    out = unpack.unpack(path, Path(request.folder), request.password, request.identity)
    return out.manifest, out.ledger


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _audit(blank: Audit, session: Session, stated: Manifest | None, request: Request) -> Audit:
    report = check.check_ledger(session)
    head, branch = session.head(), read_branch(session)
    if not _ORIGIN.fullmatch(head.origin):  # it becomes the name of files
        raise untrusted.Untrusted(name=blank.file, why="账本编号不对")
    found = [*_file_findings(session, report), *_manifest_findings(stated, head)]
    found += _name_findings(Path(request.path).name, head)
    previous = _previous(request, head.origin, branch.name)
    verdict, more = _standing(session, previous, request)
    since = previous.size if previous and verdict in ("same", "extended") else 0
    found += [*more, *explanations.attached(session, findings.gather(session, since))]
    found.sort(key=lambda one: list(audit.SEVERITIES).index(one.severity))
    return replace(
        blank, verdict=verdict, findings=tuple(found), branch=visible(branch.name, 60),
        township=visible(branch.township, 60), origin=visible(head.origin, 20), size=head.size,
        root=head.root.hex(), code=head.code, rows=report.rows, previous=previous,
    )  # fmt: skip


def _file_findings(session: Session, report: check.Report) -> list[Finding]:
    """What the replay says, a finding each; many of one kind are one finding."""
    groups: dict[str, list[str]] = {}
    called = ledgers.titling(session)
    for fault in report.faults:
        told = visible(check.words(fault, ledgers.naming, called), 300)
        groups.setdefault(fault.kind, []).append(told)
    return [one for kind, told in groups.items() for one in _grouped(f"file.{kind}", told)]


def _grouped(kind: str, told: list[str]) -> list[Finding]:
    if len(told) <= 5:
        return [Finding(kind, "fault", words) for words in told]
    rows: tuple[Evidence, ...] = tuple((("情况", words),) for words in told[:_MOST])
    return [Finding(kind, "fault", f"{told[0]}这样的共 {len(told)} 处。", rows)]


def _manifest_findings(stated: Manifest | None, head: Head) -> list[Finding]:
    """Where the package's own description and its ledger disagree."""
    if stated is None:
        return []
    pairs = (
        ("账本编号", stated.origin, head.origin),
        ("历史条数", str(stated.size), str(head.size)),
        ("总校验值", stated.root, head.root.hex()),
        ("校验码", stated.code, head.code),
    )
    rows = tuple(
        (("项目", what), ("说明里写的", visible(said, 80)), ("账本里的", visible(own, 80)))
        for what, said, own in pairs
        if said != own
    )
    return [Finding("manifest", "fault", "交接包的说明与账本对不上。", rows)] if rows else []


def _name_findings(name: str, head: Head) -> list[Finding]:
    """A package that bears another ledger's name could hide that ledger's own package."""
    named = naming.NAMED.match(name)
    if not named or named["origin"] == head.origin:
        return []
    told = f"文件名写的是账本 {named['origin']}，里面却是账本 {head.origin}。"
    return [Finding("name", "fault", told)]


# --- against what was seen before ---------------------------------------------------------------


def _previous(request: Request, origin: str, branch: str) -> Seen | None:
    """The head accepted of this ledger; else that of another ledger of the same branch."""
    by_origin = {seen.origin: seen for seen in request.known}
    own = _plain(branch)
    same = [origin for origin, name in request.branches if own and _plain(name) == own]
    of_branch = [by_origin[origin] for origin in same if origin in by_origin]
    return by_origin.get(origin) or (of_branch[-1] if of_branch else None)


def _plain(branch: str) -> str:
    """A branch's name without what could make one name look like two."""
    letters = (char for char in unicodedata.normalize("NFKC", branch) if char.isalnum())
    return "".join(letters).removeprefix("中共")


def _standing(
    session: Session, previous: Seen | None, request: Request
) -> tuple[str, list[Finding]]:
    if previous is None:
        return _beside_noted(session, request)
    return _beside(session, previous, request)


def _beside_noted(session: Session, request: Request) -> tuple[str, list[Finding]]:
    """A ledger never accepted is still the first; but it must not contradict what was seen."""
    origin = session.head().origin
    seen = next((one for one in request.noted if one.origin == origin), None)
    verdict, more = _beside(session, seen, request) if seen else ("first", [])
    return (verdict if verdict in ("older", "rewritten") else "first"), more


def _beside(session: Session, previous: Seen, request: Request) -> tuple[str, list[Finding]]:
    seen = Head(previous.size, bytes.fromhex(previous.root), previous.origin)
    log = anchors.read_log(session.connection)
    verdict = anchors.judge(log, anchors.Anchor(seen, previous.at, "核对"))
    if verdict.standing in ("same", "extended"):
        return verdict.standing, []
    severity: audit.Severity = "fault" if verdict.alarm else "notice"
    rows = _differences(session, dict(request.kept).get(previous.origin), request)
    told = Finding("history", severity, visible(anchors.words(verdict), 400), rows)
    return verdict.standing, [told]


def _differences(session: Session, kept: str | None, request: Request) -> tuple[Evidence, ...]:
    """Entry by entry what the kept copy says and what this file says; nothing without a copy."""
    if not kept or not Path(kept).is_file():
        return ()
    folder = Path(request.folder) / "kept"
    folder.mkdir(exist_ok=True)
    try:
        with untrusted.open_untrusted(Path(kept), folder) as before:
            return _compared(before, session)
    except Exception:  # noqa: BLE001 - the copy only serves to show; the verdict stands without it
        return ()


def _compared(before: Session, now: Session) -> tuple[Evidence, ...]:
    leaves = (anchors.read_log(one.connection).leaves for one in (before, now))
    same = next((n for n, (a, b) in enumerate(zip(*leaves, strict=False)) if a != b), None)
    first = (same if same is not None else min(before.head().size, now.head().size)) + 1
    where, args = "seq >= ? AND seq < ?", (first, first + 50)
    then = {entry.seq: entry for entry in before.entries(where, args)}
    here = {entry.seq: entry for entry in now.entries(where, args)}
    return tuple(
        (
            ("历史", f"第 {seq} 条"),
            ("上次核对时", _told(then.get(seq))),
            ("现在", _told(here.get(seq))),
        )
        for seq in sorted(then.keys() | here.keys())
    )


def _told(entry: journal.Entry | None) -> str:
    if entry is None:
        return "（没有）"
    facts: Mapping[str, Any] = dict(evidence.of_entry(entry))
    return f"{facts['时间']} {facts['记录']} {facts['改动']}"[:300]
