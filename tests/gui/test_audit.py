"""The page of handing over on a real window: a real ledger, a real package, a planted stick."""

import zipfile
from dataclasses import replace
from functools import partial

import pytest

from jdzb.gui.audit import AuditPage, selfcheck
from jdzb.gui.audit.issuing import IssueDialog, OwnDialog
from jdzb.gui.audit.password import PasswordDialog
from jdzb.gui.kit import dialogs, machine, scaling
from jdzb.gui.pages import entry
from jdzb.gui.shell import Shell
from jdzb.handover import drives, explanations, package, rectify, register, verify
from jdzb.handover.audit import Finding
from jdzb.handover.sealing import Sealing
from jdzb.ledgers.members import service as members
from jdzb.ledgers.members.entries import Member
from jdzb.store import database
from jdzb.store.branch import save_branch
from jdzb.store.transparency import Head
from tests.gui import clipping, driving
from tests.gui.driving import windows

PASSWORD = "青山绿水 2026"
settle = partial(driving.settle, seconds=30)  # an examination is a process of its own


def branch_of_two(session):
    """Fill a ledger: two members and the facts of the branch."""
    save_branch(session, {"name": "青山村党支部", "township": "柳河镇"})
    for name in ("陈志强", "林秀兰"):
        members.add(session, Member(name, joined="2001-03", full="2002-03"))


@pytest.fixture
def contents():
    return branch_of_two


@pytest.fixture
def village(session):
    """The ledger of the branch."""
    return session


@pytest.fixture
def media(tmp_path, monkeypatch):
    """A folder of mounts that the program takes for the real one; make a stick with plug(name)."""
    table, root = tmp_path / "mounts", tmp_path / "media"
    table.touch()
    found = partial(drives.removable, mounts=table, blocks=tmp_path / "blocks", media=(root,))
    monkeypatch.setattr(drives, "removable", found)

    def plug(name, options="rw"):
        stick = root / name
        stick.mkdir(parents=True, exist_ok=True)
        with table.open("a") as file:
            file.write(f"/dev/sdz1 {stick} vfat {options} 0 0\n")
        return stick

    return plug


@pytest.fixture
def unchecked(monkeypatch):
    """The ledger counts as a large one, which is not examined before somebody asks for it."""
    monkeypatch.setattr(selfcheck, "LARGE", 0)


@pytest.fixture
def shell(tk_root, village, media, request):
    """The window with this page alone; no password wanted; examined unless that does not matter."""
    shell = Shell(tk_root, village, (entry(AuditPage),))
    tk_root.focus_force()
    if "unchecked" not in request.fixturenames:
        settle(tk_root, lambda: shell.page.check.found)
    shell.page.stick.check.invoke()
    return shell


@pytest.fixture
def page(shell):
    return shell.page


@pytest.fixture
def packed(village, tmp_path):
    """A package of the village in a folder, as the program makes it."""
    folder = tmp_path / "packed"
    folder.mkdir()
    return package.build(village, folder).path


def plugged(page, plug, *names):
    """Sticks plugged in, and seen by the page."""
    sticks = [plug(name) for name in names]
    page.stick.show(drives.removable())
    settle(page)
    return sticks[0]


def texts(widget):
    """Every text on labels and buttons below a widget."""
    return " ".join(
        str(one.cget("text"))
        for one in clipping.walk(widget)
        if "text" in one.keys()  # noqa: SIM118
    ).replace("\n", "")


@pytest.fixture
def in_dialog(tk_root):
    """in_dialog(open, act): runs open(), and act(dialog) when its window stands on the screen."""

    def run(open_, act):
        done, failed, found = [], [], []

        def look(tries=250):
            seen = [w for w in windows(tk_root) if w.winfo_viewable()]
            if not seen:
                if tries:
                    tk_root.after(20, look, tries - 1)
                return
            found.append(seen[-1])
            try:
                seen[-1].update()
                found.append(act(seen[-1]))
            except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - raised again below
                failed.append(error)
            if seen[-1].winfo_exists():
                seen[-1].destroy()
            done.append(True)

        tk_root.after(20, look)
        open_()
        settle(tk_root, until=lambda: done)
        if failed:
            raise failed[0]
        return found[-1]

    return run


# --- the stick ----------------------------------------------------------------------------------


def test_without_a_stick_the_page_says_so_and_offers_a_folder(unchecked, page, answers, tmp_path):
    assert page.stick.drive is None
    assert "没有找到U盘，请插入" in texts(page.stick)
    answers.append(tmp_path)
    page.stick.other.invoke()
    assert page.stick.drive.path == tmp_path


