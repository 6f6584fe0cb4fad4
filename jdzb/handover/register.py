"""The township's memory of every village: the head accepted last, kept copies, its own age key.

One JSON file, ``核对登记.json``, replaced as a whole. It is the anchor that makes a rewritten
history visible: a file that cannot be read is never silently started anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from jdzb.core import clock, paths
from jdzb.core.errors import JdzbError
from jdzb.handover import sealing
from jdzb.handover.audit import Audit, Seen
from jdzb.store import disk

NAME = "核对登记.json"
FORMAT = 1
_CHECKS_KEPT = 200


class BadRegister(JdzbError):
    """The register cannot be read; without it a rewritten history could pass."""

    sentence = (
        "核对登记“{name}”读不出来（{why}），没有核对，也没有改动它。"
        "请放回它的备份；确实没有备份，才把它移走重新开始。"
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """One check: the day, the file, its SHA-256, the verdict, whether all was in order."""

    day: str
    file: str
    sha256: str
    size: int
    root: str
    verdict: str
    ok: bool
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Village:
    """What is known of one ledger. ``epoch`` counts the times a person accepted a new start."""

    origin: str
    branch: str
    size: int
    root: str
    day: str
    code: str
    file: str
    kept: str = ""
    epoch: int = 1

    @property
    def seen(self) -> Seen:
        """The accepted head."""
        return Seen(self.origin, self.size, self.root, self.day)


@dataclass(frozen=True, slots=True)
class Start:
    """A head that a person took as a new start: when (UTC), who, why."""

    at: str
    actor: str
    reason: str
    origin: str
    size: int
    root: str
    verdict: str

    @property
    def words(self) -> str:
        """林秀兰 2026-11-21 09:12 认作新起点，原因：换了电脑。"""
        return f"{self.actor} {clock.told(self.at)} 认作新起点，原因：{self.reason.rstrip('。')}。"


@dataclass(frozen=True, slots=True)
class Register:
    """Everything the township remembers. ``identity`` is its secret age key, made when needed."""

    villages: tuple[Village, ...] = ()
    checks: tuple[Checked, ...] = ()
    identity: str = field(default="", repr=False)
    recipient: str = ""
    starts: tuple[Start, ...] = ()

    def village(self, origin: str) -> Village | None:
        """The village whose ledger has this id."""
        return next((one for one in self.villages if one.origin == origin), None)


def default_path() -> Path:
    """The register of this computer: beside the ledgers of this home."""
    return paths.home() / NAME


def read(path: Path) -> Register:
    """The register at ``path``, an empty one when there is none. Raises BadRegister."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Register()
    except (OSError, UnicodeDecodeError) as error:
        raise BadRegister(name=path.name, why="文件打不开") from error
    try:
        return _from_json(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadRegister(name=path.name, why="内容不完整") from error


def write(path: Path, register: Register) -> None:
    """Replace the file as a whole, readable by its owner alone. OSError passes through."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.new-{os.getpid()}")
    text = json.dumps({"format": FORMAT, **asdict(register)}, ensure_ascii=False, indent=2)
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text + "\n")
    disk.sync_file(fresh)
    disk.replace(fresh, path)


def with_key(path: Path) -> Register:
    """The register with the township's key pair; made and written the first time."""
    register = read(path)
    if not register.identity:
        secret, public = sealing.new_identity()
        register = replace(register, identity=secret, recipient=public)
        write(path, register)
    return register


def noted(register: Register, audit: Audit) -> Register:
    """The register after a check: every check is listed."""
    one = Checked(
        audit.day, audit.file, audit.sha256, audit.size, audit.root, audit.verdict, audit.ok,
        audit.origin,
    )  # fmt: skip
    return replace(register, checks=(*register.checks, one)[-_CHECKS_KEPT:])


def unaccepted(register: Register) -> tuple[Seen, ...]:
    """The head seen last of every ledger that was never accepted: the next must lead on from it."""
    known = {village.origin for village in register.villages}
    last = {one.origin: one for one in register.checks if one.root and one.origin not in known}
    return tuple(Seen(one.origin, one.size, one.root, one.day) for one in last.values())


def accepted(register: Register, audit: Audit, kept: str, *, new_start: bool = False) -> Register:
    """The register with the head of this audit as the one to be extended from now on.

    ``new_start`` says that a person accepted a branch: a restored backup or another ledger of the
    same branch, whose older head is then dropped.
    """
    before = register.village(audit.origin)
    epoch = (before.epoch if before else 1) + (1 if new_start else 0)
    village = Village(
        audit.origin, audit.branch, audit.size, audit.root, audit.day, audit.code, audit.file,
        kept or (before.kept if before else ""), epoch,
    )  # fmt: skip
    gone = {audit.origin} | ({audit.previous.origin} if new_start and audit.previous else set())
    rest = tuple(one for one in register.villages if one.origin not in gone)
    return replace(register, villages=(*rest, village))


def _from_json(found: Mapping[str, Any]) -> Register:
    if found["format"] != FORMAT:
        raise ValueError("another format")
    villages = tuple(Village(**one) for one in found["villages"])
    for one in villages:
        if len(bytes.fromhex(one.root)) != 32 or type(one.size) is not int or one.size < 0:
            raise ValueError("not a head")
    checks = tuple(Checked(**one) for one in found["checks"])
    if any(one.root and len(bytes.fromhex(one.root)) != 32 for one in checks):
        raise ValueError("not a head")
    starts = tuple(Start(**one) for one in found.get("starts", ()))
    return Register(villages, checks, str(found["identity"]), str(found["recipient"]), starts)
