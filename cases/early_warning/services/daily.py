"""Each night, county by county: photos, answers, warnings, and how often each kind was right."""

from __future__ import annotations

from datetime import datetime

from cadres.jobs.services import job_runs
from cadres.models import Region, RegionLevel
from cadres.viewers.rules.viewer import Viewer
from cases.early_warning.services import answer_flags, hit_rates, picture_hashing, warning_sweep


def run(at: datetime) -> int:
    """Look at what is new; return of how many things. What fails stops no other county."""
    actor = Viewer.system(at)
    counties = list(Region.objects.filter(level=RegionLevel.COUNTY).values_list("pk", flat=True))
    done = picture_hashing.hash_pictures(actor=actor)
    done += job_runs.each("answers of county", counties, lambda pk: _answers(pk, actor))
    done += job_runs.each("warnings of county", counties, lambda pk: _warnings(pk, actor))
    return done


def _answers(county_id: int, actor: Viewer) -> int:
    return answer_flags.sweep(county_id, actor=actor)


def _warnings(county_id: int, actor: Viewer) -> int:
    found = warning_sweep.sweep(county_id, actor=actor)
    hit_rates.count(county_id, actor=actor)
    return found
