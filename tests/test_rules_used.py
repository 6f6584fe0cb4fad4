"""No dead figure: every key of the rule table is referred to by the program or by its data."""

import re

from jdzb.core import rules
from tests.source_tree import ROOT, plant, read_sources

FOLDERS = "schemes", "meetings", "catalogue", "commitments"
_OWN = re.compile(r"^key = .*$", re.MULTILINE)  # a rule is not used by its own row


def unused(keys, sources, data):
    """The keys that no string of the program and no text of its data speaks of."""
    strings = {text for source in sources for _, text in source.strings()}
    filled = [text for text in strings if re.match(r"[a-z_]+\.[a-z_.]*\{\}", text)]
    made = re.compile(
        "|".join(re.escape(one).replace(r"\{\}", "[a-z_]+") for one in filled) or "(?!)"
    )
    quoted = {key for text in data for key in re.findall(r'"([a-z_.]+)(?:\[\d\])?"', text)}
    return [key for key in keys if key not in strings | quoted and not made.fullmatch(key)]


def texts():
    return [
        _OWN.sub("", file.read_text(encoding="utf-8"))
        for folder in FOLDERS
        for file in sorted((ROOT / "db" / folder).glob("*.toml"))
    ]


def test_every_rule_of_the_table_is_used_somewhere():
    keys = [*(one.key for one in rules.standard().all()), "members.dead", "meetings.dead.days"]
    assert unused(keys, read_sources(), texts()) == ["members.dead", "meetings.dead.days"]


def test_a_dead_figure_would_be_seen(tmp_path):
    program = {
        "a.py": 'LEAST = "duty.least"\n',
        "b.py": 'def key(name):\n    return f"meetings.{name}.days"\n',
        "c.py": '"""duty.told: only in a docstring"""\n',
    }
    data = ['key = "grade"\nline = "duty.marks[1]"\n']
    keys = ["duty.least", "meetings.open.days", "duty.marks", "duty.told", "duty.dead"]
    assert unused(keys, plant(tmp_path, program), data) == ["duty.told", "duty.dead"]
