"""评议：民主评议、合格党员评定、积分、星级、直评，按哪个办法，一步一步评到定档。

办法是程序自带的或县里自己写的，开始时连同全文定住。谁参加、谁不评定、为什么，都写明。扣分加分由账本里的事实
提出，书记采纳或不采纳，每一分都能打开凭据。表格里扣分的栏填几就是扣几分，不用写负号；加分的栏填几就是加几分。
某人半路转来，前一个时段可以写明原因不计，其余时段折成全年。上报或公示以后再改分数，要写理由。测评票发出多少、收回多少，票数对得上才算。
同分和名额公开裁定，写明理由；公示期满、意见答复以后才定档，定了就不再改。
"""

from __future__ import annotations

from jdzb.core.ledger import Ledger
from jdzb.ledgers.appraisals import (
    columns,
    fitting,
    parsing,
    service,
    service_conduct,
    service_finding,
    service_findings,
    service_outlook,
    service_sheets,
)

LEDGER = Ledger(
    key="appraisals",
    title="评议",
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
        "title": "2026年度合格党员评定",
        "scheme": "合格党员评定",
        "year": "2026",
        "day": "2026-11-01",
        "note": "支部大会通过",
    },
    prepare=service_outlook.prepare,
    sheets=service_sheets.sheets_now,
    due=service_outlook.due,
    conduct=service_conduct.conduct,
    remarks=service_conduct.remarks,
    findings=service_findings.findings,
    find=service_finding.find,
    fits=fitting.refuse_unfit,
    settings=columns.SETTING_FIELDS,
)
