"""How the actions on bulletins are called in the trail."""

from __future__ import annotations

from cases.bulletins.rules.workflow import BulletinVerb

VERBS = {f"bulletin.{verb.value}": f"通报：{verb.label}" for verb in BulletinVerb} | {
    "bulletin.card_answer": "回应亮牌",
    "bulletin.download": "下载通报",
    "bulletin.checkpoint": "取走通报检查点",
}
