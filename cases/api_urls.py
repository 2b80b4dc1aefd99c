"""Addresses of the API that ask what is done."""

from __future__ import annotations

from django.urls import include, path
from rest_framework.routers import SimpleRouter

from cases.bulletins.api.bulletins import BulletinsView, BulletinView
from cases.code_ratings.api.judged_units import JudgedUnitsView
from cases.early_warning.api.warnings import WarningsView
from cases.enterprise_side.api.gate_uploads import (
    GateUploadFinishView,
    GateUploadPieceView,
    GateUploadRemoveView,
    GateUploadsView,
)
from cases.enterprise_side.api.link_uploads import (
    LinkUploadFinishView,
    LinkUploadPieceView,
    LinkUploadRemoveView,
    LinkUploadsView,
)
from cases.evaluations.api.evaluations import EvaluationsView
from cases.figures.api.comparisons import ComparisonView
from cases.figures.api.completion import CompletionView
from cases.figures.api.definitions import DefinitionsView
from cases.figures.api.tables import TablesView
from cases.office_work.api.tasks import TaskViewSet
from cases.policies.api.policies import PolicyViewSet
from cases.proposals.api.accuracy import ProposalAccuracyView
from cases.subscriptions.api.subscriptions import SubscriptionViewSet
from cases.tickets.api.categories import CategoryViewSet
from cases.tickets.api.saved_views import SavedViewViewSet
from cases.tickets.api.sources import TicketSourceViewSet
from cases.tickets.api.tickets import TicketViewSet
from cases.topics.api.topics import TopicViewSet
from cases.window_ratings.api.ratings import RatingViewSet

router = SimpleRouter()
router.register("tickets", TicketViewSet, basename="api-ticket")
router.register("topics", TopicViewSet, basename="api-topic")
router.register("tasks", TaskViewSet, basename="api-task")
router.register("ratings", RatingViewSet, basename="api-rating")
router.register("policies", PolicyViewSet, basename="api-policy")
router.register("categories", CategoryViewSet, basename="api-category")
router.register("ticket-sources", TicketSourceViewSet, basename="api-ticket-source")
router.register("saved-views", SavedViewViewSet, basename="api-saved-view")
router.register("subscriptions", SubscriptionViewSet, basename="api-subscription")

_by_link = [
    path("", LinkUploadsView.as_view(), name="api-link-uploads"),
    path(
        "<uuid:upload>/pieces/<int:index>/",
        LinkUploadPieceView.as_view(),
        name="api-link-upload-piece",
    ),
    path("<uuid:upload>/finish/", LinkUploadFinishView.as_view(), name="api-link-upload-finish"),
    path("<uuid:upload>/remove/", LinkUploadRemoveView.as_view(), name="api-link-upload-remove"),
]
_by_code = [
    path("", GateUploadsView.as_view(), name="api-gate-uploads"),
    path(
        "<uuid:upload>/pieces/<int:index>/",
        GateUploadPieceView.as_view(),
        name="api-gate-upload-piece",
    ),
    path("<uuid:upload>/finish/", GateUploadFinishView.as_view(), name="api-gate-upload-finish"),
    path("<uuid:upload>/remove/", GateUploadRemoveView.as_view(), name="api-gate-upload-remove"),
]
urlpatterns = [
    path("gate/<str:token>/<uuid:form>/uploads/", include(_by_code)),
    path("links/<str:token>/uploads/", include(_by_link)),
    path("figures/", TablesView.as_view(), name="api-figures"),
    path("figures/compared/", ComparisonView.as_view(), name="api-figures-compared"),
    path("evaluations/", EvaluationsView.as_view(), name="api-evaluations"),
    path("definitions/", DefinitionsView.as_view(), name="api-definitions"),
    path("bulletins/", BulletinsView.as_view(), name="api-bulletins"),
    path("bulletins/<int:pk>/", BulletinView.as_view(), name="api-bulletin"),
    path("proposal-accuracy/", ProposalAccuracyView.as_view(), name="api-proposal-accuracy"),
    path("judged-units/", JudgedUnitsView.as_view(), name="api-judged-units"),
    path("warnings/", WarningsView.as_view(), name="api-warnings"),
    path("completion/", CompletionView.as_view(), name="api-completion"),
    path("", include(router.urls)),
]
