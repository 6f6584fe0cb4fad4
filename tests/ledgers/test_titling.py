"""A fault names the record it is about: a person by the name, a day of duty by day and person."""

import json

import pytest

from jdzb import ledgers
from jdzb.core import paths
from jdzb.handover import auditsheet, register, verify
from jdzb.store import check, database
from tests.handover import villages


@pytest.fixture
def village(home):
    """A village's ledger as that of this home."""
    return villages.ledger(home)


def told(jdzb, path, *statements):
    """What the command says after another program wrote without leaving a history."""
    villages.tampered(path, *statements, triggers=False)
    return json.loads(jdzb("check", "--json").stdout)["findings"]


def names(path):
    with database.open_ledger(path) as session:
        return {row["id"]: row["name"] for row in session.rows("members")}


def test_a_changed_record_is_called_by_the_name_its_history_knows(village, jdzb):
    name = names(village)[3]
    found = told(jdzb, village, "UPDATE members SET name = '某某', sex = '女' WHERE id = 3")
    assert found[0].startswith(f"党员‘{name}’（members 表第 3 条）的“姓名 name”被改动")
    assert found[1].startswith(f"党员‘{name}’（members 表第 3 条）的“性别 sex”")


def test_records_added_and_removed_are_called_by_what_is_left_of_them(village, jdzb):
    found = told(
        jdzb, village, "INSERT INTO members (id, name) VALUES (99, '外来人')",
        "DELETE FROM duty_turns",
    )  # fmt: skip
    first = names(village)[1]
    assert "党员‘外来人’（members 表第 99 条）没有历史，是从外面加进来的。" in found
    gone = f"值班‘2026-12-01 {first}’（duty_turns 表第 1 条）在历史里有，现在不见了。"
    assert gone in found


def test_a_setting_is_called_by_its_label(village, jdzb):
    found = told(jdzb, village, "UPDATE settings SET value = '假' WHERE key = 'branch.name'")
    assert any(one.startswith("设置‘支部名称’（settings 表第") for one in found)


def test_a_hostile_name_is_text_in_the_command_the_window_and_on_paper(village, jdzb, tmp_path):
    hostile = "\x1b[2J\u202e张" + "三" * 999
    statement = f"INSERT INTO members (id, name) VALUES (99, '{hostile}')"
    found = told(jdzb, village, statement)
    whole = "".join(found)
    assert "党员‘⟨U+001B⟩[2J⟨U+202E⟩张三三" in whole
    assert "\x1b" not in whole
    assert max(map(len, found)) < 500
    audit = verify.verify(paths.ledger_file(), tmp_path / register.NAME)
    printed = auditsheet.sheet(audit).text()
    assert "党员‘⟨U+001B⟩[2J⟨U+202E⟩张" in audit.sentence
    assert "党员‘〈U+001B〉[2J〈U+202E〉张" in printed
    assert "\u202e" not in audit.sentence + printed


def test_what_nobody_can_call_keeps_its_number(village):
    villages.tampered(village, "UPDATE journal SET new = '[1]', old = NULL", triggers=False)
    with database.open_ledger(village) as session:
        called = ledgers.titling(session)
        assert called("members", 3) == names_in(session)[3]
        assert [called(table, 1 << 70) for table in ("members", "no such", "settings")] == [""] * 3
        fault = check.Fault("added", "members", 1 << 70)
        assert check.words(fault, ledgers.naming, called).startswith("党员（members 表第")


def names_in(session):
    return {row["id"]: row["name"] for row in session.rows("members")}
