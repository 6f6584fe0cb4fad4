"""Hostile files made by hand: packages and ledgers, each with the trick it plays.

``PACKAGES`` and ``LEDGERS`` map a name to a function that turns a good file into a bad one.
"""

import io
import sqlite3
import struct
import warnings
import zipfile

from tests.handover.villages import tampered

# --- packages -----------------------------------------------------------------------------------


def members_of(path):
    """The members of a package: name and bytes."""
    with zipfile.ZipFile(path) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def write(path, members):
    """A package of these members; a member may be (ZipInfo, bytes)."""
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")
        for name, body in members:
            archive.writestr(name, body)


def _with(*extra):
    return lambda path: write(path, [*members_of(path), *extra])


def _entry(name, mode=0o100644, method=zipfile.ZIP_DEFLATED):
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr, info.compress_type = 3, mode << 16, method
    return info


def _bomb(path):
    _with(("attachments/0001.txt", bytes(40 << 20)))(path)


def _without(name):
    return lambda path: write(path, [pair for pair in members_of(path) if pair[0] != name])


def _changed(name, change):
    def make(path):
        write(path, [(n, change(body) if n == name else body) for n, body in members_of(path)])

    return make


def _patched(path, change):
    raw = bytearray(path.read_bytes())
    change(raw)
    path.write_bytes(raw)


def _directory_entry(raw, name):
    """Where the central directory entry of a member begins."""
    place = raw.find(b"PK\x01\x02")
    while place >= 0:
        (length,) = struct.unpack_from("<H", raw, place + 28)
        if raw[place + 46 : place + 46 + length] == name:
            return place
        place = raw.find(b"PK\x01\x02", place + 4)
    raise AssertionError(name)


def _flag_encrypted(path):
    _patched(path, lambda raw: raw.__setitem__(_directory_entry(raw, b"ledger.db") + 8, 1))


def _declare_size(size):
    def change(raw):
        struct.pack_into("<I", raw, _directory_entry(raw, b"ledger.db") + 24, size)

    return lambda path: _patched(path, change)


def _break_crc(path):
    def change(raw):
        raw[_directory_entry(raw, b"receipt.pdf") + 16] ^= 1

    _patched(path, change)


def _overlapping(path):
    """Two names for the same bytes: what a bomb without a high ratio is made of."""

    def change(raw):
        entry = _directory_entry(raw, b"ledger.db")
        (packed,) = struct.unpack_from("<I", raw, entry + 20)
        other = _directory_entry(raw, b"README.txt")
        struct.pack_into("<I", raw, other + 20, packed)

    _patched(path, change)


def _cut(share):
    def make(path):
        raw = path.read_bytes()
        path.write_bytes(raw[: int(len(raw) * share)])

    return make


def _huge_directory(path):
    write(path, [(f"attachments/{number}", b"") for number in range(6000)])


def _foreign_zip(path):
    write(path, [("照片.jpg", b"x")])


def _deep_manifest(path):
    rest = [pair for pair in members_of(path) if pair[0] != "manifest.json"]
    write(path, [(_entry("manifest.json", method=zipfile.ZIP_STORED), b"[" * 100_000), *rest])


def _small_zip():
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr("manifest.json", b"{}")
    return memory.getvalue()


