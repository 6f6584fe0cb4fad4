"""The columns of the meetings book: the fields of every table, and the words they choose from."""

from __future__ import annotations

from jdzb.core.fields import Field
from jdzb.core.ledger import Table

CAME, EXCUSED, ABSENT = "到会", "请假", "缺席"
STATES = (CAME, EXCUSED, ABSENT)
VOTE, NO_VOTE = "有", "无"
HANDS, SECRET = "举手", "无记名"
DRAFT, DONE = "草稿", "完成"
PUBLIC, INTERNAL = "公开", "不公开"
LONGEST_TEXT = 30_000  # characters; a cell of Excel holds 32,767

FIELDS = (
    Field("kind", "会议", required=True, hint="例如 支部党员大会", width=9, most=30),
    Field("day", "日期", "day", required=True, hint="例如 2026-11-20", width=7),
    Field("since", "开始时间", hint="例如 19:30", width=4),
    Field("until", "结束时间", hint="例如 21:10", width=4),
    Field("place", "地点", width=8, most=40),
    Field("chair", "主持", "words", width=6, most=30),
    Field("recorder", "记录", "words", width=6, most=30),
    Field("party_group", "党小组", hint="党小组会填写", width=8, most=20),
    Field("theme", "主题", width=14, most=60),
    Field("should", "应到人数", "whole", hint="没有名单的会议填写人数，例如 30", width=5),
    Field("present", "实到人数", "whole", hint="没有名单的会议填写人数，例如 21", width=5),
    Field("hours", "学时", "whole", hint="整数，不填就按会议种类计", width=4),
    Field("lecturer", "主讲人", hint="党课的主讲人", width=8, most=40),
    Field("courseware", "课件", "note", hint="一件一行", width=12),
    Field("study", "学", "note", hint="学习了什么", width=12, most=LONGEST_TEXT),
    Field("meet", "会", "note", hint="开了什么会，议了什么事", width=12, most=LONGEST_TEXT),
    Field("practice", "做", "note", hint="做了什么实事", width=12, most=LONGEST_TEXT),
    Field("labour", "工", "note", hint="义务劳动", width=12, most=LONGEST_TEXT),
    Field("lesson", "课", "note", hint="上了什么党课", width=12, most=LONGEST_TEXT),
    Field("resolution", "决议", "note", width=14, most=LONGEST_TEXT),
    Field("completed_on", "完成日期", "day", hint="记录完成、不再改动的一天", width=7),
    Field("note", "备注", "note", width=10),
)
ATTENDANCE_FIELDS = (
    Field("meeting", "会议", "whole", required=True),
    Field("member", "党员", "member"),
    Field("name", "姓名", required=True, width=6, most=40),
    Field("standing", "身份", width=6, most=20),
    Field("voting", "表决权", "choice", required=True, choices=(VOTE, NO_VOTE), width=4),
    Field("state", "到会情况", "choice", choices=STATES, width=4),
    Field("reason", "原因", hint="例如 外出务工", width=8, most=60),
)
EXCLUDED_FIELDS = (
    Field("meeting", "会议", "whole", required=True),
    Field("member", "党员", "member"),
    Field("name", "姓名", required=True, width=6, most=40),
    Field("why", "不计入的原因", required=True, width=8, most=60),
    Field("basis", "依据", width=14, most=200),
)
GUEST_FIELDS = (
    Field("meeting", "会议", "whole", required=True),
    Field("name", "列席人", "words", required=True, width=6, most=30),
    Field("capacity", "身份", hint="例如 镇党建办 驻村干部", width=10, most=40),
)
ITEM_FIELDS = (
    Field("meeting", "会议", "whole", required=True),
    Field("place", "次序", "whole", required=True, width=3),
    Field("title", "议题", required=True, hint="写明议什么事", width=16, most=200),
    Field("talk", "发言要点", "note", width=20, most=LONGEST_TEXT),
    Field("decision", "决定", "note", width=14, most=LONGEST_TEXT),
    Field("way", "表决方式", "choice", choices=(HANDS, SECRET), width=5),
    Field("base", "应到表决权", "whole", hint="人数，例如 49", width=5),
    Field("yes", "赞成", "whole", hint="人数，例如 38", width=4),
    Field("no", "反对", "whole", hint="人数，例如 1", width=4),
    Field("abstain", "弃权", "whole", hint="人数，例如 2", width=4),
    Field("matter", "四议两公开事项", "whole"),
    Field("step", "第几步", "whole", hint="1 到 6", width=3),
    Field("link", "关联记录", width=8, most=60),
    Field("publish", "是否公开", "choice", required=True, choices=(PUBLIC, INTERNAL), width=4),
    Field("published_on", "公开日期", "day", width=7),
    Field("notice", "公示编号", "whole", width=4),
)
MATTER_FIELDS = (
    Field("title", "事项", required=True, hint="例如 修缮南沟水渠", width=16, most=100),
    Field("day", "提出日期", "day", required=True, width=7),
    Field("closed_on", "办结日期", "day", width=7),
    Field("note", "备注", "note", width=12),
)
STEP_FIELDS = (
    Field("matter", "事项", "whole", required=True),
    Field("step", "第几步", "whole", required=True, hint="1 到 6", width=3),
    Field("day", "日期", "day", required=True, width=7),
    Field("link", "会议或公示", width=8, most=60),
    Field("should", "应到", "whole", hint="人数，例如 30", width=4),
    Field("present", "实到", "whole", hint="人数，例如 21", width=4),
    Field("yes", "赞成", "whole", hint="人数，例如 18", width=4),
    Field("no", "反对", "whole", hint="人数，例如 1", width=4),
    Field("abstain", "弃权", "whole", hint="人数，例如 2", width=4),
    Field("note", "说明", "note", width=12),
)
OWN, MUTUAL = "自我批评", "相互批评"
CRITICISM_FIELDS = (
    Field("meeting", "会议", "whole", required=True),
    Field("member", "党员", "member", required=True),
    Field("kind", "种类", "choice", required=True, choices=(OWN, MUTUAL), width=5),
    Field("critic", "提出人", "member"),
    Field("text", "内容", "note", private=True, width=20, most=5_000),
    Field("remedy", "整改措施", "note", private=True, width=14, most=5_000),
)
FILE_FIELDS = (
    Field("meeting", "会议", "whole", required=True),
    Field("sha256", "文件指纹", required=True),
    Field("name", "文件名", required=True),
    Field("kind", "种类", hint="例如 签到表", width=6, most=20),
    Field("note", "说明", width=10),
)
HEART, ABSENCE_TALK, REMINDER = "谈心谈话", "缺席谈话", "提醒谈话"
TALK_FIELDS = (
    Field("day", "日期", "day", required=True, width=7),
    Field(
        "kind", "种类", "choice", required=True, choices=(HEART, ABSENCE_TALK, REMINDER), width=5
    ),
    Field("talker", "谈话人", "member", width=6),
    Field("member", "谈话对象", "member", required=True, width=6),
    Field("place", "地点", width=8, most=40),
    Field("text", "谈话内容", "note", private=True, width=20, most=5_000),
    Field("remedy", "整改或承诺", "note", private=True, width=14, most=5_000),
    Field("meeting", "组织生活会", "whole"),
    Field("note", "备注", "note", private=True, width=10),
)
PLAN_FIELDS = (
    Field("year", "年份", "whole", required=True, hint="例如 2026", width=4),
    Field("month", "月份", "whole", required=True, hint="1 到 12", width=3),
    Field("kind", "会议", required=True, width=9, most=30),
    Field("day", "计划日期", "day", width=7),
    Field("theme", "主题", width=16, most=100),
    Field("lead", "负责人", "words", width=6, most=30),
    Field("note", "备注", "note", width=10),
)
KIND_FIELDS = (
    Field("name", "名称", "words", required=True, width=9, most=30),
    Field("short", "简称", "words", width=6, most=10),
    Field("who", "谁参加", required=True, width=8, most=20),
    Field("period", "多久一次", hint="月、季、年", width=4, most=2),
    Field("times", "次数", "whole", hint="次，例如 1", width=3),
    Field("quorum", "到会人数", hint="分数，例如 1/2", width=4, most=8),
    Field("majority", "通过人数", hint="分数，例如 1/2", width=4, most=8),
    Field("base", "以谁为基数", hint="应到、实到", width=4, most=4),
    Field("hours", "学时", "whole", hint="整数，例如 2", width=3),
    Field("note", "依据", "note", width=12),
)
TABLES = (
    Table("meetings", FIELDS, "会议", day="day"),
    Table("meeting_attendance", ATTENDANCE_FIELDS, "到会情况"),
    Table("meeting_excluded", EXCLUDED_FIELDS, "不计入应到"),
    Table("meeting_guests", GUEST_FIELDS, "列席"),
    Table("meeting_items", ITEM_FIELDS, "会议议题"),
    Table("meeting_matters", MATTER_FIELDS, "四议两公开事项", day="day"),
    Table("meeting_steps", STEP_FIELDS, "四议两公开步骤", day="day"),
    Table("meeting_criticisms", CRITICISM_FIELDS, "批评意见"),
    Table("meeting_files", FILE_FIELDS, "会议附件"),
    Table("meeting_talks", TALK_FIELDS, "谈话记录", day="day"),
    Table("meeting_plans", PLAN_FIELDS, "年度计划"),
    Table("meeting_kinds", KIND_FIELDS, "会议种类"),
)
SETTING_FIELDS = (
    Field("theme_day", "主题党日固定日期", "whole", required=True, hint="1 到 31 日", width=4),
    Field("theme_latest", "主题党日最迟", "whole", required=True, hint="1 到 31 日", width=4),
)
