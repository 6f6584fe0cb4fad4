"""Imports go down only, files and functions stay small, everything public says what it promises.

The rules are the table ROOMS. Each row is tested with planted offences that must be caught.
"""

import ast
import re
import sys
from dataclasses import dataclass

import pytest

from tests.source_tree import plant, read_sources

FILE_LINES = 300
FUNCTION_LINES = 40

# Of the standard library these are not free for all: Tk and SQLite have their rooms.
RESERVED = {"tkinter", "_tkinter", "sqlite3"}
# No network, ever; no folder scanning, no entry points.
FORBIDDEN = {
    "asyncio", "ftplib", "http", "imaplib", "importlib.metadata", "pkgutil", "poplib", "smtplib",
    "socket", "socketserver", "ssl", "urllib.request", "webbrowser", "xmlrpc",
}  # fmt: skip


@dataclass(frozen=True)
class Room:
    """Modules whose name matches `who` may import only modules matching `sees` and `libraries`.

    `{book}` in `sees` is the book that `who` found.
    """

    who: str
    sees: tuple[str, ...]
    libraries: tuple[str, ...] = ()


CORE = r"jdzb\.core(\..+)?"
STORE = r"jdzb\.store(\..+)?"
PRESS = r"jdzb\.press(\..+)?"
KIT = r"jdzb\.gui\.kit(\..+)?"
OWN = r"jdzb\.ledgers\.{book}(\.(?!page).+)?"
OWN_PURE = r"jdzb\.ledgers\.{book}\.(?!page|service).+"
MEMBERS = r"jdzb\.ledgers\.members(\.(?!page).+)?"
MEMBERS_PURE = r"jdzb\.ledgers\.members\.(?!page|service).+"
SHELF = r"jdzb\.ledgers"
BOOK = r"jdzb\.ledgers\.(?P<book>\w+)"
PAGES = r"jdzb\.ledgers\.\w+\.page(\.\w+)*"
SPREADSHEETS = ("openpyxl", "python_calamine")
PRINTING = (
    "reportlab", "segno", "docx", "pypdf", "pypdfium2", "PIL", "markdown_it", *SPREADSHEETS,
)  # fmt: skip

# The first row that fits a module counts.
ROOMS = {
    "core": Room(CORE, (CORE,), ("cnlunar", "pypinyin")),
    "store": Room(STORE, (CORE, STORE), ("argon2", "sqlite3", "sqlite_utils")),
    "press": Room(PRESS, (CORE, PRESS), PRINTING),
    "shelf": Room(SHELF, (CORE, r"jdzb\.ledgers\.\w+")),
    "page": Room(
        BOOK + r"\.page.*",
        (CORE, STORE, PRESS, KIT, OWN, r"jdzb\.ledgers\.{book}\.page.*", MEMBERS),
        ("tkinter",),
    ),
    "service": Room(BOOK + r"(\.service.*)?", (CORE, STORE, OWN, MEMBERS)),
    "pure": Room(BOOK + r"\.(?!page|service).+", (CORE, OWN_PURE, MEMBERS_PURE)),
    "handover": Room(
        r"jdzb\.handover(\..+)?",
        (r"jdzb", CORE, STORE, PRESS, SHELF, OWN, r"jdzb\.handover(\..+)?"),
        ("pyrage",),
    ),
    "grid": Room(r"jdzb\.gui\.kit\.gridsheet", (CORE, PRESS, KIT), ("tkinter", "tksheet")),
    "kit": Room(KIT, (CORE, PRESS, KIT), ("tkinter", "PIL")),
    "pages": Room(r"jdzb\.gui\.pages", (CORE, r"jdzb\.gui(\..+)?", PAGES), ("tkinter",)),
    "gui": Room(
        r"jdzb\.gui(\..+)?",
        (r"jdzb", CORE, STORE, PRESS, SHELF, r"jdzb\.handover(\..+)?", r"jdzb\.gui(\..+)?"),
        ("tkinter",),
    ),
    # The command line must do without a screen, so it sees all but the window.
    "cli": Room(r"jdzb\.cli(\..+)?", (r"jdzb(\.(?!gui|app|ledgers\.\w+\.page).+)?",)),
    "app": Room(r"jdzb\.app", (r"jdzb(\..+)?",)),
    "root": Room(r"jdzb", ()),
}  # fmt: skip


