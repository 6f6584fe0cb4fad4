"""Every shipped scheme on the demo village, from opening to the frozen result, worked by hand."""

import pytest

from jdzb.cli import demo, demo_meetings
from jdzb.core import paths
from jdzb.ledgers.appraisals import (
    LEDGER,
    reading,
    service,
    service_marks,
    service_notice,
    service_people,
    service_scores,
    service_stages,
    service_standings,
)
from jdzb.ledgers.appraisals.entries import Ballot, Mark, Paper, Round, StageDone, Subject
from jdzb.ledgers.appraisals.service_ballots import ballot_of, lines, put_ballot, put_paper
from jdzb.ledgers.appraisals.service_scores import Cell
from jdzb.store import check, database
from tests.ledgers.appraisals.rounds import (
    entered,
    finished,
    posted,
    stages_done,
    subjects,
    table,
    voted,
)

KEPT = {}


@pytest.fixture
def village(home):
    """The ledger of the demo village with its meetings and duty; made once, then copied."""
    path = paths.ledger_file()
    if not KEPT:
        with database.open_ledger(path, actor="文书") as made:
            ids = demo.village(made)
            demo_meetings.meet(made, ids)
        KEPT["file"] = path.read_bytes()
    path.write_bytes(KEPT["file"])
    with database.open_ledger(path, actor="文书") as session:
        yield session


def begun(session, scheme, subjects=None, year=2026):
    """The id of a round opened by a shipped scheme."""
    round_ = Round(f"{year}年{scheme}", scheme, year, f"{year}-11-01")
    return service.open_round(session, round_, subjects).id


def everybody(session, round_id):
    return [one.name for one in service.whole(session, round_id).assessed]


def frozen(session, round_id):
    """The results as written, by name; the ledger is sound and nothing is found."""
    whole = service.whole(session, round_id)
    assert whole.round.closed_on == "2026-11-21"
    assert LEDGER.findings(session) == []
    assert check.check_ledger(session).ok
    names = {one.id: one.name for one in whole.subjects}
    assert {names[one.subject] for one in whole.results} == {one.name for one in whole.assessed}
    return {names[one.subject]: (one.rank, one.total, one.grade) for one in whole.results}


def test_the_program_ships_eight_schemes():
    titles = [one.title for one in reading.standard().values()]
    assert titles == [
        "民主评议党员", "合格党员评定", "党员两个指数", "党员积分制", "清单台阶", "星级支部",
        "直评村官", "流动红旗",
    ]  # fmt: skip


def test_the_national_review(village):
    round_id = begun(village, "民主评议党员")
    names = everybody(village, round_id)
    assert len(names) == 49  # 52 members, three of them 预备
    # 40 valid of 41 returned. 20 people: 30 优秀 + 10 合格: more than half 优秀. 49/3 = 16 places.
    # The first 12 of them have 31: they are in; 8 have 30 and only 4 places are left: a quota tie.
    votes = dict.fromkeys(names, (0, 38, 2, 0))
    votes |= dict.fromkeys(names[:12], (31, 9, 0, 0))
    votes |= dict.fromkeys(names[12:20], (30, 10, 0, 0))
    votes[names[47]] = (0, 19, 20, 1)  # 19 of 40 is no majority for 合格: 基本合格
    votes[names[48]] = (0, 0, 20, 20)  # exactly half is not more than half: 不合格
    voted(village, round_id, votes, invalid=1)
    stages_done(village, round_id)
    found = service_standings.standings(village, round_id)
    (tie,) = found.ties
    assert (tie.better, tie.places, len(tie.who)) == ("优秀", 4, 8)
    with pytest.raises(service_notice.Refused, match="只剩 4 个名额"):
        posted(village, round_id)
    service_notice.decide(village, round_id, tie, tie.who[:4], "支委会按平时表现确定")
    finished(village, round_id)
    results = frozen(village, round_id)
    grades = [grade for _, _, grade in results.values()]
    counts = {one: grades.count(one) for one in ("优秀", "合格", "基本合格", "不合格")}
    assert counts == {"优秀": 16, "合格": 31, "基本合格": 1, "不合格": 1}
    assert results[names[47]][2] == "基本合格"
    assert results[names[48]][2] == "不合格"


