"""An action is written down once: its page, its verb in the API and its button follow from it."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest
from django.urls import reverse

from cadres.pages.api.action_fields import serializer_of
from cadres.pages.rules.action_fields import Text
from cadres.pages.web.action_fields import page_fields
from cases.tickets.actions.base import registry
from cases.tickets.actions.dispatching import ACCEPT
from cases.tickets.api.action_verbs import takes
from cases.tickets.api.tickets import TicketViewSet
from cases.tickets.web.action_forms.action_forms import form_of

ACTIONS = registry.all_actions()
REASON = Text("reason", "原因", longest=20)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.address)
def test_whatever_stands_on_a_page_has_an_address_there(action):
    if action.is_on_page:
        numbers = [1] if action.part is None else [1, 2]

        assert reverse(f"cases:{action.address}", args=numbers).endswith(f"/{action.verb}/")


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.address)
def test_whatever_the_api_offers_is_a_verb_of_its_tickets(action):
    verbs = {one.__name__ for one in TicketViewSet.get_extra_actions()}

    assert action.api is None or (action.api.name or action.verb.replace("-", "_")) in verbs


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.address)
def test_page_and_api_ask_for_the_same_words(action):
    if not action.is_on_page or not action.api:
        return
    asked = {one.name for one in action.fields if one.is_on_page and one.is_in_api}
    # What a page had read is added where it is known: beside the ticket itself.
    on_page = form_of(action).base_fields.keys() | {"read"}

    assert asked <= on_page
    assert asked <= takes(action)().fields.keys()


def test_a_text_is_as_long_on_the_page_as_by_the_api():
    on_page = page_fields([REASON])["reason"]
    by_api = serializer_of("AnyReasonAtAll", [REASON])().fields["reason"]

    assert (on_page.max_length, by_api.max_length) == (20, 20)


def test_one_name_in_the_api_means_one_set_of_words():
    usual = serializer_of("OneReason", [REASON])
    other = serializer_of("OneReason", [replace(REASON, label="其他")])

    # Each asks by the word of its own page; the description has one name for both.
    assert serializer_of("OneReason", [REASON]) is usual
    assert other.__name__ == usual.__name__
    assert [one().fields["reason"].label for one in (usual, other)] == [REASON.label, "其他"]
    assert repr(other().fields["reason"]) == repr(usual().fields["reason"]).replace(
        REASON.label, "其他"
    )
    with pytest.raises(ValueError, match="OneReason"):
        serializer_of("OneReason", [replace(REASON, longest=30)])


def test_two_actions_cannot_have_one_address(tmp_path, monkeypatch):
    folder = tmp_path / "twice_accepted"
    folder.mkdir()
    folder.joinpath("__init__.py").touch()
    lines = (
        "from dataclasses import replace\nfrom cases.tickets.actions.dispatching import ACCEPT\n"
    )
    folder.joinpath("again.py").write_text(f"{lines}ACTIONS = (replace(ACCEPT),)\n")
    monkeypatch.syspath_prepend(tmp_path)
    package = ModuleType("twice_accepted")
    package.__path__ = [str(folder)]

    with pytest.raises(ValueError, match=ACCEPT.address):
        registry.load(package)
