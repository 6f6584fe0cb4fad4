"""One examination for every book on the shelf. A new book passes it before its author writes a test."""

import re
import sqlite3

import pypdfium2
import pytest

from jdzb.core import errors, paths
from jdzb.core.fields import InvalidForm, read_field, shown
from jdzb.core.ledger import Grid, not_sought
from jdzb.gui.pages import PAGES
from jdzb.ledgers import LEDGERS
from jdzb.press import pdf, xlsx
from jdzb.store import check, database, printout
from jdzb.store.session import NoSuchRow, WriteFailed

KINDS_IN_SQL = {"whole": "INTEGER", "fen": "INTEGER", "member": "INTEGER"}


@pytest.fixture(params=LEDGERS, ids=lambda ledger: ledger.key)
def ledger(request):
    return request.param


@pytest.fixture
def example(ledger, session):
    """The book's own example as an entry, with all that it needs in the file."""
    ledger.prepare(session)
    return ledger.parse(ledger.example)


def main_table(ledger):
    return ledger.tables[0].name


def raw_form(ledger, entry):
    """An entry as its form shows it."""
    fields = ledger.tables[0].fields
    return {field.name: str(getattr(entry, field.name) or "") for field in fields}


def test_its_tables_are_strict_and_have_exactly_the_fields(ledger, session):
    for table in ledger.tables:
        (strict,) = session.connection.execute(
            "SELECT strict FROM pragma_table_list WHERE name = ?", (table.name,)
        ).fetchone()
        assert strict
        columns = session.query(f"SELECT name, type FROM pragma_table_info('{table.name}')")
        expected = {field.name: KINDS_IN_SQL.get(field.kind, "TEXT") for field in table.fields}
        found = {column["name"]: column["type"] for column in columns}
        assert found == {"id": "INTEGER", **expected, "void": "TEXT"}


def test_it_explains_itself_in_chinese(ledger):
    assert re.fullmatch(r"[a-z]+", ledger.key)
    assert re.search(r"[\u4e00-\u9fff]", ledger.title)
    assert len(re.findall(r"[\u4e00-\u9fff]", ledger.about)) > 40


def test_every_field_has_a_chinese_label_of_its_own(ledger):
    for table in ledger.tables:
        labels = [field.label for field in table.fields]
        assert len(set(labels)) == len(labels)
        assert all(re.search(r"[\u4e00-\u9fff]", label) for label in labels)


def test_an_empty_form_names_every_required_field_at_once(ledger):
    required = {field.name for field in ledger.tables[0].fields if field.required}
    with pytest.raises(InvalidForm) as caught:
        ledger.parse({})
    assert {problem.field for problem in caught.value.problems} == required
    assert all(problem.sentence() in str(caught.value) for problem in caught.value.problems)


def test_a_full_life_leaves_a_sound_file(ledger, session, example):
    added = ledger.add(session, example)
    entry = ledger.get(session, added.id)
    assert raw_form(ledger, entry) == raw_form(ledger, example)
    assert added.id in {one.id for one in ledger.browse(session)}
    with pytest.raises(errors.ReasonNeeded):
        ledger.void(session, added.id, "")
    voided = ledger.void(session, added.id, "登记错了")
    assert voided.txn
    assert added.id not in {one.id for one in ledger.browse(session)}
    with pytest.raises(NoSuchRow):
        ledger.get(session, added.id)
    table, row = added.rows[0]
    history = session.entries("tbl = ? AND pk = ?", (table, row))
    assert [one.op for one in history] == ["I", "U"]
    assert history[-1].reason == "登记错了"
    assert check.check_ledger(session).ok


def test_a_change_needs_a_reason_and_keeps_before_and_after(ledger, session, example):
    added = ledger.add(session, example)
    table, fields = ledger.tables[0].name, ledger.tables[0].fields
    text = next(field for field in reversed(fields) if field.kind in ("text", "note"))
    other = ledger.parse({**ledger.example, text.name: "改过的说明"})
    with pytest.raises(errors.ReasonNeeded):
        ledger.amend(session, added.id, other, " ")
    ledger.amend(session, added.id, other, "写错了")
    entry = session.entries("tbl = ? AND pk = ? AND op = 'U'", (table, added.id))[-1]
    assert entry.old[text.name] == (ledger.example.get(text.name) or None)
    assert (entry.new[text.name], entry.reason) == ("改过的说明", "写错了")
    assert ledger.amend(session, added.id, other, "再存一次").rows == ()


def test_every_write_can_be_undone(ledger, session, example):
    before = session.rows(main_table(ledger))
    ledger.add(session, example)
    assert session.undo().what.startswith("撤销：")
    assert session.rows(main_table(ledger)) == before
    assert check.check_ledger(session).ok


def test_tampering_behind_its_back_is_named(ledger, home):
    path = paths.ledger_file()
    with database.open_ledger(path) as session:
        ledger.prepare(session)
        added = ledger.add(session, ledger.parse(ledger.example))
    table, field = main_table(ledger), ledger.tables[0].fields[-1].name
    tool = sqlite3.connect(path)
    tool.execute(f"DROP TRIGGER {table}_updated")
    tool.execute(f"UPDATE {table} SET {field} = '偷改' WHERE id = {added.id}")
    tool.commit()
    tool.close()
    with database.open_ledger(path) as session:
        report = check.check_ledger(session)
    faults = [(fault.kind, fault.table, fault.row, fault.column) for fault in report.faults]
    assert faults == [("changed", table, added.id, field)]
    assert f"{table}_updated" in check.findings(report)[-1]


