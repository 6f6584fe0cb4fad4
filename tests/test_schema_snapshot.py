"""db/schema.sql is what the migrations make from nothing, so that a change of schema is read as one.

After a new migration: `make schema`.
"""

from jdzb.core import paths
from jdzb.store import migrations


def test_the_snapshot_is_what_the_migrations_make():
    snapshot = paths.resources() / "db" / "schema.sql"
    assert snapshot.read_text(encoding="utf-8") == migrations.snapshot()


def test_the_hash_of_the_snapshot_vouches_for_that_schema_alone(session):
    found = migrations.schema_of(session.connection)
    assert migrations.expected_beside(found) is found
    kind, name, table, sql = found[-1]
    assert migrations.expected_beside([*found[:-1], (kind, name, table, f"{sql} ")]) == found
    assert migrations.expected_beside(found[1:]) == found


def test_the_snapshot_names_every_table_and_its_triggers(session):
    text = migrations.snapshot()
    for kind, name, _, _ in migrations.schema_of(session.connection):
        assert f"CREATE {kind.upper()} {name}" in text.replace("UNIQUE INDEX", "INDEX")
