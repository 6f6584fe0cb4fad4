"""A password set anew without the old one is told to the township, and stands among the changes."""

from jdzb.core import clock
from jdzb.handover import findings
from jdzb.store import history, operators, passwords


def told(opened, since=0):
    return [one for one in findings.gather(opened, since) if one.kind == "password"]


def test_a_reset_without_the_old_password_is_a_finding_and_one_of_the_changes(session, monkeypatch):
    monkeypatch.setattr(passwords, "_MEMORY", 64)
    operators.register(session, {"name": "林秀兰", "role": "书记"}, "青山三棵树 2026")
    (lin,) = operators.working(session)
    assert told(session) == []
    operators.ask_reset(session, lin)
    (asked,) = told(session)
    assert "林秀兰" in asked.what
    assert "申请 1 次，设成 0 次" in asked.what
    monkeypatch.setenv("JDZB_TODAY", "2026-11-22")
    monkeypatch.setattr(operators, "reset_hours", lambda: 0)
    operators.reset(session, lin, "柳河五条鱼 2027")
    (done,) = told(session)
    assert (done.severity, len(done.evidence)) == ("notice", 2)
    assert "设成 1 次" in done.what
    assert told(session, session.head().size) == []
    today = [(one.what, one.reason) for one in history.of_day(session, clock.today())]
    assert today[0] == ("重设林秀兰的密码（未用原密码）", "重设密码（未用原密码）")


def test_a_reset_by_another_secretary_is_no_finding(session, monkeypatch):
    monkeypatch.setattr(passwords, "_MEMORY", 64)
    operators.register(session, {"name": "林秀兰", "role": "书记"}, "青山三棵树 2026")
    (lin,) = operators.working(session)
    operators.set_password(session, lin.id, "柳河五条鱼 2027", "本人忘了，当面重设")
    assert told(session) == []
