"""The columns of the appraisals book: the fields of every table, and the words they choose from.

Points are whole hundredths in the file (kind ``fen``: 1050 is shown as 10.50).
"""

from __future__ import annotations

from dataclasses import replace

from jdzb.core.fields import Field
from jdzb.core.ledger import Table
from jdzb.ledgers.appraisals.terms import CRITICISM, EFFECTS, NOTIFY, TALK, WHO

LONGEST_TEXT = 200_000  # characters of a scheme
LONGEST_PAPER = 30_000  # characters of one ballot paper's answers
ASSESSED = "评定"
TAKES = (ASSESSED, *EFFECTS)
DEDUCT, ADD, VETO = "扣分", "加分", "否决"
MARK_KINDS = (DEDUCT, ADD, VETO)
TAKEN, NOT_TAKEN = "采纳", "不采纳"
VERDICTS = (TAKEN, NOT_TAKEN)
OTHER = "其他原因"  # on the wall, for a reason typed by hand: it may be private
LATE = ("年中转入", "当时还没有入党", "外出学习")  # why a period may not count, fit for the wall
NOT_COUNTED = "不计"  # what stands where points would, of a period that does not count for one
VALID, INVALID = "有效", "无效"
TIE, QUOTA = "同分", "名额"
DECISIONS = (TIE, QUOTA)
TALK_KINDS = (TALK, CRITICISM, NOTIFY)
GOOD, LONGER, FAILED = "转为合格", "继续帮教", "仍不合格"
OUTCOMES = (GOOD, LONGER, FAILED)

_ROUND = Field("round", "评议", "whole", required=True)
_SUBJECT = Field("subject", "对象编号", "whole", required=True)
_NAME = Field("name", "评议对象", "name", required=True, width=6, most=40)
_TITLE = Field("title", "项目", required=True, width=10, most=200)
_PERIOD = Field("period", "阶段代号", required=True, width=5, most=40)

