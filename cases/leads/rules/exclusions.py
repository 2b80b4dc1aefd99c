"""Who may not touch a lead (回避): the persons it concerns, their units' people, their relatives.

Marks are made from these words with a secret key (`boxes.mark`), so that the database holds no
name: a lead carries the marks of what it concerns, a reader those of what it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import TextChoices

from cadres.rules.viewer import Viewer


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


def of_unit_name(name: str) -> str:
    return f"unit-name:{_plain(name)}"


def of_person(name: str, unit: str) -> str:
    return f"person:{_plain(name)}@{_plain(unit)}"


def of_viewer(viewer: Viewer, relatives: Iterable[Relative]) -> frozenset[str]:
    """What a reader is: itself, by id and by name and unit, its units, and its relatives."""
    words = {of_cadre(viewer.person_id)}
    for post in viewer.own_posts:
        words |= {of_unit(post.unit_id), of_unit_name(post.unit_name)}
        words.add(of_person(viewer.name, post.unit_name))
    return frozenset(words | {of_person(one.name, one.unit) for one in relatives})


def of_concerned(
    persons: Iterable[tuple[str, str, int | None]], units: Iterable[tuple[str, int | None]]
) -> frozenset[str]:
    """What a lead concerns: persons as (name, unit, id), units as (name, id); ids where known."""
    words: set[str] = set()
    for name, unit, cadre_id in persons:
        words.add(of_person(name, unit))
        if unit:
            words.add(of_unit_name(unit))
        if cadre_id:
            words.add(of_cadre(cadre_id))
    for name, unit_id in units:
        words.add(of_unit_name(name))
        if unit_id:
            words.add(of_unit(unit_id))
    return frozenset(words)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
