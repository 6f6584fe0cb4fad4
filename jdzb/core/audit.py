"""The fields of what the township found, as the village's own ledger keeps it."""

from __future__ import annotations

from jdzb.core.fields import Field

AUDIT_FIELDS = (
    Field("day", "核对日期", "day", required=True),
    Field("size", "当时的历史条数", "whole"),
    Field("code", "校验码"),
    Field("verdict", "结论"),
    Field("sha256", "整改文件的指纹"),
)
RECTIFICATION_FIELDS = (
    Field("audit", "第几次核对", "whole"),
    Field("kind", "类别"),
    Field("what", "问题", "note", required=True),
    Field("evidence", "依据", "note"),
    Field("due", "限期", "day"),
    Field("answer", "答复", "note"),
    Field("answered_on", "答复日期", "day"),
    Field("closed_on", "销号日期", "day"),
)
