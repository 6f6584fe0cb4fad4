"""The life of a notice in a real file: the order of its steps, its length, what is due, amiss."""

from dataclasses import replace

import pytest

from jdzb.core.errors import ReasonNeeded, Refused
from jdzb.core.fields import InvalidForm
from jdzb.core.sheet import Footer, Paragraph, Sheet
from jdzb.ledgers.notices import rules, service, service_life, service_outlook, service_voices
from jdzb.ledgers.notices.entries import Notice, Objection, grid_rows, parse, read_grid
from jdzb.ledgers.notices.service_life import APPROVE, CHECK, POST, TAKE
from jdzb.press import kept_sheets, pdf
from jdzb.store import check, printout

DAY = "2026-11-10"
TODAY = "2026-11-21"


def entered(session, taken=0, **values):
    """A notice with so many steps after the first, all of them on DAY."""
    facts = {"title": "关于水渠用工的公示", "category": "村务公开", "body": "用工情况如下。"}
    proposed = {"proposed_by": "林秀兰", "proposed_on": DAY}
    added = service.add(session, Notice(**{**facts, **proposed, **values})).id
    for step in (CHECK, APPROVE)[:taken]:
        service_life.take(session, added, step, "陈志强", DAY)
    return service.get(session, added)


def posted(session, notice, since=DAY, until="2026-11-25", **values):
    """The notice printed and put up."""
    plan = replace(notice, posted_by="林秀兰", posted_on=since, since=since, until=until, **values)
    service_life.plan(session, notice.id, plan)
    page = service_outlook.sheet(session, service.get(session, notice.id))
    stamped = printout.stamp(session, page)
    kept_sheets.keep(stamped, pdf.render(stamped))
    plan = replace(plan, printed=kept_sheets.entry_of(stamped))
    service_life.post(session, notice.id, plan)
    return service.get(session, notice.id)


def shown(session, notice):
    return next(one for one in service_outlook.view(session) if one.notice.id == notice.id)


def keys(session):
    return [finding.key for finding in service_outlook.findings(session)]


# -- steps ----------------------------------------------------------------------------------------


def test_a_notice_goes_through_its_states_and_each_step_says_who_and_when(session):
    notice = entered(session)
    states = [shown(session, notice).state]
    for step in (CHECK, APPROVE):
        service_life.take(session, notice.id, step, "陈志强", DAY)
        states.append(shown(session, notice).state)
    hangs = posted(session, service.get(session, notice.id))
    states.append(shown(session, hangs).state)
    service_life.take(session, notice.id, TAKE, "周桂芳", TODAY, "风吹坏了")
    taken = service.get(session, notice.id)
    assert [*states, rules.state(taken, rules.day(TODAY))] == [
        "草稿", "已审核", "已批准", "公示中", "已撤下",
    ]  # fmt: skip
    assert [step.who(taken) for step in rules.STEPS] == [
        "林秀兰",
        "陈志强",
        "陈志强",
        "林秀兰",
        "周桂芳",
    ]
    assert check.check_ledger(session).ok


@pytest.mark.parametrize(("step", "said"), [(APPROVE, "还没有审核"), (TAKE, "还没有审核")])
def test_a_step_out_of_order_is_refused_with_what_is_missing(session, step, said):
    notice = entered(session)
    with pytest.raises(Refused, match=said):
        service_life.take(session, notice.id, step, "陈志强", DAY)
    assert service.get(session, notice.id) == notice


def test_a_step_taken_already_is_refused(session):
    notice = entered(session, 1)
    with pytest.raises(Refused, match="已经审核过了"):
        service_life.take(session, notice.id, CHECK, "陈志强", DAY)


@pytest.mark.parametrize(
    ("on", "said"), [("2026-11-09", "早于提出日期"), ("2026-11-22", "还没有到")]
)
def test_a_step_on_a_day_that_cannot_be_is_refused(session, on, said):
    notice = entered(session)
    with pytest.raises(Refused, match=said):
        service_life.take(session, notice.id, CHECK, "陈志强", on)


