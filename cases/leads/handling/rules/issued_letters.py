"""A letter of the room as it was issued: its kind, its sheet, and the template that drew it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.db.models import TextChoices

from cases.letters.rules import sheets
from cases.letters.rules.sheets import LetterSheet


class RoomLetter(TextChoices):
    TRANSFER = "transfer", "移送函"
    FEEDBACK = "feedback", "结果反馈函"


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is locked beside the file; the digest is that of the sheet alone."""

    kind: str
    version: str
    sheet: LetterSheet
    # In which faces the file is set.
    faces: str = ""

    @property
    def digest(self) -> str:
        return sheets.digest(self.sheet)


def as_bytes(letter: Frozen) -> bytes:
    values = {
        "kind": letter.kind,
        "version": letter.version,
        "faces": letter.faces,
        "sheet": sheets.as_data(letter.sheet),
        "digest": letter.digest,
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True).encode()


def letter_of(data: bytes) -> Frozen:
    values = json.loads(data)
    sheet = sheets.from_data(values["sheet"])
    return Frozen(values["kind"], values["version"], sheet, values.get("faces", ""))
