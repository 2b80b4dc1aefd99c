"""Addresses of subscriptions."""

from __future__ import annotations

from django.urls import path

from cases.subscriptions.web import pages

urlpatterns = [
    path("subscriptions/", pages.index, name="subscription-list"),
    path("subscriptions/new/", pages.new, name="subscription-new"),
    path("subscriptions/<int:pk>/remove/", pages.remove, name="subscription-remove"),
]
