"""What a rung of the ladder prints, by the code of its template; a rung with another only tells."""

from __future__ import annotations

URGE, HINT_LETTER, LETTER, TALK = "urge", "hint_letter", "letter", "talk"
PRINTED = frozenset({URGE, HINT_LETTER, LETTER, TALK})
# Its steps are gathered in one letter to all (通报), and signed with its text.
GATHERED = "circular"