def test_the_standard_scheme(village):
    round_id = begun(village, "合格党员评定")
    names = everybody(village, round_id)
    # everybody 较好: 85 of 100, 40 % of it 34; nothing taken off: 60. Together 94.
    votes = dict.fromkeys(names, (0, 20, 0, 0))
    votes["徐海燕"] = (20, 0, 0, 0)  # 100: 60 + 40 = 100
    votes["林秀兰"] = (16, 4, 0, 0)  # 97: 60 + 38.8 = 98.8
    votes["吴春生"] = (0, 0, 10, 10)  # 55: 22
    voted(village, round_id, votes)
    # 吴春生: 3 + 3 + 2.5 + ... taken off: 40 → 60 % of 60 = 36; 36 + 22 = 58
    entered(village, round_id, "discipline", {"吴春生": -30, "韩建民": -3})
    entered(village, round_id, "complaints", {"吴春生": -10})
    found = {name: (rank, total, grade) for rank, name, total, grade in table(village, round_id)}
    assert found["徐海燕"] == (1, "100.0", "优秀")
    assert found["林秀兰"] == (2, "98.8", "优秀")
    assert found["韩建民"] == (len(names) - 1, "92.2", "合格")  # 97 * 0.6 + 34
    assert found["吴春生"] == (len(names), "58.0", "不合格")
    (tie,) = service_standings.standings(village, round_id).ties
    places = (len(names) * 10 + 50) // 100 - 2  # 10 % rounded half up, two have it
    assert (tie.better, tie.places) == ("优秀", places)
    who = subjects(village, round_id)
    chosen = list(tie.who)[:places]
    service_notice.decide(village, round_id, tie, chosen, "支部大会表决")
    for mark in service.whole(village, round_id).marks:  # typed without a word: now with its paper
        service_marks.void_mark(village, mark.id, "补写凭据")
        day, paper = "2026-06-01", "镇纪委通知书"
        whole = Mark(mark.subject, mark.period, mark.item, mark.points, day, "查实", evidence=paper)
        service_marks.add_mark(village, round_id, whole)
    finished(village, round_id)
    assert frozen(village, round_id)["吴春生"] == (len(names), 5800, "不合格")
    below = service_standings.standings(village, round_id).below
    assert [(one.subject.id, what) for one, what in below] == [
        (who["吴春生"], "谈话"), (who["吴春生"], "帮教"),
    ]  # fmt: skip
    assert [one.button for one in LEDGER.due(village)] == ["登记谈话", "登记帮教"]


