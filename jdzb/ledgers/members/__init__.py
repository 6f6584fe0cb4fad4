"""党员册：一人一张卡片，写一次，排值班表、算应到人数都从这里取名单。

日期可以只写到月，例如 1985-06。身份由两个日期推算：入党之日起是预备党员，转正之日起是正式党员。
入党申请人、入党积极分子、发展对象，以及转出、去世、出党、停止党籍，另外按日期登记；
离开的人不删除。
流动党员、困难党员、年老体弱是带起止日期的标记。任何一天的应到人数，都按那一天的身份计算。

村里现成的 Excel 花名册可以直接导入。导入前先看预览，看不懂的格子都列出工作表、行、列；
同一份文件导入两次不会重复添加。身份证号码只用来核对出生日期和性别，不会存入台账。

找人可以输入姓名、拼音或拼音首字母，例如 陈志强、chenzhiqiang、czq。
"""

from __future__ import annotations

from jdzb.core.ledger import Ledger, Table
from jdzb.ledgers.members import entries, service, service_care, service_finding

LEDGER = Ledger(
    key="members",
    title="党员",
    about=__doc__ or "",
    tables=(
        Table("members", entries.FIELDS, "党员"),
        Table("member_statuses", entries.STATUS_FIELDS, "身份"),
        Table("member_marks", entries.MARK_FIELDS, "标记"),
    ),
    parse=entries.parse,
    add=service.add,
    amend=service.amend,
    void=service.void,
    get=service.get,
    browse=service.browse,
    to_grid=service.to_grid,
    from_grid=service.from_grid,
    example={
        "name": "陈志强",
        "sex": "男",
        "nation": "汉族",
        "birth": "1968-03",
        "education": "高中",
        "joined": "1992-07-01",
        "full": "1993-07-01",
        "party_post": "书记",
        "party_group": "第一党小组",
        "village_post": "村委会主任",
        "phone": "0000-2560000",
    },
    sheets=service.sheets_now,
    findings=service.findings,
    care=service_care.care,
    find=service_finding.find,
)
