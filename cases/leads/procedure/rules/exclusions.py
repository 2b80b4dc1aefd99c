"""Who may not touch a lead (回避): the persons it concerns, their units' people, their relatives.

Marks are made from these words with a secret key (`boxes.mark`), so that the database holds no
name: a lead carries the marks of what it concerns, a reader those of what it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from cadres.people.rules import naming
from cadres.viewers.rules.viewer import Viewer


class Reason(TextChoices):
    CONCERNED = "concerned", "涉及的人员或单位"
    RECUSED = "recused", "本人申请回避"
    DECIDED = "decided", "决定回避"


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative (近亲属) that a reader has declared."""

    name: str
    unit: str


def of_cadre(cadre_id: int) -> str:
    return f"cadre:{cadre_id}"


def of_unit(unit_id: int) -> str:
    return f"unit:{unit_id}"


def of_unit_name(name: str, county: str) -> str:
    """A unit by its name, as ledgers match it: without county and 人民政府."""
    return f"unit-name:{_unit(name, county)}"


def of_person(name: str, unit: str, county: str) -> str:
    """A person by name and unit; without a unit whoever bears the name."""
    return f"person:{_plain(name)}@{_unit(unit, county)}"


def of_viewer(viewer: Viewer, county: str) -> frozenset[str]:
    """What a reader is: itself, by id and by name and unit, and its units."""
    words = {of_cadre(viewer.person_id)}
    for post in viewer.own_posts:
        words |= {of_unit(post.unit_id), of_unit_name(post.unit_name, county)}
        words.add(of_person(viewer.name, post.unit_name, county))
    return frozenset(words)


def of_concerned(
    persons: Iterable[tuple[str, str, int | None]],
    units: Iterable[tuple[str, int | None]],
    county: str,
) -> frozenset[str]:
    """What a lead concerns: persons as (name, unit, id), units as (name, id); ids where known."""
    words: set[str] = set()
    for name, unit, cadre_id in persons:
        words.add(of_person(name, unit, county))
        if unit:
            words.add(of_unit_name(unit, county))
        if cadre_id:
            words.add(of_cadre(cadre_id))
    for name, unit_id in units:
        words.add(of_unit_name(name, county))
        if unit_id:
            words.add(of_unit(unit_id))
    return frozenset(words)


def _unit(name: str, county: str) -> str:
    return _plain(naming.unit_key(name, county))


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
