"""How the actions on ratings of windows are called in the trail."""

from __future__ import annotations

from cases.window_ratings.rules.procedure import Verb
from cases.window_ratings.rules.ratings import RatingVerb

VERBS = {
    **{f"rating.{verb.value}": f"窗口评价：{verb.label}" for verb in RatingVerb},
    **{f"rating_case.{verb.value}": f"差评：{verb.label}" for verb in Verb},
    "rating.export": "导出窗口评价",
    "rating_published.export": "导出差评整改结果公示",
    "rating_case.take_over": "差评：随单位撤并改派",
}
