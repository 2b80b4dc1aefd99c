"""Where an answer leads, for a browser and for htmx, and which addresses are the API's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

API = "/api/"


def whole_page(request: HttpRequest, url: str) -> HttpResponse:
    """Redirect; where htmx asked, the browser itself goes there."""
    if not is_htmx(request):
        return HttpResponseRedirect(url)
    response = HttpResponse(status=204)
    response["HX-Redirect"] = url
    return response


def is_htmx(request: HttpRequest) -> bool:
    """Did htmx ask, for a part of a page?"""
    return request.headers.get("HX-Request") == "true"
