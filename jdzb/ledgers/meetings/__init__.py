"""会议：谁该来、谁来了、议了什么、怎样表决。

选好会议种类和日期，应到名单按开会那天的花名册列出，不计入的人写明原因。逐人点到会、请假、缺席，再写议题、
发言要点、表决和决定；“核对”栏随时说明到会够不够、票数对不对、依据是哪一条，但不妨碍存草稿。
记录完成以后就锁住，要改须写明原因更正，改前改后都留在历史里。四议两公开一步一步连着会议和公示。
"""

from __future__ import annotations

from jdzb.core.ledger import Ledger
from jdzb.ledgers.meetings import (
    columns,
    parsing,
    service,
    service_figures,
    service_outlook,
    service_remarks,
    service_search,
    service_sheets,
    service_year,
)

LEDGER = Ledger(
    key="meetings",
    title="会议",
    about=__doc__ or "",
    tables=columns.TABLES,
    parse=parsing.parse,
    add=service.add,
    amend=service.amend,
    void=service.void,
    get=service.get,
    browse=service.browse,
    to_grid=service_outlook.to_grid,
    from_grid=service_outlook.from_grid,
    example={
        "kind": "支部党员大会",
        "day": "2026-11-20",
        "since": "19:30",
        "until": "21:10",
        "place": "支部活动室",
        "chair": "陈志强",
        "recorder": "林秀兰",
        "resolution": "同意修缮南沟水渠的资金筹措方案。",
        "note": "会前已通知",
    },
    sheets=service_sheets.sheets_now,
    due=service_outlook.due,
    conduct=service_figures.conduct,
    remarks=service_remarks.remarks,
    findings=service_outlook.findings,
    year=service_year.year,
    care=service_year.care,
    find=service_search.seek,
    settings=columns.SETTING_FIELDS,
)
