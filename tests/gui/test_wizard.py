"""The way through a new ledger: every step by itself, back and forth, nothing half written."""

import pytest

from jdzb.core.fields import InvalidForm
from jdzb.gui import wizard
from jdzb.gui.kit import dialog, machine, theme
from jdzb.gui.pages import PAGES
from jdzb.gui.shell import Shell
from jdzb.ledgers.duty import service as duty
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.ledgers.members.page import founding
from jdzb.store import check, database, operators, readonly
from jdzb.store.branch import read_branch, save_branch
from jdzb.store.session import WriteFailed
from tests.gui import clipping
from tests.gui.driving import in_turn, settle

STEPS = ["支部", "花名册", "委员", "值班习惯", "操作人"]


@pytest.fixture
def shell(tk_root, session):
    made = Shell(tk_root, session, [page for page in PAGES if page.key in ("today", "duty")])
    tk_root.update()
    yield made
    tk_root.setvar(dialog.LOCK, "")
    tk_root.setvar(dialog.REFUSAL, "")


@pytest.fixture
def box(shell, session):
    made = wizard.WizardDialog(shell.root, shell, session)
    made.deiconify()
    shell.root.update()
    yield made
    if made.winfo_exists():
        made.destroy()


def go_to(box, title):
    while title != box.step.TITLE:
        box.pass_over()
    box.update()
    return box.step


def villagers(session):
    for name in ("陈志强", "林秀兰", "周桂芳"):
        members.add(session, Member(name, joined="2001-03", full="2002-03"))
    return {one.name: one for one in members.browse(session)}


# --- when it comes -------------------------------------------------------------------------------


def test_it_is_offered_for_a_new_ledger_once(session):
    assert wizard.wanted(session)
    machine.keep(wizard.DONE, "1")
    assert not wizard.wanted(session)


def test_it_is_not_offered_where_anything_was_written(session):
    save_branch(session, {"name": "青山村党支部"})
    assert not wizard.wanted(session)


def test_it_is_not_offered_where_something_typed_waits_or_one_only_looks(session, home):
    (home / "drafts").mkdir()
    (home / "drafts" / "meetings.json").write_text("{}")
    assert not wizard.wanted(session)
    (home / "drafts" / "meetings.json").unlink()
    assert wizard.wanted(session)
    session.close()
    with readonly.open_readonly(session.path) as seen:
        assert not wizard.wanted(seen)


# --- the steps -----------------------------------------------------------------------------------


def test_the_keyboard_is_in_the_first_field_when_it_comes_up(shell, session):
    box = wizard.WizardDialog(shell.root, shell, session)
    seen = []

    def look(shown):
        seen.append(shown.focus_get() is shown.step.part.form.input("name"))
        shown.destroy()

    in_turn(shell.root, box.run, look)
    assert seen == [True]


def test_every_step_can_be_left_out_and_then_nothing_was_written(box, session):
    seen = []
    while box.winfo_exists():
        seen.append(box.step.TITLE)
        box.pass_over()
    assert seen == STEPS
    assert box.answer is True
    assert session.head().size == 1


def test_what_is_typed_is_kept_at_the_next_step_and_stands_there_on_the_way_back(box, session):
    form = box.step.part.form
    form.fill({"township": "柳河镇"})
    box.go_on()
    assert box.step.TITLE == "支部"  # the name is missing, and says so
    assert "name" in form.problems()
    assert session.head().size == 1
    form.fill({"name": "青山村党支部", "phone": "0872-2560100"})
    box.go_on()
    assert (box.step.TITLE, read_branch(session).title) == ("花名册", "中共柳河镇青山村支部委员会")
    box.turn(0)
    assert box.step.part.form.read()["name"] == "青山村党支部"
    assert not box.unsaved()


def test_the_committee_is_chosen_from_the_roster_as_one_act(box, session):
    empty = go_to(box, "委员")
    assert "花名册还空着" in empty.news._whole
    people = villagers(session)
    empty.refresh()
    empty.form.fill({"post0": str(people["陈志强"].id), "post2": str(people["林秀兰"].id)})
    before = session.head().size
    box.go_on()
    posts = {one.name: one.party_post for one in members.browse(session)}
    assert posts == {"陈志强": "书记", "林秀兰": "组织委员", "周桂芳": None}
    box.turn(2)
    box.step.form.fill({"post0": str(people["周桂芳"].id)})
    box.go_on()
    assert {one.party_post for one in members.browse(session)} == {None, "组织委员", "书记"}
    session.undo()
    assert members.get(session, people["陈志强"].id).party_post == "书记"
    assert session.head().size > before
    assert check.check_ledger(session).ok


