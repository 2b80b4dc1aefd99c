"""Files in pieces by the enterprise's one-time link; once it is used or over, nothing is taken."""

from __future__ import annotations

from django.utils import timezone
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from cadres.files.api import uploads
from cadres.files.rules.uploads import Sender
from cases.tickets.services.closing.closing import open_link, sender_by_link


class ByLink:
    """The token in the address is the secret, as for the link's page: no session, no cookie."""

    authentication_classes: tuple[type, ...] = ()
    permission_classes = (AllowAny,)

    def sender(self, request: Request) -> Sender:
        token, at = self.kwargs["token"], timezone.now()
        open_link(token, at=at)
        return sender_by_link(token, at=at)


class LinkUploadsView(ByLink, uploads.UploadsView):
    """Announce a file."""


class LinkUploadPieceView(ByLink, uploads.UploadPieceView):
    """Send one piece."""


class LinkUploadFinishView(ByLink, uploads.UploadFinishView):
    """All pieces are sent."""


class LinkUploadRemoveView(ByLink, uploads.UploadRemoveView):
    """Take a file back."""
