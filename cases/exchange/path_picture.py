"""The ticket's path as a picture (SVG), drawn from the step table itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from xml.sax.saxutils import escape

from cases.rules.workflow import STEPS, Action, Party, State

ROAD = (
    State.FILED,
    State.ASSIGNED,
    State.IN_HAND,
    State.RESOLVED,
    State.UNCONFIRMED,
    State.CLOSED,
)
BOX, GAP, TOP, HEIGHT = 120, 130, 150, 56
MARGIN = 20
LINE = 17
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
    ways = _ways()
    stays = _stays(ways)
    height = TOP + HEIGHT + 24 + LINE * max(len(lines) for lines in stays.values()) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        'role="img" aria-label="工单流程图">',
        f"<style>{STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
        'markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="#334e68"/></marker></defs>',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
        *(_box(state) for state in ROAD),
        *(_way(source, target, deeds) for (source, target), deeds in ways.items()),
        *(_notes(state, lines) for state, lines in stays.items()),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _ways() -> Ways:
    ways: Ways = defaultdict(lambda: defaultdict(list))
    for step in STEPS:
        ways[step.source, step.target][step.action].append(step.party)
    return ways


def _stays(ways: Ways) -> dict[State, list[str]]:
    """What is done without leaving a state, and the way out of the figures (作废)."""
    return {
        state: [
            *_sentences(ways.get((state, state), {})),
            *_sentences(ways.get((state, State.VOID), {}), f" → {State.VOID.label}"),
        ]
        for state in ROAD
    }


def _sentences(deeds: dict[Action, list[Party]], end: str = "") -> list[str]:
    return [f"{action.label}{end}：{_names(parties)}" for action, parties in deeds.items()]


def _names(parties: Iterable[Party]) -> str:
    return "、".join(party.label for party in parties)


def _left(state: State) -> int:
    return MARGIN + ROAD.index(state) * (BOX + GAP)


def _box(state: State) -> str:
    shape = "box end" if state is State.CLOSED else "box"
    left = _left(state)
    return (
        f'<rect class="{shape}" x="{left}" y="{TOP}" width="{BOX}" height="{HEIGHT}" rx="8"/>'
        f'<text class="state" x="{left + BOX // 2}" y="{TOP + 34}" text-anchor="middle">'
        f"{state.label}</text>"
    )


def _way(source: State, target: State, deeds: dict[Action, list[Party]]) -> str:
    if source == target or target not in ROAD:
        return ""
    if ROAD.index(target) > ROAD.index(source):
        return _onward(source, deeds)
    return _backward(source, target, deeds)


def _onward(source: State, deeds: dict[Action, list[Party]]) -> str:
    start, y = _left(source) + BOX, TOP + HEIGHT // 2
    lines = [line for action, parties in deeds.items() for line in (action.label, _names(parties))]
    words = "".join(
        _text(start + GAP // 2 - 4, y - 10 - LINE * (len(lines) - 1 - i), line, i % 2 == 1)
        for i, line in enumerate(lines)
    )
    return f'<path class="way" d="M{start} {y}H{start + GAP - 4}"/>{words}'


def _backward(source: State, target: State, deeds: dict[Action, list[Party]]) -> str:
    start, end = _left(source) + BOX // 2, _left(target) + BOX // 2
    # A longer way stands higher, so that no two cross.
    rise = 62 + 72 * (ROAD.index(source) - ROAD.index(target) - 1)
    top = TOP - rise
    line = "；".join(_sentences(deeds))
    curve = f"M{start - 12} {TOP}C{start - 12} {top} {end + 12} {top} {end + 12} {TOP - 4}"
    words = _text((start + end) // 2, top + rise // 4 - 12, line, is_party=False)
    return f'<path class="way back" d="{curve}"/>{words}'


def _notes(state: State, lines: list[str]) -> str:
    left = _left(state)
    return "".join(
        f'<text class="party" x="{left}" y="{TOP + HEIGHT + 28 + LINE * i}">· {escape(line)}</text>'
        for i, line in enumerate(lines)
    )


def _text(x: int, y: int, line: str, is_party: bool) -> str:
    style = ' class="party"' if is_party else ""
    return f'<text{style} x="{x}" y="{y}" text-anchor="middle">{escape(line)}</text>'
