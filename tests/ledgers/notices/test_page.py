"""The noticeboard's page on a real window: written, posted, looked at, corrected, by keys too."""

import shutil
import zlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from jdzb.cli import demo_notices
from jdzb.core import paths
from jdzb.core.errors import Refused
from jdzb.core.sheet import A4, Footer, Paragraph, Sheet, Source
from jdzb.gui.kit import printdialog, scaling
from jdzb.gui.kit.formdialog import FormDialog
from jdzb.gui.kit.printdialog import PrintDialog
from jdzb.gui.kit.widgets import Wrapped
from jdzb.gui.pages import entry
from jdzb.gui.shell import Shell
from jdzb.ledgers.duty import service as duty
from jdzb.ledgers.duty import service_month
from jdzb.ledgers.duty.entries import month_of
from jdzb.ledgers.duty.service_outlook import month_sheet
from jdzb.ledgers.members import entries
from jdzb.ledgers.members import service as members
from jdzb.ledgers.notices import service, service_life, service_outlook, service_voices
from jdzb.ledgers.notices.entries import Notice, Objection
from jdzb.ledgers.notices.page import NoticesPage
from jdzb.ledgers.notices.page.editor import Editor, of_sheet
from jdzb.ledgers.notices.page.photos import PhotoView
from jdzb.ledgers.notices.page.picking import Picking
from jdzb.ledgers.notices.page.viewing import Viewer
from jdzb.press import kept_sheets, pdf, printing, xlsx
from jdzb.store import attachments, branch, printout
from tests.gui import clipping
from tests.gui.driving import settle, windows

TODAY = "2026-11-21"
DAY = "2026-11-10"
JPEG = Path(__file__).resolve().parents[2] / "data" / "公开栏.jpg"


