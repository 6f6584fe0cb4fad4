"""The program's own source as syntax trees, for the tests that read it instead of running it."""

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Source:
    """One file of jdzb/: its path from the root with slashes, its text, its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def module(self):
        """The dotted name; a package's __init__ bears the package's name."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def nodes(self):
        """Every node of the tree; walked once, for forty tests ask."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def docstrings(self):
        """The ids of the string nodes that are docstrings."""
        holders = ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef
        return {
            id(node.body[0].value)
            for node in self.nodes
            if isinstance(node, holders) and ast.get_docstring(node, clean=False) is not None
        }

    def strings(self):
        """(line, text) of every string that is no docstring; {} is what an f-string fills."""
        return self._strings

    @cached_property
    def _strings(self):
        return tuple(self._find_strings())

    def _find_strings(self):
        filled = [node for node in self.nodes if isinstance(node, ast.JoinedStr)]
        skipped = self.docstrings | {id(part) for node in filled for part in node.values}
        for node in filled:
            yield node.lineno, "".join(_text(part) for part in node.values)
        for node in self.nodes:
            is_string = isinstance(node, ast.Constant) and isinstance(node.value, str)
            if is_string and id(node) not in skipped:
                yield node.lineno, node.value


def _text(part):
    return part.value if isinstance(part, ast.Constant) else "{}"


def read_sources(root=ROOT):
    """Every Python file of jdzb/ below `root`; those of the program are read once."""
    return _program() if root == ROOT else _read_all(root)


@cache
def _program():
    return _read_all(ROOT)


def _read_all(root):
    files = sorted((root / "jdzb").rglob("*.py"))
    return [_read(root, file) for file in files]


def _read(root, file):
    text = file.read_text(encoding="utf-8")
    return Source(file.relative_to(root).as_posix(), text, ast.parse(text))


def plant(root, files):
    """Write a small jdzb/ of `files` (path below jdzb/ to source) and read it."""
    for path, text in files.items():
        file = root / "jdzb" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return read_sources(root)
