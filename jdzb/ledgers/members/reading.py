"""One cell of a roster read: a value, or what was expected of it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from jdzb.core import people, private
from jdzb.core.cells import Cell, cell_words
from jdzb.core.fields import Unreadable, plain, read_phone, read_text
from jdzb.ledgers.members.entries import (
    ACTIVIST,
    APPLICANT,
    CANDIDATE,
    COMING,
    DEAD,
    FRAIL,
    FULL,
    LEFT,
    MOBILE,
    MOVED,
    OUT,
    POOR,
    PROBATIONARY,
    SUSPENDED,
    plain_post,
    plain_posts,
)

_NOTHING = re.compile(
    r"[-/\\—－–_.、。·*×]+|无|没有|暂无|空|不详|未知|不清楚|待查|待补充?|N/?A", re.IGNORECASE
)
_YES = frozenset(("是", "有", "对", "1", "y", "yes", "true", "√", "✓", "✔", "☑", "●", "v"))
_NO = frozenset(("否", "不是", "无", "0", "n", "no", "false", "×", "✗", "✘", "x"))
_NATION = re.compile(
    "汉|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|"
    "东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|"
    "乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)

# Words for a status, the longer before the shorter that is part of it.
_STATUS_WORDS: tuple[tuple[str, str], ...] = (
    ("积极分子", ACTIVIST), ("发展对象", CANDIDATE), ("申请人", APPLICANT), ("申请入党", APPLICANT),
    ("预备", PROBATIONARY), ("停止党籍", SUSPENDED), ("开除", OUT), ("除名", OUT), ("脱党", OUT),
    ("出党", OUT), ("退党", OUT), ("去世", DEAD), ("死亡", DEAD), ("病故", DEAD), ("已故", DEAD),
    ("转出", MOVED), ("转走", MOVED), ("迁出", MOVED), ("正式", FULL),
)  # fmt: skip
_MARK_WORDS = {
    "流动党员": MOBILE, "流动": MOBILE, "外出流动": MOBILE, "流出": MOBILE, "流动外出": MOBILE,
    "困难党员": POOR, "生活困难": POOR, "困难": POOR, "生活困难党员": POOR,
    "年老体弱": FRAIL, "年老": FRAIL, "体弱": FRAIL, "年老体弱党员": FRAIL,
}  # fmt: skip
_KIN_DIED = re.compile(  # 丈夫病故 tells of another's death
    "(丈夫|妻子?|爱人|老伴|配偶|家属|[父母子女儿孙媳兄弟姐妹嫂婆爷奶伯叔姑舅岳]+)亲?"
    r"(已经|已|均|都|先后|因病|因|于|\d.*)?(去世|死亡|病故|已故)"
)
_FEW = 8  # characters; a longer remark tells a story, not a status


@dataclass(frozen=True, slots=True)
class Noted:
    """What a remark says: a status, marks, and the rest of its words."""

    status: str = ""
    marks: tuple[str, ...] = ()
    rest: str | None = None


def words(cell: Cell) -> str:
    """A cell as text; '' for blanks and for the ways of writing that there is nothing."""
    text = cell_words(cell).strip(" \t\r\n\u3000\xa0\u200b\ufeff")
    return "" if _NOTHING.fullmatch(re.sub(r"\s", "", text)) else text


def read_sex(text: str) -> str | None:
    """男 or 女; raises Unreadable."""
    known = {"男": "男", "女": "女", "m": "男", "f": "女", "男性": "男", "女性": "女"}
    if value := known.get(plain(text).lower()):
        return value
    raise Unreadable("应为 男 或 女")


def read_nation(text: str) -> str | None:
    """A nationality with its 族: 汉 is 汉族; any other text stays."""
    name = re.sub(r"\s", "", plain(text))
    return f"{name}族" if _NATION.fullmatch(name) else name or None


def read_mobile_number(text: str) -> str | None:
    """A telephone number, also 电话：138 1234 1027; raises Unreadable, also for two numbers."""
    bare = re.sub(r"^[^\d+(]+", "", plain(text))
    try:
        return read_phone(bare or text)
    except Unreadable:
        found = [n.text for n in private.private_numbers(text) if n.kind == private.MOBILE]
        if len(found) > 1:
            raise Unreadable(f"有 {len(found)} 个号码，请留一个") from None
        raise


def read_yes(text: str) -> bool:
    """True for 是, √, 1 and the like, False for 否, ×, 0; raises Unreadable."""
    word = plain(text).lower()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable("应为 是 或 空白")


def read_mark(text: str, mark: str) -> bool:
    """True when a 是否… column says yes, or names the mark itself."""
    return _MARK_WORDS.get(plain(text)) == mark or read_yes(text)


def read_status(text: str) -> str:
    """The status a word stands for; '' for 党员 and 中共党员, which leave it open."""
    plain_text = re.sub(r"\s", "", plain(text))
    if plain_text in ("党员", "中共党员", "共产党员", "中国共产党党员"):
        return ""
    found = status_in(plain_text)
    if found is None:
        raise Unreadable("应为 正式党员、预备党员、入党积极分子、发展对象 或 入党申请人")
    return found


def status_in(text: str) -> str | None:
    """The one status a text names; None when it names none or several."""
    found = {status for word, status in _STATUS_WORDS if word in text}
    return found.pop() if len(found) == 1 else None


def title_tells(title: str) -> Noted:
    """What a sheet's title says of everyone on it: 预备党员名册, 流动党员登记表, 入党积极分子."""
    text = re.sub(r"\s", "", plain(title))
    marks = tuple(m for m in (MOBILE, POOR, FRAIL) if m in text)
    status = status_in(text) or ""
    rest = re.sub(r"入党积极分子|预备党员|正式党员|流动党员|困难党员", "", text)
    if "党员" in rest and (marks or status in (*COMING, PROBATIONARY)):
        return Noted()  # 党员和入党积极分子花名册 says nothing of a single row
    return Noted(status if status in (*COMING, PROBATIONARY, FULL) else "", marks)


