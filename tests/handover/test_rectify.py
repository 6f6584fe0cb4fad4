"""Findings go back to the village, are entered, answered, ticked off, and travel with the ledger."""

import json
from datetime import date

import pytest
from pypdf import PdfReader

from jdzb.core import paths
from jdzb.handover import auditsheet, rectify, register, verify
from jdzb.handover.audit import Audit, Finding
from jdzb.press import pdf
from jdzb.store import check, database
from jdzb.store.session import NoSuchRow
from tests.handover import villages


def text_of(path):
    """The text of a PDF without blanks and line ends."""
    return "".join("".join(page.extract_text() for page in PdfReader(path).pages).split())


def audit_of(session, *findings, **facts):
    head = session.head()
    known = {"origin": head.origin, "size": head.size, "root": head.root.hex(), "code": head.code}
    return Audit(
        "a.jdzb.zip", "2026-11-20", "first", findings, branch="青山村党支部", **known, **facts
    )


LATE = Finding(
    "late", "notice", "补录值班 1 条", ((("历史", "第 5 条"), ("改动", "值班日期：2026-11-02")),)
)
FINE = Finding("rectification", "ok", "整改 2 项")


@pytest.fixture
def key(tmp_path):
    return register.with_key(tmp_path / "township" / register.NAME).recipient


@pytest.fixture
def file(session, tmp_path, key):
    """A findings file for this village's ledger."""
    return rectify.write(audit_of(session, LATE, FINE), tmp_path, key, date(2026, 12, 1))


def test_the_file_is_named_after_the_ledger_and_the_day(file, session):
    assert file.name == f"整改-{session.head().origin}-20261120.json"
    assert [one["what"] for one in json.loads(file.read_text("utf-8"))["items"]] == [LATE.what]


def test_it_is_entered_answered_and_ticked_off(file, session, key):
    assert rectify.receive(session, file).what == "收到 2026-11-20 的核对结果（1 项）"
    assert session.setting(rectify.KEY_SETTING) == key
    (item,) = rectify.listing(session)
    assert (item.day, item.due, item.what, item.answer) == (
        "2026-11-20",
        "2026-12-01",
        LATE.what,
        None,
    )
    assert item.evidence == "历史：第 5 条　改动：值班日期：2026-11-02"
    rectify.answer(session, item.id, "当天停电，第二天补记的。")
    rectify.close(session, item.id)
    (item,) = rectify.listing(session)
    assert (item.answered_on, item.closed_on) == ("2026-11-21", "2026-11-21")
    assert item.answer.startswith("当天停电")
    rectify.close(session, item.id, closed=False)
    assert rectify.listing(session)[0].closed_on is None
    assert check.check_ledger(session).ok
    with pytest.raises(NoSuchRow):
        rectify.answer(session, 99, "x")


def test_the_same_file_twice_is_entered_once(file, session):
    rectify.receive(session, file)
    assert rectify.receive(session, file).rows == ()
    assert len(rectify.listing(session)) == 1


def test_receiving_is_undone_as_one_act(file, session):
    rectify.receive(session, file)
    session.undo()
    assert rectify.listing(session) == []


def test_an_item_past_its_day_without_an_answer_is_overdue(file, session, monkeypatch):
    rectify.receive(session, file)
    assert not rectify.listing(session)[0].overdue
    monkeypatch.setenv("JDZB_TODAY", "2026-12-02")
    assert rectify.listing(session)[0].overdue
    rectify.answer(session, 1, "补记")
    assert not rectify.listing(session)[0].overdue


def test_the_township_sees_the_answers_at_the_next_check(file, home, tmp_path, session):
    rectify.receive(session, file)
    session.close()
    known = tmp_path / "township" / register.NAME
    (told,) = [one for one in verify.verify(paths.ledger_file(), known).findings
               if one.kind == "rectification"]  # fmt: skip
    assert (told.severity, "未答复 1 项" in told.what) == ("notice", True)
    with database.open_ledger(paths.ledger_file()) as again:
        rectify.answer(again, 1, "当天停电\n后来补签")
    (told,) = [one for one in verify.verify(paths.ledger_file(), known).findings
               if one.kind == "rectification"]  # fmt: skip
    assert (told.severity, told.what) == ("notice", "整改 1 项：答复了还没改完 1 项。")
    assert dict(told.evidence[0])["答复"] == "当天停电 后来补签"
    with database.open_ledger(paths.ledger_file()) as again:
        rectify.close(again, 1)
    (told,) = [one for one in verify.verify(paths.ledger_file(), known).findings
               if one.kind == "rectification"]  # fmt: skip
    assert (told.severity, told.what) == ("ok", "整改 1 项：销号 1 项。")


def test_an_item_keeps_its_number_when_another_is_ticked_off(session, tmp_path):
    own = [rectify.Own(what, date(2026, 12, 1)) for what in ("补会议记录", "补签到")]
    rectify.receive(session, rectify.write(audit_of(session), tmp_path, "", None, own))
    rectify.close(session, rectify.listing(session)[0].id)
    assert [(one.what, one.number) for one in rectify.listing(session)] == [
        ("补签到", 2), ("补会议记录", 1),
    ]  # fmt: skip


