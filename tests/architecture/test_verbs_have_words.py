"""Whatever is written into the trail can be read there in Chinese."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from cadres.trail.selectors import trail
from cases.leads.vault.rules import verbs

NOUNS = (
    "cadre|unit|posting|region|code|session|delegation|limit|calendar|enterprise|contact|assignment|portfolio"
    "|file|visit|booking|contact_wish|official_check|quiet_days|ticket|ledger|topic|ladder|rung|letter"
)
VERB = re.compile(rf'"((?:{NOUNS})\.[a-z_]+)"')


ROOM = re.compile(r'trail\.record\(\s*"([a-z]+\.[a-z_]+)"')


def test_every_verb_of_the_source_has_a_word():
    used = {
        verb
        for app in ("cadres", "enterprises", "cases")
        for path in Path(settings.BASE_DIR, app).rglob("services/**/*.py")
        if "leads" not in path.parts
        for verb in VERB.findall(path.read_text(encoding="utf-8"))
    }
    assert used - dict(trail.verbs()).keys() == set()


def test_every_verb_of_the_room_has_a_word_of_its_own():
    used = {
        verb
        for path in Path(settings.BASE_DIR, "cases/leads").rglob("services/*.py")
        for verb in ROOM.findall(path.read_text(encoding="utf-8"))
    }
    assert used - verbs.WORDS.keys() == set()
    assert not verbs.WORDS.keys() & dict(trail.verbs()).keys()
