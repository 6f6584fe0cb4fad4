"""Texts as they hang on a village noticeboard, with and without private numbers hidden in them.

``clean(random)`` is a text full of figures that anybody may read; ``hidden(random)`` puts a private
number into such a text, disguised. Everything comes from the seed.
"""

from __future__ import annotations

from dataclasses import dataclass

SURNAMES, GIVEN = "陈林周吴郑孙徐何梁宋唐韩曹许邓冯", "秀兰志强建国桂芳海燕春梅德福玉琴立军"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ISSUERS = (
    ("622848", 19), ("621700", 19), ("622202", 19), ("623052", 19), ("621098", 19), ("621483", 16),
    ("622588", 16), ("622622", 17), ("436742", 19), ("458123", 16), ("524094", 16), ("356868", 16),
    ("601382", 19), ("603367", 18), ("955880", 19), ("955951", 17), ("940056", 16),
)  # fmt: skip
HAN, SPOKEN, FORMAL = "〇一二三四五六七八九", "零幺二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
CIRCLED = "⓪①②③④⑤⑥⑦⑧⑨"
FULL, ARABIC, BOLD = (
    "".join(chr(start + n) for n in range(10)) for start in (0xFF10, 0x0660, 0x1D7CE)
)


@dataclass(frozen=True)
class Hidden:
    """A text, the kind of the number in it, the number as it stands there."""

    text: str
    kind: str
    written: str


def clean(random):
    """One to four sentences or lines without a private number."""
    made = [random.choice(SENTENCES)(random) for _ in range(random.randint(1, 4))]
    return random.choice(("", "\n", "  ", "\t")).join(made)


def hidden(random):
    """A clean text with one private number in it."""
    kind, number, shapes = random.choice((id_number, mobile, mobile, bank_card))(random)
    written = disguise(random, number, random.choice(shapes))
    lead = random.choice(LEADS)
    if written[0] in CIRCLED and lead == "①":
        lead = "（"
    tail = random.choice(("", "。", "，请联系。", "（本人）", "\n", "；", " ", "（李）", "号", "/"))
    before, after = clean(random), clean(random)
    joint = random.choice(("", "\n", "。"))
    return Hidden(
        f"{before}{joint or '，'}{lead}{written}{tail}{joint or '。'}{after}", kind, written
    )


# -- private numbers ------------------------------------------------------------------------------


def id_number(random):
    """An ID number of 18 places with its check digit."""
    place = random.choice(("110105", "341122", "130181", "150203", "511902", "440982", "652901"))
    day = f"{random.randint(1921, 2024)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    first = f"{place}{day}{random.randint(0, 999):03}"
    check = "10X98765432"[sum(int(d) * w for d, w in zip(first, WEIGHTS, strict=True)) % 11]
    return "身份证号", first + random.choice((check, check.lower())), (
        (18,), (6, 8, 4), (6, 4, 4, 4), (3, 3, 4, 4, 4), (4, 4, 4, 6), (9, 9), (14, 4), (1,) * 18,
        (17, 1), (10, 8),
    )  # fmt: skip


def mobile(random):
    """A mobile number, now and then with the country before it."""
    number = f"1{random.choice('3456789')}{random.randint(0, 10**9 - 1):09}"
    before = random.choice(("",) * 6 + ("86", "0", "0086"))
    shapes = ((3, 4, 4), (3, 4, 4), (3, 8), (7, 4), (4, 4, 3), (3, 3, 5), (5, 6), (1,) * 11)
    if before:
        return "手机号", before + number, ((len(before), 3, 4, 4), (len(before) + 11,))
    return "手机号", number, (*shapes, (11,), (11,), (11,))