def read_note(text: str) -> Noted:
    """A remark: words that are a status or a mark are taken as such, the rest stays a remark."""
    status, marks, rest = "", [], []
    for part in re.split(r"[、，,；;。\n]+", text):
        word = re.sub(r"\s", "", plain(part))
        if not word:
            continue
        if mark := _MARK_WORDS.get(word):
            marks.append(mark)
        elif found := _status_noted(word):
            status = found
            if not re.fullmatch(
                r"(中共)?(正式|预备|入党积极分子|发展对象|入党申请人)(党员)?", word
            ):
                rest.append(part.strip())
        else:
            rest.append(part.strip())
    whole = read_text(text) if rest and not marks and not status else "；".join(rest) or None
    return Noted(status, tuple(marks), whole)


def _status_noted(word: str) -> str:
    """The status that a few words of a remark name; who left may have left on a date."""
    found = status_in(word) or ""
    if found == DEAD and _KIN_DIED.search(word):
        return ""
    undated = re.sub(r"[\d年月日号.\-/]", "", word) if found in LEFT else word
    return found if len(undated) <= _FEW else ""


def split_name(text: str) -> tuple[str, str]:
    """A name and what stands in brackets behind it: 李梅（女）."""
    match = re.fullmatch(r"(.+?)[(（\[【](.*?)[)）\]】]\W*", text.strip())
    name, tail = (match[1], match[2]) if match else (text, "")
    return people.plain_name(name).strip("*＊☆★#"), tail.strip()


def without_id_numbers(text: str) -> str:
    """The text with ID and bank card numbers masked: they are never stored and never shown."""
    hits = [n for n in private.private_numbers(text) if n.kind != private.MOBILE]
    for hit in reversed(hits):
        masked = f"{hit.text[:3]}{'*' * 8}{hit.text[-2:]}"
        text = text[: hit.start] + masked + text[hit.start + len(hit.text) :]
    return re.sub(r"(?<!\d)(\d{3})\d{10,14}(\d[\dXx])(?!\d)", r"\1********\2", text)


READERS: dict[str, Callable[[str], str | None]] = {
    "sex": read_sex,
    "nation": read_nation,
    "education": read_text,
    "party_post": plain_post,
    "party_group": read_text,
    "village_post": read_text,
    "assigned_posts": plain_posts,
    "phone": read_mobile_number,
    "address": read_text,
}
