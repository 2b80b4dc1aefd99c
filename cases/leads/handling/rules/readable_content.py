"""What a reader reads of a lead at once: whatever is wrapped for it, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cases.leads.handling.rules.issued_letters import Frozen
from cases.leads.handling.rules.suggestions import Suggestion
from cases.leads.procedure.rules.content import Attachment, Feedback, Matter


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file that lies locked: the id of its piece, and what is known of it."""

    piece_id: int
    file: Attachment


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter as it was issued."""

    piece_id: int
    letter: Frozen


@dataclass(frozen=True, slots=True)
class Supplement:
    """What the sender supplied in one round."""

    text: str
    files: tuple[FileLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """The unlocked content of a lead, for the length of one request.

    `matter` is None where the file was not, or is no longer, the reader's. `notes` are by step.
    """

    matter: Matter | None = None
    files: tuple[FileLine, ...] = ()
    letters: tuple[LetterLine, ...] = ()
    supplements: tuple[Supplement, ...] = ()
    notes: Mapping[int, str] = field(default_factory=dict)
    # What the receiver proposed, by step; the last one stands.
    suggestions: Mapping[int, Suggestion] = field(default_factory=dict)
    feedback: Feedback | None = None
