"""问题来源: by which door a matter came; a county keeps its own beside the usual ones.

A code begins with the kind on which the source hangs, so that whoever counts or checks by kind
needs no table: `hotline`, `other~grid`, `hotline~17` (a county's own, by the key of its row).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Q, TextChoices

from cadres.errors import Conflict, Invalid, NotPermitted
from cases.tickets.rules.vocabulary import HandlingClass, Source

MARK = "~"
OWN = re.compile(r"~[0-9]+$")
LONGEST_CODE, LONGEST_NAME, LONGEST_SHAPE = 20, 20, 40
DIGIT = "#"
# Named by the software itself, so that none can be closed.
NEEDED = frozenset(
    {
        *(Source.VISIT, Source.SERVICE_DAY, Source.PHONE, Source.SCAN, Source.INSPECTION),
        *(Source.BOARD, Source.OTHER),
    }
)
# What hangs on these is written by a door of its own and cannot be chosen.
NOT_OFFERED = frozenset({Source.SCAN, Source.INSPECTION})


class Filers(TextChoices):
    """登记人: who may file what came by this door."""

    CADRES = "cadres", "助企干部和县助企办"
    OFFICE = "office", "县助企办"
    SUPERVISORS = "supervisors", "督查机构"


class NumberRule(TextChoices):
    """来源编号: whether what comes by this door bears a number of its own."""

    MAY = "may", "有的填写"
    MUST = "must", "必须填写"
    NONE = "none", "没有编号"


@dataclass(frozen=True, slots=True)
class KnownSource:
    """One source as it stands in a county.

    `handling_class` is the class by whose limits the promise begins; empty leaves it to the
    category. `shape` says how its numbers look: `#` is a digit, all else stands for itself.
    """

    code: str
    name: str
    filers: str = Filers.OFFICE
    is_for_people: bool = False
    number: str = NumberRule.MAY
    shape: str = ""
    handling_class: str = ""
    is_open: bool = True

    @property
    def number_words(self) -> str:
        """Whether it bears numbers, and how they look."""
        return f"{NumberRule(self.number).label}{f'（{self.shape}）' if self.shape else ''}"

    @property
    def filers_words(self) -> str:
        return Filers(self.filers).label

    @property
    def class_words(self) -> str:
        return HandlingClass(self.handling_class).label if self.handling_class else "按问题类别"

    @property
    def is_own(self) -> bool:
        return is_own(self.code)

    @property
    def kind(self) -> Source:
        return kind_of(self.code)

    @property
    def may_close(self) -> bool:
        return self.code not in NEEDED


class AlreadyFiled(Conflict):
    """The same number of the same source is there; `ticket_id` is the first one's."""

    def __init__(self, sentence: str, ticket_id: int | None) -> None:
        super().__init__(sentence, {"source_number": sentence})
        self.ticket_id = ticket_id


def kind_of(code: str) -> Source:
    """Return the kind on which a source hangs."""
    return Source(code.partition(MARK)[0])


def of_kind(kind: Source, column: str = "source") -> Q:
    """The condition of whatever came by a source of the kind."""
    return Q(**{column: kind}) | Q(**{f"{column}__startswith": f"{kind}{MARK}"})


def own_code(kind: str, pk: int) -> str:
    return f"{kind}{MARK}{pk}"


def is_own(code: str) -> bool:
    """Is it a county's own, whose name stands in its row?"""
    return OWN.search(code) is not None


def check_may_file(source: KnownSource, *, is_office: bool) -> None:
    """Raise Invalid where it is closed, NotPermitted where it is filed by somebody else.

    What supervisors found is checked where they file it.
    """
    if not source.is_open:
        raise _wrong("source", f"来源“{source.name}”已停用，请选别的来源。")
    if source.filers == Filers.OFFICE and not is_office:
        raise NotPermitted(f"来源“{source.name}”的问题由县助企办登记。")


def check_number(source: KnownSource, number: str) -> None:
    """Raise Invalid where a number is missing, too many, or does not look like one."""
    if not number:
        if source.number == NumberRule.MUST:
            raise _wrong("source_number", f"来源“{source.name}”要填写来源编号。")
        return
    if source.number == NumberRule.NONE:
        raise _wrong("source_number", f"来源“{source.name}”没有编号，请留空。")
    if source.shape and not fits(source.shape, number):
        raise _wrong("source_number", f"编号的样子应为：{source.shape}（# 是一位数字）。")


def fits(shape: str, number: str) -> bool:
    """Does the number look like the shape? Width and blanks are ways of writing."""
    signs = (r"\d" if sign == DIGIT else re.escape(sign) for sign in plain_number(shape))
    return re.fullmatch("".join(signs), plain_number(number), re.ASCII) is not None


def plain_number(text: str) -> str:
    """Return a number as it is compared and kept."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def check(source: KnownSource) -> None:
    """Raise Invalid, field by field, where a source cannot be kept like this."""
    if is_own(source.code) and not source.name.strip():
        raise _wrong("name", "请填写来源名称。")
    if not source.is_open and not source.may_close:
        raise _wrong("is_open", f"系统登记时要用到“{source.name}”，不能停用。")
    if (source.filers == Filers.SUPERVISORS) != (source.kind is Source.INSPECTION):
        raise _wrong("filers", "督查机构登记的只有明察暗访。")
    if source.shape and source.number == NumberRule.NONE:
        raise _wrong("shape", "没有编号的来源不用填编号样子。")


def check_kind(kind: str) -> None:
    """Raise Invalid where a county's own source cannot hang on this kind."""
    if kind not in Source.values or kind in NOT_OFFERED:
        raise _wrong("kind", "请选择这个来源算作哪一类。")


def _wrong(field: str, sentence: str) -> Invalid:
    return Invalid(sentence, {field: sentence})
