"""Names of people, how they are found by pinyin, and what ID and telephone numbers tell."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"  # which shape of a character is meant
_LATIN = "A-Za-z\u00c0-\u024f"
# patterns as text: re compiles each at its first use, which is after the first draw of the window
_INVISIBLE = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f]"
_DOTS = "[\u2022\u2027\u2219\u22c5\u30fb\uff65\u0387\u25cf\u2024\ua78f]"
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_HAN_NAME = f"[{_HAN}][{_SELECTORS}]?(?:·?[{_HAN}][{_SELECTORS}]?){{1,14}}"
_LATIN_NAME = f"[{_LATIN}](?:[·'’. -]?[{_LATIN}]){{1,39}}[.]?"


def plain_name(text: str) -> str:
    """The name without padding, inside or outside, its middle dots as ``·``.

    Characters themselves stay as they are, but for those that old Windows versions kept in the
    private area (``䶮`` as U+E863): they become the real ones.
    """
    name = re.sub(_INVISIBLE, "", text).translate(_FULL_WIDTH).translate(_old_windows())
    name = re.sub(_DOTS, "·", name)
    name = re.sub(rf"\s*·\s*|(?<=[{_HAN}])\s*\.\s*(?=[{_HAN}])", "·", name)
    name = re.sub(rf"(?<=[{_HAN}{_SELECTORS}])\s+(?=[{_HAN}])", "", name)
    return re.sub(r"\s+", " ", name).strip()


def is_name(text: str) -> bool:
    """True for a plain name: 2 to 15 Chinese characters (``·`` inside), or Latin letters."""
    if re.fullmatch(_LATIN_NAME, text):
        return True
    return bool(re.fullmatch(_HAN_NAME, text)) and len(re.sub(f"[{_SELECTORS}]", "", text)) <= 15


def name_fault(name: str) -> str:
    """Why a plain text is no name (see is_name), in a few Chinese words."""
    if odd := re.search(rf"[^{_HAN}{_SELECTORS}{_LATIN}·'’. -]", name):
        return "姓名里不能有数字" if odd[0].isdigit() else f"姓名里不能有“{odd[0]}”"
    if len(name) > 15 and not re.search(f"[{_LATIN}]", name):
        return f"姓名太长，最多 15 字，现有 {len(name)} 字"
    if len(name) > 40:
        return f"姓名太长，最多 40 个字母，现有 {len(name)}"
    return "应为姓名，例如 陈志强"


@lru_cache(maxsize=1)
def _old_windows() -> dict[int, str]:
    """GBK FE50 to FEA0 lay in the private area from U+E815; Python knows where they went."""
    lows = [low for low in range(0x50, 0xA1) if low != 0x7F]
    pairs = ((0xE815 + n, bytes((0xFE, low)).decode("gb18030")) for n, low in enumerate(lows))
    return {code: char for code, char in pairs if ord(char) != code}


# --- pinyin --------------------------------------------------------------------------------------

# Characters that sound otherwise as a surname; only where pypinyin gives another sound first.
_SURNAMES = {
    "单": "shan", "曾": "zeng", "仇": "qiu", "区": "ou", "查": "zha", "盖": "ge", "解": "xie",
    "朴": "piao", "尉": "yu", "乐": "yue", "员": "yun", "折": "she", "黑": "he", "种": "chong",
    "繁": "po", "秘": "bi", "祭": "zhai", "召": "shao", "缪": "miao", "郇": "xun", "郗": "chi",
    "翟": "zhai", "晟": "sheng", "卜": "bu", "能": "nai", "佴": "nai", "隗": "wei", "洗": "xian",
    "牟": "mu", "么": "yao", "都": "du", "重": "chong", "阚": "kan", "句": "gou", "适": "kuo",
    "粘": "nian", "藏": "zang", "薄": "bo", "库": "she", "炅": "gui", "乜": "nie",
}  # fmt: skip


@lru_cache(maxsize=4096)
def _sounds(char: str) -> tuple[str, ...]:
    """Every sound of one character, the commonest first; a letter sounds like itself."""
    # The table of phrases costs 60 MB and four times the time, and single characters suffice.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "true")
    import pypinyin

    found = pypinyin.pinyin(char, style=pypinyin.Style.NORMAL, heteronym=True, errors="ignore")
    if not found:
        return (char.lower(),) if char.isalnum() else ()
    return tuple(dict.fromkeys(sound for sound in found[0] if sound))


def _typed_sounds(char: str, *, first: bool) -> tuple[str, ...]:
    """What people type for a character: also the surname's sound, and lv, lu or lyu for 吕."""
    sounds = list(_sounds(char))
    if first and char in _SURNAMES:
        sounds.append(_SURNAMES[char])
    for sound in tuple(sounds):
        if "v" in sound:
            sounds += [sound.replace("v", "u"), sound.replace("v", "yu")]
    return tuple(dict.fromkeys(sounds))


