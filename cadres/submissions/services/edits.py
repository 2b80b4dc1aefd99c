"""Settles an edit under the lock of its row: nobody's change is put back unseen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import models

from cadres.errors import Invalid
from cadres.submissions.rules import edits
from cadres.submissions.rules.edits import Change, EditedMeanwhile, Mark, Read, Settled, Values
from cadres.submissions.selectors import edits as reads
from cadres.viewers.rules.viewer import Viewer

Words = Mapping[str, Callable[[Any], str]]


def settle(
    thing: models.Model,
    now: Values,
    given: Values,
    *,
    read: Read,
    actor: Viewer,
    verbs: tuple[str, ...],
    about: str = "",
    words: Words | None = None,
) -> dict[str, Any]:
    """Return what is to be written of what is given; the caller holds the lock of the row.

    `verbs` are those under which the trail keeps such edits, `about` the name of what has no row
    yet, `words` say a value that is not to be shown as it is. Raises EditedMeanwhile where another
    person changed the same field after the page was read.
    """
    mark = reads.marker(about or reads.about(thing))
    found = edits.settle(now, given, read, mark)
    if found.clashes:
        change = reads.last_change(thing, verbs, read.at, seen_by=actor)
        raise refusal(found, now, given, read, mark, change, {**_labels(thing), **(words or {})})
    return found.values


def check_same(
    thing: models.Model,
    now: Values,
    *,
    read: Read,
    actor: Viewer,
    verbs: tuple[str, ...],
    about: str = "",
    words: Words | None = None,
) -> None:
    """Check that everything stands as the page showed it, where an action is done for all of it.

    Raises EditedMeanwhile, which says what is new.
    """
    mark = reads.marker(about or reads.about(thing))
    if not now.keys() <= read.marks.keys():
        raise Invalid(edits.UNREAD, {"read": edits.UNREAD})
    moved = {name: value for name, value in now.items() if mark(name, value) != read.marks[name]}
    if moved:
        change = reads.last_change(thing, verbs, read.at, seen_by=actor)
        say = {**_labels(thing), **(words or {})}
        said = {
            name: edits.anew(change, say.get(name, edits.said)(value))
            for name, value in moved.items()
        }
        shown = {name: mark(name, value) for name, value in moved.items()}
        raise EditedMeanwhile(read.renewed(shown), said, edits.CHANGED)


def unmoved(
    name: str,
    now: str,
    given: str,
    *,
    about: str,
    last: models.Model | None,
    read: Read,
    actor: Viewer,
    verbs: tuple[str, ...],
) -> None:
    """Check that what is to be replaced as a whole stands as the page showed it.

    `last` is the row that was written last in this place. Raises EditedMeanwhile.
    """
    mark = reads.marker(about)
    known = read.covering(name, mark)
    found = edits.settle({name: now}, {name: given}, known, mark)
    if found.clashes or found.kept:
        moved = Settled({}, (name,), ())
        change = (
            reads.last_change(last, verbs, read.at, seen_by=actor) if last is not None else Change()
        )
        raise refusal(moved, {name: now}, {name: given}, known, mark, change, {})


def refusal(
    found: Settled,
    now: Values,
    given: Values,
    read: Read,
    mark: Mark,
    change: Change,
    words: Words,
) -> EditedMeanwhile:
    """Both values of what both changed, and the new one of what only the other did."""

    def say(name: str, value: Any) -> str:
        return words.get(name, edits.said)(value)

    said = {name: edits.other(change, say(name, now[name])) for name in found.kept}
    for name in found.clashes:
        said[name] = edits.both(change, say(name, now[name]), say(name, given[name]))
    shown = {name: mark(name, now[name]) for name in found.clashes}
    return EditedMeanwhile(read.renewed(shown), said)


def _labels(thing: models.Model) -> Words:
    """A column with choices is said by its label."""
    columns = [column for column in thing._meta.concrete_fields if column.choices]
    return {column.name: _labelled(dict(column.flatchoices)) for column in columns}


def _labelled(labels: Mapping[Any, Any]) -> Callable[[Any], str]:
    return lambda value: str(labels.get(value, value))