def bank_card(random):
    """A card of 16 to 19 digits with the right last digit."""
    issuer, length = random.choice(ISSUERS)
    first = issuer + "".join(str(random.randint(0, 9)) for _ in range(length - 7))
    doubled = [int(d) * (2 - n % 2) for n, d in enumerate(reversed(first))]
    last = -sum(d - 9 if d > 9 else d for d in doubled) % 10
    fours = (4,) * (length // 4) + ((length % 4,) if length % 4 else ())
    return (
        "银行卡号",
        f"{first}{last}",
        ((length,), (length,), fours, (6, length - 6), (1,) * length),
    )


def disguise(random, number, shape):
    """The number in groups of that shape, with something between them, in digits of one kind."""
    gap = random.choice((" ", " ", "-", "-", ".", "　", "\n", "－", "—", "_", "·", " - ", "\u200b"))
    digits = random.choice((None,) * 8 + (FULL, FULL, ARABIC, BOLD, HAN, SPOKEN, FORMAL, CIRCLED))
    pieces, at = [], 0
    for size in shape:
        pieces.append(number[at : at + size])
        at += size
    written = gap.join(pieces)
    if digits:
        written = "".join(digits[int(c)] if c in "0123456789" else c for c in written)
    if digits == FULL:
        written = written.replace("X", "Ｘ").replace("x", "ｘ")
    return written


LEADS = (
    "", "电话", "电话：", "手机号", "Tel:", "微信同号", "身份证", "身份证号码为", "卡号：", "账号", "银行卡", "联系人陈志强",
    "（", "李大爷 ", "请拨打", "转入", "1.", "2、", "①", "截至12月5日 ", "共3人，", "+", "编号", "VX",
)  # fmt: skip


# -- what anybody may read ------------------------------------------------------------------------


def _name(random):
    return random.choice(SURNAMES) + "".join(random.sample(GIVEN, random.randint(1, 2)))


def _day(random):
    year, month, day = random.randint(1949, 2027), random.randint(1, 12), random.randint(1, 28)
    return random.choice((
        f"{year}年{month}月{day}日", f"{year}-{month:02}-{day:02}", f"{year}.{month}.{day}", f"{year}{month:02}{day:02}",
        f"{year}/{month}/{day}", f"{month}月{day}日", f"{year}.{month:02}.{day:02}",
        "二〇二六年十二月" + random.choice("一二三四五六七八九") + "日",
    ))  # fmt: skip


def _money(random):
    whole = random.choice(
        (random.randint(1, 99), random.randint(100, 99999), random.randint(10**5, 10**9))
    )
    return random.choice((
        f"{whole}元", f"{whole:,}元", f"{whole}.{random.randint(0, 99):02}元", f"￥{whole:,}.00", f"{whole / 10000:.2f}万元",
        f"{whole}.5万元",
    ))  # fmt: skip


def _office_phone(random):
    area = random.choice(("0550", "010", "021", "0872", "0312", "0931"))
    number = f"{random.randint(2, 8)}{random.randint(0, 10**6 - 1):06}"
    number = number if len(area) == 4 else number + str(random.randint(0, 9))
    return random.choice((
        f"{area}-{number}", f"{area}{number}", f"({area}){number}", f"（{area}）{number}", f"{area} {number}",
        f"{area}-{number}-{random.randint(801, 899)}", f"{area}-{number}、{number[:-1]}1", f"{area}－{number}",
        "12371", "12345", "12380", "12388", "110、119、120", "400-811-5566", "95598",
    ))  # fmt: skip


def _document(random):
    year, n = random.randint(2015, 2027), random.randint(1, 999)
    return random.choice((
        f"云组发〔{year}〕{n}号", f"柳委[{year}]{n}号", f"柳河镇〔{year}〕第{n}号", f"国发〔{year}〕{n}号", f"第{n}次",
        f"HT-{year}-{n:03}", f"QSC{year}{random.randint(1, 12):02}{n:04}", f"合同编号：{year}{random.randint(1, 12):02}{random.randint(1, 28):02}{n:03}",
        f"柳发改投资〔{year}〕{n}号", f"档案号 {year}-12-{n:04}", f"凭证 {year}-{random.randint(1, 12):02}-{random.randint(1, 28):02}-{n:03}",
    ))  # fmt: skip


def _code(random):
    digits = "".join(str(random.randint(0, 9)) for _ in range(20))
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    social = "".join(random.choice(letters) for _ in range(9))
    return random.choice((
        f"统一社会信用代码5{random.randint(1, 4)}341122{social}{random.choice(letters)}",
        f"统一社会信用代码N2341122MF{digits[:7]}{random.choice(letters)}", f"统一社会信用代码{5134112200 * 10**7 + int(digits[:7])}",
        f"邮编{random.randint(100000, 859999)}", f"订单号{random.randint(2019, 2027)}{digits[:14]}",
        f"ISBN 978-7-{digits[:4]}-{digits[4:8]}-{digits[8]}", f"ISBN 9787{digits[:9]}", f"流水号{digits}", f"行政区划代码341122{digits[:6]}",
        f"电表户号{digits[:10]}", f"快递单号YT{digits[:13]}", f"执照注册号341122000{digits[:6]}", f"车牌皖M·{digits[:5]}", f"IP 192.168.1.{random.randint(2, 254)}",
        f"校验码{''.join(random.choice('23456789ABCDEFGH') for _ in range(5))}-{digits[:5]}", f"地块编码341122{digits[:13]}",
        f"发票代码03400{digits[:7]} 号码{digits[7:15]}",
    ))  # fmt: skip


def _field(random):
    mu = random.choice(
        (
            f"{random.randint(1, 5000)}",
            f"{random.uniform(0.1, 900):.1f}",
            f"{random.uniform(0.1, 900):.2f}",
        )
    )
    return random.choice((
        f"{mu}亩", f"{mu}亩，每亩{random.randint(100, 1500)}元", f"{random.randint(1, 99)}组{random.randint(1, 99)}户{mu}亩",
        f"长{random.randint(100, 9999)}米，宽{random.uniform(2, 9):.1f}米", f"东经{random.uniform(100, 120):.6f}°，北纬{random.uniform(24, 40):.6f}°",
        f"{random.randint(100, 9999)}×{random.randint(100, 9999)}", f"{random.randint(1, 30)}-{random.randint(31, 90)}岁",
    ))  # fmt: skip


def _row(random):
    """A line of a table of figures, pasted as text."""
    sizes = random.choice(((1, 99), (1, 9), (10, 3000), (100, 99999), (1, 10**6)))
    figures = [str(random.randint(*sizes)) for _ in range(random.randint(3, 12))]
    if random.random() < 0.3:
        figures = [f"{figure}.{random.randint(0, 99):02}" for figure in figures]
    if random.random() < 0.15:
        figures = [f"{int(float(figure)):,}" for figure in figures]
    gap = random.choice((" ", "\t", "  ", "、", "，", "/", " | ", "；"))
    return f"{_name(random)}{random.choice((' ', '：', gap))}{gap.join(figures)}"


def _range(random):
    low, high = sorted((random.randint(1, 300), random.randint(1, 3000)))
    times = random.choice((1, 10, 10, 100, 100, 1000))
    return f"{low * times}-{high * times}"


def _times(random):
    return random.choice((
        "上午8:30–12:00，下午14:00–17:00", "8:30-12:00 14:00-17:00", f"{random.randint(6, 20)}时{random.randint(0, 59)}分",
        f"{_day(random)} 09:{random.randint(10, 59)}:{random.randint(10, 59)}", f"{_day(random)}至{_day(random)}", f"{_day(random)} {_day(random)}",
        f"公示期：{_day(random)}—{_day(random)}，共{random.randint(5, 30)}天", "农历十月十三", "一九七八年至二〇二六年", "第十三届三中全会",
        "一二三四五六七八九十", "（一）（二）（三）", "①②③④⑤⑥⑦⑧⑨⑩", "１．２．３．", "1、2、3、4、5、6、7、8、9、10、11、12",
    ))  # fmt: skip


SENTENCES = (
    lambda r: f"{_name(r)}于{_day(r)}领取{_money(r)}，{_field(r)}。",
    lambda r: f"服务电话：{_office_phone(r)}，监督电话：{_office_phone(r)}。",
    lambda r: f"根据{_document(r)}，{_times(r)}公示。",
    lambda r: f"{_code(r)}，{_money(r)}。",
    lambda r: f"{_name(r)} {_money(r)} {_day(r)} {_field(r)}",
    lambda r: f"合计：{_money(r)}，其中{_money(r)}、{_money(r)}。",
    _row, _row,
    lambda r: f"{_row(r)}\n{_row(r)}",
    lambda r: f"第{r.randint(1, 15)}组 {r.randint(13, 19)} {r.randint(1, 9)} {_code(r)}",
    lambda r: f"{_range(r)}元，{_document(r)} {_day(r)}",
    lambda r: f"应到{r.randint(30, 2000)}人，实到{r.randint(20, 1999)}人，占{r.uniform(50, 100):.2f}%。",
)  # fmt: skip
