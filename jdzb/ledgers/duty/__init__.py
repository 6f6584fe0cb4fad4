"""值班：每月一张值班表，定人、定时、定点。

按“重新排班”，程序把一个月排满：全年次数最多差一次，避开请假、流动和年老体弱的党员，固定的日子照旧；
要同一天值班的（同班）、不能同一天的（不同班）、某一天想值或不想值的、两次值班至少隔几天，在“请假与设置”里登记；
照顾不到的，排班后写明是谁、为什么。每个班都能问“为什么是他”（F7）。
手工改过的日子不会被覆盖。排不满的日子会写明缺几人、为什么。点日历上的一天，可以换人、换班、登记请假。
“打印值班表”出 A4 横向、A4 纵向或 A3 的公开表，页脚有校验码和二维码。
“签到”记每半天谁真的来了：到岗、替班、换班、脱岗、请假，和排班表分开保存；没有登记的写“未签到”，程序从不代填。
“评议”填自评、小组评、支部评，旁边是签到的实情；“统计”按党员、党小组、月份、年份算到岗率。
"""

from __future__ import annotations

from jdzb.core.ledger import Ledger
from jdzb.ledgers.duty import (
    entries,
    entries_wishes,
    service,
    service_conduct,
    service_finding,
    service_outlook,
)
from jdzb.ledgers.duty.entries_attendance import ATTENDANCE
from jdzb.ledgers.duty.entries_reviews import REVIEWS

LEDGER = Ledger(
    key="duty",
    title="值班",
    about=__doc__ or "",
    tables=(*entries.TABLES, *entries_wishes.TABLES, ATTENDANCE, REVIEWS),
    parse=entries.parse,
    add=service.add,
    amend=service.amend,
    void=service.void,
    get=service.get,
    browse=service.browse,
    to_grid=service_outlook.to_grid,
    from_grid=service_outlook.from_grid,
    example={"day": "2026-12-01", "member": "1", "origin": "手工", "note": "换班"},
    prepare=service_outlook.prepare,
    sheets=service_outlook.sheets_now,
    due=service_outlook.due,
    conduct=service_conduct.conduct,
    findings=service_outlook.findings,
    find=service_finding.find,
    settings=(*entries.SETTING_FIELDS, entries.FORGOTTEN),
)
