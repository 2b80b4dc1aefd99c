"""What people write where a ledger asks whether a problem is closed and how it was rated.

A cell is understood as a whole or not at all: a word of the field with its marks, days and
remarks. What is not understood is asked of the county's office once and remembered; until then
its row is refused. Only an empty cell is the empty case.
"""

from __future__ import annotations

import re
import unicodedata

from django.db.models import TextChoices

from cadres.workbooks.rules.cell_text import is_nothing
from cases.tickets.rules.vocabulary import Satisfaction
from cases.tickets.rules.workflow import State

UNRATED = ""


class Standing(TextChoices):
    CLOSED = "closed", "算已办结"
    OPEN = "open", "算未办结"


# A longer cell is a report and no word; it is refused and not asked.
LONGEST = 40
DAY = re.compile(
    r"(?:20\d{2}[年\-./])?\d{1,2}[月\-./]\d{1,2}[日号]?|20\d{6}|20\d{2}年(?:\d{1,2}月份?)?"
)
WHOLE_DAY = re.compile(r"20\d{2}[年\-./]\d{1,2}[月\-./]\d{1,2}日?")
TICKED, CROSSED = "√✓✔☑✅🗸", "×✗✘✕✖❌☒"
MARK = re.compile(f"([{TICKED}{CROSSED}])")
PARTING = re.compile(r"[，,。.;；、:：!！/|()\[\]【】〔〕<>《》“”\"'‘’~—–\-\n]+")
# A remark with one of these may take back what the first words said.
DOUBT = re.compile(r"[未没不无待尚仍否但却除差拟□?]|正在|继续|部分|基本|预计|计划|长期|中$")

_DONE = (
    "(?:办结销号|完成销号|完成整改|完成办理|完成闭环|办理完毕|办理完成|办理完结|处理完毕|处理完成|"
    "处置完毕|整改完成|整改完毕|整改到位|解决到位|落实到位|解决完毕|解决完成|化解完毕|化解完成|"
    "办结|办完|办毕|办妥|办好|完结|结案|结办|销号|解决|化解|完成|闭环)"
)
_WORK = (
    "(?:办理|办|推进|处理|协调|整改|解决|落实|跟进|施工|进行|研究|实施|对接|化解|跟踪|核实|调查|建设|"
    "审批|洽谈|坚持|努力)"
)
_WHAT = "(?:本|该|此)?(?:问题|事项|诉求|工单|件)?"
CLOSED = re.compile(
    rf"{_WHAT}(?:现|目前|均|都|全部|已经|业已|已|完全|彻底|圆满|妥善|按期|按时|如期|提前|当日|当场|"
    rf"现场|逾期|超期)*{_DONE}了?|已结|是|对|y|yes|ok"
)
OPEN = re.compile(
    rf"{_WHAT}(?:目前|现|尚|暂时|暂|仍|还|均|都|逾期|超期|到期)*(?:未|没有|没|不能|无法|不)"
    rf"(?:能|予|得到|全部|完全|彻底|及时)*(?:{_DONE}|{_WORK}|结|启动|开工)(?:完成|完毕|到位|结|了)?"
    rf"|(?:目前|现|仍|还|尚|正在|正|在|处于|需|需要|持续|继续|长期|加快|有序|稳步|积极|逐步|全力|抓紧)*"
    rf"{_WORK}(?:之中|过程中|阶段|中)"
    rf"|(?:目前|现|仍|还|尚|需要|需)*(?:正在|持续|继续|长期)(?:在)?{_WORK}"
    rf"|(?:已经?|拟|将)?(?:列入|纳入).{{0,8}}计划(?:解决|办理|实施|推进)?"
    rf"|待(?:办理?|办结|解决|处理|研究|整改|落实|完成|推进|协调)"
    rf"|在办|挂账|长期|进行中|搁置|暂缓|否|未|不是|n|no|x"
)
# A ledger that came out of this site says where a ticket stands.
OURS = frozenset(state.label for state in State if state is not State.CLOSED)
LEVELS = {
    Satisfaction.VERY_SATISFIED: "非常满意 很满意 十分满意 特别满意 极为满意",
    Satisfaction.SATISFIED: "满意",
    Satisfaction.FAIRLY_SATISFIED: "基本满意",
    Satisfaction.DISSATISFIED: "不满意",
    Satisfaction.VERY_DISSATISFIED: "非常不满意 很不满意 十分不满意 特别不满意 极不满意",
}
LEVEL_OF = {word: level for level, words in LEVELS.items() for word in words.split()}
# Who says it, and how it was asked; none of it changes what was said.
SPEAKER = re.compile(
    r"^(?:企业|客户|对方|负责人|联系人|当事人|诉求人|来电人|该|对|经|电话|微信|现场|上门|已|回访|反馈|"
    r"评价|答复|结果|办理|处理|表示|为|均|都)+"
)
NOT_ASKED = re.compile(
    r"(?:企业|客户|对方|暂|尚|还|目前)*(?:未|没有|没|待)(?:进行|做|作|予)?"
    r"(?:回访|评价|评议|测评|参评|评|反馈|回复|答复|表态|打分)(?:到|中)?"
    r"|无法联系|联系不上|未接通|无人接听|未接|空号|拒绝评价|不评价|不予评价|" + OPEN.pattern
)