def imports(source, known):
    """(line, dotted name) of everything imported, inside functions too, by string too."""
    loaders = {"import_module", "__import__", *_other_names(source.tree, "import_module")}
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, name) for name in _from(node, known))
        elif isinstance(node, ast.Call) and _called(node) in loaders:
            named = node.args and isinstance(node.args[0], ast.Constant)
            yield node.lineno, str(node.args[0].value) if named else "?"


def _other_names(tree, name):
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {alias.asname for node in froms for alias in node.names if alias.name == name}


def _from(node, known):
    if node.level:
        return ["." * node.level + (node.module or "")]
    whole = [f"{node.module}.{alias.name}" for alias in node.names]
    stdlib_parts = {name for name in whole if name in FORBIDDEN}
    return [name if name in known or name in stdlib_parts else node.module for name in whole]


def _called(node):
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def room_of(module):
    """The name of the room, the room, and the book's name, or None three times."""
    for name, room in ROOMS.items():
        if found := re.fullmatch(room.who, module):
            return name, room, found.groupdict().get("book") or ""
    return None, None, None


def may_import(room, book, target):
    """Whether a module of `room` may import `target`."""
    top = target.split(".")[0]
    if target == "?" or target.startswith("."):
        return False
    if any(target == name or target.startswith(name + ".") for name in FORBIDDEN):
        return False
    if top == "jdzb":
        seen = [pattern.replace("{book}", re.escape(book)) for pattern in room.sees]
        return any(re.fullmatch(pattern, target) for pattern in seen)
    if top in room.libraries:
        return True
    return top in sys.stdlib_module_names and top not in RESERVED


def import_offences(sources):
    """One line for each import that goes up or sideways, or leaves its room."""
    known = {source.module for source in sources}
    found = []
    for source in sources:
        name, room, book = room_of(source.module)
        if room is None:
            found.append(f"{source.path}: stands in no room")
            continue
        found += [
            f"{source.path}:{line}: {name} may not import {target}"
            for line, target in imports(source, known)
            if not may_import(room, book, target)
        ]
    return found


def size_offences(sources):
    """One line for each file or function that is asking to be two."""
    found = []
    for source in sources:
        lines = source.text.count("\n")
        if lines > FILE_LINES:
            found.append(f"{source.path}: {lines} lines")
        for node in source.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = node.end_lineno - node.lineno + 1
                if length > FUNCTION_LINES:
                    found.append(f"{source.path}:{node.lineno}: {node.name} has {length} lines")
    return found


def docstring_offences(sources):
    """One line for each module, public class, public function or method that promises nothing."""
    return [
        f"{source.path}:{getattr(node, 'lineno', 1)}: no docstring"
        for source in sources
        for node in [source.tree, *_public(source.tree)]
        if not ast.get_docstring(node)
    ]


def _public(tree):
    for node in tree.body:
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if not (is_function or isinstance(node, ast.ClassDef)) or node.name.startswith("_"):
            continue
        yield node
        if not is_function:
            yield from _public(node)


def test_imports_go_down_only():
    found = import_offences(read_sources())
    assert not found, "\n".join(found)


def test_files_and_functions_stay_small():
    found = size_offences(read_sources())
    assert not found, "\n".join(found)


def test_everything_public_says_what_it_promises():
    found = docstring_offences(read_sources())
    assert not found, "\n".join(found)


def test_the_whole_program_is_read():
    modules = {source.module for source in read_sources()}
    assert {"jdzb", "jdzb.core.clock", "jdzb.core.paths"} <= modules


