"""What a column of a roster is, by its label: names vary without end, so patterns know them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from jdzb.ledgers.members.entries import FIELDS, FRAIL, MOBILE, POOR

LONGEST_LABEL = 24

# What a column can be besides a field of the card.
SERIAL, IGNORED, ID_NUMBER, STATUS, MARKED = "serial", "ignored", "id_number", "status", "marks"
APPLIED, ACTIVIST_SINCE, CANDIDATE_SINCE = "applied", "activist_since", "candidate_since"
PLACE, CONTACT = "place", "contact"
YES_MARKS = {"mobile": MOBILE, "poor": POOR, "frail": FRAIL}
PROBATIONARY_YES = "probationary"

TARGETS: Mapping[str, str] = {
    **{spec.name: spec.label for spec in FIELDS},
    STATUS: "身份",
    PROBATIONARY_YES: "是否预备党员",
    APPLIED: "申请入党日期",
    ACTIVIST_SINCE: "列为积极分子日期",
    CANDIDATE_SINCE: "列为发展对象日期",
    "mobile": "是否流动党员",
    PLACE: "流动去向",
    CONTACT: "流动党员联系人",
    "poor": "是否困难党员",
    "frail": "是否年老体弱",
    MARKED: "标记",
    ID_NUMBER: "身份证号（只核对，不保存）",
    SERIAL: "序号",
    IGNORED: "不导入",
}
UNCOUNTED = frozenset((SERIAL, IGNORED, ""))  # tell nothing about a person
_WHEN = "(时间|日期|年月日?|年份)"

# The first target with a pattern that fits the whole plain label counts.
_PATTERNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (SERIAL, ("序号?", "编号", "号", "[Nn][Oo]", "顺序号?", "排序")),
    (ID_NUMBER, (".*身份证.*", ".*公民身份.*", "证件号码?", "有效证件.*")),
    (IGNORED, ("(周岁)?年龄", "岁数", "年纪", "党龄", "(本人)?签[名字]", "照片", "相片")),
    ("name", ("(党员|本人|同志|成员|人员|对象|积极分子)?(姓名|名字)", "党员", "(人员)?名单")),
    ("sex", ("性[别別]", "男女", "男/女")),
    ("nation", ("民族", "族别")),
    ("birth", (f"(公历|阳历)?(出生|生日|诞生){_WHEN}?", f".*出生{_WHEN}")),
    ("education", ("(最高|全日制|现)?(学历学位|学历|文化程度|文化)", "(受)?教育程度")),
    (APPLIED, (f"((递交|提交|写)?(入党)?申请书?的?(入党|递交|提交)?){_WHEN}",)),
    (ACTIVIST_SINCE, (f".*积极分子.*{_WHEN}",)),
    (CANDIDATE_SINCE, (f".*发展对象.*{_WHEN}",)),
    ("full", (f"(预备党员|按期)?转正式?{_WHEN}?", f"(转为|成为|确定为)正式(党员)?{_WHEN}")),
    ("joined", (
        "入党", f"入党{_WHEN}", f"加入(中国共产党|中共|党|党组织)的?{_WHEN}", f"党籍起算{_WHEN}",
        f"(接收|吸收|批准|成为|确定|列)为?预备党员{_WHEN}", f"支部大会通过.*{_WHEN}",
    )),
    (PROBATIONARY_YES, ("是否为?预备(党员)?",)),
    (STATUS, ("(党员|人员|党籍|现)?(类别|类型|身份|状态|性质)", "政治面[貌目]", "党员情况")),
    ("mobile", ("是否(为|属于?)?(流动|外出)(党员)?", "流动(党员|情况|标[识志记])?", "外出情况")),
    (PLACE, ("(流动|流入|外出|务工|流向)(党员)?(地点?|去向|地址|单位|所在地)", "(流动)?去向")),
    (CONTACT, ("(流动党员|支部|党员)?(联系人|联络人|联系党员)",)),
    ("poor", ("是否(为|属于?)?(生活)?(困难|贫困)(党员)?", "困难(党员|情况)")),
    ("frail", ("(是否)?(为|属于?)?年老体弱(党员)?",)),
    (MARKED, ("(党员)?标记",)),
    ("village_post", (
        "在?(村|村级|村居|村?两委|行政|社会|村干部|村委会)内?(任职|职务)",
        "(工作)?单位(及|和)?职务", "工作单位", "职业",
    )),
    ("party_post", ("(党内|党组织|在?支部|支部内|现任|党支部|担任)*(职务|任职|职位)(名称)?",)),
    ("assigned_posts", ("(无职党员)?(设岗|认岗|所设|认领)?(岗位|岗)(名称|职责)?", ".*设岗(定责)?")),
    ("party_group", ("(所[在属])?党?小组(名称|别)?", "组别", "所[在属]组")),
    ("phone", (
        "(本人|党员|联系|手机|移动|办公|固定|家庭|常用)*(电话|手机|座机|号码)(号码|号)?",
        "联系方式", "手机.*",
    )),
    ("address", ("(家庭|现|在|常|居住|户籍|详细|联系)*(住址|地址|居住地|住所|住处)(门牌号)?",)),
    ("note", ("备注.*", "备考", "说明", "其[他它](情况|说明)?")),
)  # fmt: skip
_COMPILED = tuple((target, re.compile("|".join(patterns))) for target, patterns in _PATTERNS)


def plain_label(text: str) -> str:
    """A label without blanks, brackets and what is in them, and without marks: 入党时间."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"\(.*?\)|\[.*?\]|【.*?】|〔.*?〕|<.*?>", "", plain)
    return re.sub(r"[*:：、,，.。;；※#_\-/]", "", plain)


def target_of(text: str) -> str:
    """What a label stands for, '' when nobody knows; a long text is no label."""
    label = plain_label(text)
    if not label or len(label) > LONGEST_LABEL:
        return ""
    return next((target for target, pattern in _COMPILED if pattern.fullmatch(label)), "")
