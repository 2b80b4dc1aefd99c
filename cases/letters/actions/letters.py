"""What a person can do to a letter (文书): its words, its service, and the sentence afterwards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadres.files.services.uploads import Incoming
from cadres.pages.rules import wording
from cadres.pages.rules.action_fields import Choice, Day, Field, Files, Mark, Text
from cadres.viewers.rules.viewer import Viewer
from cases.letters.exchange import printing
from cases.letters.rules import organs
from cases.letters.rules.kinds import GATHERED, Delivery
from cases.letters.rules.organs import Organ
from cases.letters.rules.workflow import LetterVerb
from cases.letters.services.approving import approve_letter, propose_letter, refuse_letter
from cases.letters.services.bureaus import record_answer, sign_for
from cases.letters.services.delivery_and_reply import record_delivery, record_reply, record_seal
from cases.letters.services.drafting import withdraw_letter
from cases.models import Letter
from cases.tickets.actions.base.sentences import with_nobody
from cases.tickets.actions.base.shared_fields import note
from cases.tickets.selectors.handling import staffing


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: the letter as it stood before, and as the service returned it."""

    letter: Letter
    result: Letter
    actor: Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAction:
    """One thing that a person can do to a letter.

    `lead` says what it brings about, `lead_to_all` the same of what goes to all units; `service`
    takes the letter, `actor` and the words. `goes_back` says that ten seconds take it back.
    """

    verb: LetterVerb
    lead: str
    service: Callable[..., Letter]
    said: str | Callable[[Done], str]
    fields: tuple[Field, ...] = ()
    lead_to_all: str = ""
    is_danger: bool = False
    goes_back: bool = False

    def lead_of(self, letter: Letter) -> str:
        """Return the letter's title and what the action brings about for it."""
        said = self.lead_to_all if letter.kind in GATHERED else ""
        return f"{letter.title}。{said or self.lead}"

    def carry_out(self, letter: Letter, words: dict[str, Any], *, actor: Viewer) -> Letter:
        """Do it; return the letter after it."""
        return self.service(letter, actor=actor, **words)

    def tell(self, letter: Letter, result: Letter, actor: Viewer) -> str:
        """Return the sentence that says what really happened."""
        return self.said if isinstance(self.said, str) else self.said(Done(letter, result, actor))


# Whoever decides on a letter decides on what was shown.
_SEEN = Mark("digest")


def _proposed(done: Done) -> str:
    judge = organs.judge_of(Organ(done.letter.organ), done.letter.kind).label
    return f"已送审，{judge}会收到消息。"


def _issued(done: Done) -> str:
    letter = done.result
    said = f"已印发，文号 {letter.number}。请打印用印，再登记用印和送达。"
    return with_nobody(said, staffing.nobody_told([letter.unit], seen_by=done.actor))


def _deliver(
    letter: Letter,
    *,
    actor: Viewer,
    on: date,
    delivery: str,
    receiver: str,
    receipt: list[Incoming],
) -> Letter:
    slip = next(iter(receipt), None)
    return record_delivery(
        letter, actor=actor, on=on, delivery=delivery, receiver=receiver, receipt=slip
    )


def _delivered(done: Done) -> str:
    by = done.result.reply_due_on
    until = wording.day(by, done.actor.today)
    return f"送达已登记，等 {until} 前回复。" if by else "送达已登记。"


def _replied(done: Done) -> str:
    return f"回复已登记，{Organ(done.letter.organ).label}会收到消息。"


_ACTIONS = (
    LetterAction(
        verb=LetterVerb.SIGN,
        lead="签收只表示收到，不表示受理。",
        service=sign_for,
        said="已签收，发文单位会收到消息。",
    ),
    LetterAction(
        verb=LetterVerb.PROPOSE,
        lead="送审后由本机关负责人审批。内容再改，须重新送审。",
        lead_to_all="送审后由县领导签批全文。内容再改，须重新送审。",
        service=propose_letter,
        said=_proposed,
    ),
    LetterAction(
        verb=LetterVerb.APPROVE,
        lead="批准的是现在的内容；之后改动，审批失效。",
        fields=(_SEEN, note("审批意见")),
        service=approve_letter,
        said="审批通过，可以编号印发。",
        goes_back=True,
    ),
    LetterAction(
        verb=LetterVerb.REFUSE,
        lead="退回后由经办人修改，再送审。",
        fields=(_SEEN, Text("reason", "退回原因", rows=3)),
        service=refuse_letter,
        said="已退回修改，送审人会收到消息。",
    ),
    LetterAction(
        verb=LetterVerb.ISSUE,
        lead="印发时编号并定稿，不能再改动或撤销；成文日期是审批通过的日期。收文单位会收到消息，"
        "回复期限从今天起算。",
        lead_to_all="印发时编号、写上日期并定稿，发各承办单位；列入的督办同时发出。",
        service=printing.issue,
        said=_issued,
    ),
    LetterAction(
        verb=LetterVerb.WITHDRAW,
        lead="撤销后不能恢复，不占用文号，内容和原因保留在登记簿里。",
        fields=(Text("reason", "撤销原因", rows=2),),
        service=withdraw_letter,
        said="已撤销，没有编号，原因已记录。",
        is_danger=True,
    ),
    LetterAction(
        verb=LetterVerb.SEAL,
        lead="纸质文书已在印章管理人处用印。",
        service=record_seal,
        said="用印已登记。送达后请登记送达。",
    ),
    LetterAction(
        verb=LetterVerb.DELIVER,
        lead="登记后不能更改，请核对日期和签收人。",
        fields=(
            Day("on", "送达日期"),
            Choice("delivery", "送达方式", choices=Delivery.choices),
            Text("receiver", "签收人", longest=40, rows=0),
            Files(
                "receipt",
                "送达回执",
                most=1,
                help="可不传。签收后的回执扫描件或照片，不超过 20 MB。",
            ),
        ),
        service=_deliver,
        said=_delivered,
    ),
    LetterAction(
        verb=LetterVerb.REPLY,
        lead="登记后不能更改。",
        fields=(
            Text("reply", "回复", rows=5, help="写明原因和已采取的措施。"),
            Day("promised_on", "承诺办结日期", help="到这一天仍未办结的，启动下一级督办。"),
            Day("on", "回复日期", help="登记书面回复的，填收到书面回复的日期。"),
        ),
        service=record_reply,
        said=_replied,
    ),
)
OF_LETTERS = {action.verb: action for action in _ACTIONS}
# Bureaus answer each other's questions; who is supervised promises a day besides.
BETWEEN_BUREAUS = {
    LetterVerb.REPLY: LetterAction(
        verb=LetterVerb.REPLY,
        lead="写明是否立案、处理或核查的结果；对方书面答复的，由发文单位登记。",
        fields=(Text("reply", "答复", rows=5), Day("on", "答复日期")),
        service=record_answer,
        said="答复已登记，发文单位会收到消息。",
    ),
}


def of_letter(verb: LetterVerb, letter: Letter) -> LetterAction:
    """Return the action by which this is done to this letter."""
    if letter.organ == Organ.BUREAU:
        return BETWEEN_BUREAUS.get(verb, OF_LETTERS[verb])
    return OF_LETTERS[verb]
