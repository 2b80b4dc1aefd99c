"""A phone in front of the API: writes commands as its scripts do, and delivers them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import uuid
from datetime import timedelta
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from tests.cast import Person

SYNC, PORTFOLIO, KEY = "/api/v1/sync/", "/api/v1/sync/portfolio/", "/api/v1/sync/key/"
SEALED, RESULTS = "/api/v1/sync/sealed/", "/api/v1/sync/results/"
PASSCODE = "/api/v1/sync/passcode/"


def let_in(client: Any, person: Person) -> Any:
    """The browser of this phone, with a session of its person."""
    client.force_login(person.cadre, backend="cadres.sign_in.web.backends.AccountOrPhone")
    return client


def written(said: dict[str, Any]) -> dict[str, Any]:
    """The command with its digest, as JSON.stringify of sorted keys writes it."""
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return {**said, "digest": hashlib.sha256(text.encode()).hexdigest()}


def just_now() -> str:
    """When a phone wrote down what arrives a little later, by the clock that pages read."""
    return (timezone.localtime() - timedelta(minutes=5)).isoformat(timespec="seconds")


def command(verb: str, subject: Any = None, /, **more: Any) -> dict[str, Any]:
    """A command with an id of its own; `values` are its words, everything else as given."""
    said = {
        "id": str(uuid.uuid4()),
        "verb": verb,
        "subject": subject,
        "trunk": "",
        "made_at": just_now(),
        "values": {},
        "files": [],
    }
    return written(said | more)


def after(earlier: dict[str, Any]) -> dict[str, str]:
    """What an earlier command makes."""
    return {"command": earlier["id"]}


def visit(enterprise: int, /, **values: Any) -> dict[str, Any]:
    on = str(timezone.localdate())
    words = {"manner": "on_site", "purpose": "needs", "visited_on": on, "summary": ""}
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


def canonical(said: dict[str, Any]) -> bytes:
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()


def derived(material: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, b"zhuqi offline", info).derive(material)


def sealed(key: dict[str, Any], **said: Any) -> str:
    """An envelope as the scripts make it by WebCrypto, written from the page of the process alone:
    `key` is the answer of KEY, `said` the commands or the photo.
    """
    inside = {"person": key["person"], **said}
    own = derived(base64.b64decode(key["key"]), b"sealed")
    inside["mac"] = hmac.new(own, canonical(inside), hashlib.sha256).hexdigest()
    public = base64.b64decode(key["server_key"])
    curve, once = ec.SECP256R1(), ec.generate_private_key(ec.SECP256R1())
    point = once.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    server = ec.EllipticCurvePublicKey.from_encoded_point(curve, public)
    secret = derived(once.exchange(ec.ECDH(), server), b"envelope" + point + public)
    nonce = os.urandom(12)
    head = b"\x01" + base64.b64decode(key["server_key_id"]) + point + nonce
    return base64.b64encode(head + AESGCM(secret).encrypt(nonce, canonical(inside), head)).decode()


def bring(client: Any, *envelopes: str) -> Any:
    """Deliver envelopes; return the answer's JSON."""
    body = json.dumps({"envelopes": list(envelopes)})
    response = client.post(SEALED, body, content_type="application/json")
    assert response.status_code == 200, response.content.decode()
    return response.json()
