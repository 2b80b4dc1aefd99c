"""Every deed on a lead, by its address; whose it is, the table of steps says."""

from __future__ import annotations

from cases.exchange.letters.printing import PRINTER
from cases.leads.models import Lead
from cases.leads.rules.content import Feedback
from cases.leads.rules.matters import Body
from cases.leads.rules.procedure import Action, Refusal, Return
from cases.leads.rules.reader import Reader
from cases.leads.services import delivery, drafts, handling
from cases.leads.services.handling import Disposed
from cases.leads.web import forms, sent
from cases.leads.web.deed import RoomDeed, Words


def _plain(service):  # type: ignore[no-untyped-def]
    """A deed that asks for nothing, or whose form gives exactly what the service takes."""
    return lambda lead, actor, words: service(lead, actor=actor, **words)


def _refuse(lead: Lead, actor: Reader, words: Words) -> object:
    refusal, digest = Refusal(words["refusal"]), words["digest"]
    return drafts.refuse_lead(lead, refusal, words["reason"], actor=actor, digest=digest)


def _reason(service):  # type: ignore[no-untyped-def]
    return lambda lead, actor, words: service(lead, words["reason"], actor=actor)


def _issue(lead: Lead, actor: Reader, words: Words) -> object:
    return delivery.issue_letter(lead, actor=actor, printer=PRINTER)


def _sign(lead: Lead, actor: Reader, words: Words) -> object:
    return delivery.sign_lead(lead, words["receipt"], actor=actor, digest=words["digest"])


def _supply(lead: Lead, actor: Reader, words: Words) -> object:
    files = [sent.file_of(upload) for upload in words.get("files", ())]
    return delivery.supply_lead(lead, words["text"], files, actor=actor)


def _return(lead: Lead, actor: Reader, words: Words) -> object:
    return handling.return_lead(lead, words["missing"], actor=actor)


def _decline(lead: Lead, actor: Reader, words: Words) -> object:
    reason = Return(words["reason"])
    return handling.decline_lead(lead, reason, words["text"], actor=actor, printer=PRINTER)


def _forward(lead: Lead, actor: Reader, words: Words) -> object:
    return handling.forward_lead(lead, Body(words["body"]), words["text"], actor=actor)


def _take(lead: Lead, actor: Reader, words: Words) -> object:
    return handling.take_lead(lead, words["member_id"], actor=actor)


def _dispose(lead: Lead, actor: Reader, words: Words) -> object:
    return handling.dispose_lead(lead, Disposed(**words), actor=actor)


def _tell(lead: Lead, actor: Reader, words: Words) -> object:
    return delivery.tell_lead(lead, words["to_whom"], actor=actor)


def _feed_back(lead: Lead, actor: Reader, words: Words) -> object:
    kinds = tuple(part.strip() for part in words["kinds"].split("、") if part.strip())
    feedback = Feedback(
        words["code"],
        persons=words["persons"] or 0,
        kinds=kinds,
        body=words["body"],
        on=str(actor.today),
    )
    return handling.feed_back(lead, feedback, actor=actor, printer=PRINTER)


