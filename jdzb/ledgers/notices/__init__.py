"""公开栏：墙上贴的每一份，从提出到撤下，谁在哪一天做的，都在这里登记。

一份公示依次走 提出、审核、审批、张贴、撤下 五步；少一步、日期倒着写都不能保存，退回要写原因。
内容有两种：自己写的通知、公告、公示，可以粘贴 Excel 表格；别的台账打印的表，例如值班表，
打印时“登记到公开栏”亮着，或在这里点“新增公示”后选表。

村务公开至少 15 天、评议结果 7 天、发展对象 5 个工作日，张贴当天不算，公示止由程序按这些规定提出；
期限不足时要写原因，审计时会列出来。到期前提醒撤下；群众的意见和答复、公开栏的照片登记在同一份里。
贴出以后内容又改动的，会标出“公示后改动”，请出一份更正。
“补印”印出的和当时贴的一模一样，只多“补印”和日期。
"""

from __future__ import annotations

from jdzb.core.ledger import Ledger
from jdzb.ledgers.notices import entries, service, service_finding, service_outlook

LEDGER = Ledger(
    key="notices",
    title="公开栏",
    about=__doc__ or "",
    tables=entries.TABLES,
    parse=entries.parse,
    add=service.add,
    amend=service.amend,
    void=service.void,
    get=service.get,
    browse=service.browse,
    to_grid=service.to_grid,
    from_grid=service.from_grid,
    example={
        "title": "关于2026年党员评议结果的公示",
        "kind": "公示",
        "category": "评议结果",
        "body": "根据支部党员大会评议，现将结果公示如下。",
        "grid": "姓名\t等次\n陈志强\t优秀\n林秀兰\t优秀",
        "signed_on": "2026-11-20",
        "place": "村委会公开栏",
        "proposed_by": "林秀兰",
        "proposed_on": "2026-11-20",
    },
    sheets=service_outlook.sheets_now,
    due=service_outlook.due,
    findings=service_outlook.findings,
    find=service_finding.find,
)
