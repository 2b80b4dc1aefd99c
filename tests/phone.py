"""A phone in front of the API: writes commands as its scripts do, and delivers them."""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import Any

MADE_AT = "2026-11-20T10:00:00+08:00"
SYNC, PORTFOLIO, KEY = "/api/v1/sync/", "/api/v1/sync/portfolio/", "/api/v1/sync/key/"


def written(said: dict[str, Any]) -> dict[str, Any]:
    """The command with its digest, as JSON.stringify of sorted keys writes it."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return {**said, "digest": hashlib.sha256(text.encode()).hexdigest()}


def command(verb: str, subject: Any = None, /, **more: Any) -> dict[str, Any]:
    """A command with an id of its own; `values` are its words, everything else as given."""
    said = {
        "id": str(uuid.uuid4()),
        "verb": verb,
        "subject": subject,
        "trunk": "",
        "made_at": MADE_AT,
        "values": {},
        "files": [],
    }
    return written(said | more)


def after(earlier: dict[str, Any]) -> dict[str, str]:
    """What an earlier command makes."""
    return {"command": earlier["id"]}


def visit(enterprise: int, /, **values: Any) -> dict[str, Any]:
    words = {"manner": "on_site", "purpose": "needs", "visited_on": "2026-11-20", "summary": ""}
    return command("visit.log", enterprise, values=words | values)


def send(client: Any, *commands: dict[str, Any], **frame: Any) -> Any:
    """Deliver until all are decided, as a phone does; return the answer's JSON, all results in it.

    On a busy machine one request decides fewer: what has no result yet is sent again.
    """
    answer = _answered(client, *commands, **frame)
    results = answer["results"]
    while len(results) < len(commands):
        answer = _answered(client, *commands[len(results) :], **frame)
        assert answer["results"]
        results += answer["results"]
    return answer | {"results": results}


def _answered(client: Any, *commands: dict[str, Any], **frame: Any) -> Any:
    response = post(client, *commands, **frame)
    assert response.status_code == 200, response.content.decode()
    return response.json()


def post(client: Any, *commands: dict[str, Any], **frame: Any) -> Any:
    body = {"app": "1", "device": "", "store": "store-1", "waiting": len(commands), "newest": ""}
    body |= {"commands": list(commands)} | frame
    return client.post(SYNC, json.dumps(body), content_type="application/json")


def outcomes(answer: dict[str, Any]) -> list[str]:
    return [one["outcome"] for one in answer["results"]]
