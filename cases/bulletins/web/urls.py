"""Addresses of bulletins."""

from __future__ import annotations

from django.urls import path

from cases.bulletins.web import actions, cards, pages

urlpatterns = [
    path("bulletins/", pages.bulletin_list, name="bulletin-list"),
    path("bulletins/new/", actions.draft, name="bulletin-new"),
    path("bulletins/cards/<int:pk>/", cards.detail, name="unit-card"),
    path("bulletins/cards/<int:pk>/answer/", cards.answer, name="unit-card-answer"),
    path("bulletins/<int:pk>/", pages.detail, name="bulletin"),
    path("bulletins/<int:pk>/rows/", pages.cell_rows, name="bulletin-rows"),
    path("bulletins/<int:pk>/edit/", actions.edit, name="bulletin-edit"),
    path("bulletins/<int:pk>/file/<slug:form>/", pages.file, name="bulletin-file"),
    path("bulletins/<int:pk>/checkpoint/", pages.checkpoint, name="bulletin-checkpoint"),
    path("bulletins/<int:pk>/receipts/<int:receipt_id>/", pages.receipt, name="bulletin-receipt"),
    path("bulletins/<int:pk>/<slug:verb>/", actions.act, name="bulletin-action"),
]
