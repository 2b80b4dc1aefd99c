"""Addresses of the API that ask what is done."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from cases.api.categories import CategoryViewSet
from cases.api.completion import CompletionView
from cases.api.tickets import TicketViewSet
from cases.api.topics import TopicViewSet

router = SimpleRouter()
router.register("tickets", TicketViewSet, basename="api-ticket")
router.register("topics", TopicViewSet, basename="api-topic")
router.register("categories", CategoryViewSet, basename="api-category")

urlpatterns = [
    path("completion/", CompletionView.as_view(), name="api-completion"),
    path("", include(router.urls)),
]