def png(width=40, height=30):
    """A plain picture, made by hand."""
    row = b"\0" + b"\x20\x80\x20" * width

    def chunk(kind, body):
        check = zlib.crc32(kind + body)
        return len(body).to_bytes(4) + kind + body + check.to_bytes(4)

    size = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    body = zlib.compress(row * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def drafted(session, taken=0, **values):
    facts = {
        "title": "关于水渠用工的公示", "category": "村务公开", "body": "用工情况如下。",
        "proposed_by": "林秀兰", "proposed_on": DAY, "signed_on": DAY,
    }  # fmt: skip
    return demo_notices._steps(
        session, Notice(**{**facts, **values}), taken, date.fromisoformat(DAY)
    )


def hanging(session, **values):
    return demo_notices._post(session, drafted(session, 2, **values), date.fromisoformat(DAY))


@pytest.fixture
def page(tk_root, session):
    """The page in the window, over what the test has put into the file before."""
    branch.save_branch(session, {"name": "青山村党支部", "township": "柳河镇"})

    def open_():
        shell = Shell(tk_root, session, (entry(NoticesPage),))
        tk_root.focus_force()
        settle(tk_root)
        return shell.page

    return open_


@pytest.fixture
def in_dialogs(tk_root):
    """in_dialogs(open, (kind, act), …): runs open(), and act(window) as each comes up in turn."""

    def run(open_, *acts):
        waiting, failed = list(acts), []

        def look(tries=400):
            if not waiting:
                return
            kind, act = waiting[0]
            found = [w for w in windows(tk_root) if isinstance(w, kind) and w.winfo_viewable()]
            if not found and tries:
                tk_root.after(20, look, tries - 1)
                return
            waiting.pop(0)
            try:
                assert found, f"no {kind.__name__} came up"
                settle(tk_root)
                tk_root.after(20, look)
                act(found[-1])
            except (Exception, pytest.fail.Exception) as error:  # noqa: BLE001 - raised below
                failed.append(error)
                waiting.clear()
                for window in [w for w in windows(tk_root) if w.winfo_exists()]:
                    window.destroy()

        tk_root.after(20, look)
        open_()
        settle(tk_root, until=lambda: not waiting)
        if failed:
            raise failed[0]

    return run


@pytest.fixture
def paper(monkeypatch):
    """Where printed files go instead of a printer."""
    sent = []
    monkeypatch.setattr(printing, "print_pdf", lambda path, **_: sent.append(path))
    monkeypatch.setattr(printing, "open_pdf", sent.append)
    monkeypatch.setattr(printdialog.printing, "printers", tuple)
    return sent


def titles(page):
    return [line.cells[0] for line in page.table.lines()]


# -- showing --------------------------------------------------------------------------------------


def test_an_empty_register_says_what_to_do(page):
    opened = page()
    assert opened.listing.empty.button.winfo_viewable()
    assert not opened.card.buttons["next"].instate(["!disabled"])


def test_what_wants_a_hand_stands_first_and_is_counted_on_the_rail(page, session):
    hanging(session, title="还早的公示")
    drafted(session, title="草稿一份")
    drafted(session, 2, title="批准的一份")
    opened = page()
    settle(opened)
    assert titles(opened) == ["批准的一份", "草稿一份", "还早的公示"]
    assert opened.shell.rail._badges["notices"]["text"] == "1"


def test_lists_years_and_words_narrow_the_register(page, session):
    hanging(session)
    drafted(session, title="关于党费的通知", category="党务公开")
    opened = page()
    opened.listing.lists.choose("hanging")
    assert titles(opened) == ["关于水渠用工的公示"]
    opened.listing.lists.choose("every")
    opened.search.insert(0, "党费 林秀兰")
    settle(opened, until=lambda: titles(opened) == ["关于党费的通知"])
    opened.search.insert(0, "没有这个词")
    settle(opened, until=lambda: titles(opened) == [])
    told = "在公示 1 份 · 要办 0 份"  # of all, not of what is found
    assert opened.header._subtitle.whole == told


def test_the_page_of_what_hangs_is_drawn_from_the_kept_print(page, session, tk_root):
    hangs = hanging(session)
    opened = page()
    settle(tk_root, until=lambda: opened.table._pictures)
    settle(tk_root, until=lambda: str(opened.card.page["image"]))
    image = opened.table._pictures[str(hangs.id)]
    assert 0 < image.width() <= opened.table.picture_room()[0]
    assert image.height() > image.width()


def test_a_draft_that_cannot_be_printed_says_why_where_its_page_would_be(page, session, tk_root):
    drafted(session, body="联系电话 13812341027。")
    opened = page()
    settle(tk_root, until=lambda: "手机号" in str(opened.card.page["text"]).replace("\n", ""))


# -- making ---------------------------------------------------------------------------------------


def test_a_notice_is_written_with_a_table_pasted_from_excel(page, session, in_dialogs, tk_root):
    opened = page()

    def write(dialog):
        form = dialog.form
        form.fill({"title": "春耕补贴公示", "body": "名单如下。"})
        area = form.input("grid").area
        tk_root.clipboard_clear()
        tk_root.clipboard_append("姓名\t亩数\n赵大力\t3.5\n孙二\t1.8\n")
        area.focus_force()
        area.event_generate("<<Paste>>")
        settle(tk_root)
        assert dialog.seen["text"].startswith("认出 2 栏、2 行，表头：姓名｜亩数")
        form.fill({"since": TODAY})
        form.input("category").event_generate("<FocusOut>")
        settle(tk_root)
        assert form.read()["until"] == "2026-12-06"
        dialog.event_generate("<Control-s>")

    in_dialogs(
        lambda: tk_root.event_generate("<Control-n>"),
        (Picking, lambda dialog: dialog.own.invoke()), (Editor, write),
    )  # fmt: skip
    (notice,) = service.browse(session)
    assert notice.grid == "姓名\t亩数\n赵大力\t3.5\n孙二\t1.8"
    assert (notice.proposed_by, notice.proposed_on) == (session.actor, TODAY)
    assert opened.notice.id == notice.id


def test_what_another_book_prints_is_offered_with_its_days(page, session, in_dialogs):
    opened = page()

    def take(dialog):
        sheets = [sheet.title for _, sheet in dialog.sheets]
        assert "2026年11月党员值班表" in sheets
        dialog.table.select(sheets.index("2026年11月党员值班表"))
        settle(dialog)
        dialog.use.invoke()

    def save(dialog):
        assert dialog.form.read()["until"] == "2026-11-30"
        dialog.save()

    in_dialogs(opened.deeds.add, (Picking, take), (Editor, save))
    (notice,) = service.browse(session)
    assert (notice.source, notice.kind) == ("duty:2026年11月党员值班表", "台账表")
    assert "公开期：2026年11月21日至11月30日" in opened.press.sheet(notice).footer.about()


def test_a_sheet_printed_in_another_book_opens_the_form_filled(page, session, in_dialogs):
    opened = page()
    sheet = Sheet("评议表", (Paragraph("结果。"),), paper=A4,
                  footer=Footer("评议结果", date.fromisoformat(DAY), date.fromisoformat(DAY).replace(day=30)))  # fmt: skip
    stamped = printout.stamp(session, sheet)
    seq = kept_sheets.entry_of(stamped)
    in_dialogs(
        lambda: opened.shell.board.posted(stamped, seq), (Editor, lambda dialog: dialog.save())
    )
    (notice,) = service.browse(session)
    assert (notice.title, notice.since, notice.until) == ("评议表", TODAY, "2026-11-30")
    assert notice.printed == seq


def test_a_report_says_what_it_counts_and_not_when_it_hangs(session):
    foot = Footer("党员值班情况", date(2026, 10, 1), date(2026, 10, 31), period="统计期")
    report = Sheet("10月党员值班情况统计", (Paragraph("略。"),), paper=A4, footer=foot)
    notice = of_sheet("duty:统计", report)
    assert (notice.since, notice.until) == (TODAY, None)
    coming = replace(foot, period="公开期", since=date(2026, 12, 1), until=date(2026, 12, 31))
    notice = of_sheet("duty:值班表", replace(report, footer=coming))
    assert (notice.since, notice.until) == ("2026-12-01", "2026-12-31")
    assert notice.category == "党务公开"
    result = Sheet("2026年度民主评议党员结果", (Paragraph("略。"),), banner="公示")
    assert of_sheet("appraisals:结果", result).category == "评议结果"  # which has its least days


def test_a_sheet_that_hangs_is_offered_again_only_when_it_is_out_of_date(page, session):
    asked = Sheet("评议表", (Paragraph("结果。"),))
    opened = page()
    board = opened.shell.board
    assert board.offers(asked)
    assert not board.offers(replace(asked, public=False))
    sheet = replace(asked, sources=(Source("settings", "key", "branch.", "branch.~"),))
    draft = drafted(session, 2, source="notices:评议表", kind="台账表")
    assert board.offers(asked)  # the new print takes the place of the one that waits
    hangs = demo_notices._post(session, draft, date.fromisoformat(DAY), sheet)
    assert not board.offers(asked)
    branch.save_branch(session, {"name": "绿水村党支部", "township": "柳河镇"})
    assert board.offers(asked)
    service_life.take(session, hangs.id, service_life.TAKE, "林秀兰", TODAY, "风吹坏了")
    assert board.offers(asked)


def test_the_steps_are_taken_by_the_button_that_names_the_next(page, session, in_dialogs):
    drafted(session)
    opened = page()
    settle(opened)
    button = opened.card.buttons["next"]
    seen = [button["text"]]
    for _ in range(2):

        def take(dialog):
            (who,) = [name for name in dialog.form.read() if name.endswith("_by")]
            assert dialog.form.read()[who] == ""  # not whoever sits at the keys
            dialog.form.fill({who: "陈志强"})
            dialog.save()

        in_dialogs(button.invoke, (FormDialog, take))
        settle(opened)
        seen.append(button["text"])
    assert seen == ["审核…", "批准…", "张贴并打印…"]
    assert service.browse(session)[0].approved_by == "陈志强"


def test_who_checked_the_last_one_is_proposed_for_the_next(page, session, in_dialogs):
    drafted(session, 1)
    drafted(session, title="第二份")
    opened = page()
    in_dialogs(opened.deeds.next, (FormDialog, lambda dialog: dialog.save()))
    first, second = service.browse(session)
    assert second.checked_by == first.checked_by


def test_a_draft_with_a_private_number_is_told_its_place_before_anybody_checks_it(page, session):
    drafted(session, body="电话 13812341027。")
    opened = page()
    with pytest.raises(Refused, match="第 1 段有手机号"):
        opened.deeds.next()


def test_taking_down_too_soon_asks_why_and_the_card_says_how_long_it_hung(
    page, session, in_dialogs, tk_root
):
    hangs = hanging(session)
    service_voices.object_to(session, Objection(hangs.id, TODAY, "多报了两个工。"))
    opened = page()

    def take(dialog):
        assert "有 1 条意见没有答复" in dialog.note
        dialog.save()
        assert "请写明原因" in dialog.form.problems()["why"]
        dialog.form.fill({"why": "大风损坏"})
        dialog.save()

    in_dialogs(opened.deeds.next, (FormDialog, take))
    settle(tk_root)
    assert opened.notice.taken_on == TODAY
    assert opened.table.lines()[0].cells[2] == "已撤下"
    every = opened.card.scroll.body.winfo_children()
    shown = [one["text"] for one in every if isinstance(one, Wrapped)]
    assert any(text.startswith("实际张贴 11 天") for text in shown)


def test_posting_prints_and_keeps_the_very_page(page, session, in_dialogs, paper, tk_root):
    drafted(session, 2)
    opened = page()

    def plan(dialog):
        assert dialog.form.read()["until"] == "2026-12-06"
        dialog.form.fill({"until": "2026-11-25"})
        dialog.save()
        assert "至少 15 天" in dialog.form.problems()["short_reason"]
        dialog.form.fill({"until": "2026-12-06"})
        dialog.save()

    def print_(dialog):
        settle(tk_root, until=lambda: dialog._content)
        assert not dialog.foot.to_board
        dialog.print_()

    in_dialogs(opened.deeds.next, (FormDialog, plan), (PrintDialog, print_))
    settle(tk_root, until=lambda: opened.notice.posted_on)
    notice = opened.notice
    assert (notice.since, notice.until, notice.posted_by) == (TODAY, "2026-12-06", session.actor)
    kept = kept_sheets.path_of(notice.printed)
    settle(tk_root, until=kept.is_file)
    text = PdfReader(kept).pages[0].extract_text()
    assert "公示期：2026年11月21日至12月6日" in text.replace(" ", "")
    settle(tk_root, until=lambda: paper)


def test_closing_the_print_dialog_posts_nothing(page, session, in_dialogs, paper):
    drafted(session, 2)
    opened = page()
    in_dialogs(
        opened.deeds.next,
        (FormDialog, lambda dialog: dialog.save()), (PrintDialog, lambda dialog: dialog.cancel()),
    )  # fmt: skip
    assert (opened.notice.posted_on, opened.notice.since, paper) == (None, TODAY, [])


def test_what_did_not_print_is_posted_only_when_the_user_says_it_hangs(
    page, session, in_dialogs, answers, said, monkeypatch, tk_root
):
    def no_printer(path, **_):
        raise printing.NoPrinter(path=path)

    monkeypatch.setattr(printing, "print_pdf", no_printer)
    monkeypatch.setattr(printing, "printers", tuple)
    drafted(session, 2)
    opened = page()

    def print_(dialog):
        settle(tk_root, until=lambda: dialog._content)
        said.clear()
        dialog.print_()
        settle(tk_root, until=lambda: said)
        assert "没有找到打印机" in said[0][1]
        dialog.cancel()

    for hangs, posted in (("还没有贴", None), ("已经贴好", TODAY)):
        answers.append(hangs)
        in_dialogs(
            opened.deeds.next, (FormDialog, lambda dialog: dialog.save()), (PrintDialog, print_)
        )
        settle(tk_root, until=lambda: not answers)
        settle(tk_root)
        assert opened.notice.posted_on == posted
        assert "没有登记张贴" in said[-1][1]


# -- what came of it ------------------------------------------------------------------------------


def test_an_objection_is_entered_and_answered_from_the_card(page, session, in_dialogs):
    hangs = hanging(session)
    opened = page()

    def say(dialog):
        dialog.form.fill({"what": "多报了两个工。"})
        dialog.save()

    in_dialogs(opened.deeds.objection, (FormDialog, say))
    (objection,) = service_voices.objections(session, hangs.id)

    def answer(dialog):
        dialog.form.fill({"answer": "核对过了。"})
        dialog.save()

    in_dialogs(lambda: opened.deeds.answer(objection), (FormDialog, answer))
    (objection,) = service_voices.objections(session, hangs.id)
    assert (objection.answer, objection.answered_on) == ("核对过了。", TODAY)


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_photo_of_the_board_is_kept_and_shown(
    page, session, answers, in_dialogs, tmp_path, tk_root, kind
):
    file = tmp_path / f"公开栏.{kind}"
    if kind == "png":
        file.write_bytes(png())
    else:
        shutil.copy(JPEG, file)
    hanging(session)
    opened = page()
    answers.append(file)
    opened.deeds.add_photo()
    settle(tk_root, until=lambda: opened.card.strip and opened.card.strip.images)
    (photo,) = opened.card.photos
    assert photo.name == file.name
    answers.append("拍错了")
    in_dialogs(
        lambda: opened.deeds.open_photo(photo),
        (PhotoView, lambda dialog: (dialog.image.width(), dialog.close("void"))),
    )
    assert service_voices.photos(session, opened.notice.id) == ()


def test_a_program_named_like_a_photo_is_refused(page, session, answers, tmp_path):
    file = tmp_path / "照片.jpg"
    file.write_bytes(b"MZ\x90")
    hanging(session)
    opened = page()
    answers.append(file)
    with pytest.raises(attachments.NotAPicture, match="不是 jpg 或 png"):
        opened.deeds.add_photo()
    assert not (paths.home() / "attachments").exists()


def test_a_change_after_posting_offers_a_correction(page, session, in_dialogs):
    hangs = hanging(session)
    service.amend(session, hangs.id, replace(hangs, body="用工 86 个。"), "漏写")
    opened = page()
    settle(opened)
    assert opened.table.lines()[0].cells[2] == "公示后改动"
    button = opened.card.buttons["出更正…"]
    assert button.instate(["!disabled"])
    in_dialogs(button.invoke, (Editor, lambda dialog: dialog.save()))
    settle(opened)
    assert service.browse(session)[-1].corrects == hangs.id
    opened.show_notice(hangs.id)
    settle(opened)
    assert button.instate(["disabled"])


def test_the_button_below_the_list_does_what_enter_does(page, session, in_dialogs):
    hanging(session)
    opened = page()
    in_dialogs(opened.open_chosen, (Viewer, lambda dialog: dialog.destroy()))


def test_taking_a_step_back_asks_why(page, session, answers):
    drafted(session, 1)
    opened = page()
    answers.append("内容要改")
    opened.deeds.step_back()
    assert opened.notice.checked_on is None


# -- paper and files ------------------------------------------------------------------------------


def test_enter_shows_the_page_that_hangs_and_prints_it_again_as_it_was(
    page, session, in_dialogs, paper, tk_root
):
    hangs = hanging(session)
    opened = page()
    before = session.head()
    tree = opened.table.tree
    tree.focus_force()
    settle(tk_root)

    def again(dialog):
        assert dialog.view.canvas.find_all()
        dialog.primary.invoke()

    in_dialogs(lambda: tree.event_generate("<Return>"), (Viewer, again))
    settle(tk_root, until=lambda: paper)
    assert paper[0].read_bytes() != kept_sheets.path_of(hangs.printed).read_bytes()
    assert "补印" in paper[0].name
    assert session.head() == before


def test_the_register_goes_to_excel_as_shown(page, session, answers, tmp_path, tk_root):
    hanging(session)
    drafted(session, title="另一份")
    opened = page()
    opened.listing.lists.choose("hanging")
    file = tmp_path / "登记簿.xlsx"
    answers.append(file)
    opened.export()
    settle(tk_root, until=lambda: str(file) in opened.shell.status.text)
    cells = [cell for row in xlsx.read_workbook(file).sheets[0].rows for cell in row]
    assert "关于水渠用工的公示" in cells
    assert "另一份" not in cells


def test_the_year_is_bound_into_one_file(page, session, answers, tmp_path, tk_root):
    hanging(session)
    hanging(session, title="第二份公示")
    opened = page()
    file = tmp_path / "汇编.pdf"
    answers.append(file)
    opened.bundle()
    settle(tk_root, until=file.is_file)


def test_the_register_and_the_catalogue_are_sheets_that_print(session):
    hanging(session)
    (register,) = service_outlook.sheets_now(session)
    assert not register.public
    catalogue = service_outlook.catalogue_sheet(session, 2026, 4)
    assert all(pdf.render(sheet).startswith(b"%PDF") for sheet in (register, catalogue))


@pytest.mark.parametrize("percent", [100, 150])
def test_every_form_of_the_page_is_whole_at_any_text_size(
    page, session, in_dialogs, tk_root, percent
):
    hangs = hanging(session)
    service_voices.object_to(session, Objection(hangs.id, TODAY, "多报了两个工。" * 5))
    drafted(session, 2, title="批准的一份" * 5)
    opened = page()
    scaling.set_text_size(tk_root, percent)
    settle(tk_root)

    def looked(dialog):
        settle(tk_root)
        found = clipping.offences(dialog)
        dialog.destroy()
        assert found == []

    in_dialogs(opened.deeds.edit, (Editor, looked))
    in_dialogs(opened.deeds.next, (FormDialog, looked))
    in_dialogs(opened.deeds.add, (Picking, looked))
    opened.show_notice(hangs.id)
    settle(tk_root)
    in_dialogs(opened.deeds.next, (FormDialog, looked))
    in_dialogs(opened.deeds.objection, (FormDialog, looked))
    assert clipping.offences(opened) == []


def test_the_rail_counts_anew_when_another_book_changes_what_hangs(page, session, tk_root):
    for name in ("陈志强", "林秀兰", "周桂芳", "吴春生"):
        members.add(session, entries.parse({"name": name, "joined": "2001-03", "full": "2002-03"}))
    month = month_of(date.fromisoformat(TODAY))
    service_month.make_roster(session, month)
    sheet = month_sheet(session, month)
    source = f"duty:{sheet.title}"
    notice = drafted(
        session, 2, title=sheet.title, category="党务公开", kind="台账表", source=source
    )
    demo_notices._post(session, replace(notice, until="2026-12-31"), date.fromisoformat(DAY), sheet)
    opened = page()
    opened.shell.board.wake()
    assert opened.shell.rail._badges["notices"]["text"] in {"", "0"}
    changed = duty.void(session, duty.browse(session)[-1].id, "有事")
    opened.shell.on_changed(changed)
    assert opened.shell.rail._badges["notices"]["text"] == "1"
