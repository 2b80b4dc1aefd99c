"""How the API describes itself: every call that changes something carries a once-key."""

from __future__ import annotations

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from cadres.rules.once import HEADER

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
KEY = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    required=True,
    description=(
        "本次提交的编号，16 至 128 位字母、数字、点、下划线或短横线，可以用 UUID。"
        "同一编号再次到达得到第一次的答复（带 Idempotency-Replayed 头），不会重复办理；"
        "同一编号而内容不同，拒绝（409 once_key_reused）。没有编号，拒绝（400 once_key_missing）。"
    ),
)


class OnceKeySchema(AutoSchema):
    def get_override_parameters(self) -> list[OpenApiParameter]:
        given = list(super().get_override_parameters())
        return given if self.method in SAFE else [*given, KEY]