def closing_of(words: str) -> Standing | None:
    """Return whether the words say that a matter is closed; None where they cannot be sure."""
    if is_nothing(words):
        return Standing.OPEN
    for blank in ("", "\n"):
        pieces = _pieces(words, blank)
        found = [_standing(piece) for piece in pieces]
        if found and found[0] and _is_borne_out(found[0], pieces, found):
            return found[0]
    return None


def satisfaction_of(words: str, heading: str = "") -> str | None:
    """Return the level, `UNRATED` where nobody was asked, None where it cannot be told.

    是 and 否 are levels only under a heading that asks 是否满意.
    """
    if is_nothing(words):
        return UNRATED
    for blank in ("", "\n"):
        pieces = [
            piece if NOT_ASKED.fullmatch(piece) else SPEAKER.sub("", piece) or piece
            for piece in _pieces(words, blank)
        ]
        levels = {level for piece in pieces if (level := _level(piece, heading)) is not None}
        others = [piece for piece in pieces if _level(piece, heading) is None]
        if len(levels) == 1 and not any(map(DOUBT.search, others)):
            return levels.pop()
    return None


def day_in(words: str) -> str:
    """Return the day that is written out among the words, or nothing."""
    found = WHOLE_DAY.search(unicodedata.normalize("NFKC", words))
    return found.group() if found else ""


def key_of(words: str) -> str:
    """Return the words as they are remembered: days, blanks and punctuation say nothing new."""
    return "".join(_pieces(words, ""))


def _pieces(words: str, blank: str) -> list[str]:
    """Part a cell at its punctuation and marks; `blank` stands for what people space out with."""
    plain = unicodedata.normalize("NFKC", words.replace("\ufe0f", "")).casefold().strip()
    plain = MARK.sub("，\\1，", DAY.sub("，", plain))
    return [piece for piece in PARTING.split(re.sub(r"[^\S\n]+", blank, plain)) if piece.strip()]


def _standing(piece: str) -> Standing | None:
    if piece in TICKED or CLOSED.fullmatch(piece):
        return Standing.CLOSED
    is_open = piece in CROSSED or piece in OURS or OPEN.fullmatch(piece)
    return Standing.OPEN if is_open else None


def _is_borne_out(said: Standing, pieces: list[str], found: list[Standing | None]) -> bool:
    """Does nothing after the first words say otherwise, or make one doubt?"""
    if any(other not in (said, None) for other in found):
        return False
    remarks = [piece for piece, other in zip(pieces, found, strict=True) if other is None]
    return said is Standing.OPEN or not any(map(DOUBT.search, remarks))


def _level(piece: str, heading: str) -> str | None:
    if piece in LEVEL_OF:
        return LEVEL_OF[piece]
    if "是否" in heading and (yes := _standing(piece)) and len(piece) == 1:
        is_yes = yes is Standing.CLOSED
        return Satisfaction.SATISFIED if is_yes else Satisfaction.DISSATISFIED
    return UNRATED if NOT_ASKED.fullmatch(piece) else None
