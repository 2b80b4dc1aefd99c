"""Takes the secret out of an address before a line of the log is written.

Whoever reads the log may see that a link was opened, and not which one.
"""

from __future__ import annotations

import logging
import re

# A link that is answered once, and those by which a report and a rating are followed.
SECRET = re.compile(r"(/[cfr]/)[\w-]{8,}")
HIDDEN = r"\1…"


def hidden(text: str) -> str:
    return SECRET.sub(HIDDEN, text)


class SecretAddresses(logging.Filter):
    """Stands at the handler, so that no logger passes it by."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = hidden(said), ()
        return True
