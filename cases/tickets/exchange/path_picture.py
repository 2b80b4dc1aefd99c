"""The ticket's path as a picture (SVG), drawn from the step table itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from xml.sax.saxutils import escape

from cases.tickets.rules.workflow import ENDED, ROAD_STEPS, STEPS, Action, Party, State, Step

ROAD = (
    State.FILED,
    State.ASSIGNED,
    State.IN_HAND,
    State.RESOLVED,
    State.UNCONFIRMED,
    State.CLOSED,
)
# States beside the road, below it; how one comes there and back is said in words.
SIDE = (
    *(State.ASKING, State.PARKED, State.PLANNED, State.HANDED_UP, State.UNREACHED),
    State.NO_ANSWER,
)
# The last ones, below them.
LAST = (State.MERGED, State.VOID)
BOX, GAP, TOP, HEIGHT = 120, 170, 150, 56
MARGIN = 20
LINE = 17
# From so many states on, an action is one of every stage.
EVERYWHERE = 5
WIDTH = 2 * MARGIN + len(ROAD) * BOX + (len(ROAD) - 1) * GAP
STYLE = (
    "text{font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;font-size:13px;"
    "fill:#1f2933}.state{font-size:16px;font-weight:600}.party{fill:#52606d;font-size:12px}"
    ".box{fill:#fff;stroke:#9f1d20;stroke-width:1.5}.end{fill:#f3f4f6;stroke:#52606d}"
    ".way{fill:none;stroke:#334e68;stroke-width:1.5;marker-end:url(#tip)}"
    ".back{stroke:#9a6700;stroke-dasharray:5 3}"
)

# All steps from one state to another: what is done, and by whom.
Ways = dict[tuple[State, State], dict[Action, list[Party]]]


def as_svg() -> str:
    """Return the picture: the straight road left to right, the ways back above, the rest below."""
    ways, stays = _ways(ROAD_STEPS), {state: _notes_of(state) for state in ROAD}
    below = TOP + HEIGHT + 24 + LINE * max(len(lines) for lines in stays.values()) + 30
    beside = {state: _notes_of(state) for state in (*SIDE, *LAST)}
    always = _always()
    lowest = below + HEIGHT + 24 + LINE * max(len(beside[state]) for state in SIDE) + 30
    ends = [below + HEIGHT + 24 + LINE * len(always)]
    ends += [lowest + HEIGHT + 24 + LINE * len(beside[state]) for state in LAST]
    height = max(ends) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        'role="img" aria-label="工单流程图">',
        f"<style>{STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="#334e68"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        *(_box(state, _left(state), TOP) for state in ROAD),
        *(_way(source, target, actions) for (source, target), actions in ways.items()),
        *(_notes(_left(state), TOP, lines) for state, lines in stays.items()),
        *(_box(state, _left(ROAD[i]), below) for i, state in enumerate(SIDE)),
        *(_notes(_left(ROAD[i]), below, beside[state]) for i, state in enumerate(SIDE)),
        *(_box(state, _left(ROAD[i]), lowest) for i, state in enumerate(LAST)),
        *(_notes(_left(ROAD[i]), lowest, beside[state]) for i, state in enumerate(LAST)),
        _text(_left(ROAD[-1]) + BOX // 2, below + 34, "各环节都可以", is_party=False),
        _notes(_left(ROAD[-1]), below, always),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _ways(steps: Iterable[Step]) -> Ways:
    ways: Ways = defaultdict(lambda: defaultdict(list))
    for step in steps:
        ways[step.source, step.target][step.action].append(step.party)
    return ways


def _notes_of(state: State) -> list[str]:
    """What is done without leaving the state; what leads here, and away, off the drawn road."""
    drawn = {(step.source, step.action) for step in ROAD_STEPS if step.target in ROAD}
    other = [step for step in STEPS if (step.source, step.action) not in drawn]
    stays = [s for s in STEPS if s.source == s.target == state and s.action not in _everywhere()]
    comes = [step for step in other if step.target == state != step.source]
    leaves = [step for step in other if step.source == state != step.target]
    own = state not in ROAD
    return [
        *(f"{action.label}：{_names(steps)}" for action, steps in _by_action(stays)),
        *(f"← {action.label}（{_sources(steps)}）" for action, steps in _by_action(comes)),
        *(
            f"→ {steps[0].target.label} {action.label}：{_names(steps)}"
            for action, steps in _by_action(leaves)
            if action not in _everywhere() and (own or steps[0].target in ROAD)
        ),
    ]


def _by_action(steps: Iterable[Step]) -> list[tuple[Action, list[Step]]]:
    found: dict[Action, list[Step]] = defaultdict(list)
    for step in steps:
        found[step.action].append(step)
    return list(found.items())


@cache
def _everywhere() -> frozenset[Action]:
    """Actions that can be done at every stage are said once."""
    found = _by_action(step for step in STEPS if step not in ROAD_STEPS)
    return frozenset(a for a, steps in found if len({s.source for s in steps}) >= EVERYWHERE)


def _always() -> list[str]:
    found = _by_action(step for step in STEPS if step.action in _everywhere())
    return [f"{action.label}{_end(steps)}：{_names(steps)}" for action, steps in found]


def _end(steps: list[Step]) -> str:
    target = steps[0].target
    return "" if target == steps[0].source else f" → {target.label}"


def _sources(steps: list[Step]) -> str:
    sources = dict.fromkeys(step.source for step in steps)
    if len(sources) >= EVERYWHERE:
        return "各在办环节"
    return "、".join(source.label for source in sources)


def _names(steps: Iterable[Step]) -> str:
    return _labels(step.party for step in steps)


def _labels(parties: Iterable[Party]) -> str:
    return "、".join(dict.fromkeys(party.label for party in parties))


def _left(state: State) -> int:
    return MARGIN + ROAD.index(state) * (BOX + GAP)


def _box(state: State, left: int, top: int) -> str:
    shape = "box end" if state in ENDED else "box"
    return (
        f'<rect class="{shape}" x="{left}" y="{top}" width="{BOX}" height="{HEIGHT}" rx="8"/>'
        f'<text class="state" x="{left + BOX // 2}" y="{top + 34}" text-anchor="middle">'
        f"{state.label}</text>"
    )


def _way(source: State, target: State, actions: dict[Action, list[Party]]) -> str:
    if source == target or target not in ROAD:
        return ""
    if ROAD.index(target) > ROAD.index(source):
        return _onward(source, actions)
    return _backward(source, target, actions)


def _onward(source: State, actions: dict[Action, list[Party]]) -> str:
    start, y = _left(source) + BOX, TOP + HEIGHT // 2
    lines = [
        line for action, parties in actions.items() for line in (action.label, _labels(parties))
    ]
    words = "".join(
        _text(start + GAP // 2 - 4, y - 10 - LINE * (len(lines) - 1 - i), line, i % 2 == 1)
        for i, line in enumerate(lines)
    )
    return f'<path class="way" d="M{start} {y}H{start + GAP - 4}"/>{words}'


def _backward(source: State, target: State, actions: dict[Action, list[Party]]) -> str:
    start, end = _left(source) + BOX // 2, _left(target) + BOX // 2
    # A longer way stands higher, so that no two cross.
    rise = 62 + 72 * (ROAD.index(source) - ROAD.index(target) - 1)
    top = TOP - rise
    line = "；".join(f"{action.label}：{_labels(parties)}" for action, parties in actions.items())
    curve = f"M{start - 12} {TOP}C{start - 12} {top} {end + 12} {top} {end + 12} {TOP - 4}"
    words = _text((start + end) // 2, top + rise // 4 - 12, line, is_party=False)
    return f'<path class="way back" d="{curve}"/>{words}'


def _notes(left: int, top: int, lines: list[str]) -> str:
    return "".join(
        f'<text class="party" x="{left}" y="{top + HEIGHT + 28 + LINE * i}">· {escape(line)}</text>'
        for i, line in enumerate(lines)
    )


def _text(x: int, y: int, line: str, is_party: bool) -> str:
    style = ' class="party"' if is_party else ""
    return f'<text{style} x="{x}" y="{y}" text-anchor="middle">{escape(line)}</text>'
