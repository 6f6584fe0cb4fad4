"""Papers that pick one of all: votes and nothing else; what a scheme asks of who comes, in words."""

from dataclasses import replace

from jdzb.gui.kit.gridcells import Typed
from jdzb.ledgers.appraisals import service, service_stages
from jdzb.ledgers.appraisals.page import picture
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from tests.gui.driving import in_turn
from tests.ledgers.appraisals import entering, rounds

GROUPS = ("第一党小组", "第二党小组")


def test_a_group_has_its_votes_and_no_sum_of_itself(page, session, tk_root, answers):
    for number, group in enumerate(GROUPS):
        card = Member(f"党员{number}", joined="2001-03", full="2002-03", party_group=group)
        members.add(session, card)
    round_id = rounds.opened(session, "flag", "2026年流动红旗")
    opened = page()
    answers.append("发票、计票…")

    def count(dialog):
        assert [one.title for one in dialog.grid_.columns] == ["得票"]
        dialog.form.fill({"handed": "9", "returned": "9", "invalid": "1", "blank": "0"})
        dialog.save()
        assert dialog._votes([Typed(0, 0, "9"), Typed(1, 0, "3")])
        assert [one.tones for one in dialog.grid_.rows] == [{0: "red"}, {}]  # 9 of 8 papers
        assert "“第一党小组”的票数对不上" in dialog.said._whole
        assert dialog._votes([Typed(0, 0, "5")])
        dialog.save()
        assert [one.cells for one in dialog.grid_.rows] == [("5",), ("3",)]
        assert "都对得上" in dialog.said._whole
        assert dialog.grid_.winfo_height() > tk_root.winfo_screenheight() * 2 // 5
        assert not dialog._scroll.lacking()
        dialog.cancel()

    steps = service_stages.steps(opened.standings.whole)
    vote = next(one for one in steps if one.stage.kind == "vote")
    in_turn(tk_root, lambda: opened.deeds.stage(vote), count)
    tallies = service.whole(session, round_id).tallies
    assert {(one.name, one.counts, one.blank) for one in tallies} == {
        ("第一党小组", (5,), None), ("第二党小组", (3,), None),
    }  # fmt: skip


def test_a_scheme_in_words_says_who_must_come_and_its_shares_as_they_are():
    told = picture.words(entering.scheme("direct"))
    assert "到会要求：党员 4/5 以上到会；村民代表 至少 30 人到会" in told
    assert "到会要求" not in picture.words(entering.scheme("review"))
    scheme = entering.scheme("indices")
    grades = (replace(scheme.grades[0], percent=3333), *scheme.grades[1:])
    told = picture.words(replace(scheme, grades=grades))
    assert " 33.33%；" in told
    assert " 20%；" in told
