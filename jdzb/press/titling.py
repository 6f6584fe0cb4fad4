"""Titles of several lines: of about one length, and no word cut in two where it can be helped."""

from __future__ import annotations

from functools import cache

from jdzb.press import clusters, fonts
from jdzb.press.linebreak import Line, Style, break_lines, text_width

# What titles on a village's board are made of (GB/T 9704: a title is broken between its words).
_LISTED = """
关于 有关 情况 工作 活动 会议 通知 公告 公示 公开 名单 结果 事项 进行 召开
开展 实施 落实 使用 管理 安排 年度 季度 上半年 下半年 党员 党支部 支部 党小组
党组织 党费 党课 主题党日 三会一课 组织生活会 组织 生活 民主 评议 评定 考核 承诺
值班 发展对象 预备 转正 积极分子 学习 教育 培训 选举 换届 候选人 委员会 委员
村民 代表 村务 党务 村委会 小组 集体 财务 收支 资金 资产 资源 项目 工程 建设
招标 土地 耕地 地力 保护 宅基地 承包 流转 征收 补偿 补贴 补助 发放 低保 救助
救灾 残疾 医疗 养老 保险 缴费 农村 农业 种植 养殖 产业 环境 整治 卫生 志愿
服务 群众 乡村 振兴 基层 治理 森林 防火 防汛 疫情 防控 道路 路灯 饮水 用水
电费 村级 优秀 表彰 文明 家庭 创建 重点 责任 清单 整改 监督 意见 建议 方案
计划 总结 报告 通报 决定 决议 调整 变更 更正 补充 基本 城乡 居民 集中
"""
WORDS = tuple(_LISTED.split())
_BROKEN, _BEFORE_DE, _AFTER_LINK = 12.0, 6.0, -2.0  # squares of ems


def balanced(text: str, look: Style, width: float) -> tuple[Line, ...]:
    """As few lines as the width allows, of about one length, broken between words."""
    text = clusters.tidy(fonts.printable(text))
    lines = break_lines(text, look, width)
    if len(lines) == 1 or "\n" in text:
        return lines
    parts = _parts(text, look, width, len(lines))
    return break_lines("\n".join(parts), look, width) if parts else lines


def _parts(text: str, look: Style, width: float, count: int) -> list[str]:
    """The text in count parts that fit; nothing when no way is found."""
    places = clusters.breaks(text)[0]
    ideal = text_width(text, look) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]]:
        if start == len(text):
            return (0.0, ()) if left == 0 else (float("inf"), ())
        found: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for end in places if left else ():
            if end <= start:
                continue
            points = text_width(text[start:end], look)
            if points > width:
                break
            rest, ends = best(end, left - 1)
            cost = ((points - ideal) / look.size) ** 2 + _cost(text, end) + rest
            found = min(found, (cost, (end, *ends)))
        return found

    ends = best(0, count)[1]
    return [text[a:b].strip() for a, b in zip((0, *ends), ends, strict=False)]


def _cost(text: str, place: int) -> float:
    """How bad it is to end a line there."""
    if place == len(text):
        return 0.0
    broken = any(
        text.startswith(word, max(place - back, 0)) and back <= place
        for word in WORDS
        for back in range(1, len(word))
    )
    if broken:
        return _BROKEN
    if text[place] in "的地得了之":
        return _BEFORE_DE
    return _AFTER_LINK if text[place - 1] in "的和与及、" else 0.0
