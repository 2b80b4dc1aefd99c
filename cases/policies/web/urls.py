"""Addresses of policies."""

from __future__ import annotations

from django.urls import path

from cases.policies.web import of_enterprise, policies

urlpatterns = [
    path("policies/", policies.table, name="policy-list"),
    path("policies.xlsx", policies.export, name="policy-export"),
    path("policies/new/", policies.new, name="policy-new"),
    path("policies/<int:pk>/", policies.detail, name="policy"),
    path("policies/<int:pk>/correct/", policies.correct, name="policy-correct"),
    path("policies/<int:pk>/void/", policies.void, name="policy-void"),
    path("policies/enterprises/<int:pk>/", of_enterprise.of_one, name="policies-of-enterprise"),
    path(
        "policies/<int:pk>/enterprises/<int:enterprise_id>/tell/",
        of_enterprise.tell,
        name="policy-tell",
    ),
    path(
        "policies/<int:pk>/enterprises/<int:enterprise_id>/refused/",
        of_enterprise.refused,
        name="policy-refused",
    ),
]