BOOKS = {
    "ledgers/members/service.py": "",
    "ledgers/members/entries.py": "",
    "ledgers/members/page.py": "",
    "ledgers/duty/service.py": "",
    "ledgers/duty/page.py": "",
    "ledgers/duty/__init__.py": "",
    "gui/shell.py": "",
    "gui/kit/form.py": "",
    "store/session.py": "",
    "press/pdf.py": "",
    "app.py": "",
    "cli.py": "",
}

# (the room it must be caught in, where, what)
OFFENCES = [
    ("core", "core/a.py", "import reportlab"),
    ("core", "core/a.py", "import sqlite3"),
    ("core", "core/a.py", "from jdzb.store import session"),
    ("core", "core/a.py", "def late():\n    import jdzb.press.pdf"),
    ("core", "core/a.py", "from importlib import import_module\nimport_module('jdzb.app')"),
    ("core", "core/a.py", "from importlib import import_module as f\nf('openpyxl')"),
    ("core", "core/a.py", "import importlib\nimportlib.import_module('openpyxl')"),
    ("core", "core/a.py", "import importlib\ndef load(name):\n    importlib.import_module(name)"),
    ("core", "core/a.py", "__import__('tkinter')"),
    ("core", "core/a.py", "from . import b"),
    ("core", "core/a.py", "import socket"),
    ("core", "core/a.py", "import urllib.request"),
    ("core", "core/a.py", "from urllib import request"),
    ("core", "core/a.py", "from importlib import metadata"),
    ("core", "core/a.py", "import pkgutil"),
    ("core", "core/a.py", "import typing as t\nif t.TYPE_CHECKING:\n    import jdzb.app"),
    ("store", "store/a.py", "from jdzb.press import pdf"),
    ("store", "store/a.py", "from jdzb.ledgers.members import entries"),
    ("store", "store/a.py", "import openpyxl"),
    ("store", "store/a.py", "import pyrage"),
    ("press", "press/a.py", "from jdzb.ledgers.duty import service"),
    ("press", "press/a.py", "from jdzb.store import session"),
    ("press", "press/a.py", "import sqlite_utils"),
    ("press", "press/a.py", "import tkinter"),
    ("shelf", "ledgers/__init__.py", "from jdzb.ledgers.duty import page"),
    ("shelf", "ledgers/__init__.py", "from jdzb.store import session"),
    ("pure", "ledgers/duty/entries.py", "from jdzb.store.session import Session"),
    ("pure", "ledgers/duty/rules.py", "from jdzb.ledgers.duty import service"),
    ("pure", "ledgers/duty/sheets.py", "from jdzb.press import pdf"),
    ("pure", "ledgers/duty/sheets.py", "from jdzb.ledgers.members import service"),
    ("pure", "ledgers/meetings/entries.py", "from jdzb.ledgers.duty import entries"),
    ("pure", "ledgers/duty/rules.py", "from tkinter import ttk"),
    ("service", "ledgers/duty/service.py", "import sqlite3"),
    ("service", "ledgers/duty/service.py", "from jdzb.ledgers.members import page"),
    ("service", "ledgers/duty/service.py", "from jdzb.ledgers.duty import page"),
    ("service", "ledgers/members/service.py", "from jdzb.ledgers import duty"),
    ("service", "ledgers/meetings/service.py", "import jdzb.ledgers.duty.service"),
    ("service", "ledgers/duty/__init__.py", "import tkinter"),
    ("page", "ledgers/duty/page.py", "from jdzb.gui import shell"),
    ("page", "ledgers/duty/page/month.py", "import sqlite3"),
    ("page", "ledgers/meetings/page.py", "from jdzb.ledgers.duty import page"),
    ("page", "ledgers/duty/page.py", "from jdzb.ledgers.members import page"),
    ("handover", "handover/a.py", "from jdzb.gui import shell"),
    ("handover", "handover/a.py", "import tkinter"),
    ("kit", "gui/kit/a.py", "from jdzb.store import session"),
    ("kit", "gui/kit/a.py", "from jdzb.ledgers.members import service"),
    ("kit", "gui/kit/a.py", "from jdzb.gui import shell"),
    ("kit", "gui/kit/a.py", "import tksheet"),
    ("grid", "gui/kit/gridsheet.py", "from jdzb.store import session"),
    ("pages", "gui/pages.py", "from jdzb.ledgers.duty import service"),
    ("gui", "gui/shell.py", "from jdzb.ledgers.duty import page"),
    ("gui", "gui/shell.py", "import jdzb.app"),
    ("gui", "gui/shell.py", "import sqlite3"),
    ("cli", "cli.py", "from jdzb.gui import shell"),
    ("cli", "cli.py", "from jdzb.ledgers.duty import page"),
    ("cli", "cli.py", "import tkinter"),
    ("app", "app.py", "import sqlite3"),
    ("app", "app.py", "import requests"),
    ("root", "__init__.py", "from jdzb import app"),
]


