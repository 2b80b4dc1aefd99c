"""`measure_flags`: how often the flags on answers are right, on messages that somebody read."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from cadres.workbooks.exchange import sheets
from cases.early_warning.rules.vocabulary import FlagKind
from cases.ledgers.exchange import hotline_messages
from cases.management.flag_precision import measuring

MESSAGES = Path(settings.LEDGERS_DIR) / "hotline_messages.xlsx"
# What was measured when the limits were chosen; a rule that does worse is seen here.
LEAST = {FlagKind.SHORT: 0.9, FlagKind.LEFT_OUT: 0.5, FlagKind.COPIED: 0.5}


@pytest.fixture(scope="module")
def messages():
    if not MESSAGES.is_file():
        pytest.skip("LEDGERS_DIR 中没有 hotline_messages.xlsx，无法量准确率")
    return hotline_messages.parse(sheets.read(MESSAGES.read_bytes(), MESSAGES.name)).rows


def test_every_flagged_message_was_read_and_enough_of_them_are_right(messages):
    found = {one.kind: one for one in measuring.measure(messages)}

    assert {kind: one.unread for kind, one in found.items() if one.unread} == {}
    assert {
        kind: one.rate.words for kind, one in found.items()
        if kind in LEAST and (one.rate.value or 0) < LEAST[kind]
    } == {}  # fmt: skip
    assert found[FlagKind.REUSED].rate.words == "—"


def test_a_folder_without_the_messages_is_named(tmp_path):
    with pytest.raises(CommandError, match="没有找到热线留言表"):
        call_command("measure_flags", "--messages", tmp_path / "nichts.xlsx", stdout=StringIO())
