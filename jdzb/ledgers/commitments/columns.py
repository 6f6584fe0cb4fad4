"""The columns of the commitments book: the fields of every table, the words they choose from."""

from __future__ import annotations

from jdzb.core.fields import Field
from jdzb.core.ledger import Table

PROPOSED, REVIEWED, POSTED, PRACTISED, REPORTED, JUDGED = (
    "提诺", "审诺", "公示", "践诺", "述诺", "评诺",
)  # fmt: skip
STEPS = (PROPOSED, REVIEWED, POSTED, PRACTISED, REPORTED, JUDGED)
KEPT, PARTLY, BROKEN = "兑现", "部分兑现", "未兑现"
OUTCOMES = (KEPT, PARTLY, BROKEN)
AT_LEAST, AT_MOST = "不少于", "不超过"
NAMED, UNNAMED = "公开", "不公开"
BRANCH = "党支部"  # who promises when no member is named

FIELDS = (
    Field("year", "年度", "whole", required=True, hint="例如 2026", width=4),
    Field("member", "承诺人", "member", hint="不选就是党支部", width=6),
    Field("what", "承诺事项", "note", required=True, hint="写明做什么、做多少", width=18, most=200),
    Field("bound", "目标要求", "choice", choices=(AT_LEAST, AT_MOST), width=5),
    Field("target", "目标数量", "whole", hint="整数，例如 36", width=5),
    Field("unit", "单位", hint="例如 户次", width=4, most=10),
    Field("due", "期限", "day", hint="例如 2026-12-31", width=7),
    Field("reported", "述诺", "note", hint="本人怎样说", width=14, most=2_000),
    Field("reported_on", "述诺日期", "day", width=7),
    Field("outcome", "评定结果", "choice", choices=OUTCOMES, width=5),
    Field("settled_on", "评定日期", "day", width=7),
    Field("note", "备注", "note", width=10),
)
# What the form of a promise shows; 述诺 and the outcome have forms of their own.
DRAFT = ("year", "member", "what", "bound", "target", "unit", "due", "note")
PROGRESS_FIELDS = (
    Field("commitment", "承诺", "whole", required=True),
    Field("day", "日期", "day", required=True, width=7),
    Field("amount", "完成数量", "whole", hint="整数，例如 3", width=5),
    Field("what", "做了什么", "note", required=True, hint="写明做了什么", width=18, most=500),
)
FILE_FIELDS = (
    Field("commitment", "承诺", "whole", required=True),
    Field("progress", "践诺记录", "whole"),
    Field("sha256", "文件指纹", required=True),
    Field("name", "文件名", required=True),
    Field("kind", "种类", hint="例如 现场照片", width=6, most=20),
    Field("note", "说明", width=10),
)
STEP_FIELDS = (
    Field("year", "年度", "whole", required=True, hint="例如 2026", width=4),
    Field("step", "步骤", "choice", required=True, choices=STEPS, width=4),
    Field("day", "日期", "day", required=True, width=7),
    Field("link", "会议或公示", width=8, most=60),
    Field("note", "说明", "note", width=12),
)
BALLOT_FIELDS = (
    Field("year", "年度", "whole", required=True, hint="例如 2026", width=4),
    Field("member", "被评人", "member", hint="不选就是党支部", width=6),
    Field("day", "测评日期", "day", required=True, width=7),
    Field("handed", "发出", "whole", required=True, hint="张，例如 40", width=4),
    Field("returned", "收回", "whole", required=True, hint="张，例如 38", width=4),
    Field("satisfied", "满意", "whole", hint="张，例如 34", width=4),
    Field("fairly", "基本满意", "whole", hint="张，例如 3", width=4),
    Field("dissatisfied", "不满意", "whole", hint="张，例如 1", width=4),
    Field("abstain", "没有填", "whole", hint="张，例如 0", width=4),
    Field("invalid", "废票", "whole", hint="张，例如 0", width=4),
    Field("note", "备注", "note", width=10),
)
VOTES = ("satisfied", "fairly", "dissatisfied", "abstain", "invalid")
WISH_FIELDS = (
    Field("day", "提出日期", "day", required=True, width=7),
    Field("villager", "许愿人", "words", required=True, hint="谁的心愿", width=6, most=30),
    Field("home", "来自", hint="村民小组", width=6, most=20),
    Field("wish", "微心愿", "note", required=True, hint="写明要什么", width=16, most=300),
    Field("due", "期限", "day", width=7),
    Field("claimed_by", "认领人", "member", width=6),
    Field("claimed_on", "认领日期", "day", width=7),
    Field("fulfilled_on", "实现日期", "day", width=7),
    Field("how", "怎样实现", "note", width=14, most=500),
    Field("thanks", "感谢的话", "note", width=12, most=500),
    Field("naming", "姓名上墙", "choice", choices=(NAMED, UNNAMED), width=4),
    Field("note", "备注", "note", private=True, width=10),
)
POST_FIELDS = (
    Field("name", "岗位", "words", required=True, hint="例如 政策宣传岗", width=8, most=20),
    Field("duties", "职责", "note", hint="做些什么", width=20, most=300),
    Field("seats", "需要几人", "whole", hint="人数，例如 3", width=4),
    Field("note", "备注", "note", width=10),
)
TABLES = (
    Table("commitments", FIELDS, "承诺"),
    Table("commitment_progress", PROGRESS_FIELDS, "践诺记录", day="day"),
    Table("commitment_files", FILE_FIELDS, "践诺附件"),
    Table("commitment_steps", STEP_FIELDS, "承诺步骤", day="day"),
    Table("commitment_ballots", BALLOT_FIELDS, "评诺计票", day="day"),
    Table("commitment_wishes", WISH_FIELDS, "微心愿", day="day"),
    Table("commitment_posts", POST_FIELDS, "岗位"),
)
