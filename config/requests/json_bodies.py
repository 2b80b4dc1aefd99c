"""JSON that comes in: its texts can be stored and read, and it is not nested without end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError, ValidationError
from rest_framework.parsers import JSONParser

from cadres.submissions.rules import typed_values


class PlainJSONParser(JSONParser):
    """JSON whose texts keep the same rule; what is nested without end is no JSON of ours."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        try:
            found = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError from None
        for text in _inside(found):
            if typed_values.NUL in text:
                raise ParseError
            if sentence := typed_values.unreadable(text):
                raise ValidationError(sentence)
        return found


def _inside(found: Any) -> Iterator[str]:
    """Every text in it, keys included, without climbing down by recursion."""
    waiting = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
