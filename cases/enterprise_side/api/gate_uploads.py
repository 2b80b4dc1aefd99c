"""Files in pieces by the code at the gate, for one open page; without the code nothing is taken."""

from __future__ import annotations

from django.utils import timezone
from rest_framework.permissions import AllowAny
from rest_framework.request import Request

from cadres.files.api import uploads
from cadres.files.rules.uploads import Sender
from cases.enterprise_side.services.scanning import sender_by_code


class ByCode:
    """The code and the number of the page are in the address: no session, no cookie."""

    authentication_classes: tuple[type, ...] = ()
    permission_classes = (AllowAny,)

    def sender(self, request: Request) -> Sender:
        return sender_by_code(self.kwargs["token"], self.kwargs["form"], at=timezone.now())


class GateUploadsView(ByCode, uploads.UploadsView):
    """Announce a file."""


class GateUploadPieceView(ByCode, uploads.UploadPieceView):
    """Send one piece."""


class GateUploadFinishView(ByCode, uploads.UploadFinishView):
    """All pieces are sent."""


class GateUploadRemoveView(ByCode, uploads.UploadRemoveView):
    """Take a file back."""
