"""移送登记表: printed for both sides' seals by whoever holds the file, and on record."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from tests.cases.leads.browsing import inside, status
from tests.cases.leads.course import deliver
from tests.cases.leads.filing import lines
from tests.cases.leads.seating import matter

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


def test_the_receiver_prints_it_with_both_sides_named(room):
    lead = deliver(room)
    answer = inside(room.registrar).get(f"/leads/{lead.pk}/form.pdf")

    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    plain = "".join(text.split())
    assert lead.number in plain
    assert "县营商环境主管部门" in plain
    assert "县纪委监委" in plain
    assert "".join(matter().deed.split())[:8] in plain
    assert lines("lead.take_out") == 1


def test_whoever_reads_it_no_longer_prints_nothing(room):
    lead = deliver(room)

    assert status(inside(room.officer), f"/leads/{lead.pk}/form.pdf") == 404
