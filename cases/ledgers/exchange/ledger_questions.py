"""What is asked about a file: unknown words, rows like a ticket, new numbers of known names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from cadres.models import Region
from cadres.pages.rules import wording
from cadres.people.rules import masking, namesake_answers
from cadres.people.selectors import roster_people, unit_names
from cadres.people.services.units_from_ledgers import Places
from cadres.viewers.rules.viewer import Viewer
from cadres.workbooks.rules.row_values import Origin
from cases.ledgers.exchange.imports import Parsed
from cases.ledgers.rules.ledger_rows import HotlineRow, IssueRow
from cases.ledgers.selectors import ledger_answers, ledger_register, message_tickets, row_tickets
from cases.ledgers.selectors.imports import reading
from cases.ledgers.selectors.row_tickets import Like
from cases.ledgers.services import hotline_tickets
from cases.models import ImportBatch

SHOWN = 80


@dataclass(frozen=True, slots=True)
class WordQuestion:
    """A word that nobody can be sure of, how often it stands there, and where first."""

    column: str
    word: str
    written: str
    rows: int
    place: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A ticket that a row may tell."""

    pk: int
    label: str


@dataclass(frozen=True, slots=True)
class LikeQuestion:
    """A row that is much like tickets: which of them does it tell, or is it another matter?"""

    key: str
    place: str
    text: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class PersonQuestion:
    """A row with a new number under the name of somebody of its unit: one of them, or another?

    `choices` are ids and words, as they are answered.
    """

    key: str
    place: str
    person: str
    phone: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Questions:
    words: tuple[WordQuestion, ...] = ()
    likes: tuple[LikeQuestion, ...] = ()
    people: tuple[PersonQuestion, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.likes or self.people)


def asked_by(
    parsed: Parsed, county: Region, *, merges: Mapping[str, str], seen_by: Viewer
) -> Questions:
    """Return what is still to be said about the rows of a file; `merges` is what was of units."""
    issues = parsed.issues.rows if parsed.issues else ()
    lines = parsed.hotline.rows if parsed.hotline else ()
    likes = [*_like_issues(issues, county, seen_by), *_like_messages(lines, county, seen_by)]
    people = _people(parsed, county, merges, seen_by)
    return Questions(_words(issues, county, seen_by), tuple(likes), tuple(people))


def kept(questions: Questions) -> dict[str, Any]:
    """The questions as they lie in the reading of a batch."""
    return asdict(questions)


def of(batch: ImportBatch) -> Questions:
    """Return what the worker found to ask; nothing where it has not looked yet."""
    found = reading(batch).get("questions")
    if not found:
        return Questions()
    likes = (
        LikeQuestion(**one | {"choices": tuple(Choice(**each) for each in one["choices"])})
        for one in found["likes"]
    )
    people = (
        PersonQuestion(**one | {"choices": tuple(map(tuple, one["choices"]))})
        for one in found.get("people", ())
    )
    words = (WordQuestion(**one) for one in found["words"])
    return Questions(tuple(words), tuple(likes), tuple(people))


def _words(rows: Sequence[IssueRow], county: Region, seen_by: Viewer) -> tuple[WordQuestion, ...]:
    known = ledger_answers.words(county, seen_by=seen_by)
    first: dict[tuple[str, str], tuple[str, Origin]] = {}
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        for one in row.unclear:
            sign = (one.column.value, one.key)
            first.setdefault(sign, (one.written, row.origin))
            counts[sign] = counts.get(sign, 0) + 1
    return tuple(
        WordQuestion(*sign, written, counts[sign], _place(origin))
        for sign, (written, origin) in first.items()
        if sign not in known
    )


def _like_issues(rows: Sequence[IssueRow], county: Region, seen_by: Viewer) -> list[LikeQuestion]:
    register = ledger_register.register(county, seen_by=seen_by) if rows else None
    told, origins = [], {}
    for row in rows:
        firm = register.find(row)[0] if row.enterprise else None
        if firm is not None:
            one = row_tickets.told(row, firm)
            told.append(one)
            origins.setdefault(one.key, (row.origin, f"{row.reported_on} {row.text}"))
    like = row_tickets.find(told, county, seen_by=seen_by).like if told else {}
    return _questions(like, origins)


def _like_messages(
    rows: Sequence[HotlineRow], county: Region, seen_by: Viewer
) -> list[LikeQuestion]:
    told = {
        hotline_tickets.key_of(one): (one, row)
        for row in rows
        for one in [hotline_tickets.message_of(row)]
    }
    if not told:
        return []
    found = message_tickets.find({k: one for k, (one, _) in told.items()}, county, seen_by=seen_by)
    origins = {k: (row.origin, f"{row.asked_at:%F %T} {row.text}") for k, (_, row) in told.items()}
    return _questions(found.like, origins)


def _people(
    parsed: Parsed, county: Region, merges: Mapping[str, str], seen_by: Viewer
) -> Iterator[PersonQuestion]:
    """Each person once, however many rows there are of them with the number."""
    rows = parsed.roster.rows if parsed.roster else ()
    found = unit_names.known(county, seen_by=seen_by) if rows else unit_names.Known()
    places = Places(county, units=found.units, closed=found.closed, merges=merges)
    said = ledger_answers.people(county, seen_by=seen_by)
    doubts = roster_people.doubts(rows, places.unit, seen_by=seen_by)
    for doubt in {one.key: one for one in reversed(doubts)}.values():
        answers = tuple((str(one.pk), namesake_answers.same(one)) for one in doubt.namesakes)
        if said.get(doubt.key) in (namesake_answers.OTHER, *dict(answers)):
            continue
        yield PersonQuestion(
            doubt.key,
            _place(doubt.row.origin),
            wording.person(doubt.row.name, doubt.unit.name),
            masking.phone(doubt.row.phone),
            answers,
        )


def _questions(
    like: Mapping[str, Sequence[Like]], origins: Mapping[str, tuple[Origin, str]]
) -> list[LikeQuestion]:
    return [
        LikeQuestion(
            key, _place(origins[key][0]), _short(origins[key][1]), tuple(map(_choice, tickets))
        )
        for key, tickets in like.items()
    ]


def _choice(like: Like) -> Choice:
    when = f"{like.told_on}，{like.state.label}"
    return Choice(like.pk, f"{like.number}（{when}）{_short(like.text)}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def _place(origin: Origin) -> str:
    return f"{origin.sheet} 第 {origin.row} 行"