def test_nothing_is_half_written_when_the_journal_fails(ledger, session, example):
    before = {table.name: session.rows(table.name, voided=True) for table in ledger.tables}
    session.connection.execute(
        "CREATE TEMP TRIGGER full BEFORE INSERT ON main.journal BEGIN "
        "SELECT RAISE(ABORT, 'disk full'); END"
    )
    with pytest.raises(WriteFailed):
        ledger.add(session, example)
    after = {table.name: session.rows(table.name, voided=True) for table in ledger.tables}
    assert after == before


def test_excel_out_and_in_gives_the_same_entries(ledger, session, example, tmp_path):
    ledger.add(session, example)
    grid = ledger.to_grid(session)
    target = tmp_path / "导出.xlsx"
    xlsx.write_grid(target, grid)
    sheet = xlsx.read_workbook(target).sheets[0]
    start = next(n for n, row in enumerate(sheet.rows) if tuple(map(str, row)) == grid.headers)
    rows = [tuple("" if cell is None else str(cell) for cell in row) for row in sheet.rows]
    back = Grid(grid.title, grid.headers, tuple(rows[start + 1 : start + 1 + len(grid.rows)]))
    assert back.rows == grid.rows
    entries = [ledger.parse(raw) for raw in ledger.from_grid(session, back)]
    expected = ledger.browse(session)
    assert [raw_form(ledger, one) for one in entries] == [raw_form(ledger, o) for o in expected]


def test_what_it_prints_is_a_pdf_whose_entry_stands_in_the_history(ledger, session, example):
    ledger.add(session, example)
    for sheet in ledger.sheets(session):
        stamped = printout.stamp(session, sheet)
        assert stamped.footer.check_code == session.head().code
        assert session.entries()[-1].new["title"] == sheet.title
        assert pdf.render(stamped).startswith(b"%PDF")
    assert check.check_ledger(session).ok


def test_every_page_it_prints_for_the_wall_has_the_whole_foot(ledger, session, example):
    ledger.add(session, example)
    for sheet in ledger.sheets(session):
        stamped = printout.stamp(session, sheet)
        pages = pypdfium2.PdfDocument(pdf.render(stamped))
        for number, page in enumerate(pages, 1):
            words = re.sub(r"\s", "", page.get_textpage().get_text_range())
            assert f"第{number}页共{len(pages)}页" in words
            assert f"校验码：{stamped.footer.check_code}打印于" in words
            if sheet.public:
                assert re.search(r"公开内容：.+(公.期|接待日期|统计期)：(\d|自|待补充)", words)
                assert re.search(r"监督电话：(\d|待补充)", words)


def test_a_form_shows_what_is_stored_so_that_it_reads_back_the_same(ledger, example):
    for field in ledger.tables[0].fields:
        value = getattr(example, field.name)
        stored = value if isinstance(value, int) else value and str(value)
        assert read_field(field, shown(field, stored)) == stored


def test_what_it_tells_the_others_is_of_the_agreed_shape(ledger, session, example):
    added = ledger.add(session, example)
    for due in ledger.due(session):
        assert due.ledger == ledger.key
        assert due.button
    for fact in ledger.conduct(session, 1, 2026):
        assert fact.row[0] in {table.name for table in ledger.tables}
    for remark in ledger.remarks(session, 1, 2026):
        assert remark.ledger == ledger.key
        assert remark.label
        assert remark.text
    for finding in ledger.findings(session):
        assert finding.ledger == ledger.key
        assert all(session.row(*row) for row in finding.rows)
    assert added.rows


def test_it_has_one_page_of_its_own_name(ledger):
    pages = [page for page in PAGES if page.key == ledger.key]
    assert [page.title for page in pages] == [ledger.title]
    kind = pages[0].load()
    assert (ledger.key, ledger.title) == (kind.KEY, kind.TITLE)
    assert {table.name for table in ledger.tables} <= kind.TABLES


# The duty book is looked through for its visits, not for its turns: tests/ledgers/duty/test_finding.
SOUGHT = [book for book in LEDGERS if book.find is not not_sought and book.key != "duty"]


@pytest.mark.parametrize("book", SOUGHT, ids=lambda book: book.key)
def test_an_entry_is_found_by_a_word_of_it_and_by_nothing_else(book, session):
    book.prepare(session)
    row = (book.tables[0].name, book.add(session, book.parse(book.example)).id)
    texts = [text for text in book.example.values() if re.search(r"[\u4e00-\u9fff]{2}", text)]
    hits = [
        text for text in texts if row in [one.row for one in book.find(session, text[:6], 5).found]
    ]
    assert hits
    for strange in ("", " ", "无此词语", "%", "__", "';--", "\\", "x" * 10_000):
        assert book.find(session, strange, 5).total == 0
    book.void(session, row[1], "登记错了")
    assert row not in [one.row for one in book.find(session, hits[0][:6], 5).found]
