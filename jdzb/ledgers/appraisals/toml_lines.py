"""On which line of a TOML text each key stands; tomllib does not say. Pure.

Only for text that tomllib has accepted. Keys inside an inline table or array have the line of the
key that holds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]

_KEY = re.compile(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+)\s*(\.?)""")
# One piece of a value: a text of three quotes, a text, a comment, a bracket, anything else.
_PIECE = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}]|\n|.',
    re.DOTALL,
)


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of every table and key by its path: ("part", 0, "aspect", 2, "title")."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for line, statement in _statements(text):
        if statement.startswith("["):
            many = statement.startswith("[[")
            table = _table(_names(statement.lstrip("[")), many=many, counts=counts)
            found.setdefault(table, line)
            if many:
                found.setdefault(table[:-1], line)
        else:
            names = _names(statement)
            for length in range(1, len(names) + 1):
                found.setdefault((*table, *names[:length]), line)
    return found


def line_at(lines: Mapping[Path, int], path: Path) -> int:
    """The line of a path, or of the nearest thing around it; 1 for the whole file."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each header and each key with its value, with the line it begins on."""
    pieces: list[str] = []
    line = begun = 1
    depth = 0
    for piece in (*_PIECE.findall(text.replace("\r\n", "\n")), "\n"):
        if piece == "\n" and depth == 0:
            if statement := "".join(pieces).strip():
                yield begun, statement
            pieces, begun = [], line + 1
        elif not piece.startswith("#"):
            depth += (piece in "[{") - (piece in "]}")
            pieces.append(piece)
        line += piece.count("\n")


def _names(statement: str) -> list[str]:
    """The dotted key a statement begins with."""
    found, at, dot = [], 0, "."
    while dot:
        match = _KEY.match(statement, at)
        if match is None:
            break
        name, dot = match.groups()
        found.append(name[1:-1] if name[0] in "\"'" else name)
        at = match.end()
    return found


def _table(names: list[str], *, many: bool, counts: dict[Path, int]) -> Path:
    """The path of a header: arrays of tables on the way mean their last one."""
    path: Path = ()
    for number, name in enumerate(names, 1):
        path = (*path, name)
        if many and number == len(names):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path