def test_a_stick_plugged_in_appears_by_itself_and_goes_again(page, media, tmp_path):
    page.start()
    media("KINGSTON")
    settle(page, lambda: page.stick.drive)
    assert page.stick.drive.label == "KINGSTON"
    assert page.focus_get() is page.stick.table.tree
    (tmp_path / "mounts").write_text("")
    settle(page, lambda: page.stick.drive is None)


def test_the_page_does_not_look_for_sticks_while_another_is_in_front(unchecked, page, media):
    page.pack_forget()
    settle(page)
    media("KINGSTON")
    page.stick.look()
    assert not page.stick._asking
    page.pack()
    settle(page, lambda: page.stick.drive)


def test_a_stick_that_cannot_be_written_says_why_and_is_not_written(unchecked, page, media, said):
    stick = media("LOCKED", "ro")
    page.stick.show(drives.removable())
    page.carry()
    assert "写保护" in page.stick.told._whole
    assert "写保护" in said[0][1]
    assert list(stick.iterdir()) == []


# --- carrying -----------------------------------------------------------------------------------


def test_a_package_is_carried_read_back_and_recorded(page, media, village):
    stick = plugged(page, media, "KINGSTON")
    page.carry()
    settle(page, lambda: not page.card.running)
    assert page.card.free.winfo_ismapped()
    assert "读回核对无误" in page.card.told._whole
    (file,) = stick.iterdir()
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
    assert [one.name for one in package.handed(village)] == [file.name]
    assert "上次：2026-11-21 · 柳河镇党建办 · 还没有回执" in texts(page.header)
    assert "已拷贝" in texts(page.exchange)
    code = village_code(village)
    assert f"{code} 柳河" in texts(page.exchange)


def village_code(village):
    """The first group of the check code of the package carried last."""
    last = package.handed(village)[-1]
    return Head(last.size, bytes.fromhex(last.root), village.head().origin).code[:5]


def test_after_a_copy_without_encryption_the_next_is_encrypted_again(page, media):
    plugged(page, media, "KINGSTON")
    assert not page.stick._sealed.get()
    page.carry()
    settle(page, lambda: not page.card.running)
    assert page.stick._sealed.get()


def test_an_enter_too_many_in_the_folder_box_copies_nothing(unchecked, page, answers, tmp_path):
    answers.append(_empty(tmp_path / "stick"))
    page.stick.ask_folder()
    page.update()
    page.focus_get().event_generate("<Return>")
    page.update()
    assert not page.card.running
    assert list((tmp_path / "stick").iterdir()) == []


def test_the_package_that_will_give_way_is_named_before_anything_is_copied(page, media, village):
    stick = plugged(page, media, "KINGSTON")
    for _ in range(3):
        assert "会删掉" not in page.stick.told._whole
        page.stick._sealed.set(False)
        page.carry()
        settle(page, lambda: not page.card.running)
    oldest = package.handed(village)[0].name
    assert f"U盘上只留最近 3 个包，再拷一个，{oldest} 会删掉。" in page.stick.told._whole
    assert (stick / oldest).exists()


def test_with_a_password_the_package_opens_for_the_township_alone(page, media, tmp_path):
    stick = plugged(page, media, "KINGSTON")
    page.stick.check.invoke()
    page.carry()
    assert not page.card.running
    assert "至少 8 个字符" in page.stick.told._whole
    page.stick.password.insert(0, PASSWORD)
    page.carry()
    settle(page, lambda: not page.card.running)
    (file,) = stick.iterdir()
    known = tmp_path / "register.json"
    assert not verify.verify(file, known).ok
    assert verify.verify(file, known, PASSWORD).ok
    assert page.stick.password.get() == ""


def test_once_the_township_gave_its_key_no_password_is_asked(page, media, village):
    key = register.with_key(register.default_path()).recipient
    village.set_setting(rectify.KEY_SETTING, key)
    page.refresh(None)
    page.stick.check.invoke()
    stick = plugged(page, media, "KINGSTON")
    assert "加密给乡镇" in texts(page.stick)
    page.carry()
    settle(page, lambda: not page.card.running)
    (file,) = stick.iterdir()
    assert verify.verify(file, register.default_path()).ok


def test_a_stop_leaves_nothing_on_the_stick(page, media, village):
    stick = plugged(page, media, "KINGSTON")
    page.carry()
    page.card.stop.invoke()
    settle(page, lambda: not page.card.running)
    assert "没有拷成" in page.card.told._whole
    assert list(stick.iterdir()) == []
    assert package.handed(village) == []


