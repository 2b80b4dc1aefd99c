"""Pages of the API: each goes on behind the last row that was shown, not behind a count of rows.

What is filed, closed or hidden while somebody reads moves no other row: none is shown twice and
none is passed over. Totals are counted up to a cap, as on the site (`1000+`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any

from django.core import signing
from django.db.models import Q, QuerySet
from rest_framework import serializers
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from cadres.errors import Invalid
from cadres.pages.selectors.addresses import absolute
from cadres.pages.selectors.changes import settled_until
from cadres.pages.selectors.paging import CAP, capped_count

MOST, USUAL = 200, 50
SALT = "api-cursor"
LONGEST = 2000
UNREADABLE = "这个 cursor 读不懂：请原样使用上一页答复里 next 的地址，或不带 cursor 从头读起。"
AS_OF = "到这一时刻为止的改动都在其中；下次以它为 updated_since 接着问，不会漏"
OTHER_ORDER = "这个 cursor 是另一种排序的：换了条件或排序，请不带 cursor 从头读起。"


class PageQuestion(serializers.Serializer):
    limit = serializers.IntegerField(
        required=False, min_value=1, max_value=MOST, default=USUAL, help_text="每页行数"
    )
    cursor = serializers.CharField(
        required=False,
        max_length=LONGEST,
        default="",
        help_text="从这里接着读：取自上一页的 next，原样带回",
    )


class CursorPages(BasePagination):
    """`?limit=&cursor=`; the rows come in an order that ends with their key.

    Where the columns of the order never change (the key alone is usual), every row that was there
    from the first page to the last is shown once.
    """

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: Any = None) -> Any:
        asked = PageQuestion(data=request.query_params)
        asked.is_valid(raise_exception=True)
        self.request, limit = request, asked.validated_data["limit"]
        self.order = [str(name) for name in queryset.query.order_by]
        self.count = capped_count(queryset)
        begun = _read(asked.validated_data["cursor"], self.order)
        self.kept = begun["kept"] if begun else self.first()
        rows = queryset.filter(_behind(self.order, begun["at"])) if begun else queryset
        found = list(rows[: limit + 1])
        self.has_next, page = len(found) > limit, found[:limit]
        self.last = page[-1] if page else None
        return page

    def first(self) -> dict[str, str]:
        """What the first page says of the whole reading; the later ones say the same."""
        moment = settled_until(seen_by=self.request.viewer).astimezone(UTC)
        return {"as_of": moment.isoformat().replace("+00:00", "Z")}

    def get_next_link(self) -> str | None:
        if not self.has_next:
            return None
        at = [_value(self.last, name.lstrip("-")) for name in self.order]
        cursor = signing.dumps({"by": self.order, "at": at, "kept": self.kept}, salt=SALT)
        return absolute(replace_query_param(self.request.get_full_path(), "cursor", cursor))

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "total": min(self.count, CAP),
                "is_capped": self.count > CAP,
                "next": self.get_next_link(),
                **self.kept,
                "results": data,
            }
        )

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """They are described where every other word of an address is (`schema.py`)."""
        return []

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["total", "is_capped", "next", "results", "as_of"],
            "properties": {
                "total": {"type": "integer", "description": f"最多数到 {CAP}"},
                "is_capped": {"type": "boolean", "description": "实际多于 total"},
                "next": {
                    "type": "string",
                    "nullable": True,
                    "format": "uri",
                    "description": "下一页的完整地址；没有下一页则为 null",
                },
                "as_of": {"type": "string", "format": "date-time", "description": AS_OF},
                "results": schema,
            },
        }


def _read(cursor: str, order: Sequence[str]) -> dict[str, Any] | None:
    if not cursor:
        return None
    try:
        found: dict[str, Any] = signing.loads(cursor, salt=SALT)
    except signing.BadSignature as refused:
        raise Invalid(UNREADABLE, {"cursor": UNREADABLE}) from refused
    if found["by"] != list(order):
        raise Invalid(OTHER_ORDER, {"cursor": OTHER_ORDER})
    return found


def _behind(order: Sequence[str], at: Sequence[Any]) -> Q:
    """Rows behind this place: as the database orders, column by column."""
    (name, *others), (value, *rest) = order, at
    column, way = name.lstrip("-"), "lt" if name.startswith("-") else "gt"
    if not others:
        return Q(**{f"{column}__{way}": value})
    # The first condition alone bounds what an index has to read.
    inside = Q(**{f"{column}__{way}e": value})
    return inside & (Q(**{f"{column}__{way}": value}) | _behind(others, rest))


def _value(row: Any, name: str) -> Any:
    if isinstance(row, dict):
        return _plain(row[name])
    for part in name.split("__"):
        row = getattr(row, part)
    return _plain(row)


def _plain(value: Any) -> Any:
    return value if isinstance(value, int | str) else value.isoformat()
