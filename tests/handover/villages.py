"""A small village, its package, and the same files after a hostile hand was at them."""

import os
import shutil
import sqlite3
import tempfile
from functools import cache
from pathlib import Path

from jdzb.core.blocks import Paragraph
from jdzb.core.sheet import Sheet
from jdzb.handover import package
from jdzb.ledgers import LEDGERS
from jdzb.store import branch, database, printout

MUSEUM = Path(__file__).resolve().parents[1] / "data" / "old"
BRANCH = {"name": "青山村党支部", "township": "柳河镇"}


@cache
def _template():
    """The folder of a ledger and its package, made once in a run; never changed."""
    folder = Path(tempfile.mkdtemp(prefix="jdzb-village-"))
    before = os.environ.get("JDZB_TODAY")
    os.environ["JDZB_TODAY"] = "2026-11-21"
    try:
        with database.open_ledger(folder / "village.db") as session:
            fill(session)
            made = package.build(session, _empty(folder / "out"))
        made.path.rename(folder / made.name)
    finally:
        os.environ.pop("JDZB_TODAY") if before is None else None
    return folder


def _empty(folder):
    folder.mkdir()
    return folder


def fill(session):
    """A branch, an entry in every book, a sheet printed."""
    branch.save_branch(session, BRANCH)
    for ledger in LEDGERS:
        ledger.prepare(session)
        ledger.add(session, ledger.parse(ledger.example))
    for number in range(12):
        form = {**LEDGERS[0].example, "name": "陈林黄郑吴周徐马孙胡朱高"[number] + "建国"}
        LEDGERS[0].add(session, LEDGERS[0].parse(form))
    printout.stamp(session, Sheet(title="名单", blocks=(Paragraph("正文"),)))


def ledger(folder):
    """A copy of the village's ledger in ``folder``."""
    return Path(shutil.copy(_template() / "village.db", folder / "支部台账.db"))


def package_in(folder):
    """A copy of the village's package in ``folder``."""
    (made,) = _template().glob("QINGSHAN-*.jdzb.zip")
    return Path(shutil.copy(made, folder / made.name))


def tampered(path, *statements, triggers=True):
    """Run SQL on a ledger as another program would; without ``triggers`` they are put back."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        kept = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        known = kept.fetchall()
        if not triggers:
            for name, _ in known:
                connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        if not triggers:
            for _, sql in known:
                connection.execute(sql)
    finally:
        connection.close()
    return path


def content(path):
    """Every row of every table of the program, as SQLite reads it; raises what SQLite raises."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
    connection.text_factory = bytes
    try:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            name: connection.execute(f"SELECT * FROM {name.decode()} NOT INDEXED").fetchall()
            for (name,) in names
            if not name.startswith(b"sqlite_")
        }
    finally:
        connection.close()
