"""Wishes claimed and fulfilled; posts held by what stands on the members' cards."""

import pytest

from jdzb.core.errors import Refused
from jdzb.ledgers.commitments import service_wishes
from jdzb.ledgers.commitments.entries import Post, Wish
from jdzb.ledgers.members import service as members


@pytest.fixture
def wish(session, people):
    return service_wishes.add(session, Wish("2026-10-01", "董阿婆", "一床棉被")).id


def state(session, year=None):
    return [found for _, found in service_wishes.wishes(session, year)]


def test_a_wish_is_claimed_then_fulfilled(session, wish, people):
    assert state(session) == ["久未认领"]
    service_wishes.claim(session, wish, people["林秀兰"], "2026-10-03")
    assert state(session) == ["已认领"]
    service_wishes.fulfil(session, wish, "2026-10-20", "送去棉被", "谢谢")
    ((found, now),) = service_wishes.wishes(session)
    assert (now, found.how, found.thanks) == ("已实现", "送去棉被", "谢谢")
    with pytest.raises(Refused, match="已经实现"):
        service_wishes.claim(session, wish, people["周桂芳"], "2026-10-21")


def test_nobody_fulfils_what_nobody_claimed_and_no_day_runs_backwards(session, wish, people):
    with pytest.raises(Refused, match="还没有人认领"):
        service_wishes.fulfil(session, wish, "2026-10-20")
    for day in ("2026-09-30", "2026-11-22"):
        with pytest.raises(Refused, match="认领日期"):
            service_wishes.claim(session, wish, people["林秀兰"], day)
    service_wishes.claim(session, wish, people["林秀兰"], "2026-10-03")
    with pytest.raises(Refused, match="实现日期应在 2026-10-03 以后"):
        service_wishes.fulfil(session, wish, "2026-10-02")


def test_an_open_wish_goes_on_into_the_next_year_a_fulfilled_one_does_not(
    session, wish, people, monkeypatch
):
    monkeypatch.setenv("JDZB_TODAY", "2027-02-01")
    assert state(session, 2025) == []
    assert len(state(session, 2026)) == len(state(session, 2027)) == 1
    service_wishes.claim(session, wish, people["林秀兰"], "2026-10-03")
    service_wishes.fulfil(session, wish, "2026-12-20")
    assert state(session, 2027) == []


def posts(session):
    return {
        one.post.name: [member.name for member in one.holders]
        for one in service_wishes.posts(session)
    }


def test_a_post_is_taken_on_the_members_card_three_at_most(session, people):
    for name in ("宣传岗", "护林岗", "调解岗", "卫生岗"):
        service_wishes.add_post(session, Post(name))
    who = people["林秀兰"]
    for name in ("宣传岗", "护林岗", "调解岗"):
        told = service_wishes.take_post(session, who, name)
        assert told.what == f"登记林秀兰认领“{name}”"
    assert members.get(session, who).assigned_posts == "宣传岗、护林岗、调解岗"
    with pytest.raises(Refused, match=r"已有 3 个岗，每人最多 3 个（台前县做法）"):
        service_wishes.take_post(session, who, "卫生岗")
    service_wishes.leave_post(session, who, "护林岗", "腿脚不便")
    with pytest.raises(Refused, match="已经在“宣传岗”"):
        service_wishes.take_post(session, who, "宣传岗")
    assert posts(session) == {
        "宣传岗": ["林秀兰"], "护林岗": [], "调解岗": ["林秀兰"], "卫生岗": [],
    }  # fmt: skip


def test_a_post_with_people_is_not_taken_away_and_a_new_name_goes_to_their_cards(session, people):
    post = service_wishes.add_post(session, Post("宣传岗", "讲政策", 2)).id
    service_wishes.take_post(session, people["林秀兰"], "宣传岗")
    with pytest.raises(Refused, match="还有人：林秀兰"):
        service_wishes.void_post(session, post, "不设了")
    service_wishes.amend_post(session, post, Post("政策宣传岗", "讲政策", 2), "改名")
    assert members.get(session, people["林秀兰"]).assigned_posts == "政策宣传岗"
    assert [one.missing for one in service_wishes.posts(session)] == [1]
    session.undo()
    assert posts(session) == {"宣传岗": ["林秀兰"]}


def test_what_stands_on_a_card_alone_is_listed_too(session, people):
    service_wishes.take_post(session, people["周桂芳"], "老岗位")
    assert [(one.post.name, one.post.id) for one in service_wishes.posts(session)] == [
        ("老岗位", 0)
    ]


def test_a_post_is_in_the_catalogue_once(session, people):
    service_wishes.add_post(session, Post("宣传岗"))
    with pytest.raises(Refused, match="已经有了"):
        service_wishes.add_post(session, Post("宣传岗"))
