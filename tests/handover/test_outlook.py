"""What the floor has due: the copy on the stick, what the township found."""

from datetime import date

from jdzb.handover import outlook, package


def whats(session):
    return [(one.when, one.what, one.button) for one in outlook.due(session)]


def test_a_ledger_never_copied_is_told_a_month_after_its_beginning(session, monkeypatch):
    session.set_setting("branch.name", "青山村党支部")
    begun = session.entries("seq = 1")[0].at[:10]
    assert begun == "2026-11-21"
    monkeypatch.setenv("JDZB_TODAY", "2026-12-20")
    assert whats(session) == []
    monkeypatch.setenv("JDZB_TODAY", "2026-12-25")
    told = "把账本拷贝到U盘（还没有拷贝过）"
    assert whats(session) == [(date(2026, 12, 21), told, outlook.COPY)]


def test_a_copy_puts_it_off_for_a_month(session, monkeypatch):
    monkeypatch.setenv("JDZB_TODAY", "2026-12-25")
    session.event(package.EVENT, {}, what="拷贝到U盘")
    assert whats(session) == []
    monkeypatch.setenv("JDZB_TODAY", "2027-01-24")
    assert whats(session)[0][1] == "把账本拷贝到U盘（上次拷贝是 30 天以前）"


def test_findings_of_the_township_are_due_until_they_are_ticked_off(session):
    audit = session.add(
        "audits",
        {"day": "2026-11-02", "size": 9, "code": "A", "verdict": "", "sha256": "a" * 64},
        what="收到",
    ).id
    item = session.add(
        "rectifications",
        {"audit": audit, "kind": "x", "what": "三月党小组会没有记录", "due": "2026-11-30"},
        what="收到",
    ).id
    assert whats(session) == [(date(2026, 11, 30), "整改：三月党小组会没有记录", outlook.ANSWER)]
    session.amend("rectifications", item, {"answer": "已补"}, what="答复", reason="整改")
    assert whats(session)[0][1].startswith("改完销号：")
    session.amend("rectifications", item, {"closed_on": "2026-11-21"}, what="销号", reason="整改")
    assert whats(session) == []
