"""The places of the site: in the bar, in one's own menu, under the thumb.

Loaded with `{% load site %}`. They hang on the roles of whoever looks and on where they are, so
each bar is drawn once for these.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from cadres.pages.web import navigation
from cadres.pages.web.navigation import Place
from cadres.viewers.rules.roles import Role

register = template.Library()
Roles = frozenset[Role]
# Somebody's places and their addresses.
Known = tuple[tuple[Place, str], ...]


@register.simple_tag(takes_context=True)
def places(context: Context) -> list[dict[str, Any]]:
    """The navigation of this viewer: `{% places as items %}`."""
    known = _known(_roles(context))
    return _linked(known, _here(context, known))


@register.simple_tag(takes_context=True)
def first_place(context: Context) -> str:
    """The address at which this viewer's day begins."""
    return next((address for _, address in _known(_roles(context))), "/")


@register.simple_tag(takes_context=True)
def bar(context: Context) -> SafeString:
    """The places in the row above every page."""
    roles = _roles(context)
    return _bar("partials/_places.html", roles, _here(context, _known(roles)))


@register.simple_tag(takes_context=True)
def all_places(context: Context) -> SafeString:
    """The same places below one another, in one's own menu."""
    roles = _roles(context)
    return _bar("partials/_all_places.html", roles, _here(context, _known(roles)))


@register.simple_tag
@cache
def own_pages() -> SafeString:
    """The pages of everybody's own menu, drawn once."""
    return render_to_string("partials/_own_pages.html")


@register.simple_tag(takes_context=True)
def phone_bar(context: Context) -> SafeString:
    """The places at the bottom of a phone."""
    roles = _roles(context)
    return _phone_bar(roles, _here(context, _known_on_phones(roles)))


@lru_cache(maxsize=2048)
def _bar(name: str, roles: Roles, here: str) -> SafeString:
    items = _linked(_known(roles), here)
    headings = navigation.folded_for(roles)
    folded = {one: [item for item in items if item["heading"] == one] for one in headings}
    return render_to_string(name, {"items": items, "folded": folded})


@lru_cache(maxsize=1024)
def _phone_bar(roles: Roles, here: str) -> SafeString:
    items = _linked(_known_on_phones(roles), here)
    return render_to_string("partials/_phone_places.html", {"items": items})


@lru_cache(maxsize=256)
def _known(roles: Roles) -> Known:
    return _addressed(navigation.places_for(roles))


@lru_cache(maxsize=256)
def _known_on_phones(roles: Roles) -> Known:
    return _addressed(navigation.phone_places_for(roles))


def _addressed(wanted: Sequence[Place]) -> Known:
    return tuple((place, reverse(place.name)) for place in wanted)


def _linked(known: Known, here: str) -> list[dict[str, Any]]:
    return [
        {
            "label": place.label,
            "url": address,
            "icon": place.icon,
            "heading": place.folds_into,
            "is_here": address == here,
        }
        for place, address in known
    ]


def _here(context: Context, known: Known) -> str:
    """Return the address of the place one is in: the longest that fits.

    A page that says no marks none: where nothing is must look the same below every place.
    """
    path = "" if context.get("is_refusal") else getattr(context.get("request"), "path", "")
    return max((address for _, address in known if _is_within(path, address)), key=len, default="")


def _is_within(path: str, address: str) -> bool:
    return path == address if address == "/" else path.startswith(address)


def _roles(context: Context) -> Roles:
    viewer = getattr(context.get("request"), "viewer", None)
    return viewer.roles if viewer else frozenset()
