"""What is typed into the one box: initials, a company and its township, a figure."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from cadres.search.rules import finding
from cases.management.bench import promises
from cases.management.bench.question import Question
from cases.management.bench.viewers import Looker
from cases.tickets.selectors import tickets
from enterprises.models import Enterprise

FIRMS = (
    "SELECT e.id, e.name FROM enterprises_enterprise e WHERE e.is_active"
    " AND e.county_id = ANY(%(homes)s::bigint[])"
    " AND ordered_pairs(e.find_text) @> %(pairs)s::int[] LIMIT 21"
)
NUMBERED = "SELECT t.id, t.title FROM cases_ticket t WHERE t.number = %(number)s"


def of(looker: Looker) -> list[Question]:
    """Return a row for each way of asking, in words of what the looker sees."""
    seen = tickets.rows(seen_by=looker.viewer).filter(enterprise__township__isnull=False)
    ticket = seen.order_by("-pk").first()
    if ticket is None or ticket.enterprise is None:
        return []
    firm = ticket.enterprise
    core = _core(firm)
    figure = ticket.number.rpartition("-")[2]
    asked = {
        ("框：首字母", "box, initials"): finding.initials(core)[:3],
        ("框：隔字", "box, characters apart"): core[0] + core[2:],
        (
            "框：企业加乡镇",
            "box, company and township",
        ): f"{core} {ticket.township or firm.township}",
        ("框：多数名称里的词", "box, a word of most names"): firm.name[-4:],
        ("框：编号数字", "box, a figure of a number"): figure,
    }
    return [_question(looker, names, words, ticket.number) for names, words in asked.items()]


def _core(firm: Enterprise) -> str:
    """Four characters out of the midst of a name: before them stands the county."""
    return firm.name[3:7]


def _question(looker: Looker, names: tuple[str, str], words: str, number: str) -> Question:
    name, title = names
    homes = list(looker.viewer.home_county_ids)
    values = {"homes": homes, "pairs": finding.pairs(finding.words_of(words)[0]), "number": number}
    return Question(
        f"{name}（{words}）",
        title,
        looker,
        f"{reverse('cadres:search')}?{urlencode({'q': words})}",
        (FIRMS, NUMBERED),
        {**looker.values, **values},
        promises.BOX,
    )
