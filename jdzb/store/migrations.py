"""The schema as numbered SQL files, applied in order, each in one transaction with its number."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jdzb.core import paths
from jdzb.store import journal

APPLICATION_ID = 0x4A445A42  # "JDZB"

Schema = list[tuple[str, str, str, str]]  # type, name, table, sql


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema: its number and its file, which is read when its SQL is asked for."""

    number: int
    file: Path

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.file.name

    @property
    def sql(self) -> str:
        """What it says."""
        return self.file.read_text(encoding="utf-8")


def all_migrations(folder: Path | None = None) -> list[Migration]:
    """The migrations in order; a gap or a repeated number is a programming error (ValueError)."""
    folder = folder or paths.resources() / "db" / "migrations"
    files = sorted(path for path in folder.iterdir() if path.suffix == ".sql")
    found = [Migration(int(path.name.split("_")[0]), path) for path in files]
    if [step.number for step in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"migrations are not numbered 1, 2, 3…: {[s.name for s in found]}")
    return found


def latest_version() -> int:
    """The schema version this program writes."""
    return len(all_migrations())


def apply(connection: sqlite3.Connection, steps: list[Migration]) -> None:
    """Apply the steps and put the triggers right; the caller holds the transaction."""
    for trigger in _trigger_names(connection):
        connection.execute(f'DROP TRIGGER "{trigger}"')
    for step in steps:
        for statement in statements(step.sql):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {step.number}")
    journal.install_triggers(connection)


def statements(sql: str) -> list[str]:
    """The single statements of a script (``executescript`` would commit the open transaction)."""
    found, start = [], 0
    for match in re.finditer(";", sql):
        piece = sql[start : match.end()]
        if sqlite3.complete_statement(piece):
            found.append(piece.strip())
            start = match.end()
    if re.sub(r"--[^\n]*", "", sql[start:]).strip():
        raise ValueError(f"unfinished statement: {sql[start:].strip()[:60]}")
    return found


def schema_of(connection: sqlite3.Connection) -> Schema:
    """The schema as SQLite keeps it: (type, name, table, sql), in a fixed order."""
    rows = connection.execute(
        "SELECT type, name, tbl_name, sql FROM sqlite_schema "
        "WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name"
    )
    return [tuple(row) for row in rows]


@cache
def expected_schema() -> tuple[tuple[str, str, str, str], ...]:
    """The schema that the migrations make from nothing."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        apply(connection, all_migrations())
        return tuple(schema_of(connection))
    finally:
        connection.close()


def expected_beside(found: Schema) -> Schema:
    """The schema the migrations make; ``found`` when the whole hash in db/schema.sql says it is.

    So an intact ledger opens without making a schema, which takes longer than the rest of it.
    """
    try:
        with (paths.resources() / "db" / "schema.sql").open(encoding="utf-8") as file:
            same = file.readline().endswith(f" {whole_hash(found)}\n")
    except OSError:
        same = False
    return found if same else list(expected_schema())


def snapshot() -> str:
    """The whole schema as a script, for ``db/schema.sql``: tables, indexes, triggers."""
    order = {"table": 0, "index": 1, "trigger": 2}
    rows = sorted(expected_schema(), key=lambda row: (order[row[0]], row[1]))
    version = f"-- Made by `make schema` from the {latest_version()} migrations; do not edit."
    mark = f"{version} SHA-256 {whole_hash(list(expected_schema()))}\n\n"
    return mark + "".join(f"{sql};\n\n" for *_, sql in rows)


def schema_hash(schema: Schema) -> str:
    """A short hash of a schema, for the journal."""
    return whole_hash(schema)[:16]


def whole_hash(schema: Schema) -> str:
    """The SHA-256 of a schema, in hexadecimal."""
    return hashlib.sha256(repr(schema).encode()).hexdigest()


def _trigger_names(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    return [name for (name,) in rows]
