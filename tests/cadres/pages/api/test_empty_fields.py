"""Whatever the API and phones leave empty is asked for by its name, as the page asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django import forms
from drf_spectacular.generators import SchemaGenerator
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from cadres.errors import Absent, Invalid
from cadres.models import Unit
from cadres.offline.services import command_registry
from cadres.pages.api import empty_fields
from cadres.pages.api.action_fields import serializer_of
from cadres.pages.api.id_field import IdField
from cadres.pages.rules.action_fields import Field, Files, Text
from cadres.pages.web.action_fields import page_fields
from cases.subscriptions.api.subscriptions import SubscriptionWords
from cases.subscriptions.web.pages import SubscriptionForm
from cases.tickets.actions import new_tickets
from cases.tickets.actions.base import registry
from cases.tickets.api.action_serializers import Filing
from cases.tickets.api.action_verbs import takes
from cases.tickets.api.saved_views import ViewWords
from cases.tickets.web.lists.saved_views import ViewForm
from cases.topics.actions.topics import OF_TOPICS
from cases.topics.api.topic_rows import NewTopic
from cases.topics.web.forms import TopicForm
from enterprises.visits.api.calendar_rows import BookingReason, NewBooking, SlotWords, WishWords
from enterprises.visits.api.offline_bookings import OfflineBooking
from enterprises.visits.api.offline_visits import OfflineVisit
from enterprises.visits.api.rows import NewVisit
from enterprises.visits.web.booking_forms import BookingForm, CancelForm, SlotForm
from enterprises.visits.web.visit_forms import VisitForm
from enterprises.visits.web.wish_forms import CadreWishForm

NAMES_IT = re.compile(r"请(填写|选择|勾选|写明)[^A-Za-z。]+。")
Sentences = dict[str, list[str]]


class Line(serializers.Serializer):
    on = serializers.DateField(label="日期")


class Asked(serializers.Serializer):
    name = serializers.CharField(label="责任人")
    unit = IdField(label="单位")
    units = serializers.ListField(child=IdField(), label="参加的单位")
    kind = serializers.ChoiceField([("a", "甲")], label="台账")
    when = serializers.DateField(label="什么时候？")
    lines = Line(many=True, label="各行", allow_empty=False)
    note = serializers.CharField(label="备注", required=False, allow_blank=True)
    why = serializers.CharField(error_messages={"required": "请写明原因。"})


ALL = {
    "name": ["请填写责任人。"],
    "unit": ["请选择单位。"],
    "units": ["请选择参加的单位。"],
    "kind": ["请选择台账。"],
    "when": ["请填写什么时候。"],
    "lines": ["请填写各行。"],
    "why": ["请写明原因。"],
}


def _refused(words: type[serializers.Serializer], given: Mapping[str, Any]) -> dict[str, Any]:
    try:
        empty_fields.read(words(), given)
    except ValidationError as refused:
        return dict(refused.detail)
    return {}


def _required(words: type[serializers.Serializer]) -> list[str]:
    return [name for name, field in words().fields.items() if field.required]


@pytest.mark.parametrize("given", [{}, dict.fromkeys(ALL), dict.fromkeys(ALL, "")])
def test_missing_null_and_blank_are_one_thing(given):
    assert _refused(Asked, given) == ALL


def test_a_list_of_nothing_and_blanks_are_nothing():
    said = _refused(Asked, {"lines": [], "units": [], "name": " "})

    assert (said["name"], said["lines"]) == (ALL["name"], ALL["lines"])
    assert "units" not in said  # the field itself takes a list of nothing


def test_a_field_within_a_field_is_named_too():
    said = _refused(Asked, {"lines": [{"on": "2026-12-03"}, {}]})

    assert said["lines"] == {1: {"on": ["请填写日期。"]}}


def test_what_is_wrong_otherwise_is_said_as_before():
    assert _refused(Asked, {"when": "gestern"})["when"] != ALL["when"]


def test_two_actions_of_one_name_are_each_asked_by_their_own_label():
    one, other = (
        serializer_of("Two of one name", [Text("text", label)]) for label in ("原因", "结果")
    )

    assert _refused(one, {}) == {"text": ["请填写原因。"]}
    assert _refused(other, {}) == {"text": ["请填写结果。"]}
    with pytest.raises(ValueError, match="already names other fields"):
        serializer_of("Two of one name", [Text("text", "原因", longest=5)])


@pytest.mark.django_db
def test_the_answer_says_it_under_the_field(client, dispatcher):
    client.force_login(dispatcher.cadre)
    answer = client.post(
        "/api/v1/topics/",
        {"title": "", "unit": None},
        content_type="application/json",
        headers={"Idempotency-Key": "empty-fields-of-a-topic"},
    )

    assert answer.status_code == 422
    said = answer.json()["fields"]
    assert (said["title"], said["unit"]) == ("请填写专题名称。", "请选择牵头单位。")
    assert said["owner_name"] == "请填写责任人。"


def _calls() -> Iterator[tuple[str, type[serializers.Serializer]]]:
    """Each address of the API that takes words, with the serializer that reads them."""
    generator = SchemaGenerator()
    generator._initialise_endpoints()
    for place, _, method, view in generator._get_paths_and_endpoints():
        if getattr(view, "question", None):
            yield place, view.question
        if method not in ("GET", "HEAD", "OPTIONS"):
            view.schema.method, view.schema.path = method, place
            taken = view.schema.get_request_serializer()
            for words in taken.values() if isinstance(taken, dict) else [taken]:
                if isinstance(words, type) and issubclass(words, serializers.Serializer):
                    yield f"{method} {place}", words


def _unnamed(said: Mapping[str, Any], required: list[str]) -> list[str]:
    """What is asked for by other words than its name."""
    return [f"{one}: {said.get(one)}" for one in required if not _names_it(said.get(one))]


def _names_it(said: Any) -> bool:
    return isinstance(said, list) and len(said) == 1 and bool(NAMES_IT.match(str(said[0])))


@pytest.mark.django_db
def test_every_call_of_the_api_asks_for_each_empty_field_by_its_name():
    calls = list(_calls())
    wrong = {
        (place, str(way)): faults
        for place, words in calls
        for way in ("missing", None, "")
        if (faults := _unnamed(_refused(words, _empty(words, way)), _required(words)))
    }

    assert len(calls) > 60
    assert wrong == {}


def _empty(words: type[serializers.Serializer], way: str | None) -> dict[str, Any]:
    return {} if way == "missing" else dict.fromkeys(_required(words), way)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["missing", None, ""])
def test_every_command_of_a_phone_asks_for_each_empty_field_by_its_name(way):
    wrong, asked = {}, 0
    for verb in command_registry.verbs():
        kind = command_registry.of_verb(verb)
        said = _refused_command(kind, {})
        asked += len(said)
        given = {} if way == "missing" else dict.fromkeys(said, way)
        answered = {name: [words] for name, words in _refused_command(kind, given).items()}
        if faults := _unnamed(answered, list(said)):
            wrong[verb] = faults

    assert wrong == {}
    assert asked > 20


def _refused_command(kind: Any, given: Mapping[str, Any]) -> Mapping[str, Any]:
    """The number of a part comes first; what is not there is absent, and not asked for."""
    for part in ({}, *({name: 1} for name in ("measure", "share", "application"))):
        try:
            kind.read({**given, **part})
        except Invalid as refused:
            if not set(part) & set(refused.fields):
                return refused.fields
        except Absent:
            continue
    return {}


def _page(form: type[forms.Form] | forms.Form) -> Sentences:
    shown = form if isinstance(form, forms.Form) else form({})
    shown.is_bound, shown.data = True, {}
    return {name: list(words) for name, words in shown.errors.items()}


def _same(words: type[serializers.Serializer], page: Sentences, **others: str) -> list[str]:
    """Say where the API's sentence for a field differs from the page's; count none as a fault."""
    said = _refused(words, {})
    both = {name: others.get(name, name) for name in said if others.get(name, name) in page}
    assert both
    return [f"{said[one]} {page[there]}" for one, there in both.items() if said[one] != page[there]]


@pytest.mark.django_db
def test_an_action_on_a_ticket_asks_on_its_page_as_in_the_api():
    wrong = {}
    for action in registry.of_api():
        page = _page(type("Shown", (forms.Form,), _shown(action.fields)))
        said = _refused(takes(action), {})
        differs = [one for one in said if one in page and said[one] != page[one]]
        if differs:
            wrong[action.verb] = [(said[one], page[one]) for one in differs]

    assert wrong == {}


def _shown(fields: tuple[Field, ...]) -> dict[str, forms.Field]:
    """Files say where they are handed in, which only a page knows; none has to be there."""
    shown = page_fields(one for one in fields if not isinstance(one, Files))
    for field in shown.values():
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Unit.objects.none()
    return shown


def test_an_action_on_a_topic_asks_on_its_page_as_in_the_api():
    for action in OF_TOPICS.values():
        page = _page(type("Shown", (forms.Form,), page_fields(action.fields)))
        said = _refused(serializer_of(action.takes, action.fields), {})
        assert [one for one in said if one in page and said[one] != page[one]] == []


@pytest.mark.parametrize(
    ("words", "form", "others"),
    [
        (NewTopic, TopicForm, {}),
        (ViewWords, ViewForm, {}),
        (SubscriptionWords, SubscriptionForm, {"list": "what"}),
        (BookingReason, CancelForm, {}),
        (SlotWords, SlotForm, {}),
    ],
)
@pytest.mark.django_db
def test_a_form_of_a_page_asks_as_the_api(words, form, others):
    assert _same(words, _page(form), **others) == []


@pytest.mark.django_db
def test_plans_visits_and_tickets_ask_as_their_pages():
    filing = type("Shown", (forms.Form,), _shown(new_tickets.FOR_ENTERPRISE))

    assert _same(Filing, _page(filing)) == []
    assert _same(NewBooking, _declared(BookingForm)) == []
    assert _same(OfflineBooking, _declared(BookingForm)) == []
    assert _same(NewVisit, _declared(VisitForm)) == []
    assert _same(OfflineVisit, _declared(VisitForm)) == []
    assert _same(WishWords, _declared(CadreWishForm)) == []


def _declared(form: type[forms.Form]) -> Sentences:
    """What the form's fields say, whatever it wants to know before it is made."""
    return _page(type("Shown", (forms.Form,), dict(form.base_fields)))
