"""What a flag says, in a sentence with its reason."""

from __future__ import annotations

from cases.early_warning.rules.vocabulary import FlagKind

# Whoever may not see the other ticket is told that there is one.
SOMEWHERE = "本县另一张工单"


def sentence(kind: str, amount: int, words: str, other: str) -> str:
    """Say what was noticed; `other` is the number of the other ticket, empty where hidden."""
    where = other or SOMEWHERE
    match FlagKind(kind):
        case FlagKind.SHORT if not amount:
            return "办理情况里只有客套、已收悉、已转办之类的话，没有说到这件事本身。"
        case FlagKind.SHORT:
            return f"除去客套、已收悉、已转办之类的话，办理情况只剩 {amount} 个字。"
        case FlagKind.LEFT_OUT:
            return f"来件逐条提了要求，办理情况好像没有说到{words}。"
        case FlagKind.COPIED:
            return f"办理情况与{where}的大部分相同，而两件反映的不是一回事。"
        case _:
            said = "一模一样" if amount else "看上去是同一张照片"
            return f"佐证材料《{words}》与{where}上的文件{said}。"
