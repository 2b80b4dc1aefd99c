"""From facts to a sheet, from typed words to a sheet, and what a signature under it stands for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from cadres.errors import Invalid
from cases.letters.rules import facts as matter
from cases.letters.rules import layout, sheets
from cases.letters.rules.facts import Matter
from cases.letters.rules.kinds import LetterKind
from cases.letters.rules.kinds_of_letters import (
    dispatch_form,
    hint_letter,
    supervision_letter,
    talk_notice,
    upward,
    urge_notice,
)
from cases.letters.rules.sheets import Annex, LetterSheet
from cases.letters.rules.wording import clauses, copied_to, title_lines
from cases.letters.rules.wording.title_parts import width

COMPOSERS: dict[LetterKind, Callable[[Matter], LetterSheet]] = {
    LetterKind.DISPATCH: dispatch_form.sheet,
    LetterKind.URGE: urge_notice.sheet,
    LetterKind.HINT: hint_letter.sheet,
    LetterKind.LETTER: supervision_letter.sheet,
    LetterKind.TALK: talk_notice.sheet,
}
LONGEST_TITLE, LONGEST_BODY, MOST_ANNEXES = 120, 8000, 20
MOST_REPLY_DAYS = 60
UNSIGNED = frozenset({"number", "dated_on", "mark", "signatory"})
DRAFT_MARK = "草稿，尚未印发"


@dataclass(frozen=True, slots=True)
class Words:
    """What a clerk may change of a letter."""

    title: str
    addressee: str
    body: str
    urgency: str = ""
    annexes: tuple[str, ...] = ()
    contact: str = ""
    cc: tuple[str, ...] = ()
    reply_days: int = 0
    title_breaks: tuple[str, ...] = ()


def compose(kind: LetterKind, facts: Matter) -> LetterSheet:
    """Return the letter; what the enterprise typed is quoted without the blanks of a page."""
    title, described = clauses.tight(facts.title), clauses.tight(facts.description)
    return COMPOSERS[kind](replace(facts, title=title, description=described))


def words_of(sheet: LetterSheet, reply_days: int) -> Words:
    """The reverse of `reworded`, for a form."""
    urgency = next((one for one in clauses.Urgency if one.label == sheet.urgency), "")
    return Words(
        title=sheet.title,
        addressee=sheet.addressee,
        body=sheets.typed(sheet.body),
        urgency=str(urgency),
        annexes=tuple(annex.title for annex in sheet.annexes),
        contact=sheet.contact,
        cc=sheet.cc,
        reply_days=reply_days,
        title_breaks=sheet.title_breaks,
    )


def fields_of(words: Words) -> dict[str, Any]:
    """The words by the names of their fields."""
    return {one.name: getattr(words, one.name) for one in fields(words)}


def reworded(sheet: LetterSheet, words: Words) -> LetterSheet:
    """Return the sheet with the words of a person; its form and its head stay as they are.

    An annex that keeps its name keeps what hangs on it.
    """
    _check(words)
    upward.check_addressee(sheet.layout, words.addressee)
    clauses.refuse_secrets(words.body, words.addressee, words.contact, *words.annexes, *words.cc)
    kept = {annex.title: annex for annex in sheet.annexes}
    changed = replace(
        sheet,
        title=words.title.strip(),
        addressee=words.addressee.strip(),
        body=sheets.body_of(words.body),
        urgency=clauses.urgency_word(words.urgency),
        annexes=tuple(kept.get(title, Annex(title)) for title in words.annexes),
        contact=words.contact.strip(),
        cc=words.cc,
        title_breaks=tuple(line.strip() for line in words.title_breaks),
    )
    return sheets.cleaned(changed)


def signed_digest(data: Mapping[str, Any], unit_id: int | None, reply_days: int) -> str:
    """What a signature stands for: the words, to whom they go, and until when they are answered.

    Of the sheet as data; number and date are given at issue and are not signed.
    """
    words = {name: value for name, value in data.items() if name not in UNSIGNED}
    text = json.dumps([words, unit_id, reply_days], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _is_broken_well(words: Words) -> bool:
    """Nothing said, or just the title, on lines that fit and are longer than two signs."""
    said = [line.strip() for line in words.title_breaks]
    fits = all(
        len(line) >= title_lines.SHORTEST and width(line) <= layout.TITLE_CHARACTERS
        for line in said
    )
    return not said or (fits and "".join(said) == words.title.strip())


def _check(words: Words) -> None:
    days = f"{words.reply_days}个工作日内"
    wrong = {
        "title": not 0 < len(words.title.strip()) <= LONGEST_TITLE,
        "addressee": not words.addressee.strip(),
        "body": not 0 < len(words.body.strip()) <= LONGEST_BODY,
        "urgency": words.urgency not in clauses.Urgency.values,
        "annexes": len(words.annexes) > MOST_ANNEXES,
        "reply_days": not 0 <= words.reply_days <= MOST_REPLY_DAYS,
        "cc": any(not copied_to.is_organ(one) for one in words.cc),
        "title_breaks": not _is_broken_well(words),
    }
    said = {
        "title": f"请填写标题，不超过 {LONGEST_TITLE} 字",
        "addressee": "请填写主送单位",
        "body": f"请填写正文，不超过 {LONGEST_BODY} 字",
        "urgency": "请从列表中选择",
        "annexes": f"附件不超过 {MOST_ANNEXES} 个",
        "reply_days": f"请填写 0 至 {MOST_REPLY_DAYS} 的整数",
        "cc": copied_to.ORGANS_ONLY,
        "title_breaks": f"各行合起来要与标题一字不差，每行 3 至 {layout.TITLE_CHARACTERS} 字",
    }
    problems = {name: said[name] for name, is_wrong in wrong.items() if is_wrong}
    if not wrong["body"] and not matter.says_reply_days(words.body, words.reply_days):
        problems["body"] = f"正文要写明“{days}”回复，与回复期限一致"
    if problems:
        raise Invalid("没有保存：" + "；".join(problems.values()) + "。", problems)
