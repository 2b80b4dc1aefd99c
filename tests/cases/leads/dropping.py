"""Papers dropped into the room, as the page drops them."""

from __future__ import annotations

import hashlib
from datetime import date

from cases.leads.drop_box.rules.dropped_papers import Dropped
from cases.leads.drop_box.services import dropping
from cases.leads.models import DroppedPaper
from cases.leads.procedure.rules.content import Attachment
from tests import cast
from tests.cases.leads.seating import MONDAY, moment_of

WORDS = "二月下旬，某站所工作人员在企业索要香烟两条。"
KEY = "a-key-of-the-page-1"


def file(name: str = "收据.txt", data: bytes = b"two cartons") -> tuple[Attachment, bytes]:
    return Attachment(name, "txt", len(data), hashlib.sha256(data).hexdigest()), data


def drop(*files, on: date = MONDAY, key: str = KEY, hour: int = 15, **said) -> DroppedPaper:
    paper = Dropped(**{"words": WORDS, **said})
    at = moment_of(on, hour)
    giver = dropping.giver(at)
    number = dropping.drop_paper(paper, files, key, cast.county().pk, actor=giver)
    return DroppedPaper.objects.get(number=number)
