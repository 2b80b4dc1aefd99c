"""Every reading is on record or does not happen, and what was exchanged does not open."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from django.apps import apps

from cadres.errors import Absent, WrongState
from cases.leads.handling.services import drafts, reading_log
from cases.leads.models import Piece, RoomEntry
from cases.leads.procedure.rules.content import Attachment
from cases.leads.procedure.rules.procedure import Action
from cases.leads.vault.rules import crypto
from tests.cases.leads.filing import lines
from tests.cases.leads.road import begin
from tests.cases.leads.seating import matter

pytestmark = pytest.mark.django_db(databases=["default", "leads"])


@pytest.fixture(autouse=True)
def own_store(settings, tmp_path):
    settings.LEADS_FILES = tmp_path


def attached(room, lead, data: bytes) -> Piece:
    known = Attachment("收据.txt", "txt", len(data), hashlib.sha256(data).hexdigest())
    return drafts.attach_file(lead, known, data, actor=room.clerk.at())


def test_readings_lists_searches_and_files_each_leave_a_line(room):
    lead = begin(room).lead
    file = attached(room, lead, b"two cartons")
    head = room.head.at()

    assert reading_log.read_lead(lead, actor=head).matter == matter()
    (line,) = reading_log.search_leads("索要 烟酒", [lead], actor=head)
    assert line.matter == matter()
    assert reading_log.search_leads("别的事", [lead], actor=head) == []
    assert reading_log.take_out_file(lead, file.pk, actor=head)[1] == b"two cartons"

    assert [lines(f"lead.{verb}") for verb in ("read", "list", "take_out")] == [1, 2, 1]
    written = RoomEntry.objects.order_by("pk").values_list("detail", flat=True)
    assert not any("索要" in str(values) for values in written)


def test_where_it_cannot_be_written_down_nothing_is_read(room, monkeypatch):
    way = begin(room)
    file = attached(room, way.lead, b"two cartons")
    way.go(Action.PROPOSE, Action.APPROVE, Action.ISSUE)
    (letter,) = reading_log.read_lead(way.lead, actor=room.head.at()).letters
    draft = begin(room).lead
    monkeypatch.setattr("cases.leads.vault.services.trail.audit.entry_of", _full)
    head = room.head.at()

    for reading in (
        lambda: reading_log.read_lead(way.lead, actor=head),
        lambda: reading_log.read_draft(draft, actor=head),
        lambda: reading_log.read_list([way.lead], actor=head),
        lambda: reading_log.search_leads("索要", [way.lead], actor=head),
        lambda: reading_log.take_out_file(way.lead, file.pk, actor=head),
        lambda: reading_log.take_out_letter(way.lead, letter.piece_id, actor=head),
    ):
        with pytest.raises(OSError, match="no space"):
            reading()


def _full(*args):
    raise OSError("no space")


def test_without_an_open_key_nobody_has_a_lead_to_read(room):
    lead = begin(room).lead

    with pytest.raises(Absent):
        reading_log.read_lead(lead, actor=room.head.shut())
    assert lines("lead.read") == 0


def test_pieces_and_files_that_were_exchanged_do_not_open(room):
    lead, other = begin(room).lead, begin(room, title="另一件").lead
    one, two = attached(room, lead, b"one"), attached(room, lead, b"two")
    head = room.head.at()
    first, second = (Piece.objects.get(folder__lead=x, kind="matter") for x in (lead, other))

    Piece.objects.filter(pk=first.pk).update(locked=bytes(second.locked))
    with pytest.raises(crypto.Unopenable):
        reading_log.read_lead(lead, actor=head)
    Piece.objects.filter(pk=first.pk).update(locked=bytes(first.locked))
    Piece.objects.filter(pk=one.pk).update(file=two.file)
    with pytest.raises(crypto.Unopenable):
        reading_log.take_out_file(lead, one.pk, actor=head)


def test_the_store_holds_noise_and_what_is_gone_is_said(room, settings):
    lead = begin(room).lead
    file = attached(room, lead, b"two cartons of cigarettes")
    (path,) = (p for p in Path(settings.LEADS_FILES).rglob("*") if p.is_file())

    assert b"cartons" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0
    *kept, last = path.read_bytes()
    path.write_bytes(bytes([*kept, last ^ 1]))
    with pytest.raises(crypto.Unopenable):
        reading_log.take_out_file(lead, file.pk, actor=room.head.at())
    path.unlink()
    with pytest.raises(Absent, match="备份"):
        reading_log.take_out_file(lead, file.pk, actor=room.head.at())


def test_what_was_taken_out_of_a_draft_is_not_there(room):
    lead = begin(room).lead
    file = attached(room, lead, b"two cartons")
    drafts.detach_file(lead, file.pk, actor=room.clerk.at())

    with pytest.raises(Absent):
        reading_log.take_out_file(lead, file.pk, actor=room.head.at())
    with pytest.raises(WrongState, match="已经不在"):
        drafts.detach_file(lead, file.pk, actor=room.clerk.at())
    assert (lines("lead.attach"), lines("lead.detach")) == (1, 1)


def test_nothing_of_a_lead_lies_readable_in_the_database(room):
    """Every column of every table of the room, as whoever holds a dump reads it."""
    lead = begin(room, urgency="pressing", urgent_because="正在索要").lead
    attached(room, lead, b"two cartons")

    said = ["甄某某", "气象局", "香烟两条", "恒信达", "收据", "cartons", "城关镇"]
    for model in apps.get_app_config("leads").get_models():
        for row in model.objects.all().values():
            text = " ".join(
                bytes(v).decode("utf-8", "ignore") if isinstance(v, bytes | memoryview) else str(v)
                for v in row.values()
            )
            assert not [word for word in said if word in text], model