FIELDS = (
    Field(
        "title", "名称", "words", required=True, hint="例如 2026年度合格党员评定", width=14, most=60
    ),
    Field("scheme", "评议办法", required=True, hint="例如 合格党员评定", width=9, most=60),
    Field("year", "年度", "whole", required=True, hint="四位数的年份，例如 2026", width=4),
    Field("day", "开始日期", "day", required=True, hint="按这一天的花名册列名单", width=7),
    Field("span", "时段", hint="例如 上半年、第三季度，全年不填", width=5, most=20),
    Field("closed_on", "定档日期", "day", hint="公示结束、结果定下的一天", width=7),
    Field("note", "备注", "note", width=12),
)
SCHEME_FIELDS = (
    Field("title", "名称", required=True, width=10, most=60),
    Field("key", "代号", required=True, width=8, most=60),
    Field("text", "办法全文", "note", required=True, width=20, most=LONGEST_TEXT),
    Field("round", "评议", "whole"),
    Field("note", "备注", "note", width=10),
)
SUBJECT_FIELDS = (
    Field("name", "姓名或名称", required=True, width=8, most=40),
    Field("kind", "种类", "choice", required=True, choices=WHO, width=4),
    _ROUND,
    Field("place", "次序", "whole", required=True, width=3),
    Field("member", "党员", "member"),
    Field("standing", "身份", width=6, most=40),
    Field("takes", "是否评定", "choice", required=True, choices=TAKES, width=5),
    Field("why", "不评定的原因", width=8, most=100),
    Field("basis", "依据", width=12, most=200),
    Field("apart", "不计的时段", "note", width=10, most=1_000),
)
SCORE_FIELDS = (
    _NAME,
    _TITLE,
    _ROUND,
    _SUBJECT,
    _PERIOD,
    Field("side", "打分代号", width=5, most=40),
    Field("item", "项目代号", required=True, width=10, most=60),
    Field("points", "分值", "fen", width=5),
    Field("choice", "定档", width=5, most=40),
)
MARK_FIELDS = (
    _NAME,
    _TITLE,
    _ROUND,
    _SUBJECT,
    _PERIOD,
    Field("item", "项目代号", required=True, width=10, most=60),
    Field("kind", "种类", "choice", required=True, choices=MARK_KINDS, width=4),
    Field("points", "分值", "fen", required=True, hint="例如 2 或 0.5", width=5),
    Field("day", "日期", "day", required=True, width=7),
    Field("what", "事由", "note", required=True, hint="写明哪一天、什么事", width=16, most=300),
    Field("evidence", "凭据", hint="账本里的记录", width=8, most=60),
    Field("fact", "事实代号", width=8, most=60),
    Field("verdict", "处理", "choice", required=True, choices=VERDICTS, width=4),
    Field("reason", "理由", "note", width=12, most=300),
)
BALLOT_FIELDS = (
    Field("title", "测评", required=True, width=8, most=200),
    _ROUND,
    _PERIOD,
    Field("ballot", "测评代号", required=True, width=8, most=60),
    Field("day", "日期", "day", width=7),
    Field("handed", "发出", "whole", hint="票数，例如 41", width=4),
    Field("returned", "收回", "whole", hint="票数，例如 41", width=4),
    Field("invalid", "无效", "whole", hint="票数，例如 1", width=4),
    Field("blank", "整张弃权", "whole", hint="票数，例如 1", width=4),
    Field("note", "说明", "note", width=10),
)
TALLY_FIELDS = (
    _NAME,
    _TITLE,
    _ROUND,
    Field("ballot", "测评编号", "whole", required=True),
    _SUBJECT,
    Field("item", "项目代号", required=True, width=8, most=60),
    Field("counts", "得票", required=True, hint="按选项的次序，例如 30/8/2/0", width=8, most=100),
    Field("blank", "未填", "whole", hint="票数，例如 1", width=4),
)
TURNOUT_FIELDS = (
    Field("who", "哪些人", required=True, width=8, most=40),
    _ROUND,
    Field("ballot", "测评编号", "whole", required=True),
    Field("should", "应到", "whole", hint="人数，例如 49", width=4),
    Field("present", "实到", "whole", hint="人数，例如 41", width=4),
)
PAPER_FIELDS = (
    Field("number", "票号", "whole", required=True, width=4),
    Field("state", "是否有效", "choice", required=True, choices=(VALID, INVALID), width=4),
    _ROUND,
    Field("ballot", "测评编号", "whole", required=True),
    Field("answers", "填写内容", "note", width=16, most=LONGEST_PAPER),
    Field("note", "说明", width=8),
)
STAGE_FIELDS = (
    Field("title", "步骤", required=True, width=8, most=200),
    _ROUND,
    Field("name", "评议对象", "name", width=6, most=40),
    _PERIOD,
    Field("stage", "步骤代号", required=True, width=8, most=60),
    Field("subject", "对象编号", "whole"),
    Field("begun_on", "开始日期", "day", width=7),
    Field("done_on", "完成日期", "day", width=7),
    Field("who", "经办人", "words", width=6, most=30),
    Field("link", "关联记录", width=8, most=60),
    Field("since", "公示起", "day", width=7),
    Field("until", "公示止", "day", width=7),
    Field("note", "说明", "note", width=12, most=5_000),
)
DECISION_FIELDS = (
    _NAME,
    Field("grade", "等次", required=True, width=5, most=20),
    _ROUND,
    Field("kind", "种类", "choice", required=True, choices=DECISIONS, width=4),
    _SUBJECT,
    Field("day", "日期", "day", required=True, width=7),
    Field("reason", "理由", "note", required=True, width=14, most=1_000),
)
RESULT_FIELDS = (
    _NAME,
    _ROUND,
    _SUBJECT,
    Field("rank", "名次", "whole", width=4),
    Field("total", "总分", "fen", width=5),
    Field("grade", "等次", width=5, most=20),
    Field("parts", "各项得分", "note", width=14, most=5_000),
    Field("fallen", "应当如何", "note", width=10, most=1_000),
)
TALK_FIELDS = (
    Field("member", "谈话对象", "member", required=True, width=6),
    Field("day", "日期", "day", required=True, width=7),
    _ROUND,
    Field("kind", "种类", "choice", required=True, choices=TALK_KINDS, width=6),
    Field("talker", "谈话人", "member", width=6),
    Field("text", "谈话内容", "note", private=True, width=20, most=5_000),
    Field("remedy", "整改或承诺", "note", private=True, width=14, most=5_000),
    Field("note", "备注", "note", private=True, width=10),
)
TALK_FORM = tuple(  # a talk recorded now says who talked, and what was said
    replace(one, required=one.required or one.name in ("talker", "text"))
    for one in TALK_FIELDS
    if one.name != "round"
)
HELP_FIELDS = (
    Field("member", "帮教对象", "member", required=True, width=6),
    Field("since", "开始日期", "day", required=True, width=7),
    Field("round", "评议", "whole"),
    Field("first", "帮教党员一", "member", required=True, width=6),
    Field("second", "帮教党员二", "member", required=True, width=6),
    Field(
        "third",
        "另一名帮教人",
        "words",
        required=True,
        hint="例如 驻村干部、亲属",
        width=8,
        most=40,
    ),
    Field("until", "结束日期", "day", required=True, hint="一般为一年", width=7),
    Field("plan", "帮教措施", "note", private=True, width=14, most=5_000),
    Field("outcome", "结果", "choice", choices=OUTCOMES, width=5),
    Field("ended_on", "结束帮教日期", "day", width=7),
    Field("note", "备注", "note", private=True, width=10),
)
HELP_NOTE_FIELDS = (
    Field("month", "月份", "month", required=True, hint="例如 2026-11", width=5),
    Field("day", "日期", "day", required=True, width=7),
    Field("help", "帮教", "whole", required=True),
    Field("who", "记录人", "words", width=6, most=30),
    Field("text", "帮教情况", "note", required=True, private=True, width=16, most=5_000),
)
FILE_FIELDS = (
    Field("name", "文件名", required=True),
    _ROUND,
    Field("mark", "扣分或加分", "whole"),
    Field("sha256", "文件指纹", required=True),
    Field("kind", "种类", hint="例如 证明材料", width=6, most=20),
    Field("note", "说明", width=10),
)
TABLES = (
    Table("appraisal_rounds", FIELDS, "评议"),
    Table("appraisal_schemes", SCHEME_FIELDS, "评议办法"),
    Table("appraisal_subjects", SUBJECT_FIELDS, "评议对象"),
    Table("appraisal_scores", SCORE_FIELDS, "评议打分"),
    Table("appraisal_marks", MARK_FIELDS, "评议扣分加分"),
    Table("appraisal_ballots", BALLOT_FIELDS, "民主测评票"),
    Table("appraisal_turnouts", TURNOUT_FIELDS, "测评到会"),
    Table("appraisal_tallies", TALLY_FIELDS, "测评计票"),
    Table("appraisal_papers", PAPER_FIELDS, "测评票面"),
    Table("appraisal_stages", STAGE_FIELDS, "评议步骤"),
    Table("appraisal_decisions", DECISION_FIELDS, "评议裁定"),
    Table("appraisal_results", RESULT_FIELDS, "评议结果"),
    Table("appraisal_talks", TALK_FIELDS, "评议谈话", day="day"),
    Table("appraisal_helps", HELP_FIELDS, "2+1帮教"),
    Table("appraisal_help_notes", HELP_NOTE_FIELDS, "帮教记录", day="day"),
    Table("appraisal_files", FILE_FIELDS, "评议附件"),
)
SETTING_FIELDS = (
    Field(
        "public_fail",
        "公示不合格名单",
        "choice",
        choices=("不公示", "公示"),
        plainly=("只公示优秀和合格的", "所有等次都公示"),
        width=6,
    ),
)
