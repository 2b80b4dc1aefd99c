"""Pages of tickets: each says up to which moment the whole reading is complete."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from cadres.api.paging import CursorPages
from cases.selectors.changes import settled_until

AS_OF = "到这一时刻为止的改动都在其中；下次以它为 updated_since 接着问，不会漏"


class TicketPages(CursorPages):
    """The first page looks at the clock, the later ones repeat what it said."""

    def first(self) -> dict[str, str]:
        moment = settled_until(seen_by=self.request.viewer).astimezone(UTC)
        return {"as_of": moment.isoformat().replace("+00:00", "Z")}

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        page = super().get_paginated_response_schema(schema)
        page["required"].append("as_of")
        page["properties"]["as_of"] = {
            "type": "string",
            "format": "date-time",
            "description": AS_OF,
        }
        return page