def test_a_notice_with_a_gap_in_its_steps_cannot_be_entered(session):
    with pytest.raises(Refused, match="还没有审核，不能先批准"):
        service.add(session, Notice("公示", approved_by="陈志强", approved_on=DAY))
    assert service.browse(session) == ()


def test_a_step_is_taken_back_only_with_a_reason(session):
    notice = entered(session, 2)
    with pytest.raises(ReasonNeeded):
        service_life.step_back(session, notice.id, " ")
    service_life.step_back(session, notice.id, "内容要改")
    assert shown(session, notice).state == "已审核"
    service_life.step_back(session, notice.id, "内容要改")
    with pytest.raises(Refused, match="没有可退回的步骤"):
        service_life.step_back(session, notice.id, "内容要改")


def test_a_text_changed_after_it_was_checked_wants_to_be_checked_again(session):
    notice = entered(session, 2)
    service.amend(session, notice.id, replace(notice, note="存档用"), "补备注")
    assert shown(session, notice).state == "已批准"
    changed = service.amend(session, notice.id, replace(notice, body="改了。"), "写错了")
    assert "须重新审核" in changed.what
    assert shown(session, notice).state == "草稿"


def test_posting_without_a_print_or_a_period_is_refused(session):
    notice = entered(session, 2)
    plan = replace(notice, posted_by="林秀兰", posted_on=DAY, since=DAY, until="2026-11-25")
    with pytest.raises(Refused, match="还没有打印"):
        service_life.post(session, notice.id, plan)
    with pytest.raises(Refused, match="从哪天到哪天"):
        service_life.post(session, notice.id, replace(plan, until=None))


# -- length ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("category", "since", "least"),
    [
        ("村务公开", "2026-11-10", "2026-11-25"),
        ("评议结果", "2026-11-10", "2026-11-17"),
        ("发展对象", "2026-11-20", "2026-11-27"),  # a Friday
        ("发展对象", "2026-09-30", "2026-10-13"),  # the last day before the National Day week
    ],
)
def test_the_last_day_proposed_is_long_enough_and_a_day_less_is_not(category, since, least):
    calendar = service.calendar()
    first = rules.day(since)
    assert rules.proposed_until(category, first, calendar).isoformat() == least
    notice = Notice("公示", category=category, since=since, until=least)
    assert rules.too_short(notice, calendar) == ""
    day = (rules.day(least) - rules.timedelta(days=1)).isoformat()
    assert f"应公示到{rules.cn_day(rules.day(least))}" in rules.too_short(
        replace(notice, until=day), calendar
    )


def test_time_before_it_was_put_up_does_not_count(session):
    notice = Notice(
        "公示", category="评议结果", since="2026-11-01", until="2026-11-10", posted_on="2026-11-05"
    )
    assert "只有 5 天" in rules.too_short(notice, service.calendar())


def test_a_year_not_published_is_said_to_be_provisional():
    notice = Notice("公示", category="发展对象", since="2027-12-30", until="2028-01-06")
    assert rules.provisional(notice, service.calendar())
    early = replace(notice, since="2026-03-02", until="2026-03-09")
    assert not rules.provisional(early, service.calendar())


def test_a_shorter_one_is_refused_without_a_reason_and_recorded_with_one(session):
    notice = entered(session, 2)
    with pytest.raises(Refused, match=r"至少 15 天.*只有 10 天.*写明时间不足的原因"):
        posted(session, notice, until="2026-11-20")
    assert shown(session, notice).state == "已批准"
    posted(session, notice, until="2026-11-20", short_reason="汛期抢修，急需公布")
    (finding,) = [f for f in service_outlook.findings(session) if f.key == "notices.short"]
    assert "汛期抢修" in finding.what


def test_a_reason_that_is_not_needed_is_not_kept(session):
    hangs = posted(session, entered(session, 2), short_reason="随手写的")
    assert hangs.short_reason is None


# -- what is due ----------------------------------------------------------------------------------


