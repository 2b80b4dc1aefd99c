"""The one box (`/`): it answers while one types, and as a page without a script."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cadres.pages.web import navigation
from cadres.pages.web.request_types import Request
from cadres.search.rules import finding
from cadres.search.selectors import box
from cadres.search.selectors.box import Asked, Found, Kind, Place
from cadres.viewers.rules.viewer import Viewer


@require_safe
@login_required
@never_cache
def page(request: Request) -> HttpResponse:
    """The whole answer as a page; to htmx the first of each kind, below the box."""
    is_typing = bool(request.htmx)
    most = box.FEW if is_typing else box.MANY
    answer = box.answer(request.GET.get("q", ""), seen_by=request.viewer, most=most)
    context = {"answer": answer, "box_words": answer.words, "is_typing": is_typing}
    name = "_found" if is_typing else "index"
    return render(request, f"cadres/search/{name}.html", context)


def ask_pages(asked: Asked, most: int, *, seen_by: Viewer) -> list[Found]:
    """Return the places of the viewer's own navigation whose word fits."""
    words = finding.words_of(asked.text)
    places = navigation.all_places_for(seen_by.roles)
    texts = {place: finding.find_text([place.label]) for place in places}
    best = sorted(
        (place for place in places if finding.fits(words, texts[place])),
        key=lambda place: finding.distance(words, texts[place]),
    )
    return [Found(place.label, "页面", place.name) for place in best[:most]]


PAGES = Kind(Place.PAGES, "页面", "名称、首字母", ask_pages)
