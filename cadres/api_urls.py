"""Addresses of the API that ask who acts."""

from __future__ import annotations

from django.urls import path

from cadres.deadlines.api.due import DueView
from cadres.files.api.uploads import (
    UploadFinishView,
    UploadPieceView,
    UploadRemoveView,
    UploadsView,
    UploadWholeView,
)
from cadres.notifications.api.notices import NoticesView
from cadres.offline.api.deliveries import ResultsView, SealedView
from cadres.offline.api.passcodes import PasscodeView
from cadres.offline.api.portfolio import PortfolioView
from cadres.offline.api.sync import KeyView, SyncView
from cadres.pages.api.search import SearchView
from cadres.people.api.units import PeopleView, UnitsView
from cadres.sign_in.api.me import MeView

urlpatterns = [
    path("me/", MeView.as_view(), name="api-me"),
    path("notices/", NoticesView.as_view(), name="api-notices"),
    path("search/", SearchView.as_view(), name="api-search"),
    path("units/", UnitsView.as_view(), name="api-units"),
    path("people/", PeopleView.as_view(), name="api-people"),
    path("uploads/", UploadsView.as_view(), name="api-uploads"),
    path("uploads/whole/", UploadWholeView.as_view(), name="api-upload-whole"),
    path(
        "uploads/<uuid:upload>/pieces/<int:index>/",
        UploadPieceView.as_view(),
        name="api-upload-piece",
    ),
    path("uploads/<uuid:upload>/finish/", UploadFinishView.as_view(), name="api-upload-finish"),
    path("uploads/<uuid:upload>/remove/", UploadRemoveView.as_view(), name="api-upload-remove"),
    path("sync/", SyncView.as_view(), name="api-sync"),
    path("sync/key/", KeyView.as_view(), name="api-sync-key"),
    path("sync/portfolio/", PortfolioView.as_view(), name="api-sync-portfolio"),
    path("sync/passcode/", PasscodeView.as_view(), name="api-sync-passcode"),
    path("sync/sealed/", SealedView.as_view(), name="api-sync-sealed"),
    path("sync/results/", ResultsView.as_view(), name="api-sync-results"),
    path("due/", DueView.as_view(), name="api-due"),
]
