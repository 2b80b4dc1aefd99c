"""Saved views: one's own and the unit's; a name once, and no more than one finds the way among."""

from __future__ import annotations

import pytest

from cadres.errors import Absent, Invalid, NotPermitted
from cadres.models import AuditEntry, SavedView
from cadres.saved_views.rules import saved_views as rules
from cadres.saved_views.selectors import saved_views
from cadres.saved_views.services.saved_views import remove_view, save_view

LIST = "tickets"


def viewer(person):
    return person.viewer_now()


def save(person, name="急办", query="due=late", **more):
    return save_view(LIST, actor=viewer(person), name=name, query=query, **more)


def names(person) -> list[str]:
    return [view.name for view in saved_views.rows(LIST, seen_by=viewer(person))]


def test_ones_own_view_is_nobody_elses(dispatcher, caller):
    view = save(dispatcher)

    assert names(dispatcher) == ["急办"]
    assert names(caller) == []
    with pytest.raises(Absent):
        saved_views.fetch(view.pk, LIST, seen_by=viewer(caller))


def test_a_shared_view_is_the_units_and_nobody_elses(dispatcher, caller, handler, stranger):
    save(dispatcher, shared_with=dispatcher.unit.pk)

    assert names(caller) == ["急办"]
    assert names(handler) == names(stranger) == []


def test_the_same_name_replaces_ones_own_alone(dispatcher, caller):
    save(dispatcher)
    save(caller)
    save(dispatcher, query="state=open")

    assert SavedView.objects.count() == 2
    assert SavedView.objects.get(owner=dispatcher.cadre).query == "state=open"
    assert AuditEntry.objects.filter(verb="saved_view.save").count() == 3


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "长" * 21}, "name"),
        ({"query": ""}, None),
        ({"query": "q=" + "长" * 1000}, None),
        ({"shared_with": 987654}, "shared_with"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_sentence(dispatcher, given, field):
    with pytest.raises(Invalid) as refused:
        save(dispatcher, **given)

    assert field is None or field in refused.value.fields
    assert not SavedView.objects.exists()


def test_nobody_shares_with_a_unit_of_others(dispatcher, handler):
    with pytest.raises(Invalid):
        save(dispatcher, shared_with=handler.unit.pk)


def test_there_is_an_end_to_them(dispatcher):
    for number in range(rules.MOST):
        save(dispatcher, name=f"视图{number}")

    with pytest.raises(Invalid):
        save(dispatcher, name="再一个")
    save(dispatcher, name="视图0", query="state=open")


def test_its_owner_and_the_head_of_the_unit_remove_it(dispatcher, caller, office_head):
    shared = {"shared_with": dispatcher.unit.pk}
    first, second = save(dispatcher, **shared), save(dispatcher, name="另一个", **shared)

    with pytest.raises(NotPermitted):
        remove_view(first, actor=viewer(caller))
    remove_view(first, actor=viewer(dispatcher))
    remove_view(second, actor=viewer(office_head))

    assert names(dispatcher) == []
    assert AuditEntry.objects.filter(verb="saved_view.remove").count() == 2
