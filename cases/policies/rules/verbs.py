"""How the actions of policies are called in the trail."""

from __future__ import annotations

from cases.policies.rules.policies import PolicyVerb

VERBS = {f"policy.{verb.value}": f"惠企政策：{verb.label}" for verb in PolicyVerb}