def test_nobody_gets_two_posts(box, session):
    people = villagers(session)
    step = go_to(box, "委员")
    one = str(people["陈志强"].id)
    step.form.fill({"post0": one, "post1": one})
    box.go_on()
    assert box.step.TITLE == "委员"
    assert "已经选作书记" in step.form.problems()["post1"]
    with pytest.raises(InvalidForm):
        step._refuse_double({spec.name: 1 for spec in founding.FIELDS})


def test_when_the_disk_refuses_in_the_middle_nothing_of_the_step_is_written(box, session, said):
    people = villagers(session)
    step = go_to(box, "委员")
    step.form.fill({"post0": str(people["陈志强"].id), "post2": str(people["周桂芳"].id)})
    session.connection.execute(
        f"CREATE TEMP TRIGGER full BEFORE UPDATE ON main.members WHEN NEW.id = "
        f"{people['周桂芳'].id} BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    )
    before = session.head()
    box.go_on()
    assert said[0][1].startswith("没有保存")
    assert session.head() == before
    assert (box.step.TITLE, box.step.form.dirty) == ("委员", True)
    assert {one.party_post for one in members.browse(session)} == {None}
    with pytest.raises(WriteFailed):
        step.save()
    step.form.settle()


def test_a_program_that_ends_between_two_steps_has_the_first_and_nothing_of_the_second(
    box, session, home
):
    box.step.part.form.fill({"name": "青山村党支部"})
    box.go_on()
    step = go_to(box, "值班习惯")
    step.pane.form.fill({"people": "3"})
    copied = home / "拔电.db"
    copied.write_bytes(session.path.read_bytes())  # what the disk has at this moment
    step.pane.form.settle()
    with database.open_copy(copied, "文书") as found:
        assert read_branch(found).name == "青山村党支部"
        assert found.setting("duty.people") == ""
        assert check.check_ledger(found).ok


def test_the_habits_of_duty_are_the_settings_of_duty(box, session):
    step = go_to(box, "值班习惯")
    step.pane.form.fill({"people": "9"})
    box.go_on()
    assert box.step.TITLE == "值班习惯"
    step.pane.form.fill({"people": "3", "morning": "9:00-11:30"})
    box.go_on()
    assert box.step.TITLE == "操作人"
    assert (duty.settings(session).people, duty.settings(session).morning) == (3, "9:00–11:30")


def test_at_the_end_the_first_page_is_in_front_and_who_works_logs_in(shell, session, tk_root):
    operators.register(session, {"name": "林秀兰", "role": "书记"})
    shell.open_page("duty")

    def through(box):
        while box.winfo_exists():
            box.go_on()

    in_turn(tk_root, lambda: wizard.guide(tk_root, shell, session), through)
    assert PAGES[0].key == shell.page.KEY
    assert shell.locker.screen is not None
    assert machine.recall(wizard.DONE)


def test_leaving_a_half_filled_step_asks(box, answers):
    box.step.part.form.fill({"name": "青山村党支部"})
    answers.append(None)
    box.cancel()
    assert box.winfo_exists()
    answers.append("不保存")
    box.cancel()
    assert not box.winfo_exists()
    assert read_branch(box.session).name == ""


def test_leaving_with_save_keeps_every_step_and_then_it_is_closed(box, session, answers):
    box.step.part.form.fill({"name": "青山村党支部", "phone": "12"})
    go_to(box, "值班习惯").pane.form.fill({"people": "3"})
    answers.append("保存")
    box.cancel()
    assert box.step.TITLE == "支部"  # where something is wrong with the telephone
    box.step.part.form.fill({"phone": ""})
    answers.append("保存")
    box.cancel()
    assert not box.winfo_exists()
    assert read_branch(session).name == "青山村党支部"
    assert duty.settings(session).people == 3


@pytest.mark.parametrize("scale", [100, 150])
def test_no_step_is_cut_off(shell, session, scale):
    villagers(session)
    theme.set_scale(shell.root, scale)
    box = wizard.WizardDialog(shell.root, shell, session)
    found = []

    def look(shown):
        for number in range(len(STEPS)):
            shown.turn(number)
            shell.root.update()
            found.extend(clipping.offences(shown))
        shown.destroy()

    in_turn(shell.root, box.run, look)
    assert found == []


def test_it_is_called_again_from_the_settings_and_shows_what_is_there(shell, session, tk_root):
    save_branch(session, {"name": "青山村党支部"})
    seen = []

    def from_settings(settings):
        (button,) = (
            one for one in settings._row.winfo_children() if str(one["text"]) == "首次设置…"
        )
        button.invoke()

    def look(box):
        seen.append(box.step.part.form.read()["name"])
        box.cancel()

    def both():
        shell.open_settings()
        settle(tk_root, until=lambda: seen)

    in_turn(tk_root, both, from_settings, look)
    assert seen == ["青山村党支部"]
