"""The packages on the list of 核对: what each is called, its day, whether it is sealed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jdzb.core.errors import JdzbError
from jdzb.handover import naming, sealing
from jdzb.handover.audit import Audit
from jdzb.store import reasons

LONGEST = 18  # characters of a name in the list


class CannotRead(JdzbError):
    """The package cannot be opened at all."""

    sentence = "“{name}”打不开：{why}，没有核对。请重新插好U盘再试。"


@dataclass(slots=True)
class Job:
    """A package to be checked: ``audit`` once it is, ``state`` what the list says of it."""

    path: Path
    audit: Audit | None = None
    state: str = "等待"
    tone: str = "grey"


def name_of(job: Job) -> str:
    """The branch once it is known; before, the village out of the package's name."""
    found = job.audit
    if found and found.branch:
        return _shortened(found.branch.removeprefix("中共").removeprefix(found.township))
    named = naming.NAMED.match(job.path.name)
    return _shortened(job.path.name.partition("-")[0] if named else job.path.name)


def day_of(job: Job) -> str:
    """The day the package was made as its name has it, 2026-11-21; "" for another name."""
    named = naming.NAMED.match(job.path.name)
    return f"{named['day'][:4]}-{named['day'][4:6]}-{named['day'][6:]}" if named else ""


def needs_password(path: Path) -> bool:
    """True when it is sealed by a password, not to a key of a township. Raises CannotRead."""
    try:
        return sealing.is_sealed(path) and sealing.by_password(path)
    except OSError as error:
        raise CannotRead(name=path.name, why=reasons.of_system(error)) from error


def _shortened(name: str) -> str:
    """A name that fits its column; all of it stands in the result."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
