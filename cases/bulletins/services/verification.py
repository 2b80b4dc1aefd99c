"""Counts every sealed bulletin anew from the events, and says which differ from their seal and why.

Three things are asked of each: does it still say what was sealed (digest, root, signature); do the
definitions read as they were sealed; do the events up to its cut-off still give its figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cadres.errors import Invalid
from cadres.viewers.rules.viewer import Viewer
from cases.bulletins.rules import checkpoints, contents, differences, task_figures
from cases.bulletins.rules import figures as rules
from cases.bulletins.rules.checkpoints import Checkpoint, Leaf
from cases.bulletins.rules.figures import Definition, Figures
from cases.bulletins.selectors import bulletins, unit_cards
from cases.bulletins.services import signing
from cases.bulletins.services.drafting import counted_anew
from cases.figures.rules.definitions import catalogue
from cases.figures.rules.definitions.entries import Measure, Ratio
from cases.models import Bulletin

CONTENT = "内容与封存时的摘要不符：封存以后，库里的文字、数或者口径被改动过。"
ROOT = "检查点里的各期通报与它的根摘要不符：检查点被改动过。"
UNSIGNED = "检查点的签名不符：检查点被改动过，或者不是用它写明的密钥签的。"
OTHER_KEY = "检查点不是用本站的密钥签的（密钥 {key}）。换过密钥的，请把旧密钥也列入 BULLETIN_KEYS。"
OTHER_LEAF = "检查点里写的摘要与库里这一期的不同。"
KEPT_ELSEWHERE = "{number}：外单位保管的检查点里是 sha256:{there}…，库里是 sha256:{here}…。"
GONE = "{number}：外单位保管的检查点里有，库里没有了。"
SHORT = "本县没有这样一套通报，或者检查点不是本站的：{origin}。"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of one bulletin found; no faults: it stands as it was sealed."""

    number: str
    faults: tuple[str, ...]


def verify_bulletin(row: Bulletin, *, actor: Viewer) -> Verdict:
    """Check one sealed bulletin or erratum against its seal, the catalogue and the events."""
    sealed = rules.from_data(row.figures)
    now = counted_anew(row, sealed, actor=actor)
    found = differences.between(sealed, now)
    faults = [
        *_of_content(row),
        *_of_checkpoint(row),
        *differences.changed_definitions(sealed, _known(sealed)),
        *(one.words for one in found),
        *unit_cards.faults(row, sealed),
    ]
    return Verdict(row.number, tuple(faults))


def verify_county(county_id: int, *, actor: Viewer) -> list[Verdict]:
    """Check all sealed bulletins of a county, and that each checkpoint holds those before it.

    What an erratum has corrected is measured by its newest erratum alone.
    """
    log = list(bulletins.log(county_id, seen_by=actor))
    leaves = tuple(Leaf(row.place or 0, row.content_digest, row.number) for row in log)
    corrected = {row.corrects_id for row in log if row.corrects_id}
    newest = {row.corrects_id: row.pk for row in log if row.corrects_id}
    found = []
    for at, row in enumerate(log, start=1):
        faults = list(_of_log(row, leaves[:at]))
        is_last_word = (
            row.pk not in corrected and newest.get(row.corrects_id or 0, row.pk) == row.pk
        )
        if is_last_word:
            faults += verify_bulletin(row, actor=actor).faults
        else:
            faults += [*_of_content(row), *_of_checkpoint(row)]
        found.append(Verdict(row.number, tuple(dict.fromkeys(faults))))
    return found


def verify_against(kept: Checkpoint, county_id: int, *, actor: Viewer) -> list[str]:
    """Compare a checkpoint that another body kept with what is sealed here: only that file counts.

    Names each bulletin that it holds and that says something else here, or is no more.
    """
    if kept.origin != checkpoints.origin(county_id):
        return [SHORT.format(origin=kept.origin)]
    faults = [] if kept.is_whole else [ROOT]
    faults += _of_signature(kept)
    here = {row.place: row for row in bulletins.log(county_id, seen_by=actor)}
    for leaf in kept.leaves:
        row = here.get(leaf.place)
        if row is None:
            faults.append(GONE.format(number=leaf.number))
            continue
        digest = contents.digest(bulletins.content(row))
        if digest != leaf.digest:
            faults.append(
                KEPT_ELSEWHERE.format(number=leaf.number, there=leaf.digest[:16], here=digest[:16])
            )
    return faults


def _of_content(row: Bulletin) -> Iterable[str]:
    if contents.digest(bulletins.content(row)) != row.content_digest:
        yield CONTENT


def _of_checkpoint(row: Bulletin) -> Iterable[str]:
    try:
        checkpoint = checkpoints.parsed(row.checkpoint)
    except Invalid as refused:
        return [refused.message]
    faults = [] if checkpoint.is_whole else [ROOT]
    if not checkpoint.leaves or checkpoint.leaves[-1].digest != row.content_digest:
        faults.append(OTHER_LEAF)
    return [*faults, *_of_signature(checkpoint)]


def _of_signature(checkpoint: Checkpoint) -> list[str]:
    if not signing.is_signed(checkpoint):
        return [UNSIGNED]
    if not signing.is_ours(checkpoint):
        return [OTHER_KEY.format(key=signing.fingerprint(checkpoint.key))]
    return []


def _of_log(row: Bulletin, leaves: Sequence[Leaf]) -> Iterable[str]:
    """Does its checkpoint hold just the bulletins that stand before it?"""
    try:
        kept = checkpoints.parsed(row.checkpoint).leaves
    except Invalid:
        return
    for place in range(max(len(kept), len(leaves))):
        there = kept[place] if place < len(kept) else None
        here = leaves[place] if place < len(leaves) else None
        if there != here:
            number = (there or here or leaves[-1]).number
            yield f"检查点里第 {place + 1} 期（{number}）与库里的不同：有通报被改动、删去或者插入。"


def _known(sealed: Figures) -> dict[str, Definition]:
    """By name what the catalogue says today under the versions that were sealed."""
    entries = {one.name: one for one in catalogue.every()}
    found = {}
    for one in sealed.definitions.values():
        entry = entries.get(one.name)
        if one.name in task_figures.MEASURES:
            found[one.name] = rules.definition_of(one.name)
        elif isinstance(entry, Ratio):
            found[one.name] = rules.defined(_version(entry, one.version))
        elif isinstance(entry, Measure):
            found[one.name] = rules.defined(entry)
    return found


def _version(entry: Ratio, version: int) -> Ratio:
    while entry.version != version and entry.replaces is not None:
        entry = entry.replaces
    return entry
