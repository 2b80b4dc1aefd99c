"""Why a channel could not deliver, in words that name neither people nor secrets."""

from __future__ import annotations


class Unsent(Exception):
    """Not delivered; `is_final` where another attempt would end the same way."""

    def __init__(self, sentence: str, *, is_final: bool = False) -> None:
        super().__init__(sentence)
        self.is_final = is_final