def test_before_the_last_day_taking_down_is_due_and_so_it_is_after_it(session, monkeypatch):
    hangs = posted(session, entered(session, 2))
    seen = {}
    for today in ("2026-11-22", "2026-11-23", "2026-11-28", "2026-12-10"):
        monkeypatch.setenv("JDZB_TODAY", today)
        seen[today] = [one.button for one in service_outlook.due(session)]
    assert seen == {
        "2026-11-22": [], "2026-11-23": ["撤下"], "2026-11-28": ["撤下"], "2026-12-10": ["撤下"],
    }  # fmt: skip
    assert "notices.expired" in keys(session)
    service_life.take(session, hangs.id, TAKE, "林秀兰", "2026-12-10")
    assert service_outlook.due(session) == []


def test_what_is_approved_and_not_posted_is_due(session):
    notice = entered(session, 2)
    (due,) = service_outlook.due(session)
    assert (due.button, due.subject, due.when.isoformat()) == ("张贴", notice.id, "2026-11-13")


def test_taking_down_before_the_last_day_is_a_finding(session):
    hangs = posted(session, entered(session, 2))
    service_life.take(session, hangs.id, TAKE, "林秀兰", "2026-11-20", "风吹坏了")
    (found,) = service_outlook.findings(session)
    assert found.key == "notices.early"
    assert "只有 10 天" in found.what
    assert found.what.endswith("原因：提前撤下：风吹坏了")


def test_taking_down_early_or_with_an_open_objection_wants_a_reason_and_shows_the_days(session):
    hangs = posted(session, entered(session, 2), until="2026-12-31")
    service_voices.object_to(session, Objection(hangs.id, "2026-11-12", "多报了。"))
    said = "公示到2026年12月31日，提前 40 天撤下，有 1 条意见没有答复"
    with pytest.raises(Refused, match=said):
        service_life.take(session, hangs.id, TAKE, "林秀兰", TODAY)
    service_life.take(session, hangs.id, TAKE, "林秀兰", TODAY, "风吹坏了")
    taken = service.get(session, hangs.id)
    assert rules.hung(taken) == "实际张贴 11 天（2026年11月10日至11月21日）"
    assert "只有 11 天" in rules.too_short(taken, service.calendar())


def test_a_text_no_wall_may_show_is_neither_checked_nor_approved(session):
    notice = entered(session, body="电话 13812341027。")
    with pytest.raises(Refused, match=r"第 1 段有手机号（138.*没有审核"):
        service_life.take(session, notice.id, CHECK, "陈志强", DAY)
    assert service.get(session, notice.id).checked_on is None


def test_one_who_proposed_checked_and_approved_alone_is_named(session):
    assert rules.one_hand(entered(session, 2)) == ""
    assert rules.one_hand(entered(session, 2, proposed_by="陈志强")) == "陈志强"
    assert rules.one_hand(entered(session, 1, proposed_by="陈志强")) == ""


def test_an_objection_is_due_until_it_is_answered_and_late_after_five_working_days(
    session, monkeypatch
):
    hangs = posted(session, entered(session, 2), until="2026-12-31")
    said = Objection(hangs.id, "2026-11-12", "用工多报了两个。", "村民")
    first = service_voices.object_to(session, said).id
    (due,) = service_outlook.due(session)
    assert (due.button, due.when.isoformat()) == ("答复", "2026-11-19")
    assert keys(session) == ["notices.objection"]
    service_voices.answer(session, first, "核对过，没有多报。", "陈志强", TODAY)
    assert (service_outlook.due(session), keys(session)) == ([], [])


def test_an_objection_to_what_does_not_hang_is_refused(session):
    notice = entered(session, 2)
    with pytest.raises(Refused, match="还没有张贴"):
        service_voices.object_to(session, Objection(notice.id, TODAY, "不对。"))


# -- changed after posting ------------------------------------------------------------------------


def test_the_steps_of_a_notice_are_no_change_of_its_paper(session):
    hangs = posted(session, entered(session, 2))
    assert printout.sources_of(service_life.print_of(session, hangs).new)
    service_life.take(session, hangs.id, TAKE, "林秀兰", TODAY, "风吹坏了")
    printed = service_life.print_of(session, hangs)
    assert printout.changed_since(session, printed) == []


