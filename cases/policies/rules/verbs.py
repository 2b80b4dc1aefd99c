"""How the actions of policies are called in the trail."""

from __future__ import annotations

from cases.policies.rules.policies import PolicyVerb

VERBS = {
    **{f"policy.{verb.value}": f"惠企政策：{verb.label}" for verb in PolicyVerb},
    "policy.tell": "告知企业政策",
    "policy.refused": "申报被拒登记为工单",
    "policy.import": "导入惠企政策清单",
    "policy.export": "导出政策的企业名单",
}
