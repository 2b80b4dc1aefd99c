"""How long a zip archive says its list of parts is, before any of it is read."""

from __future__ import annotations

# A document of thousands of pictures has a list of some hundred kilobytes; reading twenty megabytes
# of it fills memory and takes seconds.
LONGEST = 512 * 1024
END, END_LENGTH, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
LOCATOR, LOCATOR_LENGTH, WIDE_END = b"PK\x06\x07", 20, b"PK\x06\x06"


def is_too_long(content: bytes) -> bool:
    return length(content) > LONGEST


def length(content: bytes) -> int:
    """Return the length in bytes; where two ends contradict each other, the larger one."""
    end = content.rfind(END, max(0, len(content) - END_LENGTH - LONGEST_COMMENT))
    if end < 0:
        return 0
    plain = int.from_bytes(content[end + 12 : end + 16], "little")
    if content[max(0, end - LOCATOR_LENGTH) : end].startswith(LOCATOR):
        wide = content.rfind(WIDE_END, 0, end)
        return max(plain, int.from_bytes(content[wide + 40 : wide + 48], "little"))
    return plain
