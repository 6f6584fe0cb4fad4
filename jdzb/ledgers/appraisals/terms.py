"""The words schemes are written in: ways, kinds of stage, measures, and the kinds of evidence."""

from __future__ import annotations

from collections.abc import Mapping

WHOLE = 10000  # 100 points, 100 %

MEMBERS, BRANCHES, OFFICIALS, GROUPS = "党员", "支部", "村干部", "党小组"
WHO = (MEMBERS, BRANCHES, OFFICIALS, GROUPS)
DEDUCT, ADD, POINTS, GRADE, BALLOT = "deduct", "add", "points", "grade", "ballot"
WAYS: Mapping[str, str] = {
    DEDUCT: "扣分", ADD: "加分", POINTS: "打分", GRADE: "定档", BALLOT: "投票",
}  # fmt: skip
BY_POINTS, BY_MAJORITY, BY_STARS = "points", "majority", "stars"
BYS: Mapping[str, str] = {BY_POINTS: "按得分", BY_MAJORITY: "按多数票", BY_STARS: "按星数"}
DECIDE, UP, DOWN = "decide", "up", "down"
TIES: Mapping[str, str] = {
    DECIDE: "由支部决定并写明理由", UP: "都进上一档", DOWN: "都进下一档",
}  # fmt: skip
WITHOUT_GRADE, NOT_AT_ALL = "参加但不评定", "不参加"
EFFECTS = (WITHOUT_GRADE, NOT_AT_ALL)
TALK, CRITICISM, HELP, NOTIFY = "谈话", "自我批评", "帮教", "通报"
MEASURES = (TALK, CRITICISM, HELP, NOTIFY)
BEFORE, SELF, CHECK, PEER, VOTE, ASK, REPORT, NOTICE, FINAL = (
    "before", "self", "check", "peer", "vote", "ask", "report", "notice", "final",
)  # fmt: skip
STAGES: Mapping[str, str] = {
    BEFORE: "事先公告", SELF: "自评", CHECK: "审核", PEER: "互评", VOTE: "测评", ASK: "述职答问",
    REPORT: "上报审批", NOTICE: "公示", FINAL: "定档",
}  # fmt: skip
LINKS: Mapping[str, str] = {"meeting": "会议", "notice": "公开栏"}

# What the books tell of a person (``Conduct.key``), in words.
EVIDENCE: Mapping[str, str] = {
    "meetings.absent": "无故缺席会议",
    "meetings.excused": "请假未到会",
    "meetings.present": "到会",
    "meetings.talk": "谈话记录",
    "duty.served": "值班到岗",
    "duty.stood_in": "替人值班",
    "duty.away": "值班脱岗",
    "duty.unsigned": "值班未签到",
    "duty.leave": "值班请假",
    "commitments.kept": "承诺兑现",
    "commitments.partly": "承诺部分兑现",
    "commitments.broken": "承诺未兑现",
    "commitments.behind": "承诺落后进度",
    "commitments.ballot": "评诺结果",
    "commitments.wish": "完成微心愿",
    "dues.unpaid": "欠交党费",  # to be told by the book of dues, once there is one
}
REVIEWED = "duty.review."  # followed by the grade of 值班评议: duty.review.差


def evidence_words(key: str) -> str:
    """What a kind of fact is called in Chinese; '' for one no book tells."""
    if key.startswith(REVIEWED) and len(key) > len(REVIEWED):
        return f"值班评议为“{key.removeprefix(REVIEWED)}”"
    return EVIDENCE.get(key, "")