PACKAGES = {
    "a bomb": _bomb,
    "a path that climbs": _with(("../evil.txt", b"x")),
    "an absolute path": _with(("/etc/evil.txt", b"x")),
    "a drive letter": _with(("C:\\evil.txt", b"x")),
    "a symbolic link": _with((_entry("attachments/link", 0o120777), b"/etc/passwd")),
    "a folder": _with((_entry("attachments/x/", 0o040755), b"")),
    "a name twice": _with(("ledger.db", b"x")),
    "a name twice in capitals": _with(("LEDGER.DB", b"x")),
    "a reserved name": _with(("attachments/CON.pdf", b"x")),
    "a member nobody announced": _with(("attachments/extra.pdf", b"x")),
    "a member with a Chinese name": _with(("attachments/附件.pdf", b"x")),
    "an unknown compression": _with(
        (_entry("attachments/b.bin", method=zipfile.ZIP_BZIP2), b"x" * 500)
    ),
    "an encrypted member": _flag_encrypted,
    "a size too large": _declare_size(0xF0000000),
    "a size that is a lie": _declare_size(5000),
    "a broken checksum": _break_crc,
    "overlapping members": _overlapping,
    "cut at the end": _cut(0.999),
    "cut in the middle": _cut(0.5),
    "too many members": _huge_directory,
    "somebody's photos": _foreign_zip,
    "no ledger": _without("ledger.db"),
    "no manifest": _without("manifest.json"),
    "no sums": _without("SHA256SUMS"),
    "a manifest of another format": _changed(
        "manifest.json", lambda body: body.replace(b'"format": 1', b'"format": 2')
    ),
    "a manifest a hundred thousand deep": _deep_manifest,
    "a manifest that is no text": _changed("manifest.json", lambda _: b"\xff\xfe\x00"),
    "a changed receipt": _changed("receipt.pdf", lambda body: body + b" "),
    "a changed ledger": _changed("ledger.db", lambda body: body[:-1] + b"\x01"),
    "sums of something else": _changed("SHA256SUMS", lambda body: body.replace(b"a", b"b")),
    "an empty file": lambda path: path.write_bytes(b""),
    "a ZIP in front of a ZIP": lambda path: path.write_bytes(
        _small_zip() + path.read_bytes()[100:]
    ),
}


# --- ledgers ------------------------------------------------------------------------------------


def _sql(*statements, triggers=True):
    return lambda path: tampered(path, *statements, triggers=triggers)


def _bytes(offset, data):
    def make(path):
        _patched(path, lambda raw: raw.__setitem__(slice(offset, offset + len(data)), data))

    return make


def _schema_text(old, new):
    """Change the text of the schema in place, as no SQL statement would."""
    return _sql(
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}')",
        "PRAGMA writable_schema = RESET",
    )


def _view(path):
    connection = sqlite3.connect(path, isolation_level=None)
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'duty_closures'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("DROP TABLE duty_closures")
    connection.execute(
        "CREATE VIEW duty_closures AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 "
        "FROM n) SELECT id, '2026-01-01' since, '2026-01-02' until, 'x' reason, NULL void FROM n"
    )
    connection.close()


def _page_loop(path):
    """An interior page of the journal whose first child is itself."""
    connection = sqlite3.connect(path)
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'journal'"
    ).fetchone()
    connection.close()
    raw = bytearray(path.read_bytes())
    start = (root - 1) * 4096
    assert raw[start] == 5, "the journal of the village must have more than one page"
    (cell,) = struct.unpack_from(">H", raw, start + 12)
    struct.pack_into(">I", raw, start + cell, root)
    path.write_bytes(raw)


def _utf16(path):
    """The same tables in a file of UTF-16."""
    fresh = path.with_suffix(".utf16")
    old, new = sqlite3.connect(path), sqlite3.connect(fresh, isolation_level=None)
    new.execute("PRAGMA encoding = 'UTF-16le'")
    for (sql,) in old.execute("SELECT sql FROM sqlite_schema WHERE sql NOT LIKE '%sqlite_stat%'"):
        new.execute(sql)
    number, version = (old.execute(f"PRAGMA {name}").fetchone()[0]
                       for name in ("application_id", "user_version"))  # fmt: skip
    new.execute(f"PRAGMA application_id = {number}")
    new.execute(f"PRAGMA user_version = {version}")
    old.close()
    new.close()
    fresh.replace(path)


def _link(path):
    real = path.with_name("real.db")
    path.rename(real)
    path.symlink_to(real)


def _grow(path):
    path.write_bytes(path.read_bytes() + bytes(4096))


def _invalid_text(path):
    """Bytes that are no UTF-8 in a name, the journal left as it was."""
    _sql("UPDATE members SET name = CAST(x'E99988C3' AS TEXT) WHERE id = 1", triggers=False)(path)


def _bomb_schema(path):
    """A CHECK ninety brackets deep, for the parser (SQLite refuses queries in a CHECK)."""
    deep = "(" * 90 + "x" + ")" * 90
    tampered(path, f"CREATE TABLE bomb (x CHECK ({deep} > 0))")