def test_a_stick_pulled_out_is_told_in_one_sentence(page, media, village, said):
    stick = plugged(page, media, "KINGSTON")
    page.carry()
    stick.rmdir()
    settle(page, lambda: not page.card.running)
    assert said == [("warn", page.card.told._whole)]
    assert "都没有动" in said[0][1]
    assert package.handed(village) == []


# --- the own check ------------------------------------------------------------------------------


def test_the_own_check_says_what_the_township_says(page, packed, tmp_path):
    found = verify.verify(packed, tmp_path / "register.json")
    assert page.check.found.findings == found.findings
    assert page.check.list.texts()[0].startswith("账本完整，")
    assert page.check.list.lines[0].tone == "green"


def test_a_change_by_another_program_is_a_fault_and_must_be_confirmed(
    page, media, village, answers
):
    village.connection.execute("UPDATE members SET name = '陈志弱' WHERE name = '陈志强'")
    village.connection.commit()
    page.check.check()
    settle(page, lambda: not page.check.found.ok)
    assert any(line.tone == "red" for line in page.check.list.lines)
    stick = plugged(page, media, "KINGSTON")
    answers.append(False)
    page.carry()
    assert not page.card.running
    assert list(stick.iterdir()) == []


def test_an_explanation_is_recorded_and_reaches_the_township(page, village, in_dialog, tmp_path):
    finding = page.check.found.notices[0]

    def write(window):
        window.form.fill({"text": ""})
        window.primary.invoke()
        assert window.form.problems()
        window.form.fill({"text": "刚开始用，值班从十二月排起"})
        window.primary.invoke()

    in_dialog(lambda: page.check._explain(finding), write)
    assert explanations.known(village)[finding.kind, finding.what].text.startswith("刚开始用")
    assert any(line.link == "已写说明" for line in page.check.list.lines)
    built = package.build(village, _empty(tmp_path / "again"))
    found = verify.verify(built.path, tmp_path / "register.json")
    (told,) = [one for one in found.findings if one.kind == finding.kind]
    assert ("村里的说明", "刚开始用，值班从十二月排起") in told.evidence[0]


def _empty(folder):
    folder.mkdir()
    return folder


def test_a_large_ledger_is_examined_when_asked_for(page, village, monkeypatch):
    monkeypatch.setattr(selfcheck, "LARGE", 0)
    members.add(village, Member("周桂芳", joined="2001-03", full="2002-03"))
    size = page.check.found.size
    page.start()
    settle(page)
    assert "按 F5 再查" in texts(page.check)
    page.refresh(None)
    settle(page, lambda: page.check.found.size > size)
    assert "乡镇会看到同样的结果" in texts(page.check)


# --- the exchange -------------------------------------------------------------------------------


@pytest.fixture
def findings_file(village, packed, tmp_path):
    """What the township gives back after its check."""
    found = verify.verify(packed, tmp_path / "township" / "register.json")
    return rectify.write(found, tmp_path), found


def test_findings_come_in_are_answered_and_ticked_off(
    page, village, findings_file, answers, in_dialog
):
    path, found = findings_file
    answers.append(path)
    page.exchange.button.invoke()
    items = rectify.listing(village)
    assert [item.what for item in items] == [one.what for one in (*found.faults, *found.notices)]
    assert f"整改 {len(items)} 项" in texts(page.exchange)

    def answer(window):
        window.primary.invoke()
        assert "销号" in window.form.problems()["answer"]
        window.form.fill({"answer": "已补排十二月的班"})
        window.primary.invoke()

    for item in items:
        in_dialog(lambda item=item: page.exchange.answer(item), answer)
    assert all(item.closed_on for item in rectify.listing(village))
    assert "已销号" in texts(page.exchange)
    assert "没有要整改的" in texts(page.exchange)


# --- the code -----------------------------------------------------------------------------------


def test_a_code_from_paper_is_looked_up(unchecked, page, village, said):
    page.code.put(village.head().code)
    page.code.button.invoke()
    assert "校验码属实" in said[-1][1]
    assert "此后没有任何改动" in said[-1][1]


def test_a_mistyped_code_is_told(unchecked, page, said, callback_errors):
    page.code.put("AAAAA-AAAAA-AAAAA-AAAAA-AAAAB")
    page.code.button.invoke()
    settle(page, lambda: said)
    assert said[-1][0] == "warn"
    assert "输入有误" in said[-1][1]
    callback_errors.clear()


# --- the township -------------------------------------------------------------------------------


def checked(window):
    settle(window, lambda: window.jobs and all(job.audit for job in window.jobs.values()))


