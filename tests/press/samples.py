"""Sheets like the three on the village's board, of any length."""

from datetime import date, datetime, timedelta

from jdzb.core.sheet import (
    A4,
    Calendar,
    Column,
    Day,
    Footer,
    InfoLine,
    Note,
    Paragraph,
    Phone,
    Sheet,
    Signature,
    Table,
)

BRANCH = "中共柳河镇青山村支部委员会"
PEOPLE = [
    "林秀兰",
    "周桂芳",
    "吴春生",
    "郑德福",
    "孙明义",
    "徐海燕",
    "何永贵",
    "罗四海",
    "梁金凤",
    "宋有才",
    "唐国兴",
    "王强",
    "欧阳明月",
    "𬭎䶮",
    "陈堃",
]
CODE, QR = "ABCDE-FGHJK-MNPQR-STUVW-XYZ23", "JDZB1:" + "A7" * 60
TASKS = (
    "值班职责：处理村务、卫生保洁；接待群众、代办民事。能办的当场办，不能办的 5 个工作日内答复。"
)


def foot(content, since, until):
    phones = (
        Phone("监督电话", "0000-2560000", "村务监督委员会"),
        Phone("乡镇举报", "0000-2550000"),
    )
    return Footer(content, since, until, "公示期", phones, CODE, QR, datetime(2026, 11, 28, 9, 12))


def roster(first=date(2026, 12, 1), per=2, paper=A4, tasks=TASKS):
    days, turn, day = [], 0, first
    while day.month == first.month:
        if day.weekday() > 4:
            days.append(Day(day, ("陈志强",) if per else (), accent=True))
        else:
            names = tuple(PEOPLE[(turn + n) % len(PEOPLE)] for n in range(per))
            days.append(Day(day, names, note="" if per else "待补充"))
            turn += per
        day += timedelta(days=1)
    info = InfoLine("值班地点：支部活动室", "上午 8:30–12:00", "服务电话：0000-2560000")
    return Sheet(
        f"{first.year}年{first.month}月党员值班表",
        (info, Calendar(tuple(days)), Note(tasks)),
        branch=BRANCH,
        paper=paper,
        footer=foot("党员值班安排", first, days[-1].date),
    )


def commitments(count, text="每月走访留守老人 3 户，全年 36 户次"):
    columns = (
        Column("序号", 0.6),
        Column("姓名", names=True),
        Column("承诺事项", 4, "left"),
        Column("期限"),
    )
    rows = tuple((str(n + 1), PEOPLE[n % len(PEOPLE)], text, "12-31") for n in range(count))
    return Sheet(
        "2026年度党员公开承诺",
        (Paragraph("现将承诺事项公开如下，欢迎群众监督。"), Table(columns, rows)),
        branch=BRANCH,
        red_rule=True,
        signature=Signature(BRANCH, date(2026, 3, 5)),
        footer=foot("党员公开承诺", date(2026, 3, 5), date(2026, 12, 31)),
    )


def notice(count):
    columns = (
        Column("序号", 0.6),
        Column("姓名", names=True),
        Column("总分"),
        Column("等次", bold=True),
    )
    rows = tuple((str(n + 1), PEOPLE[n % len(PEOPLE)], "95.2", "合格") for n in range(count))
    text = "按照党员自评、支部审核的程序，现将评定结果予以公示。如有异议，请在公示期内反映。" * 3
    return Sheet(
        "公示",
        (Paragraph(text), Table(columns, rows)),
        subtitle="青山村党支部 2026 年度合格党员评定结果",
        signature=Signature(BRANCH, date(2026, 11, 21)),
        footer=foot("合格党员评定", date(2026, 11, 21), date(2026, 11, 27)),
    )
