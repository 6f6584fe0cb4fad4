"""What a package is called: ASCII, at most 48 characters, no name a system reserves."""

from __future__ import annotations

import re
from datetime import date

from jdzb.core import people
from jdzb.handover.manifest import Manifest

SUFFIX = ".jdzb.zip"
PARTIAL = re.compile(r"~[A-Z0-9-]+\.jdzb\.zip(\.age)?\.tmp")
NAMED = re.compile(r"[A-Z0-9]+-(?P<origin>[A-Z0-9]{8})-(?P<day>\d{8})-.+")
_ENDINGS = r"(村?(党支部|党总支|支部委员会|支部|村))$"
_NAMELESS = "CUN"


def name_of(manifest: Manifest, day: date) -> str:
    """The name of a package: QINGSHAN-<ledger>-<day>-<first group of the check code>.jdzb.zip."""
    place = village(manifest.branch, manifest.township)
    return f"{place}-{manifest.origin}-{day:%Y%m%d}-{manifest.code[:5]}{SUFFIX}"


def village(branch: str, township: str = "") -> str:
    """The village in Latin letters, from the name of its branch: 青山村党支部 is QINGSHAN."""
    short = re.sub(_ENDINGS, "", branch.removeprefix("中共").removeprefix(township))
    spelled = "".join(sounds[0] for sounds in people.pinyin_keys(short) if sounds)
    return re.sub(r"[^A-Z0-9]", "", spelled.upper())[:16] or _NAMELESS


def numbered(name: str, number: int) -> str:
    """The name for the second, third… package of the same head: …-2.jdzb.zip."""
    start, dot, end = name.partition(".")
    return f"{start}-{number}{dot}{end}" if number > 1 else name


def partial(name: str) -> str:
    """The name a package has while it is being written."""
    return f"~{name}.tmp"
