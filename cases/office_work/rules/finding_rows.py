"""Rows of a ledger of findings by indicator, and by which words a row means which indicator."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cadres.workbooks.rules.row_values import Origin
from cases.ledgers.rules import row_identity
from cases.office_work.rules.indicator_leads import BELOW
from cases.tickets.rules.sources.sources import plain_number

NO_INDICATOR = "本县的指标清单里没有“{name}”，请先列入指标，或照清单写"
SEVERAL_INDICATORS = "清单里有几项指标都是“{name}”，请连上级一起写，例如“{path}”"
SAME = "与{place}相同的一行"
TWICE = "与{place}编号相同，内容不同，请只留一行"
VOIDED = "这个编号的问题已撤销，不再导入"
OTHERWISE = "这个编号已登记，{label}与系统里的不同，请在系统里核对"
ENDED = "这个编号的问题已采信，佐证时限不再更改"
EARLY = "佐证时限不能早于发现日期"
# How a list numbers its own indicators: 3.获得电力, 3.1 接入便利度, （3）获得电力.
NUMBERED = re.compile(
    r"^[(（]?(?P<number>\d{1,3}(?:[.．]\d{1,3}){0,2})(?:[)）]?[、.．:：]|[)）]|\s+|$)\s*(?P<name>.*)$"
)


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding, known again by its number; numbers begin anew with the year."""

    origin: Origin
    number: str
    indicator: str
    text: str
    evaluation: str
    found_on: date
    unit: str
    due_on: date

    @property
    def key(self) -> tuple[str, int]:
        return plain_number(self.number), self.found_on.year

    @property
    def said(self) -> tuple[object, ...]:
        """What two rows of one number say alike where they are one."""
        words = (self.indicator, self.text, self.evaluation)
        return (*map(row_identity.plain, words), self.found_on, self.unit, self.due_on)


def index(paths: Iterable[str]) -> dict[str, list[str]]:
    """Return the indicators by each way to write them: path, own name, own number."""
    found: dict[str, list[str]] = {}
    for path in paths:
        for key in _keys(path):
            found.setdefault(key, []).append(path)
    return found


def meant(written: str, known: Mapping[str, list[str]]) -> tuple[str, str]:
    """Return the path that is meant, or nothing and the sentence that says why not."""
    found = known.get(_key(re.split("[/／]", written)), [])
    if len(found) == 1:
        return found[0], ""
    if found:
        path = found[0].replace(BELOW, "/")
        return "", SEVERAL_INDICATORS.format(name=written, path=path)
    return "", NO_INDICATOR.format(name=written)


def _keys(path: str) -> set[str]:
    names = path.split(BELOW)
    number, _ = _parts(names[-1])
    return {_key(names), _key(names[-1:]), *([number] if number else [])}


def _key(names: Iterable[str]) -> str:
    parts = [_parts(name) for name in names]
    return "/".join(row_identity.plain(name) if name else number for number, name in parts)


def _parts(name: str) -> tuple[str, str]:
    """Part the number that stands before a name from the name."""
    found = NUMBERED.match(name.strip())
    return (plain_number(found["number"]), found["name"]) if found else ("", name.strip())
