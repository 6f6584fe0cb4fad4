"""The line of every key of a TOML text."""

from __future__ import annotations

import tomllib

from jdzb.ledgers.appraisals.toml_lines import line_at, lines_of

TEXT = '''# a comment with [brackets] and "quotes
key = "x" # = not a key
about = """
[part]
full = 3
"""
odd."dotted key" = 1

[[part]]
title = 'one # not a comment'
months = [
  1, # [
  6,
]

[[part.aspect]]
title = "a [ b"

[[part.aspect]]
title = "b"
[[part.aspect.item]]
each = 2
[[ part ]]
title = "two"
[[part.aspect]]
each = { a = 1, b = 2 }
[public]
grades = []
'''


def paths(data, path=()):
    """Every path of a parsed text, down to inline tables."""
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*path, key)
        if isinstance(value, dict) or (isinstance(value, list) and value and key != "months"):
            yield from paths(value, (*path, key))


def test_every_key_has_the_line_it_stands_on():
    lines = lines_of(TEXT)
    assert {path: line for path, line in lines.items() if path[-1] != "part"} == {
        ("key",): 2,
        ("about",): 3,
        ("odd",): 7,
        ("odd", "dotted key"): 7,
        ("part", 0): 9,
        ("part", 0, "title"): 10,
        ("part", 0, "months"): 11,
        ("part", 0, "aspect"): 16,
        ("part", 0, "aspect", 0): 16,
        ("part", 0, "aspect", 0, "title"): 17,
        ("part", 0, "aspect", 1): 19,
        ("part", 0, "aspect", 1, "title"): 20,
        ("part", 0, "aspect", 1, "item"): 21,
        ("part", 0, "aspect", 1, "item", 0): 21,
        ("part", 0, "aspect", 1, "item", 0, "each"): 22,
        ("part", 1): 23,
        ("part", 1, "title"): 24,
        ("part", 1, "aspect"): 25,
        ("part", 1, "aspect", 0): 25,
        ("part", 1, "aspect", 0, "each"): 26,
        ("public",): 27,
        ("public", "grades"): 28,
    }


def test_what_stands_inside_a_line_or_is_missing_has_the_line_around_it():
    lines = lines_of(TEXT)
    assert line_at(lines, ("part", 1, "aspect", 0, "each", "b")) == 26
    assert line_at(lines, ("part", 1, "aspect", 0, "item", 3, "title")) == 25
    assert line_at(lines, ()) == 1
    assert all(line_at(lines, path) > 1 for path in paths(tomllib.loads(TEXT)))


def test_lines_are_the_same_with_the_line_ends_of_windows():
    assert lines_of(TEXT.replace("\n", "\r\n")) == lines_of(TEXT)