@pytest.mark.parametrize(("room", "path", "text"), OFFENCES)
def test_a_planted_import_is_caught(tmp_path, room, path, text):
    found = import_offences(plant(tmp_path, BOOKS | {path: text + "\n"}))
    assert len(found) == 1
    assert f"{path}:" in found[0]
    assert f"{room} may not import" in found[0]


def test_every_room_has_a_planted_offence():
    assert {room for room, _, _ in OFFENCES} == set(ROOMS)


def test_a_module_outside_every_room_is_caught(tmp_path):
    assert import_offences(plant(tmp_path, {"tools/a.py": ""})) == [
        "jdzb/tools/a.py: stands in no room"
    ]


ALLOWED = {
    "core/people.py": "import datetime\nimport pypinyin\nfrom jdzb.core import clock",
    "core/clock.py": "",
    "store/database.py": "import sqlite3\nimport sqlite_utils\nfrom jdzb.core import clock",
    "press/xlsx.py": "def read():\n    import openpyxl",
    "ledgers/__init__.py": "from jdzb.ledgers import duty, members",
    "ledgers/members/__init__.py": "from jdzb.ledgers.members import entries, service",
    "ledgers/duty/rules.py": "from jdzb.ledgers.members import entries",
    "ledgers/duty/service.py": "import jdzb.store.session\nimport jdzb.ledgers.members.service",
    "ledgers/duty/page.py": "import tkinter\nfrom jdzb.gui.kit import form",
    "gui/pages.py": "from jdzb.ledgers.duty import page",
    "gui/today.py": "from jdzb.ledgers import LEDGERS",
    "handover/package.py": "from jdzb.ledgers import LEDGERS",
    "cli.py": "from jdzb.ledgers.duty import service\nfrom jdzb.press import pdf",
    "app.py": "from jdzb.gui import shell\nfrom jdzb import cli",
}


def test_an_import_downwards_is_not_caught(tmp_path):
    assert import_offences(plant(tmp_path, BOOKS | ALLOWED)) == []


def test_a_planted_long_file_and_a_long_function_are_caught(tmp_path):
    files = {
        "core/long.py": "x = 1\n" * (FILE_LINES + 1),
        "core/full.py": "x = 1\n" * FILE_LINES,
        "core/deep.py": "def deep():\n" + "    x = 1\n" * FUNCTION_LINES,
        "core/fits.py": "def fits():\n" + "    x = 1\n" * (FUNCTION_LINES - 1),
    }
    assert size_offences(plant(tmp_path, files)) == [
        "jdzb/core/deep.py:1: deep has 41 lines",
        "jdzb/core/long.py: 301 lines",
    ]


def test_a_planted_silence_is_caught(tmp_path):
    text = '"""Said."""\ndef f(): pass\nclass C:\n    """Said."""\n    def m(self): pass\n'
    text += "    def _n(self): pass\ndef _g(): pass\n"
    files = {"core/a.py": text, "core/b.py": "x = 1\n"}
    assert docstring_offences(plant(tmp_path, files)) == [
        "jdzb/core/a.py:2: no docstring",
        "jdzb/core/a.py:5: no docstring",
        "jdzb/core/b.py:1: no docstring",
    ]
