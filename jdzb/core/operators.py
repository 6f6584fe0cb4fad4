"""The card of somebody who works at the PC: its fields."""

from __future__ import annotations

from jdzb.core.fields import Field
from jdzb.core.roles import ROLES

FIELDS = (
    Field("name", "姓名", "name", required=True, hint="请填写名字，历史里就记这个名字"),
    Field("role", "角色", "choice", required=True, choices=ROLES),
    Field("member", "党员", "member", hint="是党员的，选花名册上的人"),
    Field("since", "启用日期", "day", required=True),
    Field("password", "密码指纹"),
    Field("retired", "停用日期", "day"),
)
