"""Addresses of policies."""

from __future__ import annotations

from django.urls import path

from cases.policies.web import policies, tellings

urlpatterns = [
    path("policies/", policies.table, name="policy-list"),
    path("policies.xlsx", policies.export, name="policy-export"),
    path("policies/new/", policies.new, name="policy-new"),
    path("policies/<int:pk>/", policies.detail, name="policy"),
    path("policies/<int:pk>/correct/", policies.correct, name="policy-correct"),
    path("policies/<int:pk>/void/", policies.void, name="policy-void"),
    path("policies/enterprises/<int:pk>/", tellings.of_one, name="policies-of-enterprise"),
    path(
        "policies/<int:pk>/enterprises/<int:enterprise_id>/tell/", tellings.tell, name="policy-tell"
    ),
    path(
        "policies/<int:pk>/enterprises/<int:enterprise_id>/refused/",
        tellings.refused,
        name="policy-refused",
    ),
]
