"""Photos as phones take them: turned, with their place in them, and in the phones' own kinds."""

from __future__ import annotations

import base64
import io

from PIL import Image

ORIENTATION, MAKER, GPS = 0x0112, 0x010F, 0x8825
# 64 by 32 dots of red, with a maker and a place inside.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAA"
    "AAAAADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAABoAAgAAAAAB/AABAAAAAAAAAJ4AAAA4aWluZgAAAAAAAgAAABVp"
    "bmZlAgAAAAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZo"
    "dmNDAQNwAAAAkAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAA"
    "AwAAAwAeoCCBBZbq5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAA"
    "AAAAQAAAAEAAAAAoY2xhcAAAAEAAAAABAAAAIAAAAAEAAAAAAAAAAv///+AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1h"
    "AAAAAAAAAAEAAQWBAgMFhAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAAwG1kYXQAAAAWKAGvGYDvSaW//9/jH/X2r/im"
    "taY+bgAAAAZFeGlmAABNTQAqAAAACAACAQ8AAgAAAAcAAAAmiCUABAAAAAEAAAAuAAAAAEdlcmFldAAAAAQAAQACAAAAAk4A"
    "AAAAAgAFAAAAAwAAAGQAAwACAAAAAkUAAAAABAAFAAAAAwAAAHwAAAAAAAAAIQAAAAEAAAAdAAAAAQAAAAwAAAABAAAAcAAA"
    "AAEAAAAZAAAAAQAAACgAAAAB"
)


def photo(width: int = 120, height: int = 80, kind: str = "JPEG") -> bytes:
    """A photo held upright, as the camera writes it down: lying, with a word how to turn it."""
    lying = Image.new("RGB", (width, height), "steelblue")
    known = Image.Exif()
    known[ORIENTATION], known[MAKER] = 6, "Geraet"
    place = known.get_ifd(GPS)
    place.update({1: "N", 2: (33.0, 29.0, 12.0), 3: "E", 4: (112.0, 25.0, 40.0)})
    return _written(lying, kind, exif=known.tobytes())


def noisy(width: int, height: int) -> bytes:
    """A photo that does not become small by itself."""
    return _written(Image.effect_noise((width, height), 90).convert("RGB"), "JPEG", quality=92)


def large() -> bytes:
    """Nearly five megabytes, as a phone's camera makes them: much detail, nothing sharp."""
    grains = Image.effect_noise((4032 // 14, 3024 // 14), 90).convert("RGB")
    return turned(_written(grains.resize((4032, 3024)), "JPEG", quality=100))


def turned(content: bytes) -> bytes:
    """The same photo with a camera's words in it, to be turned upright."""
    known = Image.Exif()
    known[ORIENTATION], known[MAKER] = 6, "Geraet"
    mark = b"Exif\0\0" + known.tobytes().removeprefix(b"Exif\0\0")
    return content[:2] + b"\xff\xe1" + (len(mark) + 2).to_bytes(2, "big") + mark + content[2:]


def bomb(edge: int = 9000) -> bytes:
    """Some kilobytes that unpack to 81 million dots."""
    return _written(Image.new("1", (edge, edge)), "PNG")


def known_of(content: bytes) -> dict[str, object]:
    """Everything that a picture says besides its dots."""
    with Image.open(io.BytesIO(content)) as opened:
        said = dict(opened.getexif()) | dict(opened.getexif().get_ifd(GPS))
        return said | {key: value for key, value in opened.info.items() if key in {"exif", "xmp"}}


def size_of(content: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(content)) as opened:
        return opened.size


def _written(image: Image.Image, kind: str, **more: object) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **more)
    return held.getvalue()
