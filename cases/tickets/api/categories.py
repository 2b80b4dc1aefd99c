"""Classes of problems that can be chosen."""

from __future__ import annotations

from typing import Any

from rest_framework.mixins import ListModelMixin

from cadres.pages.api.views import ApiViewSet
from cases.tickets.api.ticket_rows import CategoryRow
from cases.tickets.selectors import categories


class CategoryViewSet(ListModelMixin, ApiViewSet):
    """Those in use, in the office's order."""

    queryset = categories.NONE
    serializer_class = CategoryRow
    pagination_class = None
    filter_backends = ()

    def get_queryset(self) -> Any:
        return categories.rows(seen_by=self.request.viewer)
