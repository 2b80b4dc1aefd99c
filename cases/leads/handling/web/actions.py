"""Every action on a lead, by its address; whose it is, the table of steps says."""

from __future__ import annotations

from cases.leads.handling.rules.archive import KeptCopy
from cases.leads.handling.rules.suggestions import Suggestion
from cases.leads.handling.services import delivery, drafts, receiving, suggestions
from cases.leads.handling.web import forms, suggestion_forms
from cases.leads.handling.web.action_values import RoomAction, Words
from cases.leads.procedure.models.leads import Lead
from cases.leads.procedure.rules.content import Feedback
from cases.leads.procedure.rules.procedure import Action, Refusal
from cases.leads.procedure.rules.vocabulary import Route
from cases.leads.readers.services import reporters
from cases.leads.vault.rules.reader import Reader
from cases.leads.vault.web import incoming_files
from cases.leads.vault.web.forms import PlainForm, ReasonForm
from cases.letters.exchange.printing import PRINTER


def _plain(service):  # type: ignore[no-untyped-def]
    """An action that asks for nothing, or whose form gives exactly what the service takes."""
    return lambda lead, actor, words: service(lead, actor=actor, **words)


def _refuse(lead: Lead, actor: Reader, words: Words) -> object:
    refusal, digest = Refusal(words["refusal"]), words["digest"]
    return drafts.refuse_lead(lead, refusal, words["reason"], actor=actor, digest=digest)


def _reason(service):  # type: ignore[no-untyped-def]
    return lambda lead, actor, words: service(lead, words["reason"], actor=actor)


def _issue(lead: Lead, actor: Reader, words: Words) -> object:
    return delivery.issue_letter(lead, actor=actor, printer=PRINTER)


def _deliver(lead: Lead, actor: Reader, words: Words) -> object:
    given = {name: words.get(name, "") for name in ("copy_number", "place", "holder")}
    more = {"digest": words["digest"], "receipt": words["receipt"]}
    return delivery.deliver_lead(lead, actor=actor, kept=KeptCopy(**given), **more)


def _sign(lead: Lead, actor: Reader, words: Words) -> object:
    return delivery.sign_lead(lead, words["receipt"], actor=actor, digest=words["digest"])


def _supply(lead: Lead, actor: Reader, words: Words) -> object:
    files = [incoming_files.file_of(upload) for upload in words.get("files", ())]
    return delivery.supply_lead(lead, words["text"], files, actor=actor)


def _suggest(lead: Lead, actor: Reader, words: Words) -> object:
    return suggestions.suggest_lead(lead, Suggestion(**words), actor=actor)


def _decide(lead: Lead, actor: Reader, words: Words) -> object:
    return suggestions.decide_lead(lead, actor=actor, digest=words["digest"])


def _carried_out(service, action: Action, **more: object):  # type: ignore[no-untyped-def]
    """As it was approved; of a body outside what its paper says goes along."""

    def run(lead: Lead, actor: Reader, words: Words) -> object:
        said = {name: value for name, value in words.items() if name != "sure"}
        on_paper = Suggestion(action, **said) if lead.route == Route.OUTWARD else None
        return service(lead, actor=actor, on_paper=on_paper, **more)

    return run


def _inform(action: Action):  # type: ignore[no-untyped-def]
    return lambda lead, actor, words: reporters.inform_reporter(
        lead, action, words["how"], actor=actor
    )


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
    return receiving.feed_back(lead, feedback, actor=actor, printer=PRINTER)


