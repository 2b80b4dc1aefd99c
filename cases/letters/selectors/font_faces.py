"""Whether a county's letters may be issued in what stands in for the standard's faces."""

from __future__ import annotations

from cadres.viewers.rules.viewer import Viewer
from cases.letters.rules.fonts import Standing
from cases.models import LetterFaces

ASK = (
    "本机没有公文用的{missing}字体，印发会换用代用字体，所以没有印发。"
    "请系统管理员装好字体，或请助企办主任在“文书设置”里同意使用代用字体（只需一次）。"
)


def are_agreed(county_id: int, standing: Standing, *, seen_by: Viewer) -> bool:
    """Did the head agree to just these? Others are asked about anew."""
    return LetterFaces.objects.filter(county=county_id, faces=standing.said).exists()
