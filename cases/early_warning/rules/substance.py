"""What an answer says (实质内容) once greetings, receipts, forwardings and thanks are left out."""

from __future__ import annotations

import re

# A title or a message repeated in quotation marks says nothing new.
_QUOTED = re.compile(r"[“\"《【][^”\"》】]{6,60}[”\"》】]|[（(]详见[：:]?|https?://\S+")
_DAY = re.compile(r"\d{2,4}年\d{1,2}月\d{1,2}日?|\d{1,2}月\d{1,2}日$")
_ENDS = re.compile(r"[。！!？?；;\n\r\t\u3000]+|\s{2,}")
_COMMA = re.compile(r"[，,：:]")
_SUBJECT = (
    r"(?:您|你|网友|网民|市民|企业|贵公司)?(?:所|的)?"
    r"(?:反映|提出|反应|咨询|留言|来信|来电|诉求|帖文|建议|回信|问题|情况|信件)"
)
# Clauses that are courtesy, that say that it was received, or that it was handed on.
_COURTESY = re.compile(
    r"^(?:(?:尊敬|亲爱)的|(?:网友|网民|市民)|(?:您|你)好|感谢|谢谢|再次感谢|特此|此致|敬礼|祝|"
    r"现将.{0,60}(?:答复|回复|告知|说明)(?:如下)?|(?:现|兹)?(?:答复|回复|说明)如下|"
    r"敬请(?:关注|谅解|理解)|请(?:您)?(?:继续)?(?:关注|谅解|理解)|希望|欢迎|如有|若有|收到您|"
    r"[A-Za-z]{0,3}\d{4,}|.{0,12}感谢您?对|以便)"
)
_RECEIVED = re.compile(rf"{_SUBJECT}?.{{0,40}}(?:已|均已|已经)?(?:收悉|收到|知悉|获悉|受理)$")
_ABOUT = re.compile(
    r"^(?:关于|针对|对于|就)?(?:您|你)?.{0,30}(?:反映|提出|咨询|留言).{0,40}(?:问题|情况|事项|留言)$"
)
_FORWARDED = re.compile(
    r"(?:已|已经|将|我们已|现已|均已|一并|并).{0,24}"
    r"(?:转(?:交|至|给|由|到|办|请|相关|有关|[^变让租账卖型正移入为换]{1,14}(?:局|委|办|区|县|市|镇|乡|部门|单位|中心))"
    r"|移交|交办|批转|责成|交由|反馈至|提交).{0,40}$"
    r"|(?:正在|将会|会).{0,16}(?:交办|调查|核实|处理|研究|办理|落实)(?:处理|之)?中?$"
    r"|(?:调查|核实|核查|按(?:规定|实际情况))(?:、|和)?(?:处理|核处|处置|办理|办复|答复|回复|研究)+$"
)
_WHO = re.compile(r"^[“”\"A-Za-z\d\s：:，,、.．—-]+$")


def said(answer: str) -> str:
    """Return the clauses that say something of the matter, joined; empty where none does."""
    plain = _DAY.sub("", _QUOTED.sub("", answer))
    kept = [_clauses(sentence.strip()) for sentence in _ENDS.split(plain)]
    return "".join(one for one in kept if one)


def length(answer: str) -> int:
    """Return of how many characters that consists, spaces not counted."""
    return len("".join(said(answer).split()))


def _clauses(sentence: str) -> str:
    parts = [part.strip() for part in _COMMA.split(sentence)]
    return "，".join(part for part in parts if part and not _is_empty(part))


def _is_empty(clause: str) -> bool:
    return bool(
        _WHO.match(clause)
        or _COURTESY.match(clause)
        or _RECEIVED.search(clause)
        or _ABOUT.match(clause)
        or _FORWARDED.search(clause)
    )
