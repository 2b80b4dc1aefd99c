"""One transaction on the room's own database."""

from __future__ import annotations

from functools import partial

from django.db import transaction

DATABASE = "leads"
# A deed of the room, as the site's services use `transaction.atomic`.
together = partial(transaction.atomic, using=DATABASE)
