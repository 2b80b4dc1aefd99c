"""Every address of the site: pages, API, health."""

from __future__ import annotations

from csp.decorators import csp_update
from django.contrib.auth.decorators import login_required
from django.urls import include, path
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularSwaggerSplitView

from config import api_schema, health

# Swagger's own page sets styles in its elements; it alone is allowed to, and still no script may.
_docs = csp_update({"style-src": ["'unsafe-inline'"]})(
    require_safe(login_required(SpectacularSwaggerSplitView.as_view(url_name="api-schema")))
)

urlpatterns = [
    path("healthz/", health.live, name="health-live"),
    path("healthz/ready/", health.ready, name="health-ready"),
    path("api/v1/schema/", api_schema.show, name="api-schema"),
    path("api/v1/docs/", _docs, name="api-docs"),
    path("api/v1/", include("cadres.api_urls")),
    path("api/v1/", include("enterprises.api_urls")),
    path("api/v1/", include("cases.api_urls")),
    path("", include("cadres.urls")),
    path("", include("enterprises.urls")),
    path("", include("cases.urls")),
    path("", include("cases.leads.urls")),
    path("", include("cases.leads.drop_box.web.urls")),
]

handler400 = "config.requests.errors.bad_request"
handler403 = "config.requests.errors.permission_denied"
handler404 = "config.requests.errors.page_not_found"
handler500 = "config.requests.errors.server_error"
