"""A published figure is corrected by a numbered erratum with its difference, never silently."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cadres.errors import Invalid, WrongState
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import checkpoints
from cases.bulletins.selectors import bulletins
from cases.bulletins.services import verification
from cases.bulletins.services.drafting import draft_erratum
from cases.bulletins.services.receipts import OTHER_ROOT, record_receipt
from cases.models import Bulletin, TicketEvent
from tests.cases.bulletins.cast import CUTOFF, DAY, sealed_by
from tests.factories.people import moment

WHY = "补录了一条截止日以前的办理记录。"


@pytest.fixture
def reopened(sealed, tickets) -> None:
    """What was closed is open again, by an event that was written later for a day before."""
    last = TicketEvent.objects.filter(ticket=tickets[0]).latest("pk")
    TicketEvent.objects.create(
        ticket=tickets[0],
        action="reopen",
        at=moment(CUTOFF),
        state="in_hand",
        unit=last.unit,
        due_on=last.due_on,
        unit_due_on=last.unit_due_on,
        actor_name="补录",
    )


@pytest.fixture
def erratum(reopened, sealed, dispatcher, leader) -> Bulletin:
    row = draft_erratum(sealed, actor=dispatcher.viewer(DAY), reason=WHY)
    return sealed_by(row, dispatcher, leader)


def test_it_is_numbered_and_names_every_cell_that_differs(erratum, sealed, tickets):
    assert erratum.number == f"{sealed.number}更正第1号"
    cells = {(one["table"], one["row"], one["column"]) for one in erratum.differences}
    assert ("各责任单位（本年累计）", "县供电公司", "按时办结") in cells
    assert all(tickets[0].number in one["why"] for one in erratum.differences)
    assert f"更正原因：{WHY}" in erratum.body
    assert checkpoints.parsed(erratum.checkpoint).size == 2


def test_the_original_stays_and_its_page_marks_the_cells(erratum, sealed, dispatcher):
    before = sealed.content_digest
    sealed.refresh_from_db()
    assert sealed.content_digest == before
    viewer = dispatcher.viewer(DAY)
    page = bulletins.page(sealed.pk, seen_by=viewer)
    marked = bulletins.corrected_cells(page.errata, seen_by=viewer)
    assert set(marked.values()) == {erratum.number}
    assert ("各责任单位（本年累计）", "县供电公司", "按时办结") in marked


def test_a_published_copy_marks_tables_and_no_cells_beside_blank_ones(
    erratum, sealed, handler, client
):
    """Which neighbour changed, and which did not, would give a blank cell away."""
    viewer = handler.viewer(DAY)
    page = bulletins.page(sealed.pk, seen_by=viewer)
    marked = bulletins.corrected_cells(page.errata, is_published=True, seen_by=viewer)
    assert {place[1:] for place in marked} == {("", "")}
    assert "县供电公司·按时办结" not in erratum.body
    client.force_login(handler.cadre)
    of_erratum = client.get(reverse("cases:bulletin", args=[erratum.pk])).content.decode()
    assert "更正后的见附表" in of_erratum
    assert "已发布的不同" in of_erratum
    of_original = client.get(reverse("cases:bulletin", args=[sealed.pk])).content.decode()
    assert f"本表有更正，见{erratum.number}" in of_original


def test_with_its_erratum_the_published_agrees_with_the_events_again(erratum, sealed):
    found = verification.verify_county(sealed.county_id, actor=Viewer.system(moment(DAY)))
    assert [(one.number, one.faults) for one in found] == [
        (sealed.number, ()),
        (erratum.number, ()),
    ]


def test_where_nothing_differs_there_is_nothing_to_correct(sealed, dispatcher):
    with pytest.raises(Invalid, match="一致"):
        draft_erratum(sealed, actor=dispatcher.viewer(DAY), reason=WHY)


def test_an_erratum_is_corrected_through_its_original(erratum, dispatcher):
    with pytest.raises(WrongState, match="原通报"):
        draft_erratum(erratum, actor=dispatcher.viewer(DAY), reason=WHY)


def test_a_receipt_names_the_root_that_was_sealed(sealed, dispatcher):
    words = {"body": "县纪委监委", "receiver": "周正", "on": DAY}
    with pytest.raises(Invalid, match="根摘要") as refused:
        record_receipt(sealed, actor=dispatcher.viewer(DAY), root="AAAA", **words)
    assert refused.value.fields["root"] == OTHER_ROOT
    root = checkpoints.parsed(sealed.checkpoint).root_words
    made = record_receipt(sealed, actor=dispatcher.viewer(DAY), root=root, **words)
    assert list(sealed.receipts.all()) == [made]
