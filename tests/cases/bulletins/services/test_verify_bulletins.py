"""A changed event, definition or cell is named, with the bulletin and the ticket."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import checkpoints, contents
from cases.bulletins.rules.kinds import BulletinKind
from cases.bulletins.selectors import bulletins
from cases.bulletins.services import signing, verification
from cases.bulletins.services.drafting import draft_bulletin
from cases.bulletins.services.sealing import signed
from cases.figures.rules.definitions import catalogue
from cases.models import TicketEvent
from tests.cases.bulletins.cast import CUTOFF, DAY, forge, sealed_by
from tests.factories.people import moment

SYSTEM = Viewer.system(moment(DAY))


def faults(row) -> list[str]:
    found = verification.verify_county(row.county_id, actor=SYSTEM)
    return [fault for one in found for fault in one.faults]


def test_what_nobody_touched_stands(sealed):
    out = StringIO()
    call_command("verify_bulletins", stdout=out)
    assert "月通报2026年第1期：相符" in out.getvalue()


def test_a_changed_event_is_named_with_cell_and_ticket(sealed, tickets):
    event = TicketEvent.objects.filter(ticket=tickets[0]).latest("pk")
    TicketEvent.objects.filter(pk=event.pk).update(state="in_hand", approved_on=None, outcome="")
    said = "\n".join(faults(sealed))
    assert "各责任单位（本年累计）·县供电公司·按时办结" in said
    assert tickets[0].number in said
    assert "状态 已办结→办理中" in said
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_bulletins", stdout=out)
    assert "月通报2026年第1期：不符" in out.getvalue()


def test_a_changed_cell_is_named(sealed):
    figures = sealed.figures
    table = next(one for one in figures["tables"] if one["name"] == "by_unit")
    table["rows"][0]["behind"]["received"].pop()
    forge(sealed, figures=figures)
    said = faults(sealed)
    assert verification.CONTENT in said
    assert any("各责任单位（本年累计）" in one and "收到" in one for one in said)


def test_changed_words_are_found_by_the_digest_alone(sealed):
    forge(sealed, body=sealed.body.replace("通报如下", "通报如下（改）"))
    assert verification.CONTENT in faults(sealed)


def test_a_definition_that_changed_under_its_version_is_named(sealed, monkeypatch):
    known = catalogue.measure("overdue")
    changed = replace(known, counts="另一种算法")
    monkeypatch.setitem(catalogue._ENTRIES, "overdue", changed)
    said = "\n".join(faults(sealed))
    assert "口径“在办已超期”改了而版本没有变" in said
    assert "另一种算法" in said


def test_a_new_version_is_no_fault(sealed, monkeypatch):
    known = catalogue.ratio("timely")
    newer = replace(known, version=known.version + 1, of=("received",), replaces=known)
    monkeypatch.setitem(catalogue._ENTRIES, "timely", newer)
    assert faults(sealed) == []


def test_whoever_changes_the_database_whole_is_found_by_the_file_kept_elsewhere(sealed, tmp_path):
    """Words, digest and checkpoint forged together: here all agree, the other hand's file does
    not."""
    kept = tmp_path / "kept.txt"
    kept.write_text(sealed.checkpoint, encoding="utf-8")
    sealed.body = "一切都好。"
    digest = contents.digest(bulletins.content(sealed))
    old = checkpoints.parsed(sealed.checkpoint)
    leaves = (replace(old.leaves[0], digest=digest),)
    again = signed(leaves, sealed.county_id, old.time, signing.signers()[0])
    forge(sealed, body=sealed.body, content_digest=digest, checkpoint=again.file)
    assert faults(sealed) == []
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_bulletins", "--against", str(kept), stdout=out)
    assert "月通报2026年第1期：外单位保管的检查点里是" in out.getvalue()


def test_a_bulletin_that_is_gone_is_named_by_the_file(sealed, dispatcher, office_head):
    other = draft_bulletin(sealed.county, BulletinKind.WEEKLY, CUTOFF, actor=dispatcher.viewer(DAY))
    kept = checkpoints.parsed(sealed_by(other, dispatcher, office_head).checkpoint)
    assert verification.verify_against(kept, sealed.county_id, actor=SYSTEM) == []
    more = checkpoints.Leaf(3, "0" * 64, "月通报2026年第2期")
    longer = signed((*kept.leaves, more), sealed.county_id, kept.time, signing.signers()[0])
    said = verification.verify_against(longer, sealed.county_id, actor=SYSTEM)
    assert said == [verification.GONE.format(number="月通报2026年第2期")]


def test_a_checkpoint_signed_by_another_key_is_named(sealed):
    kept = checkpoints.parsed(sealed.checkpoint)
    stranger = signing.Ed25519Signer("somebody else's secret")
    other = signed(kept.leaves, sealed.county_id, kept.time, stranger)
    said = verification.verify_against(
        checkpoints.parsed(other.file), sealed.county_id, actor=SYSTEM
    )
    assert len(said) == 1
    assert "不是用本站的密钥签的" in said[0]


def test_an_earlier_key_is_still_known(sealed, settings):
    settings.BULLETIN_KEYS = ("a newer secret " * 4, *settings.BULLETIN_KEYS)
    assert faults(sealed) == []


@pytest.mark.parametrize("broken", ["", "hello", "a\n1\nb\n\n— a AAAA"])
def test_what_is_no_checkpoint_is_refused_in_words(broken):
    with pytest.raises(Invalid, match="检查点"):
        checkpoints.parsed(broken)
