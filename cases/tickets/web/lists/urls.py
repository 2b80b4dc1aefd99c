"""Addresses of the ledger of tickets."""

from __future__ import annotations

from django.urls import path

from cases.tickets.web.lists import saved_views, ticket_list

urlpatterns = [
    path("", ticket_list.ticket_list, name="ticket-list"),
    path("layout/", ticket_list.lay_out, name="ticket-list-layout"),
    path("views/", saved_views.saved_views, name="saved-views"),
    path("views/new/", saved_views.new_view, name="saved-view-new"),
    path("views/<int:pk>/remove/", saved_views.remove, name="saved-view-remove"),
    path("<int:pk>/next/", ticket_list.next_ticket, name="ticket-next"),
    path("<int:pk>/previous/", ticket_list.previous_ticket, name="ticket-previous"),
]
