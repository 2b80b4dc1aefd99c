"""Pictures as they are kept: upright, of a size to read by, and without what cameras write in."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pi_heif
from PIL import Image, ImageOps

from cadres.errors import Invalid

# The fine print of a contract on one photo stays legible; larger only costs the next reader's line.
LONGEST_EDGE = 2560
THUMBNAIL_EDGE = 320
QUALITY, THUMBNAIL_QUALITY = 85, 75
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")

pi_heif.register_heif_opener(thumbnails=False)
# Every size is checked below, in a sentence of our own.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True, slots=True)
class Picture:
    """What is kept of a picture; drawings stay PNG, everything else becomes JPEG."""

    content: bytes
    kind: str
    thumbnail: bytes


def clean(name: str, content: bytes, *, pixels: int) -> Picture:
    """Draw the picture anew, so that position, device and owner in the old file are gone.

    Its size is looked at before it is unpacked: a small file can hold a picture that fills all
    memory. Raises Invalid in a sentence that names the file.
    """
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
            _check_pixels(name, opened, pixels)
            return _redrawn(opened)
    except Invalid:
        raise
    except Exception as error:  # a decoder fails on broken bytes in whatever way it likes
        raise Invalid(f"《{name}》打不开：照片不完整或已损坏，请重新拍照或另选一张。") from error


def _check_pixels(name: str, opened: Image.Image, most: int) -> None:
    width, height = opened.size
    if width * height > most:
        raise Invalid(
            f"《{name}》有 {width}×{height} 像素，超过 {most // 10_000} 万像素的上限。"
            "请用普通画质重新拍照，或截图后再传。"
        )


def _redrawn(opened: Image.Image) -> Picture:
    kind = "png" if opened.format == "PNG" else "jpg"
    # Made smaller while it is read: the picture never lies in memory in full where it need not.
    opened.thumbnail((LONGEST_EDGE, LONGEST_EDGE), reducing_gap=2.0)
    drawn = _plain(ImageOps.exif_transpose(opened), kind)
    small = _plain(drawn, "jpg")
    small.thumbnail((THUMBNAIL_EDGE, THUMBNAIL_EDGE), reducing_gap=2.0)
    return Picture(
        content=_written(drawn, kind, QUALITY),
        kind=kind,
        thumbnail=_written(small, "jpg", THUMBNAIL_QUALITY),
    )


def _plain(image: Image.Image, kind: str) -> Image.Image:
    """Nothing but the dots: a fresh image that carries no word of the old one."""
    has_holes = image.has_transparency_data
    if kind == "png":
        dots = image.convert("RGBA" if has_holes else "RGB")
    else:
        dots = _on_white(image) if has_holes else image.convert("RGB")
    bare = Image.new(dots.mode, dots.size)
    bare.paste(dots)
    return bare


def _on_white(image: Image.Image) -> Image.Image:
    layer = image.convert("RGBA")
    ground = Image.new("RGBA", layer.size, "white")
    return Image.alpha_composite(ground, layer).convert("RGB")


def _written(image: Image.Image, kind: str, quality: int) -> bytes:
    held = io.BytesIO()
    if kind == "png":
        image.save(held, "PNG")
    else:
        image.save(held, "JPEG", quality=quality)
    return held.getvalue()