def test_the_two_indices_over_two_years(village):
    for year in (2025, 2026):
        round_id = begun(village, "党员两个指数", year=year)
        names = everybody(village, round_id)
        items = [item.key for item in service.scheme_of(village, round_id).items]
        full = {item.key: item.full for item in service.scheme_of(village, round_id).items}
        for period in ("mid", "end"):
            for side in ("self", "peer", "final"):
                cells = [
                    Cell(who, period, item, points(full[item], names.index(name)), side)
                    for name, who in subjects(village, round_id).items()
                    if name in names
                    for item in items
                ]
                service_scores.write(village, round_id, cells)
        steps = service_stages.steps(service.whole(village, round_id))
        assert {one.said for one in steps if one.stage.side} == {f"{len(names)}/{len(names)}"}
        if year == 2025:
            stages_done(village, round_id)
            entry = StageDone(
                "notice", "", since="2025-12-20", until="2025-12-27", link="notices:1"
            )
            service_notice.post(village, round_id, entry)
            service_notice.finish(village, round_id, day="2025-12-28")
    finished(village, round_id)
    # full points less half a hundredth of them for each place behind the first: 100, 99.5, 99, …
    found = table(village, round_id)
    count = len(names)
    assert [(rank, total) for rank, _, total, _ in found[:3]] == [
        (1, "100.0"),
        (2, "99.5"),
        (3, "99.0"),
    ]
    # borders of 10/30/90/100 %, rounded half up
    upper = [(percent * count + 50) // 100 for percent in (10, 30, 90)]
    assert {one[3] for one in found[: upper[0]]} == {"好"}
    assert {one[3] for one in found[upper[0] : upper[1]]} == {"较好"}
    assert {one[3] for one in found[upper[1] : upper[2]]} == {"一般"}
    # who was 较差 in 2025 too is 不合格 now
    first = next(one for one in service.browse(village) if one.year == 2025)
    before = {name for _, name, _, grade in table(village, first.id) if grade == "较差"}
    last = {name: grade for _, name, _, grade in found[upper[2] :]}
    assert last == {name: "不合格" if name in before else "较差" for name in last}
    assert before & set(last)
    assert service.get(village, round_id).closed_on == "2026-11-21"


def points(full, place):
    """Full points less ``place`` two-hundredths of them."""
    return f"{full * (200 - place) / 20000:.2f}"


def test_the_points_scheme_with_a_veto(village):
    round_id = begun(village, "党员积分制")
    who = subjects(village, round_id)
    paper = "支委会记录"
    for name, item, given in (
        ("林秀兰", "deed", 1500), ("徐海燕", "deed", 3000), ("吴春生", "conduct", 4500),
        ("孙明义", "conduct", 3100),
    ):  # fmt: skip
        mark = Mark(who[name], "year", item, given, "2026-06-01", "查实", evidence=paper)
        service_marks.add_mark(village, round_id, mark)
    veto = Mark(who["林秀兰"], "year", "punished", 0, "2026-07-01", "行政拘留", evidence=paper)
    service_marks.add_mark(village, round_id, veto)
    found = {name: (rank, total, grade) for rank, name, total, grade in table(village, round_id)}
    assert found["徐海燕"] == (1, "120.0", "优秀")  # 100 + 30, but never more than 20
    assert found["林秀兰"] == (2, "115.0", "不合格")  # 100 + 15, and the veto
    assert found["孙明义"][1:] == ("69.0", "合格")
    assert found["吴春生"][1:] == ("55.0", "不合格")
    (tie,) = service_standings.standings(village, round_id).ties
    assert tie.places == len(found) // 3 - 1  # a third, rounded down; one of them is 徐海燕's
    service_notice.decide(village, round_id, tie, tie.who[: tie.places], "支部大会表决")
    finished(village, round_id)
    assert frozen(village, round_id)["林秀兰"] == (2, 11500, "不合格")


def test_the_steps(village):
    round_id = begun(village, "清单台阶")
    names = everybody(village, round_id)
    base, main, extra = (item.key for item in service.scheme_of(village, round_id).items)
    entered(village, round_id, base, dict.fromkeys(names, "较好"))  # 80 % of 45: 36
    entered(village, round_id, main, dict.fromkeys(names, "较好"))  # 80 % of 55: 44; together 80
    entered(village, round_id, base, {"徐海燕": "好", "吴春生": "好"})  # 45
    entered(village, round_id, main, {"徐海燕": "好", "吴春生": "差", "孙明义": "一般"})
    with pytest.raises(service_scores.BadCells, match="应为 好、较好、一般、差 之一"):
        entered(village, round_id, main, {"徐海燕": "优"})
    who = subjects(village, round_id)["徐海燕"]
    mark = Mark(who, "year", extra, 1200, "2026-06-01", "抢险", evidence="镇表彰决定")
    service_marks.add_mark(village, round_id, mark)
    finished(village, round_id)
    results = frozen(village, round_id)
    assert results["徐海燕"] == (1, 11000, "第一台阶")  # 45 + 55 + 10, twelve given, ten count
    assert results["林秀兰"][1:] == (8000, "第二台阶")  # 80 is on the step
    assert results["孙明义"][1:] == (6900, "未上台阶")  # 36 + 33
    assert results["吴春生"][1:] == (4500, "未上台阶")
    below = service_standings.standings(village, round_id).below
    # 69 is below 70, and 33 key points below 40 and 35; 0 below all
    assert [(one.subject.name, what) for one, what in below] == [
        ("孙明义", "自我批评"), ("孙明义", "谈话"), ("吴春生", "自我批评"), ("吴春生", "谈话"),
    ]  # fmt: skip


def test_the_stars_of_three_branches(village):
    branches = [Subject(name, "支部") for name in ("青山村党支部", "白石村党支部", "河口村党支部")]
    round_id = begun(village, "星级支部", branches)
    items = [item.key for item in service.scheme_of(village, round_id).items]
    given = {"青山村党支部": (90, 90, 85, 80, 79), "白石村党支部": (95, 95, 95, 95, 95)}
    given["河口村党支部"] = (80, 80, 70, 60, 60)
    for period in ("q1", "q2", "q3", "q4"):
        for number, item in enumerate(items):
            values = {name: row[number] for name, row in given.items()}
            entered(village, round_id, item, values, period)
    who = subjects(village, round_id)["白石村党支部"]
    veto = Mark(who, "q4", "incident", 0, "2026-05-01", "责任事故", evidence="镇通报")
    service_marks.add_mark(village, round_id, veto)
    standings = service_standings.standings(village, round_id)
    flags = [standings.best_of(quarter) for quarter in ("q1", "q2", "q3", "q4")]
    # 白石村 has the most points (95 each); the accident of May costs it the flag of that quarter
    assert flags == [("白石村党支部",), ("青山村党支部",), ("白石村党支部",), ("白石村党支部",)]
    finished(village, round_id)
    results = frozen(village, round_id)
    assert {name: grade for name, (_, _, grade) in results.items()} == {
        "青山村党支部": "四星",  # 79 misses the line of 80
        "白石村党支部": "无星",
        "河口村党支部": "二星",
    }
    assert results["青山村党支部"][1] == 8480  # (90 + 90 + 85 + 80 + 79) / 5 = 84.8


def test_the_direct_review_of_officials(village):
    round_id = begun(village, "直评村官", [Subject(one, "村干部") for one in ("陈志强", "林秀兰")])
    # of 80 valid ballots 陈志强 has 60 优秀 and 20 称职: (6000 + 1600) / 80 = 95, 80 % of it 76
    votes = {"陈志强": (60, 20, 0, 0), "林秀兰": (0, 40, 20, 20)}
    too_few = [("党员", 49, 39), ("村民代表", 40, 35)]
    voted(village, round_id, votes, invalid=2, came=too_few)
    entered(village, round_id, "township", {"陈志强": 90, "林秀兰": 80})  # 18 and 16
    with pytest.raises(service_notice.Refused, match="到会党员 39 人，须 40 人以上"):
        stages_done(village, round_id)
    voted(village, round_id, votes, invalid=2, came=[("党员", 49, 40), ("村民代表", 40, 30)])
    before = StageDone(
        "before", "", done_on="2026-11-08", since="2026-11-05", until="2026-11-08", link="notices:1"
    )
    service_stages.put_stage(village, round_id, before)
    stages_done(village, round_id)
    finished(village, round_id)
    # 林秀兰: (3200 + 1200 + 0) / 80 = 55, 80 % of it 44, and 16: 60
    assert frozen(village, round_id) == {
        "陈志强": (1, 9400, "优秀"), "林秀兰": (2, 6000, "基本称职"),
    }  # fmt: skip


def test_the_red_flag_paper_by_paper(village):
    round_id = begun(village, "流动红旗")
    whole = service.whole(village, round_id)
    assert [one.name for one in whole.assessed] == ["第一党小组", "第二党小组", "第三党小组"]
    spec, period = whole.scheme.ballots[0], whole.scheme.periods[0].key
    papers = Ballot(spec.key, period, "2026-11-10", handed=10, returned=10)
    ballot_id = put_ballot(village, round_id, papers).id
    named = lines(whole, ballot_of(service.whole(village, round_id), spec.key, period))
    # 1: four, 2: three, 3: one; one paper ticks two groups (invalid), one is blank
    for number, choice in enumerate([0, 0, 0, 0, 1, 1, 1, 2], 1):
        put_paper(village, ballot_id, Paper(ballot_id, number, answers=((*named[choice], 0),)))
    both = tuple((*one, 0) for one in named[:2])
    with pytest.raises(service_notice.Refused, match="第 9 号票选了 2 个，只能选 1 个"):
        put_paper(village, ballot_id, Paper(ballot_id, 9, answers=both))
    put_paper(village, ballot_id, Paper(ballot_id, 9, "无效", both))
    with pytest.raises(service_notice.Refused, match="已录入 9 张票，登记收回的是 10 张"):
        stages_done(village, round_id)
    with pytest.raises(service_notice.Refused, match="共发出 10 张票，没有第 11 号"):
        put_paper(village, ballot_id, Paper(ballot_id, 11))
    put_paper(village, ballot_id, Paper(ballot_id, 10))
    finished(village, round_id)
    results = frozen(village, round_id)
    assert {name: (rank, grade) for name, (rank, _, grade) in results.items()} == {
        "第一党小组": (1, "流动红旗"), "第二党小组": (2, "参评"), "第三党小组": (3, "参评"),
    }  # fmt: skip
    assert results["第一党小组"][1] == 4440  # 4 of 9 valid papers: 44.4 %


def test_a_group_that_is_excused_has_no_line_on_the_paper(village):
    round_id = begun(village, "流动红旗")
    who = subjects(village, round_id)["第三党小组"]
    service_people.excuse(village, who, "不参加", "新成立", "支委会决定")
    whole = service.whole(village, round_id)
    ballot = put_ballot(village, round_id, ballot_for(whole)).id
    named = lines(whole, ballot_of(service.whole(village, round_id), "vote", "year"))
    assert who not in {one for one, _ in named}
    assert ballot


def ballot_for(whole):
    return Ballot(whole.scheme.ballots[0].key, whole.scheme.periods[0].key, handed=5)
