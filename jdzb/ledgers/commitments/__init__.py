"""承诺：支部和每名党员一年办几件什么事，办到了没有。

每人每年三四条，写清数量、单位和期限；写得空泛的会提醒，但照样能存。一年六步：提诺、审诺、公示、践诺、述诺、评诺，
每一步记下日期，连着会议和公示。践诺随做随记，附上照片；落后、超期的自动标出。年底群众投票评诺，票数要和发出的对得上。
微心愿和设岗定责也在这里：谁许的愿、谁认领、哪天实现；谁领了哪个岗。
"""

from __future__ import annotations

from jdzb.core.ledger import Ledger
from jdzb.ledgers.commitments import (
    columns,
    parsing,
    service,
    service_conduct,
    service_finding,
    service_findings,
    service_outlook,
    service_sheets,
)

LEDGER = Ledger(
    key="commitments",
    title="承诺",
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
        "year": "2027",
        "member": "1",
        "what": "每月走访留守老人 3 户，全年 36 户次",
        "target": "36",
        "unit": "户次",
        "due": "2027-12-31",
        "note": "认领帮老助残岗",
    },
    prepare=service.prepare,
    sheets=service_sheets.sheets_now,
    due=service_outlook.due,
    conduct=service_conduct.conduct,
    remarks=service_conduct.remarks,
    findings=service_findings.findings,
    find=service_finding.find,
)