def test_the_township_checks_a_package_and_gives_the_findings_back(
    unchecked, page, packed, tmp_path, in_dialog, answers, said
):
    def act(window):
        window.add(packed)
        checked(window)
        assert "核对通过" in window.result.verdict._whole
        assert "青山村党支部" in window.result.facts._whole
        target = tmp_path / "核对.json"
        answers.append(target)
        window.acts["存成 JSON…"].invoke()
        assert '"ok": true' in target.read_text()
        assert window.told._whole == f"已保存：{target}"
        (line,) = window.table.lines()
        assert line.cells[:2] == ("青山村党支部", "2026-11-21")
        answers.append(tmp_path)

        def export():
            next(windows(window)).primary.invoke()

        window.after(100, export)
        window.acts["导出整改单…"].invoke()
        assert window.told._whole.startswith(f"整改单已写好：{tmp_path}")
        return clipping.offences(window)

    assert in_dialog(page.verify, act) == []
    assert len(list(tmp_path.glob("整改-*.json"))) == 1
    assert "整改单已写好" in said[-1][1]
    assert register.read(register.default_path()).villages


def test_the_township_adds_an_item_of_its_own_where_nothing_was_found(
    unchecked, page, village, packed, tmp_path, in_dialog, answers
):
    found = verify.verify(packed, tmp_path / "township" / "register.json")
    dialog = IssueDialog(page, replace(found, findings=()))

    def fill(window):
        window.primary.invoke()
        assert window.form.problems()
        window.form.fill({"what": "请补上六月的会议记录", "due": "2026-11-20"})
        window.primary.invoke()
        assert "今天或以后" in window.form.problems()["due"]
        window.form.fill({"what": "请补上六月的会议记录", "due": "2026-12-15"})
        window.primary.invoke()

    def act(window):
        window.after(100, lambda: fill(next(windows(window))))
        window.more.invoke()
        assert "【另加】请补上六月的会议记录（2026-12-15 前）" in texts(window.extra)
        assert clipping.offences(window) == []
        answers.append(tmp_path)
        window.primary.invoke()

    in_dialog(dialog.run, act)
    rectify.receive(village, next(tmp_path.glob("整改-*.json")))
    (item,) = rectify.listing(village)
    assert (item.what, item.due) == ("请补上六月的会议记录", "2026-12-15")
    told = in_dialog(lambda: page.exchange.answer(item), texts)
    assert "请补上六月的会议记录（2026-12-15 前）" in told
    assert "乡镇另加的" in told


def test_the_audit_sheet_is_told_in_the_window_it_came_from(
    unchecked, page, packed, tmp_path, in_dialog, answers
):
    target = tmp_path / "核对单.pdf"

    def save(window):
        dialog = next(windows(window))
        settle(window, lambda: dialog._content and dialog.view._image)
        assert dialog.view._image.height() > 1.8 * dialog.view.winfo_height()
        assert dialog.view.canvas.yview()[0] == 0
        answers.append(target)
        dialog.save()

    def act(window):
        window.add(packed)
        checked(window)
        window.after(200, save, window)
        window.acts["打印核对单"].invoke()
        settle(window, lambda: window.told._whole)
        return window.told._whole

    assert in_dialog(page.verify, act) == f"已保存：{target}"
    assert target.stat().st_size > 1000


def test_several_packages_on_a_stick_are_checked_one_after_the_other(
    unchecked, page, packed, media, in_dialog
):
    stick = media("SHARED")
    (stick / packed.name).write_bytes(packed.read_bytes())
    (stick / "NANSHAN-ABCDEFGH-20261101-AAAAA.jdzb.zip").write_bytes(b"PK\x03\x04 no package")

    def act(window):
        settle(window, lambda: "SHARED" in texts(window.bar))
        window.bar.winfo_children()[2].invoke()
        checked(window)
        return sorted(job.state for job in window.jobs.values())

    assert in_dialog(page.verify, act) == ["没有通过", "要说明"]


def test_hostile_names_are_shown_as_text(unchecked, page, village, in_dialog, tmp_path):
    save_branch(village, {"name": "\u202e[exec rm]青山村{b}$x", "township": "柳河镇"})
    built = package.build(village, _empty(tmp_path / "hostile"))

    def act(window):
        window.add(built.path)
        checked(window)
        return window.result.facts._whole

    assert "[exec rm]青山村{b}$x" in in_dialog(page.verify, act)


def test_a_package_for_this_township_opens_without_a_password(
    unchecked, page, village, in_dialog, tmp_path
):
    key = register.with_key(register.default_path()).recipient
    built = package.build(village, _empty(tmp_path / "sealed"), Sealing(recipient=key))

    def act(window):
        window.add(built.path)
        checked(window)
        return window.result.verdict._whole

    assert "核对通过" in in_dialog(page.verify, act)