def test_a_change_after_posting_is_marked_until_a_correction_hangs(session):
    hangs = posted(session, entered(session, 2), until="2026-12-31")
    service.amend(session, hangs.id, replace(hangs, body="用工 86 个。"), "数字漏写")
    one = shown(session, hangs)
    assert (one.changed, one.urgent, len(one.changes)) == (True, True, 1)
    assert keys(session) == ["notices.changed"]
    assert [due.button for due in service_outlook.due(session)] == ["更正"]
    draft = service_outlook.correction_of(session, one)
    assert "用工 86 个。" in draft.body
    assert draft.corrects == hangs.id
    added = service.add(session, draft).id
    for step in (CHECK, APPROVE):
        service_life.take(session, added, step, "陈志强", TODAY)
    assert shown(session, hangs).changed
    posted(session, service.get(session, added), since=TODAY, until="2026-12-31")
    assert not shown(session, hangs).changed
    assert "notices.changed" not in keys(session)
    later = replace(service.get(session, hangs.id), body="用工 88 个。")
    service.amend(session, hangs.id, later, "又算错")
    assert shown(session, hangs).changed


def test_a_note_is_no_change_of_the_paper(session):
    hangs = posted(session, entered(session, 2))
    service.amend(session, hangs.id, replace(hangs, note="照片另存"), "补备注")
    assert not shown(session, hangs).changed


def stamped(session, text):
    sheet = Sheet("2026年12月党员值班表", (Paragraph(text),), footer=Footer("值班"))
    return kept_sheets.entry_of(printout.stamp(session, sheet))


def test_another_print_of_the_same_text_keeps_the_approval_and_of_another_does_not(session):
    first = stamped(session, "林秀兰")
    notice = entered(session, 2, kind="台账表", source="duty:x", printed=first)
    service_life.print_again(session, notice.id, stamped(session, "林秀兰"))
    assert shown(session, notice).state == "已批准"
    changed = service_life.print_again(session, notice.id, stamped(session, "周桂芳"))
    assert "须重新审核" in changed.what
    assert shown(session, notice).state == "草稿"


# -- the table pasted -----------------------------------------------------------------------------


def test_a_table_pasted_from_excel_is_read_cell_by_cell():
    text = '\t一月\t二月\t\r\n甲\t1\t\r\n\r\n"乙\n丙"\t\t3\r\n丁\t\t\t\r\n'
    notice = Notice("公示", grid=read_grid(text))
    rows = (("", "一月", "二月"), ("甲", "1", ""), ("乙 丙", "", "3"), ("丁", "", ""))
    assert grid_rows(notice) == rows


def test_a_table_read_once_reads_the_same_again():
    text = read_grid("\t一月\n甲\t\n")
    assert read_grid(text) == text


def test_a_quote_that_is_not_closed_swallows_no_rows():
    assert read_grid('甲\t乙\n"5\t管\n丙\t丁') == '甲\t乙\n"5\t管\n丙\t丁'
    assert read_grid('"甲"组\t乙\n丙\t丁') == '"甲"组\t乙\n丙\t丁'


def test_a_table_of_too_many_columns_is_refused_beside_its_field():
    form = {"title": "公示", "kind": "公示", "category": "其他", "grid": "\t".join("甲" * 21)}
    with pytest.raises(InvalidForm) as caught:
        parse(form)
    assert [problem.field for problem in caught.value.problems] == ["grid"]


def test_a_notice_is_found_by_any_words_of_it(session):
    one = entered(session, place="二组路口")
    entered(session, title="关于党费的公告", category="党务公开")
    assert [found.id for found in service.browse(session, "水渠 路口")] == [one.id]
    assert service.browse(session, "水渠 党费") == ()
    assert [found.id for found in service.browse(session, "水渠 lxl")] == [one.id]


def test_posting_again_after_taking_it_back_wants_a_new_print(session):
    hangs = posted(session, entered(session, 2))
    service_life.step_back(session, hangs.id, "贴错了地方")
    back = service.get(session, hangs.id)
    assert (back.printed, shown(session, back).state) == (None, "已批准")
    with pytest.raises(Refused, match="已经批准过了"):
        service_life.take(session, hangs.id, APPROVE, "陈志强", TODAY)
    assert rules.next_step(back) is POST
