"""What may be asked in an address: whatever is not known is refused, and never passed over."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import django_filters
from django import forms
from django.http import QueryDict
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from cadres.errors import Invalid
from cadres.pages.api.paging import PageQuestion

# More choices than a sentence can hold are looked up where they come from.
NAMED = 30


class KnownFilters(DjangoFilterBackend):
    """The filters of a list; one that this viewer has not is refused like one that nobody has."""

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> Any:
        filterset = self.get_filterset(request, queryset, view)
        if filterset is None:
            return queryset
        others = known(view, "GET") - set(filterset.base_filters)
        refuse_unknown(request.query_params, {*filterset.filters, *others})
        check(filterset)
        return filterset.qs


def check(filterset: django_filters.FilterSet) -> None:
    """Raise Invalid with what is wrong with each value."""
    if not filterset.is_valid():
        raise Invalid("有条件填得不对，请按提示修改。", _sentences(filterset))


def known(view: Any, method: str) -> set[str]:
    """Every name that may stand in the address of this call."""
    if method not in ("GET", "HEAD"):
        return set()
    names = set(view.question().fields) if view.question else set()
    if has_filters(view):
        names |= set(view.filterset_class.base_filters)
    return names | set(PageQuestion().fields) if has_pages(view) else names


def has_pages(view: Any) -> bool:
    """Whether the answer is a page of a list."""
    is_list = view.is_list or getattr(view, "action", "") == "list"
    return is_list and getattr(view, "pagination_class", None) is not None


def has_filters(view: Any) -> bool:
    """Whether the answer is a list that can be narrowed."""
    is_list = getattr(view, "action", "") == "list"
    is_filtered = KnownFilters in getattr(view, "filter_backends", ())
    return is_list and is_filtered and getattr(view, "filterset_class", None) is not None


def refuse_unknown(given: QueryDict, names: Collection[str]) -> None:
    """Raise Invalid with what may be asked instead."""
    unknown = [name for name in given if name not in names]
    if unknown:
        offered = f"可以用的有：{'、'.join(sorted(names))}。" if names else "这里不接受任何条件。"
        sentence = f"不认识这些条件：{'、'.join(unknown)}。{offered}"
        raise Invalid(sentence, dict.fromkeys(unknown, "没有这个条件。"))


def refuse_repeated(given: QueryDict) -> None:
    """Raise Invalid where one name stands twice: only one of its values would be heard."""
    twice = [name for name, values in given.lists() if len(values) > 1]
    if twice:
        sentence = f"每个条件只能给一次：{'、'.join(twice)}。"
        raise Invalid(sentence, dict.fromkeys(twice, "只能给一次。"))


def _sentences(filterset: django_filters.FilterSet) -> dict[str, str]:
    """What is wrong with each value; where there are few choices they are named."""
    return {
        name: "；".join(str(one) for one in errors) + _choices(filterset.form.fields.get(name))
        for name, errors in filterset.errors.items()
    }


def _choices(field: forms.Field | None) -> str:
    if not isinstance(field, forms.ChoiceField):
        return ""
    offered = [(value, label) for value, label in field.choices if value]
    if len(offered) > NAMED:
        return ""
    words = "、".join(f"{value}（{label}）" for value, label in offered)
    return f"可以填：{words}。" if offered else "没有可选的。"