def test_a_new_start_wants_a_reason_and_says_who_took_it(
    unchecked, page, village, in_dialog, tmp_path, answers
):
    verify.verify(package.build(village, _empty(tmp_path / "first")).path, register.default_path())
    other = _empty(tmp_path / "other")
    with database.open_ledger(other / "支部台账.db") as another:
        save_branch(another, {"name": "青山村党支部", "township": "柳河镇"})
        members.add(another, Member("周桂芳", joined="2001-03", full="2002-03"))
    machine.keep("operator", "王主任")

    def act(window):
        window.add(other / "支部台账.db")
        checked(window)
        answers.append(None)
        window.acts["认作新起点"].invoke()
        assert register.read(register.default_path()).starts == ()
        answers.append("换了电脑")
        window.acts["认作新起点"].invoke()
        assert window.acts["认作新起点"].instate(["disabled"])
        return window.result.verdict._whole, window.result.sentence._whole

    verdict, sentence = in_dialog(page.verify, act)
    assert verdict.startswith("已认作新起点")
    assert "王主任" in sentence
    assert "换了电脑" in sentence


def test_a_sealed_package_asks_for_its_password(unchecked, page, village, in_dialog, tmp_path):
    built = package.build(village, _empty(tmp_path / "sealed"), Sealing(PASSWORD))

    def act(window):
        def type_it():
            asking = next(windows(window))
            asking.entry.insert(0, PASSWORD)
            asking.primary.invoke()

        window.after(200, type_it)
        window.add(built.path)
        checked(window)
        return window.result.verdict._whole

    assert "核对通过" in in_dialog(page.verify, act)


def test_what_the_village_has_explained_is_not_asked_again_unless_ticked(
    unchecked, page, packed, tmp_path, monkeypatch
):
    found = verify.verify(packed, tmp_path / "township" / "register.json")
    said = Finding("late", "notice", "补录值班 1 条", ((("村里的说明", "当天停电"),),))
    open_ = Finding("late", "notice", "补录值班 2 条")
    dialog = IssueDialog(page, replace(found, findings=(said, open_)), tmp_path)
    assert [ticked.get() for _, ticked in dialog.ticks] == [False, True]
    assert "【要说明，村里已说明】补录值班 1 条" in texts(dialog)
    dialog.form.fill({"days": "abc"})
    dialog.accept()
    assert dialog.form.problems() == {"days": "请填 1 到 365 的数字"}
    begun = []
    monkeypatch.setattr(dialogs, "choose_folder", lambda *words: begun.append(words[-1]))
    dialog.form.fill({"days": "7"})
    dialog.accept()
    assert begun == [tmp_path]
    dialog.destroy()


# --- looks --------------------------------------------------------------------------------------


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_cut_off_with_everything_on_the_page(
    page, media, village, findings_file, answers, percent
):
    path, _ = findings_file
    answers.append(path)
    page.exchange.button.invoke()
    plugged(page, media, "KINGSTON", "一个很长的U盘名字一个很长的")
    scaling.set_text_size(page.winfo_toplevel(), percent)
    settle(page)
    assert clipping.offences(page) == []


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_cut_off_in_the_window_of_the_township(
    unchecked, page, packed, in_dialog, tk_root, percent
):
    scaling.set_text_size(tk_root, percent)

    def act(window):
        window.add(packed)
        checked(window)
        return clipping.offences(window)

    assert in_dialog(page.verify, act) == []


@pytest.mark.parametrize("percent", [100, 150])
def test_nothing_is_cut_off_in_its_dialogs(
    page, in_dialog, tk_root, village, findings_file, percent
):
    path, found = findings_file
    rectify.receive(village, path)
    scaling.set_text_size(tk_root, percent)
    item, finding = rectify.listing(village)[0], page.check.found.notices[0]
    opened = (
        lambda: page.check._explain(finding),
        lambda: page.check._look(finding),
        lambda: page.exchange.answer(item),
        IssueDialog(page, found).run,
        OwnDialog(page, "另加一项").run,
        PasswordDialog(page, path.name).run,
    )
    for open_ in opened:
        assert in_dialog(open_, clipping.offences) == []


def test_the_page_needs_no_mouse(page, media):
    stick = plugged(page, media, "KINGSTON")
    page.start()
    assert page.focus_get() is page.stick.table.tree
    page.stick.table.tree.event_generate("<Return>")
    settle(page, lambda: not page.card.running)
    assert len(list(stick.iterdir())) == 1