def test_the_township_writes_an_item_of_its_own_and_sees_its_answer(home, tmp_path, session, key):
    own = rectify.Own("请补上\n六月的会议记录", date(2026, 12, 15))
    file = rectify.write(audit_of(session), tmp_path, key, None, [own])
    rectify.receive(session, file)
    (item,) = rectify.listing(session)
    assert (item.what, item.due, item.kind) == ("请补上 六月的会议记录", "2026-12-15", rectify.OWN)
    rectify.answer(session, item.id, "已补上")
    rectify.close(session, item.id)
    session.close()
    found = verify.verify(paths.ledger_file(), tmp_path / "township" / register.NAME)
    (told,) = [one for one in found.findings if one.kind == "rectification"]
    assert (told.severity, dict(told.evidence[0])) == (
        "ok",
        {"事项": item.what, "状态": "销号", "期限": "2026-12-15", "答复": "已补上",
         "答复日期": "2026-11-21"},
    )  # fmt: skip


def test_an_item_of_ones_own_keeps_its_day_beside_the_term_of_the_findings(session, tmp_path):
    own = rectify.Own("开一次支委会", date(2026, 11, 30))
    audit = audit_of(session, LATE)
    rectify.receive(session, rectify.write(audit, tmp_path, "", date(2026, 12, 1), [own]))
    dues = {item.what: item.due for item in rectify.listing(session)}
    assert dues == {LATE.what: "2026-12-01", "开一次支委会": "2026-11-30"}


# --- the file as untrusted input ----------------------------------------------------------------


def rewritten(file, **changes):
    """The file with other values and a right SHA-256."""
    facts = {**json.loads(file.read_text("utf-8")), **changes}
    facts.pop("sha256")
    facts["sha256"] = rectify._digest(facts)
    file.write_text(json.dumps(facts), encoding="utf-8")


@pytest.mark.parametrize(
    "changes",
    [
        {"format": 2}, {"kind": "x"}, {"origin": "22222222"}, {"size": -1}, {"size": "9"},
        {"verdict": "fine"}, {"day": "yesterday"}, {"day": "2026-02-31"}, {"items": None},
        {"items": [{"kind": "x"}]},
        {"items": [{"kind": "x", "what": "y", "evidence": [], "due": "soon"}]}, {"items": [{}] * 600}, {"items": ["x"]},
        {"township_key": "age1nonsense"}, {"due": 7},
    ],
    ids=str,
)  # fmt: skip
def test_a_file_that_is_not_right_changes_nothing(changes, file, session):
    rewritten(file, **changes)
    head = session.head()
    with pytest.raises(rectify.BadRectification, match="没有收下"):
        rectify.receive(session, file)
    assert session.head() == head


@pytest.mark.parametrize("raw", [b"", b"{}", b"[" * 99_999, b"\xff\xfe", b"null", b"x" * (5 << 20)])
def test_a_file_that_is_no_list_of_findings_is_refused(raw, file, session):
    file.write_bytes(raw)
    with pytest.raises(rectify.BadRectification):
        rectify.receive(session, file)


def test_a_file_that_suffered_on_the_way_is_refused(file, session):
    file.write_text(file.read_text("utf-8").replace("补录", "漏录"), encoding="utf-8")
    with pytest.raises(rectify.BadRectification, match="校验值"):
        rectify.receive(session, file)


def test_another_township_key_is_taken_only_when_a_person_says_so(file, session, tmp_path):
    rectify.receive(session, file)
    other = register.with_key(tmp_path / "elsewhere" / register.NAME).recipient
    rewritten(file, township_key=other)
    with pytest.raises(rectify.OtherKey, match="打电话"):
        rectify.receive(session, file)
    rectify.receive(session, file, new_key=True)
    assert session.setting(rectify.KEY_SETTING) == other


def test_hostile_texts_are_entered_as_harmless_ones(file, session):
    item = {"kind": "x" * 999, "what": "=cmd\u202e\x00" + "长" * 9999, "evidence": [[["a", "b\n"]]]}
    rewritten(file, items=[item])
    rectify.receive(session, file)
    (item,) = rectify.listing(session)
    assert item.what.startswith("=cmd⟨U+202E⟩⟨U+0000⟩长")
    assert len(item.what) < 700
    assert item.evidence == "a：b"


# --- on paper -----------------------------------------------------------------------------------


def test_the_audit_sheet_prints_the_outcome_and_the_evidence(session, tmp_path):
    villages.fill(session)
    fault = Finding("file.changed", "fault", "members 表第 1 条的“sex”被改动")
    page = auditsheet.sheet(audit_of(session, fault, LATE))
    text = text_of(pdf.write(page, tmp_path / page.filename()))
    for words in (
        "支部台账核对单",
        "没有通过",
        "被改动",
        "补录值班1条",
        "2026-11-02",
        "核对人（乡镇）",
    ):
        assert words in text
    assert session.head().code in text


def test_the_audit_sheet_is_headed_by_the_township_and_says_whose_ledger_it_is(session, tmp_path):
    audit = audit_of(session, LATE, township="柳河镇", sha256="ab" * 32)
    page = auditsheet.sheet(audit)
    text = text_of(pdf.write(page, tmp_path / "a.pdf"))
    assert text.startswith("柳河镇支部台账核对单青山村党支部交来的账本")
    assert "a.jdzb.zip（指纹abababababababab…）" in text
    assert "ab" * 9 not in text


def test_the_audit_sheet_prints_whatever_the_file_held(session, tmp_path):
    what = "🂡" + "长" * 5000 + "\x00\u202e"
    many = tuple(((("情况", f"{number}{what}"),)) for number in range(40))
    audit = audit_of(session, *[Finding("x", "fault", what, many)] * 20)
    assert pdf.write(auditsheet.sheet(audit), tmp_path / "a.pdf").stat().st_size > 1000
