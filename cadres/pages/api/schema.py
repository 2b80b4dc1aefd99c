"""How the API describes itself: what each call takes, carries and may be refused with.

Whoever adds a verb says what it takes (`extend_schema(request=…)`, `None` for nothing at all);
where that is missing the description fails, and with it the build.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.drainage import error
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers

from cadres.pages.api.known_filters import has_pages
from cadres.pages.api.paging import PageQuestion
from cadres.submissions.rules.once_keys import HEADER
from cadres.submissions.rules.typed_values import LARGEST

DIGITS = "^[0-9]+$"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
KEY = OpenApiParameter(
    HEADER,
    str,
    OpenApiParameter.HEADER,
    required=True,
    pattern=r"^[A-Za-z0-9._~-]{16,128}$",
    description=(
        "本次提交的编号，16 至 128 位字母、数字、点、下划线或短横线，可以用 UUID。"
        "同一编号再次到达得到第一次的答复（带 Idempotency-Replayed 头），不会重复办理；"
        "同一编号而内容不同，拒绝（409 once_key_reused）。没有编号，拒绝（400 once_key_missing）。"
    ),
)
REFUSALS = {
    "400": "请求读不懂，或没有 Idempotency-Key",
    "401": "没有登录",
    "403": "已登录，但不能这样做",
    "404": "没有，或不能查看（两者答复相同）",
    "409": "情况已经变化，或同一编号先前用过",
    "413": "提交的内容太大",
    "415": "不支持这种内容格式",
    "422": "填写有误，逐项说明在 fields；不认识的条件也在此列",
}


class Refusal(serializers.Serializer):
    """Every refusal in one shape."""

    code = serializers.CharField(help_text="absent、invalid、not_permitted、wrong_state、conflict…")
    message = serializers.CharField(help_text="可以直接给人看的一句话")
    fields = serializers.DictField(child=serializers.CharField(), help_text="哪一项、为什么")


class SessionScheme(OpenApiAuthenticationExtension):
    """The session's cookie; whoever changes something sends the token against forgery too."""

    target_class = "cadres.sign_in.api.signed_in.SessionSignIn"
    name = ["session", "csrf"]

    def get_security_requirement(self, auto_schema: AutoSchema) -> dict[str, list[str]]:
        is_read = auto_schema.method in SAFE
        return {"session": []} if is_read else {"session": [], "csrf": []}

    def get_security_definition(self, auto_schema: AutoSchema) -> list[dict[str, str]]:
        return [
            {"type": "apiKey", "in": "cookie", "name": "sessionid"},
            {"type": "apiKey", "in": "header", "name": "X-CSRFToken"},
        ]


class ApiSchema(AutoSchema):
    """The description of one call."""

    def get_override_parameters(self) -> list[Any]:
        given = list(super().get_override_parameters())
        if self.method in SAFE:
            return [*given, *self._questions()]
        return given if getattr(self.view, "runs_every_time", False) else [*given, KEY]

    def _resolve_path_parameters(self, variables: list[str]) -> list[dict[str, Any]]:
        """What is made of digits alone is the number of something."""
        found: list[dict[str, Any]] = super()._resolve_path_parameters(variables)
        for parameter in found:
            if parameter["schema"].get("pattern") == DIGITS:
                parameter["schema"] = {"type": "integer", "minimum": 0, "maximum": LARGEST}
        return found

    def _get_filter_parameters(self) -> list[dict[str, Any]]:
        """Numbers in an address are numbers of things: none has a fraction."""
        found: list[dict[str, Any]] = super()._get_filter_parameters()
        for parameter in found:
            if parameter["schema"].get("type") == "number":
                parameter["schema"]["type"] = "integer"
        return found

    def _map_serializer_field(
        self, field: Any, direction: str, bypass_extensions: bool = False
    ) -> Any:
        """A choice that a row may leave open is answered open, too."""
        if direction == "response" and _may_be_open(field):
            field.allow_blank = True
        return super()._map_serializer_field(field, direction, bypass_extensions)

    def _get_serializer_field_meta(self, field: Any, direction: str) -> dict[str, Any]:
        """What is taken is told by its help: the page's label of it differs by the action."""
        found: dict[str, Any] = super()._get_serializer_field_meta(field, direction)
        if direction == "request":
            found.pop("title", None)
        return found

    def _questions(self) -> list[Any]:
        pages = [PageQuestion] if has_pages(self.view) else []
        return [self.view.question, *pages] if self.view.question else pages

    def get_request_serializer(self) -> Any:
        """Only asked where nothing was said; no reading of the answer's shape stands in for it."""
        if self.method not in SAFE:
            error(f"{self.method} {self.path} does not say what it takes")
        return super().get_request_serializer()

    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        given = super()._get_response_bodies(direction)
        for code in self._refusals():
            if code not in given:
                refusal = OpenApiResponse(Refusal, REFUSALS[code])
                given[code] = self._get_response_for_code(refusal, code, ["application/json"])
        return given

    def _refusals(self) -> list[str]:
        codes = {"400", "422"}
        if self.view.get_authenticators():
            codes |= {"401", "403"}
        if "{" in self.path or self.method not in SAFE:
            codes.add("404")
        if self.method not in SAFE:
            codes |= {"409", "413", "415"}
        return sorted(codes)


def _may_be_open(field: Any) -> bool:
    model = getattr(getattr(field.parent, "Meta", None), "model", None)
    if model is None or not isinstance(field, serializers.ChoiceField):
        return False
    return bool(model._meta.get_field(field.source).blank)
