"""Pages of the API: totals are counted up to a cap, as on the site (`1000+`)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.pagination import LimitOffsetPagination
from rest_framework.response import Response

from cadres.selectors.addresses import absolute

CAP = 1000


class CappedPagination(LimitOffsetPagination):
    """`?limit=&offset=`; `total` stops at the cap and `is_capped` says so."""

    default_limit = 50
    max_limit = 200

    def get_count(self, queryset: Any) -> int:
        if isinstance(queryset, QuerySet):
            return queryset.order_by()[: CAP + 1].count()
        return len(queryset)

    def get_next_link(self) -> str | None:
        """Beyond the cap there may be more: a full page is followed by another."""
        if self.count > CAP and self.offset + self.limit >= self.count:
            self.count = self.offset + self.limit + 1
        link: str | None = super().get_next_link()
        return absolute(link) if link else None

    def get_previous_link(self) -> str | None:
        link: str | None = super().get_previous_link()
        return absolute(link) if link else None

    def get_paginated_response(self, data: Any) -> Response:
        is_capped = self.count > CAP
        return Response(
            {
                "total": min(self.count, CAP),
                "is_capped": is_capped,
                "next": self.get_next_link(),
                "previous": self.get_previous_link(),
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "nullable": True, "format": "uri"}
        return {
            "type": "object",
            "required": ["total", "is_capped", "results"],
            "properties": {
                "total": {"type": "integer", "description": f"最多数到 {CAP}"},
                "is_capped": {"type": "boolean", "description": "实际多于 total"},
                "next": link,
                "previous": link,
                "results": schema,
            },
        }