_EVIL_TRIGGER = "CREATE TRIGGER evil AFTER INSERT ON settings BEGIN DELETE FROM members; END"

LEDGERS = {
    "one more table": _sql("CREATE TABLE evil (x)"),
    "one more trigger": _sql(_EVIL_TRIGGER),
    "one more view": _sql("CREATE VIEW evil AS SELECT * FROM members"),
    "one more index": _sql("CREATE INDEX evil ON members (note)"),
    "a virtual table": _sql("CREATE VIRTUAL TABLE evil USING fts5(x)"),
    "a table named like SQLite's own": _sql(
        "CREATE TABLE evil (x)",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET name = 'sqlite_evil', tbl_name = 'sqlite_evil', "
        "sql = 'CREATE TABLE sqlite_evil (x)' WHERE name = 'evil'",
        "PRAGMA writable_schema = RESET",
    ),
    "a generated column": _sql("ALTER TABLE members ADD COLUMN evil TEXT AS (upper(name))"),
    "a trigger that never fires": _schema_text("WHEN OLD.leaf IS NOT NULL", "WHEN 0"),
    "a trigger left out": _sql("DROP TRIGGER members_updated"),
    "a table that is an endless view": _view,
    "a deep constraint": _bomb_schema,
    "a looser constraint": _schema_text("CHECK (length(name) > 0)", "CHECK (length(name) >= 0)"),
    "a write-ahead log": _bytes(18, b"\x02\x02"),
    "reserved bytes": _bytes(20, b"\x20"),
    "another page size": _bytes(16, b"\x04\x00"),
    "another text encoding": _utf16,
    "the number of another program": _bytes(68, b"\x00\x00\x00\x01"),
    "a version of the future": _bytes(60, b"\x00\x00\x00\x63"),
    "an older version number": _bytes(60, b"\x00\x00\x00\x03"),
    "version nought": _bytes(60, b"\x00\x00\x00\x00"),
    "auto-vacuum": _bytes(52, b"\x00\x00\x00\x05"),
    "a change counter that disagrees": _bytes(24, b"\x7f\x00\x00\x00"),
    "a page too many": _grow,
    "cut": _cut(0.7),
    "a page that is its own child": _page_loop,
    "text that is no text": _invalid_text,
    "a link": _link,
    "no database": lambda path: path.write_bytes(b"SQLite format 3\0" + b"x" * 5000),
    "peaks of the log changed": _sql("UPDATE loghead SET peaks = zeroblob(length(peaks))"),
    "an empty log head": _sql("UPDATE loghead SET size = 0, peaks = x'', root = zeroblob(32)"),
    "a row changed with triggers off": _sql(
        "UPDATE members SET joined = '1980-07-01' WHERE id = 1", triggers=False
    ),
    "a row gone with triggers off": _sql(
        "PRAGMA foreign_keys = OFF", "DELETE FROM members WHERE id = 3", triggers=False
    ),
    "a journal entry patched": _sql(
        "UPDATE journal SET new = replace(new, '建国', '建军') WHERE new LIKE '%建国%'",
        "UPDATE members SET name = replace(name, '建国', '建军')",
        triggers=False,
    ),
    "a row changed by another program": _sql(
        "UPDATE members SET joined = '1980-07-01' WHERE id = 1"
    ),
}


def plant_stale_journal(path, older):
    """Beside the ledger a rollback journal that would put ``older`` pages back when played."""
    pages = older.read_bytes()
    count = len(pages) // 4096
    head = bytes.fromhex("d9d505f920a163d7") + struct.pack(">IIIII", count, 1, count, 512, 4096)
    body = b"".join(
        struct.pack(">I", n + 1) + pages[n * 4096 : (n + 1) * 4096] + _checksum(pages, n)
        for n in range(count)
    )
    path.with_name(path.name + "-journal").write_bytes(head.ljust(512, b"\0") + body)


def _checksum(pages, number):
    page = pages[number * 4096 : (number + 1) * 4096]
    total = 1 + sum(page[place] for place in range(4096 - 200, 0, -200))
    return struct.pack(">I", total & 0xFFFFFFFF)
