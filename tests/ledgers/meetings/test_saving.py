"""Whatever is typed into a draft, saving it gives what was typed, and undoing gives what was."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jdzb.ledgers.meetings import service
from jdzb.ledgers.meetings.columns import STATES
from jdzb.ledgers.meetings.entries import Attendance, Excluded, Guest, Item, Meeting, Minutes
from jdzb.store import check

names = st.sampled_from(["张三", "李四", "王五", "赵六"])
counts = st.none() | st.integers(0, 60)
people = st.builds(
    Attendance, member=st.none(), name=names, state=st.none() | st.sampled_from(STATES),
    reason=st.none() | st.just("外出"),
)  # fmt: skip
items = st.builds(
    Item, title=st.sampled_from(["修渠", "选举"]), decision=st.none() | st.just("同意"),
    yes=counts, no=counts, abstain=counts, talk=st.none() | st.text("水渠路灯", max_size=9),
)  # fmt: skip
minutes = st.builds(
    Minutes,
    meeting=st.builds(Meeting, kind=st.just("村“两委”会"), day=st.just("2026-11-20"),
                      place=st.none() | st.just("活动室")),
    attendance=st.lists(people, max_size=5).map(tuple),
    excluded=st.lists(st.builds(Excluded, member=st.none(), name=names, why=names), max_size=2)
    .map(tuple),
    guests=st.lists(st.builds(Guest, name=names), max_size=3).map(tuple),
    items=st.lists(items, max_size=4).map(tuple),
)  # fmt: skip


def told(found):
    """The minutes without what only the file gives: ids and the order of items."""
    parts = {
        name: tuple(replace(one, id=0, meeting=0) for one in getattr(found, name))
        for name in ("attendance", "excluded", "guests", "items")
    }
    parts["items"] = tuple(replace(one, place=1) for one in parts["items"])
    return replace(found, meeting=replace(found.meeting, id=0), **parts)


def shuffled(old, new, keep):
    """New minutes in which some entries of the old ones stay, as a page would keep them."""
    kept = {name: tuple(getattr(old, name)[:keep]) for name in ("attendance", "guests", "items")}
    return replace(new, **{name: (*getattr(new, name), *kept[name]) for name in kept})


def lives(session, first, then, keep):
    """A draft recorded, saved with other words, and that undone."""
    meeting = service.record(session, first).id
    stored = service.minutes(session, meeting)
    assert told(stored) == told(first)
    typed = shuffled(stored, then, keep)
    changed = service.save(session, meeting, typed)
    saved = service.minutes(session, meeting)
    assert sorted(map(repr, told(saved).attendance)) == sorted(map(repr, told(typed).attendance))
    assert told(saved).items == told(typed).items
    assert sorted(map(repr, told(saved).guests)) == sorted(map(repr, told(typed).guests))
    assert service.save(session, meeting, saved).rows == ()
    if changed.rows:
        session.undo()
        assert service.minutes(session, meeting) == stored


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(minutes, minutes, st.integers(0, 3))
def test_a_saved_draft_reads_back_as_typed_and_undo_gives_the_one_before(
    session, first, then, keep
):
    lives(session, first, then, keep)


def test_the_file_is_sound_after_drafts_saved_and_undone(session):
    lecture = Minutes(Meeting("党课", "2026-11-20"), guests=(Guest("张三"),), items=(Item("学"),))
    lives(session, lecture, Minutes(Meeting("党课", "2026-11-19"), items=(Item("议"),)), 0)
    assert check.check_ledger(session).ok