DEEDS = {
    deed.verb: deed
    for deed in (
        RoomDeed(
            "propose",
            Action.PROPOSE,
            "提交后内容不能再改，由另一位负责人审批。",
            forms.PlainForm,
            _plain(drafts.propose_lead),
            "已提请审批。",
        ),
        RoomDeed(
            "recall",
            Action.RECALL,
            "撤回后可以继续修改，改好后重新提请审批。",
            forms.PlainForm,
            _plain(drafts.recall_lead),
            "已撤回。",
            is_next=False,
        ),
        RoomDeed(
            "hand-back",
            Action.HAND_BACK,
            "退回起草人修改。",
            forms.ReasonForm,
            _reason(drafts.hand_back),
            "已退回修改。",
            is_next=False,
        ),
        RoomDeed(
            "refuse",
            Action.REFUSE,
            "不作为线索移送，写明情形和依据。决定后不能恢复。",
            forms.RefuseForm,
            _refuse,
            "已决定不予移送。",
            is_danger=True,
            is_next=False,
        ),
        RoomDeed(
            "approve",
            Action.APPROVE,
            "您的签名落在现在的内容上；内容改动，签名即失效。",
            forms.SignForm,
            _plain(drafts.approve_lead),
            "已审批同意。",
        ),
        RoomDeed(
            "tell",
            Action.TELL,
            "紧急线索当日先行告知（当面），随后在时限内补函。",
            forms.TellForm,
            _tell,
            "已登记先行告知（当面），请尽快补函。",
            is_next=False,
        ),
        RoomDeed(
            "issue",
            Action.ISSUE,
            "编号并固定移送函。此后函件不再改动。",
            forms.PlainForm,
            _issue,
            "移送函已编号。请打印用印后送达。",
        ),
        RoomDeed(
            "deliver",
            Action.DELIVER,
            "送达后，接收方的案管登记人可以阅卷；对方签收前本方仍可查看。",
            forms.ReceiptForm,
            _plain(delivery.deliver_lead),
            "已送达，等待签收。",
        ),
        RoomDeed(
            "sign",
            Action.SIGN,
            "签收后，移送方只保留编号、日期和结果，不能再看内容。",
            forms.ReceiptForm,
            _sign,
            "已签收。",
        ),
        RoomDeed(
            "accept",
            Action.ACCEPT,
            "受理后，移送方会看到“已受理办理中”。",
            forms.PlainForm,
            _plain(handling.accept_lead),
            "已受理。",
        ),
        RoomDeed(
            "return",
            Action.RETURN,
            "材料不足的，退回移送方补充。",
            forms.ReturnForm,
            _return,
            "已退回补充。",
            is_next=False,
        ),
        RoomDeed(
            "supply",
            Action.SUPPLY,
            "补充的材料提交后直接交给接收方，本方不再保留。",
            forms.SupplyForm,
            _supply,
            "补充材料已送交。",
        ),
        RoomDeed(
            "decline",
            Action.DECLINE,
            "不受理的，退回移送方并反馈原因。",
            forms.DeclineForm,
            _decline,
            "已退回。",
            is_next=False,
        ),
        RoomDeed(
            "forward",
            Action.FORWARD,
            "不属本机关管辖的，转有管辖权的机关。",
            forms.ForwardForm,
            _forward,
            "已登记转送。",
            is_next=False,
        ),
        RoomDeed(
            "take",
            Action.TAKE,
            "指定承办人办理。",
            forms.TakeForm,
            _take,
            "已分办。",
        ),
        RoomDeed(
            "dispose",
            Action.DISPOSE,
            "处置方式和说明只有接收方授权阅知人看得到。",
            forms.DisposeForm,
            _dispose,
            "已登记处置。",
        ),
        RoomDeed(
            "progress",
            Action.PROGRESS,
            "告知移送方仍在办理中，不带任何内容。",
            forms.PlainForm,
            _plain(handling.report_progress),
            "已反馈进展。",
            is_next=False,
        ),
        RoomDeed(
            "extend",
            Action.EXTEND,
            "特殊复杂的，经负责人批准延长一次。",
            forms.ReasonForm,
            _reason(handling.extend_lead),
            "办理期限已延长。",
            is_next=False,
        ),
        RoomDeed(
            "feed-back",
            Action.FEED_BACK,
            "移送方只看到反馈结果，看不到处置经过。",
            forms.FeedbackForm,
            _feed_back,
            "已反馈结果。",
        ),
        RoomDeed(
            "acknowledge",
            Action.ACKNOWLEDGE,
            "确认收到反馈。",
            forms.SignForm,
            _plain(handling.acknowledge_feedback),
            "已签收反馈。",
        ),
        RoomDeed(
            "close",
            Action.CLOSE,
            "各环节齐备，归入档案。",
            forms.PlainForm,
            _plain(handling.close_lead),
            "已归档。",
        ),
    )
}
VERBS = {deed.action: deed for deed in DEEDS.values()}
