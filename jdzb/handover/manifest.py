"""The facts a package states of itself: ``manifest.json``, written here and read as untrusted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from jdzb.core.errors import JdzbError

FORMAT = 1
LARGEST = 4 << 20  # bytes of a manifest: 10,000 files fit
_Kind = TypeVar("_Kind", str, int, bool)


class BadManifest(JdzbError):
    """The manifest of a package is missing, newer, or no manifest at all."""

    sentence = "交接包的说明（manifest.json）读不懂：{why}。没有采用包里的任何内容。"


@dataclass(frozen=True, slots=True)
class Stored:
    """A file of the package: its bytes, its SHA-256 (hex), and its own name where that differs."""

    size: int
    sha256: str
    original: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A public sheet printed since the last handover; ``file`` is empty when it is not at hand."""

    seq: int
    title: str
    at: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """An earlier handover: the package's name, and the head it carried."""

    name: str
    size: int
    root: str
    at: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the village's own check said: the number of faults and the first of them in words."""

    ok: bool
    count: int = 0
    findings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """One package. ``root`` is hex; ``counts`` are rows in force by table; ``created`` is UTC.

    ``clock_suspect`` says that the clock stood before the last entry of the journal. ``files`` are
    all members but the manifest and SHA256SUMS, in the order of the package.
    """

    program: str
    sqlite: str
    branch: str
    township: str
    origin: str
    size: int
    root: str
    code: str
    previous: Handed | None
    version: int
    schema: str
    counts: Mapping[str, int]
    created: str
    clock_suspect: bool
    operator: str
    check: Verdict
    sheets: tuple[Printed, ...]
    files: Mapping[str, Stored]

    def to_json(self) -> bytes:
        """The manifest as it lies in the package: UTF-8, two blanks of indent."""
        text = json.dumps({"format": FORMAT, **asdict(self)}, ensure_ascii=False, indent=2)
        return text.encode() + b"\n"


def from_json(content: bytes) -> Manifest:
    """The manifest of a package, every field examined; raises BadManifest and nothing else."""
    if len(content) > LARGEST:
        raise BadManifest(why="太大")
    try:
        found = json.loads(content.decode())
        return _manifest(found)
    except BadManifest:
        raise
    except (ValueError, RecursionError, TypeError, KeyError, AttributeError) as error:
        raise BadManifest(why="格式不对") from error


def _manifest(found: Any) -> Manifest:
    number = _get(found, "format", int)
    if number != FORMAT:
        raise BadManifest(why=f"它是第 {number} 种格式，本程序只认得第 {FORMAT} 种，请更新程序")
    previous = found["previous"]
    return Manifest(
        **{name: _get(found, name, str) for name in _TEXTS},
        size=_count(found, "size"),
        previous=None if previous is None else _handed(previous),
        version=_count(found, "version"),
        counts={_name(key): _count(found["counts"], key) for key in _mapping(found["counts"])},
        clock_suspect=_get(found, "clock_suspect", bool),
        check=_verdict(found["check"]),
        sheets=tuple(_printed(one) for one in _list(found["sheets"])),
        files={_name(key): _stored(one) for key, one in _mapping(found["files"]).items()},
    )


_TEXTS = (
    "program", "sqlite", "branch", "township", "origin", "root", "code", "schema", "created",
    "operator",
)  # fmt: skip


def _handed(found: Any) -> Handed:
    name, root, at = (_get(found, key, str) for key in ("name", "root", "at"))
    return Handed(name, _count(found, "size"), root, at)


def _verdict(found: Any) -> Verdict:
    told = tuple(_text(one) for one in _list(found["findings"]))
    return Verdict(_get(found, "ok", bool), _count(found, "count"), told)


def _printed(found: Any) -> Printed:
    title, at, file = (_get(found, key, str) for key in ("title", "at", "file"))
    return Printed(_count(found, "seq"), title, at, file)


def _stored(found: Any) -> Stored:
    return Stored(_count(found, "size"), _get(found, "sha256", str), _get(found, "original", str))


def _get(found: Any, key: str, kind: type[_Kind]) -> _Kind:
    value: _Kind = found[key]
    if type(value) is not kind:
        raise BadManifest(why=f"“{key}”不对")
    if isinstance(value, str):
        _text(value)
    return value


def _count(found: Any, key: str) -> int:
    value = _get(found, key, int)
    if not 0 <= value < 1 << 53:
        raise BadManifest(why=f"“{key}”不对")
    return value


def _text(value: Any) -> str:
    """A text that can be written and shown: no lone surrogates."""
    if not isinstance(value, str):
        raise BadManifest(why="有一处不是文字")
    value.encode()
    return value


def _name(key: str) -> str:
    if not key or len(key) > 200:
        raise BadManifest(why="有一个名称不对")
    return _text(key)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise BadManifest(why="有一处不是列表")
    return value


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadManifest(why="有一处不是对照表")
    return value