@lru_cache(maxsize=4096)
def pinyin_keys(name: str) -> tuple[tuple[str, ...], ...]:
    """For each character of the name, every sound it may be typed with (heteronyms included)."""
    chars = [char for char in plain_name(name) if char not in "· '’.-"]
    keys = (_typed_sounds(char, first=n == 0) for n, char in enumerate(chars))
    return tuple(key for key in keys if key)


@lru_cache(maxsize=4096)
def sort_key(name: str) -> tuple[str, ...]:
    """Sorts names by pinyin, a surname by its own sound: 单 under shan."""
    sounds = []
    for n, char in enumerate(plain_name(name)):
        sound = _SURNAMES.get(char) if n == 0 else None
        sounds.append(sound or next(iter(_sounds(char)), ""))
    return (*sounds, name)


def match(query: str, name: str) -> bool:
    """True when the name is found by a part of it, its pinyin, its initials, or a mixture."""
    return rank(query, name) is not None


def rank(query: str, name: str) -> int | None:
    """How well a name is found: 0 the name itself to 4 the pinyin of a later part; None not at all.

    Blanks do not count. ``陈zq``, ``chenzq``, ``chen zhi q`` and ``zhiqiang`` find 陈志强.
    """
    wanted = re.sub(r"[\s·'’.-]", "", plain_name(query)).lower()
    plain = plain_name(name)
    folded = re.sub(r"[\s·'’.-]", "", plain).lower()
    if not wanted or wanted == folded:
        return 0
    if wanted in folded:
        return 1 if folded.startswith(wanted) else 2
    if not re.search("[a-z]", wanted):
        return None
    spelled = list(zip(_spoken(plain), pinyin_keys(plain), strict=True))
    for start in range(len(spelled)):
        if _consumes(wanted.replace("ü", "v"), spelled[start:]):
            return 3 if start == 0 else 4
    return None


def _spoken(name: str) -> list[str]:
    return [c for c in name if c not in "· '’.-" and _typed_sounds(c, first=False)]


def _consumes(rest: str, spelled: list[tuple[str, tuple[str, ...]]]) -> bool:
    """True when rest can be spelt by these characters in turn: as such, by sound, or its start."""
    if not rest:
        return True
    if not spelled:
        return False
    char, sounds = spelled[0]
    if rest.startswith(char.lower()) and _consumes(rest[len(char) :], spelled[1:]):
        return True
    for sound in sounds:
        if sound.startswith(rest):
            return True
        shorts = (sound, sound[:1], sound[:2] if sound[1:2] == "h" else sound)
        for short in dict.fromkeys(shorts):
            if rest.startswith(short) and _consumes(rest[len(short) :], spelled[1:]):
                return True
    return False


# --- what numbers tell of a person ----------------------------------------------------------------

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_DIGITS = {ord(wide): str(n) for n, wide in enumerate("０１２３４５６７８９")}
_GLYPHS = {ord(a): b for a, b in zip("ＸｘхХ－—–－‐‑．。·•", "XxxX-----" + "-....", strict=True)}


@dataclass(frozen=True, slots=True)
class IdFacts:
    """What an ID number tells: birth day (ISO) and sex (男, 女). The number itself is not kept."""

    birth: str
    sex: str


def id_facts(text: str) -> IdFacts | None:
    """Birth day and sex from an ID number of 18 digits (check digit right) or an old one of 15.

    None for anything else. Blanks and full-width digits do not hide it.
    """
    number = re.sub(r"[\s\-.']", "", text.translate(_DIGITS | _GLYPHS)).upper()
    if re.fullmatch(r"[1-9]\d{5}\d{6}\d{3}", number):
        birth, sex = _id_day("19" + number[6:12]), number[14]
    elif re.fullmatch(r"[1-9]\d{16}[\dX]", number) and _check_digit(number) == number[17]:
        birth, sex = _id_day(number[6:14]), number[16]
    else:
        return None
    return IdFacts(birth, "男" if int(sex) % 2 else "女") if birth else None


def _check_digit(number: str) -> str:
    total = sum(int(d) * w for d, w in zip(number[:17], _WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def _id_day(digits: str) -> str | None:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return day.isoformat() if 1900 <= day.year <= 2100 else None


def mask_phone(number: str | None) -> str:
    """A mobile number with its middle hidden (``138****1027``); a landline is shown whole."""
    if number and re.fullmatch(r"1[3-9]\d{9}", number):
        return f"{number[:3]}****{number[-4:]}"
    return number or ""
