"""What a falsifier does to a ledger with the tools anybody can get."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from jdzb.core import paths
from jdzb.core.sheet import Sheet, Source
from jdzb.store import database, journal, migrations, printout, transparency
from jdzb.store.anchors import Anchor


@dataclass
class Village:
    """An honest ledger of four sittings and what was seen of it from outside."""

    path: Path
    last_year: Path
    township: Anchor
    papers: list


def sitting(path, name, count=6, title=""):
    """Open, write, print, close; the head at the end and the footer printed."""
    with database.open_ledger(path) as session:
        for number in range(count):
            session.add("members", {"name": f"{name}{number}"}, what="新增党员")
        sheet = Sheet(title=title, sources=(Source("members", "name"),))
        footer = printout.stamp(session, sheet).footer if title else None
        return session.head(), footer


def tool(path, *statements, triggers="put back", script=None):
    """What another program does to the file; triggers are off meanwhile unless "on"."""
    connection = sqlite3.connect(path, isolation_level=None)
    kept = [row for row in migrations.schema_of(connection) if row[0] == "trigger"]
    for _, name, *_ in kept if triggers != "on" else ():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    if script:
        script(connection)
    for *_, sql in kept if triggers == "put back" else ():
        connection.execute(sql)
    connection.close()


def seal_anew(connection):
    """Give every changed entry a leaf that fits it, and the log a head that fits the leaves."""
    rows = connection.execute(
        "SELECT seq, txn, at, actor, tbl, pk, op, what, reason, old, new, salt FROM journal "
        "ORDER BY seq"
    ).fetchall()
    leaves = []
    for *values, old, new, salt in rows:
        sides = (journal.commitment(b"o", salt, old), journal.commitment(b"n", salt, new))
        leaves.append(journal.leaf_of([*values, *sides]))
        connection.execute(
            "UPDATE journal SET old_commitment = ?, new_commitment = ?, leaf = ? WHERE seq = ?",
            (*sides, leaves[-1], values[0]),
        )
    peaks = transparency.peaks_of(leaves)
    connection.execute(
        "UPDATE loghead SET size = ?, peaks = ?, root = ?",
        (len(leaves), b"".join(peaks), transparency.root_of(peaks)),
    )


def forget():
    """The attacker sits at the branch's computer and knows where its memory lies."""
    (paths.machine() / "lastseen.json").unlink()


RENAME = ("UPDATE members SET name = '假' WHERE id = {0}",
          "UPDATE journal SET new = json_set(new, '$.name', '假') WHERE tbl = 'members' AND pk = {0}")  # fmt: skip


def rename(row):
    return [statement.format(row) for statement in RENAME]
