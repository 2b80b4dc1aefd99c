"""Who gets what of ratings of windows; the row is a bad one of the handler's unit, not taken up."""

from __future__ import annotations

from tests.access.codes import OFFICE, REGION, STRANGER, UNIT, Codes, api, page

CENTRE = {"centre"}
WHOLE = CENTRE | OFFICE | REGION
READERS = WHOLE | UNIT
LISTERS = READERS | STRANGER | {"outsider"}
ARGUMENTS: dict[str, list[str]] = {
    "cases:rating": ["rating"],
    "cases:rating-public": ["county"],
    "api-rating-detail": ["rating"],
    "cases:rating-rater": ["rating"],
    "cases:rating-letter": ["rating"],
    "cases:rating-action": ["rating", "rating_address"],
    "cases:rating-file": ["rating_file"],
    "cases:rating-file-take-in": ["rating_file"],
    "cases:rating-file-choose": ["rating_file"],
}
TABLE: dict[str, Codes] = {
    "GET api-rating-list": api(rest=200),
    "GET api-rating-detail": api((200, READERS), rest=404),
    "GET cases:rating-list": page((200, LISTERS), rest=403),
    "GET cases:unit-sums": page((200, LISTERS - CENTRE), rest=403),
    "GET api-judged-units": api((200, LISTERS - CENTRE), rest=403),
    "GET cases:rating-export": page((200, LISTERS), rest=403),
    "GET cases:rating-published": page(rest=200),
    "GET cases:rating-public": page(rest=200, nobody=200),
    "GET cases:rating-published-export": page(rest=200),
    "GET cases:rating-file-list": page((200, CENTRE), rest=403),
    "GET cases:rating-file-new": page((200, CENTRE), rest=403),
    "POST cases:rating-file-new": page((422, CENTRE), rest=403),
    "GET cases:rating-file": page((200, CENTRE), rest=404),
    "POST cases:rating-file-choose": page((422, CENTRE), rest=404),
    "POST cases:rating-file-take-in": page((422, CENTRE), rest=404),
    "GET cases:rating": page((200, READERS), rest=404),
    "POST cases:rating-rater": page((200, CENTRE), (403, READERS - CENTRE), rest=404),
    "POST cases:rating-letter": page((409, CENTRE), (403, OFFICE | REGION), rest=404),
    "GET cases:rating-action": page((200, CENTRE), (403, OFFICE | REGION), rest=404),
    "POST cases:rating-action": page((302, CENTRE), (403, OFFICE | REGION), rest=404),
}
