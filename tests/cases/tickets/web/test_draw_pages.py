"""抽查公示: the digest at once, the seed later, and each ticket counted again."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from cases.models import SampleDraw
from cases.tickets.services.closing import rechecks

LIST = "/cases/checks/draws/"


def test_a_unit_reads_the_digest_first_and_counts_its_own_tickets_later(signed_in, handler, make):
    closed_on = timezone.localdate() - timedelta(days=40)
    ticket = make("closed", handler.unit, closed_on=closed_on, outcome="solved")
    rechecks.sweep(timezone.now())
    draw = SampleDraw.objects.get()
    client = signed_in(handler)

    listed = client.get(LIST).content.decode()
    assert draw.commitment in listed
    assert draw.seed not in listed
    assert client.get(f"{LIST}{draw.pk}/").status_code == 404

    SampleDraw.objects.update(published_at=timezone.now())
    page = client.get(f"{LIST}{draw.pk}/").content.decode()
    assert draw.seed in page
    assert ticket.number in page
    assert "不一致" not in page
