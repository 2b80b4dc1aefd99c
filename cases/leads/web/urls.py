"""The addresses of the room. Each view stands behind the door; a test holds that none does not."""

from __future__ import annotations

from django.urls import path, register_converter

from cases.leads.web import desk, keys, members, pages, room_trail
from cases.leads.web.deeds import DEEDS

app_name = "leads"


class VerbConverter:
    """Only the verbs of deeds; anything else is an address that is not there."""

    regex = "|".join(DEEDS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(VerbConverter, "room_verb")

urlpatterns = [
    path("leads/", desk.desk, name="desk"),
    path("leads/search/", desk.search, name="search"),
    path("leads/found/", keys.found, name="found"),
    path("leads/key/", keys.key, name="key"),
    path("leads/key/new/", keys.new_key, name="key-new"),
    path("leads/key/close/", keys.close, name="key-close"),
    path("leads/members/", members.rows, name="members"),
    path("leads/members/add/", members.add, name="member-add"),
    path("leads/trail/", room_trail.rows, name="trail"),
    path("leads/new/", pages.new, name="new"),
    path("leads/<int:pk>/", pages.detail, name="detail"),
    path("leads/<int:pk>/edit/", pages.edit, name="edit"),
    path("leads/<int:pk>/files/add/", pages.add_file, name="file-add"),
    path("leads/<int:pk>/files/<int:piece>/", pages.file, name="file"),
    path("leads/<int:pk>/files/<int:piece>/remove/", pages.remove_file, name="file-remove"),
    path("leads/<int:pk>/letters/<int:piece>.pdf", pages.letter, {"form": "pdf"}, "letter-pdf"),
    path("leads/<int:pk>/letters/<int:piece>.docx", pages.letter, {"form": "docx"}, "letter-docx"),
    path("leads/<int:pk>/readers/add/", pages.add_reader, name="reader-add"),
    path("leads/<int:pk>/recuse/", pages.step_back, name="recuse"),
    path("leads/<int:pk>/<room_verb:verb>/", pages.deed, name="deed"),
]
