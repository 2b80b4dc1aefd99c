"""Addresses of policies."""

from __future__ import annotations

from django.urls import path

from cases.policies.web import policies

urlpatterns = [
    path("policies/", policies.table, name="policy-list"),
    path("policies/new/", policies.new, name="policy-new"),
    path("policies/<int:pk>/", policies.detail, name="policy"),
    path("policies/<int:pk>/correct/", policies.correct, name="policy-correct"),
    path("policies/<int:pk>/void/", policies.void, name="policy-void"),
]
