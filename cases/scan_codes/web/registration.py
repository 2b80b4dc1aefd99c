"""What the rooms of codes tell the rooms below them when the site starts."""

from __future__ import annotations

from cadres.files.services import export_files
from cases.code_ratings.services import registration as code_ratings
from cases.enterprise_side.services import registration as enterprise_side
from cases.scan_codes.web.sheet_exports import SHEETS


def register() -> None:
    enterprise_side.register()
    code_ratings.register()
    for export in SHEETS:
        export_files.register(export)
