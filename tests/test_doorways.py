"""Some things have one doorway each: colours, pop-ups, the file, the clock, the folders.

The rules are the table DOORWAYS. Each row is tested with planted offences that must be caught.
"""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

import pytest

from tests.source_tree import plant, read_sources


@dataclass(frozen=True)
class Doorway:
    """`seen(source)` gives (line, text) of things that only files matching `allowed` may hold."""

    allowed: tuple[str, ...]
    seen: Callable


def _calls(source):
    """(line, dotted name, node) of every call."""
    for node in source.nodes:
        if isinstance(node, ast.Call):
            yield node.lineno, ast.unparse(node.func), node


def _imported(source):
    """(line, dotted name) of everything imported, `from a import b` as a.b."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _matching(pattern, flags=0):
    """Strings (docstrings aside) that hold `pattern`."""
    compiled = re.compile(pattern, flags)
    return lambda source: (pair for pair in source.strings() if compiled.search(pair[1]))


def _called(pattern):
    """Calls whose dotted name matches `pattern` to its end."""
    compiled = re.compile(rf"(^|\.)({pattern})$")
    return lambda source: (
        (line, name) for line, name, _ in _calls(source) if compiled.search(name)
    )


def _imports(pattern):
    """Imports whose dotted name holds `pattern`."""
    compiled = re.compile(pattern)
    return lambda source: (pair for pair in _imported(source) if compiled.search(pair[1]))


COLOUR_OPTIONS = {
    "activebackground", "activeforeground", "background", "bg", "bordercolor", "darkcolor", "fg",
    "fieldbackground", "foreground", "highlightbackground", "highlightcolor", "insertbackground",
    "lightcolor", "outline", "selectbackground", "selectforeground", "troughcolor",
}  # fmt: skip


def _named_colours(source):
    """Calls with a colour by its name: background="white"."""
    for line, _, node in _calls(source):
        for option in node.keywords:
            value = option.value
            is_text = isinstance(value, ast.Constant) and isinstance(value.value, str)
            if option.arg in COLOUR_OPTIONS and is_text and value.value:
                yield line, f"{option.arg}={value.value}"


def _program_folder(source):
    """Every way to find the program's own folder or the user's."""
    for node in source.nodes:
        if isinstance(node, ast.Name) and node.id == "__file__":
            yield node.lineno, "__file__"
    yield from _called(r"Path\.home|os\.getcwd|Path\.cwd|getenv")(source)
    yield from _matching(r"^(_MEIPASS|JDZB_HOME)$")(source)


FONTS = (
    r"YaHei|Noto (Sans|Serif)|Source Han|WenQuanYi|SimSun|SimHei|FangSong|KaiTi|DengXian|"
    r"PingFang|微软雅黑|宋体|黑体|楷体|仿宋|Helvetica|Arial|Times New"
)
SQL = (
    r"^\s*(select\b.*\bfrom\b|insert\s+(or\s+\w+\s+)?into\b|replace\s+into\b|update\s+\S+\s+set\b|"
    r"delete\s+from\b|create\s+(\w+\s+)?(table|index|trigger|view)\b|drop\s+(table|index|trigger)\b|"
    r"alter\s+table\b|pragma\s|attach\s|vacuum\b|with\s+(recursive\s+)?\w+\s+as\s*\()"
)
WRITING_SQL = (
    r"^\s*(insert\s+(or\s+\w+\s+)?into\b|replace\s+into\b|update\s+\S+\s+set\b|delete\s+from\b|"
    r"(create|drop|alter)\s+(\w+\s+)?(table|index|trigger|view)\b|pragma\s|attach\s|vacuum\b)"
)
ANY_CASE = re.IGNORECASE | re.DOTALL
THEME = ("jdzb/gui/kit/theme.py",)
# Paper and screen share no style table; the page has its own colours and fonts.
PAPER = ("jdzb/press/*",)
STORE = ("jdzb/store/*",)

DOORWAYS = {
    "colour": Doorway(THEME + PAPER, _matching(r"#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")),
    "named colour": Doorway(THEME + PAPER, _named_colours),
    "font": Doorway(THEME + PAPER, _matching(rf"^({FONTS})")),
    "pop-up": Doorway(
        ("jdzb/gui/kit/dialogs.py",),
        _imports(r"tkinter\.(messagebox|filedialog|simpledialog|colorchooser|commondialog)"),
    ),
    "raw pop-up": Doorway((), _matching(r"^tk_(messageBox|getOpenFile|getSaveFile|chooseDir)")),
    "opening": Doorway((*STORE, "jdzb/app.py", "jdzb/cli/*"), _called("open_ledger")),
    "raw connection": Doorway(
        STORE, _called(r"sqlite3\.connect|execute|executemany|executescript")
    ),
    "SQL": Doorway((*STORE, "jdzb/ledgers/*/service*"), _matching(SQL, ANY_CASE)),
    "writing SQL": Doorway(STORE, _matching(WRITING_SQL, ANY_CASE)),
    "clock": Doorway(
        ("jdzb/core/clock.py",),
        _called(
            r"(datetime|date)\.(now|utcnow|today)|time\.(time|time_ns|localtime|gmtime|strftime)"
        ),
    ),
    "folder": Doorway(("jdzb/core/paths.py",), _program_folder),
    "second window": Doorway((), lambda source: list(_called(r"Tk")(source))[1:]),
}


def offences(sources):
    """One line for each thing that came in by a window instead of its doorway."""
    return [
        f"{source.path}:{line}: {name}: {text}"
        for name, doorway in DOORWAYS.items()
        for source in sources
        if not any(fnmatchcase(source.path, pattern) for pattern in doorway.allowed)
        for line, text in doorway.seen(source)
    ]


def test_everything_comes_through_its_doorway():
    found = offences(read_sources())
    assert not found, "\n".join(found)


OFFENCES = [
    ("colour", "gui/shell.py", "RAIL = '#8c1c13'"),
    ("colour", "ledgers/duty/page.py", "draw(fill='#fff')"),
    ("colour", "core/sheet.py", "TONE = f'a #aabbcc {x}'"),
    ("named colour", "gui/kit/table.py", "label(background='white')"),
    ("font", "gui/kit/form.py", "FAMILY = 'Microsoft YaHei UI'[10:] or 'YaHei'"),
    ("font", "ledgers/duty/page/month.py", "FONT = ('WenQuanYi Micro Hei', 12)"),
    ("pop-up", "gui/shell.py", "from tkinter import messagebox"),
    ("pop-up", "ledgers/members/page.py", "def ask():\n    import tkinter.filedialog"),
    ("raw pop-up", "gui/kit/dialogs.py", "root.tk.call('tk_messageBox')"),
    ("opening", "ledgers/duty/service.py", "database.open_ledger(path, 'me')"),
    ("opening", "gui/shell.py", "open_ledger(path, 'me')"),
    ("raw connection", "handover/package.py", "session.connection.execute(text)"),
    ("raw connection", "ledgers/duty/service.py", "db.executemany(text, rows)"),
    ("SQL", "ledgers/duty/page.py", "QUERY = 'SELECT name FROM member'"),
    ("SQL", "gui/today.py", "QUERY = f'''\n  select *\n  from {table}'''"),
    ("SQL", "core/rules.py", "QUERY = 'with recursive n as (select 1) select 1 from n'"),
    ("writing SQL", "ledgers/duty/service.py", "W = 'UPDATE duty SET name = ?'"),
    ("writing SQL", "ledgers/members/service.py", "W = f'delete from {table}'"),
    ("writing SQL", "ledgers/members/service.py", "W = 'INSERT OR REPLACE INTO member VALUES (1)'"),
    ("clock", "ledgers/duty/service.py", "start = date.today()"),
    ("clock", "gui/today.py", "import datetime\nnow = datetime.datetime.now()"),
    ("clock", "press/pdf.py", "import time\nstamp = time.time()"),
    ("folder", "press/fonts.py", "from pathlib import Path\nHERE = Path(__file__)"),
    ("folder", "gui/shell.py", "from pathlib import Path\nhome = Path.home()"),
    ("folder", "store/backup.py", "import os\nhome = os.environ['JDZB_HOME']"),
    ("second window", "gui/shell.py", "import tkinter\na = tkinter.Tk()\nb = tkinter.Tk()"),
]


@pytest.mark.parametrize(("name", "path", "text"), OFFENCES)
def test_a_planted_offence_is_caught(tmp_path, name, path, text):
    found = offences(plant(tmp_path, {path: text + "\n"}))
    assert any(line.startswith(f"jdzb/{path}:") and f": {name}: " in line for line in found)


def test_every_doorway_has_a_planted_offence():
    assert {name for name, _, _ in OFFENCES} == set(DOORWAYS)


ALLOWED = {
    "gui/kit/theme.py": "RAIL = '#8c1c13'\nFAMILY = 'Microsoft YaHei UI'\nlabel(background='red')",
    "gui/kit/dialogs.py": "from tkinter import filedialog, messagebox",
    "gui/kit/form.py": "frame.pack(fill='x')\nlabel(background=theme.PAPER)\nN = 'select a name'",
    "press/pdf.py": "BLACK = '#000000'\nFONT = 'FangSong'",
    "store/database.py": "import sqlite3\nsqlite3.connect(p).execute('PRAGMA synchronous=EXTRA')",
    "store/check.py": "open_ledger(path, 'me')",
    "ledgers/duty/service.py": "'''Select turns from the book.'''\nQ = 'SELECT a FROM b'\nrows(Q)",
    "core/clock.py": "from datetime import datetime\nnow = datetime.now()",
    "core/paths.py": "HERE = __file__",
    "gui/kit/tasks.py": "import time\nbegin = time.monotonic()\ntoday = clock.today()",
    "app.py": "import tkinter\nroot = tkinter.Tk()\nopen_ledger(path, 'me')",
}


def test_the_doorway_itself_is_not_caught(tmp_path):
    assert offences(plant(tmp_path, {path: text + "\n" for path, text in ALLOWED.items()})) == []