ACTIONS = {
    action.verb: action
    for action in (
        RoomAction(
            "propose",
            Action.PROPOSE,
            "提交后内容不能再改，由另一位负责人审批。",
            PlainForm,
            _plain(drafts.propose_lead),
            "已提请审批。",
        ),
        RoomAction(
            "recall",
            Action.RECALL,
            "撤回后可以继续修改，改好后重新提请审批。",
            PlainForm,
            _plain(drafts.recall_lead),
            "已撤回。",
            is_next=False,
        ),
        RoomAction(
            "hand-back",
            Action.HAND_BACK,
            "退回起草人修改。",
            ReasonForm,
            _reason(drafts.hand_back),
            "已退回修改。",
            is_next=False,
        ),
        RoomAction(
            "refuse",
            Action.REFUSE,
            "不作为线索移送，写明情形和依据。决定后不能恢复。",
            forms.RefuseForm,
            _refuse,
            "已决定不予移送。",
            is_danger=True,
            is_next=False,
        ),
        RoomAction(
            "approve",
            Action.APPROVE,
            "您的签名落在现在的内容上；内容改动，签名即失效。",
            forms.SignForm,
            _plain(drafts.approve_lead),
            "已审批同意。",
        ),
        RoomAction(
            "tell",
            Action.TELL,
            "紧急线索当日先行告知（当面），随后在时限内补函。",
            forms.TellForm,
            _tell,
            "已登记先行告知（当面），请尽快补函。",
            is_next=False,
        ),
        RoomAction(
            "issue",
            Action.ISSUE,
            "编号并固定移送函。此后函件不再改动。",
            PlainForm,
            _issue,
            "移送函已编号。请打印用印后送达。",
        ),
        RoomAction(
            "deliver",
            Action.DELIVER,
            "送达后，接收方的案管登记人可以阅卷；对方签收前本方仍可查看，签收后只剩编号、日期、结果和存档记录。请写明本机关留存的纸质函在哪里。",
            forms.DeliverForm,
            _deliver,
            "已送达，等待签收。",
        ),
        RoomAction(
            "sign",
            Action.SIGN,
            "签收后，移送方只保留编号、日期和结果，不能再看内容。",
            forms.ReceiptForm,
            _sign,
            "已签收。",
        ),
        RoomAction(
            "suggest",
            Action.SUGGEST,
            "提出拟办意见，送负责人或者分管负责人审批。",
            suggestion_forms.SuggestForm,
            _suggest,
            "拟办意见已送审。",
        ),
        RoomAction(
            "decide",
            Action.DECIDE,
            "您的签名落在线索内容和拟办意见上；批准后由案管登记人照此办理。",
            suggestion_forms.DecideForm,
            _decide,
            "已批准拟办意见。",
        ),
        RoomAction(
            "rework",
            Action.REWORK,
            "不同意拟办意见的，写明理由，退回重拟。",
            ReasonForm,
            _reason(suggestions.rework_lead),
            "已退回重拟。",
            is_next=False,
        ),
        RoomAction(
            "accept",
            Action.ACCEPT,
            "受理后，移送方会看到“已受理办理中”；批准的承办人由此成为授权阅知人。",
            suggestion_forms.AcceptForm,
            _carried_out(receiving.accept_lead, Action.ACCEPT),
            "已受理并分办。",
        ),
        RoomAction(
            "return",
            Action.RETURN,
            "材料不足的，退回移送方补充。",
            suggestion_forms.ReturnForm,
            _carried_out(receiving.return_lead, Action.RETURN),
            "已退回补充。",
        ),
        RoomAction(
            "supply",
            Action.SUPPLY,
            "补充的材料提交后直接交给接收方，本方不再保留。",
            forms.SupplyForm,
            _supply,
            "补充材料已送交。",
        ),
        RoomAction(
            "decline",
            Action.DECLINE,
            "不予受理的，退回移送方并反馈原因，生成结果反馈函。",
            suggestion_forms.DeclineForm,
            _carried_out(receiving.decline_lead, Action.DECLINE, printer=PRINTER),
            "已退回。",
        ),
        RoomAction(
            "forward",
            Action.FORWARD,
            "不属本机关管辖的，转有管辖权的机关。",
            suggestion_forms.ForwardForm,
            _carried_out(receiving.forward_lead, Action.FORWARD),
            "已登记转送。",
        ),
        RoomAction(
            "progress",
            Action.PROGRESS,
            "告知移送方仍在办理中，不带任何内容。",
            PlainForm,
            _plain(receiving.report_progress),
            "已反馈进展。",
            is_next=False,
        ),
        RoomAction(
            "extend",
            Action.EXTEND,
            "特殊复杂的，经负责人或者分管负责人批准，延长一次。",
            ReasonForm,
            _reason(receiving.extend_lead),
            "结果反馈期限已延长。",
            is_next=False,
        ),
        RoomAction(
            "feed-back",
            Action.FEED_BACK,
            "移送方只看到反馈结果。本机关内部怎样处置，不在这里登记。",
            forms.FeedbackForm,
            _feed_back,
            "已反馈结果。",
        ),
        RoomAction(
            "inform-intake",
            Action.INFORM_INTAKE,
            "实名反映的，自签收之日起在时限内告知反映人是否受理。",
            forms.InformForm,
            _inform(Action.INFORM_INTAKE),
            "已登记告知受理情况。",
            is_next=False,
        ),
        RoomAction(
            "inform-result",
            Action.INFORM_RESULT,
            "实名反映的，反馈结果后在时限内告知反映人办理结果。",
            forms.InformForm,
            _inform(Action.INFORM_RESULT),
            "已登记告知办理结果。",
        ),
        RoomAction(
            "acknowledge",
            Action.ACKNOWLEDGE,
            "确认收到反馈。",
            forms.SignForm,
            _plain(receiving.acknowledge_feedback),
            "已签收反馈。",
        ),
        RoomAction(
            "close",
            Action.CLOSE,
            "各环节齐备，归入档案。",
            PlainForm,
            _plain(receiving.close_lead),
            "已归档。",
        ),
    )
}
VERBS = {action.action: action for action in ACTIONS.values()}
