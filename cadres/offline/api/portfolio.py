"""What a person may take along: read in pages at first, and then only what changed."""

from __future__ import annotations

import binascii
import secrets
import zlib
from typing import Any

from django.core import signing
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from cadres.errors import Invalid
from cadres.offline.rules import copies
from cadres.offline.rules.copies import Copy, Reading
from cadres.offline.selectors import portfolio
from cadres.offline.selectors.portfolio import Page
from cadres.offline.services.reading_slots import Busy, reading_slot
from cadres.pages.api.views import ApiView

SALT = "phone portfolio"
# Five hundred enterprises and a thousand tickets, each two bytes and less.
LONGEST = 7000
BUSY = "现在同时读取的手机较多，手机会自动再试。"
RETRY_AFTER = range(2, 9)
UNREADABLE = "这个标记读不懂：请原样使用上一次答复里的 token 或 next，或者都不带，从头读起。"


class PortfolioQuestion(serializers.Serializer):
    since = serializers.CharField(
        required=False, default="", max_length=LONGEST, help_text="上一次读完时的 token"
    )
    page = serializers.CharField(
        required=False, default="", max_length=LONGEST, help_text="上一页的 next，原样带回"
    )


class Portfolio(serializers.Serializer):
    rows = serializers.DictField(help_text="enterprises、tickets 等，各自成列；只有新的和改动的")
    gone = serializers.DictField(
        child=serializers.ListField(child=serializers.IntegerField()), help_text="请从本机删去"
    )
    next = serializers.CharField(allow_null=True, help_text="还有下一页时，带着它再读")
    token = serializers.CharField(allow_null=True, help_text="读完时的标记，下次放在 since 里")


class ManyPhones(APIException):
    """503: come again, not all at the same moment."""

    status_code = 503
    default_detail = BUSY
    default_code = "busy"

    def __init__(self) -> None:
        super().__init__()
        self.wait = secrets.choice(RETRY_AFTER)


class PortfolioView(ApiView):
    """A page of at most 200 rows; under load 503 with Retry-After."""

    question = PortfolioQuestion

    @extend_schema(responses=Portfolio)
    def get(self, request: Request) -> Response:
        asked, viewer = self._asked(), request.viewer
        try:
            with reading_slot():
                page = _page(asked, viewer)
        except Busy:
            raise ManyPhones from None
        rest = page.reading.rest
        salt = _salt(viewer)
        return Response(
            {
                "rows": page.rows,
                "gone": page.gone,
                "next": signing.dumps(_said(page.reading), salt=salt, compress=True)
                if rest
                else None,
                "token": None
                if rest
                else signing.dumps(copies.said(page.reading.copy), salt=salt, compress=True),
            }
        )


def _page(asked: dict[str, Any], viewer: Any) -> Page:
    salt = _salt(viewer)
    if asked["page"]:
        return portfolio.go_on(_reading(_loaded(asked["page"], salt)), seen_by=viewer)
    held = copies.heard(_loaded(asked["since"], salt)) if asked["since"] else None
    return portfolio.begin(held, seen_by=viewer)


def _salt(viewer: Any) -> str:
    """Nobody uses what somebody else was given."""
    return f"{SALT} {viewer.person_id}"


def _loaded(text: str, salt: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = signing.loads(text, salt=salt)
    except (signing.BadSignature, ValueError, zlib.error, binascii.Error) as refused:
        raise Invalid(UNREADABLE, {"since": UNREADABLE}) from refused
    return found


def _said(reading: Reading) -> dict[str, Any]:
    """What is left is the end of what will be held, or a short list of its own."""
    held = reading.copy.ids
    rest = {
        name: len(ids) if ids == held[name][-len(ids) :] else copies.packed(ids)
        for name, ids in reading.rest.items()
    }
    return {"copy": copies.said(reading.copy), "rest": rest}


def _reading(said: dict[str, Any]) -> Reading:
    copy: Copy = copies.heard(said["copy"])
    rest = {
        name: copy.ids[name][-left:] if isinstance(left, int) else copies.unpacked(left)
        for name, left in said["rest"].items()
    }
    return Reading(copy, rest)
